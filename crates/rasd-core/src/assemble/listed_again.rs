//! A place whose people were told, named again in a list of all that was struck: the list is another incident.

use super::draft::Draft;
use super::gravity::bombards;
use super::harm::says_little;
use crate::model::PlaceType;
use crate::resolve::places::ResolvedPlace;

/// Places that a list names besides the one told on its own, at least.
const OTHERS: usize = 2;

/// «قُتل طفل بقصف على سرمين. … وقصفت القوات قرى النيرب وسرمين ومجدليا»: an outcome tied to one place, and further
/// places struck without any; whichever is told first.
pub(super) fn listed_again(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let village = |i: &usize| {
        resolved.get(*i).is_some_and(|r| {
            r.place.r#type != PlaceType::Area && (r.town || !r.place.named_as_unit())
        })
    };
    let list = |list: &Draft, one: &Draft| {
        list.figures.is_empty()
            && one.figures.iter().any(|f| !says_little(f))
            && (1..=2).contains(&one.places.len())
            && others(list, one, resolved).count() < list.places.len()
            && others(list, one, resolved).filter(village).count() >= OTHERS
    };
    let strikes = bombards(a.kind.kind) && bombards(b.kind.kind);
    // «وقال المراسل إن القوات قصفت بلدات …» tells in detail what the lead told in general.
    let detail = |d: &Draft| !d.sources.is_empty() && !d.fresh;
    let did = |d: &Draft| d.perpetrators().next().is_some();
    let sides = !did(a) || !did(b) || a.perpetrators().any(|id| b.perpetrators().any(|x| x == id));
    strikes
        && sides
        && a.role == b.role
        && !a.headline
        && !b.headline
        && !b.definite
        && !b.update
        && a.paragraph < b.paragraph
        && (list(b, a) && !detail(b) || list(a, b))
}

/// Takes the place of the one telling out of the list of the other.
pub(super) fn part(a: &mut Draft, b: &mut Draft, resolved: &[ResolvedPlace]) {
    let (list, one) = if b.figures.is_empty() { (b, &*a) } else { (a, &*b) };
    let left: Vec<usize> = others(list, one, resolved).collect();
    list.places = left;
}

/// The places of a list that the other telling does not name.
fn others<'d>(
    list: &'d Draft,
    one: &'d Draft,
    resolved: &'d [ResolvedPlace],
) -> impl Iterator<Item = usize> + 'd {
    let key = |i: usize| resolved.get(i).map(|r| &r.place.key);
    list.places.iter().copied().filter(move |i| !one.places.iter().any(|o| key(*o) == key(*i)))
}
