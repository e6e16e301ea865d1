//! The table of whole sentences (`tests/cases/sentences.tsv`): what each of them tells.

use std::collections::BTreeSet;

use rasd::lexicon::Table;
use rasd::model::{ActorRole, Count, Group, Incident, Outcome, Record, Tally};
use rasd::{Extractor, Options, Report};

fn joined(parts: Vec<String>, by: &str) -> String {
    if parts.is_empty() { "-".to_owned() } else { parts.join(by) }
}

fn figure(
    outcome: Outcome,
    group: Group,
    count: Count,
    side: Option<&str>,
    whole: Option<usize>,
) -> String {
    let bound = |n: Option<u32>| n.map_or_else(|| "*".to_owned(), |n| n.to_string());
    let vague = count.vague.map_or_else(String::new, |v| format!(" {v}"));
    let side = side.map_or_else(String::new, |side| format!(" of {side}"));
    let whole = whole.map_or_else(String::new, |whole| format!(" in {whole}"));
    format!("{outcome} {group} {}..{}{vague}{side}{whole}", bound(count.min), bound(count.max))
}

fn incident(incident: &Incident) -> String {
    let places = incident.places.iter().map(|p| p.name.clone()).collect();
    let doers = incident
        .actors
        .iter()
        .filter(|a| matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator));
    let harm = incident
        .harm
        .iter()
        .map(|h| figure(h.outcome, h.group, h.count, h.affiliation.as_deref(), h.within));
    format!(
        "{} | {} | {} | {}",
        incident.kind,
        joined(places, ", "),
        joined(doers.map(|a| a.id.clone()).collect(), ", "),
        joined(harm.collect(), ", ")
    )
}

fn tally(tallies: &[Tally]) -> Option<String> {
    let figures: Vec<String> = tallies
        .iter()
        .map(|t| figure(t.outcome, t.group, t.count, t.affiliation.as_deref(), t.within))
        .collect();
    (!figures.is_empty()).then(|| format!("tally | {}", figures.join(", ")))
}

fn told(record: &Record) -> String {
    let records: Vec<String> =
        record.incidents.iter().map(incident).chain(tally(&record.tallies)).collect();
    if records.is_empty() { "none".to_owned() } else { records.join("; ") }
}

#[test]
fn sentences_tell_what_they_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/sentences.tsv");
    let table = Table::parse("sentences", &std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(table.rows.len() >= 150, "{} rows", table.rows.len());
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for row in &table.rows {
        let (text, expected) = (table.get(row, "text"), table.get(row, "expected"));
        assert!(seen.insert(text), "sentences:{} stands twice", row.line);
        let report = Report::new("", text.replace('¶', "\n")).country(table.get(row, "country"));
        let found = told(&Extractor::new().extract_with(&report, Options::default()));
        let (known_wrong, expected) =
            expected.strip_prefix("! ").map_or((false, expected), |e| (true, e));
        if known_wrong && expected == found {
            wrong.push(format!("sentences:{} {text}\n  comes right: take away the !", row.line));
        } else if !known_wrong && expected != found {
            wrong.push(format!(
                "sentences:{} {text}\n  expected {expected}\n  found    {found}",
                row.line
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
