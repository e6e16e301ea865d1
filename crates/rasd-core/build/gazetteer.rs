//! Reads the two tables of places and writes them as Rust: the rows, and the index of their names.
//! Made when a process starts, the index took longer than a hundred reports.

use std::collections::{BTreeSet, HashMap};
use std::fmt::{Display, Write as _};
use std::fs;

use crate::keys::{push_word_key, words_of};
use crate::lexicon::bare;
use crate::lexicon::words::WordIds;
use crate::openings_maker::OpeningsMaker;

/// One row.
struct Row<'t> {
    id: &'t str,
    country: &'t str,
    level: &'static str,
    name: &'t str,
    aliases: Vec<&'t str>,
    name_en: &'t str,
    admin: [&'t str; 3],
    lat: f64,
    lon: f64,
    source: &'t str,
}

/// The code for both tables.
pub(crate) fn code() -> Result<String, String> {
    let mut texts = Vec::new();
    for table in ["gazetteer", "gazetteer_extra"] {
        let path = format!("data/{table}.tsv");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        texts.push((path, text));
    }
    let mut rows = Vec::new();
    for (path, text) in &texts {
        read(text, &mut rows).map_err(|error| format!("{path}:{error}"))?;
    }
    let mut code = String::new();
    write_rows(&rows, &mut code);
    write_names(&rows, &mut code);
    Ok(code)
}

fn read<'t>(text: &'t str, rows: &mut Vec<Row<'t>>) -> Result<(), String> {
    let mut columns = None;
    for (i, line) in text.lines().enumerate() {
        let error = |reason: &str| format!("{}: {reason}", i + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, country, level, name, aliases, name_en, a1, a2, a3, lat, lon, source] = cells[..]
        else {
            return Err(error(&format!("{} cells", cells.len())));
        };
        if columns.is_none() {
            columns = Some(cells);
            continue;
        }
        let level = match level {
            "country" => "Country",
            "admin1" => "Admin1",
            "admin2" => "Admin2",
            "admin3" => "Admin3",
            "place" => "Place",
            "area" => "Area",
            "neighbourhood" => "Neighbourhood",
            _ => return Err(error("no such level")),
        };
        let number = |cell: &str| cell.parse::<f64>().map_err(|_| error("no coordinate"));
        rows.push(Row {
            id,
            country,
            level,
            name,
            aliases: aliases.split('|').filter(|a| !a.is_empty()).collect(),
            name_en,
            admin: [a1, a2, a3],
            lat: number(lat)?,
            lon: number(lon)?,
            source,
        });
    }
    Ok(())
}

fn write_rows(rows: &[Row], code: &mut String) {
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_id.entry(row.id).or_insert(at);
    }
    // In the order of their codes: the lower number is the lower code.
    let codes = sorted(rows.iter().flat_map(|row| row.admin));
    let countries = sorted(rows.iter().map(|row| row.country));
    let number = |all: &[&str], code: &str| all.iter().position(|known| *known == code);
    let _ = writeln!(code, "static ROWS: [PlaceRow; {}] = [", rows.len());
    for row in rows {
        let Row { id, country, level, name, aliases, name_en, admin, lat, lon, source } = row;
        let usual = usual(row, |code| by_id.get(code).map(|at| &rows[*at]));
        let units = admin.map(|code| number(&codes, code).map_or(0, |at| at + 1));
        let own = number(&codes, id).map_or(0, |at| at + 1);
        let land = number(&countries, country).map_or(0, |at| at + 1);
        let _ = writeln!(
            code,
            "PlaceRow {{ id: {id:?}, country: {country:?}, level: Level::{level}, name: {name:?}, \
             aliases: &{aliases:?}, name_en: {name_en:?}, admin: {admin:?}, lat: {lat:?}, \
             lon: {lon:?}, source: {source:?}, usual: PlaceType::{usual}, units: {units:?}, \
             own: {own}, land: {land}, by_hand: {} }},",
            *source == "rasd"
        );
    }
    code.push_str("];\n");
    let mut ids = WordIds::default();
    let mut rows_of = Vec::new();
    for row in rows {
        if ids.take(row.id) as usize == rows_of.len() {
            rows_of.push(by_id[row.id]);
        }
    }
    let rows_of_units = codes.iter().map(|code| by_id.get(code).map_or(-1, |at| *at as i64));
    write_list("ROWS_OF_UNITS", "i32", rows_of_units, code);
    let _ = writeln!(code, "static LANDS: [&str; {}] = {countries:?};", countries.len());
    write_words("IDS", &ids, code);
    write_list("ROWS_OF_IDS", "RowId", rows_of, code);
}

/// What is not empty of these, each once, in order.
fn sorted<'t>(all: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let all: BTreeSet<&str> = all.filter(|cell| !cell.is_empty()).collect();
    all.into_iter().collect()
}

/// What sort of place a row is when the text has no type word for it.
fn usual<'r>(row: &Row, by_id: impl Fn(&str) -> Option<&'r Row<'r>>) -> &'static str {
    let same = |level: &str| {
        row.admin.iter().filter_map(|code| by_id(code)).any(|unit| {
            unit.level == level && (unit.name_en == row.name_en || unit.name == row.name)
        })
    };
    match row.level {
        "Country" => "Country",
        "Admin1" | "Admin2" => "City",
        "Place" if same("Admin1") || same("Admin2") => "City",
        "Admin3" => "Town",
        "Place" if same("Admin3") || row.source == "rasd" => "Town",
        "Place" => "Village",
        "Area" => "Area",
        _ => "Neighbourhood",
    }
}

fn write_names(rows: &[Row], code: &mut String) {
    let mut keys = WordIds::default();
    let mut by_key: Vec<Vec<(usize, usize, bool, bool)>> = Vec::new();
    let mut openings = OpeningsMaker::new();
    for (at, row) in rows.iter().enumerate() {
        for (i, name) in std::iter::once(row.name).chain(row.aliases.iter().copied()).enumerate() {
            let words = words_of(name);
            let mut key = String::new();
            words.iter().for_each(|word| push_word_key(word, &mut key));
            openings.add(&key);
            let number = keys.take(&key) as usize;
            if number == by_key.len() {
                by_key.push(Vec::new());
            }
            let article = words.first().is_some_and(|w| bare(w).len() != w.len());
            if !by_key[number].iter().any(|e| e.0 == at && e.2 == article) {
                by_key[number].push((at, words.len().min(9), article, i > 0));
            }
        }
    }
    write_words("KEYS", &keys, code);
    let entries = || by_key.iter().flatten();
    let _ = writeln!(code, "static NAMES: [NameEntry; {}] = [", entries().count());
    for (row, words, article, alias) in entries() {
        let Row { level, source, .. } = rows[*row];
        let admin = matches!(level, "Country" | "Admin1" | "Admin2" | "Admin3");
        let sure = admin || source == "rasd";
        let _ = writeln!(
            code,
            "NameEntry {{ row: {row}, words: {words}, article: {article}, alias: {alias}, \
             sure: {sure} }},"
        );
    }
    code.push_str("];\n");
    let mut end = 0;
    let ends = by_key.iter().map(|entries| {
        end += entries.len();
        end
    });
    write_list("NAME_ENDS", "u32", ends, code);
    write_list("OPENINGS", "u64", openings.beginnings, code);
    write_list("OPENING_LETTERS", "u64", openings.letters, code);
    write_list("OPENING_FOLLOW", "u64", openings.follow, code);
}

fn write_words(name: &str, words: &WordIds, code: &mut String) {
    let WordIds { slots, text, ends } = words;
    write_list(&format!("{name}_SLOTS"), "u32", slots, code);
    write_list(&format!("{name}_ENDS"), "u32", ends, code);
    let _ = writeln!(
        code,
        "static {name}: Words = Words::from_parts(&{name}_SLOTS, {text:?}, &{name}_ENDS);"
    );
}

fn write_list<T: Display>(
    name: &str,
    of: &str,
    list: impl IntoIterator<Item = T>,
    code: &mut String,
) {
    let list: Vec<String> = list.into_iter().map(|item| item.to_string()).collect();
    let _ = writeln!(code, "static {name}: [{of}; {}] = [{}];", list.len(), list.join(","));
}
