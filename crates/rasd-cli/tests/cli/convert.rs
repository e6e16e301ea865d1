//! `rasd convert`, and the exports of `rasd extract`.

use std::path::Path;

use super::{Folder, Ran, jsonl, rasd, run};

const REPORTS: &str = concat!(
    r#"{"id":"a","title":"خبر 🔴","text":"قُتل مدنيان بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب أمس.","published_at":"2021-03-10","country":"SY"}"#,
    "\n",
    r#"{"id":"b","text":"انفجرت عبوة ناسفة في مدينة الباب بريف حلب اليوم، ما أدى إلى إصابة 3 أشخاص.","published_at":"2021-03-11","country":"SY"}"#,
    "\n"
);

fn convert(records: &Path, arguments: &[&str]) -> Ran {
    run(rasd().arg("convert").arg(records).args(arguments))
}

/// A folder with reports and their records.
fn corpus() -> (Folder, std::path::PathBuf, std::path::PathBuf) {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let records = folder.file("records.jsonl", jsonl(&[&reports]).out);
    (folder, reports, records)
}

#[test]
fn extract_and_convert_write_the_same() {
    let (_folder, reports, records) = corpus();
    let name = reports.to_str().unwrap();
    for format in ["csv", "csv-harm", "acled", "ucdp", "airwars", "hxl", "uwazi", "geojson", "w3c"]
    {
        let direct = run(rasd().args(["extract", "--format", format]).arg(&reports));
        let later = convert(&records, &["--format", format, "--reports", name]);
        assert_eq!((direct.code, later.code), (0, 0), "{format}: {}", later.err);
        assert_eq!(direct.out, later.out, "{format}");
        assert!(direct.out.contains("shelling") || direct.out.contains("a#1"), "{format}");
    }
}

#[test]
fn parquet_gives_the_same_bytes_back() {
    let (folder, _, records) = corpus();
    let parquet = folder.0.path().join("r.parquet");
    let ran = convert(&records, &["--format", "parquet", "-o", parquet.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let back = convert(&parquet, &["--format", "jsonl"]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert_eq!(back.out, std::fs::read_to_string(&records).unwrap());
}

#[test]
fn what_the_command_line_lacks_is_said_before_anything_is_written() {
    let (folder, reports, records) = corpus();
    let ran = convert(&records, &["--format", "iob"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--reports"), "{}", ran.err);
    let ran = convert(&records, &["--format", "brat", "--reports", reports.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--output"), "{}", ran.err);
    let ran = run(rasd().args(["extract", "--format", "brat"]).arg(&reports));
    assert_eq!(ran.code, 2);
    let out = folder.0.path().join("brat");
    let arguments = ["--format", "brat", "--reports", reports.to_str().unwrap(), "-o"];
    let ran = run(rasd().arg("convert").arg(&records).args(arguments).arg(&out));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(out.join("a.ann").is_file() && out.join("b.txt").is_file());
}

#[test]
fn bad_lines_and_other_texts_cost_only_themselves() {
    let (folder, _, records) = corpus();
    let mut lines = std::fs::read_to_string(&records).unwrap();
    lines.push_str("{\"report\": 1}\n");
    let broken = folder.file("broken.jsonl", &lines);
    let ran = convert(&broken, &["--format", "jsonl"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("broken.jsonl:3: not a record"), "{}", ran.err);
    assert_eq!(ran.ids(), ["a", "b"]);

    let other = folder.file("other.jsonl", REPORTS.replace("قُتل", "ثم قُتل"));
    let ran = convert(&records, &["--format", "iob", "--reports", other.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("\"a\""), "{}", ran.err);
    assert!(ran.out.contains("# report = b") && !ran.out.contains("# report = a"));

    let missing = folder.file("missing.jsonl", REPORTS.lines().nth(1).unwrap());
    let ran = convert(&records, &["--format", "iob", "--reports", missing.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("# report = b"));
}

#[test]
fn names_are_masked_on_the_way() {
    let folder = Folder::new();
    let reports = folder.file(
        "reports.jsonl",
        "{\"id\":\"a\",\"text\":\"قُتل الشاب أحمد السالم برصاص مسلحين في بلدة سرمين بريف إدلب.\"}\n",
    );
    let records = folder.file("records.jsonl", jsonl(&[&reports]).out);
    let name = reports.to_str().unwrap();
    for with in [&["--reports", name][..], &[]] {
        let args = [&["--format", "jsonl", "--redact", "names"], with].concat();
        let ran = convert(&records, &args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.out.contains("السالم") && ran.out.contains("سرمين"), "{}", ran.out);
    }
}

#[test]
fn a_folder_is_listed_and_never_replaced() {
    let (folder, reports, _) = corpus();
    let out = folder.0.path().join("brat");
    let extract = |force: &[&str]| {
        let mut command = rasd();
        command.args(["extract", "--format", "brat", "--out"]).arg(&out).args(force).arg(&reports);
        run(&mut command)
    };
    let ran = extract(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let manifest = std::fs::read_to_string(folder.0.path().join("brat.run.json")).unwrap();
    assert!(manifest.contains(".ann") && manifest.contains("annotation.conf"), "{manifest}");
    let again = extract(&["--force"]);
    assert_eq!(again.code, 2, "{}", again.err);
    assert!(again.err.contains("not empty"), "{}", again.err);
}
