//! Why a record is what it is: each slot with its words and the rule or table row that gave it,
//! and what else the report held that did not come into it.
//!
//! [`Extractor::explain_with`](crate::Extractor::explain_with) makes it. The stages run as they do
//! for a record; only what they found is told instead of thrown away.

mod lost;
mod slots;
mod values;

use serde::Serialize;

use crate::extract::Stages;
use crate::lexicon::RowPlace;
use crate::model::{Evidence, Part, Record};
use crate::rules::Rule;

/// A record with its reasons.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// The record, as `extract` gives it.
    pub record: Record,
    /// One account for each incident of the record, in its order.
    pub incidents: Vec<Account>,
    /// One account for each tally of the record, in its order.
    pub tallies: Vec<Account>,
    /// What was read and came into no incident and no tally.
    pub unused: Vec<Lost>,
}

/// The reasons of one incident or tally.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Account {
    /// Its slots, in the order of the record.
    pub slots: Vec<Slot>,
    /// What stood in the same stretch of text and has no slot.
    pub lost: Vec<Lost>,
}

/// One slot with its reasons.
#[derive(Debug, Clone, Serialize)]
pub struct Slot {
    /// Its path, for example `places[0]`.
    pub field: String,
    /// Its value in short.
    pub value: String,
    /// The words it rests on; none for what is inferred from other slots.
    pub evidence: Option<Evidence>,
    /// The rule that read it, when it was a rule.
    pub rule: Option<RuleNote>,
    /// The table rows it rests on.
    pub rows: Vec<RowPlace>,
    /// What might have stood there instead.
    pub lost: Vec<Lost>,
}

/// A rule with what it reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleNote {
    /// Stable id.
    pub id: String,
    /// The stage that applies it.
    pub stage: String,
    /// What it reads.
    pub summary: String,
}

impl From<&Rule> for RuleNote {
    fn from(rule: &Rule) -> Self {
        Self { id: rule.id.clone(), stage: rule.stage.clone(), summary: rule.summary.clone() }
    }
}

/// Something that was read and not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// What it is: `place`, `date`, `actor`, `act`, `figure`, `number`, `incident`, `furniture`.
    pub what: &'static str,
    /// Its value in short.
    pub value: String,
    /// Its words; none for a row of the gazetteer.
    pub evidence: Option<Evidence>,
    /// Why it was not taken.
    pub why: String,
}

impl Explanation {
    /// A record without reasons.
    pub(crate) const fn of(record: Record) -> Self {
        Self { record, incidents: Vec::new(), tallies: Vec::new(), unused: Vec::new() }
    }

    /// Adds what a later part of a long text yields; `before` is the length of the text in front.
    pub(crate) fn append(&mut self, mut part: Self, before: usize) {
        let accounts = part.incidents.iter_mut().chain(&mut part.tallies);
        for account in accounts {
            for slot in &mut account.slots {
                slot.evidence.iter_mut().for_each(|e| shift(e, before));
                slot.lost.iter_mut().for_each(|l| l.shift(before));
            }
            account.lost.iter_mut().for_each(|l| l.shift(before));
        }
        part.unused.iter_mut().for_each(|l| l.shift(before));
        crate::long::append(&mut self.record, part.record, before);
        self.incidents.append(&mut part.incidents);
        self.tallies.append(&mut part.tallies);
        self.unused.append(&mut part.unused);
    }
}

impl Lost {
    fn shift(&mut self, before: usize) {
        self.evidence.iter_mut().for_each(|e| shift(e, before));
    }
}

fn shift(evidence: &mut Evidence, before: usize) {
    if evidence.part == Part::Text {
        evidence.start += before;
        evidence.end += before;
    }
}

/// Explains a record by what the stages found on the way to it.
pub(crate) fn explain(record: Record, stages: Stages) -> Explanation {
    let mut incidents: Vec<Account> = record
        .incidents
        .iter()
        .map(|i| slots::account(&values::incident(i), &i.evidence, stages))
        .collect();
    let mut tallies: Vec<Account> = record
        .tallies
        .iter()
        .map(|t| slots::account(&values::tally(t), &t.evidence, stages))
        .collect();
    let unused = lost::collect(&mut incidents, &mut tallies, stages);
    Explanation { record, incidents, tallies, unused }
}

#[cfg(test)]
mod tests;
