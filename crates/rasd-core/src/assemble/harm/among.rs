//! A count with an act told of some of its people: «وثقت الشبكة مقتل 42 شخصاً، بينهم 15 في قصف على سرمين».

use crate::annotate::Mentions;
use crate::annotate::events::Strength;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::tallies::TallyDraft;
use crate::assemble::tallies::totals;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far behind its people the act may be named, in tokens: «في مجزرة حلفايا بحماة إثر» fits.
const ACT_WITHIN: usize = 6;

/// Keeps the count apart where act and place are told of those alone who are «among them», and nothing of the
/// others but that they died.
pub(in crate::assemble) fn keep_apart(
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
