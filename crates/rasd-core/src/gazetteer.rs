//! The gazetteer: named places with their administrative chain and coordinates.
//!
//! Two tables, one from published facts (`gazetteer.tsv`), one kept by hand
//! (`gazetteer_extra.tsv`), are read once. Names are looked up by [`name_key`], which leaves out
//! what spellings of the same name differ in.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use self::keys::words_of;
pub(crate) use self::keys::{is_word_key, push_word_key};
pub use self::keys::{name_key, word_key};
use self::openings::Openings;

use crate::lexicon::words::WordIds;
use crate::lexicon::{Table, TableError, bare};
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
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "country" => Self::Country,
            "admin1" => Self::Admin1,
            "admin2" => Self::Admin2,
            "admin3" => Self::Admin3,
            "place" => Self::Place,
            "area" => Self::Area,
            "neighbourhood" => Self::Neighbourhood,
            _ => return None,
        })
    }

    /// Whether it is an administrative unit rather than a spot.
    #[must_use]
    pub const fn is_admin(self) -> bool {
        matches!(self, Self::Country | Self::Admin1 | Self::Admin2 | Self::Admin3)
    }
}

/// Index of a row; stable within one build.
pub type RowId = u32;

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
    pub aliases: Vec<&'static str>,
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
    /// What it is when the text does not say, worked out once all rows are read.
    usual: PlaceType,
}

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
}

/// The compiled-in gazetteer.
#[derive(Debug, Default)]
pub struct Gazetteer {
    rows: Vec<PlaceRow>,
    // Looked up, never walked, and hashed without a seed: the same on every run.
    by_id: HashMap<&'static str, RowId, FixedState>,
    /// The names' keys, and by their numbers the rows.
    keys: WordIds,
    by_key: Vec<Vec<NameEntry>>,
    /// How names begin.
    opening: Openings,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load().unwrap_or_default());

impl Gazetteer {
    /// The compiled-in gazetteer.
    #[must_use]
    pub fn get() -> &'static Self {
        &GAZETTEER
    }

    /// Reads both tables.
    ///
    /// # Errors
    /// A table that is not well-formed, an unknown level, a coordinate that is no number.
    pub fn load() -> Result<Self, TableError> {
        let mut all = Self::default();
        for (name, text) in [
            ("gazetteer", crate::lexicon::text("gazetteer")),
            ("gazetteer_extra", crate::lexicon::text("gazetteer_extra")),
        ] {
            all.read(name, text)?;
        }
        let usual: Vec<PlaceType> = all.rows.iter().map(|row| all.work_out_type(row)).collect();
        all.rows.iter_mut().zip(usual).for_each(|(row, usual)| row.usual = usual);
        Ok(all)
    }

    /// Reads one table. Cells are cut from the compiled-in text itself: nine thousand rows of
    /// owned cells would be most of the time to load.
    fn read(&mut self, name: &str, text: &'static str) -> Result<(), TableError> {
        let head_ends = text
            .match_indices('\n')
            .map(|(at, _)| at + 1)
            .find(|at| !text[*at..].starts_with('#'))
            .unwrap_or(0);
        // The shared reader checks the header and the column names.
        let body = text[head_ends..].split_inclusive('\n').next().unwrap_or("");
        let columns: Vec<&str> = body.trim_end().split('\t').collect();
        Table::parse(name, &text[..head_ends + body.len()])?;
        for (i, line) in text[head_ends + body.len()..].lines().enumerate() {
            let error = |reason: &str| TableError {
                table: name.to_owned(),
                line: text[..head_ends].lines().count() + 2 + i,
                reason: reason.to_owned(),
            };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [id, country, level, name_ar, aliases, name_en, a1, a2, a3, lat, lon, source] =
                cells[..]
            else {
                return Err(error(&format!("{} cells for {}", cells.len(), columns.len())));
            };
            let level = Level::parse(level).ok_or_else(|| error("no such level"))?;
            let number = |cell: &str| cell.parse::<f64>().map_err(|_| error("no coordinate"));
            self.push(PlaceRow {
                id,
                country,
                level,
                name: name_ar,
                aliases: aliases.split('|').filter(|a| !a.is_empty()).collect(),
                name_en,
                admin: [a1, a2, a3],
                lat: number(lat)?,
                lon: number(lon)?,
                source,
                usual: PlaceType::Area,
            });
        }
        Ok(())
    }

    fn push(&mut self, row: PlaceRow) {
        let at = self.rows.len() as RowId;
        self.by_id.entry(row.id).or_insert(at);
        for (i, name) in std::iter::once(row.name).chain(row.aliases.iter().copied()).enumerate() {
            let words = words_of(name);
            let mut key = String::new();
            words.iter().for_each(|word| push_word_key(word, &mut key));
            self.opening.add(&key);
            let entry = NameEntry {
                row: at,
                words: words.len().min(9) as u8,
                article: words.first().is_some_and(|w| bare(w).len() != w.len()),
                alias: i > 0,
            };
            let number = self.keys.take(&key) as usize;
            if number == self.by_key.len() {
                self.by_key.push(Vec::new());
            }
            let entries = &mut self.by_key[number];
            if !entries.iter().any(|e| e.row == at && e.article == entry.article) {
                entries.push(entry);
            }
        }
        self.rows.push(row);
    }

    /// Every row in table order.
    #[must_use]
    pub fn rows(&self) -> &[PlaceRow] {
        &self.rows
    }

    /// The row with this index.
    #[must_use]
    pub fn row(&self, row: RowId) -> Option<&PlaceRow> {
        self.rows.get(row as usize)
    }

    /// The row with this p-code or id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&PlaceRow> {
        self.by_id.get(id).and_then(|row| self.row(*row))
    }

    /// The rows with a name of this [`name_key`].
    #[must_use]
    pub fn by_key(&self, key: &str) -> &[NameEntry] {
        self.keys.get(key).map_or(&[], |number| &self.by_key[number as usize])
    }

    /// Whether some name may begin with this folded word, which is `bare` without its article;
    /// false only if none does.
    pub(crate) fn may_begin(&self, folded: &str, bare: &str) -> bool {
        if !self.opening.may_begin(bare) {
            return false;
        }
        if is_word_key(bare) { self.may_open(bare) } else { self.may_open(&word_key(folded)) }
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
        row.admin.map(|code| self.by_id(code).map(|unit| unit.name_en))
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

    fn work_out_type(&self, row: &PlaceRow) -> PlaceType {
        let same = |level: Level| {
            row.admin.iter().any(|code| {
                self.by_id(code).is_some_and(|u| {
                    u.level == level && (u.name_en == row.name_en || u.name == row.name)
                })
            })
        };
        match row.level {
            Level::Country => PlaceType::Country,
            Level::Admin1 | Level::Admin2 => PlaceType::City,
            Level::Place if same(Level::Admin1) || same(Level::Admin2) => PlaceType::City,
            Level::Admin3 => PlaceType::Town,
            Level::Place if same(Level::Admin3) || row.source == "rasd" => PlaceType::Town,
            Level::Place => PlaceType::Village,
            Level::Area => PlaceType::Area,
            Level::Neighbourhood => PlaceType::Neighbourhood,
        }
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
