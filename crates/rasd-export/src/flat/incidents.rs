//! `csv` and `csv-harm`: Rasd's own columns.

use rasd::model::{ActorRef, ActorRole, Group, Harm, Outcome};

use crate::cell::Cell;
use crate::figures::{self, Range, topmost};
use crate::row::{Row, actor_name};

/// A column of incidents: its name, and what stands in it.
pub(crate) type Column = (&'static str, fn(&Row<'_>) -> Cell);
/// A column of figures.
type FigureColumn = (&'static str, fn(&Figure<'_>) -> Cell);

/// What stands between the values of one cell.
const BETWEEN: &str = "; ";

fn place(row: &Row<'_>, value: fn(&rasd::model::Place) -> Option<&str>) -> Cell {
    Cell::opt(row.place().and_then(value))
}

fn ids(row: &Row<'_>, roles: &[ActorRole]) -> Cell {
    let actors = row.incident.actors.iter().filter(|a| roles.contains(&a.role));
    Cell::list(actors.map(|a| a.id.as_str()), BETWEEN)
}

fn names(row: &Row<'_>, roles: &[ActorRole]) -> Cell {
    let actors = row.incident.actors.iter().filter(|a| roles.contains(&a.role));
    Cell::list(actors.map(|a: &ActorRef| actor_name(a)), BETWEEN)
}

fn min(range: Range) -> Cell {
    Cell::int(range.min)
}

fn max(range: Range) -> Cell {
    Cell::int(range.max)
}

fn all(row: &Row<'_>, outcome: Outcome) -> Range {
    figures::of_outcome(&row.incident.harm, outcome)
}

fn group(row: &Row<'_>, outcome: Outcome, group: Group) -> Range {
    let fits = |h: &Harm| h.outcome == outcome && h.group == group;
    Range::sum(topmost(&row.incident.harm, fits).map(|(_, h)| h))
}

const DOERS: &[ActorRole] = &[ActorRole::Perpetrator, ActorRole::CoPerpetrator];

/// One row for each incident.
pub(crate) const COLUMNS: &[Column] = &[
    ("incident_id", |r| Cell::text(r.id())),
    ("report_id", |r| Cell::text(r.record.report.id.as_str())),
    ("publisher", |r| Cell::opt(r.record.report.publisher.as_deref())),
    ("published_at", |r| Cell::shown(r.record.report.published_at)),
    ("url", |r| Cell::opt(r.record.report.url.as_deref())),
    ("role", |r| Cell::text(r.incident.role.as_str())),
    ("kind", |r| Cell::text(r.incident.kind.as_str())),
    ("also", |r| Cell::list(r.incident.also.iter().map(|k| k.as_str()), BETWEEN)),
    ("date_start", |r| Cell::shown(r.incident.when.start)),
    ("date_end", |r| Cell::shown(r.incident.when.end)),
    ("date_precision", |r| Cell::text(r.incident.when.precision.as_str())),
    ("date_basis", |r| Cell::text(r.incident.when.basis.as_str())),
    ("date_text", |r| Cell::opt(r.incident.when.text.as_deref())),
    ("country", |r| Cell::opt(r.country())),
    ("admin1", |r| place(r, |p| p.admin1.as_deref())),
    ("admin2", |r| place(r, |p| p.admin2.as_deref())),
    ("admin3", |r| place(r, |p| p.admin3.as_deref())),
    ("place", |r| place(r, |p| Some(&p.name))),
    ("place_en", |r| place(r, |p| p.name_en.as_deref())),
    ("place_type", |r| place(r, |p| Some(p.r#type.as_str()))),
    ("pcode", |r| place(r, |p| p.pcode.as_deref())),
    ("lat", |r| Cell::float(r.place().and_then(|p| p.lat))),
    ("lon", |r| Cell::float(r.place().and_then(|p| p.lon))),
    ("place_precision", |r| place(r, |p| Some(p.precision.as_str()))),
    ("other_places", |r| {
        Cell::list(r.incident.places.iter().skip(1).map(|p| p.name.as_str()), BETWEEN)
    }),
    ("perpetrators", |r| ids(r, DOERS)),
    ("perpetrator_names", |r| names(r, DOERS)),
    ("perpetrator_certainty", |r| {
        let doers = r.incident.actors.iter().filter(|a| DOERS.contains(&a.role));
        Cell::list(doers.map(|a| a.certainty.as_str()), BETWEEN)
    }),
    ("targets", |r| ids(r, &[ActorRole::Target])),
    ("target_names", |r| names(r, &[ActorRole::Target])),
    ("claimants", |r| ids(r, &[ActorRole::Claimant])),
    ("controllers", |r| ids(r, &[ActorRole::Controller])),
    ("means", |r| Cell::list(r.incident.means.iter().map(|m| m.as_str()), BETWEEN)),
    ("killed_min", |r| min(all(r, Outcome::Killed))),
    ("killed_max", |r| max(all(r, Outcome::Killed))),
    ("injured_min", |r| min(all(r, Outcome::Injured))),
    ("injured_max", |r| max(all(r, Outcome::Injured))),
    ("casualties_min", |r| min(all(r, Outcome::Casualties))),
    ("casualties_max", |r| max(all(r, Outcome::Casualties))),
    ("abducted_min", |r| min(all(r, Outcome::Abducted))),
    ("abducted_max", |r| max(all(r, Outcome::Abducted))),
    ("detained_min", |r| min(all(r, Outcome::Detained))),
    ("detained_max", |r| max(all(r, Outcome::Detained))),
    ("missing_min", |r| min(all(r, Outcome::Missing))),
    ("missing_max", |r| max(all(r, Outcome::Missing))),
    ("displaced_min", |r| min(all(r, Outcome::Displaced))),
    ("displaced_max", |r| max(all(r, Outcome::Displaced))),
    ("released_min", |r| min(all(r, Outcome::Released))),
    ("released_max", |r| max(all(r, Outcome::Released))),
    ("civilians_killed_min", |r| min(group(r, Outcome::Killed, Group::Civilians))),
    ("civilians_killed_max", |r| max(group(r, Outcome::Killed, Group::Civilians))),
    ("combatants_killed_min", |r| min(group(r, Outcome::Killed, Group::Combatants))),
    ("combatants_killed_max", |r| max(group(r, Outcome::Killed, Group::Combatants))),
    ("children_killed_min", |r| min(group(r, Outcome::Killed, Group::Children))),
    ("children_killed_max", |r| max(group(r, Outcome::Killed, Group::Children))),
    ("women_killed_min", |r| min(group(r, Outcome::Killed, Group::Women))),
    ("women_killed_max", |r| max(group(r, Outcome::Killed, Group::Women))),
    ("men_killed_min", |r| min(group(r, Outcome::Killed, Group::Men))),
    ("men_killed_max", |r| max(group(r, Outcome::Killed, Group::Men))),
    ("figures", |r| Cell::int(Some(r.incident.harm.len()))),
    ("provisional_figures", |r| {
        Cell::int(Some(r.incident.harm.iter().filter(|h| h.provisional).count()))
    }),
    ("sources", |r| Cell::list(r.incident.attribution.iter().map(|a| a.source.as_str()), BETWEEN)),
    ("stances", |r| Cell::list(r.incident.attribution.iter().map(|a| a.stance.as_str()), BETWEEN)),
    ("damage", |r| Cell::list(r.incident.damage.iter().map(|d| d.as_str()), BETWEEN)),
    ("findings", |r| Cell::list(r.record.findings.iter().map(|f| f.code.as_str()), BETWEEN)),
    // The shortest decimal of the model's single-precision number, as JSON prints it.
    ("confidence", |r| Cell::float(r.incident.confidence.to_string().parse().ok())),
];

/// A figure of harm and its incident.
pub(crate) struct Figure<'a> {
    row: Row<'a>,
    index: usize,
    harm: &'a Harm,
}

/// The figures of an incident.
pub(super) fn figures(row: Row<'_>) -> impl Iterator<Item = Figure<'_>> {
    let figure = move |(index, harm)| Figure { row, index, harm };
    row.incident.harm.iter().enumerate().map(figure)
}

/// One row for each figure of harm.
pub(crate) const HARM_COLUMNS: &[FigureColumn] = &[
    ("incident_id", |f| Cell::text(f.row.id())),
    ("figure", |f| Cell::int(Some(f.index + 1))),
    ("report_id", |f| Cell::text(f.row.record.report.id.as_str())),
    ("kind", |f| Cell::text(f.row.incident.kind.as_str())),
    ("date_start", |f| Cell::shown(f.row.incident.when.start)),
    ("date_end", |f| Cell::shown(f.row.incident.when.end)),
    ("country", |f| Cell::opt(f.row.country())),
    ("admin1", |f| place(&f.row, |p| p.admin1.as_deref())),
    ("admin2", |f| place(&f.row, |p| p.admin2.as_deref())),
    ("place", |f| place(&f.row, |p| Some(&p.name))),
    ("pcode", |f| place(&f.row, |p| p.pcode.as_deref())),
    ("perpetrators", |f| ids(&f.row, DOERS)),
    ("outcome", |f| Cell::text(f.harm.outcome.as_str())),
    ("group", |f| Cell::text(f.harm.group.as_str())),
    ("affiliation", |f| Cell::opt(f.harm.affiliation.as_deref())),
    ("min", |f| Cell::int(f.harm.count.min)),
    ("max", |f| Cell::int(f.harm.count.max)),
    ("vague", |f| Cell::opt(f.harm.count.vague.map(|v| v.as_str()))),
    ("within", |f| Cell::int(f.harm.within.map(|i| i + 1))),
    ("provisional", |f| Cell::text(if f.harm.provisional { "true" } else { "false" })),
    ("text", |f| Cell::text(f.harm.text.as_str())),
];
