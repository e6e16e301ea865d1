//! `ucdp`: the columns of UCDP GED (data/ucdp_*.tsv, kinds.tsv, actors.tsv, precisions.tsv).

use rasd::Report;
use rasd::model::{ActorRef, ActorRole, DatePrecision, Group, Harm, Outcome, Record};

use super::Table;
use crate::ExportError;
use crate::cell::Cell;
use crate::figures::{Range, ancestors, topmost};
use crate::row::{Row, actor_country, actor_name, registered, rows};
use crate::tables;

/// A side: an actor, civilians, or nobody told.
#[derive(Clone, Copy)]
enum Side<'a> {
    Actor(&'a ActorRef),
    /// Known by its dead only.
    Id(&'a str),
    Civilians,
    Untold,
}

/// Deaths by column.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Deaths {
    a: u64,
    b: u64,
    civilians: u64,
    unknown: u64,
}

impl Deaths {
    const fn best(&self) -> u64 {
        self.a + self.b + self.civilians + self.unknown
    }
}

/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&Event<'_>) -> Cell);

/// One row.
pub(super) struct Event<'a> {
    row: Row<'a>,
    kind: &'static str,
    a: Side<'a>,
    b: Side<'a>,
    deaths: Deaths,
    high: u64,
}

pub(super) fn fill(
    table: &mut Table,
    record: &Record,
    report: Option<&Report>,
) -> Result<(), ExportError> {
    for row in rows(record, report) {
        match event(row) {
            Ok(event) => table.row(COLUMNS, &event)?,
            Err(reason) => table.summary.leave_out(reason),
        }
    }
    Ok(())
}

/// The event, or why UCDP has none.
fn event(row: Row<'_>) -> Result<Event<'_>, String> {
    let kind = row.incident.kind;
    if tables::kind(kind).is_none_or(|k| k.get("ucdp") != "yes") {
        return Err(format!("no UCDP event: {kind}"));
    }
    let killed = range(&row);
    if killed.figures == 0 {
        return Err("no UCDP event: no deaths told".to_owned());
    }
    let (a, b) = sides(&row);
    let fits = |side: Side<'_>, word: &str| word == "any" || word == sort(side);
    let Some(entry) =
        tables::rows("ucdp_types").find(|t| fits(a, t.get("side_a")) && fits(b, t.get("side_b")))
    else {
        return Err("no UCDP event: no organised actor or side told".to_owned());
    };
    let deaths = deaths(&row, a, b);
    let high = killed.max.unwrap_or(0).max(deaths.best()) + unconfirmed(&row);
    Ok(Event { row, kind: entry.get("type"), a, b, deaths, high })
}

fn range(row: &Row<'_>) -> Range {
    Range::sum(topmost(&row.incident.harm, |h| h.outcome == Outcome::Killed).map(|(_, h)| h))
}

/// Deaths that the report calls unconfirmed: they raise the high estimate only.
fn unconfirmed(row: &Row<'_>) -> u64 {
    let harm = row.incident.harm.iter();
    let more = harm.filter(|h| h.provisional && h.within.is_none() && h.outcome == Outcome::Killed);
    more.map(|h| u64::from(h.count.max.or(h.count.min).unwrap_or(0))).sum()
}

/// Two armed sides, or one side and the civilians it kills. A government comes first where it
/// fights others.
fn sides<'a>(row: &Row<'a>) -> (Side<'a>, Side<'a>) {
    let mut doers = row.actors(ActorRole::Perpetrator);
    let a = doers.next().map_or(Side::Untold, Side::Actor);
    let b = match row.actor(ActorRole::Target).or_else(|| doers.next()) {
        Some(other) => Side::Actor(other),
        None if row.only_civilians() => Side::Civilians,
        None => row.hit_side().map_or(Side::Untold, Side::Id),
    };
    let (sort_a, sort_b) = (sort(a), sort(b));
    if sort_b == "state" && sort_a != "state" { (b, a) } else { (a, b) }
}

impl<'a> Side<'a> {
    const fn id(self) -> Option<&'a str> {
        match self {
            Side::Actor(actor) => Some(actor.id.as_str()),
            Side::Id(id) => Some(id),
            Side::Civilians | Side::Untold => None,
        }
    }
}

fn sort(side: Side<'_>) -> &'static str {
    match side.id() {
        Some(id) => tables::find("actors", "id", id).map_or("unknown", |a| a.get("side")),
        None if matches!(side, Side::Civilians) => "civilians",
        None => "unknown",
    }
}

/// The people killed, each in one column: the parts of a figure in theirs, the rest in the whole's.
fn deaths(row: &Row<'_>, a: Side<'_>, b: Side<'_>) -> Deaths {
    let mut deaths = Deaths::default();
    let harm = &row.incident.harm;
    for (top, figure) in topmost(harm, |h| h.outcome == Outcome::Killed) {
        let whole = u64::from(figure.count.min.unwrap_or(0));
        let mut left = whole;
        if column(figure) == "deaths_unknown" {
            let parts = parts(harm, top);
            // Civilians first; women and children among them must not count again.
            let told = parts.iter().any(|h| h.group == Group::Civilians);
            for part in parts {
                let again =
                    told && column(part) == "deaths_civilians" && part.group != Group::Civilians;
                if again || column(part) == "deaths_unknown" {
                    continue;
                }
                let n = u64::from(part.count.min.unwrap_or(0)).min(left);
                *slot(&mut deaths, part, a, b) += n;
                left -= n;
            }
        }
        *slot(&mut deaths, figure, a, b) += left;
    }
    deaths
}

/// The figures of people killed right within one, nothing in between of the same outcome.
fn parts(harm: &[Harm], top: usize) -> Vec<&Harm> {
    let of_top = |i: usize| {
        let mut above = ancestors(harm, i).filter(|h| h.outcome == Outcome::Killed);
        above.next().is_some_and(|h| std::ptr::eq(h, &raw const harm[top]))
    };
    let killed =
        harm.iter().enumerate().filter(|(_, h)| h.outcome == Outcome::Killed && !h.provisional);
    killed.filter(|(i, _)| of_top(*i)).map(|(_, h)| h).collect()
}

fn column(harm: &Harm) -> &'static str {
    tables::find("ucdp_deaths", "group", harm.group.as_str())
        .map_or("deaths_unknown", |row| row.get("column"))
}

fn slot<'d>(deaths: &'d mut Deaths, harm: &Harm, a: Side<'_>, b: Side<'_>) -> &'d mut u64 {
    let is = |side: Side<'_>| side.id().is_some() && side.id() == harm.affiliation.as_deref();
    match column(harm) {
        "side" if is(a) => &mut deaths.a,
        "side" if is(b) => &mut deaths.b,
        "deaths_civilians" => &mut deaths.civilians,
        _ => &mut deaths.unknown,
    }
}

fn name(side: Side<'_>) -> String {
    match side {
        Side::Actor(actor) => actor_name(actor),
        Side::Id(id) => registered(id),
        Side::Civilians => "Civilians".to_owned(),
        Side::Untold => "unknown".to_owned(),
    }
}

/// Gleditsch and Ward's number of the state whose government a side is.
fn government(side: Side<'_>) -> Cell {
    if sort(side) != "state" {
        return Cell::Empty;
    }
    let country = side.id().and_then(actor_country).and_then(tables::country);
    Cell::int(country.and_then(|c| c.number("gwno")))
}

fn date_precision(row: &Row<'_>) -> Option<u32> {
    match (row.incident.when.precision, row.days()) {
        (DatePrecision::Day, Some((start, end))) => Some(match (end - start).get_days() {
            0 => 1,
            1..=5 => 2,
            6 => 3,
            7..=30 => 4,
            _ => 5,
        }),
        (DatePrecision::Month, _) => Some(4),
        (DatePrecision::Year, _) => Some(5),
        _ => None,
    }
}

/// The cell of the PRIO-GRID (half degrees, counted from the south-west).
fn priogrid(lat: f64, lon: f64) -> Option<i64> {
    let inside = (-90.0..90.0).contains(&lat) && (-180.0..180.0).contains(&lon);
    let half = |degrees: f64| (degrees * 2.0).floor() as i64;
    inside.then(|| half(lat + 90.0) * 720 + half(lon + 180.0) + 1)
}

fn coordinates(e: &Event<'_>) -> Option<(f64, f64)> {
    e.row.place().and_then(|p| p.lat.zip(p.lon))
}

fn clarity(e: &Event<'_>) -> u32 {
    let several =
        e.row.incident.places.len() > 1 || e.row.days().is_some_and(|(start, end)| start != end);
    if several { 2 } else { 1 }
}

fn article(e: &Event<'_>) -> Cell {
    let report = &e.row.record.report;
    let parts = [
        report.publisher.clone(),
        report.published_at.map(|d| d.to_string()),
        e.row.title().map(str::to_owned),
    ];
    Cell::list(parts.into_iter().flatten(), ", ")
}

fn country(e: &Event<'_>, column: &str) -> Cell {
    Cell::opt(e.row.country_row().map(|c| c.get(column)))
}

fn empty(_: &Event<'_>) -> Cell {
    Cell::Empty
}

/// UCDP GED's columns, in its order. The numbers of its conflicts, dyads and actors are its own to
/// give and stay empty.
pub(super) const COLUMNS: &[Column] = &[
    ("id", empty),
    ("relid", |e| Cell::text(e.row.id())),
    ("year", |e| Cell::int(e.row.incident.when.start.map(|d| d.year()))),
    ("active_year", empty),
    ("code_status", empty),
    ("type_of_violence", |e| Cell::int(e.kind.parse::<i64>().ok())),
    ("conflict_dset_id", empty),
    ("conflict_new_id", empty),
    ("conflict_name", empty),
    ("dyad_dset_id", empty),
    ("dyad_new_id", empty),
    ("dyad_name", |e| Cell::text(format!("{} - {}", name(e.a), name(e.b)))),
    ("side_a_dset_id", empty),
    ("side_a_new_id", empty),
    ("side_a", |e| Cell::text(name(e.a))),
    ("side_b_dset_id", empty),
    ("side_b_new_id", empty),
    ("side_b", |e| Cell::text(name(e.b))),
    ("number_of_sources", |_| Cell::Int(1)),
    ("source_article", article),
    ("source_office", |e| Cell::opt(e.row.record.report.publisher.as_deref())),
    ("source_date", |e| Cell::shown(e.row.record.report.published_at)),
    ("source_headline", |e| Cell::opt(e.row.title())),
    ("source_original", |e| Cell::list(e.row.sources(), "; ")),
    ("where_prec", |e| {
        let row = e.row.place().and_then(tables::precision);
        Cell::int(row.and_then(|r| r.number("ucdp_where_prec")))
    }),
    ("where_coordinates", |e| {
        Cell::opt(e.row.place().map(|p| p.name_en.as_deref().unwrap_or(&p.name)))
    }),
    ("where_description", |e| Cell::opt(e.row.place().map(|p| p.text.as_str()))),
    ("adm_1", |e| Cell::opt(e.row.place().and_then(|p| p.admin1.as_deref()))),
    ("adm_2", |e| Cell::opt(e.row.place().and_then(|p| p.admin2.as_deref()))),
    ("latitude", |e| Cell::float(coordinates(e).map(|c| c.0))),
    ("longitude", |e| Cell::float(coordinates(e).map(|c| c.1))),
    ("geom_wkt", |e| Cell::opt(coordinates(e).map(|(lat, lon)| format!("POINT ({lon} {lat})")))),
    ("priogrid_gid", |e| Cell::int(coordinates(e).and_then(|(lat, lon)| priogrid(lat, lon)))),
    ("country", |e| country(e, "ucdp_name")),
    ("country_id", |e| Cell::int(e.row.country_row().and_then(|c| c.number("gwno")))),
    ("region", |e| country(e, "ucdp_region")),
    ("event_clarity", |e| Cell::int(Some(clarity(e)))),
    ("date_prec", |e| Cell::int(date_precision(&e.row))),
    ("date_start", |e| Cell::shown(e.row.incident.when.start)),
    ("date_end", |e| Cell::shown(e.row.incident.when.end)),
    ("deaths_a", |e| Cell::int(Some(e.deaths.a))),
    ("deaths_b", |e| Cell::int(Some(e.deaths.b))),
    ("deaths_civilians", |e| Cell::int(Some(e.deaths.civilians))),
    ("deaths_unknown", |e| Cell::int(Some(e.deaths.unknown))),
    ("best", |e| Cell::int(Some(e.deaths.best()))),
    ("high", |e| Cell::int(Some(e.high))),
    ("low", |e| Cell::int(Some(e.deaths.best()))),
    ("gwnoa", |e| government(e.a)),
    ("gwnob", |e| government(e.b)),
];

#[cfg(test)]
mod tests {
    use super::priogrid;

    #[test]
    fn cells_are_counted_from_the_south_west() {
        assert_eq!(priogrid(-90.0, -180.0), Some(1));
        assert_eq!(priogrid(-89.9, 179.9), Some(720));
        // The cell that UCDP gives for Kabul (34.53, 69.17).
        assert_eq!(priogrid(34.531_094, 69.162_796), Some(179_779));
        assert_eq!(priogrid(90.0, 0.0), None);
    }
}
