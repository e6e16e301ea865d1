//! The table of parts (`tests/cases/roles.tsv`): who did it to whom, in whole sentences.

use std::collections::BTreeSet;

use rasd::lexicon::Table;
use rasd::model::{ActorRef, Certainty, Record};
use rasd::{Extractor, Options, Report};

fn part(actor: &ActorRef) -> String {
    let certainty = match actor.certainty {
        Certainty::Stated => String::new(),
        other => format!(":{other}"),
    };
    format!("{}:{}{certainty}", actor.role, actor.id)
}

/// The parts of each record, in an order that says nothing.
fn told(record: &Record) -> Vec<BTreeSet<String>> {
    record.incidents.iter().map(|i| i.actors.iter().map(part).collect()).collect()
}

fn expected(cell: &str) -> Vec<BTreeSet<String>> {
    if cell == "none" {
        return Vec::new();
    }
    let parts = |one: &str| one.split(' ').filter(|p| *p != "-").map(str::to_owned).collect();
    cell.split("; ").map(parts).collect()
}

#[test]
fn who_did_it_to_whom() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/roles.tsv");
    let table = Table::parse("roles", &std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(table.rows.len() >= 150, "{} rows", table.rows.len());
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for row in &table.rows {
        let (text, cell) = (table.get(row, "text"), table.get(row, "expected"));
        assert!(seen.insert(text), "roles:{} stands twice", row.line);
        let report = Report::new("", text.replace('¶', "\n")).country(table.get(row, "country"));
        let found = told(&Extractor::new().extract_with(&report, Options::default()));
        let (known_wrong, cell) = cell.strip_prefix("! ").map_or((false, cell), |c| (true, c));
        let right = expected(cell) == found;
        if known_wrong && right {
            wrong.push(format!("roles:{} {text}\n  comes right: take away the !", row.line));
        } else if !known_wrong && !right {
            wrong.push(format!(
                "roles:{} {text}\n  expected {cell}\n  found    {found:?}",
                row.line
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
