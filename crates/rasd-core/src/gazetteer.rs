//! The gazetteer: named places with their administrative chain and coordinates.
//!
//! Two tables, one from published facts (`gazetteer.tsv`), one kept by hand
//! (`gazetteer_extra.tsv`), are read and indexed when the library is built (`build/gazetteer.rs`).
//! Names are looked up by [`name_key`], which leaves out what spellings of the same name differ in.

pub(crate) use self::keys::{is_word_key, push_word_key};
pub use self::keys::{name_key, word_key};
use self::openings::{Openings, letter};

use crate::lexicon::bare;
use crate::lexicon::words::Words;
use crate::model::PlaceType;

mod keys;
mod openings;

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// State.
    Country,
    /// Governorate, state, province.
    Admin1,
    /// District.
    Admin2,
    /// Subdistrict.
    Admin3,
    /// City, town or village.
    Place,
    /// Mountain, plain, field, base, crossing: anything named that is no settlement.
    Area,
    /// Quarter of a town.
    Neighbourhood,
}

impl Level {
    /// Whether it is an administrative unit rather than a spot.
    #[must_use]
    pub const fn is_admin(self) -> bool {
        matches!(self, Self::Country | Self::Admin1 | Self::Admin2 | Self::Admin3)
    }
}

/// Index of a row; stable within one build.
pub type RowId = u32;

/// The rows of one name; few names have more than fit here.
pub type RowIds = smallvec::SmallVec<[RowId; 6]>;

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRow {
    /// P-code, or the gazetteer's own id.
    pub id: &'static str,
    /// ISO 3166-1 alpha-2 code.
    pub country: &'static str,
    /// What it is.
    pub level: Level,
    /// Arabic name.
    pub name: &'static str,
    /// Other Arabic names.
    pub aliases: &'static [&'static str],
    /// Name in Latin script; empty when the source has none.
    pub name_en: &'static str,
    /// Codes of the first to third-level units it lies in (its own included); empty if unknown.
    pub admin: [&'static str; 3],
    /// Latitude in degrees, WGS 84.
    pub lat: f64,
    /// Longitude in degrees, WGS 84.
    pub lon: f64,
    /// Whose fact it is.
    pub source: &'static str,
    /// What it is when the text does not say.
    pub(crate) usual: PlaceType,
    /// The first to third-level units it lies in.
    pub(crate) units: [Unit; 3],
    /// The unit that it is itself.
    pub(crate) own: Unit,
    /// The number of its country.
    pub(crate) land: Land,
    /// Whether it stands in the table that is kept by hand.
    pub(crate) by_hand: bool,
}

/// The number of an administrative unit, in the order of their codes; 0 for none.
pub(crate) type Unit = u16;

/// The number of a country; 0 for none.
pub(crate) type Land = u8;

/// A name of a row, as the index holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameEntry {
    /// The row.
    pub row: RowId,
    /// Words of the name.
    pub words: u8,
    /// Whether it is written with the article.
    pub article: bool,
    /// Whether it is an alias.
    pub alias: bool,
    /// Whether the row is one to think of first: a unit, or one of the table kept by hand.
    pub(crate) sure: bool,
}

// ROWS, ROWS_OF_UNITS, LANDS, IDS, ROWS_OF_IDS, KEYS, NAMES, NAME_ENDS, OPENINGS, OPENING_LETTERS, OPENING_FOLLOW.
include!(concat!(env!("OUT_DIR"), "/gazetteer.rs"));

/// What of the gazetteer begins with some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Beginning {
    /// The names that end there.
    pub(crate) names: &'static [NameEntry],
    /// The letters with which longer names go on, a bit for each.
    pub(crate) follow: u64,
}

impl Beginning {
    /// Whether no name begins like that.
    pub(crate) const fn is_empty(self) -> bool {
        self.names.is_empty() && self.follow == 0
    }

    /// Whether a longer name may go on with a word that has one of these letters first; false only
    /// if none does.
    pub(crate) const fn goes_on(self, first: u64) -> bool {
        self.follow & first != 0
    }
}

/// The two letters with which a folded word goes on with a name, as a bit; all bits where they may be
/// any: a key leaves out a hamza, and behind a word of one letter it goes on with another word.
pub(crate) fn first_letter(folded: &str) -> u64 {
    match bare(folded) {
        word if word.chars().take(2).filter(|c| *c != 'ء').count() < 2 => u64::MAX,
        word if word.starts_with("ابو") => letter("بو".as_bytes()),
        word => letter(word.as_bytes()),
    }
}

/// The compiled-in gazetteer.
#[derive(Debug)]
pub struct Gazetteer {
    rows: &'static [PlaceRow],
    /// How names begin.
    opening: Openings<'static>,
}

static GAZETTEER: Gazetteer = Gazetteer {
    rows: &ROWS,
    opening: Openings { beginnings: &OPENINGS, letters: &OPENING_LETTERS, follow: &OPENING_FOLLOW },
};

impl Gazetteer {
    /// The compiled-in gazetteer.
    #[must_use]
    #[inline]
    pub fn get() -> &'static Self {
        &GAZETTEER
    }

    /// Every row in table order.
    #[must_use]
    pub fn rows(&self) -> &'static [PlaceRow] {
        self.rows
    }

    /// The row with this index.
    #[must_use]
    pub fn row(&self, row: RowId) -> Option<&PlaceRow> {
        self.rows.get(row as usize)
    }

    /// The row with this p-code or id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&PlaceRow> {
        IDS.get(id).and_then(|number| self.row(ROWS_OF_IDS[number as usize]))
    }

    /// The row of a unit.
    pub(crate) fn unit(&self, unit: Unit) -> Option<&PlaceRow> {
        let row = *ROWS_OF_UNITS.get(usize::from(unit.checked_sub(1)?))?;
        self.rows.get(usize::try_from(row).ok()?)
    }

    /// The code of a country, by its number.
    pub(crate) fn code(land: Land) -> Option<&'static str> {
        (land as usize).checked_sub(1).and_then(|before| LANDS.get(before)).copied()
    }

    /// The number of a country, by its code.
    pub(crate) fn land(code: &str) -> Option<Land> {
        LANDS.iter().position(|land| *land == code).map(|before| before as Land + 1)
    }

    /// The rows with a name of this [`name_key`].
    #[must_use]
    pub fn by_key(&self, key: &str) -> &'static [NameEntry] {
        let Some(number) = KEYS.get(key).map(|number| number as usize) else { return &[] };
        let start = number.checked_sub(1).map_or(0, |before| NAME_ENDS[before]);
        &NAMES[start as usize..NAME_ENDS[number] as usize]
    }

    /// The names that are this folded word, which is `bare` without its article, and how longer
    /// ones go on behind it.
    pub(crate) fn beginning(&self, folded: &str, bare: &str) -> Beginning {
        if !self.opening.may_begin(bare) {
            return Beginning::default();
        }
        if is_word_key(bare) {
            return self.beginning_with(bare);
        }
        // The key may end otherwise than the word.
        let start = bare.strip_suffix('ا').unwrap_or(bare);
        if is_word_key(start) && !self.may_open(start) {
            return Beginning::default();
        }
        self.beginning_with(&word_key(folded))
    }

    /// The same of a key.
    pub(crate) fn beginning_with(&self, key: &str) -> Beginning {
        if !self.may_open(key) {
            return Beginning::default();
        }
        let follow = if key.is_empty() { u64::MAX } else { self.opening.follow(key) };
        Beginning { names: self.by_key(key), follow }
    }

    /// Whether some name may begin with this key; false only if none does.
    pub(crate) fn may_open(&self, key: &str) -> bool {
        self.opening.may_have(key)
    }

    /// The rows named `name`, in table order.
    ///
    /// ```
    /// let gazetteer = rasd::gazetteer::Gazetteer::get();
    /// assert!(gazetteer.find("كفر نبل").any(|row| row.id == gazetteer.find("كفرنبل").next().unwrap().id));
    /// ```
    pub fn find(&self, name: &str) -> impl Iterator<Item = &PlaceRow> {
        self.by_key(&name_key(name)).iter().filter_map(|e| self.row(e.row))
    }

    /// Latin-script names of a row's first to third-level units.
    #[must_use]
    pub fn admin_names(&self, row: &PlaceRow) -> [Option<&'static str>; 3] {
        row.units.map(|unit| self.unit(unit).map(|unit| unit.name_en))
    }

    /// What sort of place a row is in itself: the governorate's row is no city.
    #[must_use]
    pub fn own_type(&self, row: &PlaceRow) -> PlaceType {
        match row.level {
            Level::Admin1 => PlaceType::Governorate,
            Level::Admin2 => PlaceType::District,
            Level::Admin3 => PlaceType::Subdistrict,
            _ => self.usual_type(row),
        }
    }

    /// What sort of place a row is when the text has no type word for it.
    #[must_use]
    pub fn usual_type(&self, row: &PlaceRow) -> PlaceType {
        row.usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in [
            ("كفر نبل", "كفرنبل"),
            ("دير الزور", "ديرالزور"),
            ("أبو كمال", "البوكمال"),
            ("كنصفرة", "كنصفرا"),
            ("إدلب", "ادلب"),
            ("حسكة", "الحسكة"),
        ] {
            assert_eq!(name_key(a), name_key(b));
        }
    }

    #[test]
    fn chain() {
        let all = Gazetteer::get();
        let row = all.by_id("SY07").unwrap();
        assert_eq!(all.admin_names(row), [Some("Idleb"), None, None]);
        assert!(all.find("سراقب").any(|r| r.level == Level::Place));
    }
}
