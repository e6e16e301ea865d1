//! Folders, patterns, tables, pages and packed files.

use std::io::Write;

use super::{Folder, jsonl, rasd, run};

const TEXT: &str = "قُتل مدنيان، أمس، بقصف مدفعي على بلدة سرمين بريف إدلب.";

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 0).unwrap()
}

#[test]
fn a_folder_is_read_with_all_below_it_in_order() {
    let folder = Folder::new();
    for name in ["b.txt", "a/1.txt", "a/2.txt", "b/1.txt", "b/c/1.txt", "a.txt"] {
        folder.file(name, TEXT);
    }
    folder.file("a/rows.jsonl", format!("{{\"text\":\"{TEXT}\"}}\n"));
    for name in [".hidden.txt", ".git/x.txt", "picture.png", "b/notes.docx", "p_files/frame.html"] {
        folder.file(name, "x");
    }
    folder.file(
        "p.html",
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/page.html")).unwrap(),
    );
    let ran = jsonl(&[folder.0.path()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let expected = ["a/1", "a/2", "a/rows.jsonl:1", "a", "b/1", "b/c/1", "b", "p"];
    assert_eq!(ran.ids(), expected);
    assert!(
        ran.err.starts_with("note: 2 files of other kinds passed over, such as "),
        "{}",
        ran.err
    );
    assert_eq!(jsonl(&[folder.0.path()]).out, ran.out);
}

#[test]
fn a_pattern_names_files_and_none_is_read_twice() {
    let folder = Folder::new();
    for name in ["x/1.txt", "x/2.txt", "y/1.txt", "y/1.json", "z.txt"] {
        folder.file(name, TEXT);
    }
    let pattern = folder.0.path().join("**/1.txt");
    let ran = jsonl(&[&pattern, &folder.0.path().join("x"), &folder.0.path().join("x/2.txt")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.ids(), ["x/1", "y/1", "2"]);
    // A file whose name looks like a pattern is that file.
    let odd = folder.file("[1].txt", TEXT);
    assert_eq!(jsonl(&[&odd]).ids(), ["[1]"]);
    let bad = jsonl(&[&folder.0.path().join("a[.txt")]);
    assert_eq!(bad.code, 3);
    assert!(bad.err.contains("not a pattern"), "{}", bad.err);
}

#[test]
fn packed_files_read_as_what_is_in_them() {
    let folder = Folder::new();
    let row = format!("{{\"id\":\"a\",\"text\":\"{TEXT}\"}}\n");
    let plain = jsonl(&[&folder.file("a.txt", TEXT), &folder.file("r.jsonl", &row)]);
    let packed = jsonl(&[
        &folder.file("g/a.txt.gz", gz(TEXT.as_bytes())),
        &folder.file("g/r.jsonl.zst", zst(row.as_bytes())),
    ]);
    assert_eq!((packed.code, packed.err.as_str()), (0, ""));
    assert_eq!(packed.out, plain.out);
    for bytes in [gz(row.as_bytes()), zst(row.as_bytes())] {
        let ran = run(rasd().args(["extract", "--format=jsonl"]).write_stdin(bytes));
        assert_eq!((ran.code, ran.ids()), (0, vec!["a".to_owned()]), "known by the first bytes");
    }
}

#[test]
fn a_bomb_is_refused_and_the_next_file_is_read() {
    let folder = Folder::new();
    let bomb = folder.file("bomb.txt.gz", gz(&vec![b'a'; 3 << 20]));
    let rows = format!("{{\"id\":\"r\",\"text\":\"{TEXT}\"}}\n").repeat(30_000);
    let many = folder.file("many.jsonl.zst", zst(rows.as_bytes()));
    let good = folder.file("good.txt", TEXT);
    let mut command = rasd();
    command.args(["extract", "--format=jsonl", "--max-unpacked=1MiB"]);
    let ran = run(command.args([&bomb, &many, &good]));
    assert_eq!(ran.code, 3);
    let errors: Vec<&str> = ran.err.lines().collect();
    assert_eq!(errors.len(), 2, "{}", ran.err);
    for error in &errors {
        assert!(error.contains("unpacks to more than 1048576 bytes (--max-unpacked)"), "{error}");
    }
    let ids = ran.ids();
    assert!(ids.len() > 5_000 && ids.len() < 30_000, "{}", ids.len());
    assert_eq!(ids.last().map(String::as_str), Some("good"));
    let cut = gz(TEXT.as_bytes());
    let ran = jsonl(&[&folder.file("cut.txt.gz", &cut[..cut.len() - 10]), &good]);
    assert_eq!((ran.code, ran.ids()), (3, vec!["good".to_owned()]));
    assert!(ran.err.contains("cannot read") && ran.err.contains("cut.txt.gz"), "{}", ran.err);
}

#[test]
fn a_table_with_columns_of_its_own() {
    let folder = Folder::new();
    let table =
        format!("ref,day,body,note\nr1,2021-03-10,\"{TEXT}\nنهاية\",x\nr2,10/3/2021,{TEXT},y\n");
    let path = folder.file("sheet.csv", &table);
    let mut command = rasd();
    command.args(["extract", "--format=jsonl", "--columns", "id=ref,published_at=day"]).arg(&path);
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.ids()), (1, vec!["r1".to_owned()]));
    assert_eq!(ran.records()[0]["report"]["published_at"], "2021-03-10");
    assert_eq!(ran.records()[0]["incidents"][0]["when"]["start"], "2021-03-09");
    assert!(
        ran.err.contains("sheet.csv:4: date \"10/3/2021\": expected YYYY-MM-DD"),
        "{}",
        ran.err
    );
    let packed = folder.file("sheet2.csv.gz", gz("id;text\na;قصف\n".as_bytes()));
    assert_eq!(jsonl(&[&packed]).ids(), ["a"]);
    let none = jsonl(&[&folder.file("none.csv", "a,b\n1,2\n")]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("the columns are a, b"), "{}", none.err);
    for wrong in ["text", "words=body", "text=a,text=b"] {
        let ran = run(rasd().args(["extract", "--columns", wrong]).arg(&path));
        assert_eq!(ran.code, 2, "{wrong}");
    }
}

#[test]
fn a_saved_page_gives_its_main_text_title_and_day() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/page.html");
    let ran = jsonl(&[page.as_ref()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let record = ran.records().remove(0);
    let report = &record["report"];
    assert_eq!((&report["id"], &report["published_at"]), (&"page".into(), &"2024-03-18".into()));
    assert_eq!(report["url"], "https://www.news.example.org/syria/1234");
    let incidents = record["incidents"].as_array().unwrap();
    assert_eq!(incidents.len(), 1, "what stands in the margin is no report: {record:#}");
    assert_eq!(incidents[0]["when"]["start"], "2024-03-17");
    let bytes = std::fs::read(page).unwrap();
    let piped = run(rasd().args(["extract", "--format=jsonl"]).write_stdin(bytes));
    assert_eq!(piped.records()[0]["incidents"], record["incidents"]);
    let folder = Folder::new();
    let empty = jsonl(&[&folder.file("e.html", "<html><body></body></html>")]);
    assert_eq!(empty.code, 1);
    assert!(empty.err.contains("e.html: no main text found in the page"), "{}", empty.err);
}
