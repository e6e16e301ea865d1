//! A count with an act told of some of its people: «وثقت الشبكة مقتل 42 شخصاً، بينهم 15 في قصف على سرمين».

use super::draft::{Draft, Firmness};
use super::tallies::TallyDraft;
use super::totals;
use crate::annotate::Mentions;
use crate::annotate::events::Strength;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far behind its people the act may be named, in tokens: «في مجزرة حلفايا بحماة إثر» fits.
const ACT_WITHIN: usize = 6;

/// Keeps the count apart where act and place are told of those alone who are «among them», and nothing of the
/// others but that they died.
pub(super) fn keep_apart(
    reading: &Reading,
    mentions: &Mentions,
    draft: &mut Draft,
    tallies: &mut Vec<TallyDraft>,
) {
    let Some(part) = some_of_count(reading, mentions, draft) else { return };
    let start = draft.figures[part].span.start;
    let (mut counted, mut told) = (Vec::new(), Vec::new());
    for mut figure in std::mem::take(&mut draft.figures) {
        if figure.span.start < start {
            figure.within = figure.within.filter(|_| !counted.is_empty()).map(|_| 0);
            counted.push(figure);
        } else {
            // «بينهم 15 في قصف على سرمين و4 في قصف على أريحا»: their own; else who those were.
            let own = told.is_empty() || figure.rule == "victims.bare_number";
            figure.within = if own { None } else { figure.within.map(|_| 0) };
            told.push(figure);
        }
    }
    let unit = TokenSpan::new(draft.unit.start, start);
    let named_in_front = |places: &[usize]| {
        places.iter().copied().filter(|i| mentions.places[*i].span.end <= start).collect()
    };
    let count = Draft {
        figures: counted,
        unit,
        places: Vec::new(),
        containers: named_in_front(&draft.containers),
        ..draft.clone()
    };
    totals::add(count, tallies, mentions);
    draft.figures = told;
}

/// «استشهد 86 أمس، توزعوا كالتالي: 41 في حلب، 19 في درعا»: people of no act, counted governorate by governorate;
/// the draft comes back when it is none of that.
pub(super) fn by_region(
    mentions: &Mentions,
    draft: Draft,
    tallies: &mut Vec<TallyDraft>,
) -> Option<Draft> {
    let cue = mentions
        .tally_cues_in(draft.unit)
        .iter()
        .find(|c| c.role == TallyCueRole::List && draft.unit.contains(c.span));
    let Some(list) = cue.map(|c| c.span.end) else { return Some(draft) };
    let wide = |i: &usize| {
        let (mention, place) = (&mentions.places[*i], &mentions.resolved[*i].place);
        mention.span.start >= list
            && (place.is_region()
                || mention.container_only
                || place.named_like_unit() && !mention.typed)
    };
    let (front, parts): (Vec<_>, Vec<_>) =
        draft.figures.iter().cloned().partition(|f| f.span.start < list);
    let counted = draft.kind.firmness == Firmness::Harm
        && draft.means.is_empty()
        && parts.len() > 1
        && front.first().is_some_and(|f| f.within.is_none())
        && parts.iter().all(|f| f.rule == "victims.bare_number" && f.outcome == front[0].outcome)
        && draft.places.iter().all(wide);
    if !counted {
        return Some(draft);
    }
    let base = tallies.len();
    let (places, containers) = (Vec::new(), Vec::new());
    totals::add(Draft { figures: front, places, containers, ..draft.clone() }, tallies, mentions);
    for (i, part) in parts.iter().enumerate() {
        let next = parts.get(i + 1).map_or(draft.unit.end, |f| f.span.start);
        let of = TokenSpan::new(part.span.end, next);
        let places =
            mentions.place_numbers_in(of).filter(|i| of.contains(mentions.places[*i].span));
        let (places, containers) = (places.collect(), Vec::new());
        let part =
            FigureMention { within: None, group: tallies[base].figure.group, ..part.clone() };
        let at = tallies.len();
        totals::add(
            Draft { figures: vec![part], places, containers, ..draft.clone() },
            tallies,
            mentions,
        );
        tallies[at].within = Some(base);
    }
    None
}

/// The number of the first figure of whom an act is told, in a count of which none is.
fn some_of_count(reading: &Reading, mentions: &Mentions, draft: &Draft) -> Option<usize> {
    let figures = &draft.figures;
    let whole = figures.first().filter(|f| f.within.is_none() && f.count.vague.is_none())?;
    let part = figures.iter().position(|f| {
        f.within == Some(0)
            && f.rule == "victims.bare_number"
            && f.outcome == whole.outcome
            && f.count.min < whole.count.min
    })?;
    let end = figures[part].span.end;
    let linked = matches!(reading.key(end), "في" | "اثر" | "جراء" | "نتيجه");
    let alone = figures.iter().filter(|f| f.within.is_none()).count() == 1;
    let act = draft.kind.firmness >= Firmness::Means
        && draft.kind.span.start >= end
        && draft.kind.span.start - end <= ACT_WITHIN
        && !(end..draft.kind.span.start).any(|i| reading.tokens[i].is_punct('،'));
    if !(linked && alone && act) || draft.assumed || draft.places.is_empty() {
        return None;
    }
    let front = TokenSpan::new(draft.unit.start, end);
    let acts = mentions
        .events_in(front)
        .iter()
        .any(|e| front.contains(e.span) && e.strength == Strength::Strong && e.kind.is_some());
    let behind = draft.places.iter().all(|i| mentions.places[*i].span.start >= end);
    (behind && !acts).then_some(part)
}
