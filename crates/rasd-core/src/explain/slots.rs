//! Slots with the rule and the rows that gave them.

use super::{Account, RuleNote, Slot};
use crate::extract::Stages;
use crate::lexicon::{RowPlace, rows_of};
use crate::model::Evidence;
use crate::rules;
use crate::tokens::TokenSpan;

/// The account of one incident or tally from its slots' values and evidence.
pub(super) fn account(values: &[(String, String)], told: &[Evidence], stages: Stages) -> Account {
    let slots = values
        .iter()
        .map(|(field, value)| {
            let evidence = told.iter().find(|e| e.field == *field).cloned();
            let rule = evidence.as_ref().and_then(|e| rules::rule(&e.rule)).map(RuleNote::from);
            let rows = evidence.as_ref().map_or_else(Vec::new, |e| rows(e, value, stages));
            Slot {
                field: field.clone(),
                value: value.clone(),
                evidence,
                rule,
                rows,
                lost: Vec::new(),
            }
        })
        .collect();
    Account { slots, lost: Vec::new() }
}

/// Whether a span shares words with a slot's evidence.
pub(super) fn touches(evidence: &Evidence, span: TokenSpan, stages: Stages) -> bool {
    let at = stages.maker.make("", span, "");
    at.part == evidence.part && at.start < evidence.end && evidence.start < at.end
}

/// The table rows behind a slot: the one its evidence names, and those of the words that its
/// rule put together.
fn rows(evidence: &Evidence, value: &str, stages: Stages) -> Vec<RowPlace> {
    let mentions = stages.mentions;
    let mut ids: Vec<&str> = vec![&evidence.rule];
    let slot = evidence.field.split('[').next().unwrap_or_default();
    let here = |span: TokenSpan| touches(evidence, span, stages);
    match slot {
        "kind" | "also" => {
            let acts = mentions.events.iter().filter(|e| here(e.span));
            ids.extend(acts.map(|e| e.rule));
            let means = mentions.means.iter().filter(|m| here(m.span));
            ids.extend(means.map(|m| m.rule));
            let outcomes = mentions.outcomes.iter().filter(|o| here(o.span));
            ids.extend(outcomes.map(|o| o.rule));
        }
        "actors" | "perpetrators" => {
            let actors = mentions.actors.iter().filter(|a| here(a.span) && value.contains(a.id));
            ids.extend(actors.map(|a| a.rule));
        }
        "harm" | "count" => {
            let outcomes = mentions.outcomes.iter().filter(|o| here(o.span));
            ids.extend(outcomes.map(|o| o.rule));
        }
        _ => {}
    }
    let mut out: Vec<RowPlace> = Vec::new();
    let mut add = |found: Vec<RowPlace>| {
        for row in found {
            if !out.contains(&row) {
                out.push(row);
            }
        }
    };
    ids.into_iter().for_each(|id| add(rows_of(id)));
    if matches!(slot, "places" | "areas") {
        let all = crate::gazetteer::Gazetteer::get();
        let named = mentions.places.iter().zip(&mentions.resolved).filter(|(m, _)| here(m.span));
        for row in named.filter_map(|(_, r)| r.row).filter_map(|r| all.row(r)) {
            if value.contains(row.id) || slot == "areas" {
                // The second cell of these tables is a country: «SY» is the id of one row only.
                for table in ["gazetteer", "gazetteer_extra"] {
                    let rows = rows_of(&format!("{table}:{}", row.id));
                    add(rows.into_iter().filter(|found| found.phrase == row.id).collect());
                }
            }
        }
    }
    out
}
