//! How sure the reading of each slot is.

use serde::{Deserialize, Serialize};

/// The share of slots read in the same way that were right when counted against coded reports
/// (`data/reliability.tsv`), from 0 to 1; nothing where the report does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct SlotConfidence {
    /// The act.
    #[serde(default)]
    pub kind: Option<f32>,
    /// The day.
    #[serde(default)]
    pub when: Option<f32>,
    /// The places, all of them.
    #[serde(default)]
    pub places: Option<f32>,
    /// Who did it, all of them.
    #[serde(default)]
    pub perpetrator: Option<f32>,
    /// The figures, all of them.
    #[serde(default)]
    pub harm: Option<f32>,
}

impl SlotConfidence {
    /// That of the least sure slot: a chain is as strong as its weakest link.
    #[must_use]
    pub fn least(&self) -> f32 {
        [self.kind, self.when, self.places, self.perpetrator, self.harm]
            .into_iter()
            .flatten()
            .fold(1.0, f32::min)
    }
}
