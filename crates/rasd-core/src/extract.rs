//! The pipeline: one report in, one record out.

use crate::model::{Record, ReportRef};
use crate::offsets::OffsetUnit;
use crate::report::Report;

/// What a caller may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Unit of the offsets in the record.
    pub offset_unit: OffsetUnit,
}

/// Reads reports. Cheap to share: it holds the compiled-in tables and no state.
///
/// ```
/// use rasd::{Extractor, Report};
/// let record = Extractor::new().extract(&Report::new("r-1", "لا شيء"));
/// assert!(record.incidents.is_empty());
/// ```
#[derive(Debug, Default, Clone)]
pub struct Extractor {}

impl Extractor {
    /// An extractor over the compiled-in tables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Extracts with default options. Never fails and never panics, whatever the text.
    #[must_use]
    pub fn extract(&self, report: &Report) -> Record {
        self.extract_with(report, Options::default())
    }

    /// Extracts with the given options.
    #[must_use]
    pub fn extract_with(&self, report: &Report, options: Options) -> Record {
        Record {
            report: ReportRef {
                id: report.id.clone(),
                publisher: report.publisher.clone(),
                published_at: report.published_at,
                url: report.url.clone(),
                offset_unit: options.offset_unit,
            },
            incidents: Vec::new(),
            tallies: Vec::new(),
            findings: Vec::new(),
        }
    }
}
