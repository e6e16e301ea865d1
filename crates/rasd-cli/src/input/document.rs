//! Sources that are one document: a plain text, or one JSON value.

use std::io::BufRead;

use rasd::Report;
use serde_json::Value;

use super::{At, BOM, InputError, Item, Items, Located, country, json_reason, unpack, utf8};

/// The whole input as the text of one report.
pub(super) fn text(
    mut input: impl BufRead,
    name: String,
    id: String,
) -> impl Iterator<Item = Item> {
    std::iter::once_with(move || {
        let bytes = match unpack::document(&mut input) {
            Ok(bytes) => bytes,
            Err(source) => return Err(InputError::Io { at: name, source }),
        };
        let at = At::whole(&name);
        // A byte order mark stays: offsets count in the text as given.
        utf8(bytes)
            .and_then(|text| usable(Report::new(id.clone(), text)))
            .map(|report| Located { at: at.clone(), report })
            .map_err(|reason| InputError::Report { at, id: Some(id), reason })
    })
}

/// The input as one JSON document: a report, or an array of reports.
pub(super) fn json(mut input: impl BufRead, name: String, file: &str) -> Items {
    let report = |at: At, reason: String| -> Items {
        Box::new(std::iter::once(Err(InputError::Report { at, id: None, reason })))
    };
    let mut bytes = match unpack::document(&mut input) {
        Ok(bytes) => bytes,
        Err(source) => {
            return Box::new(std::iter::once(Err(InputError::Io { at: name, source })));
        }
    };
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err(reason) => return report(At::whole(&name), reason),
    };
    match serde_json::from_str(&text) {
        Ok(Value::Array(values)) => {
            let file = file.to_owned();
            Box::new(values.into_iter().enumerate().map(move |(i, value)| {
                let position = i + 1;
                from_value(value, At::element(&name, position), &format!("{file}:{position}"))
            }))
        }
        Ok(value) => {
            let item = from_value(value, At::whole(&name), &format!("{file}:1"));
            Box::new(std::iter::once(item))
        }
        Err(error) => {
            let at = At::column(&name, error.line() as u64, error.column());
            report(at, format!("malformed JSON: {}", json_reason(&error)))
        }
    }
}

/// A report from its JSON form.
fn from_value(value: Value, at: At, id: &str) -> Item {
    let told = value.get("id").and_then(Value::as_str).map(str::to_owned);
    let read = if value.is_object() {
        serde_json::from_value::<Report>(value)
            .map_err(|e| format!("not a report: {}", json_reason(&e)))
            .and_then(|report| named(report, id))
    } else {
        Err("expected a report object".to_owned())
    };
    match read {
        Ok(report) => Ok(Located { at, report }),
        Err(reason) => Err(InputError::Report { at, id: told, reason }),
    }
}

/// Gives a report without an id the given one, and its country code the one form.
pub(super) fn named(mut report: Report, id: &str) -> Result<Report, String> {
    if report.id.is_empty() {
        id.clone_into(&mut report.id);
    }
    report.country = match report.country.as_deref() {
        None | Some("") => None,
        Some(code) => Some(country(code)?),
    };
    usable(report)
}

/// Refuses a report without a text, as the server does: a file that should hold a report and is
/// empty is a mistake somewhere, not a report without incidents.
fn usable(report: Report) -> Result<Report, String> {
    if report.text.trim().is_empty() { Err("the text is empty".to_owned()) } else { Ok(report) }
}
