//! The Arabic forms of a table: that they can match, and match one thing.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::Schema;
use super::{Issues, Sheet, World};
use crate::gazetteer::name_key;
use crate::lexicon::{Article, PhraseTable};
use crate::normalise::normalise;

/// Checks every form of a table.
pub(super) fn check(sheet: &Sheet, schema: &Schema, world: &World, issues: &mut Issues) {
    let mut seen: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (line, row) in &sheet.rows {
        let mut own: BTreeSet<String> = BTreeSet::new();
        for column in schema.forms {
            let cell = sheet.cell(row, column);
            let forms: Vec<&str> = cell.split('|').collect();
            if cell.is_empty() {
                if *column == schema.forms[0] {
                    issues.error(sheet.name, *line, format!("no {column}"));
                }
                continue;
            }
            for form in forms {
                if !matches(sheet.name, *line, form, issues) {
                    continue;
                }
                let mut key = PhraseTable::<()>::key_words(schema.article, form).join(" ");
                for tell in schema.keys {
                    key.push('\u{1f}');
                    key.push_str(sheet.cell(row, tell));
                }
                // «والده» is looked up with its ه and not as «والدة».
                let suffixed = sheet.name == "persons" && form.ends_with('ه');
                if suffixed || !own.insert(key.clone()) {
                    continue;
                }
                twice(sheet, schema, *line, row, form, key, &mut seen, issues);
            }
        }
    }
    match sheet.name {
        "actors" => ids(sheet, issues),
        "actor_aliases" => aliases(sheet, world, issues),
        _ => {}
    }
}

/// Whether a form can match at all.
fn matches(table: &str, line: usize, form: &str, issues: &mut Issues) -> bool {
    let reading = normalise(form.trim()).text;
    let words = PhraseTable::<()>::key_words(Article::AsWritten, form);
    if form.trim().is_empty() || words.is_empty() {
        issues.error(table, line, format!("{form:?} has no word to look up"));
        return false;
    }
    if form.trim() != form {
        issues.warn(table, line, format!("{form:?} has a blank at its edge"));
    }
    if form.contains("  ") {
        issues.error(table, line, format!("«{form}» has two blanks in a row"));
    } else if reading != form.trim() {
        let message = format!("{form:?} is not in its reading form: write {reading:?}");
        issues.error(table, line, message);
    }
    true
}

/// Whether a form stands already, for the same or for something else.
#[expect(clippy::too_many_arguments, reason = "one row with its table")]
fn twice(
    sheet: &Sheet,
    schema: &Schema,
    line: usize,
    row: &[&str],
    form: &str,
    key: String,
    seen: &mut BTreeMap<String, (usize, String)>,
    issues: &mut Issues,
) {
    let says: Vec<&str> = sheet
        .columns
        .iter()
        .filter(|c| !schema.forms.contains(c))
        .map(|c| sheet.cell(row, c))
        .collect();
    let says = says.join("\t");
    match seen.get(&key) {
        None => {
            seen.insert(key, (line, says));
        }
        Some((first, said)) if *said == says => {
            issues.warn(sheet.name, line, format!("«{form}» stands already in line {first}"));
        }
        Some((first, _)) => {
            let message =
                format!("«{form}» stands already in line {first} and says something else there");
            // Homonyms are what a gazetteer is about.
            if !sheet.name.starts_with("gazetteer") {
                issues.error(sheet.name, line, message);
            }
        }
    }
}

/// No id twice, every id of the one form.
fn ids(sheet: &Sheet, issues: &mut Issues) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, row) in &sheet.rows {
        let id = sheet.cell(row, "id");
        if let Some(first) = seen.insert(id, *line) {
            issues.error(sheet.name, *line, format!("id {id:?} stands already in line {first}"));
        }
        if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c)) {
            issues.error(sheet.name, *line, format!("id {id:?} has other than a-z, 0-9, . and _"));
        }
    }
}

/// Names of actors that are something else as well.
fn aliases(sheet: &Sheet, world: &World, issues: &mut Issues) {
    let common: BTreeSet<String> =
        world.values("place_common_words", "word").into_iter().map(name_key).collect();
    let mut places: BTreeSet<String> = BTreeSet::new();
    for table in ["gazetteer", "gazetteer_extra"] {
        for column in ["name_ar", "aliases_ar"] {
            let cells = world.values(table, column);
            let names = cells.iter().flat_map(|c| c.split('|')).filter(|n| !n.is_empty());
            places.extend(names.map(name_key));
        }
    }
    for (line, row) in &sheet.rows {
        let alias = sheet.cell(row, "alias");
        if sheet.cell(row, "form") != "name" || alias.is_empty() {
            continue;
        }
        let key = name_key(alias);
        if places.contains(&key) {
            let message = format!("«{alias}» is a place's name too: the actor will be read there");
            issues.warn(sheet.name, *line, message);
        } else if common.contains(&key) {
            issues.warn(sheet.name, *line, format!("«{alias}» is an everyday word too"));
        }
    }
}
