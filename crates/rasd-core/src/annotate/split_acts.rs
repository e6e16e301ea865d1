//! Acts whose verb and object stand apart («عثر أهالي البلدة على جثة», `data/split_acts.tsv`).

use std::sync::LazyLock;

use crate::lexicon::verbs::Verb;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::split_acts::HOLDS;

/// An act read from a verb and an object behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SplitAct {
    /// The verb.
    pub(super) verb: TokenSpan,
    /// The object.
    pub(super) object: TokenSpan,
    /// What they say together; none where that is no act («احتجز … جثمان»).
    pub(super) kind: Option<Kind>,
    /// Its table row.
    pub(super) rule: &'static str,
}

/// So far behind its verb an object may stand, in tokens: a doer with his unit and a day fit.
const REACH: usize = 11;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::parse("split_acts", include_str!("../../data/split_acts.tsv"))
        .expect("compiled-in table")
});

/// The rows that a verb opens, in the order of the table, and what they are called as a rule. A verb
/// of `data/verbs.tsv` stands for all its forms.
pub(crate) static VERBS: LazyLock<PhraseTable<(String, Vec<usize>)>> = LazyLock::new(|| {
    let table: &'static Table = &TABLE;
    let mut rows: Vec<(&str, Vec<usize>)> = Vec::new();
    for (i, row) in table.rows.iter().enumerate() {
        for form in table.list(row, "form") {
            match rows.iter_mut().find(|(f, _)| *f == form) {
                Some((_, at)) => at.push(i),
                None => rows.push((form, vec![i])),
            }
        }
    }
    let mut verbs = PhraseTable::new(Article::AsWritten);
    let rule = |form: &str| table.rule(form);
    for (form, at) in &rows {
        verbs.insert(form, (rule(form), at.clone()));
    }
    for (form, at) in rows {
        for inflected in Verb::of(form).into_iter().flat_map(Verb::forms) {
            verbs.insert(&inflected, (rule(form), at.clone()));
        }
    }
    verbs.known_as(TableId::SplitVerbs)
});

/// For each row its objects and its kind.
static OBJECTS: LazyLock<Vec<(PhraseTable<()>, Option<Kind>)>> = LazyLock::new(|| {
    let objects = |row| {
        let mut words = PhraseTable::new(Article::Free);
        for object in TABLE.list(row, "context") {
            words.insert(object, ());
        }
        (words, TABLE.get(row, "kind").parse().ok())
    };
    TABLE.rows.iter().map(objects).collect()
});

/// Every such act of the reading, left to right.
pub(super) fn split_acts(reading: &Reading) -> Vec<SplitAct> {
    let verbs: Vec<_> = VERBS.find_all(reading).collect();
    let mut acts = Vec::new();
    // Where the next such verb with an object of its own stands: «عثر الأهالي فجر اليوم على جثة» has but one.
    let mut next = reading.tokens.len();
    for hit in verbs.iter().rev() {
        let (rule, rows) = hit.value;
        let end = (hit.span.end + REACH).min(next);
        let clause = (hit.span.end..end).take_while(|i| {
            reading.tokens[*i].kind != TokenKind::Break && !reading.tokens[*i].is_punct('.')
        });
        let clause: Vec<usize> = clause.collect();
        let found = rows.iter().find_map(|row| {
            let (objects, kind) = OBJECTS.get(*row)?;
            let object = clause.iter().find_map(|i| objects.longest_at(reading, *i))?.span;
            Some(SplitAct { verb: hit.span, object, kind: *kind, rule })
        });
        let Some(act) = found else { continue };
        next = hit.span.start;
        // «منصة لإطلاق الصواريخ»: what a thing is for.
        let purpose = hit.proclitic.preposition == Some('ل') && rule.starts_with("split_acts:إطلاق");
        if !(purpose || rule.contains("سيطر") && is_state(reading, hit.span.start)) {
            acts.push(act);
        }
    }
    acts.reverse();
    acts
}

/// «التي تسيطر على بلدة …», «وتسيطر قسد على بلدة … منذ»: who holds it, and not who takes it.
fn is_state(reading: &Reading, verb: usize) -> bool {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let before = (0..verb).rev().find(word);
    let opens = before.is_none_or(|i| reading.tokens[i].kind != TokenKind::Word);
    let held = before.is_some_and(|i| HOLDS.contains(&reading.key(i)));
    let since = (verb..verb + REACH).any(|i| reading.key(i) == "منذ");
    opens || held || since
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    #[test]
    fn objects_behind_their_doers() {
        for (text, expected) in [
            ("عثر أهالي بلدة صيدا على جثة شاب", Some(Kind::BodyFound)),
            ("ألقت مفارز الاستخبارات القبض على متهم", Some(Kind::Arrest)),
            ("أطلق مسلحون، مساء أمس، النار على شاب", Some(Kind::Shooting)),
            ("إطلاق عناصر الحاجز النار على سيارة", Some(Kind::Shooting)),
            ("أطلقت الميليشيا صاروخاً على المدينة", Some(Kind::Shelling)),
            ("أطلقت السلطات سراح 15 محتجزاً", Some(Kind::Agreement)),
            ("ألقى مجهولان قنبلة يدوية على منزل", Some(Kind::Grenade)),
            ("اعتدى مستوطنون بالضرب على راع", Some(Kind::IllTreatment)),
            ("قمع قوات الأمن مظاهرة", Some(Kind::ProtestViolence)),
            ("احتجزت سلطات الاحتلال جثمان الشاب", None),
            ("أطلقت المنظمة حملة توعية", None),
            ("منصة لإطلاق الصواريخ", None),
            ("ألقى الوزير كلمة. وكانت قنبلة يدوية في الصندوق", None),
            ("عثر الباحثون على نقش قديم", None),
        ] {
            let report = Report::new("", text);
            let found = split_acts(&Reading::new(&report));
            assert_eq!(found.first().and_then(|a| a.kind), expected, "{text}");
        }
    }
}
