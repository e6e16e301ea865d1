//! `rasd report`: files in, one page out, nothing lost in silence.

use super::{Folder, jsonl, rasd, run};

const REPORTS: &str = concat!(
    r#"{"id":"a","title":"قتلى في سرمين","text":"🔴 قُتل 5 مدنيين أمس بقصف مدفعي على بلدة سرمين.","#,
    r#""published_at":"2021-03-10"}"#,
    "\n",
    r#"{"id":"b","text":"أصيب طفلان بانفجار لغم في مدينة الباب.","published_at":"2021-03-10"}"#,
    "\n",
);

#[test]
fn a_page_to_a_file_and_the_same_to_standard_output() {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let records = folder.file("records.jsonl", jsonl(&[&reports]).out);
    let page = folder.0.path().join("page.html");
    let args = ["--redact", "none", "--title", "آذار <2021>"];
    let report = |output: &std::path::Path| {
        let mut command = rasd();
        command.arg("report").arg(&records).args(args).arg("--reports").arg(&reports);
        run(command.arg("-o").arg(output))
    };
    let ran = report(&page);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.ends_with("page.html: 2 incidents of 2 reports\n"), "{}", ran.err);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        html.contains("<title>آذار &lt;2021&gt;</title>")
            && html.contains("lang=\"ar\" dir=\"rtl\"")
    );
    assert!(html.contains("🔴 قُتل 5 مدنيين"));
    assert!(report("-".as_ref()).out == html, "standard output has another page");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_shown() {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let mut lines = jsonl(&[&reports]).out;
    lines.push_str("{\"report\": 7}\n\n");
    let records = folder.file("records.jsonl", lines);
    let one = folder.file("one.jsonl", REPORTS.lines().next().unwrap());
    let page = folder.0.path().join("page.html");
    let ran =
        run(rasd().arg("report").arg(&records).arg("--reports").arg(&one).arg("-o").arg(&page));
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("records.jsonl:3: "), "{}", ran.err);
    assert!(ran.err.contains("1 of 2 records have no text"), "{}", ran.err);
    assert!(ran.err.contains("2 incidents of 2 reports"), "{}", ran.err);
}

#[test]
fn other_texts_are_told() {
    let folder = Folder::new();
    let reports = folder.file("reports.jsonl", REPORTS);
    let records = folder.file("records.jsonl", jsonl(&[&reports]).out);
    let other = folder.file("other.jsonl", REPORTS.replace("قُتل", "وقُتل"));
    let page = folder.0.path().join("page.html");
    let ran =
        run(rasd().arg("report").arg(&records).arg("--reports").arg(&other).arg("-o").arg(&page));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("spans do not fit their text"), "{}", ran.err);
}

#[test]
fn a_file_that_is_not_there_leaves_the_old_page() {
    let folder = Folder::new();
    let page = folder.file("page.html", "old");
    let ran = run(rasd().args(["report", "no-such-file.jsonl", "-o"]).arg(&page));
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("cannot read no-such-file.jsonl"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), "old");
}
