//! Sources that are one document: a plain text, or one JSON value.

use std::io::BufRead;

use rasd::Report;
use serde_json::Value;

use super::{BOM, InputError, Item, Items, country, json_reason, utf8};

/// The whole input as the text of one report.
pub(super) fn text(
    mut input: impl BufRead,
    name: String,
    id: String,
) -> impl Iterator<Item = Item> {
    std::iter::once_with(move || {
        let mut bytes = Vec::new();
        if let Err(source) = input.read_to_end(&mut bytes) {
            return Err(InputError::Io { at: name, source });
        }
        // A byte order mark stays: offsets count in the text as given.
        utf8(bytes)
            .and_then(|text| usable(Report::new(id, text)))
            .map_err(|reason| InputError::Report { at: name, reason })
    })
}

/// The input as one JSON document: a report, or an array of reports.
pub(super) fn json(input: impl BufRead, name: String, file: &str) -> Items {
    let report = |at: String, reason: String| -> Items {
        Box::new(std::iter::once(Err(InputError::Report { at, reason })))
    };
    let mut bytes = Vec::new();
    let mut input = input;
    if let Err(source) = input.read_to_end(&mut bytes) {
        return Box::new(std::iter::once(Err(InputError::Io { at: name, source })));
    }
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err(reason) => return report(name, reason),
    };
    match serde_json::from_str(&text) {
        Ok(Value::Array(values)) => {
            let file = file.to_owned();
            Box::new(values.into_iter().enumerate().map(move |(i, value)| {
                let position = i + 1;
                from_value(value, &format!("{name}[{position}]"), &format!("{file}:{position}"))
            }))
        }
        Ok(value) => Box::new(std::iter::once(from_value(value, &name, &format!("{file}:1")))),
        Err(error) => {
            let at = format!("{name}:{}:{}", error.line(), error.column());
            report(at, format!("malformed JSON: {}", json_reason(&error)))
        }
    }
}

/// A report from its JSON form.
fn from_value(value: Value, at: &str, id: &str) -> Item {
    let error = |reason| Err(InputError::Report { at: at.to_owned(), reason });
    if !value.is_object() {
        return error("expected a report object".to_owned());
    }
    match serde_json::from_value::<Report>(value) {
        Ok(report) => named(report, id).or_else(error),
        Err(e) => error(format!("not a report: {}", json_reason(&e))),
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
