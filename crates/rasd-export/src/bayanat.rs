//! `bayanat`: JSON Lines, one body of `POST /admin/api/incident/` for each incident
//! (data/bayanat_kinds.tsv, bayanat_roles.tsv).
//!
//! Locations, labels, event types and actors are rows of the instance's own tables, and only it
//! knows their ids: `item` leaves them open, and `names` beside it says what to look up.

use std::io::Write;

use rasd::Report;
use rasd::model::{Record, When};
use serde_json::{Value, json};

use crate::ExportError;
use crate::format::{Exporter, Summary};
use crate::row::{Row, actor_name, rows};
use crate::tables;

/// Writes incidents as they come.
pub(crate) struct Writer {
    out: Box<dyn Write + Send>,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(out: Box<dyn Write + Send>) -> Self {
        Self { out, summary: Summary::default() }
    }
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        self.summary.saw(record);
        self.summary.leave_out_tallies(record);
        for row in rows(record, report) {
            serde_json::to_writer(&mut self.out, &incident(&row))?;
            self.out.write_all(b"\n")?;
            self.summary.rows += 1;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.out.flush()?;
        Ok(self.summary)
    }
}

fn incident(row: &Row<'_>) -> Value {
    let kind = tables::find("bayanat_kinds", "kind", row.incident.kind.as_str());
    let eventtype = kind.map_or("Other", |k| k.get("eventtype"));
    let violations: Vec<&str> =
        kind.and_then(|k| k.some("violation")).map(|v| v.split("; ").collect()).unwrap_or_default();
    let place = row.place();
    let name_en = place.map(|p| p.name_en.as_deref().unwrap_or(&p.name));
    let name_ar = place.map(|p| p.name.as_str());
    let (from, to, estimated) = dates(&row.incident.when);
    let comments = comments(row);
    json!({
        "item": {
            "title": title(eventtype, name_en, from.as_deref()),
            "title_ar": title(row.incident.kind.as_str(), name_ar, from.as_deref()),
            "description": description(row),
            "labels": [],
            "locations": [],
            "potential_violations": [],
            "claimed_violations": [],
            "events": [{
                "title": eventtype,
                "title_ar": row.incident.when.text,
                "comments": comments,
                "comments_ar": place.map(|p| p.text.as_str()),
                "location": null,
                "eventtype": null,
                "from_date": from,
                "to_date": to,
                "estimated": estimated,
            }],
            "actor_relations": [],
            "bulletin_relations": [],
            "incident_relations": [],
            "comments": format!("Machine created by Rasd from report {}", row.record.report.id),
            "status": "Machine Created",
            "roles": [],
        },
        "names": {
            "incident_id": row.id(),
            "eventtype": eventtype,
            "potential_violations": violations,
            "locations": row.incident.places.iter().map(|p| json!({
                "title": p.name_en, "title_ar": p.name, "pcode": p.pcode, "lat": p.lat, "lng": p.lon,
            })).collect::<Vec<_>>(),
            "actors": row.incident.actors.iter().map(|a| json!({
                "name": actor_name(a),
                "id": a.id,
                "related_as": tables::find("bayanat_roles", "role", a.role.as_str())
                    .map(|r| vec![r.get("related_as")]),
                "comment": a.certainty,
            })).collect::<Vec<_>>(),
            "source": { "publisher": row.record.report.publisher, "url": row.record.report.url },
        },
    })
}

fn title(what: &str, place: Option<&str>, day: Option<&str>) -> String {
    let parts = [Some(what), place, day];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// First and last day; whether they stand for a longer time or an unknown one.
fn dates(when: &When) -> (Option<String>, Option<String>, bool) {
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    let estimated = when.precision != rasd::model::DatePrecision::Day;
    (day(when.start), day(when.end), estimated)
}

/// The figures in words, bounds as bounds.
fn comments(row: &Row<'_>) -> String {
    let bound = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let figures = row.incident.harm.iter().map(|h| {
        let of = h.affiliation.as_deref().map(|a| format!(" of {a}")).unwrap_or_default();
        let within = h.within.map(|i| format!(", part of figure {}", i + 1)).unwrap_or_default();
        let provisional = if h.provisional { ", unconfirmed" } else { "" };
        let (min, max) = (bound(h.count.min), bound(h.count.max));
        format!("{} {}{of}: {min} to {max}{within}{provisional}", h.outcome, h.group)
    });
    figures.collect::<Vec<_>>().join("; ")
}

/// The report's own words for each figure and place.
fn description(row: &Row<'_>) -> String {
    let places = row.incident.places.iter().map(|p| p.text.as_str());
    let harm = row.incident.harm.iter().map(|h| h.text.as_str());
    let mut parts: Vec<&str> = places.chain(harm).filter(|t| !t.is_empty()).collect();
    parts.dedup();
    parts.join("\n")
}
