//! Where exactly the shell fell, when a later sentence says so: «سقط صاروخ على حي سكني في مدينة مأرب»,
//! and below it «وقال مصدر إن الصاروخ وقع على مقربة من مستشفى الهيئة»; and where shots fell in a raid just told.

use super::elsewhere::{elsewhere, taken_to};
use super::homes::hospital_speaks;
use crate::annotate::Mentions;
use crate::annotate::places::PlaceMention;
use crate::assemble::draft::Draft;
use crate::assemble::kind::gravity::bombards;
use crate::assemble::units::Unit;
use crate::model::{Kind, PlaceType};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::word_lists::spot::STRUCK;

/// How far behind it the place may stand, in tokens.
const REACH: usize = 10;

/// How many paragraphs below the act it may be told.
const BELOW: usize = 2;

/// Takes the buildings and streets that a unit without people names for the strike told before.
/// Whether it did, so that the unit tells no act of its own.
pub(in crate::assemble) fn told_closer(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    draft: Option<&Draft>,
    told: &mut Draft,
) -> bool {
    let own = draft.is_some_and(|d| {
        !d.figures.is_empty() || d.another || d.fresh || d.headline || d.kind.kind != told.kind.kind
    });
    let struck = bombards(told.kind.kind)
        || matches!(
            told.kind.kind,
            Kind::Ied | Kind::SuicideBombing | Kind::DroneStrike | Kind::Grenade
        );
    if own
        || !struck
        || told.headline
        || unit.headline
        || unit.bullet
        || unit.paragraph > told.paragraph + BELOW
    {
        return false;
    }
    let wide = |i: &usize| {
        mentions.resolved.get(*i).is_some_and(|r| {
            r.place.is_town()
                || matches!(
                    r.place.r#type,
                    PlaceType::Neighbourhood | PlaceType::Camp | PlaceType::Governorate
                )
        })
    };
    if told.places.is_empty() || told.places.len() > 2 || !told.places.iter().all(wide) {
        return false;
    }
    let spot = |m: &PlaceMention| {
        m.typed
            && matches!(m.r#type, PlaceType::Facility | PlaceType::Road)
            && !(m.container_only || m.dateline || m.origin.is_some())
            && !elsewhere(reading, mentions, m)
            && !taken_to(reading, m)
            && !hospital_speaks(reading, mentions, m)
            && (m.frame.start.saturating_sub(REACH).max(unit.span.start)..m.frame.start)
                .any(|i| STRUCK.contains(&reading.key(i).trim_start_matches('و')))
    };
    let named: Vec<usize> = mentions
        .place_numbers_in(unit.span)
        .filter(|i| unit.span.contains(mentions.places[*i].span))
        .collect();
    let spots: Vec<usize> = named.iter().copied().filter(|i| spot(&mentions.places[*i])).collect();
    // Another town that the unit names would be another place.
    let key = |i: usize| mentions.resolved.get(i).map(|r| &r.place.key);
    let same = |i: usize| {
        spots.contains(&i)
            || mentions.places[i].within_of.is_some_and(|at| spots.contains(&at))
            || told.places.iter().any(|t| key(*t) == key(i))
            || mentions.places[i].container_only
    };
    let unit_of = |i: usize| mentions.resolved.get(i).and_then(|r| r.place.admin1);
    let agrees = |i: usize| {
        told.places.iter().all(|t| unit_of(*t).zip(unit_of(i)).is_none_or(|(a, b)| a == b))
    };
    if spots.is_empty() || !named.iter().all(|i| same(*i)) || !spots.iter().all(|i| agrees(*i)) {
        return false;
    }
    told.places.splice(0..0, spots);
    true
}

/// «اقتحمت القوات بلدة بيتا واعتقلت شابين، فيما أصيب ثالث بالرصاص»: whom shots hit is told in one breath with the
/// raid on one settlement, without a place or another side of its own.
pub(super) fn in_the_raid(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    raid: &Draft,
) -> bool {
    matches!(raid.kind.kind, Kind::Raid | Kind::Arrest)
        && matches!(unit.opener, Some(Opener::Meanwhile | Opener::Continuation))
        && raid.paragraph == unit.paragraph
        && raid.places.len() == 1
        // Without people of its own, the raid takes those hit for its own.
        && !raid.figures.is_empty()
        && unit.same_breath(reading)
        && raid.perpetrators().next().is_some()
        && mentions.events_in(unit.span).iter().all(|e| {
            !unit.span.contains(e.span)
                || matches!(e.kind, None | Some(Kind::Shooting | Kind::ArmedClash))
        })
        && mentions
            .actors_in(unit.span)
            .iter()
            .all(|a| !unit.span.contains(a.span) || raid.actors.iter().any(|told| told.id == a.id))
}
