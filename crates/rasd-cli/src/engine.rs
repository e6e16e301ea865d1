//! Who does the extracting.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rasd::model::Record;
use rasd::{Extractor, Options, Report};
use thiserror::Error;

/// Why a report that came in yields no record.
#[derive(Debug, Error)]
pub(crate) enum EngineError {
    /// This report is lost, the next may do.
    #[error("{0}")]
    Report(String),
}

/// Turns a report into its record.
#[derive(Debug)]
pub(crate) enum Engine {
    /// In this process.
    Local(Extractor, Options),
}

impl Engine {
    /// Extracts one report.
    pub(crate) fn extract(&self, report: &Report) -> Result<Record, EngineError> {
        match self {
            Self::Local(extractor, options) => {
                // The library promises not to panic; should it break the promise, one report is
                // lost and not the run.
                catch_unwind(AssertUnwindSafe(|| extractor.extract_with(report, *options))).map_err(
                    |_| EngineError::Report("internal error; please report this text".to_owned()),
                )
            }
        }
    }
}
