//! What `rasd explain` takes.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Defaults, InputKind, Offsets, ReportFormat};
use crate::exit::exit_codes;

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_HELP)]
pub(crate) struct ExplainArgs {
    /// Files to read; `-`, or none at all, is standard input.
    #[arg(value_name = "REPORT")]
    pub(crate) files: Vec<PathBuf>,
    /// How to read the input; `auto` goes by the file's ending, else by its first characters.
    #[arg(long, value_enum, default_value_t = InputKind::Auto)]
    pub(crate) input: InputKind,
    /// What to print; JSON is one line for each report.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) defaults: Defaults,
    /// Title of reports that carry none.
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// Unit of the offsets.
    #[arg(long, value_enum, default_value_t = Offsets::Utf8)]
    pub(crate) offsets: Offsets,
}

const EXPLAIN_HELP: &str = concat!(
    "\
Examples:
  rasd explain report.txt --published 2021-03-10 --country SY
  echo 'قصف مدفعي على بلدة سرمين' | rasd explain -
  rasd explain --format json reports.jsonl

What is printed:
  from  the line, the offsets and the words that a slot rests on
  rule  the rule that read it (see `rasd rules`)
  row   the table row: file, line, cells (the tables are compiled in)
  not   what might have stood there instead, and why it does not
The record is the one that `rasd extract` prints.

",
    exit_codes!()
);
