//! What was read and not taken, laid to the slot or the incident it stood beside.

use super::slots::touches;
use super::values;
use super::{Account, Lost};
use crate::annotate::actors::ActorForm;
use crate::annotate::events::{Strength, non_events};
use crate::annotate::numbers::NumberRole;
use crate::assemble::draft::Draft;
use crate::extract::Stages;
use crate::gazetteer::Gazetteer;
use crate::model::{Basis, Evidence, When};
use crate::resolve::places::{Candidate, Fate, PlaceContext, candidates};
use crate::tokens::TokenSpan;

/// Lays what was not taken to the accounts; what belongs to none is returned, in text order.
pub(super) fn collect(
    incidents: &mut [Account],
    tallies: &mut [Account],
    stages: Stages,
) -> Vec<Lost> {
    let told: Vec<Evidence> = incidents
        .iter()
        .chain(tallies.iter())
        .flat_map(|a| &a.slots)
        .filter_map(|s| s.evidence.clone())
        .collect();
    for (account, draft) in tallies.iter_mut().zip(&stages.assembly.tallies) {
        account.lost.extend(counted(stages, draft.figure.span));
    }
    homonyms(incidents, stages);
    let mut unused = Vec::new();
    for (span, lost) in leftovers(&told, stages) {
        let unit = |d: &Draft| d.unit.contains(span).then_some(d.unit.end - d.unit.start);
        let drafts = stages.assembly.drafts.iter().enumerate();
        let nearest = drafts.filter_map(|(i, d)| Some((unit(d)?, i))).min();
        match nearest.and_then(|(_, i)| incidents.get_mut(i)) {
            Some(account) if lost.what != "furniture" => {
                let slot = |s: &&mut super::Slot| match lost.what {
                    "date" => s.field == "when",
                    "act" => s.field == "kind",
                    _ => false,
                };
                match account.slots.iter_mut().find(slot) {
                    Some(slot) => slot.lost.push(lost),
                    None => account.lost.push(lost),
                }
            }
            _ => unused.push(lost),
        }
    }
    unused
}

/// The words that make a figure a count over several incidents.
fn counted(stages: Stages, figure: TokenSpan) -> Option<Lost> {
    let mentions = stages.mentions;
    let sentence = mentions.sentences.iter().find(|s| s.span.contains(figure))?;
    let cues: Vec<TokenSpan> =
        mentions.tally_cues.iter().map(|c| c.span).filter(|c| sentence.span.contains(*c)).collect();
    let words: Vec<&str> = cues.iter().map(|c| stages.reading.words(*c)).collect();
    let value = if words.is_empty() { "goes on with the tally before it" } else { "counted by" };
    Some(Lost {
        what: "figure",
        value: format!("{value} {}", words.join(" … ")).trim_end().to_owned(),
        evidence: cues.into_iter().reduce(TokenSpan::cover).map(|c| evidence(stages, c, "")),
        why: "it spans more than one incident, so it is harm of none".to_owned(),
    })
}

/// The gazetteer rows that a place of an incident is not.
fn homonyms(incidents: &mut [Account], stages: Stages) {
    let mentions = stages.mentions;
    let context = PlaceContext {
        country: mentions.country.as_deref(),
        publisher: stages.reading.report.publisher.as_deref(),
    };
    let all = candidates(&mentions.places, &context, &mentions.resolved);
    for slot in incidents.iter_mut().flat_map(|a| &mut a.slots) {
        let Some(told) = &slot.evidence else { continue };
        if !slot.field.starts_with("places") {
            continue;
        }
        let at = mentions.places.iter().position(|p| touches(told, p.span, stages));
        let rows = at.and_then(|at| all.get(at)).into_iter().flatten();
        slot.lost.extend(rows.filter(|c| c.fate != Fate::Chosen).filter_map(homonym));
    }
}

fn homonym(candidate: &Candidate) -> Option<Lost> {
    let all = Gazetteer::get();
    let row = all.row(candidate.row)?;
    let why = match candidate.fate {
        Fate::Chosen => return None,
        Fate::Tied => "nothing in the report tells it from the others",
        Fate::SameSpot => "a second row for the same spot",
        Fate::NoGovernorate => "the text says governorate",
        Fate::Elsewhere => "it lies elsewhere than the text says",
        Fate::Container => "the chosen one lies in what the text names around it",
        Fate::List => "the chosen one lies with the other names of the list",
        Fate::Country => "the chosen one lies in the report's country",
        Fate::Sort => "the chosen one is of the sort that the text says",
        Fate::UnitKnown => "of the chosen one it is known where it lies",
        Fate::Neighbours => "the chosen one lies with the report's other places",
        Fate::Prominence => "the chosen one is the larger place",
    };
    let units: Vec<&str> = all.admin_names(row).into_iter().flatten().collect();
    let mut value = vec![row.name, row.id, row.name_en, row.country];
    value.retain(|v| !v.is_empty());
    Some(Lost {
        what: "place",
        value: format!("{} · {}", value.join(" · "), units.join(" > ")),
        evidence: None,
        why: why.to_owned(),
    })
}

fn evidence(stages: Stages, span: TokenSpan, rule: &'static str) -> Evidence {
    stages.maker.make("", span, rule)
}

/// Every mention that no slot rests on, in text order.
fn leftovers(told: &[Evidence], stages: Stages) -> Vec<(TokenSpan, Lost)> {
    let mentions = stages.mentions;
    let reading = stages.reading;
    let slot_is =
        |field: &str, names: &[&str]| names.contains(&field.split('[').next().unwrap_or_default());
    let free = |span: TokenSpan, names: &[&str]| {
        !told.iter().any(|e| slot_is(&e.field, names) && touches(e, span, stages))
    };
    let mut out: Vec<(TokenSpan, Lost)> = Vec::new();
    let mut add = |span: TokenSpan, what, value: String, rule: &'static str, why: &str| {
        let evidence = Some(evidence(stages, span, rule));
        out.push((span, Lost { what, value, evidence, why: why.to_owned() }));
    };
    for &span in &mentions.furniture {
        add(span, "furniture", String::new(), "", "the page's, not the report's");
    }
    let idle = non_events(reading);
    for &span in &idle {
        add(span, "act", String::new(), "", "a phrase that tells no act (table non_events)");
    }
    for event in &mentions.unreal_acts {
        let value = event.kind.map_or_else(|| "no kind".to_owned(), |k| k.to_string());
        let why = "told as intended, feared, denied, ruled or made up (table unreal)";
        add(event.span, "act", value, event.rule, why);
    }
    for event in mentions.events.iter().filter(|e| free(e.span, &["kind", "also"])) {
        let value = event.kind.map_or_else(|| "no kind".to_owned(), |k| k.to_string());
        let why = match event.strength {
            Strength::Strong => "told by other words, or part of the act that is told",
            Strength::Weak => "says little by itself; other words say more",
            Strength::Support => "only carries another act word",
        };
        add(event.span, "act", value, event.rule, why);
    }
    let unknown = When { basis: Basis::Relative, ..When::unstated() };
    for (date, when) in mentions.dates.iter().zip(&mentions.whens) {
        if free(date.span, &["when", "period"]) {
            let why = match (date.dateline, date.since, date.until) {
                (true, ..) => "a line of its own dates the page",
                (_, true, _) | (.., true) => "opens or ends a period",
                _ => "another date is nearer to the act, or no incident is told here",
            };
            let known = if mentions.assumes(when) { &unknown } else { when };
            add(date.span, "date", values::when(known), date.rule, why);
        }
    }
    for (place, resolved) in mentions.places.iter().zip(&mentions.resolved) {
        if free(place.span, &["places", "areas"]) {
            let why = if place.origin.is_some() {
                "where somebody came from or was brought to"
            } else if place.container_only || place.within_of.is_some() {
                "tells where another place lies"
            } else {
                "told already, or not where the act was"
            };
            let code = resolved.place.pcode.unwrap_or("not resolved");
            add(place.span, "place", format!("{} · {code}", place.name), place.rule, why);
        }
    }
    for actor in &mentions.actors {
        if free(actor.span, &["actors", "perpetrators", "harm", "count"]) {
            let why = match actor.form {
                ActorForm::Adjective => "an adjective beside no act of its own",
                ActorForm::Generic => "armed men of no named side",
                _ => "no part in the act, or told already",
            };
            add(actor.span, "actor", actor.id.to_owned(), actor.rule, why);
        }
    }
    for figure in mentions.figures.iter().filter(|f| free(f.span, &["harm", "count"])) {
        let head = (figure.outcome.as_str(), figure.group.as_str());
        let value = values::figure(head, figure.affiliation, figure.count, None, false);
        let why = "told already with this or a later figure, or no incident to hang it on";
        add(figure.frame, "figure", value, figure.rule, why);
    }
    for number in &mentions.numbers {
        let in_date = mentions.dates.iter().any(|d| d.span.overlaps(number.span));
        let in_figure = mentions.figures.iter().any(|f| f.frame.overlaps(number.span));
        if !in_date && !in_figure {
            let why = counts_what(number.role);
            add(number.frame, "number", values::count(number.count), number.rule, why);
        }
    }
    for draft in &stages.assembly.dropped {
        let why = "an act without a place, people or side to hang an incident on";
        add(draft.kind.span, "incident", draft.kind.kind.to_string(), draft.kind.rule, why);
    }
    let in_page = |span: TokenSpan| mentions.furniture.iter().any(|f| f.contains(span));
    out.retain(|(span, lost)| lost.what == "furniture" || !in_page(*span));
    out.sort_by_key(|(span, _)| (span.start, span.end));
    out
}

/// What a number counts that is no figure of people.
const fn counts_what(role: NumberRole) -> &'static str {
    match role {
        NumberRole::Count => "counts no people that something befell",
        NumberRole::Year => "a year",
        NumberRole::Age => "somebody's age",
        NumberRole::Distance => "a length or an area",
        NumberRole::Time => "a span of time or a number of times",
        NumberRole::Money => "money",
        NumberRole::Percent => "a share",
        NumberRole::Caliber => "a calibre or a weight",
        NumberRole::Ammunition => "shells, rockets or raids",
        NumberRole::Thing => "things, not people",
        NumberRole::Other => "part of a name, a clock time or a fraction",
    }
}
