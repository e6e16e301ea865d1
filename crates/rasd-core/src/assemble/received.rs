//! Those of an act told before whom a hospital took in or a witness saw: no act of its own.

use super::draft::{Draft, Firmness};
use super::elsewhere::taken_to;
use super::gravity::hurts_alone;
use super::retold;
use super::same_strike::definite;
use super::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::places::PlaceMention;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
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
