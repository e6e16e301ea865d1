//! The crosswalks under `data/`, compiled in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rasd::lexicon::Table;
use rasd::model::{Kind, Place, PlacePrecision};

/// Every table: file name and text.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("acled_events", include_str!("../data/acled_events.tsv")),
    ("acled_fatalities", include_str!("../data/acled_fatalities.tsv")),
    ("actors", include_str!("../data/actors.tsv")),
    ("airwars_harm", include_str!("../data/airwars_harm.tsv")),
    ("countries", include_str!("../data/countries.tsv")),
    ("kinds", include_str!("../data/kinds.tsv")),
    ("precisions", include_str!("../data/precisions.tsv")),
    ("ucdp_deaths", include_str!("../data/ucdp_deaths.tsv")),
    ("ucdp_types", include_str!("../data/ucdp_types.tsv")),
];

static PARSED: LazyLock<BTreeMap<&'static str, Table>> = LazyLock::new(|| {
    let parsed = TABLES.iter().map(|(name, text)| {
        // A table that cannot be read is seen by the first test; there is no input it depends on.
        (*name, Table::parse(name, text).unwrap_or_else(|_| Table::empty()))
    });
    parsed.collect()
});

/// A row of a crosswalk.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    table: &'static Table,
    row: &'static rasd::lexicon::Row,
}

impl Entry {
    /// The cell in a column; empty when there is none.
    pub(crate) fn get(self, column: &str) -> &'static str {
        self.table.get(self.row, column)
    }

    /// The cell, when it holds something.
    pub(crate) fn some(self, column: &str) -> Option<&'static str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }

    pub(crate) fn number(self, column: &str) -> Option<i64> {
        self.get(column).parse().ok()
    }
}

/// The rows of a table.
pub(crate) fn rows(name: &str) -> impl Iterator<Item = Entry> {
    PARSED
        .get(name)
        .into_iter()
        .flat_map(|table| table.rows.iter().map(move |row| Entry { table, row }))
}

/// The first row with this value in a column.
pub(crate) fn find(name: &str, column: &str, value: &str) -> Option<Entry> {
    rows(name).find(|entry| entry.get(column) == value)
}

/// A country by its two letters.
pub(crate) fn country(iso2: &str) -> Option<Entry> {
    find("countries", "iso2", iso2)
}

/// What the publishers make of a kind.
pub(crate) fn kind(kind: Kind) -> Option<Entry> {
    find("kinds", "kind", kind.as_str())
}

/// What the publishers make of a place's precision.
pub(crate) fn precision(place: &Place) -> Option<Entry> {
    // An unresolved place is known as finely as the unit it is said to lie in.
    let precision = match place.precision {
        PlacePrecision::Unresolved if place.admin3.is_some() => PlacePrecision::Admin3,
        PlacePrecision::Unresolved if place.admin2.is_some() => PlacePrecision::Admin2,
        PlacePrecision::Unresolved if place.admin1.is_some() => PlacePrecision::Admin1,
        PlacePrecision::Unresolved => PlacePrecision::Country,
        known => known,
    };
    rows("precisions").find(|row| {
        row.get("precision") == precision.as_str()
            && ["any", place.r#type.as_str()].contains(&row.get("type"))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rasd::gazetteer::Gazetteer;
    use rasd::model::{Group, PlaceType};

    use super::*;

    #[test]
    fn every_table_parses_and_every_row_has_its_rule() {
        for (name, text) in TABLES {
            let table = Table::parse(name, text).unwrap();
            assert!(!table.rows.is_empty(), "{name}");
            for row in &table.rows {
                assert!(
                    *name == "countries" || !table.get(row, "rule").is_empty(),
                    "{name}: {row:?}"
                );
            }
        }
    }

    #[test]
    fn no_word_of_the_model_is_missing() {
        for kind in Kind::ALL {
            assert!(super::kind(*kind).is_some(), "{kind}");
            let last = rows("acled_events").filter(|r| r.get("kind") == kind.as_str()).last();
            assert_eq!(last.unwrap().get("when"), "any", "{kind}");
        }
        for group in Group::ALL {
            assert!(find("ucdp_deaths", "group", group.as_str()).is_some(), "{group}");
            for outcome in ["killed", "injured"] {
                let mut rows = rows("airwars_harm");
                let fits =
                    |r: Entry| r.get("outcome") == outcome && r.get("group") == group.as_str();
                assert!(rows.any(fits), "{outcome} {group}");
            }
        }
        let actors: BTreeSet<&str> = rows("actors").map(|r| r.get("id")).collect();
        for actor in rasd::annotate::actors::registry() {
            assert!(actors.contains(actor.id.as_str()), "{}", actor.id);
        }
        for row in Gazetteer::get().rows() {
            assert!(country(row.country).is_some(), "{}", row.country);
        }
        for precision in PlacePrecision::ALL {
            for r#type in PlaceType::ALL {
                let place = Place {
                    name: String::new(),
                    name_en: None,
                    r#type: *r#type,
                    admin1: None,
                    admin2: None,
                    admin3: None,
                    pcode: None,
                    lat: None,
                    lon: None,
                    precision: *precision,
                    text: String::new(),
                };
                assert!(super::precision(&place).is_some(), "{precision} {type}");
            }
        }
    }

    #[test]
    fn words_of_the_publishers_are_theirs() {
        let sub_events = [
            "Government regains territory",
            "Non-state actor overtakes territory",
            "Armed clash",
            "Excessive force against protesters",
            "Protest with intervention",
            "Peaceful protest",
            "Violent demonstration",
            "Mob violence",
            "Chemical weapon",
            "Air/drone strike",
            "Suicide bomb",
            "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED",
            "Grenade",
            "Sexual violence",
            "Attack",
            "Abduction/forced disappearance",
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
            "",
        ];
        for row in rows("acled_events") {
            assert!(sub_events.contains(&row.get("sub_event_type")), "{}", row.get("kind"));
        }
    }
}
