//! What a count goes on with: its list, its parts, a side's share, what adds to it.

use super::counting::{has, has_place};
use super::series;
use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::events::{EventMention, Strength};
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::roles::same_strike::definite;
use crate::assemble::running::RunningTally;
use crate::assemble::units::{Unit, acts};
use crate::model::{Group, Kind, Outcome};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::tokens::TokenSpan;

/// Whether a unit goes on with the tally of the unit before.
pub(crate) fn goes_on(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    count: RunningTally,
) -> bool {
    if count.listed && goes_on_list(reading, mentions, unit) {
        return true;
    }
    // «- سيدة بقصف على صيدا»: an act and a place of its own, where «- 3 في صيدا» is a part.
    if count.items && unit.bullet && !figures.is_empty() {
        return !(has_place(mentions, unit.span) && acts_or_weapons(mentions, unit.span));
    }
    // «…، توزعوا كما يلي:»
    if figures.is_empty() {
        return announces_list(mentions, unit);
    }
    let same = has(mentions, unit.span, TallyCueRole::Same);
    let own_day = mentions.dates_in(unit.span).iter().any(|d| {
        unit.span.contains(d.span)
            && !d.since
            && !d.until
            && d.names_a_day()
            && d.span.start >= series::said_from(reading, mentions, unit.span)
    });
    // «وبهذا ارتفع عدد المصابين إلى 11، فيما استشهد 6»: the same breath, and no act of its own but the one
    // that was counted («أصيبوا نتيجة القصف»).
    let own_act = mentions.events_in(unit.span).iter().any(|e| {
        unit.span.contains(e.span)
            && e.strength != Strength::Support
            && e.kind != Some(Kind::DeathInCustody)
            && !definite(reading, e.span.start)
    }) || mentions.means_in(unit.span).iter().any(|m| unit.span.contains(m.span));
    let turns = match unit.opener {
        Some(Opener::Meanwhile) => own_act || !unit.same_breath(reading),
        Some(Opener::Recall) => true,
        _ => false,
    };
    let apart = || {
        told_apart(reading, mentions, unit)
            || !count.listed && in_one_town(reading, mentions, unit, count.opened)
    };
    same || (!own_day && !turns && !unit.bullet && !apart())
}

/// Whether a stretch names an act or a weapon.
fn acts_or_weapons(mentions: &Mentions, span: TokenSpan) -> bool {
    acts(mentions, span) || mentions.means_in(span).iter().any(|m| span.contains(m.span))
}

/// «… منذ بدء الحرب 2070 شهيداً. وفي مدينة غزة استشهد أربعة»: behind a count of months a town of its own, with a
/// verb for its people, is news.
fn in_one_town(reading: &Reading, mentions: &Mentions, unit: &Unit, opened: TokenSpan) -> bool {
    let long =
        has(mentions, opened, TallyCueRole::Span) || has(mentions, opened, TallyCueRole::Period);
    long && !unit.same_breath(reading)
        && matches!(reading.key(unit.span.start), "في" | "وفي")
        && has_place(mentions, unit.span)
        && !has(mentions, unit.span, TallyCueRole::Span)
        && !has(mentions, unit.span, TallyCueRole::Count)
        && mentions
            .outcomes_in(unit.span)
            .iter()
            .any(|o| unit.span.contains(o.span) && o.class == OutcomeClass::Verb)
}

/// «قُتل 41 في انفجار سيارة عند مدخل مدينة الصدر», «وقع الانفجار الأول في سوق …»: an act of its own behind a
/// count, at a place of its own.
fn told_apart(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let armed = || mentions.means_in(unit.span).iter().any(|m| unit.span.contains(m.span));
    let ordinal = |at: usize| {
        (at..(at + 3).min(unit.span.end)).any(|i| {
            matches!(reading.key(i), "الاول" | "الاولي" | "الثاني" | "الثانيه" | "الثالث" | "الثالثه")
        })
    };
    let act = |e: &EventMention| {
        let firm = e.strength == Strength::Strong || e.strength == Strength::Weak && armed();
        let new = firm && !definite(reading, e.span.start);
        unit.span.contains(e.span) && (new || ordinal(e.span.end))
    };
    !has(mentions, unit.span, TallyCueRole::Span)
        && !has(mentions, unit.span, TallyCueRole::Count)
        && has_place(mentions, unit.span)
        && mentions.events_in(unit.span).iter().any(act)
}

/// «وقتل تنظيم داعش 4 مدنيين، أما …»: people whom a named side killed, without a place, a day, an
/// act or a weapon: behind a count, that side's share of it.
pub(crate) fn counts_side(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    let sides = || {
        mentions.actors_in(unit.span).iter().any(|a| {
            inside(a.span)
                && a.form == ActorForm::Name
                && !figures.iter().any(|f| f.affiliation == Some(a.id))
        })
    };
    !figures.is_empty()
        && figures.iter().all(|f| f.outcome == Outcome::Killed)
        && unit.opener != Some(Opener::Meanwhile)
        && !mentions.places_in(unit.span).iter().any(|p| inside(p.span))
        // «وأفاد المركز، الاثنين، بأن ستة مدنيين …»: the day of the saying.
        && !mentions.dates_in(unit.span).iter().any(|d| {
            inside(d.span) && d.span.start >= series::said_from(reading, mentions, unit.span)
        })
        // «10 مدنيين قُتلوا برصاص قوات الأمن»: bullets name no act.
        && !mentions
            .means_in(unit.span)
            .iter()
            .any(|m| inside(m.span) && !reading.key(m.span.start).ends_with("رصاص"))
        // «…، منهم اثنان تحت التعذيب» tells how some of them died.
        && !mentions.events_in(unit.span).iter().any(|e| {
            inside(e.span)
                && e.strength != Strength::Support
                && e.kind != Some(Kind::DeathInCustody)
        })
        && sides()
}

/// Whether a unit only says who were among those told before: «وكان من بين القتلى ثلاثة أطفال».
pub(crate) fn tells_parts(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    // «جرى التعرف على اثنين من القتلى: … من بلدة …»: where they were from.
    let home = |start: usize| start > 0 && reading.key(start - 1) == "من";
    !figures.is_empty()
        && figures.iter().any(|f| f.of_told)
        // «…، وإن ثلاثة صحافيين جُرحوا»: some of the wounded told before.
        && figures.iter().all(|f| f.of_told || f.within.is_some() || f.group != Group::People)
        && !mentions
            .places_in(unit.span)
            .iter()
            .any(|p| unit.span.contains(p.span) && !p.container_only && !home(p.frame.start))
        && !mentions.dates_in(unit.span).iter().any(|d| unit.span.contains(d.span))
        && !mentions.events_in(unit.span).iter().any(|e| {
            unit.span.contains(e.span)
                && e.strength == Strength::Strong
                && !reading.key(e.span.start).contains("ال")
        })
}

/// Whether a unit is an item of the list that a count heads, heads another, or adds to it: «بالإضافة إلى مقتل
/// رجل وسيدة».
pub(crate) fn goes_on_list(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let adds = || matches!(reading.key(unit.span.start), "بالاضافه" | "اضافه" | "فضلا");
    unit.bullet || announces_list(mentions, unit) || adds()
}

/// Whether a telling just in front of a list is what the list divides: a day's people with no act, weapon or place.
pub(crate) fn is_divided(told: &Draft, list: &Unit) -> bool {
    told.kind.firmness == Firmness::Harm
        && told.places.is_empty()
        && told.means.is_empty()
        && told.unit.end.abs_diff(list.span.start) <= 2
        && told.when.is_some()
        && !told.when_inherited
        && told.figures.first().is_some_and(|f| f.count.min > Some(1))
}

/// Whether a unit announces that the parts follow.
pub(crate) fn announces_list(mentions: &Mentions, unit: &Unit) -> bool {
    has(mentions, unit.span, TallyCueRole::List)
}
