//! Which place of the gazetteer a mention is.
//!
//! Homonyms are told apart by, in this order: what contains them in the text, the other names of
//! their list, the other places of the report (nearer ones weigh more), the report's country, the
//! publisher's. What is still tied keeps the units that all candidates share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::annotate::places::{Container, ContainerKind, PlaceMention};
use crate::gazetteer::{Gazetteer, Level, PlaceRow, RowId};
use crate::lexicon::Table;
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
    /// The place, ready for the record.
    pub place: Place,
    /// The row it is, when one was settled on.
    pub row: Option<RowId>,
    /// [`FindingCode::PlaceAmbiguous`] when homonyms stay.
    pub finding: Option<FindingCode>,
    /// The rows that stay tied.
    pub tied: Vec<RowId>,
}

/// Homonyms nearer to each other than this are one place told twice.
const SAME_SPOT_KM: f64 = 12.0;

/// Resolves every mention of a report, in order.
#[must_use]
pub fn resolve(mentions: &[PlaceMention], context: &PlaceContext) -> Vec<ResolvedPlace> {
    let all = Gazetteer::get();
    let country = context.country.filter(|c| !c.is_empty());
    let publisher = context.publisher.and_then(publisher_country);
    let country = country.or(publisher);
    // First what needs no context, then everything with it.
    let sure: Vec<Option<&'static str>> =
        mentions.iter().map(|m| sure_admin1(all, m, country)).collect();
    let mut settled: Vec<Option<&'static str>> = sure.clone();
    let mut out = Vec::with_capacity(mentions.len());
    for (i, mention) in mentions.iter().enumerate() {
        let resolved = one(all, mentions, i, &settled, country);
        if settled[i].is_none() {
            settled[i] = resolved.row.and_then(|r| all.row(r)).map(|r| r.admin[0]);
        }
        let unit = container_admin1(all, &mention.containers, country)
            .or_else(|| around(mentions, i, &settled));
        out.push(finish(all, mention, resolved, unit));
    }
    out
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
    if unit.is_empty() || row.level.is_admin() {
        return false;
    }
    if let Some(stated) = container_admin1(all, &mention.containers, country) {
        return stated != unit;
    }
    let hamlet = matches!(all.usual_type(row), PlaceType::Village | PlaceType::Neighbourhood);
    if !hamlet || row.source == "rasd" {
        return false;
    }
    let others = |same: bool| {
        mentions.iter().zip(settled).any(|(m, s)| {
            m.name != mention.name && s.is_some_and(|s| !s.is_empty() && (s == unit) == same)
        })
    };
    others(false) && !others(true)
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

fn one(
    all: &Gazetteer,
    mentions: &[PlaceMention],
    at: usize,
    settled: &[Option<&'static str>],
    country: Option<&str>,
) -> Choice {
    let mention = &mentions[at];
    let scored: Vec<(RowId, Score)> = mention
        .candidates
        .iter()
        .filter_map(|id| Some((*id, all.row(*id)?)))
        .filter(|(_, row)| {
            // «محافظة …» is the unit whatever towns of that name there are.
            mention.r#type != PlaceType::Governorate || row.level == Level::Admin1
        })
        .filter(|(_, row)| !elsewhere(all, mentions, at, row, settled, country))
        .map(|(id, row)| (id, score(all, mentions, at, row, settled, country)))
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

/// Compared part by part, first part first.
type Score = [f64; 7];

trait TotalCmp {
    fn total_cmp(&self, other: &Self) -> std::cmp::Ordering;
}

impl TotalCmp for Score {
    fn total_cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.iter()
            .zip(other)
            .map(|(a, b)| a.total_cmp(b))
            .find(|o| o.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    }
}

fn score(
    all: &Gazetteer,
    mentions: &[PlaceMention],
    at: usize,
    row: &PlaceRow,
    settled: &[Option<&'static str>],
    country: Option<&str>,
) -> Score {
    let mention = &mentions[at];
    let contained: f64 = mention.containers.iter().map(|c| fits(all, c, row, country)).sum();
    let home = f64::from(u8::from(country.is_none() || country == Some(row.country)));
    let unit = row.admin[0];
    let (list, report) = context_weight(mentions, at, unit, settled);
    let known = f64::from(u8::from(!unit.is_empty()));
    let level = f64::from(u8::from(wanted(mention, row)));
    [contained, list, home, level, (report * 1e6).round(), prominence(all, mention, row), known]
}

/// How much of its list, and of the report around a mention, lies in a first-level unit.
fn context_weight(
    mentions: &[PlaceMention],
    at: usize,
    unit: &str,
    settled: &[Option<&'static str>],
) -> (f64, f64) {
    let mention = &mentions[at];
    let dateline = (0..at).rev().find(|i| mentions[*i].dateline && settled[*i].is_some());
    let (mut list, mut report) = (0.0, 0.0);
    for (i, other) in mentions.iter().enumerate() {
        if i == at || unit.is_empty() || settled[i] != Some(unit) || other.name == mention.name {
            continue;
        }
        if other.list.is_some() && other.list == mention.list {
            list += 1.0;
        }
        let gap = other.span.start.abs_diff(mention.span.start) as f64;
        report += if dateline == Some(i) { 2.0 } else { 1.0 / (1.0 + gap / 25.0) };
    }
    (list, report)
}

/// The first-level unit that the report around a mention speaks of most.
fn around(
    mentions: &[PlaceMention],
    at: usize,
    settled: &[Option<&'static str>],
) -> Option<&'static str> {
    let units: std::collections::BTreeSet<&'static str> =
        settled.iter().flatten().copied().filter(|u| !u.is_empty()).collect();
    units
        .into_iter()
        .map(|unit| {
            let (list, report) = context_weight(mentions, at, unit, settled);
            (unit, 10.0 * list + report)
        })
        .filter(|u| u.1 > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|u| u.0)
}

/// How well a row fits into a container the text gives for it.
fn fits(all: &Gazetteer, container: &Container, row: &PlaceRow, country: Option<&str>) -> f64 {
    at_home(all, &container.rows, country)
        .iter()
        .filter_map(|r| all.row(*r))
        .map(|unit| {
            let inside = match unit.level {
                Level::Country => row.country == unit.country,
                _ => unit.level.is_admin() && row.admin.contains(&unit.id),
            };
            let same = |depth: usize| {
                !unit.admin[depth].is_empty() && unit.admin[depth] == row.admin[depth]
            };
            let near = container.kind == ContainerKind::Near && km(unit, row) < 15.0;
            if inside || near || same(2) {
                2.0
            } else if same(1) {
                1.5
            } else if same(0) {
                1.0
            } else {
                0.0
            }
        })
        .fold(0.0, f64::max)
}

/// Whether a row is of the level that the mention's type asks for.
fn wanted(mention: &PlaceMention, row: &PlaceRow) -> bool {
    match mention.r#type {
        PlaceType::Country => row.level == Level::Country,
        PlaceType::Governorate => row.level == Level::Admin1,
        PlaceType::District => row.level == Level::Admin2,
        PlaceType::Subdistrict => matches!(row.level, Level::Admin3 | Level::Place),
        PlaceType::Neighbourhood => row.level == Level::Neighbourhood,
        PlaceType::Area if mention.container_only => row.level.is_admin(),
        PlaceType::Area | PlaceType::Facility | PlaceType::Road | PlaceType::Camp => {
            matches!(row.level, Level::Area | Level::Place)
        }
        PlaceType::City | PlaceType::Town | PlaceType::Village => {
            if mention.container_only {
                row.level.is_admin()
            } else {
                row.level == Level::Place
            }
        }
    }
}

/// A centre before a hamlet; for a container, the larger unit first.
fn prominence(all: &Gazetteer, mention: &PlaceMention, row: &PlaceRow) -> f64 {
    let rank = match all.usual_type(row) {
        PlaceType::City if row.level == Level::Place => 5.0,
        PlaceType::Town if row.level == Level::Place => 4.0,
        _ if row.source == "rasd" => 3.0,
        PlaceType::Village => 2.0,
        _ => 1.0,
    };
    if mention.container_only {
        match row.level {
            Level::Admin1 => 9.0,
            Level::Admin2 => 8.0,
            Level::Admin3 => 7.0,
            _ => rank,
        }
    } else {
        rank
    }
}

fn km(a: &PlaceRow, b: &PlaceRow) -> f64 {
    let x = (b.lon - a.lon).to_radians() * ((a.lat + b.lat) / 2.0).to_radians().cos();
    let y = (b.lat - a.lat).to_radians();
    6371.0 * x.hypot(y)
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
        place.name_en = Some(row.name_en.to_owned());
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
        place.admin1 = unit.filter(|_| choice.row.is_none()).and_then(name_of);
    }
    ResolvedPlace { place, row: choice.row, finding, tied: choice.tied }
}

static PUBLISHERS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../data/place_publishers.tsv");
    let Ok(table) = Table::parse("place_publishers", text) else { return BTreeMap::new() };
    let cell = |row, column| table.get(row, column).to_owned();
    table.rows.iter().map(|row| (cell(row, "host"), cell(row, "country"))).collect()
});

/// The country a publisher writes from, by its host name.
fn publisher_country(publisher: &str) -> Option<&'static str> {
    let host = publisher.trim_start_matches("www.");
    PUBLISHERS.get(host).map(String::as_str)
}
