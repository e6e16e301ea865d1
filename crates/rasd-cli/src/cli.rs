//! The command line as clap sees it.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::batch::args::{ReadArgs, Redact, WriteArgs};
use crate::exit::exit_codes;
use crate::explain::args::ExplainArgs;
use crate::input::country;
use crate::reference::args::{ActorsArgs, PlacesArgs, RulesArgs};
use crate::remote::RemoteArgs;
use crate::report::ReportArgs;
use crate::serve::args::ServeArgs;
use crate::shell::args::{Color, CompletionsArgs, DoctorArgs, ManArgs};
use crate::sink::Format;

/// Reads Arabic reports on armed conflict and returns structured incident records.
#[derive(Debug, Parser)]
#[command(name = "rasd", version, after_help = HELP, max_term_width = 100)]
pub(crate) struct Cli {
    /// When to colour; NO_COLOR is heeded.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const HELP: &str = concat!(
    "\
Examples:
  rasd extract report.txt --published 2024-03-18       # what a report tells, for a person
  rasd extract reports/ --out records.jsonl            # a folder of reports to a file of records
  rasd explain report.txt                              # why a record says what it says
  rasd doctor                                          # whether all is well here
Every command has examples of its own: rasd COMMAND --help.

",
    exit_codes!()
);

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Extract incidents from reports.
    Extract(ExtractArgs),
    /// Make one HTML page of records: map, timeline, totals, table, texts with their evidence.
    Report(ReportArgs),

    /// Turn records into the form of another tool.
    Convert(crate::convert::ConvertArgs),
    /// Serve the gRPC API.
    Serve(ServeArgs),
    /// Look places up in the gazetteer.
    Places(PlacesArgs),
    /// List the actor registry, or look a name or an id up in it.
    Actors(ActorsArgs),
    /// List the rules that evidence spans name.
    Rules(RulesArgs),
    /// Extract a set of texts and score the records against gold records.
    Eval(EvalArgs),
    /// Tell for each slot of a record which words and which rule or table row gave it, and what lost.
    Explain(ExplainArgs),
    /// Show what differs between the records of two versions, slot by slot.
    Compare(CompareArgs),
    /// Work on the word tables.
    Lexicon(LexiconArgs),
    /// Check that all is well: tables, a sample report, locale, output folder, server.
    Doctor(DoctorArgs),
    /// Print the script that completes the command line in a shell.
    Completions(CompletionsArgs),
    /// Print or write manual pages.
    Man(ManArgs),
}

#[derive(Debug, Args)]
#[command(after_help = COMPARE_HELP)]
pub(crate) struct CompareArgs {
    /// Records of the old version (JSON Lines), or its executable.
    pub(crate) old: PathBuf,
    /// Records of the new version (JSON Lines), or its executable.
    pub(crate) new: PathBuf,
    /// The reports (JSON Lines); needed when OLD or NEW is an executable. With records, only these
    /// reports are compared, and the changed words are shown with their line.
    pub(crate) reports: Option<PathBuf>,
    /// What to print; JSON is one line for each changed report, then the counts.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
}

const COMPARE_HELP: &str = "\
OLD and NEW are files of records, as `rasd extract --format jsonl` prints them, or executables of
two versions of rasd, which are then run as `EXECUTABLE extract --format jsonl REPORTS`.
Incidents are paired as in `rasd eval`. Confidence and offsets are not compared.

Examples:
  rasd extract --format jsonl reports.jsonl >old.jsonl    # before the change
  rasd extract --format jsonl reports.jsonl >new.jsonl    # after it
  rasd compare old.jsonl new.jsonl reports.jsonl
  rasd compare ./rasd-1.0 target/release/rasd reports.jsonl

Exit codes:
  0  no record changed
  1  records changed
  2  the command line is wrong, or something could not be read or run";

#[derive(Debug, Args)]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Check tables for rows that would not be read, or not as meant.
    Check(LexiconCheckArgs),
}

#[derive(Debug, Args)]
#[command(after_help = LEXICON_HELP)]
pub(crate) struct LexiconCheckArgs {
    /// Folder with edited copies of tables (.tsv) [default: the tables that are compiled in].
    pub(crate) dir: Option<PathBuf>,
    /// What to print; JSON is one line for each issue.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
}

const LEXICON_HELP: &str = "\
The tables are compiled in: an edited table takes effect when it stands in crates/rasd-core/data and
rasd is built again. A folder need not hold all tables; ids and names that its tables speak of are
looked up in the compiled-in ones where it has none.

Examples:
  rasd lexicon check
  rasd lexicon check crates/rasd-core/data
  rasd lexicon check --format json my-tables

Exit codes:
  0  no errors; there may be warnings
  1  errors
  2  the command line is wrong
  3  a table could not be read";

/// What a reviewing command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For a person.
    Text,
    /// JSON Lines.
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = EXTRACT_HELP)]
pub(crate) struct ExtractArgs {
    /// Files, folders (with all below them) or quoted patterns such as 'reports/**/*.txt'; `-`, or
    /// none at all, is standard input.
    #[arg(value_name = "INPUT")]
    pub(crate) files: Vec<PathBuf>,
    /// How to read the input; `auto` goes by the file's ending, else by its first characters.
    #[arg(long, value_enum, default_value_t = InputKind::Auto)]
    pub(crate) input: InputKind,
    /// What to print or write [default: summary; with --out jsonl].
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) defaults: Defaults,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// What to mask in the records.
    #[arg(long, value_enum, default_value_t = Redact::None)]
    pub(crate) redact: Redact,
    /// Unit of the offsets in the records.
    #[arg(long, value_enum, default_value_t = Offsets::Utf8)]
    pub(crate) offsets: Offsets,
    /// Reports to work on at once [default: as many as there are processors].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Have a server extract, for example http://127.0.0.1:50051; the output is the same.
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// How long the server may take for one report.
    #[arg(long, value_name = "SECONDS", requires = "server", default_value = "60",
          value_parser = seconds)]
    pub(crate) deadline: Duration,
    #[command(flatten)]
    pub(crate) remote: RemoteArgs,
}

pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|s: f64| Duration::try_from_secs_f64(s).ok())
        .filter(|d| !d.is_zero())
        .ok_or_else(|| "expected a number of seconds above 0".to_owned())
}

const EXTRACT_HELP: &str = concat!(
    "\
Examples:
  rasd extract report.txt --published 2024-03-18 --country SY
  rasd extract reports/ 'more/*.html' --format jsonl >records.jsonl
  rasd extract sheet.csv --columns text=body,published_at=day --format jsonl
  rasd extract archive.jsonl.zst --format jsonl | gzip >records.jsonl.gz
  rasd extract reports/ --redact names --format jsonl
  rasd extract reports/ --out records.jsonl            # then, if it was interrupted:
  rasd extract reports/ --out records.jsonl --resume

Input forms, by ending (also with .gz or .zst behind it):
  text   .txt: the whole file is one report; its id is the file name without ending, `stdin` for -
  json   .json: one report object, or an array of them:
         {\"id\", \"title\", \"text\", \"publisher\", \"published_at\", \"url\", \"country\"};
         only \"text\" is required and further fields are ignored
  jsonl  .jsonl, .ndjson: one report object a line; read as a stream, never held in memory as a whole
  csv    .csv, .tsv: column names in the first row, then one report a row; read as a stream
  html   .html, .htm: a saved web page; its main text, title and day of publication
  A report without an id is named FILE:LINE (in an array: FILE:POSITION). In a folder, FILE is the
  path below it. Other files in a folder are passed over and counted.

Output forms:
  summary  for a person at a terminal
  json     one document: the record when one report came in, an array of records otherwise
  jsonl    one record a line, in the order of the input
  others   the forms of other tools, see `rasd convert --help`

Beside OUT stand:
  OUT.errors.jsonl  the reports that gave no record: input, line, id, reason
  OUT.run.json      inputs with SHA-256, version, table hashes, options and counts; what the clock
                    says stands apart under \"run\"
  OUT.journal       how far the run has come, for --resume

",
    exit_codes!()
);

/// What is known about reports that do not say so themselves.
#[derive(Debug, Args, Default, Clone)]
pub(crate) struct Defaults {
    /// Publication date of reports that carry none: the anchor of "yesterday".
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) published: Option<Date>,
    /// Publisher of reports that name none.
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Country (ISO 3166-1 alpha-2) of reports that carry none; place names are looked for there
    /// first.
    #[arg(long, value_name = "XX", value_parser = country)]
    pub(crate) country: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rasd eval gold.jsonl texts.jsonl\n\
\x20 rasd eval gold.jsonl --predicted records.jsonl --worst 10")]
pub(crate) struct EvalArgs {
    /// Gold records, JSON Lines.
    pub(crate) gold: PathBuf,
    /// Reports to extract and score, JSON Lines.
    #[arg(required_unless_present = "predicted", conflicts_with = "predicted")]
    pub(crate) texts: Option<PathBuf>,
    /// Score these records (JSON Lines, as `extract --format jsonl` prints) instead of extracting.
    #[arg(long, value_name = "FILE")]
    pub(crate) predicted: Option<PathBuf>,
    /// Print the table as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Also list the N lowest-scoring reports.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) worst: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputKind {
    /// By ending (.txt, .json, .jsonl, .ndjson, .csv, .tsv, .html), else by the first characters.
    Auto,
    /// Plain text, one report.
    Text,
    /// One JSON document.
    Json,
    /// JSON Lines.
    Jsonl,
    /// A table with column names in its first row.
    Csv,
    /// A saved web page.
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Code points.
    Utf32,
}

impl From<Offsets> for rasd::OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Utf8 => Self::Utf8,
            Offsets::Utf16 => Self::Utf16,
            Offsets::Utf32 => Self::Utf32,
        }
    }
}
