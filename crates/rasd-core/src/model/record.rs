//! All that one report yields.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Evidence, FindingCode, Incident, Tally};
use crate::offsets::OffsetUnit;

/// What one report yields: incidents, tallies and findings, in the order they are told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Which report.
    pub report: ReportRef,
    /// Incidents, in the order they are first told.
    pub incidents: Vec<Incident>,
    /// Counts over several incidents.
    pub tallies: Vec<Tally>,
    /// What a careful reader would question in the report.
    pub findings: Vec<Finding>,
    /// What read it; none in records that a person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<MadeBy>,
}

/// The version of the library and of its tables that a record was read with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeBy {
    /// Version of Rasd, for example `0.1.0`.
    pub version: String,
    /// One hash over all word tables ([`tables_hash`](crate::tables_hash)), 64 hexadecimal digits.
    pub tables: String,
}

impl MadeBy {
    /// This library with its compiled-in tables.
    #[must_use]
    pub fn this() -> Self {
        Self { version: crate::VERSION.to_owned(), tables: crate::tables_hash().to_owned() }
    }
}

/// The report that a record was read from, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRef {
    /// The caller's id, echoed.
    pub id: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Publication date, the anchor of relative dates.
    #[serde(default)]
    pub published_at: Option<Date>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
    /// Unit of every offset in the record.
    #[serde(default)]
    pub offset_unit: OffsetUnit,
}

/// Something a careful reader would question in the report. Nothing is ever repaired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What sort of finding.
    pub code: FindingCode,
    /// For a person, in English.
    pub message: String,
    /// The words it rests on.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}
