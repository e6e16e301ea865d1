//! The shared case tables of the stages (`tests/cases/*.tsv`): a newcomer adds a case without
//! touching Rust.

use rasd::Report;
use rasd::annotate::actors::{ActorForm, actors};
use rasd::annotate::dates::dates;
use rasd::annotate::events::{Strength, events, non_events};
use rasd::annotate::means::means;
use rasd::annotate::numbers::{NumberRole, numbers};
use rasd::extract::annotate;
use rasd::furniture::furniture;
use rasd::lexicon::Table;
use rasd::model::Count;
use rasd::normalise::normalise;
use rasd::reading::Reading;
use rasd::resolve::dates::resolve;
use rasd::segment::{Opener, segment};

fn table(name: &str) -> Table {
    let path = format!("{}/../../tests/cases/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
    Table::parse(name, &std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Runs every row through `read` and reports all that differ at once.
fn check(name: &str, at_least: usize, read: impl Fn(&Table, &rasd::lexicon::Row) -> String) {
    let table = table(name);
    assert!(table.rows.len() >= at_least, "{name} has {} rows", table.rows.len());
    let mut wrong = Vec::new();
    for row in &table.rows {
        let (expected, found) = (table.get(row, "expected"), read(&table, row));
        if expected != found {
            let text = table.get(row, "text");
            wrong.push(format!(
                "{name}:{} {text}\n  expected {expected}\n  found    {found}",
                row.line
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn bounds(count: Count) -> String {
    let side = |n: Option<u32>| n.map_or_else(|| "*".to_owned(), |n| n.to_string());
    let vague = count.vague.map_or_else(String::new, |v| format!(" {v}"));
    format!("{}..{}{vague}", side(count.min), side(count.max))
}

fn joined(parts: Vec<String>, by: &str) -> String {
    if parts.is_empty() { "-".to_owned() } else { parts.join(by) }
}

const fn role(role: NumberRole) -> &'static str {
    match role {
        NumberRole::Count => "",
        NumberRole::Year => " year",
        NumberRole::Age => " age",
        NumberRole::Distance => " distance",
        NumberRole::Time => " time",
        NumberRole::Money => " money",
        NumberRole::Percent => " percent",
        NumberRole::Caliber => " caliber",
        NumberRole::Ammunition => " ammunition",
        NumberRole::Thing => " thing",
        NumberRole::Other => " other",
    }
}

#[test]
fn reading_forms() {
    check("normalise", 20, |table, row| normalise(table.get(row, "text")).text);
}

#[test]
fn numbers_of_every_sort() {
    check("numbers", 600, |table, row| {
        let report = Report::new("", table.get(row, "text"));
        let found = numbers(&Reading::new(&report)).into_iter().map(|n| {
            let ordinal = if n.ordinal { " ordinal" } else { "" };
            format!("{}{}{ordinal}", bounds(n.count), role(n.role))
        });
        joined(found.collect(), "; ")
    });
}

#[test]
fn dates_against_publication() {
    check("dates", 400, |table, row| {
        let published = table.get(row, "published").parse().ok();
        let report = Report::new("", table.get(row, "text"));
        let reading = Reading::new(&report);
        let found = dates(&reading, &numbers(&reading)).into_iter().map(|d| {
            let when = resolve(&d, published);
            let day =
                |d: Option<jiff::civil::Date>| d.map_or_else(|| "*".to_owned(), |d| d.to_string());
            let mut line =
                format!("{}..{} {} {}", day(when.start), day(when.end), when.precision, when.basis);
            for (flag, word) in [
                (d.since, " since"),
                (d.until, " until"),
                (d.months_disagree.is_some(), " disagree"),
                (d.posted, " posted"),
            ] {
                if flag {
                    line.push_str(word);
                }
            }
            line
        });
        joined(found.collect(), "; ")
    });
}

#[test]
fn harm_as_told() {
    check("harm", 200, |table, row| {
        let report = Report::new("", table.get(row, "text"));
        let found = annotate(&Reading::new(&report)).figures.into_iter().map(|f| {
            let mut line = format!("{} {} {}", f.outcome, f.group, bounds(f.count));
            if let Some(side) = f.affiliation {
                line.push_str(&format!(" of {side}"));
            }
            if let Some(whole) = f.within {
                line.push_str(&format!(" in {whole}"));
            }
            if f.unconfirmed {
                line.push_str(" unconfirmed");
            }
            line
        });
        joined(found.collect(), "; ")
    });
}

#[test]
fn words_of_acts_weapons_and_sides() {
    check("words", 60, |table, row| {
        let report = Report::new("", table.get(row, "text").replace('⏎', "\n"));
        let reading = Reading::new(&report);
        match table.get(row, "stage") {
            "events" => {
                let kinds = events(&reading, &non_events(&reading))
                    .into_iter()
                    .filter(|e| e.strength == Strength::Strong);
                joined(kinds.filter_map(|e| e.kind).map(|k| k.to_string()).collect(), " ")
            }
            "means" => {
                let found =
                    means(&reading, &non_events(&reading)).into_iter().filter_map(|m| m.means);
                joined(found.map(|m| m.to_string()).collect(), " ")
            }
            "actors" => {
                let found = actors(&reading, None).into_iter();
                let named = found.filter(|a| a.form != ActorForm::Generic);
                joined(named.map(|a| a.id.to_owned()).collect(), " ")
            }
            "opener" => match segment(&reading, &[]).last().and_then(|s| s.opener) {
                Some(Opener::Continuation) => "continuation".to_owned(),
                Some(Opener::Meanwhile) => "meanwhile".to_owned(),
                Some(Opener::Recall) => "recall".to_owned(),
                Some(Opener::Detail) => "detail".to_owned(),
                None => "-".to_owned(),
            },
            _ => furniture(&reading).len().to_string(),
        }
    });
}
