//! The corpus of whole reports (`tests/reports`): its gold records hold together, and what is
//! extracted from each report is what was last reviewed. `UPDATE_EXPECT=1` accepts a change; how
//! near the records come to the gold ones is measured beside `rasd eval`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rasd::model::{
    ActorRole, Basis, Certainty, Count, Damage, DatePrecision, FindingCode, Group, IncidentRole,
    Kind, Means, Outcome, PlaceType, Record, Stance,
};
use rasd::{Extractor, Options, Report};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/reports")
}

fn lines<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let text = std::fs::read_to_string(folder().join(name)).unwrap();
    let parse = |(i, line)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}:{}: {error}", i + 1))
    };
    text.lines().enumerate().map(parse).collect()
}

/// A gold record: the model, without what only a machine fills in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    id: String,
    incidents: Vec<Incident>,
    tallies: Vec<Tally>,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Incident {
    kind: Kind,
    also: Vec<Kind>,
    role: IncidentRole,
    when: When,
    places: Vec<Place>,
    actors: Vec<Actor>,
    means: Vec<Means>,
    harm: Vec<Harm>,
    attribution: Vec<Attribution>,
    damage: Vec<Damage>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
    precision: DatePrecision,
    basis: Basis,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Place {
    name: String,
    r#type: PlaceType,
    admin1: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Actor {
    role: ActorRole,
    id: String,
    name: Option<String>,
    certainty: Certainty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Harm {
    outcome: Outcome,
    group: Group,
    affiliation: Option<String>,
    count: Count,
    within: Option<usize>,
    provisional: bool,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Attribution {
    source: String,
    stance: Stance,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Tally {
    outcome: Outcome,
    group: Group,
    affiliation: Option<String>,
    count: Count,
    within: Option<usize>,
    provisional: bool,
    text: String,
    period: Period,
    areas: Vec<String>,
    perpetrators: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Period {
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "parsing them is the test")]
struct Finding {
    code: FindingCode,
    message: String,
    evidence: Vec<Quote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quote {
    text: String,
}

/// What a gold record quotes, and the ids it names.
fn quoted(gold: &Gold) -> (Vec<&str>, Vec<&str>) {
    let (mut quotes, mut ids): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for incident in &gold.incidents {
        quotes.extend(incident.when.text.as_deref());
        quotes.extend(incident.places.iter().map(|p| p.name.as_str()));
        quotes.extend(incident.actors.iter().filter_map(|a| a.name.as_deref()));
        quotes.extend(incident.harm.iter().map(|h| h.text.as_str()));
        quotes.extend(incident.attribution.iter().map(|a| a.source.as_str()));
        ids.extend(incident.actors.iter().map(|a| a.id.as_str()));
        ids.extend(incident.harm.iter().filter_map(|h| h.affiliation.as_deref()));
    }
    for tally in &gold.tallies {
        quotes.push(&tally.text);
        quotes.extend(tally.period.text.as_deref());
        quotes.extend(tally.areas.iter().map(String::as_str));
        ids.extend(tally.affiliation.as_deref());
        ids.extend(tally.perpetrators.iter().map(String::as_str));
    }
    quotes.extend(gold.findings.iter().flat_map(|f| &f.evidence).map(|e| e.text.as_str()));
    (quotes, ids)
}

fn in_order(start: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>) -> bool {
    start.zip(end).is_none_or(|(start, end)| start <= end)
}

#[test]
fn gold_records_are_well_formed() {
    let reports: BTreeMap<String, Report> =
        lines::<Report>("texts.jsonl").into_iter().map(|r| (r.id.clone(), r)).collect();
    let golds: Vec<Gold> = lines("gold.jsonl");
    let ids: BTreeSet<&str> = golds.iter().map(|g| g.id.as_str()).collect();
    assert_eq!(ids.len(), golds.len(), "an id stands twice");
    assert_eq!(ids, reports.keys().map(String::as_str).collect(), "texts and gold differ");
    assert!(golds.len() >= 40);
    let countries: BTreeSet<&str> = reports.values().filter_map(|r| r.country.as_deref()).collect();
    assert!(countries.len() >= 7, "{countries:?}");

    let registry: BTreeSet<String> =
        rasd::annotate::actors::registry().iter().map(|a| a.id.clone()).collect();
    for gold in &golds {
        let (id, report) = (&gold.id, &reports[&gold.id]);
        let title = report.title.as_deref().unwrap_or_default();
        let (quotes, named) = quoted(gold);
        for quote in quotes {
            assert!(!quote.is_empty(), "{id}: an empty quotation");
            assert!(report.text.contains(quote) || title.contains(quote), "{id}: no «{quote}»");
        }
        for actor in named {
            assert!(registry.contains(actor), "{id}: no actor {actor}");
        }
        for incident in &gold.incidents {
            let when = &incident.when;
            assert!(in_order(when.start, when.end), "{id}: {:?}", when.text);
            let unstated =
                (when.basis == Basis::Unstated, when.precision == DatePrecision::Unknown);
            assert_eq!(unstated.1, when.start.is_none(), "{id}: precision of a day");
            assert!(!unstated.0 || when.text.is_none(), "{id}: an unstated day has no words");
            let parts = incident.harm.iter().enumerate();
            for (i, part) in parts.filter_map(|(i, h)| h.within.map(|w| (i, w))) {
                assert!(part < i, "{id}: harm {i} is part of {part}");
            }
        }
        for (i, tally) in gold.tallies.iter().enumerate() {
            assert!(tally.within.is_none_or(|whole| whole < i), "{id}: tally {i}");
            assert!(in_order(tally.period.start, tally.period.end), "{id}: tally {i}");
        }
    }
}

fn figure(
    outcome: Outcome,
    group: Group,
    side: Option<&str>,
    n: Count,
    whole: Option<usize>,
) -> String {
    let side = side.map_or_else(String::new, |side| format!(" of {side}"));
    let whole = whole.map_or_else(String::new, |whole| format!(" in {whole}"));
    let bound = |n: Option<u32>| n.map_or_else(|| "*".to_owned(), |n| n.to_string());
    let vague = n.vague.map_or_else(String::new, |v| format!(" {v}"));
    format!("{outcome} {group} {}..{}{vague}{side}{whole}", bound(n.min), bound(n.max))
}

/// What a snapshot holds: the slots, a line for each thing said.
#[derive(Serialize)]
struct Told {
    incidents: Vec<ToldIncident>,
    tallies: Vec<String>,
    findings: Vec<FindingCode>,
}

#[derive(Serialize)]
struct ToldIncident {
    kind: Kind,
    also: Vec<Kind>,
    role: IncidentRole,
    when: String,
    places: Vec<String>,
    actors: Vec<String>,
    means: Vec<Means>,
    harm: Vec<String>,
}

/// A count over several incidents, and the time it spans.
fn told_tally(tally: &rasd::model::Tally) -> String {
    let said =
        figure(tally.outcome, tally.group, tally.affiliation.as_deref(), tally.count, tally.within);
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "*".to_owned(), |d| d.to_string());
    match (tally.period.start, tally.period.end) {
        (None, None) => said,
        (start, end) => format!("{said} | {}..{}", day(start), day(end)),
    }
}

fn told_incident(incident: &rasd::model::Incident) -> ToldIncident {
    let when = &incident.when;
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "*".to_owned(), |d| d.to_string());
    let places = incident
        .places
        .iter()
        .map(|p| format!("{} | {} | {}", p.name, p.r#type, p.admin1.as_deref().unwrap_or("-")));
    let actors = incident.actors.iter().map(|a| format!("{} {} {}", a.role, a.id, a.certainty));
    let harm = incident.harm.iter();
    let harm =
        harm.map(|h| figure(h.outcome, h.group, h.affiliation.as_deref(), h.count, h.within));
    ToldIncident {
        kind: incident.kind,
        also: incident.also.clone(),
        role: incident.role,
        when: format!("{}..{} {}", day(when.start), day(when.end), when.basis),
        places: places.collect(),
        actors: actors.collect(),
        means: incident.means.clone(),
        harm: harm.collect(),
    }
}

fn told(record: &Record) -> Told {
    Told {
        incidents: record.incidents.iter().map(told_incident).collect(),
        tallies: record.tallies.iter().map(told_tally).collect(),
        findings: record.findings.iter().map(|f| f.code).collect(),
    }
}

#[test]
fn records_are_the_reviewed_ones() {
    let snapshots = folder().join("snapshots");
    let mut names = BTreeSet::new();
    for report in lines::<Report>("texts.jsonl") {
        let record = Extractor::new().extract_with(&report, Options::default());
        let found = serde_json::to_string_pretty(&told(&record)).unwrap() + "\n";
        let name = format!("{}.json", report.id);
        expect_test::expect_file![snapshots.join(&name)].assert_eq(&found);
        names.insert(name);
    }
    let stored: BTreeSet<String> = std::fs::read_dir(snapshots)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(stored, names, "snapshots without a report");
}

/// A count that is told as a careful coder told it spans the time the coder wrote.
#[test]
fn tallies_span_the_time_that_gold_says() {
    let reports: BTreeMap<String, Report> =
        lines::<Report>("texts.jsonl").into_iter().map(|r| (r.id.clone(), r)).collect();
    let mut compared = 0;
    for gold in lines::<Gold>("gold.jsonl") {
        let record = Extractor::new().extract_with(&reports[&gold.id], Options::default());
        for tally in &gold.tallies {
            let same = |t: &&rasd::model::Tally| {
                (t.outcome, t.group, t.count) == (tally.outcome, tally.group, tally.count)
            };
            let Some(found) = record.tallies.iter().find(same) else { continue };
            assert_eq!(
                (found.period.start, found.period.end),
                (tally.period.start, tally.period.end),
                "{}: {}",
                gold.id,
                tally.text
            );
            compared += 1;
        }
    }
    assert!(compared >= 20, "{compared}");
}
