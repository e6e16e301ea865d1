//! Two records of one report, slot by slot.

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

use crate::eval::{self, Pairing};

/// The slots of an incident that are compared.
const SLOTS: [&str; 10] =
    ["kind", "also", "role", "when", "places", "actors", "means", "harm", "attribution", "damage"];

/// A value with the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    pub(super) value: Value,
    pub(super) words: Option<String>,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Change {
    /// `record`, `incident`, `tallies` or `findings`.
    pub(super) what: &'static str,
    /// `added`, `removed` or `changed`.
    pub(super) how: &'static str,
    /// Index of the incident in the old and in the new record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) old_index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new_index: Option<usize>,
    /// The incident in short.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    /// The slot, of an incident that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) slot: Option<&'static str>,
    /// What no longer stands.
    pub(super) old: Vec<Told>,
    /// What stands now.
    pub(super) new: Vec<Told>,
}

impl Change {
    const fn new(what: &'static str, how: &'static str) -> Self {
        Self {
            what,
            how,
            old_index: None,
            new_index: None,
            name: String::new(),
            slot: None,
            old: Vec::new(),
            new: Vec::new(),
        }
    }

    /// A whole record that only one version has.
    pub(super) const fn record(how: &'static str) -> Self {
        Self::new("record", how)
    }

    /// The line of the summary that it adds to.
    pub(super) fn counts_as(&self) -> String {
        match self.slot {
            Some(slot) => slot.to_owned(),
            None => format!("{} {}", self.what, self.how),
        }
    }
}

/// What differs between two records of one report. Confidence, offsets, and the words alone are
/// not compared.
pub(super) fn changes(old: &Value, new: &Value) -> Result<Vec<Change>> {
    let (old_incidents, new_incidents) = (list(old, "incidents"), list(new, "incidents"));
    let Pairing { mut pairs, missed: removed, extra: added } =
        eval::paired(old_incidents, new_incidents)?;
    let mut out = Vec::new();
    pairs.sort_unstable();
    for (i, j) in pairs {
        let (before, after) = (&old_incidents[i], &new_incidents[j]);
        for slot in SLOTS {
            let (gone, come) = differ(told(before, slot), told(after, slot));
            if !gone.is_empty() || !come.is_empty() {
                out.push(Change {
                    old_index: Some(i),
                    new_index: Some(j),
                    name: name(after),
                    slot: Some(slot),
                    old: gone,
                    new: come,
                    ..Change::new("incident", "changed")
                });
            }
        }
    }
    let whole = |incident: &Value| -> Vec<Told> {
        SLOTS.iter().flat_map(|slot| told(incident, slot)).collect()
    };
    out.extend(removed.into_iter().map(|i| Change {
        old_index: Some(i),
        name: name(&old_incidents[i]),
        old: whole(&old_incidents[i]),
        ..Change::new("incident", "removed")
    }));
    out.extend(added.into_iter().map(|j| Change {
        new_index: Some(j),
        name: name(&new_incidents[j]),
        new: whole(&new_incidents[j]),
        ..Change::new("incident", "added")
    }));
    for what in ["tallies", "findings"] {
        let (gone, come) = differ(whole_list(old, what), whole_list(new, what));
        if !gone.is_empty() || !come.is_empty() {
            let how = match (gone.is_empty(), come.is_empty()) {
                (true, _) => "added",
                (_, true) => "removed",
                _ => "changed",
            };
            out.push(Change { old: gone, new: come, ..Change::new(what, how) });
        }
    }
    Ok(out)
}

fn list<'v>(record: &'v Value, name: &str) -> &'v [Value] {
    record[name].as_array().map_or(&[], Vec::as_slice)
}

/// An incident in short: kind and first place.
fn name(incident: &Value) -> String {
    let kind = incident["kind"].as_str().unwrap_or("?");
    match incident["places"][0]["name"].as_str() {
        Some(place) => format!("{kind}, {place}"),
        None => kind.to_owned(),
    }
}

/// The values of a slot with their words: one, or one for each element of a list.
fn told(incident: &Value, slot: &str) -> Vec<Told> {
    let words = |field: &str| {
        let of = |e: &&Value| e["field"].as_str() == Some(field);
        let evidence = list(incident, "evidence").iter().find(of);
        evidence.and_then(|e| e["text"].as_str()).map(str::to_owned)
    };
    match &incident[slot] {
        Value::Null => Vec::new(),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .map(|(i, v)| Told { value: bare(v), words: words(&format!("{slot}[{i}]")) })
            .collect(),
        value => vec![Told { value: bare(value), words: words(slot) }],
    }
}

/// Tallies or findings with their words.
fn whole_list(record: &Value, what: &str) -> Vec<Told> {
    let words = |v: &Value| {
        v["text"].as_str().or_else(|| v["evidence"][0]["text"].as_str()).map(str::to_owned)
    };
    list(record, what).iter().map(|v| Told { value: bare(v), words: words(v) }).collect()
}

/// A value without its words and where they stand.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "text" | "evidence" | "confidence"))
            .map(|(key, value)| (key.clone(), bare(value)))
            .collect(),
        Value::Array(values) => values.iter().map(bare).collect(),
        value => value.clone(),
    }
}

/// What stands on one side only, equal values struck out one against one.
fn differ(old: Vec<Told>, mut new: Vec<Told>) -> (Vec<Told>, Vec<Told>) {
    let mut gone = Vec::new();
    for told in old {
        match new.iter().position(|n| n.value == told.value) {
            Some(at) => {
                new.remove(at);
            }
            None => gone.push(told),
        }
    }
    (gone, new)
}
