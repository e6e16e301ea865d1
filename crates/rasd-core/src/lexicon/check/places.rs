//! The gazetteer's own columns: ids, units, coordinates.

use std::collections::{BTreeMap, BTreeSet};

use super::{Issues, Sheet, World};
use crate::lexicon::{Article, PhraseTable};

/// Tables whose words a place's name had better not be, unless it is listed as a common word.
const WORDS: [(&str, &str); 5] = [
    ("events", "form"),
    ("means", "form"),
    ("outcomes", "form"),
    ("numbers", "form"),
    ("days", "form"),
];

/// Checks a gazetteer's rows.
pub(super) fn check(sheet: &Sheet, world: &World, issues: &mut Issues) {
    let mut units: BTreeSet<&str> = world.values("gazetteer", "id");
    units.extend(world.values("gazetteer_extra", "id"));
    let boxes = boxes(world);
    let key = |form: &str| PhraseTable::<()>::key_words(Article::Free, form).join(" ");
    let listed: BTreeSet<String> =
        world.values("place_common_words", "word").into_iter().map(key).collect();
    let mut words: BTreeMap<String, &str> = BTreeMap::new();
    for (table, column) in WORDS {
        words.extend(world.values(table, column).into_iter().map(|w| (key(w), table)));
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, row) in &sheet.rows {
        let cell = |column: &str| sheet.cell(row, column);
        let id = cell("id");
        if let Some(first) = seen.insert(id, *line) {
            issues.error(sheet.name, *line, format!("id {id:?} stands already in line {first}"));
        }
        for column in ["admin1", "admin2", "admin3"] {
            let unit = cell(column);
            if !unit.is_empty() && !units.contains(unit) {
                issues.error(sheet.name, *line, format!("{column} {unit:?} is no row's id"));
            }
        }
        let country = cell("country");
        let degrees = |column: &str| cell(column).parse::<f64>().ok();
        match (degrees("lat"), degrees("lon")) {
            (Some(lat), Some(lon)) => match boxes.get(country) {
                None => {
                    let message = format!("country {country:?} has no row in country_boxes.tsv");
                    issues.warn(sheet.name, *line, message);
                }
                Some([south, west, north, east]) => {
                    let inside = (south..=north).contains(&&lat) && (west..=east).contains(&&lon);
                    if !inside {
                        let message = format!("{lat}, {lon} lies outside {country}");
                        issues.error(sheet.name, *line, message);
                    }
                }
            },
            _ => issues.error(sheet.name, *line, "lat and lon must be degrees"),
        }
        let names = std::iter::once(cell("name_ar")).chain(cell("aliases_ar").split('|'));
        for name in names.filter(|n| !n.is_empty()) {
            let key = key(name);
            if let Some(table) = words.get(&key)
                && !listed.contains(&key)
            {
                let message = format!(
                    "«{name}» is a word of {table}.tsv too: list it in place_common_words.tsv"
                );
                issues.warn(sheet.name, *line, message);
            }
        }
    }
}

/// South, west, north and east of each country.
fn boxes<'t>(world: &World<'t>) -> BTreeMap<&'t str, [f64; 4]> {
    let Some(sheet) = world.sheet("country_boxes") else { return BTreeMap::new() };
    let side = |row: &[&'t str], column| sheet.cell(row, column).parse::<f64>().ok();
    sheet
        .rows
        .iter()
        .filter_map(|(_, row)| {
            let sides =
                [side(row, "south")?, side(row, "west")?, side(row, "north")?, side(row, "east")?];
            Some((sheet.cell(row, "country"), sides))
        })
        .collect()
}
