//! Whether the town that tells on which side a place lies is the town it is a part of: «حي … شرقي
//! كركوك», «منطقة … جنوب غربي بغداد».

use super::PlaceMention;
use crate::gazetteer::{Gazetteer, Level, PlaceRow};
use crate::model::PlaceType;

/// How far from a town its outlying parts lie, in degrees.
const REACH: f64 = 0.2;

/// «منطقة الزعفرانية جنوبي بغداد»: a quarter, or an area nearby, of the town behind the side.
///
/// Syrian outlets say «غربي إدلب» of the whole governorate, so there only quarters count.
pub(crate) fn in_city(held: &PlaceMention, city: &PlaceMention) -> bool {
    if held.container_only || matches!(city.r#type, PlaceType::District | PlaceType::Subdistrict) {
        return false;
    }
    let all = Gazetteer::get();
    let rows = |place: &PlaceMention| -> Vec<&'static PlaceRow> {
        place.candidates.iter().filter_map(|id| all.row(*id)).collect()
    };
    // «شرقي محافظة …» is no town.
    let towns: Vec<_> =
        rows(city).into_iter().filter(|r| matches!(r.level, Level::Place)).collect();
    if towns.is_empty() || city.r#type == PlaceType::Governorate && city.typed {
        return false;
    }
    let near = |a: &PlaceRow, b: &PlaceRow| {
        a.country == b.country && (a.lat - b.lat).abs() < REACH && (a.lon - b.lon).abs() < REACH
    };
    let here = rows(held);
    // «حي …»
    if held.typed && held.r#type == PlaceType::Neighbourhood {
        return true;
    }
    let abroad: Vec<_> = towns.iter().copied().filter(|r| r.country != "SY").collect();
    let quarter = |towns: &[&PlaceRow]| {
        here.iter()
            .any(|r| r.level == Level::Neighbourhood && towns.iter().any(|town| near(r, town)))
    };
    if quarter(if held.typed { &abroad } else { &towns }) {
        return held.r#type == PlaceType::Area || !held.typed;
    }
    let area = held.typed && held.r#type == PlaceType::Area;
    // The seat of a district is a town of its own.
    let seat = here.iter().any(|r| r.level.is_admin());
    area && !seat
        && !abroad.is_empty()
        && (here.is_empty() || here.iter().any(|r| abroad.iter().any(|town| near(r, town))))
}
