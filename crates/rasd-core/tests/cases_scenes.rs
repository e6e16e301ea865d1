//! The table of scenes (`tests/cases/scenes.tsv`): the day and the places of each incident that a
//! short report tells.

use std::collections::BTreeSet;

use rasd::lexicon::Table;
use rasd::model::{Incident, When};
use rasd::{Extractor, Report};

fn day(when: &When) -> String {
    match (when.start, when.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => format!("{start}..{end}"),
        _ => "-".to_owned(),
    }
}

fn scene(incident: &Incident) -> String {
    let places: Vec<&str> = incident.places.iter().map(|p| p.name.as_str()).collect();
    let places = if places.is_empty() { "-".to_owned() } else { places.join(", ") };
    format!("{} | {places}", day(&incident.when))
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
        let found: Vec<String> = record.incidents.iter().map(scene).collect();
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
