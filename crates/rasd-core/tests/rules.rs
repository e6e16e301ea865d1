//! `data/rules.tsv` lists every rule that the code names, and no rule that it does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rasd::model::FindingCode;
use rasd::rules::rules;

/// The first parts of rule ids.
const FAMILIES: [&str; 10] =
    ["number", "date", "place", "victims", "means", "kind", "roles", "sources", "tallies", "check"];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// String literals of the code (tests and comments left out) that have the form of a rule id.
fn named_in_code() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut ids = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for literal in line.split('"').skip(1).step_by(2) {
                let form = literal.chars().all(|c| c.is_ascii_lowercase() || "._".contains(c));
                let family = literal.split_once('.').map(|(family, _)| family);
                if form && family.is_some_and(|f| FAMILIES.contains(&f)) {
                    ids.insert(literal.to_owned());
                }
            }
        }
    }
    ids
}

#[test]
fn the_list_and_the_code_agree() {
    let mut named = named_in_code();
    assert!(named.len() > 40, "{named:?}");
    named.extend(FindingCode::ALL.iter().map(|code| format!("check.{code}")));
    let listed: BTreeSet<String> = rules().iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(named.difference(&listed).collect::<Vec<_>>(), [""; 0], "rules not listed");
    assert_eq!(listed.difference(&named).collect::<Vec<_>>(), [""; 0], "rules nobody applies");
}
