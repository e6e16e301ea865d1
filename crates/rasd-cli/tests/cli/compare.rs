//! `rasd compare`, on invented reports and on records changed by hand.

use std::path::Path;

use super::{Folder, jsonl, rasd, run};

const REPORTS: &str = concat!(
    r#"{"id":"a","text":"قُتل 5 مدنيين أمس بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب.","#,
    r#""published_at":"2021-03-10"}"#,
    "\n",
    r#"{"id":"b","text":"أصيب طفلان بانفجار لغم في مدينة الباب.","published_at":"2021-03-10"}"#,
    "\n",
);

fn compare(files: &[&Path], args: &[&str]) -> super::Ran {
    run(rasd().arg("compare").args(files).args(args))
}

#[test]
fn nothing_changed() {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let records = folder.file("records.jsonl", jsonl(&[&reports]).out);
    let ran = compare(&[&records, &records, &reports], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 of 2 records changed\n"));
    // A version that is run gives the records that it gave.
    let ran = compare(&[&records, Path::new(env!("CARGO_BIN_EXE_rasd")), &reports], &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
}

#[test]
fn a_changed_slot_is_shown_old_and_new_with_its_words() {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let before = jsonl(&[&reports]).out;
    let after =
        before.replace(r#""min":5,"max":5"#, r#""min":6,"max":6"#).replace("landmine_erw", "ied");
    assert_ne!(before, after);
    let (old, new) = (folder.file("old.jsonl", before), folder.file("new.jsonl", after));
    let ran = compare(&[&old, &new, &reports], &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for part in [
        "- killed · civilians · 5, from line 1: ",
        "+ killed · civilians · 6, from line 1: ",
        "- landmine_erw, from line 1: ",
        "+ ied, from line 1: ",
        "2 of 2 records changed\n  harm: 1\n  kind: 1\n",
    ] {
        assert!(ran.out.contains(part), "{part:?} is not in\n{}", ran.out);
    }
    let json = compare(&[&old, &new], &["--format", "json"]);
    let lines = json.records();
    assert_eq!((json.code, lines.len()), (1, 3));
    assert_eq!(lines[0]["changes"][0]["slot"], "harm");
    assert_eq!(lines[2]["summary"]["slots"]["kind"], 1);
}

#[test]
fn incidents_tallies_and_records_come_and_go() {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let all = jsonl(&[&reports]);
    let first = all.records().remove(0);
    let mut empty = first.clone();
    empty["incidents"] = serde_json::json!([]);
    empty["tallies"] = serde_json::json!([
        {"outcome": "killed", "group": "people", "count": {"min": 9, "max": 9}, "text": "9 قتلى"}
    ]);
    let old = folder.file("old.jsonl", format!("{first}\n"));
    let new = folder.file("new.jsonl", format!("{empty}\n{}", all.out.lines().nth(1).unwrap()));
    let ran = compare(&[&old, &new], &[]);
    assert_eq!(ran.code, 1);
    for part in ["- incident 1: shelling", "+ tallies", "+ record", "  incident removed: 1\n"] {
        assert!(ran.out.contains(part), "{part:?} is not in\n{}", ran.out);
    }
    // Only the reports that are given are compared.
    let one = folder.file("one.jsonl", REPORTS.lines().nth(1).unwrap());
    let ran = compare(&[&old, &old, &one], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 of 0 records changed\n"));
}

#[test]
fn what_cannot_be_read_is_2() {
    let folder = Folder::new();
    let good = folder.file("good.jsonl", "{\"id\":\"a\",\"incidents\":[]}\n");
    let bad = folder.file("bad.jsonl", "{\"id\":\"a\"\n");
    let nameless = folder.file("nameless.jsonl", "{\"incidents\":[]}\n");
    let text = folder.file("text.txt", "قصف");
    for other in [bad.as_path(), &nameless, &text, Path::new("no-such-file")] {
        let ran = compare(&[&good, other], &[]);
        assert_eq!(ran.code, 2, "{}: {}", other.display(), ran.err);
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
    let ran = compare(&[&good, Path::new(env!("CARGO_BIN_EXE_rasd"))], &[]);
    assert!(ran.code == 2 && ran.err.contains("REPORTS"), "{}", ran.err);
}
