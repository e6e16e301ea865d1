//! Weighing the rows a mention may be.

use smallvec::{SmallVec, smallvec};

use super::{Around, at_home};
use crate::annotate::places::{Container, ContainerKind, PlaceMention};
use crate::gazetteer::{Gazetteer, Level, PlaceRow};
use crate::model::PlaceType;

/// How many mentions before and behind one are looked at: the text of one report, not of a book.
const WINDOW: usize = 80;

/// The mentions around `at`.
pub(super) fn window(at: usize, len: usize) -> std::ops::Range<usize> {
    at.saturating_sub(WINDOW)..len.min(at + WINDOW)
}

/// Compared part by part, first part first.
pub(super) type Score = [f64; 7];

pub(super) trait TotalCmp {
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

/// How well a row answers mention `at`, the weightiest reason first.
pub(super) fn score(
    around: &Around,
    at: usize,
    row: &PlaceRow,
    weights: &Weights,
    homes: &[Home],
) -> Score {
    let (all, mention, country) = (around.all, &around.mentions[at], around.country);
    let contained: f64 = homes.iter().map(|home| fits(home, row)).sum();
    let home = f64::from(u8::from(country.is_none() || country == Some(row.country)));
    let unit = row.admin[0];
    let (list, report) = weights.of(unit);
    let known = f64::from(u8::from(!unit.is_empty()));
    let level = f64::from(u8::from(wanted(mention, row)));
    [contained, list, home, level, known, (report * 1e6).round(), prominence(all, mention, row)]
}

/// How much of a mention's list, and of the report around it, lies in each first-level unit.
///
/// All units are weighed in one pass over the mentions around, in the order in which they stand:
/// a pass for each candidate row was a tenth of all instructions.
pub(super) struct Weights<'a> {
    units: &'a Units,
    /// By the number of the unit: of the list, of the report.
    weights: SmallVec<[(f64, f64); 12]>,
}

impl<'a> Weights<'a> {
    pub(super) fn around(around: &'a Around, at: usize) -> Self {
        let (mentions, units) = (around.mentions, &around.units);
        let mention = &mentions[at];
        let range = window(at, mentions.len());
        let dateline =
            (range.start..at).rev().find(|i| mentions[*i].dateline && around.settled[*i].is_some());
        let mut weights: SmallVec<[(f64, f64); 12]> = smallvec![(0.0, 0.0); units.codes.len()];
        let (own, list_of) = (around.names[at], mention.list);
        let start = mention.span.start as i64;
        let others = mentions[range.clone()].iter().zip(&units.of[range.clone()]);
        for (i, ((other, unit), name)) in range.clone().zip(others.zip(&around.names[range])) {
            if *unit == Units::NONE || *name == own {
                continue;
            }
            let Some((list, report)) = weights.get_mut(usize::from(*unit)) else { continue };
            if list_of.is_some() && other.list == list_of {
                *list += 1.0;
            }
            let gap = (other.span.start as i64 - start).abs() as f64;
            // What was said before holds on; what comes later is often another item.
            let side = if i < at { 1.0 } else { 0.5 };
            *report += if dateline == Some(i) { 2.0 } else { side / (1.0 + gap / 25.0) };
        }
        Self { units, weights }
    }

    /// The weights of one unit: of the list, of the report.
    fn of(&self, unit: &str) -> (f64, f64) {
        let known = self.units.codes.iter().position(|known| same_code(known, unit));
        known.map_or((0.0, 0.0), |known| self.weights[known])
    }

    /// The unit that weighs most, when no other comes near: of a report that goes from one governorate
    /// to the next, what stands around a place does not tell where it lies.
    pub(super) fn heaviest(&self) -> Option<&'static str> {
        let weights = self.weights.iter().map(|(list, report)| 10.0 * list + report);
        let all = || self.units.codes.iter().copied().zip(weights.clone()).filter(|u| u.1 > 0.0);
        let most = all().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)))?;
        let near = |u: &(&str, f64)| u.0 != most.0 && u.1 * CLEAR > most.1;
        (!all().any(|u| near(&u))).then_some(most.0)
    }
}

/// How many times the weight of the next a unit must have.
const CLEAR: f64 = 1.4;

/// The first-level units of a report's mentions, each with a number.
#[derive(Debug, Default)]
pub(super) struct Units {
    codes: Vec<&'static str>,
    /// The number of each mention's unit.
    of: Vec<u16>,
}

impl Units {
    const NONE: u16 = u16::MAX;

    pub(super) fn new(settled: &[Option<&'static str>]) -> Self {
        let mut units = Self::default();
        for unit in settled {
            let number = units.number(*unit);
            units.of.push(number);
        }
        units
    }

    /// Takes note of the unit of mention `at`.
    pub(super) fn settle(&mut self, at: usize, unit: Option<&'static str>) {
        self.of[at] = self.number(unit);
    }

    fn number(&mut self, unit: Option<&'static str>) -> u16 {
        let Some(unit) = unit.filter(|unit| !unit.is_empty()) else { return Self::NONE };
        let known = self.codes.iter().position(|known| same_code(known, unit));
        known.unwrap_or_else(|| {
            self.codes.push(unit);
            self.codes.len() - 1
        }) as u16
    }
}

/// Whether two codes are the same; most differ in the last letter.
fn same_code(a: &str, b: &str) -> bool {
    a.as_bytes().last() == b.as_bytes().last() && a == b
}

/// A container the text gives, with the rows it may be.
pub(super) type Home<'a> = (&'a Container, SmallVec<[&'static PlaceRow; 4]>);

/// The containers of mention `at` with the rows they may be.
pub(super) fn homes<'a>(around: &'a Around, at: usize) -> SmallVec<[Home<'a>; 2]> {
    let containers = around.mentions[at].containers.iter();
    containers.map(|c| (c, at_home(around.all, &c.rows, around.country).collect())).collect()
}

/// How well a row fits into a container the text gives for it.
fn fits((container, rows): &Home, row: &PlaceRow) -> f64 {
    rows.iter()
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

/// Distance, good enough between neighbours.
pub(super) fn km(a: &PlaceRow, b: &PlaceRow) -> f64 {
    let x = (b.lon - a.lon).to_radians() * ((a.lat + b.lat) / 2.0).to_radians().cos();
    let y = (b.lat - a.lat).to_radians();
    6371.0 * x.hypot(y)
}
