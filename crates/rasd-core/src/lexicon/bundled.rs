//! The compiled-in tables as text: for their rows' lines, and for those who check edited copies.

macro_rules! tables {
    ($($name:literal)+) => {
        &[$(($name, include_str!(concat!("../../data/", $name, ".tsv"))),)+]
    };
}

/// Name and text of every table, by name.
static TABLES: &[(&str, &str)] = tables! {
    "actor_aliases" "actor_heads" "actors" "bounds" "clauses" "connectives" "country_boxes" "country_words"
    "damage" "days" "events" "furniture" "gazetteer" "gazetteer_extra" "given_names" "hedges" "means" "months" "name_cues"
    "non_events" "numbers" "outcomes" "persons" "place_common_words" "place_context"
    "place_guards" "place_publishers" "place_types" "reliability" "role_cues" "role_words" "rules" "skies" "sources"
    "split_acts" "subset_cues"
    "tally_cues" "units" "unreal" "verbs" "word_lists"
};

/// Name and text of every compiled-in table, by name.
///
/// ```
/// assert!(rasd::lexicon::bundled().iter().any(|(name, _)| *name == "means"));
/// ```
#[must_use]
pub fn bundled() -> &'static [(&'static str, &'static str)] {
    TABLES
}

/// The text of one table; empty when there is no such table.
pub(crate) fn text(name: &str) -> &'static str {
    TABLES.iter().find(|t| t.0 == name).map_or("", |t| t.1)
}

/// Where a table row stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RowPlace {
    /// The table, without `.tsv`.
    pub table: String,
    /// The row's line, from 1.
    pub line: usize,
    /// The row's first cell.
    pub phrase: String,
    /// The whole row, cells apart by a tab.
    pub row: String,
}

/// The rows that an id of the form `table:phrase` names: more than one where a phrase stands once
/// for each country or time. Empty for anything that is no such id.
///
/// ```
/// let rows = rasd::lexicon::rows_of("means:طائرة مسيرة");
/// assert_eq!((rows[0].table.as_str(), rows[0].phrase.as_str()), ("means", "طائرة مسيرة"));
/// assert!(rasd::lexicon::rows_of("number.digits").is_empty());
/// ```
#[must_use]
pub fn rows_of(id: &str) -> Vec<RowPlace> {
    let Some((table, phrase)) = id.split_once(':') else { return Vec::new() };
    let cells = |line: &str| line.split('\t').take(2).any(|c| c.split('|').any(|f| f == phrase));
    text(table)
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && cells(line))
        .map(|(i, line)| RowPlace {
            table: table.to_owned(),
            line: i + 1,
            phrase: line.split('\t').next().unwrap_or_default().to_owned(),
            row: line.to_owned(),
        })
        .collect()
}
