//! Input that no report should be, and the answer to each.

use std::fmt::Write;

use super::{Folder, jsonl, rasd, run};

#[test]
fn empty_text() {
    let folder = Folder::new();
    let good = folder.file("good.txt", "قصف");
    for (name, content, at) in [
        ("e.txt", "", "e.txt: "),
        ("blank.txt", " \n\t\n", "blank.txt: "),
        ("e.jsonl", "\n{\"id\":\"a\",\"text\":\" \"}\n", "e.jsonl:2: "),
        ("e.json", "{\"title\":\"قصف\",\"text\":\"\"}", "e.json: "),
    ] {
        let ran = jsonl(&[&folder.file(name, content), &good]);
        assert_eq!((ran.code, ran.ids()), (1, vec!["good".to_owned()]));
        assert!(ran.err.contains(&format!("{at}the text is empty")), "{}", ran.err);
    }
    let ran = run(rasd().args(["extract", "--format=jsonl"]).write_stdin(""));
    assert_eq!((ran.code, ran.err.as_str()), (1, "error: stdin: the text is empty\n"));
    let ran = jsonl(&[&folder.file("none.jsonl", "\n")]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "no report, no error");
}

#[test]
fn ten_mebibytes_of_text() {
    let mut text = String::new();
    let mut day = 0_u32;
    while text.len() < 10 << 20 {
        day += 1;
        let (dead, hurt) = (day % 9 + 2, day * 7 % 11 + 3);
        let _ = writeln!(text, "قتل {dead} وأصيب {hurt} بقصف على القرية رقم {day} بريف حلب.");
    }
    let folder = Folder::new();
    let ran = jsonl(&[&folder.file("big.txt", text)]);
    assert_eq!((ran.code, ran.ids(), ran.err.as_str()), (0, vec!["big".to_owned()], ""));
}

#[test]
fn invalid_utf8_fails_that_report_and_says_where() {
    let folder = Folder::new();
    let bad = folder.file("bad.txt", b"line one\nab\xd9cd\n");
    let good = folder.file("good.txt", "قصف");
    let ran = jsonl(&[&bad, &good]);
    assert_eq!((ran.code, ran.ids()), (1, vec!["good".to_owned()]));
    assert!(ran.err.contains("bad.txt: not UTF-8: byte 11 (line 2)"), "{}", ran.err);
    let cut = run(rasd().args(["extract", "--format=jsonl"]).write_stdin(&b"\xd9"[..]));
    assert_eq!((cut.code, cut.out.as_str()), (1, ""));
    assert!(cut.err.contains("stdin: not UTF-8: byte 0 (line 1)"), "{}", cut.err);
}

#[test]
fn odd_texts_are_read() {
    let folder = Folder::new();
    let line = "قتل مدنيان بقصف مدفعي على بلدة سرمين و".repeat(3_000);
    for (name, text) in [
        ("nul", "قتل\0 مدنيان\0\0 بقصف مدفعي على بلدة سرمين"),
        ("bidi", "\u{202b}قتل \u{2067}مدنيان\u{202e} بقصف \u{2069}\u{2069}على بلدة سرمين"),
        ("emoji", "🔴👨‍👩‍👧 قتل مدنيان بقصف مدفعي على بلدة سرمين"),
        ("latin", "Two civilians were killed when shells hit the town of Sarmin."),
        ("line", line.chars().take(100_000).collect::<String>().as_str()),
    ] {
        let path = folder.file(&format!("{name}.txt"), text);
        for unit in ["utf8", "utf16", "utf32"] {
            let command = &mut rasd();
            let ran =
                run(command.args(["extract", "--format=jsonl", "--offsets", unit]).arg(&path));
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
            for record in ran.records() {
                assert_slices(&record, text, unit);
            }
        }
        let summary = run(rasd().arg("extract").arg(&path));
        assert_eq!(summary.code, 0);
        let controls = |c: char| c.is_control() && c != '\n';
        assert!(!summary.out.contains(controls), "{name}: {:?}", summary.out);
        assert!(!summary.out.contains(['\u{202b}', '\u{202e}', '\u{2067}']), "{name}");
    }
}

/// Every evidence span slices to its text.
fn assert_slices(record: &serde_json::Value, text: &str, unit: &str) {
    for incident in record["incidents"].as_array().unwrap() {
        for evidence in incident["evidence"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            let range = at("start")..at("end");
            let slice = match unit {
                "utf8" => text[range].to_owned(),
                "utf16" => {
                    String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[range]).unwrap()
                }
                _ => text.chars().skip(range.start).take(range.len()).collect(),
            };
            assert_eq!(evidence["text"], slice, "{unit}");
        }
    }
}

#[test]
fn malformed_json_in_the_middle_of_json_lines() {
    let folder = Folder::new();
    let path = folder.file(
        "r.jsonl",
        "{\"id\":\"a\",\"text\":\"قصف\"}\n\
         {\"id\":\"b\",\"text\":\"قصف\n\
         {\"id\":\"c\"}\n\
         {\"id\":\"d\",\"text\":\"قصف\",\"published_at\":\"10/3/2021\"}\n\
         {\"id\":\"e\",\"text\":\"قصف\",\"country\":\"sy\"}\n\
         {\"id\":\"f\",\"text\":\"قصف\",\"country\":\"Syria\"}\n",
    );
    let ran = jsonl(&[&path]);
    assert_eq!((ran.code, ran.ids()), (1, vec!["a".to_owned(), "e".to_owned()]));
    let errors: Vec<&str> = ran.err.lines().collect();
    assert_eq!(errors.len(), 4, "{}", ran.err);
    assert!(errors[0].contains("r.jsonl:2:"), "{}", ran.err);
    assert!(errors[1].contains("r.jsonl:3: not a report: missing field `text`"), "{}", ran.err);
    assert!(errors[2].contains("r.jsonl:4"), "{}", ran.err);
    assert!(errors[3].contains("r.jsonl:6: country \"Syria\""), "{}", ran.err);
}

#[test]
fn malformed_json_documents() {
    let folder = Folder::new();
    for (name, content, message) in [
        ("cut.json", "{\n\"text\": ", "cut.json:2:8: malformed JSON"),
        ("number.json", "5", "number.json: expected a report object"),
        ("shape.json", "[{\"text\":1}]", "shape.json[1]: not a report: invalid type"),
        ("latin1.json", "", "latin1.json:1:0: malformed JSON"),
    ] {
        let ran = jsonl(&[&folder.file(name, content)]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains(message), "{}", ran.err);
    }
    let mixed = folder.file("mixed.json", r#"[{"text":"x"},7,{"id":"c","text":"y"}]"#);
    let ran = jsonl(&[&mixed]);
    assert_eq!((ran.code, ran.ids()), (1, vec!["mixed.json:1".to_owned(), "c".to_owned()]));
    assert!(ran.err.contains("mixed.json[2]: expected a report object"), "{}", ran.err);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new();
    let good = folder.file("good.txt", "قصف");
    let missing = folder.0.path().join("missing.txt");
    let pattern = folder.0.path().join("*.json");
    let ran = jsonl(&[&missing, &pattern, &good]);
    assert_eq!((ran.code, ran.ids()), (3, vec!["good".to_owned()]));
    let errors: Vec<&str> = ran.err.lines().collect();
    assert!(errors[0].contains("cannot read") && errors[0].contains("missing.txt"), "{}", ran.err);
    assert!(errors[1].contains("*.json: no file fits the pattern"), "{}", ran.err);
    let ran = run(rasd().arg("explain").arg(folder.0.path()));
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("directory"), "{}", ran.err);
}
