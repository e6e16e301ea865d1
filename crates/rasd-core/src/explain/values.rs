//! Slots in short, by field.

use crate::model::{Count, Incident, Place, Tally, When};

/// The slots of an incident: path and value.
pub(super) fn incident(incident: &Incident) -> Vec<(String, String)> {
    let mut out = vec![("kind".to_owned(), incident.kind.to_string())];
    let words = |name: &str, values: Vec<String>| {
        values.into_iter().enumerate().map(|(i, v)| (format!("{name}[{i}]"), v)).collect::<Vec<_>>()
    };
    out.extend(words("also", incident.also.iter().map(ToString::to_string).collect()));
    out.push(("role".to_owned(), incident.role.to_string()));
    out.push(("when".to_owned(), when(&incident.when)));
    let mut list = |name: &str, values: Vec<String>| out.extend(words(name, values));
    list("places", incident.places.iter().map(place).collect());
    let actor = |a: &crate::model::ActorRef| format!("{} {} ({})", a.role, a.id, a.certainty);
    list("actors", incident.actors.iter().map(actor).collect());
    list("means", incident.means.iter().map(ToString::to_string).collect());
    let harm = |h: &crate::model::Harm| {
        let side = h.affiliation.as_deref();
        figure((h.outcome.as_str(), h.group.as_str()), side, h.count, h.within, h.provisional)
    };
    list("harm", incident.harm.iter().map(harm).collect());
    let source =
        |a: &crate::model::Attribution| format!("{} ({})", a.source.replace('\n', " "), a.stance);
    list("attribution", incident.attribution.iter().map(source).collect());
    list("damage", incident.damage.iter().map(ToString::to_string).collect());
    out.push(("confidence".to_owned(), format!("{:.2}", incident.confidence)));
    out
}

/// The slots of a tally: path and value.
pub(super) fn tally(tally: &Tally) -> Vec<(String, String)> {
    let head = (tally.outcome.as_str(), tally.group.as_str());
    let side = tally.affiliation.as_deref();
    let count = figure(head, side, tally.count, tally.within, tally.provisional);
    let mut out = vec![("count".to_owned(), count)];
    let period = &tally.period;
    if period.start.is_some() || period.end.is_some() || period.text.is_some() {
        let day = |d: Option<jiff::civil::Date>| d.map_or_else(String::new, |d| d.to_string());
        out.push(("period".to_owned(), format!("{}..{}", day(period.start), day(period.end))));
    }
    for (name, values) in [("areas", &tally.areas), ("perpetrators", &tally.perpetrators)] {
        out.extend(values.iter().enumerate().map(|(i, v)| (format!("{name}[{i}]"), v.clone())));
    }
    out
}

/// A date as the record has it.
pub(super) fn when(when: &When) -> String {
    let days = match (when.start, when.end) {
        (Some(start), Some(end)) if start != end => format!("{start}..{end}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => "unknown".to_owned(),
    };
    format!("{days} ({})", when.basis)
}

fn place(place: &Place) -> String {
    let mut out = place.name.clone();
    for part in [&place.pcode, &place.name_en, &place.admin1].into_iter().flatten() {
        out.push_str(" · ");
        out.push_str(part);
    }
    if place.pcode.is_none() {
        out.push_str(" · not resolved");
    }
    out
}

/// A figure.
pub(super) fn figure(
    (outcome, group): (&str, &str),
    side: Option<&str>,
    number: Count,
    within: Option<usize>,
    provisional: bool,
) -> String {
    let mut out = format!("{outcome} {group} {}", count(number));
    if let Some(side) = side {
        out.push_str(&format!(" of {side}"));
    }
    if let Some(within) = within {
        out.push_str(&format!(", part of [{within}]"));
    }
    if provisional {
        out.push_str(", provisional");
    }
    out
}

/// A number of people: `5`, `5+` (at least), `..5` (at most), `5..8`, and the vague word.
pub(super) fn count(count: Count) -> String {
    let mut out = match (count.min, count.max) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) => format!("{a}+"),
        (None, Some(b)) => format!("..{b}"),
        (None, None) => "?".to_owned(),
    };
    if let Some(word) = count.vague {
        out.push_str(&format!(" ({word})"));
    }
    out
}
