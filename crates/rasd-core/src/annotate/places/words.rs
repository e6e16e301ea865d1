//! The word tables the place annotator reads.

use std::collections::HashMap;
use std::sync::LazyLock;

use compact_str::CompactString;
use foldhash::fast::FixedState;

use super::ContainerKind;
pub(super) use crate::lexicon::vocabulary::Roles;
use crate::lexicon::vocabulary::{FirstWords, TableId, TableSet};
use crate::lexicon::words::WordIds;
use crate::lexicon::{Article, Form, PhraseTable, Table, TableError};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan, fold_key};
use crate::word_lists::facilities::INSTITUTIONS;

/// How many names a type word announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Two,
    Many,
}

/// Which names outside the gazetteer a type word may introduce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    Any,
    /// Up to a preposition or a mark, and no adjective.
    Closed,
    Definite,
    No,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct TypeWord {
    pub(super) number: Number,
    pub(super) r#type: PlaceType,
    pub(super) kind: Option<ContainerKind>,
    pub(super) unknown: Unknown,
    pub(super) in_name: bool,
    /// The record gives the name with the word, which is left out when places are compared.
    pub(super) told: bool,
    /// Whether it is part of a name that is another place's («معسكر» of the town it lies at).
    pub(super) of_place: bool,
}

impl TypeWord {
    /// What stands for one where the text has none: a place of this sort, with its name alone.
    pub(super) const fn untyped(r#type: PlaceType) -> Self {
        Self {
            number: Number::One,
            r#type,
            kind: None,
            unknown: Unknown::No,
            in_name: true,
            told: false,
            of_place: false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    Head,
    Fixed,
}

pub(super) const IN: Roles = 1;
pub(super) const AT: Roles = 2;
pub(super) const FROM: Roles = 4;
pub(super) const TARGET: Roles = 8;
pub(super) const DIRECTION: Roles = 16;
pub(super) const SIDE: Roles = 32;
pub(super) const ORIGIN: Roles = 64;
pub(super) const HEAD: Roles = 128;
pub(super) const TAIL: Roles = 256;
pub(super) const LINK: Roles = 512;
pub(super) const STOP: Roles = 1024;
pub(super) const PERSON: Roles = 2048;
/// Words that a rule of its own begins with; the rules look closer.
pub(super) const COUNTRYSIDE: Roles = 1 << 12;
pub(super) const QUARTER: Roles = 1 << 13;
pub(super) const UNIT: Roles = 1 << 14;
pub(super) const EACH: Roles = 1 << 15;
/// A government or an agreement is named by a town behind it.
pub(super) const SPEAKS: Roles = 1 << 16;
/// «مع …» or «بين … و…» behind it names neighbours or parties.
pub(super) const BETWEEN: Roles = 1 << 17;
/// A name follows.
pub(super) const CALLED: Roles = 1 << 18;
/// Which sort of base, airport or prison; part of its name.
pub(super) const SORT: Roles = 1 << 19;
/// People are brought to what follows.
pub(super) const TAKEN: Roles = 1 << 20;
/// «مع», «بين»: neighbours or parties may follow.
pub(super) const PARTIES: Roles = 1 << 21;
/// An everyday word that is a name too.
pub(super) const COMMON: Roles = 1 << 22;
/// One that needs a type word, a list or a container.
pub(super) const COMMON_HARD: Roles = 1 << 23;
/// An everyday phrase that is a name too begins with it.
pub(super) const COMMON_OPENS: Roles = 1 << 24;
/// Some of the places told of in the plural follow.
pub(super) const AMONG: Roles = 1 << 25;
/// Somebody who studies, what is studied, and the verbs of working.
pub(super) const STUDENT: Roles = 1 << 26;
pub(super) const STUDY: Roles = 1 << 27;
pub(super) const WORKS: Roles = 1 << 28;
/// What the words around a name say of it being one; the rules' own words are left out.
pub(super) const SAID: Roles = COUNTRYSIDE - 1;

/// The words that rules begin with, as they are looked up.
const OPENERS: &[(&str, Roles)] = &[
    ("ريف", COUNTRYSIDE),
    ("ريفي", COUNTRYSIDE),
    ("ارياف", COUNTRYSIDE),
    ("الريف", COUNTRYSIDE),
    ("الحي", QUARTER),
    ("المنطقه", QUARTER),
    ("الطريق", QUARTER),
    ("المحطه", QUARTER),
    ("النقطه", QUARTER),
    ("الفوج", UNIT),
    ("اللواء", UNIT),
    ("كل", EACH),
    ("كلا", EACH),
    ("مع", PARTIES),
    ("بين", PARTIES),
];

/// Whether a rule begins with a word that opens phrases of these tables and says this.
pub(crate) const fn opens_place(open: TableSet, roles: Roles) -> bool {
    open.has(TableId::PlaceGuards)
        || open.has(TableId::PlaceTypes)
        || roles & (AMONG | COUNTRYSIDE | DIRECTION | EACH | QUARTER | UNIT | PARTIES) != 0
}

const ROLES: &[(&str, Roles)] = &[
    ("in", IN),
    ("at", AT),
    ("from", FROM),
    ("target", TARGET),
    ("direction", DIRECTION),
    ("side", SIDE),
    ("origin", ORIGIN),
    ("head", HEAD),
    ("tail", TAIL),
    ("link", LINK),
    ("stop", STOP),
    ("person", PERSON),
    ("speaks", SPEAKS),
    ("between", BETWEEN),
    ("called", CALLED),
    ("sort", SORT),
    ("taken", TAKEN),
    ("among", AMONG),
    ("student", STUDENT),
    ("study", STUDY),
    ("works", WORKS),
];

/// The type words, with their look-up keys.
#[derive(Debug, Default)]
pub(super) struct TypeWords {
    keys: WordIds,
    words: Vec<TypeWord>,
}

impl FirstWords for TypeWords {
    fn id(&self) -> Option<TableId> {
        Some(TableId::PlaceTypes)
    }

    fn each(&self, found: &mut dyn FnMut(&str, Article)) {
        self.keys.iter().for_each(|word| found(word, Article::AsWritten));
    }
}

/// The type words, for the vocabulary.
pub(crate) fn type_words() -> &'static dyn FirstWords {
    &WORDS.types
}

/// Whether a number is the end of a set phrase: «دير الزور 24», «السويداء 24».
pub(crate) fn ends_set_phrase(reading: &Reading, number: TokenSpan) -> bool {
    (number.start.saturating_sub(SET_PHRASE)..number.start).any(|at| {
        WORDS
            .guards
            .longest_at(reading, at)
            .is_some_and(|hit| *hit.value == Guard::Fixed && hit.span.end == number.end)
    })
}

/// Words in front of the number that ends a set phrase, at most.
const SET_PHRASE: usize = 2;

/// The set phrases, for the vocabulary.
pub(crate) fn guards() -> &'static dyn FirstWords {
    &WORDS.guards
}

/// Hands over each word that says something around a place.
pub(crate) fn each_role(mut found: impl FnMut(&str, Roles)) {
    #[expect(clippy::iter_over_hash_type, reason = "only goes into another hash map")]
    for (word, roles) in &WORDS.context {
        found(word, *roles);
    }
    #[expect(clippy::iter_over_hash_type, reason = "only goes into another hash map")]
    for (name, hard) in &WORDS.common {
        match name.split_once(' ') {
            Some((first, _)) => found(first, COMMON_OPENS),
            None => found(name, if *hard { COMMON | COMMON_HARD } else { COMMON }),
        }
    }
    OPENERS.iter().for_each(|(word, roles)| found(word, *roles));
    INSTITUTIONS
        .iter()
        .filter_map(|row| row.split(' ').next())
        .for_each(|word| found(word, QUARTER));
}

/// The tables.
#[derive(Debug, Default)]
pub(super) struct Words {
    types: TypeWords,
    context: HashMap<CompactString, Roles, FixedState>,
    /// Everyday words among the names; true for those that need a type word, list or container.
    common: HashMap<CompactString, bool, FixedState>,
    pub(super) guards: PhraseTable<Guard>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load().expect("compiled-in tables"));

impl Words {
    pub(super) fn get() -> &'static Self {
        &WORDS
    }

    pub(super) fn load() -> Result<Self, TableError> {
        let mut words = Self {
            guards: PhraseTable::new(Article::Free).known_as(TableId::PlaceGuards),
            ..Self::default()
        };
        let table = Table::parse("place_types", include_str!("../../../data/place_types.tsv"))?;
        for row in &table.rows {
            let error = |what: &str| table.error(row, format!("unknown {what}"));
            let word = TypeWord {
                number: match table.get(row, "number") {
                    "one" => Number::One,
                    "two" => Number::Two,
                    "many" => Number::Many,
                    _ => return Err(error("number")),
                },
                r#type: table.get(row, "type").parse().map_err(|_| error("type"))?,
                kind: match table.get(row, "kind") {
                    "" => None,
                    "governorate" => Some(ContainerKind::Governorate),
                    "district" => Some(ContainerKind::District),
                    _ => return Err(error("kind")),
                },
                unknown: match table.get(row, "unknown") {
                    "any" => Unknown::Any,
                    "closed" => Unknown::Closed,
                    "definite" => Unknown::Definite,
                    "no" => Unknown::No,
                    _ => return Err(error("class of unknown names")),
                },
                in_name: table.get(row, "in_name") == "yes",
                told: table.get(row, "in_name") == "told",
                of_place: table.get(row, "in_name") == "of_place",
            };
            let number = words.types.keys.take(&fold_key(table.get(row, "word"))) as usize;
            if number < words.types.words.len() {
                return Err(table.error(row, "twice"));
            }
            words.types.words.push(word);
        }
        let table = Table::parse("place_context", include_str!("../../../data/place_context.tsv"))?;
        for row in &table.rows {
            let role = ROLES.iter().find(|r| r.0 == table.get(row, "role"));
            let role = role.ok_or_else(|| table.error(row, "unknown role"))?.1;
            *words.context.entry(fold_key(table.get(row, "word"))).or_default() |= role;
        }
        let text = include_str!("../../../data/place_common_words.tsv");
        let table = Table::parse("place_common_words", text)?;
        for row in &table.rows {
            let hard = table.get(row, "strength") == "hard";
            if words.common.insert(fold_key(table.get(row, "word")), hard).is_some() {
                return Err(table.error(row, "twice"));
            }
        }
        let table = Table::parse("place_guards", include_str!("../../../data/place_guards.tsv"))?;
        for row in &table.rows {
            let guard = match table.get(row, "kind") {
                "head" => Guard::Head,
                "fixed" => Guard::Fixed,
                _ => return Err(table.error(row, "unknown kind")),
            };
            if !words.guards.insert(table.get(row, "phrase"), guard) {
                return Err(table.error(row, "twice"));
            }
        }
        Ok(words)
    }

    /// The type word that a form is, if it is one.
    pub(super) fn type_of(&self, form: &Form) -> Option<TypeWord> {
        let number = form.known.opener(TableId::PlaceTypes, Article::AsWritten)?;
        self.types.words.get(number as usize).copied()
    }

    /// What a word says; a set of the constants above.
    pub(super) fn roles(&self, stem: &str) -> Roles {
        self.context.get(stem).copied().unwrap_or_default()
    }

    /// Whether an everyday phrase of this first word and those of the other tokens needs a type
    /// word, list or container to be a place; none if it is no such phrase.
    pub(super) fn common_phrase(&self, first: &str, others: &[Token]) -> Option<bool> {
        let mut phrase = CompactString::from(first);
        for token in others.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        {
            phrase.push(' ');
            phrase.push_str(&token.key);
        }
        self.common.get(&phrase).copied()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_load() {
        super::Words::load().unwrap();
    }
}
