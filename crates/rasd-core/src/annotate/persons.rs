//! Nouns for people: «شخص», «طفلين», «عناصر», with how many they say by themselves.

use std::sync::LazyLock;

use crate::annotate::outcomes::{OUTCOMES, OutcomeClass};
use crate::lexicon::vocabulary::{TableId, TableSet};
use crate::lexicon::{Article, Hit, PhraseTable, Table, bare};
use crate::model::{Group, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenKind;
use crate::word_lists::persons::{SOME, UPON};

/// How far behind its verb an object stands, its subject between, in tokens.
const SUBJECT_REACH: usize = 10;

/// Grammatical number of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// One person.
    Singular,
    /// One person, in the indefinite accusative («مدنياً»): the object of a verb.
    Accusative,
    /// Two people.
    Dual,
    /// Three or more, or an unsaid number.
    Plural,
}

/// What a noun for people says.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub group: Group,
    /// What became of them, when the noun itself says so («جريح»).
    pub outcome: Option<Outcome>,
    /// The side they belong to, when the noun itself says so («حوثيين»).
    pub affiliation: Option<String>,
    /// How many the form says.
    pub number: Number,
    /// Whether it is a noun only behind what befell them («استشهد فلسطيني»), and an adjective or another
    /// word elsewhere.
    pub behind: bool,
    /// Table row.
    pub rule: String,
}

pub(crate) static PERSONS: LazyLock<PhraseTable<Person>> = LazyLock::new(|| {
    let table = persons_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        let Ok(group) = table.get(row, "group").parse::<Group>() else { continue };
        for form in table.list(row, "dual") {
            let person = Person {
                group,
                outcome: table.get(row, "outcome").parse().ok(),
                affiliation: None,
                number: Number::Dual,
                behind: false,
                rule: table.rule(form),
            };
            forms.insert(form, person);
        }
    }
    // Plurals first: «مدنيين» is both a plural and a dual, and the unmarked reading is the plural.
    for pass in [Number::Plural, Number::Singular, Number::Dual, Number::Accusative] {
        for row in &table.rows {
            let Ok(group) = table.get(row, "group").parse::<Group>() else { continue };
            let person = Person {
                group,
                outcome: table.get(row, "outcome").parse().ok(),
                affiliation: Some(table.get(row, "affiliation").to_owned())
                    .filter(|a| !a.is_empty()),
                number: pass,
                behind: table.get(row, "only") == "behind",
                rule: table.rule(table.list(row, "singular").next().unwrap_or_default()),
            };
            let column = if pass == Number::Plural { "plural" } else { "singular" };
            for form in table.list(row, column) {
                match pass {
                    // «شقيقه» is looked up as written: it must not hide «شقيقة».
                    Number::Singular if form.ends_with('ه') => {}
                    Number::Plural | Number::Singular => {
                        forms.insert(form, person.clone());
                        if pass == Number::Plural && takes_tanwin(form) {
                            forms.insert(&[form, "ا"].concat(), person.clone());
                        }
                    }
                    Number::Dual => {
                        for dual in duals(form) {
                            forms.insert(&dual, person.clone());
                        }
                    }
                    Number::Accusative => {
                        if !form.contains(' ') && !form.ends_with('ة') && !form.ends_with('ا') {
                            forms.insert(&[form, "ا"].concat(), person.clone());
                        }
                    }
                }
            }
        }
    }
    forms.known_as(TableId::Persons)
});

/// «والده» (his father) folds to «والدة» (a mother): forms that the table writes with ه.
pub(crate) static WITH_SUFFIX: LazyLock<PhraseTable<Person>> = LazyLock::new(|| {
    let table = persons_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        let Ok(group) = table.get(row, "group").parse::<Group>() else { continue };
        for form in table.list(row, "singular").filter(|f| f.ends_with('ه')) {
            let person = Person {
                group,
                outcome: None,
                affiliation: None,
                number: Number::Singular,
                behind: false,
                rule: table.rule(form),
            };
            forms.insert(form, person);
        }
    }
    forms.known_as(TableId::PersonsWithSuffix)
});

/// The table of nouns for people.
pub(crate) fn persons_table() -> Table {
    Table::parse("persons", include_str!("../../data/persons.tsv")).expect("compiled-in table")
}

/// «أطفالاً», «شباناً»: broken plurals as the object of a verb; sound ones and those in اء have no such form.
fn takes_tanwin(plural: &str) -> bool {
    let sound = ["ين", "ون", "ات", "ان"].iter().any(|end| plural.ends_with(end));
    !plural.contains(' ')
        && (!sound || plural == "شبان")
        && !plural.ends_with(['ة', 'ا', 'ى', 'ء', 'ه', 'ي', 'ؤ'])
}

fn duals(singular: &str) -> Vec<String> {
    if singular.contains(' ') {
        return Vec::new();
    }
    match singular.strip_suffix('ة') {
        Some(stem) => ["تان", "تين", "تا"].map(|end| [stem, end].concat()).into(),
        None => ["ان", "ين"].map(|end| [singular, end].concat()).into(),
    }
}

/// The noun for people at token `at`.
#[must_use]
#[inline]
pub fn person_at(reading: &Reading, at: usize) -> Option<Hit<'static, Person>> {
    // Few words are one, and it is asked of many.
    let open = reading.forms.open(at);
    if open.has(TableId::Persons) || open.has(TableId::PersonsWithSuffix) {
        noun_at(reading, at, open)
    } else {
        None
    }
}

#[inline(never)]
fn noun_at(reading: &Reading, at: usize, open: TableSet) -> Option<Hit<'static, Person>> {
    let token = reading.tokens.get(at)?;
    // What is written is asked for little: few words end so.
    let written = |end| {
        token.key.ends_with('ه') && reading.normal.text[token.start..token.end].ends_with(end)
    };
    // «أما في بيت لحم، …» opens a clause; «قتلوا أماً» stands in one.
    let as_for =
        reading.key(at) == "اما" && at.checked_sub(1).is_none_or(|i| !reading.tokens[i].is_word());
    if as_for {
        return None;
    }
    let hit = PERSONS.longest_at(reading, at).filter(|hit| {
        let is_noun = !hit.value.behind
            || !hit.proclitic.article
                && (behind_outcome(reading, at)
                    || numbered(reading, at, hit)
                    || object(reading, at, hit))
            || hit.proclitic.article && some_of_them(reading, at);
        // «لغماً حوثياً»: an adjective agrees with the noun in front of it.
        let agrees = hit.value.number == Number::Accusative
            && hit.value.affiliation.is_some()
            && at.checked_sub(1).is_some_and(|i| {
                reading.key(i).ends_with('ا') && !reading.forms.open(i).has(TableId::Numbers)
            });
        // «أبنية» (buildings) folds to «ابنيه» (his two sons): no dual is written with ة.
        is_noun && !agrees && (hit.value.number != Number::Dual || !written('ة'))
    });
    // Longer phrases are no such words.
    if open.has(TableId::PersonsWithSuffix)
        && hit.as_ref().is_none_or(|h| h.span.end == at + 1)
        && written('ه')
    {
        return WITH_SUFFIX.longest_at(reading, at).or(hit);
    }
    hit
}

/// «استشهد فلسطيني», «مقتل كاتب»: nowhere else is such a word a noun for people, and not in «اعتقالات إسرائيلية».
fn behind_outcome(reading: &Reading, at: usize) -> bool {
    let adjective = || reading.key(at - 1).ends_with("ات") && reading.key(at).ends_with("يه");
    at > 0
        && !adjective()
        && OUTCOMES.longest_at(reading, at - 1).is_some_and(|hit| hit.span.end == at)
}

/// «اعتقلت، فجر اليوم، 13 فلسطينياً», «خمسة سودانيين»: the noun of a number, and no adjective as in «إف 16 أميركية».
fn numbered(reading: &Reading, at: usize, hit: &Hit<'static, Person>) -> bool {
    matches!(hit.value.number, Number::Accusative | Number::Plural)
        && at > 0
        && (reading.tokens[at - 1].kind == TokenKind::Number
            || reading.forms.open(at - 1).has(TableId::Numbers))
}

/// «قتلت القوات الإسرائيلية فلسطينياً», «اعتقل الجيش فلسطينيين اثنين»: the object of a verb, its subject between; no
/// adjective, which agrees with the noun in front of it («لغماً إسرائيلياً», «شبان فلسطينيين»), and no country («جنوب سوريا»).
/// «أطلقوا النار على سوداني»: nor is there one right behind a preposition.
fn object(reading: &Reading, at: usize, hit: &Hit<'static, Person>) -> bool {
    let Some(front) = at.checked_sub(1).map(|i| reading.key(i)) else { return false };
    if UPON.contains(&front) {
        return hit.value.number != Number::Plural;
    }
    let stands = match hit.value.number {
        Number::Accusative => !front.ends_with(['ا', 'ء']) && !front.contains("مدعوم"),
        Number::Dual | Number::Plural => {
            front.starts_with("ال") || front.ends_with("ون") && reading.key(at).ends_with("ين")
        }
        Number::Singular => false,
    };
    let verb = |i: usize| {
        OUTCOMES.longest_at(reading, i).is_some_and(|hit| hit.value.1 == OutcomeClass::Verb)
    };
    let reach = at.saturating_sub(SUBJECT_REACH)..at;
    stands
        && (front.starts_with("ال") || !reading.forms.open(at).has(TableId::CountryWords))
        && reach
            .rev()
            .take_while(|i| reading.tokens[*i].kind != TokenKind::Break && reading.key(*i) != ".")
            .any(verb)
}

/// «استشهاد عدد من الفلسطينيين», «إصابة العشرات من اليمنيين»: some of a people, behind what befell them.
fn some_of_them(reading: &Reading, at: usize) -> bool {
    at > 2
        && reading.key(at - 1) == "من"
        && SOME.contains(&bare(reading.key(at - 2)))
        && behind_outcome(reading, at - 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    #[test]
    fn number_of_forms() {
        for (word, group, number) in [
            ("طفلين", Group::Children, Number::Dual),
            ("مواطنتين", Group::Women, Number::Dual),
            ("مدنيين", Group::Civilians, Number::Plural),
            ("شاباً", Group::Men, Number::Accusative),
            ("للعناصر", Group::Combatants, Number::Plural),
        ] {
            let report = Report::new("", word);
            let hit = person_at(&Reading::new(&report), 0).unwrap();
            assert_eq!((hit.value.group, hit.value.number), (group, number), "{word}");
        }
    }
}
