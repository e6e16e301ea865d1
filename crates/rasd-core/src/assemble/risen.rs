//! A toll that rose: «توفي طفل متأثراً بجراحه …، ليرتفع عدد القتلى إلى خمسة».

use super::draft::Draft;
use super::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::reading::Reading;

/// Whether a unit only tells, in the same breath, what a number has come to: without a place, a day
/// or a period of its own.
pub(crate) fn tells_only_the_rise(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let cues = mentions.tally_cues_in(unit.span);
    let opens = cues
        .iter()
        .any(|c| c.role == TallyCueRole::Rise && c.span.start.abs_diff(unit.span.start) <= 1);
    let spans = || {
        cues.iter().any(|c| {
            unit.span.contains(c.span)
                && matches!(
                    c.role,
                    TallyCueRole::Span | TallyCueRole::Period | TallyCueRole::Spread
                )
        })
    };
    let placed = || mentions.places_in(unit.span).iter().any(|p| unit.span.contains(p.span));
    let dated =
        || mentions.dates_in(unit.span).iter().any(|d| unit.span.contains(d.span) && !d.since);
    opens && !figures.is_empty() && !spans() && !placed() && !dated() && unit.same_breath(reading)
}

/// Takes the new toll into the incident told just before, when it is that incident's: somebody died of
/// the wounds it gave them, or the words name the act («حصيلة القصف»). Those told before are part of it.
pub(crate) fn into_toll(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    previous: Option<&mut Draft>,
) -> bool {
    let near =
        |d: &&mut Draft| d.paragraph == unit.paragraph && d.unit.end.abs_diff(unit.span.start) <= 1;
    let Some(draft) = previous.filter(near) else { return false };
    let of_wounds = (draft.unit.start..draft.unit.end).any(|i| {
        reading.key(i).contains("متاثر")
            && (i + 1..i + 3)
                .any(|j| ["جراح", "جروح", "صاب"].iter().any(|stem| reading.key(j).contains(stem)))
    });
    let named = mentions.events_in(unit.span).iter().any(|e| {
        let key = reading.key(e.span.start);
        unit.span.contains(e.span) && key.starts_with("ال") && !key.ends_with("ات")
    });
    let rises = |new: &FigureMention| {
        let low = |f: &FigureMention| f.count.min.or(f.count.max).unwrap_or(0);
        let mut before = draft.figures.iter().filter(|f| f.outcome == new.outcome).peekable();
        before.peek().is_some() && before.all(|f| low(f) < low(new))
    };
    if !(of_wounds || named) || !figures.iter().all(|f| f.within.is_some() || rises(f)) {
        return false;
    }
    let shift = figures.len();
    for old in &mut draft.figures {
        let whole =
            figures.iter().position(|new| new.within.is_none() && new.outcome == old.outcome);
        old.within = old.within.map(|w| w + shift).or(whole);
    }
    draft.figures.splice(0..0, figures.iter().cloned());
    draft.unit = draft.unit.cover(unit.span);
    true
}
