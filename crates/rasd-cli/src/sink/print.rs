//! The forms that the CLI prints itself: for a person, JSON, JSON Lines.

use std::io::Write;

use anyhow::Result;
use rasd::model::Record;

use crate::summary::{self, Style};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Summary,
    Json,
    Jsonl,
}

/// Prints records in the chosen format.
pub(crate) struct Printer {
    format: Form,
    style: Style,
    out: Box<dyn Write + Send>,
    /// Items seen, those that failed included.
    seen: usize,
    printed: usize,
    /// JSON: the first record, held until it is known whether it is the only one.
    held: Option<Record>,
}

impl Printer {
    pub(super) fn new(format: Form, style: Style, out: Box<dyn Write + Send>) -> Self {
        Self { format, style, out, seen: 0, printed: 0, held: None }
    }

    pub(super) fn failed(&mut self) -> Result<()> {
        self.seen += 1;
        self.release()
    }

    /// Whether records are printed as lines of JSON Lines.
    pub(super) fn prints_lines(&self) -> bool {
        self.format == Form::Jsonl
    }

    /// Prints such a line.
    pub(super) fn line(&mut self, line: &[u8]) -> Result<()> {
        self.seen += 1;
        self.put(line)
    }

    fn put(&mut self, line: &[u8]) -> Result<()> {
        self.printed += 1;
        self.out.write_all(line)?;
        Ok(self.out.write_all(b"\n")?)
    }

    pub(super) fn record(&mut self, record: &Record) -> Result<()> {
        self.seen += 1;
        match self.format {
            // A record is hundreds of pieces; only the whole goes through the output.
            Form::Jsonl => {
                let mut line = Vec::new();
                record.write_json(&mut line);
                return self.put(&line);
            }
            Form::Summary => {
                if self.printed > 0 {
                    self.out.write_all(b"\n")?;
                }
                self.out.write_all(summary::render(record, self.style).as_bytes())?;
            }
            Form::Json if self.seen == 1 => {
                self.held = Some(record.clone());
                return Ok(());
            }
            Form::Json => {
                self.release()?;
                self.element(record)?;
            }
        }
        self.printed += 1;
        Ok(())
    }

    /// Prints the held record as the first of an array: another item has come in.
    fn release(&mut self) -> Result<()> {
        if self.seen > 1
            && let Some(first) = self.held.take()
        {
            self.element(&first)?;
            self.printed += 1;
        }
        Ok(())
    }

    fn element(&mut self, record: &Record) -> Result<()> {
        let json = serde_json::to_string_pretty(record)?.replace('\n', "\n  ");
        let lead = if self.printed == 0 { "[\n  " } else { ",\n  " };
        write!(self.out, "{lead}{json}")?;
        Ok(())
    }

    pub(super) fn end(&mut self) -> Result<()> {
        if self.format == Form::Json {
            match self.held.take() {
                Some(only) => writeln!(self.out, "{}", serde_json::to_string_pretty(&only)?)?,
                None if self.printed == 0 => writeln!(self.out, "[]")?,
                None => writeln!(self.out, "\n]")?,
            }
        }
        self.flush()
    }

    pub(super) fn flush(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}
