//! Whether two tellings are of one place.

use smallvec::SmallVec;

use crate::assemble::draft::Draft;
use crate::assemble::kind::gravity::bombards;
use crate::assemble::scene::quarters::of_one_town;
use crate::model::{Kind, PlaceType};
use crate::resolve::places::ResolvedPlace;

/// 3 a shared place, 2 containers that agree, 1 a side without a place, none when they differ.
pub(super) fn place_likeness(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> Option<u32> {
    let key = |i: &usize| resolved.get(*i).map(|r| &r.place.key);
    if !a.places.is_empty() && !b.places.is_empty() && !b.assumed {
        // A governorate named beside other places is where they lie, not what the tellings share; so is
        // the town of two quarters.
        // «… في مدينة غزة …. وأغار على جباليا وعلى حي الرمال بمدينة غزة وعلى رفح»: nor is it of one of many.
        let many = b.places.len() > 2 && !b.definite;
        let apart = !a.headline
            && holds_quarter(b, resolved)
            && (holds_quarter(a, resolved) || many && a.places.len() == 1);
        let counts = |d: &Draft, i: &usize| {
            let town = apart && is_town(resolved, *i);
            if d.places.len() == 1 { !(town && many) } else { !is_general(resolved, *i) && !town }
        };
        let shared = a
            .places
            .iter()
            .filter(|x| counts(a, x))
            .any(|x| b.places.iter().filter(|y| counts(b, y)).any(|y| same(resolved, *x, *y)));
        // A headline that names the plain or the mountain the place lies in.
        if !shared && a.headline && (areas(a, b, resolved) || names_around(a, b, resolved)) {
            return Some(2);
        }
        // «على طريق دمشق – السويداء», told twice: the very places, whatever they are.
        let all = |x: &Draft, y: &Draft| {
            x.places.iter().all(|i| y.places.iter().any(|j| key(i) == key(j)))
        };
        let shared = shared || a.places.len() > 1 && all(a, b) && all(b, a);
        return if shared {
            Some(3)
        } else {
            let one =
                |x: &Draft, y: &Draft| all_general(x, y, resolved) || of_one_town(x, y, resolved);
            (one(a, b) || one(b, a)).then_some(2)
        };
    }
    let admin = |d: &Draft| {
        d.places
            .iter()
            .chain(&d.containers)
            .find_map(|i| resolved.get(*i).and_then(|r| r.place.admin1))
    };
    // «في بيت لحم …. وفي محافظة نابلس …»: districts that are told by their towns.
    let at = |d: &Draft| -> SmallVec<[&ResolvedPlace; 4]> {
        d.places.iter().chain(&d.containers).filter_map(|i| resolved.get(*i)).collect()
    };
    let (here, there) = (at(a), at(b));
    let far = !here.is_empty()
        && !there.is_empty()
        && !b.assumed
        && here.iter().all(|x| {
            let units = a.places.is_empty() && b.places.is_empty();
            there.iter().all(|y| x.far(y) || units && x.settled_apart(y))
        });
    match (admin(a), admin(b)) {
        (Some(x), Some(y)) if x != y => None,
        _ if far => None,
        (Some(_), Some(_)) => Some(2),
        _ => Some(1),
    }
}

/// Whether two mentions are of one place, by their names or their rows.
pub(in crate::assemble) fn same(resolved: &[ResolvedPlace], x: usize, y: usize) -> bool {
    resolved.get(x).zip(resolved.get(y)).is_some_and(|(x, y)| {
        let (x, y) = (&x.place, &y.place);
        x.key == y.key || x.pcode.is_some() && x.pcode == y.pcode
    })
}

/// The first-level unit that the first of a telling's places known to lie in one lies in.
pub(super) fn unit_of(d: &Draft, resolved: &[ResolvedPlace]) -> Option<&'static str> {
    d.places.iter().find_map(|i| resolved.get(*i).and_then(|r| r.place.admin1))
}

/// «قصف على إحدى قرى جبل السماق», then «على قرية تلتيتا»: the mountain or plain that the place lies in.
pub(super) fn areas(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    all_areas(a, resolved) && unit_of(a, resolved) == unit_of(b, resolved)
}

/// Whether a telling names nothing but plains, mountains and the like: «منطقة تاجوراء» is a settlement.
pub(super) fn all_areas(d: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let area = |i: &usize| {
        resolved.get(*i).is_some_and(|r| r.place.r#type == PlaceType::Area && !r.settled())
    };
    !d.places.is_empty() && d.places.iter().all(area)
}

/// Whether a telling names nothing but regions: «جنوب لبنان», «غرب كردفان».
pub(super) fn all_regions(d: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let region = |i: &usize| resolved.get(*i).is_some_and(|r| r.place.is_wide());
    !d.places.is_empty() && d.places.iter().all(region)
}

/// «قصف على ريف مدينة ديرك», then «على قرية … جنوبي ديرك»: the first names nothing but what the second lies in
/// or near.
pub(super) fn names_around(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    // «شمال القدس» and «شمال القدس المحتلة» are one place by their row.
    !a.places.is_empty()
        && !b.places.is_empty()
        && a.places.iter().all(|x| b.containers.iter().any(|y| same(resolved, *x, *y)))
}

/// The same, where what `a` names is less than a governorate or its capital.
pub(super) fn town_around(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    names_around(a, b, resolved) && !a.places.iter().any(|i| is_general(resolved, *i))
}

/// Whether `a` names nothing but the governorate, or the town of its name, that the places of `b` lie in.
pub(super) fn of_governorate(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let place = |i: &usize| resolved.get(*i).map(|r| &r.place);
    let unit = unit_of(b, resolved);
    !a.places.is_empty()
        && unit.is_some()
        && a.places.iter().filter_map(place).all(|p| p.named_as_unit() && p.admin1 == unit)
}

/// «حي … بمدينة غزة»: whether a telling names a quarter, a camp or a street as well as its town.
fn holds_quarter(d: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let quarter = |i: &usize| {
        resolved.get(*i).is_some_and(|r| {
            matches!(r.place.r#type, PlaceType::Neighbourhood | PlaceType::Camp | PlaceType::Road)
        })
    };
    d.places.len() > 1 && d.places.iter().any(quarter)
}

/// Whether a place is a city or town.
pub(in crate::assemble) fn is_town(resolved: &[ResolvedPlace], at: usize) -> bool {
    resolved.get(at).is_some_and(|r| r.place.is_town())
}

/// Whether a place is a governorate.
fn is_general(resolved: &[ResolvedPlace], at: usize) -> bool {
    resolved.get(at).is_some_and(|r| r.place.named_as_unit())
}

/// Whether `a` names nothing but the governorate that the places of `b` lie in.
pub(crate) fn all_general(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let place = |i: &usize| resolved.get(*i);
    let inside = || b.places.iter().filter_map(place).filter_map(|p| p.place.admin1);
    // «قصف على مدينة إدلب», and below it what was struck in other towns.
    // «اعتقلت شباناً في مدينة الرقة، كما اعتقلت مدنياً في قرية …»: nor are those of the town the village's.
    let own = bombards(a.kind.kind) || matches!(a.kind.kind, Kind::Arrest | Kind::Abduction);
    let town = |r: &ResolvedPlace| r.town && own && !a.figures.is_empty();
    inside().next().is_some()
        && a.places.iter().filter_map(place).all(|r| {
            let p = &r.place;
            (p.named_as_unit() || a.headline && p.named_like_unit())
                && !town(r)
                && inside().all(|i| Some(i) == p.admin1)
        })
}
