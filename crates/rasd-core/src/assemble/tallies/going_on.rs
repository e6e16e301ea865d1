//! That bombardments went on, and where they were thickest: said of many acts, and no incident of its own.

use super::counting::has_place;
use super::habit::on_a_day;
use crate::annotate::Mentions;
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::unreal;
use crate::annotate::victims::FigureMention;
use crate::assemble::asked;
use crate::assemble::harm;
use crate::assemble::units::{Unit, acts_in};
use crate::model::{DatePrecision, Kind};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::going_on::{GOES_ON, HOLDS, THICK};

/// A flood, a disease: deaths without an act or a weapon.
pub(in crate::assemble) fn natural(mentions: &Mentions, unit: &Unit) -> bool {
    let inside = |span: TokenSpan| unit.span.contains(span);
    unreal::by_nature(&mentions.unreal, unit.span)
        && !mentions
            .events_in(unit.span)
            .iter()
            .any(|e| inside(e.span) && e.strength == Strength::Strong)
        && !mentions.means_in(unit.span).iter().any(|m| inside(m.span))
}

/// How far in front of the act such a word may stand, in tokens: the side stands between.
const GOES_ON_REACH: usize = 7;

/// Whether a unit of the body, with nobody hurt, tells of no act that was done.
pub(in crate::assemble) fn tells_no_act(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    figures.is_empty()
        && !unit.headline
        && (only_goes_on(reading, mentions, unit)
            || speaks_of_several(reading, mentions, unit)
            || holds_ground(reading, mentions, unit))
}

/// «ورغم ذلك واصل النظام وحلفاؤه استهداف المنطقة»: strikes that went on, with nobody hurt, no day, and no place
/// but a governorate.
fn only_goes_on(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let plain = |i: usize| reading.key(i).trim_start_matches(['ف', 'ل']);
    let going = |at: usize| {
        let from = at.saturating_sub(GOES_ON_REACH).max(unit.span.start);
        (from..at).any(|i| {
            let key = plain(i);
            GOES_ON.contains(&key) || key.strip_prefix('و').is_some_and(|k| GOES_ON.contains(&k))
        })
    };
    tells_only(mentions, unit, |e| {
        let strike = matches!(
            e.kind,
            None | Some(Kind::Shelling | Kind::AirStrike | Kind::DroneStrike | Kind::Shooting)
        );
        strike && going(e.span.start)
    })
}

/// How far into its unit «وتركزت» may stand, in tokens.
const OPENING: usize = 4;

/// «وتركز القصف على جبل الزاوية» behind a count over months, «تركزت الهجمات العام الماضي على سهل الغاب»: where
/// the acts of a long time were thickest. `long`: the paragraph of such a count.
pub(in crate::assemble) fn dwells(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    long: Option<usize>,
) -> bool {
    let end = (unit.span.start + OPENING).min(unit.span.end);
    let opening = TokenSpan { end, ..unit.span };
    let thick = |i: usize| THICK.contains(&reading.key(i).trim_start_matches('و'));
    let year = || {
        mentions.days_in(unit.span).any(|(d, w)| {
            unit.span.contains(d.span)
                && matches!(w.precision, DatePrecision::Month | DatePrecision::Year)
        })
    };
    reading.forms.part_in(opening, asked::THICK)
        && !unit.headline
        && figures.iter().all(harm::says_little)
        && (long.is_some_and(|paragraph| unit.paragraph <= paragraph + 1) || year())
        && !on_a_day(mentions, unit.span)
        && (opening.start..opening.end).any(thick)
}

/// «ويأتي الهجومان وسط استنفار», «باتت التفجيرات نادرة في بغداد»: attacks that were told, or that were many, and
/// nothing that was done.
fn speaks_of_several(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let several = |e: &EventMention| {
        let key = reading.key(e.span.start).trim_start_matches(['و', 'ف', 'ب', 'ل']);
        let definite = key.starts_with("ال") || reading.key(e.span.start).starts_with("لل");
        matches!(e.class, EventClass::Noun | EventClass::Masdar)
            && definite
            && (key.ends_with("ات") || key.ends_with("ين") || key.ends_with("ان"))
    };
    tells_only(mentions, unit, several)
}

/// «وتبسط قوات … سيطرتها على ولايات …»: a body's clause that says who holds whole regions, and takes nothing.
fn holds_ground(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let mut opening = unit.span.start..unit.span.start + 2;
    tells_only(mentions, unit, |e| e.kind == Some(Kind::TerritorialChange))
        && opening.any(|i| HOLDS.contains(&reading.key(i).trim_start_matches('و')))
}

/// «90 انتهاكاً …، توزعت بين القتل والاختطاف»: what the acts were that were just counted, in the same breath, at no
/// place and on no day.
pub(in crate::assemble) fn tells_what_acts(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
) -> bool {
    unit.same_breath(reading) && !has_place(mentions, unit.span) && !on_a_day(mentions, unit.span)
}

/// Whether a unit tells acts of one sort only, no place and no day.
fn tells_only(mentions: &Mentions, unit: &Unit, sort: impl Fn(&EventMention) -> bool) -> bool {
    let mut acts = acts_in(mentions, unit.span).peekable();
    acts.peek().is_some()
        && acts.all(sort)
        && !has_place(mentions, unit.span)
        && !on_a_day(mentions, unit.span)
}
