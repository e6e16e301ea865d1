//! `geojson`: a feature collection (RFC 7946), one feature for each incident.
//!
//! The geometry is the incident's places: a point, several points, or null where none is resolved.
//! Coordinates are longitude first. The properties are the columns of `csv`.

use std::io::Write;

use rasd::Report;
use rasd::model::Record;
use serde_json::{Map, Value, json};

use crate::ExportError;
use crate::flat::INCIDENT_COLUMNS;
use crate::format::{Exporter, Summary};
use crate::row::{Row, rows};

/// Writes features as they come.
pub(crate) struct Writer {
    out: Box<dyn Write + Send>,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(mut out: Box<dyn Write + Send>) -> Result<Self, ExportError> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, summary: Summary::default() })
    }
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        self.summary.saw(record);
        self.summary.leave_out_tallies(record);
        for row in rows(record, report) {
            let lead: &[u8] = if self.summary.rows == 0 { b"\n" } else { b",\n" };
            self.out.write_all(lead)?;
            serde_json::to_writer(&mut self.out, &feature(&row))?;
            self.summary.rows += 1;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.summary)
    }
}

fn feature(row: &Row<'_>) -> Value {
    // The coordinates stand in the geometry, the id with the feature.
    let elsewhere = ["lat", "lon", "incident_id"];
    let columns = INCIDENT_COLUMNS.iter().filter(|(name, _)| !elsewhere.contains(name));
    let properties: Map<String, Value> =
        columns.map(|(name, value)| ((*name).to_owned(), value(row).json())).collect();
    json!({
        "type": "Feature",
        "id": row.id(),
        "geometry": geometry(row),
        "properties": properties,
    })
}

fn geometry(row: &Row<'_>) -> Value {
    let points = row.incident.places.iter().filter_map(|p| p.lon.zip(p.lat));
    let points: Vec<[f64; 2]> = points.map(|(lon, lat)| [lon, lat]).collect();
    match points.as_slice() {
        [] => Value::Null,
        [point] => json!({"type": "Point", "coordinates": point}),
        points => json!({"type": "MultiPoint", "coordinates": points}),
    }
}
