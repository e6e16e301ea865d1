//! Counts over several incidents.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Count, Evidence, Group, Outcome};

/// A count the report gives over several incidents (codebook §7). Never an incident's toll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// What became of them.
    pub outcome: Outcome,
    /// Who they were.
    pub group: Group,
    /// Actor id of the combatants' own side.
    pub affiliation: Option<String>,
    /// How many.
    pub count: Count,
    /// Index in the record's tallies of the figure that this one is part of.
    pub within: Option<usize>,
    /// The report calls the figure unconfirmed or expects a rise.
    #[serde(default)]
    pub provisional: bool,
    /// The time it spans.
    pub period: Period,
    /// The areas it spans, as named.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Actor ids of those it is laid to.
    #[serde(default)]
    pub perpetrators: Vec<String>,
    /// The words.
    pub text: String,
    /// Where each slot was read.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// The time a tally spans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Period {
    /// First day, when the text tells.
    pub start: Option<Date>,
    /// Last day, when the text tells.
    pub end: Option<Date>,
    /// The words.
    pub text: Option<String>,
}
