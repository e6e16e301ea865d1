//! How near the extractor comes to the gold records of the project's own reports.

use std::path::{Path, PathBuf};

use super::{rasd, run};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/reports").join(name)
}

/// `floors.tsv`: what each slot's F1 was when it was last set, less a hundredth; and the tally leaks,
/// as a number below zero.
fn floors() -> Vec<(String, f64)> {
    let text = std::fs::read_to_string(corpus("floors.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &str| {
        let (slot, floor) = line.split_once('\t').unwrap();
        let floor: f64 = floor.parse().unwrap();
        (slot.to_owned(), if slot == "tally_leaks" { -floor } else { floor })
    };
    rows.map(row).collect()
}

#[test]
fn no_slot_falls_below_its_floor() {
    let mut command = rasd();
    command.args(["eval", "--json"]).arg(corpus("gold.jsonl")).arg(corpus("texts.jsonl"));
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let scores: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(scores["missing"], 0);
    let figure = |slot: &str| match slot {
        "overall" => scores["overall"].as_f64().unwrap(),
        // Fewer leaks are better: their floor is one from above.
        "tally_leaks" => -scores["tally_leaks"].as_f64().unwrap(),
        slot => scores["slots"][slot]["f1"].as_f64().unwrap(),
    };
    let floors = floors();
    assert!(floors.iter().any(|(slot, _)| slot == "overall"));
    let fallen: Vec<String> = floors
        .iter()
        .filter(|(slot, floor)| figure(slot) < *floor)
        .map(|(slot, floor)| format!("{slot}: {:.4} is below {floor}", figure(slot)))
        .collect();
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
