//! Input forms, output forms, defaults, order.

use std::process::{Command as Process, Stdio};

use super::{Folder, jsonl, rasd, run};

const TEXT: &str = "قُتل مدنيان، أمس، بقصف مدفعي على بلدة سرمين بريف إدلب.";

fn object(id: &str) -> String {
    serde_json::json!({"id": id, "text": TEXT, "published_at": "2021-03-10", "note": [1]})
        .to_string()
}

#[test]
fn a_text_file_is_one_report() {
    let folder = Folder::new();
    let ran = jsonl(&[&folder.file("some report.txt", TEXT)]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.ids(), ["some report"]);
}

#[test]
fn every_form_comes_through_standard_input() {
    let pretty = format!("{{\n\"text\": \"{TEXT}\"\n}}");
    for (input, ids) in [
        (TEXT.to_owned(), vec!["stdin"]),
        (pretty, vec!["stdin:1"]),
        (format!("[{},\n{}]", object("a"), object("b")), vec!["a", "b"]),
        (format!("{}\n{}\n", object("a"), object("b")), vec!["a", "b"]),
        (
            format!("{}\n\n{{\"text\":\"\u{642}\u{635}\u{641}\"}}\n", object("a")),
            vec!["a", "stdin:3"],
        ),
    ] {
        for dash in [true, false] {
            let mut command = rasd();
            command.args(["extract", "--format", "jsonl"]).write_stdin(input.as_str());
            let ran = run(if dash { command.arg("-") } else { &mut command });
            assert_eq!((ran.code, ran.ids(), ran.err.as_str()), (0, ids_of(&ids), ""), "{input}");
        }
    }
}

fn ids_of(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn an_input_form_can_be_forced() {
    let folder = Folder::new();
    let path = folder.file("a.txt", object("a") + "\n" + &object("b"));
    let forced = run(rasd().args(["extract", "--format=jsonl", "--input=jsonl"]).arg(&path));
    assert_eq!(forced.ids(), ["a", "b"]);
    assert_eq!(jsonl(&[&path]).ids(), ["a"], "a .txt file is a text, whatever it looks like");
}

#[test]
fn json_is_one_document_or_an_array() {
    let folder = Folder::new();
    let (one, two) = (folder.file("1.txt", TEXT), folder.file("2.json", object("b")));
    let bad = folder.file("bad.txt", b"\xff");
    let json = |files: &[&std::path::Path]| {
        let ran = run(rasd().args(["extract", "--format", "json"]).args(files));
        (ran.code, serde_json::from_str::<serde_json::Value>(&ran.out).unwrap())
    };
    let (code, single) = json(&[&one]);
    assert_eq!((code, single["report"]["id"].as_str()), (0, Some("1")));
    let (code, both) = json(&[&one, &two]);
    assert_eq!((code, both.as_array().map(Vec::len)), (0, Some(2)));
    assert_eq!(both[0], single);
    assert_eq!(both[1]["report"]["id"], "b");
    let (code, rest) = json(&[&one, &bad]);
    assert_eq!((code, rest.as_array().map(Vec::len)), (1, Some(1)), "two came in: an array");
    assert_eq!(json(&[&bad]), (1, serde_json::json!([])));
}

#[test]
fn a_record_is_the_same_in_json_and_jsonl() {
    let folder = Folder::new();
    let path = folder.file("a.json", object("a"));
    let line = jsonl(&[&path]).records().remove(0);
    let json = run(rasd().args(["extract", "--format=json"]).arg(&path));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json.out).unwrap(), line);
    let record: rasd::model::Record = serde_json::from_value(line).unwrap();
    assert_eq!(record.report.published_at, "2021-03-10".parse().ok());
}

#[test]
fn the_command_line_fills_in_what_a_report_does_not_say() {
    let folder = Folder::new();
    let path = folder
        .file("r.jsonl", object("a") + "\n{\"id\":\"b\",\"text\":\"قصف\",\"publisher\":\"own\"}\n");
    let args = ["extract", "--format=jsonl", "--published=2020-01-02", "--publisher=given"];
    let records = run(rasd().args(args).args(["--country", "sy"]).arg(path)).records();
    assert_eq!(records[0]["report"]["published_at"], "2021-03-10");
    assert_eq!(records[0]["report"]["publisher"], "given");
    assert_eq!(records[1]["report"]["published_at"], "2020-01-02");
    assert_eq!(records[1]["report"]["publisher"], "own");
}

#[test]
fn offsets_count_in_the_unit_asked_for() {
    for unit in ["utf8", "utf16", "utf32"] {
        let mut command = rasd();
        command.args(["extract", "--format=jsonl", "--offsets", unit]).write_stdin(TEXT);
        assert_eq!(run(&mut command).records()[0]["report"]["offset_unit"], unit);
    }
}

#[test]
fn records_come_in_the_order_of_the_input_however_many_work() {
    let folder = Folder::new();
    let long = "قصفت قوات النظام قرية. ".repeat(200);
    let lines: String = (0..300)
        .map(|i| {
            let text = if i % 7 == 0 { long.as_str() } else { TEXT };
            serde_json::json!({"id": format!("r{i}"), "text": text}).to_string() + "\n"
        })
        .collect();
    let path = folder.file("many.jsonl", lines);
    let with =
        |jobs: &str| run(rasd().args(["extract", "--format=jsonl", "--jobs", jobs]).arg(&path));
    let one = with("1");
    assert_eq!(one.ids(), (0..300).map(|i| format!("r{i}")).collect::<Vec<_>>());
    for jobs in ["2", "16"] {
        assert_eq!(with(jobs).out, one.out);
    }
}

#[test]
fn the_summary_is_plain_when_it_is_piped() {
    let ran = run(rasd().args(["extract", "--published=2021-03-10"]).write_stdin(TEXT));
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("stdin · published 2021-03-10\n"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'));
    let opened = ran.out.matches('\u{2068}').count();
    assert_eq!(opened, ran.out.matches('\u{2069}').count());
}

#[test]
fn the_example_of_the_readme_is_read() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/report.txt");
    let ran = run(rasd().args(["extract", example, "--published", "2024-03-18"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("report · published 2024-03-18\n"), "{}", ran.out);
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let folder = Folder::new();
    let path = folder.file("many.jsonl", (object("a") + "\n").repeat(20_000));
    let mut child = Process::new(env!("CARGO_BIN_EXE_rasd"))
        .args(["extract", "--format=jsonl"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn help_tells_the_exit_codes_and_a_wrong_command_line_is_two() {
    for args in [vec!["--help"], vec!["extract", "--help"]] {
        let ran = run(rasd().args(args));
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("Exit codes:\n  0  everything was read"), "{}", ran.out);
    }
    for args in [
        vec![],
        vec!["extract", "--format", "xml"],
        vec!["extract", "--published", "2021-13-01"],
        vec!["extract", "--country", "Syria"],
        vec!["extract", "--jobs", "0"],
        vec!["extract", "-", "-"],
        vec!["places"],
        vec!["eval", "gold.jsonl"],
    ] {
        let ran = run(rasd().args(&args));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}
