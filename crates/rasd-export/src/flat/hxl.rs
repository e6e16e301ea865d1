//! `hxl`: CSV with a row of hashtags under the header (data/hxl_columns.tsv).

use rasd::model::{ActorRole, Group, Harm, Outcome};

use super::incidents::{BETWEEN, Column};
use crate::cell::Cell;
use crate::figures::{self, Range, topmost};
use crate::row::{Row, actor_name};

fn all(row: &Row<'_>, outcome: Outcome) -> Range {
    figures::of_outcome(&row.incident.harm, outcome)
}

fn of(row: &Row<'_>, outcome: Outcome, group: Group) -> Range {
    let fits = |h: &Harm| h.outcome == outcome && h.group == group;
    Range::sum(topmost(&row.incident.harm, fits).map(|(_, h)| h))
}

fn code(row: &Row<'_>, level: usize) -> Cell {
    Cell::opt(row.place().and_then(|p| Row::admin_code(p, level)))
}

fn place(row: &Row<'_>, value: fn(&rasd::model::Place) -> Option<&str>) -> Cell {
    Cell::opt(row.place().and_then(value))
}

fn names(row: &Row<'_>, roles: &[ActorRole]) -> Cell {
    Cell::list(roles.iter().flat_map(|r| row.actors(*r)).map(actor_name), BETWEEN)
}

macro_rules! total {
    ($name:literal, $outcome:ident) => {
        [
            (
                concat!($name, "_min"),
                (|r| Cell::int(all(r, Outcome::$outcome).min)) as fn(&Row<'_>) -> Cell,
            ),
            (concat!($name, "_max"), |r| Cell::int(all(r, Outcome::$outcome).max)),
        ]
    };
}

macro_rules! group {
    ($name:literal, $outcome:ident, $group:ident) => {
        [
            (
                concat!($name, "_min"),
                (|r| Cell::int(of(r, Outcome::$outcome, Group::$group).min))
                    as fn(&Row<'_>) -> Cell,
            ),
            (concat!($name, "_max"), |r| Cell::int(of(r, Outcome::$outcome, Group::$group).max)),
        ]
    };
}

const FIRST: &[Column] = &[
    ("incident_id", |r| Cell::text(r.id())),
    ("kind", |r| Cell::text(r.incident.kind.as_str())),
    ("date_start", |r| Cell::shown(r.incident.when.start)),
    ("date_end", |r| Cell::shown(r.incident.when.end)),
    ("country", |r| Cell::opt(r.country())),
    ("admin1", |r| place(r, |p| p.admin1.as_deref())),
    ("admin1_code", |r| code(r, 0)),
    ("admin2", |r| place(r, |p| p.admin2.as_deref())),
    ("admin2_code", |r| code(r, 1)),
    ("admin3", |r| place(r, |p| p.admin3.as_deref())),
    ("admin3_code", |r| code(r, 2)),
    ("place", |r| place(r, |p| Some(&p.name))),
    ("place_en", |r| place(r, |p| p.name_en.as_deref())),
    ("place_code", |r| place(r, |p| p.pcode.as_deref())),
    ("lat", |r| Cell::float(r.place().and_then(|p| p.lat))),
    ("lon", |r| Cell::float(r.place().and_then(|p| p.lon))),
    ("perpetrators", |r| names(r, &[ActorRole::Perpetrator, ActorRole::CoPerpetrator])),
    ("targets", |r| names(r, &[ActorRole::Target])),
    ("means", |r| Cell::list(r.incident.means.iter().map(|m| m.as_str()), BETWEEN)),
];

const FIGURES: &[[Column; 2]] = &[
    total!("killed", Killed),
    group!("civilians_killed", Killed, Civilians),
    group!("children_killed", Killed, Children),
    group!("women_killed", Killed, Women),
    group!("men_killed", Killed, Men),
    group!("elderly_killed", Killed, Elderly),
    total!("injured", Injured),
    group!("civilians_injured", Injured, Civilians),
    group!("children_injured", Injured, Children),
    group!("women_injured", Injured, Women),
    group!("men_injured", Injured, Men),
    group!("elderly_injured", Injured, Elderly),
    total!("abducted", Abducted),
    total!("detained", Detained),
    total!("missing", Missing),
    total!("displaced", Displaced),
];

const LAST: &[Column] = &[
    ("description", |r| place(r, |p| Some(&p.text))),
    ("source", |r| Cell::opt(r.record.report.publisher.as_deref())),
    ("url", |r| Cell::opt(r.record.report.url.as_deref())),
    ("published_at", |r| Cell::shown(r.record.report.published_at)),
];

/// The columns, in the order of data/hxl_columns.tsv.
pub(super) fn columns() -> Vec<Column> {
    FIRST.iter().chain(FIGURES.as_flattened()).chain(LAST).copied().collect()
}

#[cfg(test)]
mod tests {
    use crate::tables;

    #[test]
    fn columns_are_those_of_the_table() {
        let table: Vec<&str> = tables::rows("hxl_columns").map(|r| r.get("column")).collect();
        let columns: Vec<&str> = super::columns().iter().map(|(name, _)| *name).collect();
        assert_eq!(columns, table);
    }
}
