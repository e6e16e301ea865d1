//! Whole pages, of the invented reports in `tests/reports`.

use std::collections::BTreeMap;

use rasd::model::Record;
use rasd::{Extractor, OffsetUnit, Options, Report};
use rasd_report::{Redaction, Written, render};
use serde_json::Value;

fn reports() -> Vec<Report> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/reports/texts.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn records(reports: &[Report], offset_unit: OffsetUnit) -> Vec<Record> {
    let extractor = Extractor::new();
    reports.iter().map(|r| extractor.extract_with(r, Options { offset_unit })).collect()
}

fn page(records: Vec<Record>, reports: Vec<Report>) -> (String, Written) {
    let options = rasd_report::Options { redaction: Redaction::None, ..Default::default() };
    let mut out = Vec::new();
    let written = render(records, reports, &options, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), written)
}

/// What stands between the page's `<script>` tags for data.
fn data(page: &str) -> Value {
    let open = "<script type=\"application/json\" id=\"data\">";
    let from = page.find(open).unwrap() + open.len();
    let to = from + page[from..].find("</script>").unwrap();
    serde_json::from_str(&page[from..to]).unwrap()
}

#[test]
fn marks_are_the_evidence_whatever_the_unit() {
    let reports = reports();
    let mut pages = Vec::new();
    for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32] {
        let (page, written) = page(records(&reports, unit), reports.clone());
        assert_eq!((written.misplaced, written.without_text), (0, 0));
        pages.push(page);
    }
    assert!(pages[0] == pages[1] && pages[0] == pages[2], "the unit changes the page");
    let data = data(&pages[0]);
    let mut checked = 0;
    for entry in data["records"].as_array().unwrap() {
        let units = |name: &str| entry[name].as_str().unwrap_or("").encode_utf16().collect();
        let texts: BTreeMap<&str, Vec<u16>> =
            [("title", units("title")), ("text", units("text"))].into();
        for list in ["incidents", "tallies", "findings"] {
            for e in entry[list]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|i| i["evidence"].as_array().unwrap())
            {
                let at = |name: &str| usize::try_from(e[name].as_u64().unwrap()).unwrap();
                let slice = &texts[e["part"].as_str().unwrap()][at("start")..at("end")];
                assert_eq!(String::from_utf16(slice).unwrap(), e["text"].as_str().unwrap());
                checked += 1;
            }
        }
    }
    assert!(checked > 400, "{checked}");
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let reports = reports();
    let records = records(&reports, OffsetUnit::Utf8);
    let first = page(records.clone(), reports.clone()).0;
    assert!(first == page(records, reports).0);
}

#[test]
fn a_text_that_is_markup_ends_nothing() {
    let evil = "</script><script>alert(1)</script><!--\u{2028}";
    let text = format!("قُتل مدنيان بقصف مدفعي على بلدة سرمين. {evil}");
    let report = Report::new(evil, text.clone()).title(evil).publisher(evil);
    let record = Extractor::new().extract(&report);
    let options = rasd_report::Options { title: Some(evil.to_owned()), ..Default::default() };
    let mut out = Vec::new();
    render(vec![record], vec![report], &options, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<script>alert"));
    // In the heading the separator is a character like any other; in the data it is an escape.
    let from = page.find("application/json").unwrap();
    assert!(!page[from..].contains('\u{2028}'));
    let data = data(&page);
    assert_eq!(data["records"][0]["text"], text);
    assert_eq!(data["records"][0]["title"], evil);
}

#[test]
fn records_and_texts_meet_by_id_and_order() {
    let report = |id: &str, text: &str| Report::new(id, text);
    let reports = vec![
        report("a", "قُتل مدنيان بقصف مدفعي على بلدة سرمين."),
        report("a", "🔴 قُتل ثلاثة مدنيين بقصف مدفعي على بلدة بنش."),
        report("b", "لا شيء."),
    ];
    let mut records = records(&reports, OffsetUnit::Utf8);
    records.push(Extractor::new().extract(&report("c", "قُتل مدني بقصف مدفعي على بلدة بنش.")));
    let (page, written) = page(records, reports);
    assert_eq!(written, Written { records: 4, incidents: 3, without_text: 1, misplaced: 0 });
    let data = data(&page);
    assert!(data["records"][1]["text"].as_str().unwrap().starts_with('🔴'));
    assert_eq!(data["records"][3].get("text"), None);
    assert_eq!(data["records"][3]["incidents"][0]["evidence"][0]["part"], "text");
}

#[test]
fn outlines_are_those_of_the_places() {
    let of = |text: &str, country: &str| {
        let report = Report::new("r", text).country(country);
        let record = Extractor::new().extract(&report);
        let data = data(&page(vec![record], vec![report]).0);
        data["outlines"]["countries"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(of("قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب.", "SY"), ["SY"]);
    assert_eq!(of("لا شيء هنا.", "SY"), Vec::<String>::new());
}

#[test]
fn the_policy_allows_exactly_what_stands_in_the_page() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let page = page(Vec::new(), Vec::new()).0;
    for (open, close, directive) in
        [("<script>", "</script>", "script-src"), ("<style>", "</style>", "style-src")]
    {
        let from = page.find(open).unwrap() + open.len();
        let text = &page[from..from + page[from..].find(close).unwrap()];
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text));
        assert!(page.contains(&format!("{directive} 'sha256-{hash}'")), "{directive}");
    }
    assert!(page.contains("default-src 'none'") && !page.contains("unsafe"));
}
