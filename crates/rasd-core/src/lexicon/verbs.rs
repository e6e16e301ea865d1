//! Verbs (`data/verbs.tsv`): the forms that running text has of the two that a row gives.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use compact_str::CompactString;

use super::table::{Row, Table};
use crate::tokens::fold_key;

/// What may be written onto a verb: its object of the third person.
const OBJECTS: [&str; 3] = ["ه", "ها", "هم"];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::parse("verbs", include_str!("../../data/verbs.tsv")).expect("compiled-in table")
});

/// A verb of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verb {
    row: &'static Row,
}

impl Verb {
    /// Every verb, in the order of the table.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.rows.iter().map(|row| Self { row })
    }

    /// The verb with that past, if the table has it.
    pub(crate) fn of(past: &str) -> Option<Self> {
        Self::all().find(|verb| verb.get("past") == past)
    }

    /// A cell of its row.
    pub(crate) fn get(self, column: &str) -> &'static str {
        TABLE.get(self.row, column)
    }

    /// The id of its row.
    pub(crate) fn rule(self) -> String {
        TABLE.rule(self.get("past"))
    }

    /// Whether a folded word is a form of a verb of harm that has its victim as object.
    pub(crate) fn takes_object(key: &str) -> bool {
        static FORMS: LazyLock<BTreeSet<CompactString>> = LazyLock::new(|| {
            let object =
                |verb: &Verb| verb.get("object") == "yes" && !verb.get("outcome").is_empty();
            Verb::all().filter(object).flat_map(Verb::forms).map(|form| fold_key(&form)).collect()
        });
        FORMS.contains(key) || key.strip_prefix(['و', 'ف']).is_some_and(|bare| FORMS.contains(bare))
    }

    /// Its forms, the row's own first.
    pub(crate) fn forms(self) -> Vec<String> {
        let object = self.get("object") == "yes";
        let mut forms = past(self.get("past"), object);
        if !self.get("present").is_empty() {
            forms.extend(present(self.get("present"), object));
        }
        forms
    }
}

/// A stem with what stands in front of it and behind. A thousand are joined when a process starts.
fn join<const PARTS: usize>(parts: [&str; PARTS]) -> String {
    parts.concat()
}

/// «استهدف»: استهدف، استهدفت، استهدفوا، استهدفا، استهدفتا، استهدفنا, with objects.
fn past(he: &str, object: bool) -> Vec<String> {
    let letters: Vec<char> = he.chars().collect();
    let cut = |n: usize| letters[..letters.len() - n].iter().collect::<String>();
    let short = letters.len() <= 3;
    // «أردى»: أردت، أردوا; its alif stands again before an object.
    let (root, he_before_object, two, we) = match letters.as_slice() {
        [.., 'ى'] => (cut(1), cut(1) + "ا", cut(1) + "ي", cut(1) + "ينا"),
        // «أغار»: أغرنا.
        [first @ .., 'ا', last] if first.len() > 1 => {
            let we: String = first.iter().chain([last]).collect();
            (he.to_owned(), he.to_owned(), he.to_owned(), we + "نا")
        }
        _ => (he.to_owned(), he.to_owned(), he.to_owned(), join([he, "نا"])),
    };
    let mut forms = vec![he.to_owned(), join([&root, "ت"]), join([&root, "وا"])];
    forms.extend([join([&root, "تا"]), we.clone()]);
    // «قصفا», «فجرا», «قصفه»: of three letters these are nouns as well.
    if !short {
        forms.push(join([&two, "ا"]));
    }
    if object && !short {
        forms.extend(OBJECTS.iter().map(|object| join([&he_before_object, object])));
    }
    if object {
        for before in [join([&root, "ت"]), join([&root, "و"]), we] {
            forms.extend(OBJECTS.iter().map(|object| join([&before, object])));
        }
    }
    forms
}

/// «يستهدف»: يستهدف، تستهدف، يستهدفون، يستهدفوا، يستهدفان، تستهدفان، نستهدف, with objects.
fn present(he: &str, object: bool) -> Vec<String> {
    let stem = he.strip_prefix('ي').unwrap_or(he);
    // «يلقي»: يلقون; «يتوفى»: يتوفون، يتوفيان.
    let weak = stem.strip_suffix('ي').or_else(|| stem.strip_suffix('ى'));
    let (root, two) =
        weak.map_or((stem.to_owned(), stem.to_owned()), |w| (w.to_owned(), join([w, "ي"])));
    let before_object = stem.strip_suffix('ى').map_or(stem.to_owned(), |w| join([w, "ا"]));
    let mut forms: Vec<String> = ["ي", "ت", "ن"].iter().map(|who| join([who, stem])).collect();
    forms.extend([
        join(["ي", &root, "ون"]),
        join(["ي", &root, "وا"]),
        join(["ي", &two, "ان"]),
        join(["ت", &two, "ان"]),
    ]);
    if object {
        for who in ["ي", "ت", "ن"] {
            forms.extend(OBJECTS.iter().map(|object| join([who, &before_object, object])));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        let has = |past: &str, expected: &[&str], not: &[&str]| {
            let forms = Verb::of(past).unwrap().forms();
            for form in expected {
                assert!(forms.iter().any(|f| f == form), "{past}: no {form} in {forms:?}");
            }
            for form in not {
                assert!(forms.iter().all(|f| f != form), "{past}: {form}");
            }
        };
        has(
            "قصف",
            &["قصف", "قصفت", "قصفوا", "يقصفون", "تقصف", "قصفنا", "قصفتها", "يقصفها"],
            &["قصفا", "قصفه"],
        );
        has(
            "استهدف",
            &["استهدفا", "استهدفه", "استهدفوهم", "تستهدفان", "نستهدف", "استهدفناها"],
            &[],
        );
        has(
            "أردى",
            &["أردت", "أردوا", "أرداه", "أردته", "أردوه", "أرديا"],
            // «تردي الأوضاع» is no killing.
            &["أردىت", "تردي"],
        );
        has("ألقى", &["ألقت", "ألقوا", "يلقون", "يلقيه"], &[]);
        has("استعاد", &["استعادت", "استعادوا", "استعدنا", "تستعيد", "يستعيدون"], &[]);
        has("أصاب", &["أصابت", "أصبنا", "يصيبهم"], &[]);
        has("شن", &["شنت", "شنوا", "يشنون", "تشن", "شننا"], &["شنا"]);
        has("توفي", &["توفيت", "يتوفى", "يتوفون"], &[]);
        has("أغار", &["أغارت", "أغاروا", "أغرنا"], &["يغير"]);
    }
}
