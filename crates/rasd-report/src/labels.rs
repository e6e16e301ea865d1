//! What the codebook's words are called, in Arabic and English (`data/labels.tsv`).

use std::collections::BTreeMap;

use rasd::lexicon::{Table, TableError};
use serde::Serialize;

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Label {
    pub(crate) ar: String,
    pub(crate) en: String,
}

/// Labels by vocabulary and word.
pub(crate) type Labels = BTreeMap<String, BTreeMap<String, Label>>;

/// Reads the table.
pub(crate) fn load() -> Result<Labels, TableError> {
    let table = Table::parse("labels", include_str!("../data/labels.tsv"))?;
    let mut labels = Labels::new();
    for row in &table.rows {
        let cell = |column| table.get(row, column).to_owned();
        let words = labels.entry(cell("vocabulary")).or_default();
        let label = Label { ar: cell("ar"), en: cell("en") };
        if words.insert(cell("word"), label).is_some() {
            return Err(table.error(row, "the word has a label already"));
        }
    }
    Ok(labels)
}

#[cfg(test)]
mod tests {
    use rasd::model::*;

    use super::*;

    #[test]
    fn every_word_of_the_codebook_has_a_label_and_no_label_is_idle() {
        let mut labels = load().unwrap();
        macro_rules! check {
            ($($name:literal $vocabulary:ident,)+) => {$(
                let mut words = labels.remove($name).unwrap_or_default();
                for word in $vocabulary::ALL {
                    let label = words.remove(word.as_str());
                    let label = label.unwrap_or_else(|| panic!("no label for {} {word}", $name));
                    assert!(!label.ar.is_empty() && !label.en.is_empty(), "{word}");
                }
                assert!(words.is_empty(), "{}: idle {words:?}", $name);
            )+};
        }
        check! {
            "kind" Kind, "role" IncidentRole, "date_precision" DatePrecision, "basis" Basis,
            "place_type" PlaceType, "place_precision" PlacePrecision, "actor_role" ActorRole,
            "certainty" Certainty, "means" Means, "outcome" Outcome, "group" Group, "vague" Vague,
            "stance" Stance, "damage" Damage, "finding" FindingCode,
        }
        let actors: Vec<_> = labels.remove("actor").unwrap_or_default().into_keys().collect();
        let mut ids: Vec<_> =
            rasd::annotate::actors::registry().iter().map(|a| a.id.clone()).collect();
        ids.extend(["unknown".to_owned(), "other".to_owned()]);
        ids.sort();
        ids.dedup();
        assert_eq!(actors, ids);
        let slots: Vec<_> = labels.remove("slot").unwrap_or_default().into_keys().collect();
        assert_eq!(slots.len(), 12);
        assert!(labels.is_empty(), "{:?}", labels.keys());
    }
}
