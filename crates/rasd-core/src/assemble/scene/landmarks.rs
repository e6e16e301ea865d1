//! Places named to tell where another lies: «بالقرب من …», «الآخذ إلى …», «على أطراف …».

use crate::annotate::Mentions;
use crate::annotate::places::{ContainerKind, PlaceMention};
use crate::assemble::asked::NEARS;
use crate::assemble::units::Unit;
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::bare;
use crate::word_lists::landmarks::{BESIDE, SIDES};

/// «بالقرب من …», «الآخذ إلى …»: tells where another place is.
pub(in crate::assemble) fn beside(reading: &Reading, floor: usize, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    let told = |i: usize| {
        reading.forms.any_parts(i) & NEARS != 0
            && BESIDE.contains(&reading.key(i))
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    };
    (start.saturating_sub(4).max(floor)..start).any(told)
        || between(reading, start)
        || at_edge(reading, floor, start)
}

/// «منطقة … الواقعة بين بلدة … ومدينة …»: the second of the two that it lies between; the first is
/// what other sentences tell it by.
fn between(reading: &Reading, start: usize) -> bool {
    (start.saturating_sub(BETWEEN).max(1)..start.saturating_sub(2)).any(|i| {
        // «على المنطقة الواقعة بين أ وب»: what has no name of its own is told by both.
        let nameless = || i > 1 && matches!(bare(reading.key(i - 2)), "منطقه" | "مناطق" | "اراضي");
        reading.key(i) == "بين"
            && matches!(reading.key(i - 1), "الواقعه" | "الواقع" | "تقع" | "يقع" | "الواقعتين")
            && !nameless()
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    })
}

/// «قرية … الواقعة بين بلدتي … و…», «قرية … بين بلدتي … و…»: the first of the two towns that a
/// settlement lies between.
pub(super) fn lies_between(reading: &Reading, last: &PlaceMention, place: &PlaceMention) -> bool {
    let settled = |p: &PlaceMention| {
        matches!(p.r#type, PlaceType::Village | PlaceType::Town | PlaceType::City)
    };
    let start = place.frame.start;
    let mut end = last.frame.end.max(last.span.end);
    // «المحطة الثالثة (T3) بين …»
    if reading.tokens.get(end).is_some_and(|t| t.is_punct('(')) {
        let close = (end..start).find(|i| reading.tokens[*i].is_punct(')'));
        end = close.map_or(end, |close| close + 1);
    }
    let told = matches!(
        reading.key(end),
        "الواقعه" | "الواقع" | "تقع" | "يقع" | "الكاينه" | "الواصل" | "الممتد"
    );
    // «محطة … بين مدينتي …», «طريق … الواصل بين …»
    let built = matches!(last.r#type, PlaceType::Facility | PlaceType::Road);
    (settled(last) || built)
        && settled(place)
        && last.typed
        && place.list.is_some()
        && place.list != last.list
        && reading.key(end + usize::from(told)) == "بين"
        && start == end + usize::from(told) + 1
}

/// «غربي مدينة إدلب عند أطراف قرية حفسرجة», «شمالي مدينة الرقة في بلدة …»: a side of a town that leads to
/// the settlement told behind it.
pub(super) fn leads_to(reading: &Reading, mentions: &Mentions, unit: &Unit, at: usize) -> bool {
    let place = &mentions.places[at];
    let Some(next) = mentions.places.get(at + 1) else { return false };
    let side = || {
        let first = bare(reading.key(place.frame.start)).trim_start_matches('ب');
        SIDES.iter().any(|side| first.starts_with(side))
    };
    let settled = matches!(next.r#type, PlaceType::Village | PlaceType::Town);
    let gap = place.frame.end..next.frame.start;
    place.is_sided()
        && side()
        && place.within_of.is_none()
        && unit.span.contains(next.span)
        && settled
        && next.typed
        && !next.container_only
        && !gap.is_empty()
        && gap.len() <= 3
        && gap.clone().all(|i| {
            matches!(
                reading.key(i),
                "عند" | "في" | "علي" | "اطراف" | "محيط" | "قرب" | "وتحديدا" | "تحديدا"
            )
        })
}

/// How far behind «بين» the second of two places may stand, in tokens.
const BETWEEN: usize = 6;

/// «قرية … على أطراف …», «قرية … في محيط مدينة …»: the town at whose edge the place just named lies.
pub(super) fn at_edge(reading: &Reading, floor: usize, start: usize) -> bool {
    let outskirts = |i: usize| matches!(reading.key(i), "اطراف" | "محيط");
    let at = |i: usize| matches!(reading.key(i), "علي" | "في") && outskirts(i + 1);
    // «في قرية … ضمن منطقة …»
    let inside = start == floor + 1 && reading.key(floor) == "ضمن";
    inside || start == floor + 2 && at(floor) || start == floor + 1 && at(floor) && outskirts(start)
}

/// «معبر … شمالي مدينة …»: the town that a facility lies to one side of, and not in.
pub(super) fn at_a_side(reading: &Reading, held: &PlaceMention, place: &PlaceMention) -> bool {
    let key = reading.key(place.frame.start).trim_start_matches('و');
    // «حي … جنوبي المدينة» is in it.
    held.r#type != PlaceType::Neighbourhood
        && SIDES.iter().any(|side| key.starts_with(side))
        && held
            .containers
            .iter()
            .any(|c| c.kind == ContainerKind::Direction && c.span == place.frame)
}

/// «قصفت ريف إدلب وسهل الغاب», «قصفت تقاد وريف حلب الغربي»: a countryside joined by و with places that do
/// not lie in it is one of them.
pub(super) fn beside_spots(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    let place = &mentions.places[at];
    if place.within_of.is_some() || !place.rule.starts_with("place.countryside") {
        return false;
    }
    let and = |p: &PlaceMention| reading.key(p.frame.start).starts_with('و');
    let spot = |p: &PlaceMention| !p.container_only && p.origin.is_none();
    let before = at.checked_sub(1).map(|i| &mentions.places[i]);
    place.list.is_some()
        && mentions.places.get(at + 1).is_some_and(|next| {
            next.list == place.list
                && spot(next)
                && next.frame.start == place.frame.end
                && and(next)
        })
        || and(place) && before.is_some_and(|p| spot(p) && p.frame.end == place.frame.start)
}

/// «حلّقت الطائرات في سماء إدلب، ونفذت غارات على …»: over which they flew, and not what they hit.
pub(super) fn in_the_sky(reading: &Reading, place: &PlaceMention) -> bool {
    let before = |n: usize| place.frame.start.checked_sub(n).map_or("", |i| reading.key(i));
    place.list.is_none()
        && matches!(before(2), "في" | "فوق")
        && matches!(before(1), "سماء" | "اجواء")
}

/// «قرب قرية محمبل على طريق حلب - اللاذقية»: the two towns whose road goes by the place just told.
pub(super) fn on_the_road(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    let end = |i: usize| mentions.places.get(i).is_some_and(|p| p.rule == "place.road.end");
    let mut first = at;
    while first > 0 && end(first) {
        first -= 1;
    }
    let road = &mentions.places[first];
    let start = road.frame.start;
    road.r#type == PlaceType::Road
        && end(first + 1)
        && first > 0
        && mentions.places[first - 1].frame.end + 1 == start
        && reading.key(start - 1) == "علي"
}
