//! `rasd explain`, on invented reports.

use super::{Folder, jsonl, rasd, run};

const REPORT: &str = "أفاد المرصد بمقتل 5 مدنيين بينهم طفلان أمس، بقصف مدفعي لقوات النظام على قرية \
                      الصالحية بريف القامشلي، وسقطت 7 قذائف في محيطها.\n\
                      وحلقت طائرات استطلاع في سماء المنطقة.\n\
                      ووثق المرصد مقتل 12 مدنياً منذ بداية آذار 2021 في محافظة الحسكة.\n";

#[test]
fn a_person_sees_words_rules_rows_and_what_lost() {
    let folder = Folder::new();
    let file = folder.file("report.txt", REPORT);
    let mut command = rasd();
    let args = ["--published", "2021-03-10", "--country", "SY"];
    let ran = run(command.arg("explain").arg(file).args(args));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in [
        "report · published 2021-03-10",
        "kind: shelling",
        "when: 2021-03-09 (relative)",
        "rule date.relative: ",
        "row events.tsv:",
        "row actor_aliases.tsv:",
        "row gazetteer.tsv:",
        "not place ",
        "shells, rockets or raids",
        "Tally 0",
        "it spans more than one incident",
        "Read and used nowhere",
        "a phrase that tells no act",
    ] {
        assert!(ran.out.contains(part), "{part:?} is not in\n{}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "no colour into a pipe");
    for line in ran.out.lines() {
        let count = |c: char| line.matches(c).count();
        assert_eq!(count('\u{2068}'), count('\u{2069}'), "an isolate is left open: {line}");
    }
}

#[test]
fn json_holds_the_record_that_extract_gives() {
    let folder = Folder::new();
    let report = serde_json::json!({"id": "x", "title": "قتلى بقصف", "text": REPORT}).to_string();
    let file = folder.file("reports.jsonl", format!("{report}\n{report}\n"));
    let ran = run(rasd().args(["explain", "--format", "json"]).arg(&file));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told = ran.records();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["record"], jsonl(&[&file]).records()[0]);
    let slots = told[0]["incidents"][0]["slots"].as_array().unwrap();
    assert_eq!(
        (slots[0]["field"].as_str(), slots[0]["value"].as_str()),
        (Some("kind"), Some("shelling"))
    );
    for slot in slots.iter().filter(|s| !s["evidence"].is_null()) {
        let named = !slot["rule"].is_null() || !slot["rows"].as_array().unwrap().is_empty();
        assert!(named, "neither rule nor row: {slot}");
    }
}

#[test]
fn a_title_may_be_given_and_standard_input_read() {
    let mut command = rasd();
    let title = "قصف مدفعي على بلدة سرمين";
    command.args(["explain", "-", "--title", title]).write_stdin("قُتل مدنيان أمس.\n");
    let ran = run(&mut command);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("from title, "), "{}", ran.out);
    let ran = run(rasd().args(["explain", "no-such-file.txt"]));
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("no-such-file.txt"));
}
