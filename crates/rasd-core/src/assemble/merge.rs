//! Telling again: title, lead, detail and "as reported earlier" are one incident.

use super::draft::{ActorDraft, Draft, Firmness};
use super::harm;
use crate::model::{ActorRole, IncidentRole, Kind};
use crate::resolve::places::ResolvedPlace;

/// Kinds that tellings of one act are apt to be called by.
const FAMILIES: [&[Kind]; 5] = [
    &[Kind::AirStrike, Kind::DroneStrike, Kind::Shelling, Kind::ChemicalAttack],
    &[Kind::Ied, Kind::LandmineErw, Kind::SuicideBombing, Kind::Grenade],
    &[
        Kind::Shooting,
        Kind::Assassination,
        Kind::ArmedClash,
        Kind::Execution,
        Kind::Raid,
        Kind::Other,
    ],
    &[Kind::Arrest, Kind::Raid, Kind::Abduction, Kind::IllTreatment],
    &[Kind::Protest, Kind::ProtestViolence, Kind::MobViolence],
];

/// Merges the tellings of each incident; the order of first telling is kept.
pub(crate) fn merge(drafts: Vec<Draft>, resolved: &[ResolvedPlace]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let into = (0..out.len())
            .rev()
            .map(|i| (likeness(&out[i], &draft, resolved, i + 1 == out.len()), i))
            .filter(|(score, _)| *score > 0)
            .max_by_key(|(score, i)| (*score, *i));
        match into {
            Some((_, i)) => absorb(&mut out[i], draft, resolved),
            None => out.push(draft),
        }
    }
    out
}

/// How much `b` looks like another telling of `a`; 0 when it cannot be one.
fn likeness(a: &Draft, b: &Draft, resolved: &[ResolvedPlace], previous: bool) -> u32 {
    let kinds = kind_likeness(a, b);
    let Some(places) = place_likeness(a, b, resolved) else { return 0 };
    if kinds == 0 {
        return 0;
    }
    if let (Some(x), Some(y)) = (&a.when, &b.when)
        && x.value.start != y.value.start
        && x.value.start.is_some()
        && y.value.start.is_some()
        && !a.headline
        && !(a.when_inherited || b.when_inherited)
    {
        return 0;
    }
    let sides = side_likeness(a, b);
    if sides == 0 {
        return 0;
    }
    let harm = harm_likeness(a, b);
    if harm == 0 {
        return 0;
    }
    let bare_b = b.places.is_empty() && b.figures.is_empty();
    // Told in general first and in detail then: only when the figures or the order say so.
    if places == 2 && !a.places.is_empty() && !b.places.is_empty() && harm < 3 && !a.headline {
        let goes_on = previous && !b.fresh && b.role == a.role;
        if !goes_on {
            return 0;
        }
    }
    // A unit without a place of its own goes on about what was just told, or repeats the title.
    if places == 1 && !b.headline && !a.headline {
        // «بينما قُتل اثنان من …»: the other side's dead of the same fight.
        let other_side = b.kind.firmness == Firmness::Harm && a.paragraph == b.paragraph;
        let goes_on = previous && (!b.fresh || b.detail || other_side);
        if !goes_on || (b.role != a.role) {
            return 0;
        }
        if bare_b && b.kind.firmness == Firmness::Strong && kinds < 3 {
            return 0;
        }
    }
    // Background with a day of its own is told once.
    if a.role != b.role && places < 3 && harm < 3 {
        return 0;
    }
    kinds + 2 * places + sides + 2 * harm
}

fn kind_likeness(a: &Draft, b: &Draft) -> u32 {
    if a.kind.kind == b.kind.kind {
        return 3;
    }
    if a.also.iter().any(|k| k.kind == b.kind.kind) || b.also.iter().any(|k| k.kind == a.kind.kind)
    {
        return 2;
    }
    if a.also.iter().any(|x| b.also.iter().any(|y| x.kind == y.kind)) {
        return 2;
    }
    let soft = |d: &Draft| d.kind.firmness <= Firmness::Weak;
    if soft(a) || soft(b) {
        return 2;
    }
    let related = FAMILIES.iter().any(|f| f.contains(&a.kind.kind) && f.contains(&b.kind.kind));
    let phases = [Kind::Raid, Kind::ArmedClash, Kind::Displacement];
    if related || phases.contains(&a.kind.kind) || phases.contains(&b.kind.kind) { 1 } else { 0 }
}

/// 3 a shared place, 2 containers that agree, 1 a side without a place, none when they differ.
fn place_likeness(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> Option<u32> {
    let key = |i: &usize| resolved.get(*i).map(|r| crate::tokens::fold_key(&r.place.name));
    if !a.places.is_empty() && !b.places.is_empty() {
        let shared = a.places.iter().any(|x| {
            b.places.iter().any(|y| {
                key(x) == key(y)
                    || resolved.get(*x).zip(resolved.get(*y)).is_some_and(|(x, y)| {
                        x.place.pcode.is_some() && x.place.pcode == y.place.pcode
                    })
            })
        });
        return if shared {
            Some(3)
        } else {
            (all_general(a, b, resolved) || all_general(b, a, resolved)).then_some(2)
        };
    }
    let admin = |d: &Draft| {
        d.places
            .iter()
            .chain(&d.containers)
            .find_map(|i| resolved.get(*i).and_then(|r| r.place.admin1.clone()))
    };
    match (admin(a), admin(b)) {
        (Some(x), Some(y)) if x != y => None,
        (Some(_), Some(_)) => Some(2),
        _ => Some(1),
    }
}

/// Whether `a` names nothing but the governorate that the places of `b` lie in.
fn all_general(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let place = |i: &usize| resolved.get(*i).map(|r| &r.place);
    let inside: Vec<&str> =
        b.places.iter().filter_map(place).filter_map(|p| p.admin1.as_deref()).collect();
    !inside.is_empty()
        && a.places.iter().filter_map(place).all(|p| {
            p.name_en.is_some()
                && p.name_en == p.admin1
                && inside.iter().all(|i| Some(*i) == p.admin1.as_deref())
        })
}

/// 2 a shared perpetrator, 1 when one side names none, 0 when they differ.
fn side_likeness(a: &Draft, b: &Draft) -> u32 {
    let clash = |d: &Draft| d.kind.kind == Kind::ArmedClash;
    let (mut x, y): (_, Vec<&str>) = (a.perpetrators(), b.perpetrators().collect());
    if y.is_empty() || a.perpetrators().next().is_none() {
        return 1;
    }
    if x.any(|id| y.contains(&id)) {
        return 2;
    }
    u32::from(clash(a) || clash(b))
}

/// 3 a shared figure, 2 when one side has none, 1 when they could be the same, 0 when not.
fn harm_likeness(a: &Draft, b: &Draft) -> u32 {
    if a.figures.is_empty() || b.figures.is_empty() {
        return 2;
    }
    let top = |d: &Draft| {
        d.figures
            .iter()
            .filter(|f| f.within.is_none() && !f.bare)
            .map(|f| (f.outcome, f.count))
            .collect::<Vec<_>>()
    };
    let (x, y) = (top(a), top(b));
    if x.iter().any(|f| y.contains(f)) {
        return 3;
    }
    1
}

/// Adds telling `b` to `a`.
fn absorb(a: &mut Draft, b: Draft, resolved: &[ResolvedPlace]) {
    let a_general = all_general(a, &b, resolved);
    let b_general = all_general(&b, a, resolved);
    let takes_kind = b.kind.firmness > a.kind.firmness
        || (b.kind.firmness == a.kind.firmness && closer(b.kind.kind, a.kind.kind));
    let loser = if takes_kind { std::mem::replace(&mut a.kind, b.kind) } else { b.kind };
    for kind in std::iter::once(loser).chain(b.also) {
        if kind.firmness >= Firmness::Strong
            && kind.kind != a.kind.kind
            && !subsumed(kind.kind, a.kind.kind)
            && !a.also.iter().any(|k| k.kind == kind.kind)
        {
            a.also.push(kind);
        }
    }
    a.also.retain(|k| k.kind != a.kind.kind && !subsumed(k.kind, a.kind.kind));
    let first_date = match (&a.when, &b.when) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => a.when_inherited && !b.when_inherited,
        _ => false,
    };
    if first_date {
        a.when = b.when;
        a.when_inherited = b.when_inherited;
    }
    // The body's list of places leads; a headline only adds what the body leaves out.
    if a_general {
        let general = std::mem::take(&mut a.places);
        a.containers.extend(general);
    }
    let b_places = if b_general { Vec::new() } else { b.places };
    let mut places = Vec::new();
    let (lead, rest) = if a.headline && !b_places.is_empty() {
        (b_places, std::mem::take(&mut a.places))
    } else {
        (std::mem::take(&mut a.places), b_places)
    };
    let key = |i: &usize| resolved.get(*i).map(|r| crate::tokens::fold_key(&r.place.name));
    for place in lead.into_iter().chain(rest) {
        if !places.iter().any(|p| key(p) == key(&place)) {
            places.push(place);
        }
    }
    a.places = places;
    a.containers.extend(b.containers);
    for actor in b.actors {
        add_actor(&mut a.actors, actor);
    }
    for means in b.means {
        if !a.means.iter().any(|m| m.value == means.value) {
            a.means.push(means);
        }
    }
    if a.headline {
        let title = std::mem::replace(&mut a.figures, b.figures);
        harm::merge(&mut a.figures, title);
    } else {
        harm::merge(&mut a.figures, b.figures);
    }
    for source in b.sources {
        if !a.sources.iter().any(|s| s.source == source.source) {
            a.sources.push(source);
        }
    }
    for damage in b.damage {
        if !a.damage.iter().any(|d| d.value == damage.value) {
            a.damage.push(damage);
        }
    }
    if b.role == IncidentRole::Lead {
        a.role = IncidentRole::Lead;
    }
    a.headline &= b.headline;
    a.fresh &= b.fresh;
    a.paragraph = b.paragraph;
    a.unit = a.unit.cover(b.unit);
}

/// Whether `kind` says more closely what a bombardment was.
fn closer(kind: Kind, than: Kind) -> bool {
    matches!(
        (kind, than),
        (Kind::DroneStrike, Kind::AirStrike | Kind::Shelling) | (Kind::AirStrike, Kind::Shelling)
    )
}

/// A bombardment and the strike it turns out to be are one act, not two.
fn subsumed(kind: Kind, by: Kind) -> bool {
    let strike = [Kind::AirStrike, Kind::DroneStrike, Kind::Shelling];
    (strike.contains(&kind) && strike.contains(&by))
        || (kind == Kind::Shooting
            && matches!(by, Kind::Assassination | Kind::Execution | Kind::ArmedClash))
        || (kind == Kind::Ied && by == Kind::SuicideBombing)
        || kind == Kind::Other
}

/// Adds an actor unless its id already stands in that part, or did it.
pub(crate) fn add_actor(actors: &mut Vec<ActorDraft>, actor: ActorDraft) {
    let did = |r: ActorRole| matches!(r, ActorRole::Perpetrator | ActorRole::CoPerpetrator);
    if actor.id == "unknown" && did(actor.role) && actors.iter().any(|a| did(a.role)) {
        return;
    }
    if did(actor.role) && actor.id != "unknown" {
        actors.retain(|a| !(a.id == "unknown" && did(a.role)));
    }
    let known = actors
        .iter()
        .any(|a| a.id == actor.id && (a.role == actor.role || (did(a.role) && did(actor.role))));
    if !known {
        actors.push(actor);
    }
}
