//! A place whose people were told, named again in a list of all that was struck: the list is another incident.

use super::same_day::own_day;
use super::same_place::same;
use crate::assemble::draft::{Draft, Firmness, KindRead};
use crate::assemble::harm::says_little;
use crate::assemble::kind::gravity::bombards;
use crate::assemble::roles::subject;
use crate::model::{ActorRole, Kind, Outcome, PlaceType};
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
        hurts_nobody(list)
            && one.figures.iter().any(|f| !says_little(f))
            && (1..=2).contains(&one.places.len())
            && others(list, one, resolved).count() < list.places.len()
            && others(list, one, resolved).filter(village).count()
                >= if list.besides { 1 } else { OTHERS }
    };
    let strikes = bombards(a.kind.kind) && bombards(b.kind.kind);
    // «وقال المراسل إن القوات قصفت بلدات …» tells in detail what the lead told in general.
    let detail = |d: &Draft| !d.sources.is_empty() && !d.fresh && !d.besides;
    let did = |d: &Draft| d.perpetrators().next().is_some();
    let sides = || !did(a) || !did(b) || a.shares_doer(b);
    let days_differ = || own_day(a).zip(own_day(b)).is_some_and(|(x, y)| x != y);
    strikes
        && a.role == b.role
        // «كما قصفت … قرى …», below a first line that tells of one place.
        && (!a.headline || b.besides)
        && !b.headline
        && !b.update
        && a.paragraph < b.paragraph
        // «قصفت … قرى النيرب وسرمين …. وأسفر القصف عن مقتل رجل في سرمين»: the toll of all that was told.
        && (list(b, a) && !detail(b) || list(a, b) && !b.definite)
        && sides()
        && !days_differ()
}

/// «… دون إصابات، ونزوح الأهالي»: whether a telling tells of nobody but those who fled.
fn hurts_nobody(d: &Draft) -> bool {
    d.figures.iter().all(|f| f.outcome == Outcome::Displaced)
}

/// Takes the place of the one telling out of the list of the other.
pub(super) fn part(a: &mut Draft, b: &mut Draft, resolved: &[ResolvedPlace]) {
    if b.definite || b.besides {
        same_act(a, b);
    }
    let (list, one) = if hurts_nobody(b) { (b, &*a) } else { (a, &*b) };
    let left: Vec<usize> = others(list, one, resolved).collect();
    list.places = left;
}

/// «وطال القصف قرى …»: who struck and with what was told with the place told on its own, and the day.
fn same_act(a: &Draft, b: &mut Draft) {
    let hit = |id: &str| b.actors.iter().any(|x| x.role == ActorRole::Target && x.id == id);
    // «وردت المدفعية، وطال القصف مواقع …»: where those who struck first are struck, others did it.
    if a.perpetrators().any(hit) {
        return;
    }
    if b.perpetrators().next().is_none() {
        b.actors.extend(subject::doers_again(a, "roles.same_act"));
    }
    if b.definite && b.means.is_empty() && b.kind.kind == Kind::Shelling {
        b.kind = KindRead { rule: "kind.same_act", ..a.kind.clone() };
        b.means.clone_from(&a.means);
    }
    if b.when.is_none() {
        b.when.clone_from(&a.when);
        b.when_inherited = true;
    }
}

/// The places of a list that the other telling does not name.
fn others<'d>(
    list: &'d Draft,
    one: &'d Draft,
    resolved: &'d [ResolvedPlace],
) -> impl Iterator<Item = usize> + 'd {
    list.places.iter().copied().filter(move |i| !one.places.iter().any(|o| same(resolved, *o, *i)))
}

/// «- راجمات على رنكوس ⏎ - غارات على رنكوس»: each item of a list tells an act of its own, and people in no place are
/// none of another item's.
pub(super) fn item_apart(a: &Draft, b: &Draft, kinds: u32, previous: bool) -> bool {
    let nowhere =
        || b.places.is_empty() && !b.figures.is_empty() && b.kind.firmness > Firmness::Harm;
    b.item
        && a.paragraph != b.paragraph
        && (a.item && kinds == 1 || (a.item || !previous) && nowhere())
}
