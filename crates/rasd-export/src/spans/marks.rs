//! What is marked in a text, under which label, with what note.

use std::ops::Range;

use rasd::Report;
use rasd::model::{ActorRole, Evidence, Harm, Incident, Kind, Outcome, Part, Place, Record, When};

use super::locate::Locator;
use crate::ExportError;

/// A marked span.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) label: &'static str,
    /// The slot's value, for a person.
    pub(super) note: String,
    pub(super) part: Part,
    /// Bytes in the part.
    pub(super) bytes: Range<usize>,
    /// Position of the incident it belongs to; none for tallies and findings.
    pub(super) incident: Option<usize>,
}

/// Labels beside the kinds, the parts of actors and the outcomes.
const OTHERS: &[&str] = &["act", "when", "place", "means", "damage", "source", "tally", "finding"];

/// Labels of what an incident consists of, its kind aside.
pub(super) fn slot_labels() -> impl Iterator<Item = &'static str> {
    let of_incident = OTHERS.iter().copied().filter(|l| !["tally", "finding"].contains(l));
    let roles = ActorRole::ALL.iter().map(|r| r.as_str());
    of_incident.chain(roles).chain(Outcome::ALL.iter().map(|o| o.as_str()))
}

/// Every label.
pub(super) fn labels() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|k| k.as_str()).chain(slot_labels()).chain(["tally", "finding"])
}

/// The marks of a record, incident by incident; the mark of the kind first.
pub(super) fn marks(
    record: &Record,
    report: Option<&Report>,
    format: &'static str,
) -> Result<Vec<Mark>, ExportError> {
    let Some(report) = report else {
        return Err(ExportError::NeedsReport { format, id: record.report.id.clone() });
    };
    let locator = Locator::new(record, report);
    let mut marks = Vec::new();
    for (index, incident) in record.incidents.iter().enumerate() {
        let first = marks.len();
        let mut kind_told = false;
        for evidence in &incident.evidence {
            let (label, note) = slot(incident, &evidence.field, &mut kind_told);
            marks.push(mark(&locator, evidence, label, note, Some(index))?);
        }
        // The kind is what brat hangs an event on; it stands first wherever it was told.
        if let Some(at) = marks[first..].iter().position(|m| m.label == incident.kind.as_str()) {
            marks[first..=first + at].rotate_right(1);
        }
    }
    for tally in &record.tallies {
        for evidence in &tally.evidence {
            let Harm { outcome, group, count, .. } = &harm_of(tally);
            let note = format!("{}: {outcome} {group} {}", evidence.field, bounds(count));
            marks.push(mark(&locator, evidence, "tally", note, None)?);
        }
    }
    for finding in &record.findings {
        for evidence in &finding.evidence {
            let note = format!("{}: {}", finding.code, finding.message);
            marks.push(mark(&locator, evidence, "finding", note, None)?);
        }
    }
    Ok(marks)
}

fn mark(
    locator: &Locator<'_>,
    evidence: &Evidence,
    label: &'static str,
    note: String,
    incident: Option<usize>,
) -> Result<Mark, ExportError> {
    let bytes = locator.bytes(evidence)?;
    Ok(Mark { label, note, part: evidence.part, bytes, incident })
}

/// Label and note of a slot, by the path that its evidence names.
fn slot(incident: &Incident, field: &str, kind_told: &mut bool) -> (&'static str, String) {
    let (name, index) = field.split_once('[').unwrap_or((field, "0"));
    let index: usize = index.trim_end_matches(']').parse().unwrap_or(0);
    match name {
        "kind" if !*kind_told => {
            *kind_told = true;
            (incident.kind.as_str(), String::new())
        }
        "kind" => ("act", incident.kind.to_string()),
        "also" => ("act", incident.also.get(index).map(Kind::to_string).unwrap_or_default()),
        "when" => ("when", day(&incident.when)),
        "places" => ("place", incident.places.get(index).map(spot).unwrap_or_default()),
        "actors" => incident.actors.get(index).map_or(("act", String::new()), |actor| {
            (actor.role.as_str(), format!("{} {}", actor.id, actor.certainty))
        }),
        "means" => {
            ("means", incident.means.get(index).map(ToString::to_string).unwrap_or_default())
        }
        "harm" => incident
            .harm
            .get(index)
            .map_or(("act", String::new()), |harm| (harm.outcome.as_str(), figure(harm))),
        "damage" => {
            ("damage", incident.damage.get(index).map(ToString::to_string).unwrap_or_default())
        }
        "attribution" => {
            let stance = incident.attribution.get(index).map(|a| a.stance.to_string());
            ("source", stance.unwrap_or_default())
        }
        _ => ("act", field.to_owned()),
    }
}

fn harm_of(tally: &rasd::model::Tally) -> Harm {
    Harm {
        outcome: tally.outcome,
        group: tally.group,
        affiliation: tally.affiliation.clone(),
        count: tally.count,
        within: tally.within,
        provisional: tally.provisional,
        text: String::new(),
    }
}

fn bounds(count: &rasd::model::Count) -> String {
    let bound = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let vague = count.vague.map(|v| format!(" {v}")).unwrap_or_default();
    format!("{}..{}{vague}", bound(count.min), bound(count.max))
}

fn figure(harm: &Harm) -> String {
    let mut note = format!("{} {}", harm.group, bounds(&harm.count));
    if let Some(side) = &harm.affiliation {
        note.push_str(&format!(" of {side}"));
    }
    if let Some(whole) = harm.within {
        note.push_str(&format!(" within harm[{whole}]"));
    }
    if harm.provisional {
        note.push_str(" provisional");
    }
    note
}

fn day(when: &When) -> String {
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "?".to_owned(), |d| d.to_string());
    format!("{}..{} {}", day(when.start), day(when.end), when.precision)
}

fn spot(place: &Place) -> String {
    let code = place.pcode.as_deref().unwrap_or("-");
    match place.lat.zip(place.lon) {
        Some((lat, lon)) => format!("{code} {lat},{lon} {}", place.precision),
        None => format!("{code} {}", place.precision),
    }
}

/// Title and text as one: `title`, a line feed, `text`; the text alone where there is no title.
pub(super) struct Document {
    pub(super) text: String,
    /// Bytes before the text.
    head: usize,
}

impl Document {
    pub(super) fn of(report: &Report) -> Self {
        match &report.title {
            Some(title) => {
                Self { text: format!("{title}\n{}", report.text), head: title.len() + 1 }
            }
            None => Self { text: report.text.clone(), head: 0 },
        }
    }

    /// The bytes of a mark in the whole.
    pub(super) fn bytes(&self, mark: &Mark) -> Range<usize> {
        let head = if mark.part == Part::Title { 0 } else { self.head };
        mark.bytes.start + head..mark.bytes.end + head
    }
}
