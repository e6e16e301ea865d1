//! Where records go: one sink for every output form, fed in the order of the input.
//!
//! `rasd extract` and `rasd convert` write through it and know no format.

pub(crate) mod durable;
pub(crate) mod lines;
pub(crate) mod parts;
mod print;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use rasd::Report;
use rasd::model::Record;
use rasd_export::{Exporter, Summary, Target};

use self::print::{Form, Printer};
use crate::out;
use crate::summary::Style;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For a person.
    Summary,
    /// One JSON document.
    Json,
    /// JSON Lines.
    Jsonl,
    /// The form of another tool.
    Export(rasd_export::Format),
}

static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    let own = [Format::Summary, Format::Json, Format::Jsonl];
    let exports = rasd_export::Format::ALL.iter().copied().map(Format::Export);
    own.into_iter().chain(exports).collect()
});

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &FORMATS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Summary => PossibleValue::new("summary").help("For a person"),
            Self::Json => PossibleValue::new("json").help("One JSON document"),
            Self::Jsonl => PossibleValue::new("jsonl").help("JSON Lines"),
            Self::Export(format) => PossibleValue::new(format.name()).help(format.description()),
        })
    }
}

impl Format {
    /// The form's name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Whether it cannot be written without the reports' texts.
    pub(crate) const fn needs_text(self) -> bool {
        matches!(self, Self::Export(format) if format.needs_text())
    }
}

/// Takes records one by one and writes them.
pub(crate) enum Sink {
    /// A form of the CLI's own.
    Print(Box<Printer>),
    /// A form of another tool.
    Export(rasd_export::Format, Box<dyn Exporter>),
}

impl Sink {
    /// Why the command line asks for something that cannot be.
    pub(crate) fn refuses(format: Format, output: Option<&Path>) -> Option<String> {
        let Format::Export(export) = format else { return None };
        match output {
            None if export.is_folder() => {
                Some(format!("{export} is written as a folder: name one with --output"))
            }
            Some(path) if export.is_folder() && path.is_file() => {
                Some(format!("{export} is written as a folder, and {} is a file", path.display()))
            }
            _ => None,
        }
    }

    /// Opens `output`, or standard output where there is none.
    pub(crate) fn open(format: Format, output: Option<&Path>) -> Result<Self> {
        let print = |form| -> Result<Self> {
            let style = if output.is_none() { Style::detect() } else { Style::plain() };
            Ok(Self::Print(Box::new(Printer::new(form, style, stream(output)?))))
        };
        match format {
            Format::Summary => print(Form::Summary),
            Format::Json => print(Form::Json),
            Format::Jsonl => print(Form::Jsonl),
            Format::Export(export) => {
                let target = match output {
                    Some(path) if export.is_folder() => Target::Folder(path.to_owned()),
                    _ => Target::Stream(stream(output)?),
                };
                Ok(Self::Export(export, rasd_export::open(export, target)?))
            }
        }
    }

    /// Writes a record. The report it was read from is what exports with text need.
    pub(crate) fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<()> {
        match self {
            Self::Print(printer) => printer.record(record),
            Self::Export(_, exporter) => Ok(exporter.write(record, report)?),
        }
    }

    /// Writes a record that is a line of JSON Lines already, without its end.
    pub(crate) fn line(&mut self, line: &[u8]) -> Result<()> {
        match self {
            Self::Print(printer) if printer.prints_lines() => printer.line(line),
            _ => self.write(&serde_json::from_slice(line)?, None),
        }
    }

    /// Says that an item yielded no record.
    pub(crate) fn failed(&mut self) -> Result<()> {
        match self {
            Self::Print(printer) => printer.failed(),
            Self::Export(..) => Ok(()),
        }
    }

    /// Lets the reader have what was written so far.
    pub(crate) fn flush(&mut self) -> Result<()> {
        match self {
            Self::Print(printer) => printer.flush(),
            Self::Export(_, exporter) => Ok(exporter.flush()?),
        }
    }

    /// Ends the output; without this call it is not complete. Says on standard error what the
    /// format has no place for.
    pub(crate) fn end(self) -> Result<()> {
        match self {
            Self::Print(mut printer) => printer.end(),
            Self::Export(format, exporter) => {
                let summary = exporter.finish()?;
                if !summary.left_out.is_empty() {
                    out::complain(&format!("note: {}", left_out(format, &summary)));
                }
                Ok(())
            }
        }
    }
}

fn left_out(format: rasd_export::Format, summary: &Summary) -> String {
    let Summary { incidents, rows, left_out, .. } = summary;
    let parts: Vec<String> = left_out.iter().map(|(what, n)| format!("{what} ({n})")).collect();
    format!("{format}: {rows} rows of {incidents} incidents; left out: {}", parts.join(", "))
}

/// Bytes that go out at once: a few records.
const BUFFER: usize = 1 << 16;

fn stream(output: Option<&Path>) -> Result<Box<dyn Write + Send>> {
    Ok(match output {
        None => Box::new(BufWriter::with_capacity(BUFFER, io::stdout())),
        Some(path) => {
            let file =
                File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
            Box::new(BufWriter::with_capacity(BUFFER, file))
        }
    })
}
