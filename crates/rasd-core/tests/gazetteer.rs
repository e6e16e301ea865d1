//! What must hold of the gazetteer's rows.

use std::collections::BTreeSet;

use rasd::gazetteer::{Gazetteer, Level, name_key};
use rasd::normalise::normalise;

#[test]
fn rows_are_sound() {
    let all = Gazetteer::get();
    assert!(all.rows().len() > 8000);
    let mut ids = BTreeSet::new();
    for row in all.rows() {
        let id = row.id;
        assert!(ids.insert(id), "{id} twice");
        assert!(row.lat.abs() <= 90.0 && row.lon.abs() <= 180.0, "{id}");
        assert!(!row.name.is_empty() && !row.source.is_empty(), "{id}");
        let country = all.by_id(row.country).unwrap();
        assert_eq!(country.level, Level::Country, "{id}");
        // Nothing lies further from its country's middle than its farthest corner does.
        let apart = (row.lat - country.lat).hypot(row.lon - country.lon);
        assert!(row.level == Level::Country || apart < 14.0, "{id} is {apart} degrees away");
        for name in std::iter::once(&row.name).chain(row.aliases) {
            assert_eq!(normalise(name).text, **name, "{id}");
            assert_eq!(name.trim(), *name, "{id}");
            assert!(!name_key(name).is_empty(), "{id}");
            assert!(all.find(name).any(|found| found.id == id), "{id} {name}");
        }
    }
}

#[test]
fn units_lie_in_units() {
    let all = Gazetteer::get();
    let levels = [Level::Admin1, Level::Admin2, Level::Admin3];
    for row in all.rows() {
        for (code, level) in row.admin.iter().zip(levels).filter(|(code, _)| !code.is_empty()) {
            let unit = all.by_id(code).unwrap_or_else(|| panic!("{}: no {code}", row.id));
            assert_eq!((unit.level, unit.country), (level, row.country), "{} in {code}", row.id);
        }
    }
}

#[test]
fn places_lie_near_their_unit() {
    let all = Gazetteer::get();
    for row in all.rows() {
        let Some(unit) = all.by_id(row.admin[0]) else { continue };
        let apart = (row.lat - unit.lat).hypot(row.lon - unit.lon);
        assert!(apart < 5.0, "{} is {apart} degrees from {}", row.id, unit.id);
    }
}
