//! Changes for a person: minus and plus in front, nothing aligned beneath Arabic.

use std::fmt::Write;

use serde_json::Value;

use super::diff::{Change, Told};
use crate::summary::{Style, show};

/// The changes of one report, ending in an empty line.
pub(super) fn report(id: &str, changes: &[Change], body: Option<&String>, style: Style) -> String {
    let mut out = format!("{}\n", style.bold(&show(id)));
    let mut last = None;
    for change in changes {
        let here = (change.what, change.old_index, change.new_index);
        let number = |i: Option<usize>| i.map_or_else(String::new, |i| format!(" {}", i + 1));
        if last != Some(here) {
            let of = number(change.new_index.or(change.old_index));
            let mut line = format!("{} {}{of}", sign(change.how), change.what);
            if !change.name.is_empty() {
                let _ = write!(line, ": {}", show(&change.name));
            }
            let _ = writeln!(out, "  {}", style.bold(&line));
            last = Some(here);
        }
        if let Some(slot) = change.slot {
            let _ = writeln!(out, "    {slot}");
        }
        for (sign, side, other) in
            [('-', &change.old, &change.new), ('+', &change.new, &change.old)]
        {
            for told in side {
                let like = other.iter().any(|o| short(&o.value) == short(&told.value));
                let value = if like { told.value.to_string() } else { short(&told.value) };
                let _ = writeln!(out, "      {sign} {}{}", show(&value), words(told, body));
            }
        }
    }
    out.push('\n');
    out
}

fn sign(how: &str) -> char {
    match how {
        "added" => '+',
        "removed" => '-',
        _ => '~',
    }
}

/// The words behind a value, with their line where the report is at hand.
fn words(told: &Told, body: Option<&String>) -> String {
    let Some(words) = told.words.as_deref().filter(|w| !w.is_empty()) else {
        return String::new();
    };
    let at = body.and_then(|b| b.find(words).map(|at| (b, at)));
    let line = at.map_or_else(String::new, |(body, at)| {
        format!(" line {}", body[..at].matches('\n').count() + 1)
    });
    format!(", from{line}: {}", show(words.trim()))
}

/// A value in one line: what a reviewer looks at first.
fn short(value: &Value) -> String {
    const KEYS: [&str; 20] = [
        "code",
        "message",
        "role",
        "id",
        "certainty",
        "outcome",
        "group",
        "count",
        "affiliation",
        "within",
        "name",
        "pcode",
        "admin1",
        "start",
        "end",
        "basis",
        "source",
        "stance",
        "period",
        "areas",
    ];
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(short).collect::<Vec<_>>().join(", "),
        Value::Object(map) if map.contains_key("min") => count(value),
        Value::Object(map) => KEYS
            .iter()
            .filter_map(|key| Some((*key, map.get(*key)?)))
            .filter(|(_, v)| !v.is_null() && v.as_array().is_none_or(|a| !a.is_empty()))
            .map(|(key, v)| if key == "within" { format!("in [{v}]") } else { short(v) })
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        value => value.to_string(),
    }
}

fn count(value: &Value) -> String {
    let number = |key: &str| value[key].as_u64();
    let mut out = match (number("min"), number("max")) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) => format!("{a}+"),
        (None, Some(b)) => format!("..{b}"),
        (None, None) => "?".to_owned(),
    };
    if let Some(vague) = value["vague"].as_str() {
        let _ = write!(out, " ({vague})");
    }
    out
}
