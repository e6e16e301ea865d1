//! `acled`: ACLED's columns (data/acled_*.tsv, actors.tsv, countries.tsv, precisions.tsv).
//!
//! One row for each day of an incident, as ACLED's events are atomic in time; the deaths of several
//! days are split evenly, the remainder stands with the first.

use jiff::civil::{Date, date};
use rasd::Report;
use rasd::model::{ActorRef, ActorRole, DatePrecision, Kind, Outcome, Record};

use super::Table;
use crate::ExportError;
use crate::cell::Cell;
use crate::figures::{topmost, word};
use crate::row::{Row, actor_country, actor_name, registered, rows};
use crate::tables::{self, Entry};

/// Longer spans are not split into days.
const MAX_DAYS: i64 = 31;

/// A side of an event: name and sort.
#[derive(Clone, Default)]
struct Side {
    name: String,
    inter: &'static str,
}

/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&Event<'_>) -> Cell);

/// One row.
pub(super) struct Event<'a> {
    row: Row<'a>,
    entry: Entry,
    first: Option<Side>,
    second: Option<Side>,
    /// The day, and its position when the incident spans several.
    day: Option<Date>,
    part: Option<usize>,
    fatalities: u64,
}

/// ACLED's sorts of actors, in the order of their codes.
const INTER: [&str; 8] = [
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
];

pub(super) fn fill(
    table: &mut Table,
    record: &Record,
    report: Option<&Report>,
) -> Result<(), ExportError> {
    for row in rows(record, report) {
        let Some(entry) = entry(&row).filter(|e| e.some("event_type").is_some()) else {
            table.summary.leave_out(format!("no ACLED event: {}", row.incident.kind));
            continue;
        };
        for event in events(row, entry) {
            table.row(COLUMNS, &event)?;
        }
    }
    Ok(())
}

/// The row of data/acled_events.tsv that fits.
fn entry(row: &Row<'_>) -> Option<Entry> {
    let side = row
        .actor(ActorRole::Perpetrator)
        .or_else(|| row.actor(ActorRole::Controller))
        .and_then(|actor| tables::find("actors", "id", &actor.id))
        .map(|actor| actor.get("side"));
    tables::rows("acled_events").find(|entry| {
        entry.get("kind") == row.incident.kind.as_str()
            && match entry.get("when") {
                "any" => true,
                "combatants" => row.against_fighters(),
                "clash" => row.against_fighters() && row.force(),
                "force" => row.force(),
                when => side == Some(when),
            }
    })
}

/// The days of an incident, its deaths split among them.
fn events(row: Row<'_>, entry: Entry) -> Vec<Event<'_>> {
    let (first, second) = sides(&row, entry);
    let event = |day, part, fatalities| Event {
        row,
        entry,
        first: first.clone(),
        second: second.clone(),
        day,
        part,
        fatalities,
    };
    let total = fatalities(&row);
    let span = row.days().map(|(start, end)| (start, (end - start).get_days().max(0) as i64 + 1));
    match span {
        Some((start, days)) if (2..=MAX_DAYS).contains(&days) => {
            let share = total / days.unsigned_abs();
            let rest = total % days.unsigned_abs();
            let all = start.series(jiff::Span::new().days(1)).take(days as usize).enumerate();
            all.map(|(i, day)| event(Some(day), Some(i + 1), share + if i == 0 { rest } else { 0 }))
                .collect()
        }
        Some((start, _)) => vec![event(Some(start), None, total)],
        None => vec![event(month(&row), None, total)],
    }
}

/// ACLED dates an event of which only the month is known to its middle.
fn month(row: &Row<'_>) -> Option<Date> {
    let start = row.incident.when.start?;
    (row.incident.when.precision == DatePrecision::Month)
        .then(|| date(start.year(), start.month(), 15))
}

/// The lowest figure of people killed, by data/acled_fatalities.tsv.
fn fatalities(row: &Row<'_>) -> u64 {
    let killed = topmost(&row.incident.harm, |h| h.outcome == Outcome::Killed);
    killed
        .map(|(_, harm)| {
            let value = tables::find("acled_fatalities", "word", word(harm));
            match value.map(|v| (v.get("value"), v.number("value"))) {
                Some((_, Some(n))) => n.unsigned_abs(),
                _ => u64::from(harm.count.min.unwrap_or(0)),
            }
        })
        .sum()
}

/// Who stands as actor1 and actor2.
fn sides(row: &Row<'_>, entry: Entry) -> (Option<Side>, Option<Side>) {
    let country = row.country_row().map_or("", |c| c.get("name"));
    let named = |label: &str| {
        if country.is_empty() { label.to_owned() } else { format!("{label} ({country})") }
    };
    let people = |inter: &'static str| Some(Side { name: named(inter), inter });
    let unidentified = || Some(Side { name: named("Unidentified Armed Group"), inter: INTER[2] });
    let side = |actor: &ActorRef| match actor.id.as_str() {
        "unknown" => unidentified().unwrap_or_default(),
        id => side(id, actor_name(actor), row.country()),
    };
    let mut doers = row.actors(ActorRole::Perpetrator);
    let doer = doers.next().map(side);
    let other = doers.next().map(side).filter(|_| entry.get("event_type") == "Battles");
    let target = row
        .actor(ActorRole::Target)
        .map(side)
        .or_else(|| row.hit_side().map(|id| self::side(id, registered(id), row.country())));
    match row.incident.kind {
        Kind::Protest => (people("Protesters"), target),
        Kind::ProtestViolence => (doer.or_else(unidentified), people("Protesters")),
        Kind::MobViolence => (people("Rioters"), target.or_else(|| civilians(row, &named))),
        Kind::Agreement
        | Kind::TerritorialChange
        | Kind::Raid
        | Kind::PropertyDestruction
        | Kind::Other => (doer, target.or(other).or_else(|| civilians(row, &named))),
        Kind::Arrest => (doer, target.or_else(|| people("Civilians"))),
        _ => {
            let second = match (target, entry.get("civilian_targeting")) {
                (Some(target), _) => Some(target),
                (None, "yes") => people("Civilians"),
                (None, _) => other.or_else(|| civilians(row, &named)),
            };
            (doer.or_else(unidentified), second)
        }
    }
}

/// Civilians, when people are harmed and none of them is a fighter.
fn civilians(row: &Row<'_>, named: &impl Fn(&str) -> String) -> Option<Side> {
    row.only_civilians().then(|| Side { name: named("Civilians"), inter: INTER[6] })
}

fn side(id: &str, name: String, country: Option<&str>) -> Side {
    let inter = tables::find("actors", "id", id).map_or(INTER[2], |a| a.get("inter"));
    // A state's forces outside their own country are external.
    let home = actor_country(id);
    let abroad = inter == INTER[0] && home.is_some() && country.is_some() && home != country;
    Side { name, inter: if abroad { INTER[7] } else { inter } }
}

fn interaction(event: &Event<'_>) -> Option<String> {
    let code = |side: &Side| INTER.iter().position(|i| *i == side.inter);
    let first = event.first.as_ref()?;
    let Some(second) = &event.second else { return Some(format!("{} only", first.inter)) };
    let (low, high) = if code(first) <= code(second) { (first, second) } else { (second, first) };
    Some(format!("{}-{}", low.inter, high.inter))
}

fn civilian_targeting(event: &Event<'_>) -> bool {
    let row = &event.row;
    match event.entry.get("civilian_targeting") {
        "yes" => true,
        "harm" => row.only_civilians() && row.actor(ActorRole::Target).is_none(),
        _ => false,
    }
}

fn time_precision(event: &Event<'_>) -> Option<u32> {
    let days = event.row.days().map(|(start, end)| (end - start).get_days());
    match (event.day, days) {
        (None, _) => None,
        (Some(_), Some(_)) if event.part.is_some() => Some(1),
        (Some(_), Some(0)) => Some(1),
        _ => Some(3),
    }
}

fn notes(event: &Event<'_>) -> String {
    let row = &event.row;
    let when = row.incident.when.text.as_deref().unwrap_or("");
    let harm: Vec<&str> = row.incident.harm.iter().map(|h| h.text.as_str()).collect();
    let mut parts = vec![format!("{} ({})", row.incident.kind, row.incident.role)];
    parts.extend((!when.is_empty()).then(|| when.to_owned()));
    parts.extend(row.incident.places.iter().map(|p| p.text.clone()));
    parts.extend(harm.into_iter().map(str::to_owned));
    parts.dedup();
    parts.join(" | ")
}

fn assoc(event: &Event<'_>, role: ActorRole) -> Cell {
    Cell::list(event.row.actors(role).map(actor_name), "; ")
}

/// ACLED's columns, in its order.
pub(super) const COLUMNS: &[Column] = &[
    ("event_id_cnty", |e| {
        Cell::text(e.part.map_or_else(|| e.row.id(), |part| format!("{}.{part}", e.row.id())))
    }),
    ("event_date", |e| Cell::shown(e.day)),
    ("year", |e| Cell::int(e.day.or(e.row.incident.when.start).map(|d| d.year()))),
    ("time_precision", |e| Cell::int(time_precision(e))),
    ("disorder_type", |e| Cell::text(e.entry.get("disorder_type"))),
    ("event_type", |e| Cell::text(e.entry.get("event_type"))),
    ("sub_event_type", |e| Cell::text(e.entry.get("sub_event_type"))),
    ("actor1", |e| Cell::opt(e.first.as_ref().map(|s| s.name.as_str()))),
    ("assoc_actor_1", |e| assoc(e, ActorRole::CoPerpetrator)),
    ("inter1", |e| Cell::opt(e.first.as_ref().map(|s| s.inter))),
    ("actor2", |e| Cell::opt(e.second.as_ref().map(|s| s.name.as_str()))),
    ("assoc_actor_2", |_| Cell::Empty),
    ("inter2", |e| Cell::opt(e.second.as_ref().map(|s| s.inter))),
    ("interaction", |e| Cell::opt(interaction(e))),
    ("civilian_targeting", |e| {
        Cell::text(if civilian_targeting(e) { "Civilians targeted" } else { "" })
    }),
    ("iso", |e| Cell::int(e.row.country_row().and_then(|c| c.number("iso_numeric")))),
    ("region", |e| Cell::opt(e.row.country_row().map(|c| c.get("acled_region")))),
    ("country", |e| Cell::opt(e.row.country_row().map(|c| c.get("name")))),
    ("admin1", |e| Cell::opt(e.row.place().and_then(|p| p.admin1.as_deref()))),
    ("admin2", |e| Cell::opt(e.row.place().and_then(|p| p.admin2.as_deref()))),
    ("admin3", |e| Cell::opt(e.row.place().and_then(|p| p.admin3.as_deref()))),
    ("location", |e| Cell::opt(e.row.place().map(|p| p.name_en.as_deref().unwrap_or(&p.name)))),
    ("latitude", |e| Cell::float(e.row.place().and_then(|p| p.lat))),
    ("longitude", |e| Cell::float(e.row.place().and_then(|p| p.lon))),
    ("geo_precision", |e| {
        let row = e.row.place().and_then(tables::precision);
        Cell::int(row.and_then(|r| r.number("acled_geo_precision")))
    }),
    ("source", |e| {
        let publisher = e.row.record.report.publisher.as_deref();
        Cell::list(publisher.into_iter().chain(e.row.sources()), "; ")
    }),
    ("source_scale", |_| Cell::Empty),
    ("notes", |e| Cell::text(notes(e))),
    ("fatalities", |e| Cell::int(Some(e.fatalities))),
    ("tags", |_| Cell::Empty),
    ("timestamp", |_| Cell::Empty),
];
