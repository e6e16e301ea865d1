//! Masking, in one place: whatever the page holds has gone through [`masked`].

use rasd::Report;
use rasd::model::Record;
use rasd::redact::{Redacted, redact_quotes, redact_record};

/// What is masked in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redaction {
    /// Names of persons, as far as they are found.
    #[default]
    Names,
    /// Nothing.
    None,
}

impl Redaction {
    /// The word that the command line and the page use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::None => "none",
        }
    }
}

/// A record and its report with personal names masked, spans still valid: the only place through
/// which texts reach the page. Title and text change together with the quotes from them.
pub(crate) fn masked(
    mut record: Record,
    report: Option<Report>,
    how: Redaction,
) -> (Record, Option<Report>) {
    match (how, report) {
        (Redaction::None, report) => (record, report),
        (Redaction::Names, None) => {
            redact_quotes(&mut record);
            (record, None)
        }
        (Redaction::Names, Some(report)) => {
            let Redacted { title, text } = redact_record(&mut record, &report);
            (record, Some(Report { title, text, ..report }))
        }
    }
}
