//! The rules that evidence spans name, for people who ask where a slot came from.

use std::sync::LazyLock;

use crate::lexicon::Table;

/// A rule of one stage. Its id is stable: an id is never used for another rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Stable id, for example `number.digits`.
    pub id: String,
    /// The stage that applies it.
    pub stage: String,
    /// What it reads, in a sentence.
    pub summary: String,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    // A table that does not read is caught by the test below; at run time it lists nothing.
    let Ok(table) = Table::parse("rules", include_str!("../data/rules.tsv")) else {
        return Vec::new();
    };
    let mut rules: Vec<Rule> = table
        .rows
        .iter()
        .map(|row| Rule {
            id: table.get(row, "id").to_owned(),
            stage: table.get(row, "stage").to_owned(),
            summary: table.get(row, "summary").to_owned(),
        })
        .collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
});

/// Every rule, by id.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule with an id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|r| r.id.as_str().cmp(id)).ok().map(|at| &RULES[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGES: &[&str] =
        &["normalise", "furniture", "segment", "annotate", "assemble", "resolve", "check"];

    #[test]
    fn every_row_is_complete_and_no_id_stands_twice() {
        Table::parse("rules", include_str!("../data/rules.tsv")).unwrap();
        assert!(!rules().is_empty());
        for pair in rules().windows(2) {
            assert_ne!(pair[0].id, pair[1].id);
        }
        for r in rules() {
            assert!(STAGES.contains(&r.stage.as_str()), "{}: stage {}", r.id, r.stage);
            assert!(r.id.contains('.') && !r.summary.is_empty(), "{}", r.id);
            assert_eq!(rule(&r.id), Some(r));
        }
    }
}
