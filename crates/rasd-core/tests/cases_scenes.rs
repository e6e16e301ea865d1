//! The table of scenes (`tests/cases/scenes.tsv`): the day and the places of each incident that a
//! short report tells.

use std::collections::BTreeSet;

use rasd::lexicon::Table;
use rasd::model::{Incident, IncidentRole, When};
use rasd::{Extractor, Report};

fn day(when: &When) -> String {
    match (when.start, when.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => format!("{start}..{end}"),
        _ => "-".to_owned(),
    }
}

/// The part is written only in rows that tell of some background.
fn scene(incident: &Incident, parts: bool) -> String {
    let places: Vec<&str> = incident.places.iter().map(|p| p.name.as_str()).collect();
    let places = if places.is_empty() { "-".to_owned() } else { places.join(", ") };
    let recalled = parts && incident.role == IncidentRole::Background;
    format!("{} | {places}{}", day(&incident.when), if recalled { " | background" } else { "" })
}

#[test]
fn scenes_are_when_and_where_they_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/scenes.tsv");
    let table = Table::parse("scenes", &std::fs::read_to_string(path).unwrap()).unwrap();
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for row in &table.rows {
        let (text, expected) = (table.get(row, "text"), table.get(row, "expected"));
        assert!(seen.insert(text), "scenes:{} stands twice", row.line);
        let report = Report::new("", text.replace('¶', "\n"))
            .published_at(table.get(row, "published").parse().unwrap())
            .country(table.get(row, "country"));
        let record = Extractor::new().extract(&report);
        let found: Vec<String> =
            record.incidents.iter().map(|i| scene(i, expected.contains("background"))).collect();
        let found = found.join("; ");
        let (known_wrong, expected) =
            expected.strip_prefix("! ").map_or((false, expected), |e| (true, e));
        if known_wrong == (expected == found) {
            wrong.push(format!(
                "scenes:{} {text}\n  expected {expected}\n  found    {found}",
                row.line
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
