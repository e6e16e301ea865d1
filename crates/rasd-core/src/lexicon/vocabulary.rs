//! Every word that opens a phrase of any table, with the tables that it opens one of.
//!
//! A word of a report is looked up here once, in each of its forms, instead of in thirty tables by
//! thirty stages: that was a third of all instructions. What no table knows, which is most of a
//! text, no stage looks at again.

use std::collections::HashMap;
use std::sync::LazyLock;

use compact_str::CompactString;
use foldhash::fast::FixedState;

use super::Article;
use crate::annotate;

/// What a word says around a place; a set of the constants in the place annotator.
pub(crate) type Roles = u16;

/// A table whose first words are known here.
pub(crate) trait FirstWords: Send + Sync {
    /// The place it was given.
    fn id(&self) -> Option<TableId>;

    /// Hands over each first word, and whether the words of a text are to come without article.
    fn each(&self, found: &mut dyn FnMut(&str, Article));
}

macro_rules! tables {
    ($($id:ident $table:expr,)+) => {
        /// A table's place in the vocabulary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum TableId { $(#[doc = stringify!($table)] $id,)+ }

        /// Every table with its place.
        const TABLES: &[(TableId, fn() -> &'static dyn FirstWords)] =
            &[$((TableId::$id, || $table),)+];
    };
}

tables! {
    Adjectives annotate::actors::tables()[0],
    ActorNames annotate::actors::tables()[1],
    ActorHeads annotate::actors::tables()[2],
    Hedges annotate::actors::tables()[3],
    CountryWords annotate::actors::tables()[4],
    RoleCues annotate::actors::tables()[5],
    Clauses &*annotate::clauses::CLAUSES,
    Damage &*annotate::damage::WORDS,
    Days &*annotate::date_words::DAYS,
    Months &*annotate::date_words::MONTHS,
    Events &*annotate::events::WORDS,
    NonEvents &*annotate::events::NON_EVENTS,
    Furniture &*crate::furniture::CUES,
    Means &*annotate::means::WORDS,
    BoundsBefore &annotate::number_bounds::BOUNDS[0],
    BoundsAfter &annotate::number_bounds::BOUNDS[1],
    Units &*annotate::number_roles::UNITS,
    UnitHeads &*annotate::number_roles::HEADS,
    Numbers &*annotate::number_words::WORDS,
    Outcomes &*annotate::outcomes::OUTCOMES,
    FigureCues &*annotate::outcomes::CUES,
    Persons &*annotate::persons::PERSONS,
    PersonsWithSuffix &*annotate::persons::WITH_SUFFIX,
    PlaceGuards annotate::places::guards(),
    PlaceTypes annotate::places::type_words(),
    Openers &*crate::segment::OPENERS,
    Sources &*annotate::sources::WORDS,
    SplitVerbs &*annotate::split_acts::VERBS,
    TallyCues &*annotate::tally_cues::CUES,
    Unreal &*annotate::unreal::WORDS,
}

/// Some of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TableSet(u64);

impl TableSet {
    /// Whether the table is one of them.
    pub(crate) const fn has(self, id: TableId) -> bool {
        self.0 & (1 << id as u64) != 0
    }

    /// These and those.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Tables that it opens a phrase of as it is written.
    as_written: u64,
    /// Tables that it opens a phrase of once its article is off.
    without_article: u64,
    roles: Roles,
}

/// The words of all tables.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    // Looked up, never walked, and hashed without a seed: the same on every run.
    words: HashMap<CompactString, Entry, FixedState>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::load);

impl Vocabulary {
    /// The vocabulary of the compiled-in tables.
    pub(crate) fn get() -> &'static Self {
        &VOCABULARY
    }

    fn load() -> Self {
        let mut all = Self::default();
        for (id, table) in TABLES {
            let table = table();
            debug_assert_eq!(table.id(), Some(*id));
            table.each(&mut |word, article| {
                let entry = all.words.entry(word.into()).or_default();
                match article {
                    Article::AsWritten => entry.as_written |= 1 << *id as u64,
                    Article::Free => entry.without_article |= 1 << *id as u64,
                }
            });
        }
        annotate::places::each_role(|word, roles| {
            all.words.entry(word.into()).or_default().roles = roles;
        });
        all
    }

    /// What is known of a stem, and of the same without its article.
    pub(crate) fn read(&self, stem: &str, bare: &str) -> (TableSet, Roles) {
        let whole = self.words.get(stem).copied().unwrap_or_default();
        let without = if bare.len() == stem.len() {
            whole.without_article
        } else {
            self.words.get(bare).map_or(0, |entry| entry.without_article)
        };
        (TableSet(whole.as_written | without), whole.roles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_knows_its_place() {
        for (id, table) in TABLES {
            assert_eq!(table().id(), Some(*id));
        }
        const { assert!(TABLES.len() <= 64) }
    }
}
