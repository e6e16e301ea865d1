//! `uwazi`: CSV for Uwazi's import. `title` is required there, `|` parts values, a geolocation is
//! `lat|lon`, and `title__ar` is the Arabic of `title`.

use rasd::model::{ActorRole, Outcome};

use super::incidents::Column;
use crate::cell::Cell;
use crate::figures;
use crate::row::{Row, actor_name};

/// Values of one cell. A bar inside a value would part it.
fn values(values: impl Iterator<Item = String>) -> Cell {
    Cell::list(values.map(|v| v.replace('|', "/")), "|")
}

fn actors(row: &Row<'_>, roles: &[ActorRole]) -> Cell {
    values(roles.iter().flat_map(|r| row.actors(*r)).map(actor_name))
}

fn title(row: &Row<'_>, place: Option<&str>) -> String {
    let day = row.incident.when.start.map(|d| d.to_string());
    let kind = row.incident.kind.as_str().replace('_', " ");
    let id = format!("({})", row.id());
    let parts = [Some(kind), place.map(str::to_owned), day, Some(id)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn sum(row: &Row<'_>, outcome: Outcome) -> figures::Range {
    figures::of_outcome(&row.incident.harm, outcome)
}

/// The columns: property names of the template the rows go to.
pub(super) const COLUMNS: &[Column] = &[
    ("title", |r| Cell::text(title(r, r.place().map(|p| p.name_en.as_deref().unwrap_or(&p.name))))),
    ("title__ar", |r| Cell::text(title(r, r.place().map(|p| p.name.as_str())))),
    ("incident_id", |r| Cell::text(r.id())),
    ("kind", |r| {
        values(std::iter::once(&r.incident.kind).chain(&r.incident.also).map(|k| k.to_string()))
    }),
    ("date_start", |r| Cell::shown(r.incident.when.start)),
    ("date_end", |r| Cell::shown(r.incident.when.end)),
    ("date_precision", |r| Cell::text(r.incident.when.precision.as_str())),
    ("geolocation", |r| {
        Cell::opt(r.place().and_then(|p| p.lat.zip(p.lon)).map(|(lat, lon)| format!("{lat}|{lon}")))
    }),
    ("place", |r| Cell::opt(r.place().map(|p| p.name_en.as_deref().unwrap_or(&p.name)))),
    ("place__ar", |r| Cell::opt(r.place().map(|p| p.name.as_str()))),
    ("governorate", |r| Cell::opt(r.place().and_then(|p| p.admin1.as_deref()))),
    ("district", |r| Cell::opt(r.place().and_then(|p| p.admin2.as_deref()))),
    ("country", |r| Cell::opt(r.country_row().map(|c| c.get("name")))),
    ("perpetrators", |r| actors(r, &[ActorRole::Perpetrator, ActorRole::CoPerpetrator])),
    ("targets", |r| actors(r, &[ActorRole::Target])),
    ("means", |r| values(r.incident.means.iter().map(ToString::to_string))),
    ("damage", |r| values(r.incident.damage.iter().map(ToString::to_string))),
    ("killed_min", |r| Cell::int(sum(r, Outcome::Killed).min)),
    ("killed_max", |r| Cell::int(sum(r, Outcome::Killed).max)),
    ("injured_min", |r| Cell::int(sum(r, Outcome::Injured).min)),
    ("injured_max", |r| Cell::int(sum(r, Outcome::Injured).max)),
    ("detained_min", |r| Cell::int(sum(r, Outcome::Detained).min)),
    ("detained_max", |r| Cell::int(sum(r, Outcome::Detained).max)),
    ("source", |r| Cell::opt(r.record.report.publisher.as_deref())),
    ("published_at", |r| Cell::shown(r.record.report.published_at)),
    ("url", |r| Cell::opt(r.record.report.url.as_deref())),
    ("report_id", |r| Cell::text(r.record.report.id.as_str())),
];
