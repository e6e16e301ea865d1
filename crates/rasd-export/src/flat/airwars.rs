//! `airwars`: columns of Airwars' archive (data/airwars_harm.tsv, kinds.tsv, precisions.tsv).

use rasd::Report;
use rasd::model::{ActorRole, Certainty, Group, Harm, Place, Record, Stance};

use super::Table;
use crate::ExportError;
use crate::cell::Cell;
use crate::figures::ancestors;
use crate::row::{Row, actor_name, rows};
use crate::tables::{self, Entry};

/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&Incident<'_>) -> Cell);

/// One row.
pub(super) struct Incident<'a> {
    row: Row<'a>,
    kind: Entry,
}

pub(super) fn fill(
    table: &mut Table,
    record: &Record,
    report: Option<&Report>,
) -> Result<(), ExportError> {
    for row in rows(record, report) {
        match tables::kind(row.incident.kind).filter(|k| k.some("airwars_strike_type").is_some()) {
            Some(kind) => table.row(COLUMNS, &Incident { row, kind })?,
            None => table.summary.leave_out(format!("no strike: {}", row.incident.kind)),
        }
    }
    Ok(())
}

/// Which part a figure has in a pair of columns: none, `max`, or `both`.
fn part(harm: &Harm, columns: &str) -> Option<&'static str> {
    let fits = |row: &Entry| {
        row.get("outcome") == harm.outcome.as_str()
            && row.get("group") == harm.group.as_str()
            && row.get("columns") == columns
    };
    let found = tables::rows("airwars_harm").find(fits).map(|row| row.get("part"));
    found.filter(|_| !harm.provisional)
}

/// The bounds of a pair of columns.
fn bounds(harm: &[Harm], columns: &str) -> (Option<u64>, Option<u64>) {
    let (mut min, mut max, mut open) = (None::<u64>, None::<u64>, false);
    for (i, figure) in harm.iter().enumerate() {
        let Some(own) = part(figure, columns) else { continue };
        let within =
            |sort: fn(&str) -> bool| ancestors(harm, i).any(|h| part(h, columns).is_some_and(sort));
        if own == "both" && !within(|p| p == "both") {
            min = Some(min.unwrap_or(0) + u64::from(figure.count.min.unwrap_or(0)));
        }
        if within(|_| true) {
            continue;
        }
        // Status unknown: perhaps none of them is a civilian.
        min = min.or(Some(0));
        match figure.count.max {
            Some(n) => {
                let n = u64::from(n).saturating_sub(fighters_in(harm, i));
                max = Some(max.unwrap_or(0) + n);
            }
            None => open = true,
        }
    }
    match (min, max.filter(|_| !open)) {
        // Parts that exceed their total: the range holds both readings.
        (Some(min), Some(max)) if min > max => (Some(max), Some(min)),
        bounds => bounds,
    }
}

/// Fighters told to be among the people of a figure.
fn fighters_in(harm: &[Harm], top: usize) -> u64 {
    let whole = &harm[top];
    let inside = harm.iter().filter(|h| {
        h.within == Some(top) && h.group == Group::Combatants && h.outcome == whole.outcome
    });
    inside.map(|h| u64::from(h.count.min.unwrap_or(0))).sum()
}

fn pair(e: &Incident<'_>, columns: &str) -> (Cell, Cell) {
    let (min, max) = bounds(&e.row.incident.harm, columns);
    (Cell::int(min), Cell::int(max))
}

fn has_civilians(e: &Incident<'_>) -> bool {
    let harm = &e.row.incident.harm;
    let civilian = |h: &Harm| {
        part(h, "civilian_non_combatants_killed").or(part(h, "civilian_non_combatants_injured"))
    };
    harm.iter().any(|h| civilian(h).is_some())
}

/// Airwars' grading as far as one report can tell: one source is Weak at best.
fn grading(e: &Incident<'_>) -> &'static str {
    let incident = e.row.incident;
    let contested = incident.attribution.iter().any(|a| a.stance == Stance::Denied)
        || incident.actors.iter().any(|a| a.certainty == Certainty::Denied);
    if !has_civilians(e) {
        if e.row.harmed(Group::Combatants) { "Discounted" } else { "" }
    } else if contested {
        "Contested"
    } else {
        "Weak"
    }
}

/// Strike status: what one report can tell about who struck.
fn strike_status(e: &Incident<'_>) -> &'static str {
    let claims = e.row.actor(ActorRole::Claimant).map(|a| a.id.as_str());
    match e.row.actor(ActorRole::Perpetrator) {
        Some(doer) if claims == Some(doer.id.as_str()) => "Declared strike",
        Some(_) => "Single source claim",
        None => "",
    }
}

fn accuracy(place: &Place) -> Option<&'static str> {
    tables::precision(place).and_then(|row| row.some("airwars_accuracy"))
}

fn belligerents(e: &Incident<'_>) -> Cell {
    let roles = [ActorRole::Perpetrator, ActorRole::CoPerpetrator];
    Cell::list(roles.into_iter().flat_map(|r| e.row.actors(r)).map(actor_name), "; ")
}

fn place(e: &Incident<'_>, value: fn(&Place) -> Option<&str>) -> Cell {
    Cell::opt(e.row.place().and_then(value))
}

macro_rules! pair_columns {
    ($name:literal) => {
        [
            (concat!($name, "_min"), (|e| pair(e, $name).0) as fn(&Incident<'_>) -> Cell),
            (concat!($name, "_max"), |e| pair(e, $name).1),
        ]
    };
}

const CIVILIANS_KILLED: [Column; 2] = pair_columns!("civilian_non_combatants_killed");
const CIVILIANS_INJURED: [Column; 2] = pair_columns!("civilian_non_combatants_injured");
const CHILDREN: [Column; 2] = pair_columns!("children_killed");
const WOMEN: [Column; 2] = pair_columns!("women_killed");
const MEN: [Column; 2] = pair_columns!("men_killed");
const FIGHTERS_KILLED: [Column; 2] =
    pair_columns!("persons_directly_participating_in_hostilities_killed");
const FIGHTERS_INJURED: [Column; 2] =
    pair_columns!("persons_directly_participating_in_hostilities_injured");

/// Airwars' columns as far as one report can fill them.
pub(super) const COLUMNS: &[Column] = &[
    ("code", |e| Cell::text(e.row.id())),
    ("date", |e| Cell::shown(e.row.incident.when.start)),
    ("date_end", |e| Cell::shown(e.row.incident.when.end)),
    ("local_first_reported_date_time", |e| Cell::shown(e.row.record.report.published_at)),
    ("local_first_reported_by", |e| Cell::opt(e.row.record.report.publisher.as_deref())),
    ("local_first_reported_url", |e| Cell::opt(e.row.record.report.url.as_deref())),
    ("country", |e| Cell::opt(e.row.country_row().map(|c| c.get("name")))),
    ("region", |e| place(e, |p| p.admin1.as_deref())),
    ("location_name", |e| place(e, |p| p.name_en.as_deref())),
    ("location_name_arabic", |e| place(e, |p| Some(&p.name))),
    ("strike_status", |e| Cell::text(strike_status(e))),
    ("strike_type", |e| Cell::text(e.kind.get("airwars_strike_type"))),
    ("infrastructure", |e| Cell::list(e.row.incident.damage.iter().map(|d| d.as_str()), "; ")),
    ("targeted_belligerent", |e| Cell::list(e.row.actors(ActorRole::Target).map(actor_name), "; ")),
    ("belligerent", belligerents),
    ("civilian_harm_reported", |e| Cell::text(if has_civilians(e) { "Yes" } else { "No" })),
    ("civilian_harm_status", |e| Cell::text(grading(e))),
    ("cause_of_death_injury", |e| Cell::text(e.kind.get("airwars_cause"))),
    CIVILIANS_KILLED[0],
    CIVILIANS_KILLED[1],
    CIVILIANS_INJURED[0],
    CIVILIANS_INJURED[1],
    CHILDREN[0],
    CHILDREN[1],
    WOMEN[0],
    WOMEN[1],
    MEN[0],
    MEN[1],
    FIGHTERS_KILLED[0],
    FIGHTERS_KILLED[1],
    FIGHTERS_INJURED[0],
    FIGHTERS_INJURED[1],
    ("geolocated", |e| {
        Cell::text(if e.row.place().is_some_and(|p| p.lat.is_some()) { "Yes" } else { "No" })
    }),
    ("latitude", |e| Cell::float(e.row.place().and_then(|p| p.lat))),
    ("longitude", |e| Cell::float(e.row.place().and_then(|p| p.lon))),
    ("geolocation_accuracy", |e| Cell::opt(e.row.place().and_then(accuracy))),
    ("geolocation_notes", |e| place(e, |p| Some(&p.text))),
];

#[cfg(test)]
mod tests {
    use rasd::model::{Count, Outcome};

    use super::*;

    fn killed(group: Group, count: Count, within: Option<usize>) -> Harm {
        Harm {
            outcome: Outcome::Killed,
            group,
            affiliation: None,
            count,
            within,
            provisional: false,
            text: String::new(),
        }
    }

    #[test]
    fn people_of_unknown_status_widen_the_range() {
        let harm = [
            killed(Group::People, Count::exact(8), None),
            killed(Group::Children, Count::exact(2), Some(0)),
            killed(Group::Combatants, Count::exact(3), Some(0)),
        ];
        assert_eq!(bounds(&harm, "civilian_non_combatants_killed"), (Some(2), Some(5)));
        assert_eq!(bounds(&harm, "children_killed"), (Some(2), Some(2)));
        assert_eq!(bounds(&harm, "women_killed"), (None, None));
        let fighters = "persons_directly_participating_in_hostilities_killed";
        assert_eq!(bounds(&harm, fighters), (Some(3), Some(3)));
    }

    #[test]
    fn a_bound_that_is_not_told_stays_empty() {
        let harm = [killed(Group::Civilians, Count::at_least(5), None)];
        assert_eq!(bounds(&harm, "civilian_non_combatants_killed"), (Some(5), None));
    }
}
