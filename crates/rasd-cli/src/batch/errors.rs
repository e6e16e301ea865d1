//! The list of reports that gave no record, as JSON Lines.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::input::InputError;
use crate::pipeline::Failure;
use crate::sink::lines::LinesFile;

/// One line of the list.
#[derive(Debug, Serialize)]
struct Line<'f> {
    /// The input.
    input: &'f str,
    /// The line in it, where there is one.
    line: Option<u64>,
    /// The report's id, where that could be read.
    id: Option<&'f str>,
    /// Why there is no record.
    reason: String,
}

/// The list.
pub(crate) struct Errors(LinesFile);

impl Errors {
    /// Opens the list, keeping the first `keep` bytes.
    pub(crate) fn open(path: &Path, keep: u64) -> Result<Self> {
        LinesFile::open(path, keep).map(Self)
    }

    /// Adds a report.
    pub(crate) fn add(&mut self, input: &str, failure: &Failure) -> Result<()> {
        let line = match failure {
            Failure::Input(InputError::Report { at, id, reason }) => {
                Line { input: &at.input, line: at.line, id: id.as_deref(), reason: reason.clone() }
            }
            Failure::Input(error @ InputError::Io { .. }) => {
                Line { input, line: None, id: None, reason: error.to_string() }
            }
            Failure::Engine { at, id, source } => {
                Line { input: &at.input, line: at.line, id: Some(id), reason: source.to_string() }
            }
        };
        self.0.line(&line)
    }

    /// Puts the list on the disk and tells its length.
    pub(crate) fn sync(&mut self) -> Result<u64> {
        self.0.sync()
    }
}
