//! A report for people: incident records as one HTML page that works from a USB stick.
//!
//! The page holds everything it needs, its records among it, and its policy forbids every request.
//! What it does with the data is written in TypeScript under `web/`; the built files stand in
//! `assets/`, so that this crate needs no Node. This crate chooses what the page is given: records
//! with offsets in UTF-16 (the unit of JavaScript), the texts, the labels and the outlines.
//!
//! ```
//! use rasd::{Extractor, Report};
//!
//! let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي على بلدة سرمين.");
//! let record = Extractor::new().extract(&report);
//! let mut page = Vec::new();
//! let written = rasd_report::render(vec![record], vec![report], &Default::default(), &mut page)?;
//! assert_eq!(written.incidents, 1);
//! assert!(page.starts_with(b"<!doctype html>"));
//! # Ok::<(), rasd_report::Error>(())
//! ```

mod data;
mod inert;
mod labels;
mod outlines;
mod page;
mod redact;
mod spans;

use std::io::Write;

use rasd::Report;
use rasd::model::Record;
use thiserror::Error;

pub use redact::Redaction;

/// What may be asked of a page.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Heading of the page; a general one stands there when it is not given.
    pub title: Option<String>,
    /// What is masked.
    pub redaction: Redaction,
    /// Language in which the page opens; the reader can change it.
    pub language: Language,
}

/// Language of a page's own words. The reports stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Arabic, from right to left.
    #[default]
    Arabic,
    /// English.
    English,
}

impl Language {
    const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English => "ltr",
        }
    }
}

/// What a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Records.
    pub records: usize,
    /// Their incidents.
    pub incidents: usize,
    /// Records whose text was not among the reports; their evidence is quoted only.
    pub without_text: usize,
    /// Spans of evidence that do not slice their text to their words: it is another text.
    pub misplaced: usize,
}

/// Why there is no page.
#[derive(Debug, Error)]
pub enum Error {
    /// The page could not be written.
    #[error("cannot write the page: {0}")]
    Write(#[from] std::io::Error),
    /// The data could not be put as JSON.
    #[error("cannot put the records as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A table that is compiled in cannot be read.
    #[error(transparent)]
    Table(#[from] rasd::lexicon::TableError),
}

/// Writes the page of `records`, in their order, with the texts found among `reports` by id.
///
/// The same input gives the same bytes.
///
/// # Errors
/// The writer fails, or a compiled-in table cannot be read.
pub fn render(
    records: Vec<Record>,
    reports: Vec<Report>,
    options: &Options,
    out: &mut impl Write,
) -> Result<Written, Error> {
    let (data, written) = data::gather(records, reports, options)?;
    page::write(&data, options, out)?;
    Ok(written)
}
