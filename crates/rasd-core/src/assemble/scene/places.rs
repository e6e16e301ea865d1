//! Which of the places read for an incident stay its places.

use crate::annotate::Mentions;
use crate::annotate::places::{PlaceMention, in_city};
use crate::assemble::draft::Draft;
use crate::assemble::units::Unit;
use crate::gazetteer::{Gazetteer, Level};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::resolve::places::{ResolvedPlace, Settled};
use crate::tokens::TokenSpan;

/// A mountain or plain beside its villages is where they lie; a district of the city that bears
/// the governorate's name is told more closely than the city.
pub(in crate::assemble) fn tidy(reading: &Reading, draft: &mut Draft, mentions: &Mentions) {
    let place = |i: usize| mentions.resolved.get(i).map(|r| &r.place);
    // «قصف على أ وب، وأصيب مدني في أ»: named twice, and one place.
    // «قريتي المحسنلي … ومحسنلي», «أبو راسين / زركان»: nor is one settlement two by another spelling.
    let again = |i: usize, j: usize| {
        let (a, b) = (&mentions.places[i], &mentions.places[j]);
        a.name == b.name && place(i).map(|p| &p.key) == place(j).map(|p| &p.key)
            || one_settlement(mentions, i, j)
    };
    let mut at = 1;
    while at < draft.places.len() {
        let told = draft.places[..at].iter().any(|i| again(*i, draft.places[at]));
        if told {
            draft.places.remove(at);
        } else {
            at += 1;
        }
    }
    // «في … بجنوب دارفور»: a unit that bears no town's name is where the others lie.
    let unit = |i: &usize| {
        let m = &mentions.places[*i];
        let mut rows = m.candidates.iter().filter_map(|id| Gazetteer::get().row(*id)).peekable();
        rows.peek().is_some()
            && rows.all(|r| matches!(r.level, Level::Admin1 | Level::Country))
            && !draft.places.iter().any(|j| listed_apart(mentions, *j, *i))
    };
    if draft.places.len() > 1 && !draft.places.iter().all(unit) {
        let (units, places): (Vec<usize>, Vec<usize>) =
            draft.places.iter().copied().partition(unit);
        draft.places = places;
        draft.containers.extend(units);
    }
    wider_than_others(draft, mentions);
    capital_of_others(draft, mentions);
    town_of_quarter(reading, draft, mentions);
    // «قرى وبلدات جبل … وجبل …», not «في جبل … وحي …».
    let headed = |m: &PlaceMention| {
        (m.frame.start.saturating_sub(2)..m.span.start)
            .any(|t| reading.reads_any(t, &["قري", "بلدات", "مناطق"]))
    };
    let villages_of = |i: usize| {
        let key = place(i).map(|p| &p.key);
        let mut tellings = (0..mentions.places.len())
            .filter(|j| place(*j).map(|p| &p.key) == key)
            .map(|j| &mentions.places[j]);
        tellings.any(|m| {
            headed(m)
                || m.list.is_some() && mentions.places.iter().any(|p| p.list == m.list && headed(p))
        })
    };
    let is_area = |i: &usize| {
        mentions
            .places
            .get(*i)
            .is_some_and(|m| m.name.starts_with("جبل ") || m.name.starts_with("سهل "))
            && villages_of(*i)
    };
    if draft.places.iter().filter(|i| !is_area(i)).count() > 1 {
        let (areas, places): (Vec<usize>, Vec<usize>) = draft.places.drain(..).partition(is_area);
        draft.places = places;
        draft.containers.extend(areas);
    }
    // «على النقطة الطبية في جبل الزاوية، والكائنة في قرية مرعيان»: the range that the village lies in.
    let within = |i: &usize| {
        let m = &mentions.places[*i];
        let start = m.frame.start;
        let inside = start > 0 && matches!(reading.key(start - 1), "في" | "ضمن")
            || reading.key(start).starts_with("بجبل")
            || reading.key(start).starts_with("بسهل");
        (m.name.starts_with("جبل ") || m.name.starts_with("سهل ")) && m.list.is_none() && inside
    };
    let village = |i: &usize| place(*i).is_some_and(Settled::is_settlement);
    if draft.places.iter().any(|i| village(i) && !within(i)) && draft.places.iter().any(within) {
        let (areas, places): (Vec<usize>, Vec<usize>) = draft.places.drain(..).partition(within);
        draft.places = places;
        draft.containers.extend(areas);
    }
    let capital = Settled::named_as_unit;
    let all_capitals =
        !draft.places.is_empty() && draft.places.iter().all(|i| place(*i).is_some_and(capital));
    let within = draft.places.first().and_then(|i| place(*i)).and_then(|p| p.admin1);
    if all_capitals {
        let district = draft.containers.iter().copied().find(|i| {
            place(*i).is_some_and(|p| p.admin1 == within && !capital(p) && p.pcode.is_some())
                && mentions.places.get(*i).is_some_and(|m| m.typed)
        });
        if let Some(district) = district {
            draft.places.insert(0, district);
        }
    }
}

/// «في الديوانية وميسان وواسط»: a governorate in one list with a city of another.
fn listed_apart(mentions: &Mentions, town: usize, unit: usize) -> bool {
    let list = mentions.places[town].list;
    let admin = |i: usize| mentions.resolved.get(i).and_then(|r| r.place.admin1);
    let country = |i: usize| mentions.places[i].r#type == PlaceType::Country;
    list.is_some()
        && list == mentions.places[unit].list
        && !(country(town) || country(unit))
        && admin(town).zip(admin(unit)).is_some_and(|(a, b)| a != b)
}

/// Whether two mentions are one row of the gazetteer, each told as a settlement.
fn one_settlement(mentions: &Mentions, i: usize, j: usize) -> bool {
    let (Some(a), Some(b)) = (mentions.resolved.get(i), mentions.resolved.get(j)) else {
        return false;
    };
    let settled = |r: &ResolvedPlace| r.place.is_settlement() && r.place.r#type != PlaceType::Camp;
    a.row.is_some() && a.row == b.row && settled(a) && settled(b)
}

/// «قصف ريف إدلب وسهل الغاب», «قصف ناحية تل تمر»: beside a village that another sentence names they tell
/// where it lies; a countryside that stays is told behind the places themselves.
fn wider_than_others(draft: &mut Draft, mentions: &Mentions) {
    let place = |i: usize| mentions.resolved.get(i).map(|r| &r.place);
    let countryside = |i: usize| mentions.places[i].rule.starts_with("place.countryside");
    let wide = |i: &usize| {
        let m = &mentions.places[*i];
        m.container_only || m.typed && m.r#type == PlaceType::Subdistrict
    };
    if !draft.places.iter().any(wide) {
        return;
    }
    let held = |i: &usize| {
        let m = &mentions.places[*i];
        let agrees = |j: usize| {
            let (a, b) = (place(*i), place(j));
            let unit = |p: Option<&Settled>| p.and_then(|p| p.admin1);
            let part = |p: Option<&Settled>| p.and_then(|p| p.admin2);
            countryside(*i)
                || unit(a).zip(unit(b)).is_none_or(|(a, b)| a == b)
                    && part(a).zip(part(b)).is_none_or(|(a, b)| a == b)
        };
        // «في قضاء تلعفر غرب الموصل»: the town is no part of the district.
        let named = |j: usize| {
            let m = &mentions.places[j];
            m.typed && m.r#type != PlaceType::City && !m.is_sided()
        };
        // «أ وب، وريف إدلب الجنوبي وسراقب»: told in one sentence they are all places.
        let apart = |j: usize| {
            !countryside(*i) || {
                let (from, to) = (m.span.start, mentions.places[j].span.start);
                let mut ends = mentions.sentences.iter().map(|s| s.span.start);
                ends.any(|end| from.min(to) < end && end <= from.max(to))
            }
        };
        let nearer = |j: &usize| {
            apart(*j)
                && place(*j).is_some_and(Settled::is_settlement)
                && (countryside(*i) || named(*j))
                && (m.list.is_none() || mentions.places[*j].list != m.list)
                && agrees(*j)
        };
        wide(i) && draft.places.iter().any(nearer)
    };
    let (units, mut places): (Vec<usize>, Vec<usize>) =
        draft.places.iter().copied().partition(held);
    places.sort_by_key(|i| countryside(*i));
    draft.places = places;
    draft.containers.extend(units);
}

/// «قُتل شاب في درعا … في مدينة نوى»: the name of a governorate's capital beside a town of that
/// governorate tells which governorate, unless it stands as a city or in a list of its own.
fn capital_of_others(draft: &mut Draft, mentions: &Mentions) {
    let resolved = |i: usize| mentions.resolved.get(i);
    let unit = |i: usize| resolved(i).and_then(|r| r.place.admin1);
    let bare = |i: usize| {
        let m = &mentions.places[i];
        !m.typed && m.list.is_none() && resolved(i).is_some_and(|r| r.place.named_as_unit())
    };
    let town = |i: usize| resolved(i).is_some_and(|r| r.place.is_settlement() && r.row.is_some());
    let held = |i: &usize| {
        bare(*i)
            && draft.places.iter().any(|j| {
                town(*j)
                    && unit(*i) == unit(*j)
                    && resolved(*i).zip(resolved(*j)).is_some_and(|(a, b)| a.apart(b))
            })
    };
    if !draft.places.iter().any(held) {
        return;
    }
    let (units, places): (Vec<usize>, Vec<usize>) = draft.places.iter().copied().partition(held);
    draft.places = places;
    draft.containers.extend(units);
}

/// How far behind a quarter «المدينة» may stand, in tokens.
const TOWN_REACH: usize = 3;

/// «حي الزيتون جنوب المدينة»: the town told before it stands second.
fn town_of_quarter(reading: &Reading, draft: &mut Draft, mentions: &Mentions) {
    let sort = |i: usize| mentions.resolved.get(i).map(|r| r.place.r#type);
    let town = |i: usize| matches!(sort(i), Some(PlaceType::City | PlaceType::Town));
    let Some(first) = draft.places.first().copied() else { return };
    let quarter = matches!(
        sort(first),
        Some(PlaceType::Neighbourhood | PlaceType::Road | PlaceType::Facility)
    );
    // «في جبهة المخدرة غرب المدينة»
    let part = |town: usize| in_city(&mentions.places[first], &mentions.places[town]);
    let by_row = || {
        let mut rows =
            mentions.places[first].candidates.iter().filter_map(|id| Gazetteer::get().row(*id));
        rows.any(|row| matches!(row.level, Level::Neighbourhood | Level::Area))
    };
    if !(quarter || by_row()) || draft.places.iter().any(|i| town(*i)) {
        return;
    }
    let last = draft.places.iter().map(|i| mentions.places[*i].frame.end).max().unwrap_or(0);
    let said = (last..last + TOWN_REACH)
        .any(|i| matches!(reading.key(i), "المدينه" | "بالمدينه" | "للمدينه"));
    let admin = |i: usize| mentions.resolved.get(i).and_then(|r| r.place.admin1);
    // «منطقة بغداد الجديدة في شرقي العاصمة»: the capital of that name, wherever it is told.
    let capital = (last..last + TOWN_REACH)
        .any(|i| matches!(reading.key(i), "العاصمه" | "بالعاصمه" | "للعاصمه"));
    if capital && (quarter || by_row()) {
        let named = mentions.places.iter().enumerate().position(|(i, p)| {
            p.origin.is_none()
                && (sort(first) == Some(PlaceType::Neighbourhood) || part(i))
                && mentions.resolved.get(i).is_some_and(|r| r.place.named_as_unit())
                && admin(i).is_some()
                && admin(i) == admin(first)
        });
        draft.places.extend(named);
        return;
    }
    if !said {
        return;
    }
    let start = mentions.places[first].frame.start;
    // «وفي محافظة تعز …، حي … شرقي المدينة»: the capital that bears its name.
    let unit = draft.containers.iter().copied().find(|i| {
        mentions.places[*i].container_only
            && mentions.places[*i].span.end <= start
            && mentions.resolved.get(*i).is_some_and(|r| r.place.named_as_unit())
    });
    let agrees = |i: usize| admin(i).zip(admin(first)).is_none_or(|(a, b)| a == b);
    let told = || {
        let mut towns = mentions.places.iter().enumerate();
        let town = towns.rfind(|(i, p)| {
            p.span.end <= start && town(*i) && p.origin.is_none() && !p.container_only
        });
        town.map(|(i, _)| i).filter(|i| agrees(*i))
    };
    draft.places.extend(unit.or_else(told).filter(|town| quarter || part(*town)));
}

/// «وفي منبج، قصف … قريتي …»: the town that opens a sentence is where its villages lie, and second to
/// its quarters. What sort of place is told within it.
pub(super) fn fronted(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    places: &[usize],
) -> Option<PlaceType> {
    let mut places = places.iter().filter_map(|i| mentions.places.get(*i));
    let first = places.next().filter(|p| p.list.is_none())?;
    let start = first.frame.start;
    let opens = start <= unit.span.start + 2
        && start.checked_sub(1).is_some_and(|i| {
            matches!(reading.key(i), "في" | "وفي")
                || first.r#type == PlaceType::Area && matches!(reading.key(i), "علي" | "وعلي")
        });
    let holds = matches!(
        first.r#type,
        PlaceType::City | PlaceType::Town | PlaceType::Subdistrict | PlaceType::Area
    );
    let next = places.next().filter(|p| opens && holds && p.typed)?;
    let between = TokenSpan::new(first.frame.end, next.frame.start);
    let acts = mentions.events_in(between).iter().any(|e| between.contains(e.span))
        || mentions.outcomes_in(between).iter().any(|o| between.contains(o.span));
    acts.then_some(next.r#type)
}

/// «قاعدة العند في لحج»: a base well outside the town lies in the governorate of that name.
pub(super) fn of_unit(mentions: &Mentions, at: usize) -> bool {
    let place = &mentions.places[at];
    let Some(held) = place.within_of.filter(|_| !place.typed) else { return false };
    let facility = |p: &&PlaceMention| p.r#type == PlaceType::Facility;
    let far = || {
        let both = mentions.resolved.get(held).zip(mentions.resolved.get(at));
        both.is_some_and(|(base, town)| base.apart(town))
    };
    let mut rows = place.candidates.iter().filter_map(|id| Gazetteer::get().row(*id));
    mentions.places.get(held).filter(facility).is_some()
        && far()
        && rows.any(|row| row.level == Level::Admin1)
}

/// «حي أبو دشير التابع لمنطقة الدورة»: the part of the town that the quarter lies in, and no town.
pub(super) fn quarter_of_area(held: &PlaceMention, place: &PlaceMention) -> bool {
    let settled = |place: &PlaceMention| {
        let mut rows = place.candidates.iter().filter_map(|id| Gazetteer::get().row(*id));
        rows.any(|row| !matches!(row.level, Level::Neighbourhood | Level::Area))
    };
    held.typed
        && held.r#type == PlaceType::Neighbourhood
        && place.typed
        && matches!(place.r#type, PlaceType::Area | PlaceType::Neighbourhood)
        && !settled(place)
}
