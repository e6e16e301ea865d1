//! The tables of the vocabulary, each with its place, and sets of them.

use super::vocabulary::FirstWords;
use crate::annotate;

macro_rules! tables {
    ($($id:ident $table:expr,)+) => {
        /// A table's place in the vocabulary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum TableId { $(#[doc = stringify!($table)] $id,)+ }

        /// Every table with its place.
        pub(super) const TABLES: &[(TableId, fn() -> &'static dyn FirstWords)] =
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
    GivenNames &*annotate::victims::GIVEN,
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

/// What an annotator looks at a word for when that is more than one table says: places behind those
/// of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// A mention of a place may begin with it, where it begins no name of several words.
    Place = 57,
    /// A name of the gazetteer may go on behind it with the word that stands there.
    Name = 58,
    /// A name of an actor or an adjective for one may begin with it.
    Actor = 59,
    /// It may begin a date.
    Date = 60,
    /// It may begin a figure, or says what the figures around it are.
    Figure = 61,
    /// It may begin a number.
    Number = 62,
    /// It may end a sentence or open one.
    Sentence = 63,
}

/// The places of the annotators.
const STARTS: u64 = u64::MAX << Start::Place as u64;

/// Some of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TableSet(u64);

impl TableSet {
    /// The tables whose phrases are found all over a report; the others are asked about single tokens.
    pub(crate) const LISTED: Self = Self(0)
        .and(TableId::Clauses)
        .and(TableId::CountryWords)
        .and(TableId::Damage)
        .and(TableId::Events)
        .and(TableId::FigureCues)
        .and(TableId::Furniture)
        .and(TableId::Means)
        .and(TableId::NonEvents)
        .and(TableId::Outcomes)
        .and(TableId::RoleCues)
        .and(TableId::Sources)
        .and(TableId::SplitVerbs)
        .and(TableId::TallyCues)
        .and(TableId::Unreal);

    /// Whether the table is one of them.
    pub(crate) const fn has(self, id: TableId) -> bool {
        self.0 & (1 << id as u64) != 0
    }

    /// Whether one of those tables is one of them.
    pub(crate) const fn any(self, those: &[TableId]) -> bool {
        let mut at = 0;
        while at < those.len() {
            if self.has(those[at]) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether an annotator looks at it.
    pub(crate) const fn starts(self, start: Start) -> bool {
        self.0 & (1 << start as u64) != 0
    }

    /// These and what is known beside the tables.
    pub(crate) const fn and_start(self, start: Start) -> Self {
        Self(self.0 | 1 << start as u64)
    }

    /// These and one more.
    pub(super) const fn and(self, id: TableId) -> Self {
        Self(self.0 | 1 << id as u64)
    }

    /// How many of them stand in front of a table.
    pub(super) const fn before(self, id: TableId) -> u32 {
        (self.0 & ((1 << id as u64) - 1)).count_ones()
    }

    pub(super) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of those that are found all over a report, and of the annotators.
    pub(crate) fn listed(self) -> impl Iterator<Item = usize> {
        Self(self.0 & (Self::LISTED.0 | STARTS)).places()
    }

    /// The tables without the annotators.
    pub(crate) const fn tables(self) -> Self {
        Self(self.0 & !STARTS)
    }

    /// Their places in the vocabulary.
    pub(crate) fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (place < 64).then_some(place)
        })
    }

    /// What of these annotators look at, and those tables.
    pub(crate) const fn with_tables(self, tables: Self) -> Self {
        Self(self.0 & STARTS | tables.0)
    }

    /// These and the table at a place.
    pub(crate) const fn and_at(self, place: u8) -> Self {
        Self(self.0 | 1 << place)
    }

    /// These and those.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
