//! Which place of the gazetteer a mention is.
//!
//! Homonyms are told apart by, in this order: what contains them in the text, the other names of
//! their list, the other places of the report (nearer ones weigh more), the report's country, the
//! publisher's. What is still tied keeps the units that all candidates share.

mod fates;
mod rank;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::annotate::places::{Container, ContainerKind, PlaceMention};
use crate::gazetteer::{Gazetteer, Level, PlaceRow, RowId};
use crate::lexicon::Table;
use crate::model::{FindingCode, Place, PlacePrecision, PlaceType};
use crate::report::Report;

pub use fates::{Candidate, Fate, candidates};
use rank::{Score, TotalCmp, Weights, km, score, window};

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
    /// The place, ready for the record.
    pub place: Place,
    /// The row it is, when one was settled on.
    pub row: Option<RowId>,
    /// [`FindingCode::PlaceAmbiguous`] when homonyms stay,
    /// [`FindingCode::PlaceOutsideStatedArea`] when all that bear the name lie elsewhere.
    pub finding: Option<FindingCode>,
    /// The rows that stay tied.
    pub tied: Vec<RowId>,
    /// All places of that name lie in another country than the report's.
    pub(crate) abroad: bool,
}

/// Homonyms nearer to each other than this are one place told twice.
const SAME_SPOT_KM: f64 = 12.0;

/// Resolves every mention of a report, in order.
#[must_use]
pub fn resolve(mentions: &[PlaceMention], context: &PlaceContext) -> Vec<ResolvedPlace> {
    let all = Gazetteer::get();
    let (country, settled) = settle(all, mentions, context);
    let mut out = Vec::with_capacity(mentions.len());
    for (i, mention) in mentions.iter().enumerate() {
        let resolved = one(all, mentions, i, &settled, country);
        let unit = container_admin1(all, &mention.containers, country)
            .or_else(|| Weights::around(mentions, i, &settled).heaviest());
        let mut resolved = finish(all, mention, resolved, unit);
        if resolved.row.is_none() && resolved.tied.is_empty() {
            resolved.abroad = abroad(all, mention, country);
        }
        if resolved.tied.is_empty() && outside(all, mention, resolved.row, country) {
            resolved.finding = Some(FindingCode::PlaceOutsideStatedArea);
        }
        out.push(resolved);
    }
    out
}

/// Whether every place of that name lies in another country than the report's.
fn abroad(all: &Gazetteer, mention: &PlaceMention, country: Option<&str>) -> bool {
    let mut rows = mention.candidates.iter().filter_map(|r| all.row(*r)).peekable();
    country.is_some() && rows.peek().is_some() && rows.all(|row| Some(row.country) != country)
}

/// «مدينة سراقب في محافظة حماة»: a town, not a hamlet's namesake, of which it is known that it
/// lies in another unit of the country than the one the text puts it in.
fn outside(
    all: &Gazetteer,
    mention: &PlaceMention,
    chosen: Option<RowId>,
    country: Option<&str>,
) -> bool {
    let stated: Vec<Container> = mention
        .containers
        .iter()
        .filter(|c| matches!(c.kind, ContainerKind::Governorate | ContainerKind::Countryside))
        .cloned()
        .collect();
    let Some(unit) = container_admin1(all, &stated, country).and_then(|code| all.by_id(code))
    else {
        return false;
    };
    let known = |row: &PlaceRow| row.source == "rasd" || row.level.is_admin();
    let elsewhere = |row: &PlaceRow| {
        row.country == unit.country && !row.admin[0].is_empty() && row.admin[0] != unit.id
    };
    let rows = mention.candidates.iter().filter_map(|r| all.row(*r));
    match chosen.and_then(|r| all.row(r)) {
        Some(row) => known(row) && elsewhere(row),
        None => rows.clone().any(known) && rows.into_iter().all(elsewhere),
    }
}

/// The country looked in first, and each mention's first-level unit as far as it is known.
fn settle<'c>(
    all: &Gazetteer,
    mentions: &[PlaceMention],
    context: &PlaceContext<'c>,
) -> (Option<&'c str>, Vec<Option<&'static str>>) {
    let country = context.country.filter(|c| !c.is_empty());
    let publisher = context.publisher.and_then(publisher_country);
    let country = country.or(publisher).or_else(|| usual_country(all, mentions));
    // First what needs no context, then everything with it.
    let sure: Vec<Option<&'static str>> =
        mentions.iter().map(|m| sure_admin1(all, m, country)).collect();
    let mut settled: Vec<Option<&'static str>> = sure.clone();
    for i in 0..mentions.len() {
        if settled[i].is_none() {
            let row = one(all, mentions, i, &settled, country).row;
            settled[i] = row.and_then(|r| all.row(r)).map(|r| r.admin[0]);
        }
    }
    (country, settled)
}

/// Whether a hamlet lies in another unit than the container the text gives, or than everything
/// else the report speaks of: then it is a namesake of a place that the gazetteer lacks.
fn elsewhere(
    all: &Gazetteer,
    mentions: &[PlaceMention],
    at: usize,
    row: &PlaceRow,
    settled: &[Option<&'static str>],
    country: Option<&str>,
) -> bool {
    let mention = &mentions[at];
    let unit = row.admin[0];
    let stated = container_admin1(all, &mention.containers, country);
    if stated.and_then(|s| all.by_id(s)).is_some_and(|s| s.country != row.country) {
        return true;
    }
    // Another country's village is not meant without a word about that country.
    if row.source != "rasd" && country.is_some_and(|c| c != row.country) && stated.is_none() {
        return true;
    }
    if unit.is_empty() || row.level.is_admin() {
        return false;
    }
    let hamlet = row.source != "rasd"
        && matches!(all.usual_type(row), PlaceType::Village | PlaceType::Neighbourhood);
    // «جنوب صنعاء» may well be another governorate.
    let loose = |c: &Container| matches!(c.kind, ContainerKind::Direction | ContainerKind::Near);
    if let Some(stated) = container_admin1(all, &mention.containers, country)
        && (hamlet || !mention.containers.iter().all(loose))
    {
        return stated != unit;
    }
    if !hamlet {
        return false;
    }
    let others = |same: bool| {
        window(at, mentions.len()).any(|i| {
            mentions[i].name != mention.name
                && settled[i].is_some_and(|s| !s.is_empty() && (s == unit) == same)
        })
    };
    others(false) && !others(true)
}

/// The country that most of the unmistakable mentions lie in.
fn usual_country(all: &Gazetteer, mentions: &[PlaceMention]) -> Option<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for mention in mentions {
        let unit = sure_admin1(all, mention, None).and_then(|code| all.by_id(code));
        if let Some(unit) = unit {
            *counts.entry(unit.country).or_default() += 1;
        }
    }
    let most = *counts.values().max()?;
    let mut best = counts.into_iter().filter(|c| c.1 == most).map(|c| c.0);
    let first = best.next()?;
    best.next().is_none().then_some(first)
}

struct Choice {
    row: Option<RowId>,
    tied: Vec<RowId>,
}

/// The first-level unit of a mention whose candidates, or whose container's, all agree.
fn sure_admin1(
    all: &Gazetteer,
    mention: &PlaceMention,
    country: Option<&str>,
) -> Option<&'static str> {
    let unit = container_admin1(all, &mention.containers, country);
    unit.or_else(|| shared(all, &at_home(all, &mention.candidates, country), 0))
}

/// The candidates in `country` when there are any, else all.
fn at_home(all: &Gazetteer, rows: &[RowId], country: Option<&str>) -> Vec<RowId> {
    let home: Vec<RowId> = rows
        .iter()
        .copied()
        .filter(|r| all.row(*r).is_some_and(|r| Some(r.country) == country))
        .collect();
    if home.is_empty() { rows.to_vec() } else { home }
}

/// The unit of the given depth that all rows lie in.
fn shared(all: &Gazetteer, rows: &[RowId], depth: usize) -> Option<&'static str> {
    let mut codes = rows.iter().filter_map(|r| all.row(*r)).map(|r| r.admin[depth]);
    let first = codes.next().filter(|c| !c.is_empty())?;
    codes.all(|c| c == first).then_some(first)
}

fn container_admin1(
    all: &Gazetteer,
    containers: &[Container],
    country: Option<&str>,
) -> Option<&'static str> {
    containers
        .iter()
        .filter_map(|c| {
            let rows = at_home(all, &c.rows, country);
            let units: Vec<RowId> = rows
                .iter()
                .copied()
                .filter(|r| all.row(*r).is_some_and(|r| r.level == Level::Admin1))
                .collect();
            shared(all, &units, 0).or_else(|| shared(all, &rows, 0))
        })
        .next_back()
}

/// «محافظة …» is the unit whatever towns of that name there are.
fn may_be(mention: &PlaceMention, row: &PlaceRow) -> bool {
    mention.r#type != PlaceType::Governorate || row.level == Level::Admin1
}

fn one(
    all: &Gazetteer,
    mentions: &[PlaceMention],
    at: usize,
    settled: &[Option<&'static str>],
    country: Option<&str>,
) -> Choice {
    let mention = &mentions[at];
    if mention.candidates.is_empty() {
        return Choice { row: None, tied: Vec::new() };
    }
    let weights = Weights::around(mentions, at, settled);
    let scored: Vec<(RowId, Score)> = mention
        .candidates
        .iter()
        .filter_map(|id| Some((*id, all.row(*id)?)))
        .filter(|(_, row)| may_be(mention, row))
        .filter(|(_, row)| !elsewhere(all, mentions, at, row, settled, country))
        .map(|(id, row)| (id, score(all, mention, row, &weights, country)))
        .collect();
    let Some(best) = scored.iter().map(|s| s.1).max_by(|a, b| a.total_cmp(b)) else {
        return Choice { row: None, tied: Vec::new() };
    };
    let tied: Vec<RowId> =
        scored.iter().filter(|s| s.1.total_cmp(&best).is_eq()).map(|s| s.0).collect();
    let rows: Vec<&PlaceRow> = tied.iter().filter_map(|r| all.row(*r)).collect();
    let together = rows.iter().all(|a| rows.iter().all(|b| km(a, b) <= SAME_SPOT_KM));
    if tied.len() == 1 || together {
        // Of two rows for one spot the one with a p-code stands first in the table.
        return Choice { row: tied.first().copied(), tied: Vec::new() };
    }
    Choice { row: None, tied }
}

fn finish(
    all: &Gazetteer,
    mention: &PlaceMention,
    choice: Choice,
    unit: Option<&'static str>,
) -> ResolvedPlace {
    let mut place = Place {
        name: mention.name.clone(),
        name_en: None,
        r#type: mention.r#type,
        admin1: None,
        admin2: None,
        admin3: None,
        pcode: None,
        lat: None,
        lon: None,
        precision: PlacePrecision::Unresolved,
        text: mention.text.clone(),
    };
    let name_of = |code: &str| all.by_id(code).map(|u| u.name_en.to_owned());
    let mut finding = None;
    if let Some(row) = choice.row.and_then(|r| all.row(r)) {
        let [admin1, admin2, admin3] = all.admin_names(row).map(|n| n.map(str::to_owned));
        (place.admin1, place.admin2, place.admin3) = (admin1, admin2, admin3);
        if !mention.typed {
            place.r#type = match row.level {
                Level::Admin1 if mention.container_only => PlaceType::Governorate,
                Level::Admin2 if mention.container_only => PlaceType::District,
                Level::Admin3 if mention.container_only => PlaceType::Subdistrict,
                _ => all.usual_type(row),
            };
        }
        place.name_en = Some(row.name_en.to_owned()).filter(|n| !n.is_empty());
        place.pcode = Some(row.id.to_owned());
        (place.lat, place.lon) = (Some(row.lat), Some(row.lon));
        place.precision = match row.level {
            Level::Country => PlacePrecision::Country,
            Level::Admin1 => PlacePrecision::Admin1,
            Level::Admin2 => PlacePrecision::Admin2,
            Level::Admin3 => PlacePrecision::Admin3,
            Level::Place | Level::Area | Level::Neighbourhood => PlacePrecision::Settlement,
        };
    } else if !choice.tied.is_empty() {
        place.admin1 = shared(all, &choice.tied, 0).and_then(name_of);
        place.admin2 = shared(all, &choice.tied, 1).and_then(name_of);
        place.admin3 = shared(all, &choice.tied, 2).and_then(name_of);
        finding = Some(FindingCode::PlaceAmbiguous);
    }
    if place.admin1.is_none() {
        let row = choice.row.and_then(|r| all.row(r));
        let fits = |code: &&str| {
            row.is_none_or(|row| {
                row.admin[0].is_empty()
                    && row.level != Level::Country
                    && all.by_id(code).is_some_and(|unit| unit.country == row.country)
            })
        };
        place.admin1 = unit.filter(fits).and_then(name_of);
    }
    ResolvedPlace { place, row: choice.row, finding, tied: choice.tied, abroad: false }
}

static PUBLISHERS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../../data/place_publishers.tsv");
    let Ok(table) = Table::parse("place_publishers", text) else { return BTreeMap::new() };
    let cell = |row, column| table.get(row, column).to_owned();
    table.rows.iter().map(|row| (cell(row, "host"), cell(row, "country"))).collect()
});

/// The country a publisher writes from, by its host name.
fn publisher_country(publisher: &str) -> Option<&'static str> {
    let host = publisher.trim_start_matches("www.");
    PUBLISHERS.get(host).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::places::places;
    use crate::reading::Reading;

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
        assert_eq!(settled.place.admin2.as_deref(), Some("Quamishli"));
    }

    #[test]
    fn what_the_text_says_of_an_unknown_place_is_kept() {
        let place = &resolved("قصف على قرية خربة المثال بريف حلب الشمالي", "SY")[0].place;
        assert_eq!(place.name, "خربة المثال");
        assert_eq!(place.admin1.as_deref(), Some("Aleppo"));
        assert_eq!((place.pcode.as_deref(), place.lat), (None, None));
        assert_eq!(place.precision, PlacePrecision::Unresolved);
    }

    #[test]
    fn chain_and_coordinates() {
        let place = &resolved("قصف على مدينة سراقب", "SY")[0].place;
        assert_eq!(place.admin1.as_deref(), Some("Idleb"));
        assert!(place.admin3.is_some() && place.pcode.is_some());
        assert!(place.lat.is_some_and(|lat| (lat - 35.86).abs() < 0.05));
        assert_eq!(place.precision, PlacePrecision::Settlement);
    }
}
