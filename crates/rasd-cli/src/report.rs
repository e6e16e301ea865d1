//! `rasd report`: incident records as one HTML page.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rasd::Report;
use rasd::model::Record;
use rasd_report::{Language, Options, Redaction, Written};

use crate::cli::{Defaults, InputKind};
use crate::exit::{Exit, exit_codes};
use crate::input::{InputError, Source};
use crate::out;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct ReportArgs {
    /// Records, JSON Lines, as `rasd extract --format jsonl` prints them; `-` is standard input.
    pub(crate) records: PathBuf,
    /// The reports that the records were read from, in any form that `extract` reads; without them
    /// the page quotes the evidence but shows no texts. May be given more than once.
    #[arg(long, value_name = "FILE")]
    pub(crate) reports: Vec<PathBuf>,
    /// Where to write the page; `-` is standard output.
    #[arg(long, short, alias = "out", value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// What to mask in texts and evidence.
    #[arg(long, value_enum, default_value_t = Redact::Names)]
    pub(crate) redact: Redact,
    /// Heading of the page.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Language in which the page opens; it has a button for the other.
    #[arg(long, value_enum, default_value_t = Lang::Ar)]
    pub(crate) lang: Lang,
}

const HELP: &str = concat!(
    "\
The page is one file that needs no network and asks for none: map, timeline, totals, a table to
filter, and each text with its evidence marked. It opens in any current browser, from a USB stick too.

Examples:
  rasd extract reports.jsonl --format jsonl >records.jsonl
  rasd report records.jsonl --reports reports.jsonl -o report.html
  rasd report records.jsonl -o figures.html --lang en      # no texts, evidence quoted

",
    exit_codes!()
);

/// What is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Redact {
    /// Personal names of victims.
    Names,
    /// Nothing.
    None,
}

/// Language of the page's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Arabic, from right to left.
    Ar,
    /// English.
    En,
}

/// Runs the command.
pub(crate) fn run(args: &ReportArgs) -> Result<Exit> {
    let mut exit = Exit::Ok;
    let records = records(&args.records, &mut exit)?;
    let reports = reports(&args.reports, &mut exit);
    let redaction = match args.redact {
        Redact::Names => Redaction::Names,
        Redact::None => Redaction::None,
    };
    if !redaction.is_available() {
        out::complain(
            "warning: this version cannot mask names yet: the page shows the texts as they are",
        );
    }
    let language = match args.lang {
        Lang::Ar => Language::Arabic,
        Lang::En => Language::English,
    };
    let options = Options { title: args.title.clone(), redaction, language };
    let texts_given = !args.reports.is_empty();
    let written = if args.output.as_os_str() == "-" {
        let mut stdout = BufWriter::new(std::io::stdout().lock());
        rasd_report::render(records, reports, &options, &mut stdout)
    } else {
        let cannot = || format!("cannot write {}", args.output.display());
        let mut file = BufWriter::new(File::create(&args.output).with_context(cannot)?);
        rasd_report::render(records, reports, &options, &mut file)
    }?;
    tell(&written, texts_given, &args.output);
    Ok(exit)
}

/// Says what the page holds, and what it could not show.
fn tell(written: &Written, texts_given: bool, output: &Path) {
    let Written { records, incidents, without_text, misplaced } = *written;
    if texts_given && without_text > 0 {
        out::complain(&format!(
            "warning: {without_text} of {records} records have no text among the reports"
        ));
    }
    if misplaced > 0 {
        out::complain(&format!(
            "warning: {misplaced} spans do not fit their text, and are quoted only: are these the same reports?"
        ));
    }
    out::complain(&format!("{}: {incidents} incidents of {records} reports", output.display()));
}

/// The records of a file. A line that is no record is named and left out.
fn records(path: &Path, exit: &mut Exit) -> Result<Vec<Record>> {
    let cannot = || format!("cannot read {}", path.display());
    let input: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).with_context(cannot)?))
    };
    let mut records = Vec::new();
    for (i, line) in input.split(b'\n').enumerate() {
        let line = line.with_context(cannot)?;
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(record) => records.push(record),
            Err(error) => {
                let at = format!("{}:{}", path.display(), i + 1);
                out::complain(&format!(
                    "{at}: no record of `rasd extract --format jsonl`: {error}"
                ));
                *exit = (*exit).max(Exit::SomeFailed);
            }
        }
    }
    Ok(records)
}

/// The reports of all files. One that cannot be read is named and left out.
fn reports(paths: &[PathBuf], exit: &mut Exit) -> Vec<Report> {
    let mut reports = Vec::new();
    for source in paths.iter().map(|path| Source::file(path)) {
        for item in source.reports(InputKind::Auto, Defaults::default()) {
            match item {
                Ok(report) => reports.push(report),
                Err(error) => {
                    out::complain(&error.to_string());
                    let of = match error {
                        InputError::Report { .. } => Exit::SomeFailed,
                        InputError::Io { .. } => Exit::Io,
                    };
                    *exit = (*exit).max(of);
                }
            }
        }
    }
    reports
}
