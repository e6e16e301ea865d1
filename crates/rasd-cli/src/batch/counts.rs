//! What a run counts.

use std::collections::BTreeSet;

use rasd::model::{MadeBy, Record};
use serde::{Deserialize, Serialize};

/// Sums over all reports of a run, those before an interruption included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Reports that came in, readable or not.
    pub(crate) reports: u64,
    /// Reports that gave a record.
    pub(crate) records: u64,
    /// Reports that did not, and inputs that could not be read to their end.
    pub(crate) failed: u64,
    /// Incidents in the records.
    pub(crate) incidents: u64,
    /// Figures in the incidents.
    pub(crate) figures: u64,
    /// Counts over several incidents.
    pub(crate) tallies: u64,
    /// What a careful reader would question.
    pub(crate) findings: u64,
    /// Version and hash of the tables that read the records: more than one only if a server
    /// changed on the way.
    pub(crate) read_with: BTreeSet<(String, String)>,
}

/// What is counted of one record.
pub(crate) struct Sums {
    incidents: u64,
    figures: u64,
    tallies: u64,
    findings: u64,
    made_by: Option<MadeBy>,
}

impl Sums {
    /// Of this record.
    pub(crate) fn of(record: &Record) -> Self {
        Self {
            incidents: record.incidents.len() as u64,
            figures: record.incidents.iter().map(|i| i.harm.len() as u64).sum(),
            tallies: record.tallies.len() as u64,
            findings: record.findings.len() as u64,
            made_by: record.made_by.clone(),
        }
    }
}

impl Counts {
    /// Counts a record.
    pub(crate) fn record(&mut self, sums: &Sums) {
        self.reports += 1;
        self.records += 1;
        self.incidents += sums.incidents;
        self.figures += sums.figures;
        self.tallies += sums.tallies;
        self.findings += sums.findings;
        if let Some(by) = &sums.made_by {
            let known = |(version, tables): &(String, String)| {
                *version == by.version && *tables == by.tables
            };
            if !self.read_with.iter().any(known) {
                self.read_with.insert((by.version.to_string(), by.tables.to_string()));
            }
        }
    }

    /// Counts a report that gave no record.
    pub(crate) fn failed(&mut self) {
        self.reports += 1;
        self.failed += 1;
    }
}
