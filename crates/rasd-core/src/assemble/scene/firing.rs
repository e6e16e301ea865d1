//! Where those stood who fired: «قصف من معسكر …», «المتمركزة في …», «مصدره مناطق سيطرة …».

use crate::annotate::Mentions;
use crate::annotate::events::EventClass;
use crate::annotate::places::PlaceMention;
use crate::assemble::asked::{FIRES, STATIONED};
use crate::assemble::kind::gravity::bombards;
use crate::assemble::units::Unit;
use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::firing::{FIRING_POSITION, GROUND, POSTS, STATIONS};
use crate::word_lists::persons::SOME;

/// «قصف من معسكر … طال بلدة …»: where the guns stood, when the unit tells what they hit.
pub(super) fn fired_from(reading: &Reading, mentions: &Mentions, unit: &Unit, at: usize) -> bool {
    let place = &mentions.places[at];
    let start = place.frame.start;
    if start < unit.span.start + 2 || reading.key(start - 1) != "من" {
        return false;
    }
    let act = TokenSpan::new(start - 2, start - 1);
    let guns = mentions.events_in(act).iter().any(|e| {
        e.span.end == start - 1
            && matches!(e.kind, Some(Kind::Shelling | Kind::AirStrike))
            && matches!(e.class, EventClass::Noun | EventClass::Masdar)
    });
    let hit = |p: &PlaceMention| {
        unit.span.contains(p.span)
            && p.span.start >= place.frame.end
            && p.within_of != Some(at)
            && !p.container_only
    };
    // «أقلعت صباح اليوم من مطار … وقصفت بلدة …»
    let took_off = || {
        (start.saturating_sub(TOOK_OFF).max(unit.span.start)..start - 1)
            .any(|i| matches!(bare(reading.key(i)), "اقلعت" | "اقلع" | "انطلقت" | "انطلق"))
            && reading.key(start).starts_with(['م', 'ق'])
            && reading.reads_any(start, &["مطار", "قاعده", "معسكر", "مدرج", "ميناء", "مرفا"])
    };
    // «هجوم صاروخي من مدينة … على بلدة …»: from one place to another.
    let across = || {
        let end = place.frame.end;
        let strikes = mentions
            .events_in(TokenSpan::new(start.saturating_sub(ACROSS), start))
            .iter()
            .any(|e| e.span.end < start && e.kind.is_some_and(bombards));
        strikes
            && place.typed
            && matches!(reading.key(end), "علي" | "باتجاه" | "نحو" | "صوب")
            && mentions.places_in(unit.span).iter().any(|p| p.frame.start == end + 1 && hit(p))
    };
    (guns || took_off() || across()) && mentions.places_in(unit.span).iter().any(hit)
}

/// How far behind the take-off the airfield may stand, in tokens.
const TOOK_OFF: usize = 14;

/// How far behind the shelling «من … على …» may stand, in tokens.
const ACROSS: usize = 12;

/// «المتمركزة في …»: whether the words in front make the place at `start` the attackers' own.
pub(super) fn fires_from(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let front = TokenSpan::new(start.saturating_sub(STATION_REACH), start);
    // «المدفعية تقصف القرى من داخل كادقلي»
    let within = start > 1 && reading.key(start - 1) == "داخل" && reading.key(start - 2) == "من";
    if within
        && mentions.events_in(front).iter().any(|e| {
            e.span.end < start
                && e.class == EventClass::VerbActive
                && matches!(e.kind, Some(Kind::Shelling))
        })
    {
        return true;
    }
    reading.forms.part_in(front, FIRES | STATIONED)
        && (stationed(reading, mentions, start)
            || (start.saturating_sub(3)..start).any(|i| {
                if reading.forms.any_parts(i) & FIRES == 0 {
                    return false;
                }
                let key = reading.key(i);
                // «من أماكن تمركزهم في …», not «على أماكن تمركزهم في …».
                let out_of = || (i.saturating_sub(2)..i).any(|j| reading.key(j) == "من");
                FIRING_POSITION.contains(&key) || POSTS.contains(&key) && out_of()
            }))
}

/// «القوات المتمركزة في القاعدة العسكرية بحقل …», «المتمركزة بالقرب من محطة مياه بلدة …»: the place of the
/// base where they stand, some words behind.
fn stationed(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let by = (start.saturating_sub(STATION_REACH)..start).rfind(|i| {
        reading.forms.any_parts(*i) & STATIONED != 0
            && STATIONS.contains(&reading.key(*i).trim_start_matches('و'))
    });
    let Some(by) = by else { return false };
    let between = TokenSpan::new(by + 1, start);
    (by..start).all(|i| reading.tokens[i].is_word() || reading.tokens[i].kind == TokenKind::Soft)
        && !mentions.events_in(between).iter().any(|e| between.contains(e.span))
        && !mentions.places_in(between).iter().any(|p| between.contains(p.span))
        && acts_elsewhere(reading, mentions, start)
}

/// Whether what follows in the sentence tells an act and behind it another place.
fn acts_elsewhere(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let ends =
        |i: &usize| reading.tokens[*i].kind == TokenKind::Break || reading.tokens[*i].is_punct('.');
    let limit = (start + SENTENCE).min(reading.tokens.len());
    let rest = TokenSpan::new(start, (start..limit).find(ends).unwrap_or(limit));
    let mut acts = mentions.events_in(rest).iter().filter(|e| rest.contains(e.span));
    let Some(act) = acts.next() else { return false };
    let own = |p: &PlaceMention| p.frame.start <= start || p.container_only || p.origin.is_some();
    mentions
        .places_in(rest)
        .iter()
        .any(|p| !own(p) && p.span.start >= act.span.end && rest.contains(p.span))
}

/// How far behind their base an act and its place may be told, in tokens.
const SENTENCE: usize = 40;

/// How far behind «المتمركزة» the place of their base may stand, in tokens.
const STATION_REACH: usize = 7;

/// «قصف مصدره مناطق سيطرة … في بلدة … استهدف»: the ground it came from.
pub(super) fn from_their_ground(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let source = |i: usize| matches!(bare(reading.key(i)), "مصدرها" | "مصدره");
    // «القصف مصدره قرية …»
    if start > 0 && source(start - 1) {
        return true;
    }
    // «مصدره مواقع … في … و…»: the next of a list is where the first is.
    let joined = reading.key(start).starts_with('و');
    let before = || mentions.places.iter().find(|p| p.span.end == start);
    let first = if joined { before() } else { None };
    let start = first.map_or(start, |p| p.frame.start);
    if start == 0 || reading.key(start - 1) != "في" {
        return false;
    }
    // «قصف بلدة … من مواقع النظام في …», not «قصف عدداً من مواقع النظام في …»
    let out_of = |i: usize| {
        reading.key(i) == "من"
            && GROUND.contains(&reading.key(i + 1))
            && !i.checked_sub(1).is_some_and(|some| SOME.contains(&reading.key(some)))
            && mentions
                .events_in(TokenSpan::new(i.saturating_sub(FIRED), i))
                .iter()
                .any(|e| e.kind.is_some_and(bombards))
    };
    let ground = (start.saturating_sub(GROUND_REACH)..start).find(|i| source(*i) || out_of(*i));
    ground.is_some_and(|i| {
        GROUND.contains(&reading.key(i + 1))
            && !(i + 2..start).any(|j| matches!(reading.key(j), "علي" | "،"))
            && mentions.events_in(TokenSpan::new(i, start)).iter().all(|e| e.span.start <= i)
    })
}

/// How far behind «مصدره» the place of that ground may stand, in tokens.
const GROUND_REACH: usize = 8;

/// How far in front of «من مواقع …» its act may stand, in tokens.
const FIRED: usize = 14;
