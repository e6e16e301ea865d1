//! What may stand in each column of each table.

use super::{Issues, Sheet, World};
use crate::lexicon::Article;
use crate::model::{Damage, Group, Kind, Means, Outcome, Stance};

/// What a cell may hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// One of these words; an empty one means that the cell may be empty.
    Words(&'static [&'static str]),
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

use Cell::{Actor, Codebook, Country, Date, Filled, Number, Words};

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
                ("form", Words(&["name", "adjective", "unknown", "generic"])),
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
    Schema {
        keys: &["place"],
        ..exact(
            "bounds",
            &[
                ("role", Words(&["least", "more", "about", "most", "between"])),
                ("place", Words(&["before", "after"])),
            ],
        )
    },
    exact(
        "clauses",
        &[("role", Words(&["after", "along", "also", "response", "same_place", "scene"]))],
    ),
    exact(
        "connectives",
        &[
            ("opener", Words(&["continuation", "meanwhile", "recall", "detail"])),
            ("place", Words(&["anywhere", "start"])),
        ],
    ),
    exact("country_words", &[("country", Country(false))]),
    free("damage", &[("damage", Codebook(damage, false)), ("class", Words(&["object", "word"]))]),
    exact(
        "days",
        &[
            ("role", Words(&["relative", "weekday", "part", "last", "current", "ordinal"])),
            ("from", Number(-31, 31, true)),
            ("to", Number(-31, 31, true)),
        ],
    ),
    free(
        "events",
        &[
            ("kind", Codebook(kind, true)),
            ("strength", Words(&["strong", "weak", "support"])),
            ("class", Words(&["active", "passive", "masdar", "mutual", "noun"])),
        ],
    ),
    free(
        "furniture",
        &[
            ("scope", Words(&["rest", "block", "line", "prefix"])),
            ("match", Words(&["whole", "start"])),
        ],
    ),
    Schema { forms: &["name_ar", "aliases_ar"], keys: &["id"], ..free("gazetteer", GAZETTEER) },
    Schema {
        forms: &["name_ar", "aliases_ar"],
        keys: &["id"],
        ..free("gazetteer_extra", GAZETTEER)
    },
    exact("hedges", &[("certainty", Words(&["suspected", "denied"]))]),
    free("means", &[("means", Codebook(means, true)), ("kind", Codebook(kind, true))]),
    exact(
        "months",
        &[("month", Number(1, 12, false)), ("calendar", Words(&["gregorian", "hijri"]))],
    ),
    free("non_events", &[]),
    exact(
        "numbers",
        &[
            ("value", Filled),
            ("class", Words(&["unit", "teen", "ten", "hundred", "thousand", "vague"])),
        ],
    ),
    exact(
        "outcomes",
        &[("outcome", Codebook(outcome, false)), ("class", Words(&["verb", "masdar", "noun"]))],
    ),
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
    Schema {
        forms: &["word"],
        ..exact("place_common_words", &[("strength", Words(&["hard", "soft"]))])
    },
    Schema {
        forms: &["word"],
        keys: &["role"],
        ..exact(
            "place_context",
            &[(
                "role",
                Words(&[
                    "at",
                    "direction",
                    "from",
                    "head",
                    "in",
                    "link",
                    "origin",
                    "person",
                    "side",
                    "stop",
                    "tail",
                    "target",
                ]),
            )],
        )
    },
    Schema { forms: &["phrase"], ..free("place_guards", &[("kind", Words(&["head", "fixed"]))]) },
    Schema {
        forms: &[],
        ..exact("place_publishers", &[("host", Filled), ("country", Country(false))])
    },
    Schema {
        forms: &["word"],
        ..exact(
            "place_types",
            &[
                ("number", Words(&["one", "two", "many"])),
                ("unknown", Words(&["any", "closed", "definite", "no"])),
                ("in_name", Words(&["yes", "no"])),
            ],
        )
    },
    Schema {
        keys: &["place"],
        ..exact(
            "role_cues",
            &[
                (
                    "role",
                    Words(&["perpetrator", "target", "controller", "claimant", "affiliation"]),
                ),
                ("place", Words(&["before", "after"])),
            ],
        )
    },
    exact(
        "sources",
        &[("class", Words(&["head", "verb", "cue"])), ("stance", Codebook(stance, true))],
    ),
    exact(
        "subset_cues",
        &[(
            "role",
            Words(&[
                "attempt",
                "exhaustive",
                "most",
                "negation",
                "one",
                "others",
                "provisional",
                "provisional_next",
                "subset",
            ]),
        )],
    ),
    exact(
        "tally_cues",
        &[(
            "role",
            Words(&["count", "list", "moment", "period", "rise", "same", "span", "spread"]),
        )],
    ),
    free(
        "units",
        &[(
            "role",
            Words(&[
                "age",
                "ammunition",
                "caliber",
                "distance",
                "money",
                "percent",
                "thing",
                "time",
                "year",
            ]),
        )],
    ),
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
    for (line, row) in &sheet.rows {
        for (column, cell) in schema.cells {
            let value = sheet.cell(row, column);
            let wrong = match cell {
                Words(words) if !words.contains(&value) => {
                    Some(format!("is none of {}", words.join(", ")))
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
