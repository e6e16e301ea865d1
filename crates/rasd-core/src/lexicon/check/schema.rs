//! What may stand in each column of each table.

use std::collections::{BTreeMap, BTreeSet};

use super::{Issues, Sheet, World};
use crate::lexicon::Article;
use crate::model::{Damage, Group, Kind, Means, Outcome, Stance};

/// What a cell may hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// One of these words.
    Words(&'static [&'static str]),
    /// A word that the compiled-in table has in this column.
    InUse,
    /// A word of the codebook, and whether the cell may be empty.
    Codebook(fn(&str) -> bool, bool),
    /// An actor's id, and whether the cell may be empty.
    Actor(bool),
    /// ISO 3166-1 alpha-2, and whether the cell may be empty.
    Country(bool),
    /// A date or nothing.
    Date,
    /// A whole number between the two, and whether the cell may be empty.
    Number(i64, i64, bool),
    /// Something.
    Filled,
}

/// How a table is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema {
    pub(super) table: &'static str,
    /// Columns with Arabic forms, alternatives parted by `|`.
    pub(super) forms: &'static [&'static str],
    pub(super) article: Article,
    /// Columns that tell rows of one form apart.
    pub(super) keys: &'static [&'static str],
    pub(super) cells: &'static [(&'static str, Cell)],
}

use Cell::{Actor, Codebook, Country, Date, Filled, InUse, Number, Words};

fn kind(word: &str) -> bool {
    word.parse::<Kind>().is_ok()
}
fn means(word: &str) -> bool {
    word.parse::<Means>().is_ok()
}
fn outcome(word: &str) -> bool {
    word.parse::<Outcome>().is_ok()
}
fn group(word: &str) -> bool {
    word.parse::<Group>().is_ok()
}
fn damage(word: &str) -> bool {
    word.parse::<Damage>().is_ok()
}
fn stance(word: &str) -> bool {
    word.parse::<Stance>().is_ok()
}

const FORM: &[&str] = &["form"];
const GAZETTEER: &[(&str, Cell)] = &[
    ("id", Filled),
    ("country", Country(false)),
    ("level", Words(&["country", "admin1", "admin2", "admin3", "place", "area", "neighbourhood"])),
    ("name_ar", Filled),
    ("source", Filled),
];

const fn free(table: &'static str, cells: &'static [(&'static str, Cell)]) -> Schema {
    Schema { table, forms: FORM, article: Article::Free, keys: &[], cells }
}

const fn exact(table: &'static str, cells: &'static [(&'static str, Cell)]) -> Schema {
    Schema { table, forms: FORM, article: Article::AsWritten, keys: &[], cells }
}

static SCHEMAS: &[Schema] = &[
    Schema {
        forms: &["alias"],
        keys: &["form", "country", "from"],
        ..exact(
            "actor_aliases",
            &[
                ("id", Actor(false)),
                ("form", InUse),
                ("country", Country(true)),
                ("from", Date),
                ("to", Date),
            ],
        )
    },
    exact("actor_heads", &[]),
    Schema {
        forms: &[],
        ..exact(
            "actors",
            &[
                ("id", Filled),
                ("name_en", Filled),
                ("country", Country(true)),
                ("description", Filled),
            ],
        )
    },
    Schema { keys: &["place"], ..exact("bounds", &[("role", InUse), ("place", InUse)]) },
    exact("clauses", &[("role", InUse)]),
    exact("connectives", &[("opener", InUse), ("place", InUse)]),
    exact("country_words", &[("country", Country(false))]),
    free("damage", &[("damage", Codebook(damage, false)), ("class", InUse)]),
    exact(
        "days",
        &[("role", InUse), ("from", Number(-31, 31, true)), ("to", Number(-31, 31, true))],
    ),
    free("events", &[("kind", Codebook(kind, true)), ("strength", InUse), ("class", InUse)]),
    free("furniture", &[("scope", InUse), ("match", InUse)]),
    Schema { forms: &["name_ar", "aliases_ar"], keys: &["id"], ..free("gazetteer", GAZETTEER) },
    Schema {
        forms: &["name_ar", "aliases_ar"],
        keys: &["id"],
        ..free("gazetteer_extra", GAZETTEER)
    },
    // A form and its context are looked up side by side: neither is a row's own.
    Schema {
        forms: &[],
        ..exact(
            "split_acts",
            &[("form", Filled), ("context", Filled), ("kind", Codebook(kind, true))],
        )
    },
    exact("unreal", &[("role", InUse)]),
    exact("given_names", &[("sex", Words(&["m", "f", "both"])), ("word", Words(&["yes", "no"]))]),
    exact("hedges", &[("certainty", InUse)]),
    free("means", &[("means", Codebook(means, true)), ("kind", Codebook(kind, true))]),
    exact("months", &[("month", Number(1, 12, false)), ("calendar", InUse)]),
    free("non_events", &[]),
    Schema { keys: &["class"], ..exact("name_cues", &[("class", InUse)]) },
    exact("numbers", &[("value", Filled), ("class", InUse)]),
    exact("outcomes", &[("outcome", Codebook(outcome, false)), ("class", InUse)]),
    Schema {
        forms: &["singular", "plural"],
        ..free(
            "persons",
            &[
                ("group", Codebook(group, false)),
                ("outcome", Codebook(outcome, true)),
                ("affiliation", Actor(true)),
            ],
        )
    },
    Schema { forms: &["word"], ..exact("place_common_words", &[("strength", InUse)]) },
    Schema { forms: &["word"], keys: &["role"], ..exact("place_context", &[("role", InUse)]) },
    Schema { forms: &["phrase"], ..free("place_guards", &[("kind", InUse)]) },
    Schema {
        forms: &[],
        ..exact("place_publishers", &[("host", Filled), ("country", Country(false))])
    },
    Schema {
        forms: &["word"],
        ..exact("place_types", &[("number", InUse), ("unknown", InUse), ("in_name", InUse)])
    },
    Schema { keys: &["place"], ..exact("role_cues", &[("role", InUse), ("place", InUse)]) },
    Schema { keys: &["class"], ..exact("role_words", &[("class", InUse)]) },
    Schema {
        forms: &[],
        ..exact("skies", &[("country", Country(false)), ("actor", Actor(false)), ("fire", InUse)])
    },
    exact("sources", &[("class", InUse), ("stance", Codebook(stance, true))]),
    exact("subset_cues", &[("role", InUse)]),
    exact("tally_cues", &[("role", InUse)]),
    Schema { keys: &["place"], ..free("units", &[("role", InUse), ("place", InUse)]) },
    Schema { keys: &["list"], ..exact("word_lists", &[("list", InUse)]) },
    Schema {
        forms: &["past"],
        ..exact(
            "verbs",
            &[
                ("kind", Codebook(kind, true)),
                ("strength", InUse),
                ("outcome", Codebook(outcome, true)),
                ("voice", InUse),
                ("object", InUse),
            ],
        )
    },
];

impl Schema {
    /// How the table of this name is read; none for one without words (rules, boxes).
    pub(super) fn of(table: &str) -> Option<&'static Self> {
        SCHEMAS.iter().find(|s| s.table == table)
    }
}

/// Checks the cells of every row against what their columns may hold.
pub(super) fn cells(sheet: &Sheet, schema: &Schema, world: &World, issues: &mut Issues) {
    let actors = world.values("actors", "id");
    let known = super::super::bundled().iter().find(|t| t.0 == sheet.name);
    let known = known.map(|(name, text)| super::parse(name, text, &mut Issues::default()));
    let in_use = |column: &str| -> BTreeSet<&str> {
        known.iter().flat_map(|k| k.rows.iter().map(|(_, row)| k.cell(row, column))).collect()
    };
    let in_use: BTreeMap<&str, BTreeSet<&str>> =
        schema.cells.iter().map(|(column, _)| (*column, in_use(column))).collect();
    for (line, row) in &sheet.rows {
        for (column, cell) in schema.cells {
            let value = sheet.cell(row, column);
            let wrong = match cell {
                Words(words) if !words.contains(&value) => {
                    Some(format!("is none of {}", words.join(", ")))
                }
                InUse if in_use.get(column).is_some_and(|words| !words.contains(value)) => {
                    let words = in_use.get(column).into_iter().flatten().copied();
                    Some(format!("is none of {}", words.collect::<Vec<_>>().join(", ")))
                }
                Codebook(known, empty) if !(known(value) || (*empty && value.is_empty())) => {
                    Some("is none of the words of docs/codebook.md".to_owned())
                }
                Actor(empty)
                    if !(actors.contains(value)
                        || (*empty && value.is_empty())
                        // Armed men of no named side are nobody's row.
                        || (value == "generic" && sheet.cell(row, "form") == value)) =>
                {
                    Some("has no row in actors.tsv".to_owned())
                }
                Country(empty) if !(is_country(value) || (*empty && value.is_empty())) => {
                    Some("is no country code of two capital letters".to_owned())
                }
                Date if !value.is_empty() && value.parse::<jiff::civil::Date>().is_err() => {
                    Some("is no date of the form YYYY-MM-DD".to_owned())
                }
                Number(low, high, empty) => {
                    let fits = value.parse().is_ok_and(|n: i64| (*low..=*high).contains(&n));
                    let wrong = !(fits || (*empty && value.is_empty()));
                    wrong.then(|| format!("is no whole number from {low} to {high}"))
                }
                Filled if value.is_empty() => Some("is empty".to_owned()),
                _ => None,
            };
            if let Some(wrong) = wrong {
                issues.error(sheet.name, *line, format!("{column} {value:?} {wrong}"));
            }
        }
        let date = |column| sheet.cell(row, column).parse::<jiff::civil::Date>().ok();
        if let (Some(from), Some(to)) = (date("from"), date("to"))
            && from > to
        {
            issues.error(sheet.name, *line, format!("holds from {from}, but only to {to}"));
        }
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}
