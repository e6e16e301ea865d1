//! What a mention turned out to be.

use compact_str::CompactString;

use super::rank::km;
use crate::gazetteer::{Gazetteer, Level, RowId, RowIds};
use crate::model::{FindingCode, Place, PlacePrecision, PlaceType};
use crate::report::Report;

/// What the report says about itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceContext<'a> {
    /// Country looked in first.
    pub country: Option<&'a str>,
    /// The publisher, for its country.
    pub publisher: Option<&'a str>,
}

impl<'a> From<&'a Report> for PlaceContext<'a> {
    fn from(report: &'a Report) -> Self {
        Self { country: report.country.as_deref(), publisher: report.publisher.as_deref() }
    }
}

/// A mention with the place it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedPlace {
    /// What is known of the place.
    pub place: Settled,
    /// The row it is, when one was settled on.
    pub row: Option<RowId>,
    /// [`FindingCode::PlaceAmbiguous`] when homonyms stay,
    /// [`FindingCode::PlaceOutsideStatedArea`] when all that bear the name lie elsewhere.
    pub finding: Option<FindingCode>,
    /// The rows that stay tied.
    pub tied: RowIds,
    /// All places of that name lie in another country than the report's.
    pub(crate) abroad: bool,
    /// The text calls it a city or a town: «مدينة إدلب» is no governorate.
    pub(crate) town: bool,
}

impl ResolvedPlace {
    /// Whether the two are known to lie further from each other than a town reaches.
    pub(crate) fn apart(&self, other: &Self) -> bool {
        let row = |place: &Self| place.row.and_then(|id| Gazetteer::get().row(id));
        row(self).zip(row(other)).is_some_and(|(a, b)| km(a, b) > SAME_SPOT_KM)
    }

    /// Whether the row it is is a village's or a quarter's, whatever the text calls it; «منطقة جسر الشغور» is a
    /// town with its villages.
    pub(crate) fn settled(&self) -> bool {
        let all = Gazetteer::get();
        self.row.and_then(|id| all.row(id)).is_some_and(|row| {
            matches!(row.level, Level::Place | Level::Neighbourhood)
                && !matches!(all.usual_type(row), PlaceType::City | PlaceType::Town)
        })
    }

    /// Whether the two are known to lie in one country.
    pub(crate) fn shares_country(&self, other: &Self) -> bool {
        let country =
            |place: &Self| place.row.and_then(|id| Gazetteer::get().row(id)).map(|row| row.country);
        country(self).zip(country(other)).is_some_and(|(a, b)| a == b)
    }

    /// Whether the two are settlements so far from each other that no district holds both.
    pub(crate) fn far(&self, other: &Self) -> bool {
        self.settled_further(other, DISTRICT_KM)
    }

    /// Whether the two are different settlements.
    pub(crate) fn settled_apart(&self, other: &Self) -> bool {
        self.settled_further(other, SAME_SPOT_KM)
    }

    fn settled_further(&self, other: &Self, than: f64) -> bool {
        let row = |place: &Self| {
            place.row.and_then(|id| Gazetteer::get().row(id)).filter(|r| !r.level.is_admin())
        };
        row(self).zip(row(other)).is_some_and(|(a, b)| km(a, b) > than)
    }
}

/// What is known of a place: the mention's words are still to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The mention's name as look-ups compare it.
    pub key: CompactString,
    /// Name in Latin script.
    pub name_en: Option<&'static str>,
    /// What sort of place.
    pub r#type: PlaceType,
    /// First-level unit.
    pub admin1: Option<&'static str>,
    /// Second-level unit.
    pub admin2: Option<&'static str>,
    /// Third-level unit.
    pub admin3: Option<&'static str>,
    /// P-code, or the gazetteer's own id.
    pub pcode: Option<&'static str>,
    /// Latitude in degrees, WGS 84.
    pub lat: Option<f64>,
    /// Longitude in degrees, WGS 84.
    pub lon: Option<f64>,
    /// What the coordinates stand for.
    pub precision: PlacePrecision,
}

impl Settled {
    /// Whether the place bears the name of the first-level unit it lies in: the unit itself, or its
    /// capital.
    #[must_use]
    pub fn named_as_unit(&self) -> bool {
        self.name_en.is_some() && self.name_en == self.admin1
    }

    /// Whether it is a city or a town.
    #[must_use]
    pub(crate) const fn is_town(&self) -> bool {
        matches!(self.r#type, PlaceType::City | PlaceType::Town)
    }

    /// Whether people of one place live there: no unit, nor the capital that bears a unit's name.
    #[must_use]
    pub(crate) fn is_settlement(&self) -> bool {
        (self.is_town() || matches!(self.r#type, PlaceType::Village | PlaceType::Camp))
            && !self.named_as_unit()
    }

    /// Whether it is a country, a governorate or the countryside of one.
    #[must_use]
    pub(crate) const fn is_region(&self) -> bool {
        matches!(self.r#type, PlaceType::Country | PlaceType::Governorate)
            || matches!(self.r#type, PlaceType::Area) && self.admin2.is_none()
    }

    /// Whether it is a region, or the capital that bears its name: too wide for one act.
    #[must_use]
    pub(crate) fn is_wide(&self) -> bool {
        self.is_region() || self.named_as_unit()
    }

    /// The same, however the two are written in Latin script.
    #[must_use]
    pub(crate) fn named_like_unit(&self) -> bool {
        self.name_en.zip(self.admin1).is_some_and(|(name, unit)| name.eq_ignore_ascii_case(unit))
    }

    /// The place for the record, with its name and its words in the text.
    #[must_use]
    pub fn told(&self, name: &str, text: &str) -> Place {
        let owned = |cell: Option<&'static str>| cell.map(str::to_owned);
        Place {
            name: name.to_owned(),
            name_en: owned(self.name_en),
            r#type: self.r#type,
            admin1: owned(self.admin1),
            admin2: owned(self.admin2),
            admin3: owned(self.admin3),
            pcode: owned(self.pcode),
            lat: self.lat,
            lon: self.lon,
            precision: self.precision,
            text: text.to_owned(),
        }
    }
}

/// Further than this from its town no district reaches.
const DISTRICT_KM: f64 = 25.0;

/// Homonyms nearer to each other than this are one place told twice.
pub(super) const SAME_SPOT_KM: f64 = 12.0;
