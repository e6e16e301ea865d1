//! Masking, in one place: whatever the page holds has gone through [`masked`].

use rasd::Report;
use rasd::model::Record;

/// What is masked in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redaction {
    /// Personal names of victims.
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

    /// Whether the page can promise what was asked for.
    // SEAM: true once `masked` calls the core's masking.
    #[must_use]
    pub const fn is_available(self) -> bool {
        matches!(self, Self::None)
    }
}

/// A record and its report with personal names masked, spans still valid.
// SEAM: the only place through which texts reach the page. The core's masking belongs in the
// `Names` arm; it takes both, since title and text change together with the spans into them.
pub(crate) fn masked(
    record: Record,
    report: Option<Report>,
    how: Redaction,
) -> (Record, Option<Report>) {
    match how {
        Redaction::Names | Redaction::None => (record, report),
    }
}
