//! Weighing the rows a mention may be.

use std::cell::OnceCell;

use smallvec::{SmallVec, smallvec};

use super::Around;
use super::fates::Fate;
use super::home::at_home;
use crate::annotate::places::{Container, ContainerKind, PlaceMention};
use crate::gazetteer::{Level, PlaceRow, RowId, Unit};
use crate::model::PlaceType;

/// How many mentions before and behind one are looked at: the text of one report, not of a book.
const WINDOW: usize = 80;

/// The mentions around `at`.
pub(super) fn window(at: usize, len: usize) -> std::ops::Range<usize> {
    at.saturating_sub(WINDOW)..len.min(at + WINDOW)
}

/// Rows that a mention may be.
pub(super) type Rows = SmallVec<[(RowId, &'static PlaceRow); 8]>;

/// Leaves the rows that answer mention `at` best: one reason after the other, the weightiest first.
/// `lost` is told of each other row and the reason for which it fell.
pub(super) fn sift(around: &Around, at: usize, rows: &mut Rows, mut lost: impl FnMut(RowId, Fate)) {
    if rows.len() < 2 {
        return;
    }
    let (mention, country) = (&around.mentions[at], around.country);
    let weights = OnceCell::new();
    let weight =
        |row: &PlaceRow| weights.get_or_init(|| Weights::around(around, at)).of(row.units[0]);
    if !mention.containers.is_empty() {
        let homes = homes(around, at);
        best(rows, Fate::Container, &mut lost, |row| {
            homes.iter().map(|home| fits(home, row)).sum()
        });
    }
    // A centre told without a word of where it lies is itself, whatever hamlet lies nearer.
    if mention.containers.is_empty() && matches!(mention.r#type, PlaceType::City | PlaceType::Town)
    {
        let home = |row: &PlaceRow| country.is_none_or(|country| country == row.land);
        best(rows, Fate::Prominence, &mut lost, |row| {
            i64::from((row.by_hand || row.usual == PlaceType::City) && home(row))
        });
    }
    if mention.list.is_some() {
        best(rows, Fate::List, &mut lost, |row| weight(row).0 as i64);
    }
    best(rows, Fate::Country, &mut lost, |row| {
        i64::from(country.is_none_or(|country| country == row.land))
    });
    best(rows, Fate::Sort, &mut lost, |row| i64::from(wanted(mention, row)));
    best(rows, Fate::UnitKnown, &mut lost, |row| i64::from(row.units[0] != 0));
    let unit = rows.first().map(|(_, row)| row.units[0]);
    if rows.iter().any(|(_, row)| Some(row.units[0]) != unit) {
        best(rows, Fate::Neighbours, &mut lost, |row| (weight(row).1 * 1e6).round() as i64);
    }
    best(rows, Fate::Prominence, &mut lost, |row| prominence(mention, row));
}

/// Leaves those rows that are worth most.
fn best(
    rows: &mut Rows,
    fate: Fate,
    lost: &mut impl FnMut(RowId, Fate),
    worth: impl Fn(&PlaceRow) -> i64,
) {
    let [(_, first), others @ ..] = rows.as_slice() else { return };
    if others.is_empty() {
        return;
    }
    let (first, mut alike) = (worth(first), true);
    let most = others.iter().fold(first, |most, (_, row)| {
        let worth = worth(row);
        alike &= worth == first;
        most.max(worth)
    });
    if !alike {
        rows.retain(|(id, row)| {
            let stays = worth(row) == most;
            if !stays {
                lost(*id, fate);
            }
            stays
        });
    }
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
    fn of(&self, unit: Unit) -> (f64, f64) {
        let known = self.units.codes.iter().position(|known| *known == unit);
        known.map_or((0.0, 0.0), |known| self.weights[known])
    }

    /// The unit that weighs most, when no other comes near: of a report that goes from one governorate
    /// to the next, what stands around a place does not tell where it lies.
    pub(super) fn heaviest(&self) -> Option<Unit> {
        let weights = self.weights.iter().map(|(list, report)| 10.0 * list + report);
        let all = || self.units.codes.iter().copied().zip(weights.clone()).filter(|u| u.1 > 0.0);
        let most = all().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
        let near = |u: &(Unit, f64)| u.0 != most.0 && u.1 * CLEAR > most.1;
        (!all().any(|u| near(&u))).then_some(most.0)
    }
}

/// How many times the weight of the next a unit must have.
const CLEAR: f64 = 1.4;

/// The first-level units of a report's mentions, each with a number.
#[derive(Debug, Default)]
pub(super) struct Units {
    codes: Vec<Unit>,
    /// The number of each mention's unit.
    of: Vec<u16>,
}

impl Units {
    const NONE: u16 = u16::MAX;

    pub(super) fn new(settled: &[Option<Unit>]) -> Self {
        let of = Vec::with_capacity(settled.len());
        let mut units = Self { codes: Vec::with_capacity(8), of };
        for unit in settled {
            let number = units.number(*unit);
            units.of.push(number);
        }
        units
    }

    /// Takes note of the unit of mention `at`.
    pub(super) fn settle(&mut self, at: usize, unit: Option<Unit>) {
        self.of[at] = self.number(unit);
    }

    fn number(&mut self, unit: Option<Unit>) -> u16 {
        let Some(unit) = unit.filter(|unit| *unit != 0) else { return Self::NONE };
        let known = self.codes.iter().position(|known| *known == unit);
        known.unwrap_or_else(|| {
            self.codes.push(unit);
            self.codes.len() - 1
        }) as u16
    }
}

/// A container the text gives, with the rows it may be.
pub(super) type Home<'a> = (&'a Container, SmallVec<[&'static PlaceRow; 4]>);

/// The containers of mention `at` with the rows they may be.
pub(super) fn homes<'a>(around: &'a Around, at: usize) -> SmallVec<[Home<'a>; 2]> {
    let containers = around.mentions[at].containers.iter();
    containers.map(|c| (c, at_home(around.all, &c.rows, around.country).collect())).collect()
}

/// How well a row fits into a container the text gives for it.
fn fits((container, rows): &Home, row: &PlaceRow) -> i64 {
    let worth = |unit: &&'static PlaceRow| {
        let inside = match unit.level {
            Level::Country => row.land == unit.land,
            _ => unit.level.is_admin() && unit.own != 0 && row.units.contains(&unit.own),
        };
        let same = |depth: usize| unit.units[depth] != 0 && unit.units[depth] == row.units[depth];
        let near = || container.kind == ContainerKind::Near && km(unit, row) < 15.0;
        if inside || same(2) || near() {
            4
        } else if same(1) {
            3
        } else if same(0) {
            2
        } else {
            0
        }
    };
    rows.iter().map(worth).max().unwrap_or(0)
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
fn prominence(mention: &PlaceMention, row: &PlaceRow) -> i64 {
    let rank = match row.usual {
        PlaceType::City if row.level == Level::Place => 5,
        PlaceType::Town if row.level == Level::Place => 4,
        _ if row.by_hand => 3,
        PlaceType::Village => 2,
        _ => 1,
    };
    if mention.container_only {
        match row.level {
            Level::Admin1 => 9,
            Level::Admin2 => 8,
            Level::Admin3 => 7,
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
