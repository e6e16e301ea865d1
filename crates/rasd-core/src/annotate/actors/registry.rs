//! The tables of actors: the registry, the names that lead to it, what stands around a name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{ActorForm, CueRole};
use crate::lexicon::vocabulary::{FirstWords, TableId};
use crate::lexicon::words::WordIds;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Certainty;

/// One actor of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Stable id.
    pub id: String,
    /// Name in English.
    pub name_en: String,
    /// ISO 3166-1 alpha-2 code of its country, when it has one.
    pub country: Option<String>,
    /// Who that is.
    pub description: String,
    /// The Arabic names that lead to it.
    pub aliases: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Alias {
    pub(super) id: String,
    pub(super) form: ActorForm,
    pub(super) country: Option<String>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) rule: String,
}

pub(super) static REGISTRY: LazyLock<Vec<Actor>> = LazyLock::new(|| {
    let (table, aliases) = (actors_table(), aliases_table());
    table
        .rows
        .iter()
        .map(|row| {
            let id = table.get(row, "id");
            // A name that holds in several countries has a row for each.
            let mut known = BTreeSet::new();
            let names = aliases
                .rows
                .iter()
                .filter(|a| aliases.get(a, "id") == id)
                .map(|a| aliases.get(a, "alias"))
                .filter(|name| known.insert(*name))
                .map(str::to_owned);
            Actor {
                id: id.to_owned(),
                name_en: table.get(row, "name_en").to_owned(),
                country: Some(table.get(row, "country").to_owned()).filter(|c| !c.is_empty()),
                description: table.get(row, "description").to_owned(),
                aliases: names.collect(),
            }
        })
        .collect()
});

pub(super) struct Aliases {
    pub(super) names: PhraseTable<Vec<Alias>>,
    pub(super) adjectives: PhraseTable<Vec<Alias>>,
    /// First words of names and heads as the tables write them.
    pub(super) head_or_name: WordIds,
    /// Whose «الجيش» and «الشرطة» are, in each country.
    forces: [Vec<Alias>; 2],
}

/// A state's own forces, as its outlets call them.
const FORCES: [&str; 2] = ["الجيش", "الشرطة"];

/// Whose soldier or policeman somebody is of whom a report of a country says no more.
pub(crate) fn of_the_state(
    police: bool,
    country: Option<&str>,
    published: Option<Date>,
) -> Option<&'static str> {
    let rows = &ALIASES.forces[usize::from(police)];
    super::choose(rows, country, published).map(|row| row.id.as_str())
}

pub(super) static ALIASES: LazyLock<Aliases> = LazyLock::new(|| {
    let table = aliases_table();
    let mut grouped: BTreeMap<(bool, String), (String, Vec<Alias>)> = BTreeMap::new();
    let mut head_or_name = WordIds::default();
    let mut forces = [Vec::new(), Vec::new()];
    // Most cells are empty; to be told so by the parser takes longer than to look.
    let day = |cell: &str| Some(cell).filter(|c| !c.is_empty()).and_then(|c| c.parse().ok());
    for row in &table.rows {
        let phrase = table.get(row, "alias");
        let form = match table.get(row, "form") {
            "adjective" => ActorForm::Adjective,
            "unknown" => ActorForm::UnknownAttacker,
            "generic" => ActorForm::Generic,
            _ => ActorForm::Name,
        };
        let alias = Alias {
            id: table.get(row, "id").to_owned(),
            form,
            country: Some(table.get(row, "country").to_owned()).filter(|c| !c.is_empty()),
            from: day(table.get(row, "from")),
            to: day(table.get(row, "to")),
            rule: table.rule(phrase),
        };
        if let Some(force) = FORCES.iter().position(|name| *name == phrase) {
            forces[force].push(alias.clone());
        }
        let adjective = form == ActorForm::Adjective;
        let words = PhraseTable::<()>::key_words(Article::AsWritten, phrase);
        let key = words.join(" ");
        if let Some(first) = words.first() {
            head_or_name.take(first);
        }
        let entry =
            grouped.entry((adjective, key)).or_insert_with(|| (phrase.to_owned(), Vec::new()));
        entry.1.push(alias);
    }
    let heads = heads_table();
    for row in &heads.rows {
        let words = PhraseTable::<()>::key_words(Article::AsWritten, heads.get(row, "form"));
        if let Some(first) = words.first() {
            head_or_name.take(first);
        }
    }
    let mut all = Aliases {
        head_or_name,
        forces,
        names: PhraseTable::new(Article::AsWritten).known_as(TableId::ActorNames),
        adjectives: PhraseTable::new(Article::Free).known_as(TableId::Adjectives),
    };
    for ((adjective, _), (phrase, rows)) in grouped {
        let table = if adjective { &mut all.adjectives } else { &mut all.names };
        table.insert(&phrase, rows);
    }
    all
});

pub(super) static HEADS: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| unit_table(&heads_table(), "form").known_as(TableId::ActorHeads));

pub(super) static HEDGES: LazyLock<PhraseTable<Certainty>> = LazyLock::new(|| {
    let table = hedges_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        if let Ok(certainty) = table.get(row, "certainty").parse() {
            forms.insert(table.get(row, "form"), certainty);
        }
    }
    forms.known_as(TableId::Hedges)
});

pub(super) static COUNTRY_WORDS: LazyLock<PhraseTable<String>> = LazyLock::new(|| {
    let table = country_words_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        forms.insert(table.get(row, "form"), table.get(row, "country").to_owned());
    }
    forms.known_as(TableId::CountryWords)
});

pub(super) static CUES: LazyLock<PhraseTable<(CueRole, bool)>> = LazyLock::new(|| {
    let table = role_cues_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let role = match table.get(row, "role") {
            "perpetrator" => CueRole::Perpetrator,
            "target" => CueRole::Target,
            "controller" => CueRole::Controller,
            "claimant" => CueRole::Claimant,
            "member" => CueRole::Member,
            _ => CueRole::Affiliation,
        };
        forms.insert(table.get(row, "form"), (role, table.get(row, "place") != "after"));
    }
    forms.known_as(TableId::RoleCues)
});

fn unit_table(table: &Table, column: &str) -> PhraseTable<()> {
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        forms.insert(table.get(row, column), ());
    }
    forms
}

/// Reads one of the compiled-in tables.
macro_rules! compiled_in {
    ($($(#[$doc:meta])* $function:ident $name:literal;)+) => {
        $($(#[$doc])* fn $function() -> Table {
            Table::parse($name, include_str!(concat!("../../../data/", $name, ".tsv")))
                .expect("compiled-in table")
        })+
    };
}

compiled_in! {
    /// The registry.
    actors_table "actors";
    /// The names.
    aliases_table "actor_aliases";
    /// Words in front of names.
    heads_table "actor_heads";
    /// Hedges.
    hedges_table "hedges";
    /// Words that tell the country.
    country_words_table "country_words";
    /// Cues of parts.
    role_cues_table "role_cues";
}

/// The phrase tables, for the vocabulary.
pub(crate) fn tables() -> [&'static dyn FirstWords; 6] {
    [&ALIASES.adjectives, &ALIASES.names, &*HEADS, &*HEDGES, &*COUNTRY_WORDS, &*CUES]
}

/// The registry of actors, in table order.
///
/// ```
/// assert!(rasd::annotate::actors::registry().iter().any(|a| a.id == "sy.sdf"));
/// ```
#[must_use]
pub fn registry() -> &'static [Actor] {
    &REGISTRY
}

/// The actor with this id.
#[must_use]
pub fn get(id: &str) -> Option<&'static Actor> {
    REGISTRY.iter().find(|a| a.id == id)
}

/// Whether an id stands for people who are no armed side: unknown men, a tribe, others.
pub(crate) fn is_no_side(id: &str) -> bool {
    matches!(id, "unknown" | "other" | "tribe")
}
