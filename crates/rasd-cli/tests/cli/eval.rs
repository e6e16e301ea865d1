//! Figures of `rasd eval`. The expected ones were computed with the reference scorer.

use std::path::PathBuf;

use super::{Folder, jsonl, rasd, run};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn expected(name: &str) -> String {
    std::fs::read_to_string(data(name)).unwrap()
}

#[test]
fn the_figures_are_those_of_the_reference_scorer() {
    for (args, file) in
        [(vec!["--worst", "9"], "eval-expected.txt"), (vec!["--json"], "eval-expected.json")]
    {
        let mut command = rasd();
        command.arg("eval").arg(data("eval-gold.jsonl"));
        let ran = run(command.arg("--predicted").arg(data("eval-predicted.jsonl")).args(args));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out, expected(file));
    }
}

#[test]
fn gold_scores_itself_as_perfect() {
    let gold = data("eval-gold.jsonl");
    let ran = run(rasd().arg("eval").arg(&gold).arg("--predicted").arg(&gold));
    assert!(ran.out.contains("reports 5, missing 0, tally leaks 0, overall 1.0000"), "{}", ran.out);
}

#[test]
fn texts_are_extracted_and_scored_like_a_file_of_records() {
    let folder = Folder::new();
    let texts = data("eval-texts.jsonl");
    let records = folder.file("records.jsonl", jsonl(&[&texts]).out);
    let gold = data("eval-gold.jsonl");
    let direct = run(rasd().arg("eval").arg(&gold).arg(texts));
    let by_file = run(rasd().arg("eval").arg(&gold).arg("--predicted").arg(records));
    assert_eq!(direct.code, 0);
    assert_eq!(direct.out, by_file.out);
    assert!(direct.out.contains("reports 5, missing 1"), "{}", direct.out);
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new();
    let ran = run(rasd().args(["eval", "no-gold.jsonl", "--predicted", "none.jsonl"]));
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("no-gold.jsonl"), "{}", ran.err);
    let bad = folder.file("gold.jsonl", "{\"id\":\"a\",\"incidents\":[]}\n{\n");
    let ran = run(rasd().arg("eval").arg(&bad).arg("--predicted").arg(&bad));
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("gold.jsonl: line 2: "), "{}", ran.err);
    let texts = folder.file("texts.jsonl", "{\n{\"id\":\"g-1\",\"text\":\"قصف\"}\n");
    let ran = run(rasd().arg("eval").arg(data("eval-gold.jsonl")).arg(texts));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("texts.jsonl:1:") && ran.out.contains("missing 4"), "{}", ran.err);
}
