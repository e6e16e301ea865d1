//! Acts of posts and headlines that no act word tells: a weapon and where it was aimed («مدفعية ثقيلة على علما
//! وجلين», «قذيفة هاون تسقط على حي …», «دوما: براميل متفجرة»), a side and the town it took («الثوار يحررون سعسع»).

use super::events::{EventClass, EventMention, Strength};
use super::means::MeansMention;
use super::places::PlaceMention;
use super::starting_in;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::aimed::{AT, BETWEEN, FALLS, HITS, MANY, NEAR, TAKES, THROWN};

/// How far behind a weapon the word for where it was aimed stands, and behind that the place, in tokens.
const REACH: usize = 7;

/// Adds those acts to the events of the reading.
pub(crate) fn aimed(
    reading: &Reading,
    means: &[MeansMention],
    places: &[PlaceMention],
    events: &mut Vec<EventMention>,
) {
    for weapon in means {
        let span = weapon.span;
        // «قنبلة يرميها مجهول على عرس»
        let thrown = weapon.means == Some(Means::Ied)
            && THROWN.contains(&reading.key(span.end))
            && reading.key(span.start).contains("قنبل");
        if thrown {
            add(events, span, span, Kind::Grenade, EventClass::Noun);
            continue;
        }
        let Some(kind) = weapon.kind_hint.filter(|_| opens(reading, span.start)) else {
            continue;
        };
        let until = aim(reading, weapon, kind, places).or_else(|| alone(reading, weapon, places));
        if let Some(until) = until {
            add(events, TokenSpan::new(span.start, until), span, kind, EventClass::Noun);
        }
    }
    for place in places {
        let verb = place.frame.start.wrapping_sub(1);
        let takes = TAKES.contains(&reading.key(verb).trim_start_matches(['و', 'ف']));
        if takes && !place.container_only {
            let span = TokenSpan::new(verb, verb + 1);
            add(events, span, span, Kind::TerritorialChange, EventClass::VerbActive);
        }
    }
}

/// Takes down an act where no other is told in the stretch.
fn add(
    events: &mut Vec<EventMention>,
    stretch: TokenSpan,
    span: TokenSpan,
    kind: Kind,
    class: EventClass,
) {
    if events.iter().any(|e| e.span.overlaps(stretch)) {
        return;
    }
    let before = events.partition_point(|e| e.span.start < span.start);
    let event = EventMention {
        span,
        kind: Some(kind),
        strength: Strength::Strong,
        class,
        rule: "kind.aimed",
    };
    events.insert(before, event);
}

/// «مدفعية ورشاشات ثقيلة على مخيم اليرموك»: the end of the place a weapon was aimed at. Tanks on a road are on their way.
fn aim(
    reading: &Reading,
    weapon: &MeansMention,
    kind: Kind,
    places: &[PlaceMention],
) -> Option<usize> {
    let fires =
        matches!(kind, Kind::AirStrike | Kind::DroneStrike | Kind::Shelling | Kind::Shooting)
            && weapon.means != Some(Means::Tank);
    let end = weapon.span.end;
    // «صاروخ يسقط في …»
    let fell = |i: usize| NEAR.contains(&reading.key(i)) && FALLS.contains(&reading.key(i - 1));
    let aims = |i: usize| AT.contains(&reading.key(i)) || fell(i);
    let (at, hits) = (end..end + REACH)
        .map(|i| (i, HITS.contains(&reading.key(i))))
        .take_while(|(i, hits)| *hits || between(reading, *i) || aims(*i))
        .find(|(i, hits)| fires && (*hits || aims(*i)))?;
    let reach = if hits { 2 * REACH } else { REACH };
    let behind = TokenSpan::new(at + 1, at + reach);
    let place = starting_in(places, |p| p.span.start, behind).first()?;
    let one_breath = (at + 1..place.span.start)
        .all(|i| matches!(reading.tokens[i].kind, TokenKind::Word | TokenKind::Soft));
    (one_breath && place.origin.is_none()).then_some(place.span.end)
}

/// «دوما: براميل متفجرة، …»: what fell on the place that opens the line, with no more said of it.
fn alone(reading: &Reading, weapon: &MeansMention, places: &[PlaceMention]) -> Option<usize> {
    let falls = matches!(
        weapon.means?,
        Means::BarrelBomb | Means::Mortar | Means::ClusterMunition | Means::Missile | Means::Ied
    );
    let start = weapon.span.start;
    let sign = (start.saturating_sub(REACH)..start)
        .rev()
        .find(|i| reading.tokens[*i].kind == TokenKind::Punct)?;
    let heads = falls
        && matches!(reading.key(sign), ":" | "|" | "/" | "-" | "–")
        && places.iter().any(|p| p.span.end <= sign && p.span.end + 2 > sign);
    let next = (weapon.span.end..reading.tokens.len()).find(|i| !between(reading, *i));
    let ends = next
        .is_none_or(|i| !reading.tokens[i].is_word() || reading.forms.open(i).has(TableId::Days));
    (heads && ends).then_some(weapon.span.end)
}

/// Whether a word opens its line or clause, but for how many there were («نحو 10 براميل»).
fn opens(reading: &Reading, at: usize) -> bool {
    let counts = |i: usize| {
        reading.tokens[i].kind == TokenKind::Number
            || MANY.contains(&reading.key(i).trim_start_matches('و'))
            || reading.forms.open(i).has(TableId::Numbers)
    };
    let before = (0..at).rev().filter(|i| reading.tokens[*i].kind != TokenKind::Soft);
    before.take(REACH).find(|i| !counts(*i)).is_none_or(|i| match reading.tokens[i].kind {
        TokenKind::Break => true,
        TokenKind::Punct => !matches!(reading.key(i), "،" | "," | ")"),
        _ => false,
    })
}

/// Whether a word may stand between a weapon and where it was aimed: a number, another weapon, whose it is, how it fell.
fn between(reading: &Reading, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at) else { return false };
    let tables = [TableId::Numbers, TableId::Means, TableId::ActorNames, TableId::Adjectives];
    match token.kind {
        TokenKind::Number | TokenKind::Soft => true,
        TokenKind::Word => {
            BETWEEN.contains(&reading.key(at).trim_start_matches('و'))
                || reading.forms.open(at).any(&tables)
        }
        TokenKind::Punct | TokenKind::Break => false,
    }
}
