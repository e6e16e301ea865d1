use std::path::Path;

use rasd::model::Record;
use rasd::{OffsetUnit, Report};
use rasd_export::{ExportError, Format, Summary, Target, open};
use serde_json::Value;

use super::{CORPUS, corpus, export};

fn folder(format: Format, records: &[(Report, Record)]) -> (tempfile::TempDir, Summary) {
    let folder = tempfile::tempdir().unwrap();
    let mut exporter = open(format, Target::Folder(folder.path().to_owned())).unwrap();
    for (report, record) in records {
        exporter.write(record, Some(report)).unwrap();
    }
    let summary = exporter.finish().unwrap();
    (folder, summary)
}

fn spans(record: &Record) -> usize {
    let incidents: usize = record.incidents.iter().map(|i| i.evidence.len()).sum();
    let tallies: usize = record.tallies.iter().map(|t| t.evidence.len()).sum();
    let findings: usize = record.findings.iter().map(|f| f.evidence.len()).sum();
    incidents + tallies + findings
}

fn all_spans() -> usize {
    CORPUS.iter().map(|(_, record)| spans(record)).sum()
}

fn document(report: &Report) -> String {
    let title = report.title.as_ref().map(|t| format!("{t}\n")).unwrap_or_default();
    title + &report.text
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn brat_offsets_are_code_points_of_the_text_file() {
    // Whatever unit the record counts in, the folder is the same.
    for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32] {
        let corpus = corpus(unit);
        let (folder, summary) = folder(Format::Brat, &corpus);
        assert_eq!(summary.rows, all_spans() as u64);
        assert!(folder.path().join("annotation.conf").is_file());
        let mut marks = 0;
        for (report, record) in &corpus {
            let read = |ending: &str| {
                let name = format!("{}.{ending}", report.id);
                std::fs::read_to_string(folder.path().join(name)).unwrap()
            };
            let (text, annotations) = (read("txt"), read("ann"));
            assert_eq!(text, document(report));
            let lines = annotations.lines().filter(|line| line.starts_with('T'));
            for line in lines {
                let columns: Vec<&str> = line.split('\t').collect();
                let (_, offsets) = columns[1].split_once(' ').unwrap();
                let pieces: Vec<String> = offsets
                    .split(';')
                    .map(|span| {
                        let (start, end) = span.split_once(' ').unwrap();
                        slice(&text, start.parse().unwrap(), end.parse().unwrap())
                    })
                    .collect();
                assert_eq!(pieces.join(" "), columns[2], "{line}");
                marks += 1;
            }
            let events = annotations.lines().filter(|line| line.starts_with('E')).count();
            assert_eq!(events, record.incidents.len(), "{}", report.id);
        }
        assert_eq!(marks, all_spans());
    }
}

#[test]
fn brat_tells_a_span_over_a_line_end_in_fragments() {
    let (report, mut record) = CORPUS[0].clone();
    let report = Report { title: None, ..report };
    let line = report.text.find('\n').unwrap();
    record.tallies.clear();
    record.findings.clear();
    record.incidents.truncate(1);
    let evidence = &mut record.incidents[0].evidence;
    evidence.truncate(1);
    evidence[0].part = rasd::model::Part::Text;
    evidence[0].start = report.text[..line].rfind(' ').unwrap() + 1;
    evidence[0].end = line + 1 + report.text[line + 1..].find(' ').unwrap();
    evidence[0].text = report.text[evidence[0].start..evidence[0].end].to_owned();
    let words = evidence[0].text.replace('\n', " ");
    let (folder, _) = folder(Format::Brat, &[(report.clone(), record)]);
    let path = folder.path().join(format!("{}.ann", report.id));
    let annotations = std::fs::read_to_string(path).unwrap();
    let first = annotations.lines().next().unwrap();
    assert!(first.split('\t').nth(1).unwrap().contains(';'), "{first}");
    assert_eq!(first.split('\t').nth(2), Some(words.as_str()));
}

#[test]
fn names_of_brat_files_never_collide_or_leave_the_folder() {
    let mut pairs = Vec::new();
    for id in ["../../etc/x", ".._.._etc_x", "A/b", "a:B", "", "."] {
        let (mut report, mut record) = CORPUS[0].clone();
        id.clone_into(&mut report.id);
        id.clone_into(&mut record.report.id);
        pairs.push((report, record));
    }
    let (folder, _) = folder(Format::Brat, &pairs);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 2 * pairs.len() + 1);
}

#[test]
fn label_studio_offsets_are_utf16() {
    let (folder, summary) = folder(Format::LabelStudio, &CORPUS);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let tasks: Vec<Value> = serde_json::from_str(&read("tasks.json")).unwrap();
    let configuration = read("labels.xml");
    assert_eq!(tasks.len(), CORPUS.len());
    let (mut marks, mut emoji) = (0, 0);
    for (task, (report, _)) in tasks.iter().zip(&*CORPUS) {
        let text = task["data"]["text"].as_str().unwrap();
        assert_eq!(text, document(report));
        let units: Vec<u16> = text.encode_utf16().collect();
        emoji += usize::from(units.len() != text.chars().count());
        for region in task["predictions"][0]["result"].as_array().unwrap() {
            if region["type"] == "relation" {
                continue;
            }
            let at = |key: &str| usize::try_from(region["value"][key].as_u64().unwrap()).unwrap();
            let words = String::from_utf16(&units[at("start")..at("end")]).unwrap();
            assert_eq!(region["value"]["text"], words.as_str());
            let label = region["value"]["labels"][0].as_str().unwrap();
            assert!(configuration.contains(&format!("<Label value=\"{label}\"/>")), "{label}");
            marks += 1;
        }
    }
    assert!(emoji > 0, "no text with characters beyond the basic plane");
    assert_eq!((marks, summary.rows), (all_spans(), all_spans() as u64));
}

#[test]
fn web_annotations_quote_what_they_point_at() {
    let (bytes, summary) = export(Format::W3c, &*CORPUS);
    let page: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = page["items"].as_array().unwrap();
    assert_eq!((items.len(), summary.rows), (all_spans(), all_spans() as u64));
    for item in items {
        let source = item["target"]["source"].as_str().unwrap();
        let (urn, part) = source.rsplit_once(':').unwrap();
        let id = urn.rsplit_once(':').unwrap().1;
        let (report, _) = CORPUS.iter().find(|(report, _)| report.id == id).unwrap();
        let text = if part == "title" { report.title.as_deref().unwrap() } else { &report.text };
        let selectors = &item["target"]["selector"];
        let at = |key: &str| usize::try_from(selectors[1][key].as_u64().unwrap()).unwrap();
        let exact = selectors[0]["exact"].as_str().unwrap();
        assert_eq!(slice(text, at("start"), at("end")), exact);
        let quoted = format!(
            "{}{exact}{}",
            selectors[0]["prefix"].as_str().unwrap(),
            selectors[0]["suffix"].as_str().unwrap()
        );
        assert!(text.contains(&quoted), "{item}");
    }
}

#[test]
fn iob_is_well_formed_and_says_what_it_lost() {
    let (bytes, summary) = export(Format::Iob, &*CORPUS);
    let text = String::from_utf8(bytes).unwrap();
    let mut reports = CORPUS.iter();
    let mut document_text = String::new();
    let (mut begun, mut before) = (0, "O");
    for line in text.lines() {
        if let Some(id) = line.strip_prefix("# report = ") {
            let (report, _) = reports.next().unwrap();
            assert_eq!(report.id, id);
            document_text = document(report);
            before = "O";
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [word, start, end, tag] = columns[..] else { panic!("{line}") };
        assert_eq!(slice(&document_text, start.parse().unwrap(), end.parse().unwrap()), word);
        if let Some(label) = tag.strip_prefix("I-") {
            assert_eq!(before.get(2..), Some(label), "{line}");
        }
        begun += u64::from(tag.starts_with("B-"));
        before = tag;
    }
    assert!(reports.next().is_none());
    assert_eq!(begun, summary.rows);
    let lost = summary.left_out.get("overlapping span").copied().unwrap_or(0);
    assert_eq!(begun + lost, all_spans() as u64);
}

#[test]
fn a_missing_or_other_text_is_refused_and_the_next_record_is_written() {
    let (report, record) = &CORPUS[0];
    for format in [Format::W3c, Format::Iob] {
        let mut exporter = open(format, Target::stream(Vec::new())).unwrap();
        let missing = exporter.write(record, None).unwrap_err();
        assert!(matches!(missing, ExportError::NeedsReport { .. }) && missing.is_of_record());
        let other = Report { text: format!("x{}", report.text), ..report.clone() };
        let wrong = exporter.write(record, Some(&other)).unwrap_err();
        assert!(matches!(wrong, ExportError::OtherText { .. }) && wrong.is_of_record());
        exporter.write(record, Some(report)).unwrap();
        assert_eq!(exporter.finish().unwrap().records, 1);
    }
}

#[test]
fn folders_and_files_are_not_mixed_up() {
    let folder = |format| open(format, Target::Folder(Path::new("unused").to_owned())).err();
    assert!(matches!(folder(Format::Csv), Some(ExportError::NeedsStream(_))));
    let stream = |format| open(format, Target::stream(Vec::new())).err();
    assert!(matches!(stream(Format::Brat), Some(ExportError::NeedsFolder(_))));
    assert!(matches!(stream(Format::LabelStudio), Some(ExportError::NeedsFolder(_))));
}
