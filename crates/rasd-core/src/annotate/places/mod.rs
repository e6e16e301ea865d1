//! Place mentions: a name with its type word, what contains it, and the gazetteer rows it may be.
//!
//! `scan` walks the tokens and reads one mention after the other; `attach` then ties containers
//! to what they contain and coordinated names to one list. Which row is meant is for
//! [`crate::resolve::places`] to say.

mod aside;
mod attach;
mod container;
mod datelines;
mod facilities;
mod found;
mod lists;
mod name;
mod pushed;
mod scan;
mod towns;
mod typed;
mod walks;
mod words;

pub(crate) use aside::works;
pub(crate) use datelines::wire;
pub(crate) use found::names_alone;
pub(crate) use towns::in_city;
pub(crate) use walks::Walks;
pub(crate) use words::{each_role, ends_set_phrase, guards, opens_place, type_words};

use compact_str::CompactString;

use crate::gazetteer::{Gazetteer, Level, RowIds};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// What relates a place to its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContainerKind {
    /// «بريف …»
    Countryside,
    /// «محافظة …»
    Governorate,
    /// «مديرية …», «قضاء …»
    District,
    /// «شمالي …»
    Direction,
    /// «… في مدينة …»: the settlement it is in.
    Locality,
    /// «… قرب …»: next to it.
    Near,
}

/// What the text says a place lies in or next to.
#[derive(Debug, Clone, PartialEq)]
pub struct Container {
    /// The words, type words included.
    pub span: TokenSpan,
    /// Gazetteer rows of that name.
    pub rows: RowIds,
    /// What relates the two.
    pub kind: ContainerKind,
}

/// Where a person comes from or is brought to, not where the act was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// «من أبناء …», «ينحدر من …».
    Native,
    /// «نازحين من …».
    DisplacedFrom,
    /// «نقل الجرحى إلى مستشفى …».
    TakenTo,
    /// «طالب في كلية الطب بجامعة …», «يعمل مدرساً في مدينة …».
    Occupied,
}

/// A place named in a report.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The name only.
    pub span: TokenSpan,
    /// The name with type words and attached containers.
    pub frame: TokenSpan,
    /// The name as the text has it (in reading form): no type words, prefixes, quotes, `#`.
    pub name: CompactString,
    /// From the type word, else from the gazetteer.
    pub r#type: PlaceType,
    /// Whether a type word is present.
    pub typed: bool,
    /// What it lies in, nearest first.
    pub containers: Vec<Container>,
    /// It is itself only a container («ريف إدلب الجنوبي», «محافظة حلب», «شمالي حلب», a state).
    pub container_only: bool,
    /// It tells where another mention is: the index of that mention.
    pub within_of: Option<usize>,
    /// Gazetteer rows it may be; empty for a name the gazetteer lacks.
    pub candidates: RowIds,
    /// Number of the coordinated list it belongs to.
    pub list: Option<usize>,
    /// It opens a line as the place the news comes from («محافظة إدلب:»).
    pub dateline: bool,
    /// Where somebody comes from or was brought to, not the place of the act.
    pub origin: Option<Origin>,
    /// The rule that read it.
    pub rule: &'static str,
    /// A second name in parentheses or behind a slash: «عين العرب (كوباني)».
    pub alias: Option<CompactString>,
    /// The name with its type word, where one says it whole: «قاعدة العند الجوية».
    pub whole: Option<CompactString>,
}

impl PlaceMention {
    /// «جنوبي بغداد»: told by a side of it.
    pub(crate) fn is_sided(&self) -> bool {
        self.rule.starts_with("place.direction")
    }

    /// «مخيم … وسط قطاع غزة»: a name that is a first-level unit's or a country's and nothing else's.
    pub(crate) fn names_unit(&self) -> bool {
        let mut rows = self.candidates.iter().filter_map(|id| Gazetteer::get().row(*id)).peekable();
        rows.peek().is_some() && rows.all(|r| matches!(r.level, Level::Admin1 | Level::Country))
    }
}

/// The places a report names, in the order of the text.
///
/// ```
/// use rasd::{Report, annotate::places::places, reading::Reading};
/// let report = Report::new("", "قصف على قريتي كنصفرة والبارة بريف إدلب الجنوبي");
/// let found = places(&Reading::new(&report));
/// assert_eq!(found[0].name, "كنصفرة");
/// assert_eq!(found[1].name, "البارة");
/// assert_eq!(found[0].list, found[1].list);
/// ```
#[must_use]
pub fn places(reading: &Reading) -> Vec<PlaceMention> {
    let items = scan::Scanner::new(reading).run();
    attach::attach(reading, items)
}
