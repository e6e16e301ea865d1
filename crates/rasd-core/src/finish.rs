//! Finishing: from assembled drafts to the records of the model, with evidence for every slot.

use std::borrow::Cow;

use crate::annotate::Mentions;
use crate::annotate::places::PlaceMention;
use crate::annotate::victims::FigureMention;
use crate::assemble::TallyDraft;
use crate::assemble::draft::Draft;
use crate::confidence::{CARRIED, confidence};
use crate::model::{ActorRef, Attribution, Evidence, Harm, Incident, Period, Place, Tally, When};
use crate::reading::{EvidenceMaker, Reading};

/// The paths of the first slots of each name; there are seldom more.
macro_rules! slots {
    ($($list:ident $name:literal)+) => {
        $(const $list: [&str; 8] = [
            concat!($name, "[0]"), concat!($name, "[1]"), concat!($name, "[2]"),
            concat!($name, "[3]"), concat!($name, "[4]"), concat!($name, "[5]"),
            concat!($name, "[6]"), concat!($name, "[7]"),
        ];)+
    };
}

slots! { ACTORS "actors" ALSO "also" AREAS "areas" ATTRIBUTION "attribution" DAMAGE "damage" HARM "harm" MEANS "means" PERPETRATORS "perpetrators" PLACES "places" }

/// The path of slot `at` of a name.
fn slot(first: &[&'static str; 8], at: usize) -> Cow<'static, str> {
    match first.get(at) {
        Some(path) => Cow::Borrowed(path),
        None => Cow::Owned(format!("{}[{at}]", first[0].trim_end_matches("[0]"))),
    }
}

/// Turns a draft into an incident.
pub(crate) fn incident(
    reading: &Reading,
    maker: &EvidenceMaker,
    mentions: &Mentions,
    draft: &Draft,
) -> Incident {
    let mut evidence = Vec::with_capacity(
        2 + draft.also.len()
            + draft.places.len().max(1)
            + draft.actors.len()
            + draft.means.len()
            + draft.figures.len()
            + draft.sources.len()
            + draft.damage.len(),
    );
    evidence.push(maker.make("kind", draft.kind.span, draft.kind.rule));
    for (i, also) in draft.also.iter().enumerate() {
        evidence.push(maker.make(slot(&ALSO, i), also.span, also.rule));
    }
    let when = match &draft.when {
        Some(read) => {
            let rule = if draft.when_inherited { CARRIED } else { read.rule };
            evidence.push(maker.make("when", read.span, rule));
            let text = Some(reading.words(read.span).to_owned());
            When { text, ..read.value.clone() }
        }
        None => When::unstated(),
    };
    let places = places(reading, maker, mentions, draft, &mut evidence);
    let mut actors = Vec::with_capacity(draft.actors.len());
    for actor in &draft.actors {
        evidence.push(maker.make(slot(&ACTORS, actors.len()), actor.span, actor.rule));
        actors.push(ActorRef {
            role: actor.role,
            id: actor.id.to_owned(),
            name: actor.name.clone(),
            certainty: actor.certainty,
            text: Some(reading.words(actor.span).to_owned()),
        });
    }
    for (i, means) in draft.means.iter().enumerate() {
        evidence.push(maker.make(slot(&MEANS, i), means.span, means.rule));
    }
    let harm = harm(reading, maker, &draft.figures, &mut evidence);
    let sure = confidence(draft, &places);
    let mut attribution = Vec::with_capacity(draft.sources.len());
    for source in &draft.sources {
        let field = slot(&ATTRIBUTION, attribution.len());
        evidence.push(maker.make(field, source.span, "sources.saying"));
        attribution.push(Attribution { source: source.source.clone(), stance: source.stance });
    }
    for (i, damage) in draft.damage.iter().enumerate() {
        evidence.push(maker.make(slot(&DAMAGE, i), damage.span, damage.rule));
    }
    Incident {
        kind: draft.kind.kind,
        also: draft.also.iter().map(|k| k.kind).collect(),
        role: draft.role,
        when,
        confidence: sure.least(),
        slot_confidence: sure,
        places,
        actors,
        means: draft.means.iter().map(|m| m.value).collect(),
        harm,
        attribution,
        damage: draft.damage.iter().map(|d| d.value).collect(),
        evidence,
    }
}

fn places(
    reading: &Reading,
    maker: &EvidenceMaker,
    mentions: &Mentions,
    draft: &Draft,
    evidence: &mut Vec<Evidence>,
) -> Vec<Place> {
    let stand_in = if draft.places.is_empty() { stand_in(mentions, draft) } else { Vec::new() };
    let chosen = if stand_in.is_empty() { &draft.places } else { &stand_in };
    let mut out: Vec<Place> = Vec::with_capacity(chosen.len());
    for &i in chosen {
        let (Some(mention), Some(resolved)) = (mentions.places.get(i), mentions.resolved.get(i))
        else {
            continue;
        };
        let field = slot(&PLACES, out.len());
        evidence.push(maker.make(field, mention.span, mention.rule));
        let name = mention.whole.as_ref().unwrap_or(&mention.name);
        out.push(resolved.place.told(name, reading.words(mention.frame)));
    }
    out
}

/// The containers that stand in where nothing more specific is named.
fn stand_in(mentions: &Mentions, draft: &Draft) -> Vec<usize> {
    let area = draft.area.iter().filter(|i| !tells_where(mentions, **i));
    let mut containers = draft.containers.iter().chain(area).copied();
    let Some(first) = containers.next() else { return Vec::new() };
    let list = mentions.places.get(first).and_then(|p| p.list);
    // «محافظات أ وب»: the whole of its list.
    let listed =
        |i: &usize| list.is_some() && mentions.places.get(*i).is_some_and(|p| p.list == list);
    let mut stand_in = vec![first];
    for i in containers.filter(listed) {
        // Told twice, it is one.
        if !stand_in.iter().any(|j| mentions.places[*j].name == mentions.places[i].name) {
            stand_in.push(i);
        }
    }
    stand_in
}

/// «بلدة بيتا جنوب نابلس»: a town that told where another place lies; what is told next, without a place,
/// is not of it for that. «بلدة عرسال شرق لبنان»: a country or its unit is still where it was.
fn tells_where(mentions: &Mentions, at: usize) -> bool {
    let sided = |p: &PlaceMention| p.is_sided() && p.within_of.is_some() && !p.names_unit();
    mentions.places.get(at).is_some_and(sided)
}

fn harm(
    reading: &Reading,
    maker: &EvidenceMaker,
    figures: &[FigureMention],
    evidence: &mut Vec<Evidence>,
) -> Vec<Harm> {
    figures
        .iter()
        .enumerate()
        .map(|(i, figure)| {
            evidence.push(maker.make(slot(&HARM, i), figure.frame, figure.rule));
            Harm {
                outcome: figure.outcome,
                group: figure.group,
                affiliation: figure.affiliation.map(str::to_owned),
                count: figure.count,
                within: figure.within,
                provisional: figure.provisional,
                text: reading.words(figure.frame).to_owned(),
            }
        })
        .collect()
}

/// Turns a tally draft into a tally.
pub(crate) fn tally(
    reading: &Reading,
    maker: &EvidenceMaker,
    mentions: &Mentions,
    draft: &TallyDraft,
) -> Tally {
    let figure = &draft.figure;
    let mut evidence = vec![maker.make("count", figure.frame, figure.rule)];
    let told = draft.period.as_ref();
    let period = Period {
        start: told.and_then(|p| p.start),
        end: told.and_then(|p| p.end),
        text: told.map(|p| reading.words(p.span).to_owned()),
    };
    if let Some(told) = told {
        evidence.push(maker.make("period", told.span, "tallies.period"));
    }
    let mut areas = Vec::new();
    for &i in &draft.areas {
        let Some(place) = mentions.places.get(i) else { continue };
        evidence.push(maker.make(slot(&AREAS, areas.len()), place.frame, place.rule));
        areas.push(place.name.to_string());
    }
    let mut perpetrators: Vec<String> = Vec::new();
    for (id, span) in &draft.perpetrators {
        if !perpetrators.iter().any(|known| known == id) {
            let field = slot(&PERPETRATORS, perpetrators.len());
            evidence.push(maker.make(field, *span, "tallies.perpetrator"));
            perpetrators.push((*id).to_owned());
        }
    }
    Tally {
        outcome: figure.outcome,
        group: figure.group,
        affiliation: figure.affiliation.map(str::to_owned),
        count: figure.count,
        within: draft.within,
        provisional: figure.provisional,
        period,
        areas,
        perpetrators,
        text: reading.words(figure.frame).to_owned(),
        evidence,
    }
}
