//! What can go wrong.

use std::io;

use thiserror::Error;

/// Why an export could not be written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The output could not be written.
    #[error("cannot write")]
    Io(#[from] io::Error),
    /// CSV could not be written.
    #[error("cannot write CSV")]
    Csv(#[source] csv::Error),
    /// JSON could not be written.
    #[error("cannot write JSON")]
    Json(#[source] serde_json::Error),
    /// The format is made of several files and needs a folder to write to.
    #[error("{0} is written as a folder: name one")]
    NeedsFolder(&'static str),
    /// The format is one file and was given a folder.
    #[error("{0} is written as one file, not as a folder")]
    NeedsStream(&'static str),
    /// The format points into the texts, and the report is not at hand.
    #[error("{format} points into the report's text, and report {id:?} was not given")]
    NeedsReport {
        /// The format.
        format: &'static str,
        /// The report's id.
        id: String,
    },
    /// The text is not the one that the record was read from.
    #[error(
        "report {id:?}: its text has not {expected:?} at {start}..{end}; is it the text that the record was read from?"
    )]
    OtherText {
        /// The report's id.
        id: String,
        /// What the record says stands there.
        expected: String,
        /// First unit of the span.
        start: usize,
        /// One past the last.
        end: usize,
    },
    /// Parquet could not be written.
    #[error("cannot write Parquet: {0}")]
    Parquet(String),
}

impl ExportError {
    /// Whether only this record is concerned: nothing of it was written, the next may follow.
    #[must_use]
    pub const fn is_of_record(&self) -> bool {
        matches!(self, Self::NeedsReport { .. } | Self::OtherText { .. })
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        if !error.is_io_error() {
            return Self::Csv(error);
        }
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            other => Self::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Io(error.into()) } else { Self::Json(error) }
    }
}
