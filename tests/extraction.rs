//! What comes back over the wire is what the library returns, for one report, a batch and a stream.

use std::collections::BTreeSet;
use std::time::Duration;

use rasd::model::{Evidence, FindingCode, Kind, Outcome, Part, Record};
use rasd::{Extractor, OffsetUnit, Options, Report};
use rasd_client::Settings;
use rasd_tests::{TestServer, cases};
use tokio_stream::StreamExt;

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32];

fn in_process(report: &Report, options: Options) -> Record {
    Extractor::new().extract_with(report, options)
}

#[tokio::test]
async fn one_report_in_every_offset_unit() {
    let server = TestServer::start().await;
    let client = server.client().await;
    for offset_unit in UNITS {
        let options = Options { offset_unit };
        for report in cases() {
            let record = client.extract(&report, options).await.unwrap();
            assert_eq!(record, in_process(&report, options), "{}", report.id);
            assert_eq!(record.report.offset_unit, offset_unit);
        }
    }
}

/// The slice of `text` that a caller of the unit's languages would take.
fn slice(text: &str, start: usize, end: usize, unit: OffsetUnit) -> String {
    match unit {
        OffsetUnit::Utf8 => text[start..end].to_owned(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
        OffsetUnit::Utf32 => text.chars().skip(start).take(end - start).collect(),
    }
}

fn evidence(record: &Record) -> impl Iterator<Item = &Evidence> {
    let incidents = record.incidents.iter().flat_map(|i| &i.evidence);
    let tallies = record.tallies.iter().flat_map(|t| &t.evidence);
    incidents.chain(tallies).chain(record.findings.iter().flat_map(|f| &f.evidence))
}

#[tokio::test]
async fn evidence_slices_to_its_words() {
    let server = TestServer::start().await;
    let client = server.client().await;
    for offset_unit in UNITS {
        for report in cases() {
            let record = client.extract(&report, Options { offset_unit }).await.unwrap();
            for span in evidence(&record) {
                let text = match span.part {
                    Part::Title => report.title.as_deref().unwrap_or_default(),
                    Part::Text => &report.text,
                };
                assert_eq!(slice(text, span.start, span.end, offset_unit), span.text);
            }
        }
    }
}

/// What a case tells at the least: its id, the kinds of its incidents, the killed and injured
/// persons that stand alone.
const TOLD: [(&str, &[Kind], u32, u32); 19] = [
    ("01-shelling", &[Kind::Shelling], 3, 7),
    ("02-drone", &[Kind::DroneStrike], 2, 0),
    ("03-ied", &[Kind::Ied], 0, 4),
    ("04-clash", &[Kind::ArmedClash], 2, 0),
    ("05-arrest", &[Kind::Arrest], 0, 0),
    ("06-tally", &[], 0, 0),
    ("07-no-event", &[], 0, 0),
    ("08-latin", &[], 0, 0),
    ("09-emoji", &[Kind::LandmineErw], 0, 2),
    ("12-broken-words", &[Kind::Shooting], 1, 0),
    ("13-yemen-coalition", &[Kind::AirStrike], 5, 8),
    ("14-yemen-houthi", &[Kind::Shelling], 1, 2),
    ("15-iraq-ied", &[Kind::Ied], 2, 3),
    ("16-lebanon-strike", &[Kind::DroneStrike], 1, 2),
    ("17-palestine-shooting", &[Kind::Shooting, Kind::Arrest], 0, 4),
    ("18-libya-clash", &[Kind::ArmedClash], 3, 11),
    ("19-sudan-shelling", &[Kind::Shelling], 9, 20),
    ("20-syria-list", &[Kind::Shelling], 0, 0),
    ("21-two-incidents", &[Kind::LandmineErw, Kind::Assassination], 2, 0),
];

#[test]
fn the_cases_show_something() {
    let records: Vec<Record> =
        cases().iter().map(|report| in_process(report, Options::default())).collect();
    let record = |id: &str| records.iter().find(|r| r.report.id == id).unwrap();
    for (id, kinds, killed, injured) in TOLD {
        let incidents = &record(id).incidents;
        assert_eq!(incidents.iter().map(|i| i.kind).collect::<Vec<_>>(), kinds, "{id}");
        let count = |outcome: Outcome| -> u32 {
            let harm = incidents.iter().flat_map(|i| &i.harm);
            harm.filter(|h| h.outcome == outcome && h.within.is_none())
                .filter_map(|h| h.count.min)
                .sum()
        };
        assert_eq!((count(Outcome::Killed), count(Outcome::Injured)), (killed, injured), "{id}");
        // «كما اعتقلت القوات شابين»: what is told beside the first names no place of its own.
        assert!(incidents.first().is_none_or(|i| !i.places.is_empty()), "{id}");
        assert!(incidents.iter().all(|i| !i.evidence.is_empty()), "{id}");
    }
    assert!(!record("06-tally").tallies.is_empty());
    let findings = &record("22-months-disagree").findings;
    assert!(findings.iter().any(|f| f.code == FindingCode::MonthsDisagree));
    let countries: BTreeSet<String> = cases().into_iter().filter_map(|r| r.country).collect();
    assert!(countries.len() >= 7, "{countries:?}");
}

#[test]
fn every_rule_of_the_evidence_is_listed_or_a_row() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/rasd-core/data");
    let generated = rasd_benches::series(5, 100).into_iter().map(|g| g.report);
    let mut seen = BTreeSet::new();
    for report in cases().into_iter().chain(generated) {
        let record = in_process(&report, Options::default());
        seen.extend(evidence(&record).map(|span| span.rule.clone()));
    }
    assert!(seen.len() > 30, "{seen:?}");
    for rule in seen {
        let row = rule.split_once(':').is_some_and(|(table, row)| {
            let text = std::fs::read_to_string(format!("{data}/{table}.tsv")).unwrap_or_default();
            let mut rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
            rows.any(|line| line.split(['\t', '|']).any(|cell| cell == row))
        });
        assert!(row || rasd::rules::rule(&rule).is_some(), "{rule} is neither a rule nor a row");
    }
}

#[tokio::test]
async fn a_bad_report_does_not_fail_its_batch() {
    let server = TestServer::start().await;
    let client = server.client().await;
    let mut reports = cases();
    reports.insert(3, Report::new("empty", ""));
    reports.insert(7, Report::new("abroad", "قصف").country("Syria"));
    let results = client.extract_batch(&reports, Options::default()).await.unwrap();
    assert_eq!(results.len(), reports.len());
    for (report, result) in reports.iter().zip(results) {
        match report.id.as_str() {
            "empty" => {
                let error = result.unwrap_err();
                assert_eq!(error.reason, "TEXT_EMPTY");
                assert_eq!(error.fields[0].field, "reports[3].text");
            }
            "abroad" => {
                let error = result.unwrap_err();
                assert_eq!(error.reason, "COUNTRY_INVALID");
                assert_eq!(error.fields[0].field, "reports[7].country");
            }
            _ => assert_eq!(result.unwrap(), in_process(report, Options::default())),
        }
    }
    assert!(client.extract_batch(&[], Options::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_stream_answers_in_order_with_ids() {
    let server = TestServer::start().await;
    let client = server.client_with(Settings { window: 5, ..Settings::default() }).await;
    let cases = cases();
    let reports: Vec<Report> = (0..300)
        .map(|i| {
            let case = &cases[i % cases.len()];
            let text = if i == 150 { String::new() } else { case.text.repeat(1 + i % 7) };
            Report { id: format!("s-{i}"), text, ..case.clone() }
        })
        .collect();
    let source = tokio_stream::iter(reports.clone());
    let mut answers = client.extract_stream(source, Options::default()).await.unwrap();
    for report in &reports {
        let answer = answers.next().await.unwrap().unwrap();
        assert_eq!(answer.id, report.id);
        match answer.result {
            Ok(record) => assert_eq!(record, in_process(report, Options::default())),
            Err(error) => {
                assert_eq!((answer.id.as_str(), error.reason.as_str()), ("s-150", "TEXT_EMPTY"));
            }
        }
    }
    assert!(answers.next().await.is_none());
}

#[tokio::test]
async fn a_stream_takes_no_more_than_its_window() {
    let server = TestServer::start().await;
    let client = server.client_with(Settings { window: 4, ..Settings::default() }).await;
    let taken = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&taken);
    let endless = tokio_stream::iter(0..).map(move |i| {
        count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Report::new(format!("{i}"), "قصف")
    });
    let mut answers = client.extract_stream(endless, Options::default()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    // Four under way, one answer waiting to be taken, one held by the reader, one by the source.
    assert!(taken.load(std::sync::atomic::Ordering::SeqCst) <= 7);
    assert_eq!(answers.next().await.unwrap().unwrap().id, "0");
    drop(answers);
}

#[tokio::test]
async fn neither_a_slow_source_nor_a_slow_reader_is_late() {
    let server = TestServer::start().await;
    let deadline = Duration::from_millis(400);
    let client = server.client_with(Settings { deadline, ..Settings::default() }).await;
    let source = tokio_stream::iter(0..4).then(move |i| async move {
        if i == 1 {
            tokio::time::sleep(deadline * 2).await;
        }
        Report::new(format!("{i}"), "قصف")
    });
    let mut answers = client.extract_stream(source, Options::default()).await.unwrap();
    for i in 0..4 {
        assert_eq!(answers.next().await.unwrap().unwrap().id, i.to_string());
        if i == 1 {
            tokio::time::sleep(deadline * 2).await;
        }
    }
    assert!(answers.next().await.is_none());
}
