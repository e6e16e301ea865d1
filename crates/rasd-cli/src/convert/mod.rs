//! `rasd convert`: records into the forms of other tools.

mod records;
mod reports;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use rasd_export::ExportError;

use self::records::{Fault, Item};
use self::reports::Reports;
use crate::batch::args::Redact;
use crate::exit::{Exit, exit_codes};
use crate::out;
use crate::sink::{Format, Sink};

/// `rasd convert`.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct ConvertArgs {
    /// Records: JSON Lines, as `rasd extract --format jsonl` prints them (`-` is standard input), or
    /// Parquet.
    pub(crate) records: PathBuf,
    /// What to write.
    #[arg(long, value_enum)]
    pub(crate) format: Format,
    /// The reports the records were read from (JSON Lines). Formats that point into the text need
    /// them; the others take title and country from them.
    #[arg(long, value_name = "FILE")]
    pub(crate) reports: Option<PathBuf>,
    /// File (for some formats folder) to write, instead of standard output.
    #[arg(short, long, alias = "out", value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// What to mask in texts and quotes. With the reports more names are found than without.
    #[arg(long, value_enum, default_value_t = Redact::None)]
    pub(crate) redact: Redact,
}

const HELP: &str = concat!(
    "\
What each format is, and what it leaves out: docs/exports.md. What becomes of which value is written
in the tables under crates/rasd-export/data, with the publisher's rule beside each row.

Examples:
  rasd extract --format jsonl reports.jsonl >records.jsonl
  rasd convert records.jsonl --format csv -o incidents.csv
  rasd convert records.jsonl --format acled --reports reports.jsonl -o acled.csv
  rasd convert records.jsonl --format parquet -o records.parquet
  rasd convert records.jsonl --format csv --redact names -o incidents.csv
  rasd convert records.parquet --format jsonl >again.jsonl     # the same bytes as records.jsonl

",
    exit_codes!()
);

/// Runs the command.
pub(crate) fn run(args: &ConvertArgs) -> Result<Exit> {
    let refused = Sink::refuses(args.format, args.output.as_deref()).or_else(|| {
        (args.format.needs_text() && args.reports.is_none())
            .then(|| "this format points into the texts: name them with --reports".to_owned())
    });
    if let Some(reason) = refused {
        out::complain(&format!("error: {reason}"));
        return Ok(Exit::Usage);
    }
    let mut reports = match &args.reports {
        Some(path) => Some(Reports::index(path)?),
        None => None,
    };
    let items = records::read(&args.records)?;
    let sink = Sink::open(args.format, args.output.as_deref())?;
    write(items, reports.as_mut(), sink, args.redact).with_context(|| match &args.output {
        None => "cannot write to standard output".to_owned(),
        Some(path) => format!("cannot write {}", path.display()),
    })
}

fn write(
    items: impl Iterator<Item = Item>,
    mut reports: Option<&mut Reports>,
    mut sink: Sink,
    redact: Redact,
) -> Result<Exit> {
    let faulty = reports.as_ref().is_some_and(|r| r.faults > 0);
    let mut exit = if faulty { Exit::SomeFailed } else { Exit::Ok };
    for item in items {
        let mut record = match item {
            Ok(record) => record,
            Err(fault) => {
                exit = exit.max(match &fault {
                    Fault::Record { .. } => Exit::SomeFailed,
                    Fault::Io { .. } => Exit::Io,
                });
                out::complain(&format!("error: {fault}"));
                sink.failed()?;
                continue;
            }
        };
        let mut report = match reports.as_mut() {
            Some(reports) => reports.take(&record.report.id)?,
            None => None,
        };
        if redact == Redact::Names {
            match &mut report {
                Some(report) => {
                    let masked = rasd::redact::redact_record(&mut record, report);
                    (report.title, report.text) = (masked.title, masked.text);
                }
                None => rasd::redact::redact_quotes(&mut record),
            }
        }
        match sink.write(&record, report.as_ref()) {
            Ok(()) => {}
            Err(error) => match error.downcast_ref::<ExportError>() {
                Some(of_record) if of_record.is_of_record() => {
                    out::complain(&format!("error: {of_record}"));
                    exit = exit.max(Exit::SomeFailed);
                }
                _ => return Err(error),
            },
        }
    }
    sink.end()?;
    Ok(exit)
}
