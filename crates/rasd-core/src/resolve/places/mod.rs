//! Which place of the gazetteer a mention is.
//!
//! Homonyms are told apart by, in this order: what contains them in the text, the other names of
//! their list, the other places of the report (nearer ones weigh more), the report's country, the
//! publisher's. What is still tied keeps the units that all candidates share.

mod fates;
mod home;
mod rank;
mod settled;

use compact_str::CompactString;

use crate::annotate::places::{Container, ContainerKind, PlaceMention};
use crate::gazetteer::{Gazetteer, Land, Level, PlaceRow, RowId, RowIds, Unit};
use crate::lexicon::words::hash;
use crate::model::{FindingCode, PlacePrecision, PlaceType};
use crate::tokens::fold_key;

pub use fates::{Candidate, Fate, candidates};
pub use home::country_of;
use home::{container_admin1, publisher_country, shared, shared_at_home, usual_country};
use rank::{Rows, Units, Weights, km, sift, window};
use settled::SAME_SPOT_KM;
pub use settled::{PlaceContext, ResolvedPlace, Settled};

/// Resolves every mention of a report, in order.
#[must_use]
pub fn resolve(mentions: &[PlaceMention], context: &PlaceContext) -> Vec<ResolvedPlace> {
    let around = Around::new(mentions, context);
    let mut out: Vec<ResolvedPlace> = Vec::with_capacity(mentions.len());
    for (at, mention) in mentions.iter().enumerate() {
        let key = match out.get(around.names[at] as usize) {
            Some(same) => same.place.key.clone(),
            None => fold_key(&mention.name),
        };
        out.push(around.resolved(at, key));
    }
    out
}

/// The mentions of a report with what each says of the others.
#[derive(Debug)]
struct Around<'m> {
    all: &'static Gazetteer,
    mentions: &'m [PlaceMention],
    /// The country looked in first.
    country: Option<Land>,
    /// Equal for mentions of one name: the first of them.
    names: Vec<u32>,
    /// The first-level unit of what the text says each mention lies in.
    stated: Vec<Option<Unit>>,
    /// Each mention's first-level unit as far as it is known.
    settled: Vec<Option<Unit>>,
    /// The same as numbers from nought.
    units: Units,
}

impl<'m> Around<'m> {
    fn new(mentions: &'m [PlaceMention], context: &PlaceContext<'m>) -> Self {
        let all = Gazetteer::get();
        let country = context.country.filter(|c| !c.is_empty());
        let country = country.or_else(|| context.publisher.and_then(publisher_country));
        // A country that the gazetteer has no place of is none of its numbers.
        let country = country.map(|code| Gazetteer::land(code).unwrap_or(Land::MAX));
        let country = country.or_else(|| usual_country(all, mentions));
        let stated: Vec<Option<Unit>> =
            mentions.iter().map(|m| container_admin1(all, &m.containers, country)).collect();
        // First what needs no context, then everything with it.
        let sure = mentions
            .iter()
            .zip(&stated)
            .map(|(m, stated)| stated.or_else(|| shared_at_home(all, &m.candidates, country)));
        let settled: Vec<Option<Unit>> = sure.collect();
        let (names, units) = (names(mentions), Units::new(&settled));
        let mut around = Self { all, mentions, country, names, stated, settled, units };
        for at in 0..mentions.len() {
            if around.settled[at].is_none() {
                let row = around.choose(at).row;
                let unit = row.and_then(|r| all.row(r)).map(|r| r.units[0]);
                around.settled[at] = unit;
                around.units.settle(at, unit);
            }
        }
        around
    }

    /// Whether a hamlet lies in another unit than the container the text gives, or than everything
    /// else the report speaks of: then it is a namesake of a place that the gazetteer lacks.
    fn elsewhere(&self, at: usize, row: &PlaceRow) -> bool {
        let mention = &self.mentions[at];
        let unit = row.units[0];
        let stated = self.stated[at];
        if stated.and_then(|s| self.all.unit(s)).is_some_and(|s| s.land != row.land) {
            // «موقع رويسات العلم في تلال كفرشوبا»: a post beyond the border, told by the village it faces.
            let mut homes = mention.containers.iter().flat_map(|c| &c.rows);
            let faces = |id: &RowId| self.all.row(*id).is_some_and(|r| km(r, row) <= SAME_SPOT_KM);
            return !(row.by_hand && homes.any(faces));
        }
        // Another country's village is not meant without a word about that country.
        if !row.by_hand && self.country.is_some_and(|c| c != row.land) && stated.is_none() {
            return true;
        }
        // «حي طيبة»: nor another country's village by the name of a quarter.
        if mention.typed
            && mention.r#type == PlaceType::Neighbourhood
            && row.level != Level::Neighbourhood
            && !row.level.is_admin()
            && self.country.is_some_and(|c| c != row.land)
            && stated.is_none()
        {
            return true;
        }
        // «ساحة الكرامة»: squares and streets are called after towns that lie anywhere.
        let called_after = mention.typed
            && matches!(mention.r#type, PlaceType::Facility | PlaceType::Road)
            && row.usual != PlaceType::City;
        if unit == 0 || row.level.is_admin() && !called_after {
            return false;
        }
        let small = matches!(row.usual, PlaceType::Village | PlaceType::Neighbourhood);
        let hamlet = !row.by_hand && (small || called_after);
        // «جنوب صنعاء» may well be another governorate.
        let loose =
            |c: &Container| matches!(c.kind, ContainerKind::Direction | ContainerKind::Near);
        if let Some(within) = stated
            && (hamlet || !mention.containers.iter().all(loose))
        {
            // «جبل نقم في صنعاء»: the capital is a unit of its own beside the governorate of its name.
            let city = |c: &Container| {
                let mut rows = c.rows.iter().filter_map(|id| self.all.row(*id));
                let governs = |r: &PlaceRow| r.level == Level::Admin1 && Some(r.units[0]) == stated;
                c.kind != ContainerKind::Governorate
                    && rows.clone().any(governs)
                    && rows.any(|r| r.level == Level::Place && r.units[0] == unit)
            };
            return within != unit && !mention.containers.iter().any(city);
        }
        hamlet && {
            let mut others = window(at, self.mentions.len())
                .filter(|i| self.names[*i] != self.names[at])
                .filter_map(|i| self.settled[i].filter(|s| *s != 0))
                .peekable();
            others.peek().is_some() && others.all(|other| other != unit)
        }
    }

    /// The rows that mention `at` may be, those that lie elsewhere left out.
    fn rows(&self, at: usize) -> impl Iterator<Item = (RowId, &'static PlaceRow)> {
        let mention = &self.mentions[at];
        mention
            .candidates
            .iter()
            .filter_map(|id| Some((*id, self.all.row(*id)?)))
            .filter(|(_, row)| may_be(mention, row))
            .filter(move |(_, row)| !self.elsewhere(at, row))
    }

    fn choose(&self, at: usize) -> Choice {
        let mut rows: Rows = self.rows(at).collect();
        sift(self, at, &mut rows, |_, _| ());
        let together =
            || rows.iter().all(|(_, a)| rows.iter().all(|(_, b)| km(a, b) <= SAME_SPOT_KM));
        if rows.len() < 2 || together() {
            // Of two rows for one spot the one with a p-code stands first in the table.
            return Choice { row: rows.first().map(|(id, _)| *id), tied: RowIds::new() };
        }
        Choice { row: None, tied: rows.iter().map(|(id, _)| *id).collect() }
    }

    fn resolved(&self, at: usize, key: CompactString) -> ResolvedPlace {
        let (all, mention) = (self.all, &self.mentions[at]);
        let choice = self.choose(at);
        let mut place = Settled {
            key,
            name_en: None,
            r#type: mention.r#type,
            admin1: None,
            admin2: None,
            admin3: None,
            pcode: None,
            lat: None,
            lon: None,
            precision: PlacePrecision::Unresolved,
        };
        let name_of = |unit: Unit| all.unit(unit).map(|u| u.name_en);
        let mut finding = None;
        let row = choice.row.and_then(|r| all.row(r));
        if let Some(row) = row {
            [place.admin1, place.admin2, place.admin3] = all.admin_names(row);
            if !mention.typed {
                place.r#type = match row.level {
                    Level::Admin1 if mention.container_only => PlaceType::Governorate,
                    Level::Admin2 if mention.container_only => PlaceType::District,
                    Level::Admin3 if mention.container_only => PlaceType::Subdistrict,
                    _ => all.usual_type(row),
                };
            }
            // GeoNames writes capitals in Latin script otherwise than their governorates.
            let other = row.source == "geonames";
            let unit = all.unit(row.units[0]).filter(|unit| other && unit.name == row.name);
            place.name_en = Some(unit.map_or(row.name_en, |u| u.name_en)).filter(|n| !n.is_empty());
            place.pcode = Some(row.id);
            (place.lat, place.lon) = (Some(row.lat), Some(row.lon));
            place.precision = match row.level {
                Level::Country => PlacePrecision::Country,
                Level::Admin1 => PlacePrecision::Admin1,
                Level::Admin2 => PlacePrecision::Admin2,
                Level::Admin3 => PlacePrecision::Admin3,
                Level::Place | Level::Area | Level::Neighbourhood => PlacePrecision::Settlement,
            };
        } else if !choice.tied.is_empty() {
            let tied = || choice.tied.iter().filter_map(|r| all.row(*r));
            place.admin1 = shared(tied(), 0).and_then(name_of);
            place.admin2 = shared(tied(), 1).and_then(name_of);
            place.admin3 = shared(tied(), 2).and_then(name_of);
            finding = Some(FindingCode::PlaceAmbiguous);
        }
        // What the text or the report's other places say, unless the row says better.
        let open = row.is_none_or(|r| r.units[0] == 0 && r.level != Level::Country);
        if place.admin1.is_none() && open {
            // Of a place that is known it is not guessed in which unit the table leaves it.
            let around = || row.is_none().then(|| Weights::around(self, at).heaviest()).flatten();
            let unit = self.stated[at].or_else(around);
            let fits = |unit: &Unit| {
                row.is_none_or(|row| all.unit(*unit).is_some_and(|u| u.land == row.land))
            };
            place.admin1 = unit.filter(fits).and_then(name_of);
        }
        let unknown = row.is_none() && choice.tied.is_empty();
        let abroad = unknown && self.abroad(at);
        if choice.tied.is_empty() && self.outside(at, row) {
            finding = Some(FindingCode::PlaceOutsideStatedArea);
        }
        let town = mention.typed
            && !mention.container_only
            && matches!(mention.r#type, PlaceType::City | PlaceType::Town);
        ResolvedPlace { place, row: choice.row, finding, tied: choice.tied, abroad, town }
    }

    /// Whether every place of that name lies in another country than the report's.
    fn abroad(&self, at: usize) -> bool {
        let rows = || self.mentions[at].candidates.iter().filter_map(|r| self.all.row(*r));
        self.country.is_some()
            && rows().next().is_some()
            && rows().all(|row| Some(row.land) != self.country)
    }

    /// «مدينة سراقب في محافظة حماة»: a town, not a hamlet's namesake, of which it is known that it
    /// lies in another unit of the country than the one the text puts it in.
    fn outside(&self, at: usize, chosen: Option<&PlaceRow>) -> bool {
        let mention = &self.mentions[at];
        let named = |c: &Container| {
            matches!(c.kind, ContainerKind::Governorate | ContainerKind::Countryside)
        };
        let Some(unit) = self.stated[at]
            .filter(|_| mention.containers.last().is_some_and(named))
            .and_then(|unit| self.all.unit(unit))
        else {
            return false;
        };
        let known = |row: &PlaceRow| row.by_hand || row.level.is_admin();
        let elsewhere =
            |row: &PlaceRow| row.land == unit.land && row.units[0] != 0 && row.units[0] != unit.own;
        let rows = || mention.candidates.iter().filter_map(|r| self.all.row(*r));
        match chosen {
            Some(row) => known(row) && elsewhere(row),
            None => rows().any(known) && rows().all(elsewhere),
        }
    }
}

/// A number for each mention, the same for those of one name.
fn names(mentions: &[PlaceMention]) -> Vec<u32> {
    let hashes: Vec<u64> = mentions.iter().map(|m| hash(m.name.as_bytes())).collect();
    let first = |(at, hash): (usize, &u64)| {
        let mut from = 0;
        while let Some(next) = hashes[from..at].iter().position(|other| other == hash) {
            if mentions[from + next].name == mentions[at].name {
                return (from + next) as u32;
            }
            from += next + 1;
        }
        at as u32
    };
    hashes.iter().enumerate().map(first).collect()
}

struct Choice {
    row: Option<RowId>,
    tied: RowIds,
}

/// «محافظة …» is the unit whatever towns of that name there are; those of Palestine are told by their
/// towns, and lie in one of its two parts.
fn may_be(mention: &PlaceMention, row: &PlaceRow) -> bool {
    mention.r#type != PlaceType::Governorate || row.level == Level::Admin1 || row.country == "PS"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::places::places;
    use crate::reading::Reading;
    use crate::report::Report;

    fn resolved(text: &str, country: &str) -> Vec<ResolvedPlace> {
        let report = Report::new("", text).country(country);
        resolve(&places(&Reading::new(&report)), &PlaceContext::from(&report))
    }

    #[test]
    fn homonyms() {
        // Alone it could be any of several; a container settles it.
        let alone = &resolved("قصف على قرية الصالحية", "SY")[0];
        assert_eq!(alone.finding, Some(FindingCode::PlaceAmbiguous));
        assert_eq!(alone.place.precision, PlacePrecision::Unresolved);
        assert!(alone.tied.len() > 1 && alone.place.admin1.is_none());
        let settled = &resolved("قصف على قرية الصالحية بريف القامشلي", "SY")[0];
        assert_eq!(settled.place.admin2, Some("Quamishli"));
    }

    #[test]
    fn what_the_text_says_of_an_unknown_place_is_kept() {
        let place = &resolved("قصف على قرية خربة المثال بريف حلب الشمالي", "SY")[0].place;
        assert_eq!(place.key, "خربه المثال");
        assert_eq!(place.admin1, Some("Aleppo"));
        assert_eq!((place.pcode, place.lat), (None, None));
        assert_eq!(place.precision, PlacePrecision::Unresolved);
    }

    #[test]
    fn chain_and_coordinates() {
        let place = &resolved("قصف على مدينة سراقب", "SY")[0].place;
        assert_eq!(place.admin1, Some("Idleb"));
        assert!(place.admin3.is_some() && place.pcode.is_some());
        assert!(place.lat.is_some_and(|lat| (lat - 35.86).abs() < 0.05));
        assert_eq!(place.precision, PlacePrecision::Settlement);
    }
}
