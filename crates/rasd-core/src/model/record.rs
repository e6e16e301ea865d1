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
