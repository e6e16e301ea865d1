//! The tables under `data/`: readable, sourced, without duplicates, in reading form.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rasd::lexicon::{Article, PhraseTable, Table};
use rasd::normalise::normalise;

fn tables() -> Vec<Table> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut paths: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
        .collect();
    paths.sort();
    assert!(paths.len() > 10);
    paths
        .iter()
        .map(|p| {
            let name = p.file_stem().unwrap().to_str().unwrap();
            Table::parse(name, &fs::read_to_string(p).unwrap()).unwrap()
        })
        .collect()
}

/// Columns that hold Arabic forms, alternatives separated by `|`.
const FORM_COLUMNS: [&str; 6] = ["form", "alias", "singular", "plural", "name_ar", "aliases_ar"];

/// Further columns that tell rows of one form apart.
const KEY_COLUMNS: [&str; 13] = [
    "actor",
    "id",
    "country",
    "publisher",
    "role",
    "class",
    "context",
    "place",
    "word",
    "phrase",
    "host",
    "admin1",
    "list",
];

#[test]
fn every_table_has_rows_a_source_and_a_licence() {
    for table in tables() {
        assert!(!table.rows.is_empty(), "{} has no rows", table.name);
        assert!(table.header["source"].len() > 3, "{}", table.name);
        assert!(table.header["licence"].len() > 2, "{}", table.name);
    }
}

#[test]
fn every_form_is_in_its_reading_form() {
    for table in tables() {
        for row in &table.rows {
            for column in FORM_COLUMNS {
                for form in table.list(row, column) {
                    assert_eq!(normalise(form).text, form, "{}:{}", table.name, row.line);
                    assert!(
                        !PhraseTable::<()>::key_words(Article::AsWritten, form).is_empty(),
                        "{}:{}: {form:?} has no word to look up",
                        table.name,
                        row.line
                    );
                }
            }
        }
    }
}

#[test]
fn no_row_stands_twice() {
    for table in tables() {
        let mut seen = BTreeSet::new();
        for row in &table.rows {
            let cells: Vec<&str> =
                FORM_COLUMNS.iter().chain(&KEY_COLUMNS).map(|c| table.get(row, c)).collect();
            if cells.iter().all(|c| c.is_empty()) {
                continue;
            }
            assert!(seen.insert(cells.join("\u{1f}")), "{}:{} stands twice", table.name, row.line);
        }
    }
}

#[test]
fn every_table_is_compiled_in() {
    let files: Vec<String> = tables().into_iter().map(|t| t.name).collect();
    let names: Vec<&str> = rasd::lexicon::bundled().iter().map(|(name, _)| *name).collect();
    assert_eq!(names, files, "list a new table in src/lexicon/bundled.rs");
}
