//! Those of an act told before whom a hospital took in or a witness saw: no act of its own.

use crate::annotate::Mentions;
use crate::annotate::places::PlaceMention;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::kind::gravity::hurts_alone;
use crate::assemble::merge::retold;
use crate::assemble::roles::same_strike::definite;
use crate::assemble::scene::elsewhere::taken_to;
use crate::assemble::tallies::{continued, risen};
use crate::assemble::units::Unit;
use crate::held::{BODY, TAKES_IN};
use crate::model::{Count, Outcome};
use crate::reading::Reading;
use crate::word_lists::received::{RECEIVES, SEES, TREATS};

/// «تلقينا جثث ستة أشخاص ونعالج 13 جريحاً», «شاهد مصور خمس جثث»: those of an act told before whom a hospital
/// took in or a witness saw, without an act or a place of their own.
pub(crate) fn seen_or_received(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let harmed = |f: &FigureMention| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
    };
    let act = || {
        mentions
            .events_in(unit.span)
            .iter()
            .any(|e| unit.span.contains(e.span) && !definite(reading, e.span.start))
            || mentions.means_in(unit.span).iter().any(|m| unit.span.contains(m.span))
    };
    let verb = |words: &[&str]| {
        (unit.span.start..unit.span.end)
            .any(|i| words.contains(&reading.key(i).trim_start_matches('و')))
    };
    // «تعاملت طواقمه مع إصابتين بالرصاص الحي»: what wounded them is no act; at a place of their own they are others.
    let treated = || {
        let own = |p: &PlaceMention| p.typed && unit.span.contains(p.span) && !taken_to(reading, p);
        verb(&TREATS)
            && mentions.events_in(unit.span).iter().all(|e| !unit.span.contains(e.span))
            && !mentions.places_in(unit.span).iter().any(own)
    };
    !figures.is_empty()
        && !unit.headline
        && !unit.bullet
        && figures.iter().all(harmed)
        && (reading.forms.part_in(unit.span, TAKES_IN) && (verb(&RECEIVES) && !act() || treated())
            || reading.forms.part_in(unit.span, BODY) && verb(&SEES) && !act())
        && !mentions.tally_cues_in(unit.span).iter().any(|c| c.role == TallyCueRole::Span)
}

/// «ولا يزال سبعة أشخاص مفقودين تحت الأنقاض»: adds them to the strike told before, where they have no act or place
/// of their own; whether it did. «صورة الطفل تحت الأنقاض» is of one who was told.
pub(crate) fn left_missing(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    drafts: &mut [Draft],
) -> bool {
    let inside = |span| unit.span.contains(span);
    let missing = |f: &FigureMention| {
        f.outcome == Outcome::Missing
            && !(f.count == Count::exact(1) && reading.key(f.span.start).starts_with("ال"))
    };
    let own = !figures.is_empty()
        && !unit.headline
        && !unit.bullet
        && figures.iter().all(missing)
        && mentions
            .events_in(unit.span)
            .iter()
            .all(|e| !inside(e.span) || definite(reading, e.span.start))
        && !mentions.places_in(unit.span).iter().any(|p| inside(p.span) && p.typed)
        && mentions.tally_cues_in(unit.span).iter().all(|c| !inside(c.span));
    let struck = |told: &&mut Draft| {
        own && told.kind.firmness > Firmness::Harm && hurts_alone(told.kind.kind)
    };
    let Some(told) = of_whom(drafts, unit).filter(struck) else { return false };
    retold::counted_elsewhere(&mut told.figures, figures.to_vec());
    true
}

/// The act told before whose people they are.
pub(crate) fn of_whom<'d>(drafts: &'d mut [Draft], unit: &Unit) -> Option<&'d mut Draft> {
    drafts
        .iter_mut()
        .rev()
        .take_while(|d| unit.paragraph <= d.paragraph + REACH)
        .find(|d| !d.figures.is_empty())
}

/// How many paragraphs further on people may be counted again.
const REACH: usize = 3;

/// «تلقي جثتين أصيبوا في الهجومين»: those of several acts.
pub(crate) fn of_several(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    mentions.events_in(unit.span).iter().any(|e| {
        let key = reading.key(e.span.end - 1);
        unit.span.contains(e.span) && (key.ends_with("ين") || key.ends_with("ات"))
    })
}

/// A unit that tells people of an incident told before it; the figures come back when it does not.
pub(in crate::assemble) fn of_told(
    reading: &Reading,
    mentions: &Mentions,
    drafts: &mut [Draft],
    unit: &Unit,
    figures: Vec<FigureMention>,
) -> Option<Vec<FigureMention>> {
    if continued::tells_parts(reading, mentions, unit, &figures)
        && let Some(told) = drafts.iter_mut().rev().take(4).find(|d| {
            unit.paragraph <= d.paragraph + 2
                && figures.iter().all(|f| f.within.is_some() || retold::holds(&d.figures, f))
        })
    {
        retold::merge(&mut told.figures, figures);
        return None;
    }
    if left_missing(reading, mentions, unit, &figures, drafts) {
        return None;
    }
    if seen_or_received(reading, mentions, unit, &figures)
        && let Some(told) = of_whom(drafts, unit)
    {
        if !of_several(reading, mentions, unit) {
            retold::counted_elsewhere(&mut told.figures, figures);
        }
        return None;
    }
    if risen::comes_to(reading, mentions, unit, &figures)
        && let Some(told) = risen::of_what(drafts, unit, &figures)
    {
        risen::grow(&mut told.figures, figures);
        return None;
    }
    Some(figures)
}
