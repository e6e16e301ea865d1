//! Further places of a strike that was told: part of it, or struck besides without anybody hurt.

use super::same_kind::families;
use super::same_place::unit_of;
use crate::assemble::draft::Draft;
use crate::assemble::kind::gravity::bombards;
use crate::model::PlaceType;
use crate::resolve::places::ResolvedPlace;

/// «كما طال القصف بلدات …»: the same act struck further places, and tells no toll of them.
pub(super) fn spread(
    a: &Draft,
    b: &Draft,
    resolved: &[ResolvedPlace],
    previous: bool,
) -> Option<u32> {
    let own_line = b.item && a.paragraph != b.paragraph;
    let goes_on = previous && !b.fresh && !a.headline && !own_line;
    // «أصيب طفل بقصف على سرمين، وطال القصف قرية النيرب»: nobody is told hurt there, and those hurt were elsewhere.
    let village = |d: &Draft| {
        let lived_in = |r: &ResolvedPlace| {
            r.place.is_settlement() || r.settled() || r.place.r#type == PlaceType::Neighbourhood
        };
        d.places.iter().any(|i| resolved.get(*i).is_some_and(lived_in))
    };
    if !a.figures.is_empty() && village(a) && village(b) {
        return None;
    }
    // In a paragraph of its own it goes on with an act that hurt nobody: one outcome, several places.
    let near = a.paragraph == b.paragraph
        || a.figures.is_empty()
            && b.paragraph <= a.paragraph + 2
            && bombards(a.kind.kind)
            && bombards(b.kind.kind)
            && unit_of(a, resolved) == unit_of(b, resolved);
    // «قصفت … الأتارب، كما استهدفت أراضي في قرية الأبزمو»: one side's fire in one breath, which hurt nobody.
    let hurt_nobody = || {
        a.paragraph == b.paragraph
            && a.figures.is_empty()
            && a.kind.kind == b.kind.kind
            && bombards(a.kind.kind)
            && a.unit.end == b.unit.start
            && b.sources.is_empty()
            && unit_of(a, resolved) == unit_of(b, resolved)
            && !a.places.is_empty()
            && b.means.iter().all(|m| a.means.iter().any(|n| n.value == m.value))
            && a.perpetrators().next().is_some()
            && b.perpetrators().all(|id| a.perpetrators().any(|other| other == id))
    };
    let spreads = near && b.definite || hurt_nobody();
    (goes_on && spreads && b.figures.is_empty() && a.role == b.role).then_some(1)
}

/// «أصيب مدني بقصف على دير سنبل …، وطال القصف قرى … و… و… و…»: what else was struck that day, a list of
/// places without anybody hurt, is not where those people were. A list in the next paragraph may tell the
/// lead in detail.
pub(super) fn lists_more(a: &Draft, b: &Draft, previous: bool) -> bool {
    let strikes = families(a.kind.kind) & families(b.kind.kind) & 1 != 0;
    strikes
        && !a.headline
        && (!previous || a.paragraph == b.paragraph)
        && matches!(a.places.len(), 1 | 2)
        && !a.figures.is_empty()
        && b.figures.is_empty()
        && b.places.len() >= LISTED
}

/// How many places make a list of what else was struck.
const LISTED: usize = 4;
