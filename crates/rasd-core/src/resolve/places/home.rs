//! The country and the units that names point to by themselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::annotate::places::{Container, PlaceMention};
use crate::gazetteer::{Gazetteer, Land, Level, PlaceRow, RowId, Unit};
use crate::lexicon::Table;

/// The country that most of the unmistakable mentions lie in.
pub(super) fn usual_country(all: &'static Gazetteer, mentions: &[PlaceMention]) -> Option<Land> {
    let mut counts: BTreeMap<Land, usize> = BTreeMap::new();
    for mention in mentions {
        let unit = container_admin1(all, &mention.containers, None)
            .or_else(|| shared_at_home(all, &mention.candidates, None));
        if let Some(unit) = unit.and_then(|unit| all.unit(unit)) {
            *counts.entry(unit.land).or_default() += 1;
        }
    }
    let most = *counts.values().max()?;
    let mut best = counts.into_iter().filter(|c| c.1 == most).map(|c| c.0);
    let first = best.next()?;
    best.next().is_none().then_some(first)
}

/// The code of the country that most of the unmistakable mentions lie in.
#[must_use]
pub fn country_of(mentions: &[PlaceMention]) -> Option<&'static str> {
    usual_country(Gazetteer::get(), mentions).and_then(Gazetteer::code)
}

/// The rows in `country` when there are any, else all.
pub(super) fn at_home<'a>(
    all: &'static Gazetteer,
    rows: &'a [RowId],
    country: Option<Land>,
) -> impl Iterator<Item = &'static PlaceRow> + use<'a> {
    let rows = || rows.iter().filter_map(|r| all.row(*r));
    let home = rows().any(|r| Some(r.land) == country);
    rows().filter(move |r| !home || Some(r.land) == country)
}

/// The first-level unit that all rows lie in, those in `country` when there are any.
pub(super) fn shared_at_home(
    all: &'static Gazetteer,
    rows: &[RowId],
    country: Option<Land>,
) -> Option<Unit> {
    shared(at_home(all, rows, country), 0)
}

/// The unit of the given depth that all rows lie in.
pub(super) fn shared(rows: impl Iterator<Item = &'static PlaceRow>, depth: usize) -> Option<Unit> {
    let mut units = rows.map(|r| r.units[depth]);
    let first = units.next().filter(|unit| *unit != 0)?;
    units.all(|unit| unit == first).then_some(first)
}

pub(super) fn container_admin1(
    all: &'static Gazetteer,
    containers: &[Container],
    country: Option<Land>,
) -> Option<Unit> {
    containers.iter().rev().find_map(|c| {
        let units = at_home(all, &c.rows, country).filter(|r| r.level == Level::Admin1);
        shared(units, 0).or_else(|| shared_at_home(all, &c.rows, country))
    })
}

static PUBLISHERS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../../data/place_publishers.tsv");
    let Ok(table) = Table::parse("place_publishers", text) else { return BTreeMap::new() };
    let cell = |row, column| table.get(row, column).to_owned();
    table.rows.iter().map(|row| (cell(row, "host"), cell(row, "country"))).collect()
});

/// The country a publisher writes from, by its host name.
pub(super) fn publisher_country(publisher: &str) -> Option<&'static str> {
    let host = publisher.trim_start_matches("www.");
    PUBLISHERS.get(host).map(String::as_str)
}
