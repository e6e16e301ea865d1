//! Where records go: one sink for every output form, fed in the order of the input.

pub(crate) mod durable;
pub(crate) mod lines;
pub(crate) mod parts;
mod print;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use rasd::Report;
use rasd::model::Record;

use self::print::{Form, Printer};
use crate::summary::Style;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person.
    Summary,
    /// One JSON document.
    Json,
    /// JSON Lines.
    Jsonl,
}

/// Takes records one by one and writes them.
pub(crate) struct Sink {
    printer: Printer,
}

impl Format {
    /// The form's name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

impl Sink {
    /// Opens `output`, or standard output where there is none.
    pub(crate) fn open(format: Format, output: Option<&Path>) -> Result<Self> {
        let form = match format {
            Format::Summary => Form::Summary,
            Format::Json => Form::Json,
            Format::Jsonl => Form::Jsonl,
        };
        let style = if output.is_none() { Style::detect() } else { Style::plain() };
        Ok(Self { printer: Printer::new(form, style, stream(output)?) })
    }

    /// Writes a record. The report it was read from is what exports with text need.
    pub(crate) fn write(&mut self, record: &Record, _report: Option<&Report>) -> Result<()> {
        self.printer.record(record)
    }

    /// Says that an item yielded no record.
    pub(crate) fn failed(&mut self) -> Result<()> {
        self.printer.failed()
    }

    /// Lets the reader have what was written so far.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.printer.flush()
    }

    /// Ends the output. Without this call it is not complete.
    pub(crate) fn end(mut self) -> Result<()> {
        self.printer.end()
    }
}

fn stream(output: Option<&Path>) -> Result<Box<dyn Write>> {
    Ok(match output {
        None => Box::new(BufWriter::new(io::stdout())),
        Some(path) => {
            let file =
                File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
    })
}
