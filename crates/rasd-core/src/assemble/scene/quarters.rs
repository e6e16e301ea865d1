//! Quarters and the town they are quarters of, told one after the other: «قصف على مدينة …», and below
//! it «سقطت القذائف على حي …».

use crate::annotate::Mentions;
use crate::assemble::draft::Draft;
use crate::assemble::merge::same_place::is_town;
use crate::assemble::tallies::TallyDraft;
use crate::model::PlaceType;
use crate::resolve::places::ResolvedPlace;
use crate::word_lists::quarters::BUILDINGS;

/// Whether a place is a quarter of a town, or «شارع 15».
fn is_quarter(resolved: &[ResolvedPlace], at: usize) -> bool {
    resolved.get(at).is_some_and(|r| {
        r.place.r#type == PlaceType::Neighbourhood
            || r.place.r#type == PlaceType::Road && r.place.key.starts_with("شارع")
    })
}

/// Whether a quarter may be one of that town: near it as far as is known, and in its governorate.
fn may_hold(resolved: &[ResolvedPlace], town: usize, quarter: usize) -> bool {
    let (town, quarter) = (&resolved[town], &resolved[quarter]);
    quarter.place.admin1.is_none_or(|unit| town.place.admin1 == Some(unit)) && !town.apart(quarter)
}

/// Whether one telling names a town and nothing else, and the other nothing but quarters that may be
/// its own.
pub(in crate::assemble) fn of_one_town(
    town: &Draft,
    quarters: &Draft,
    resolved: &[ResolvedPlace],
) -> bool {
    let [at] = town.places[..] else { return false };
    // «وسقط الصاروخ قرب كنيسة …»: nor is a church without a place of its own, and nobody hurt there, another.
    let building = |i: usize| {
        let place = &resolved[i].place;
        place.r#type == PlaceType::Facility
            && place.lat.is_none()
            && place.admin1.is_some()
            && quarters.figures.is_empty()
            && place.key.split(' ').next().is_some_and(|word| BUILDINGS.contains(&word))
    };
    !quarters.places.is_empty()
        && quarters.places.iter().all(|i| is_quarter(resolved, *i) || building(*i))
        && is_town(resolved, at)
        && quarters.places.iter().all(|i| may_hold(resolved, at, *i))
}

/// Puts quarters in front of their town, and gives those without one the town that was told before.
pub(in crate::assemble) fn take_their_town(
    drafts: &mut [Draft],
    tallies: &[TallyDraft],
    mentions: &Mentions,
) {
    let resolved = &mentions.resolved;
    for draft in drafts.iter_mut() {
        if let [town, ref quarters @ ..] = draft.places[..]
            && is_town(resolved, town)
            && quarters.iter().all(|i| is_quarter(resolved, *i) && may_hold(resolved, town, *i))
        {
            draft.places.rotate_left(1);
        }
    }
    // «في المنطقة الصناعية»: every town has one.
    let nameless = |i: &usize| mentions.places[*i].rule == "place.definite";
    let alone = |d: &Draft| {
        !d.places.is_empty() && d.places.iter().all(|i| is_quarter(resolved, *i) || nameless(i))
    };
    if !drafts.iter().any(alone) {
        return;
    }
    let told = drafts.iter().flat_map(|d| d.places.iter().chain(&d.containers));
    let counted = tallies.iter().flat_map(|t| &t.areas);
    let mut towns: Vec<usize> =
        told.chain(counted).copied().filter(|i| is_town(resolved, *i)).collect();
    towns.sort_unstable();
    towns.dedup();
    let key = |i: usize| &resolved[i].place.key;
    let only = towns.windows(2).all(|pair| key(pair[0]) == key(pair[1]));
    for draft in drafts.iter_mut().filter(|d| alone(d)) {
        let first = draft.places.iter().copied().min().unwrap_or_default();
        let known = draft.places.iter().all(|i| resolved[*i].place.lat.is_some());
        let holds = |town: &usize| draft.places.iter().all(|i| may_hold(resolved, *town, *i));
        let town = towns.iter().copied().rev().find(|t| *t < first && holds(t));
        draft.places.extend(town.filter(|_| only || known));
    }
}
