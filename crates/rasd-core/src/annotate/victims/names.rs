//! Names of persons: how far one goes, its age, and how many stand in a row.

use std::sync::LazyLock;

use super::named::GIVEN;
use super::{Parsed, Parser};
use crate::annotate::persons::{Number, person_at};
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::words::WordIds;
use crate::lexicon::{Table, text};
use crate::tokens::{Token, TokenKind, bare, fold_key};
use crate::word_lists::names::{BEFORE_AGE, YEARS};

/// The given names as families bear them, without the article.
static FAMILIES: LazyLock<WordIds> = LazyLock::new(|| {
    let table = Table::parse("given_names", text("given_names")).expect("compiled-in table");
    let mut families = WordIds::default();
    for row in &table.rows {
        families.take(&fold_key(table.get(row, "form")));
    }
    families
});

/// Words of a name, at most.
const LONGEST: usize = 5;
/// How far behind a name its age stands, in tokens.
const AGE_REACH: usize = 7;

/// Tables whose words with the article are no families' names.
const NO_FAMILY: [TableId; 6] = [
    TableId::Outcomes,
    TableId::Events,
    TableId::PlaceTypes,
    TableId::ActorHeads,
    TableId::Means,
    TableId::Days,
];

/// A name as far as it goes.
pub(super) struct Name {
    pub(super) end: usize,
    /// Words that are part of it.
    pub(super) words: usize,
    /// Whether one of them is a given name and no everyday word.
    pub(super) sure: bool,
    /// Whether the family is called after a man: «السالم».
    pub(super) likely: bool,
}

/// Names one behind the other.
pub(super) struct Row {
    pub(super) count: u32,
    pub(super) end: usize,
    /// Whether the age of one is told.
    pub(super) aged: bool,
}

impl Parser<'_, '_> {
    /// The name that begins with a given name at `at`.
    pub(super) fn name(&self, at: usize) -> Option<Name> {
        let everyday = |i: usize| GIVEN.longest_at(self.reading, i).map(|hit| hit.value.everyday);
        let slave = |i: usize| self.reading.reads(i, "عبد");
        let article = |i: usize| self.reading.key(i).starts_with("ال");
        if slave(at) && !article(at + 1) {
            return None;
        }
        let mut name =
            Name { end: at + 1, words: 1, sure: everyday(at) == Some(false), likely: false };
        if slave(at) {
            name = Name { end: at + 2, words: 2, sure: true, likely: true };
        }
        while name.words < LONGEST {
            let next = self.skip_soft(name.end);
            let key = self.reading.key(next);
            let free = self.reading.tokens.get(next).is_some_and(|t| t.is_word())
                && self.input.index.taken(next).is_none();
            let given = GIVEN.longest_at(self.reading, next).filter(|hit| {
                hit.proclitic.conjunction.is_none() && hit.proclitic.preposition.is_none()
            });
            // «العمر», «الصالح»: families are called after men.
            let after_man = article(next) && FAMILIES.get(bare(key)).is_some();
            // «سامر الخطيب», and not «خطيب مسجد».
            let noun = || {
                let open = self.reading.forms.open(next);
                NO_FAMILY.iter().any(|id| open.has(*id))
                    || open.has(TableId::Persons) && person_at(self.reading, next).is_some()
            };
            let family = article(next) && (after_man || !noun());
            if !free || !(given.is_some() || family || matches!(key, "بن" | "ابو" | "ام" | "ال"))
            {
                break;
            }
            // «محمد أبو شمالة»: the word behind is the name's whatever it says.
            if matches!(key, "ابو" | "ام")
                && self.reading.tokens.get(next + 1).is_some_and(Token::is_word)
            {
                (name.end, name.sure) = (next + 2, true);
                name.words += 2;
                continue;
            }
            name.likely |= after_man;
            name.sure |= given.is_some_and(|hit| !hit.value.everyday);
            name.end = next + 1;
            name.words += 1;
        }
        Some(name)
    }

    /// The age told behind a name, and where that ends: «(16 عاماً)», «البالغ من العمر 40 عاماً».
    pub(super) fn age(&self, from: usize) -> Option<(u32, usize)> {
        let number = (from..from + AGE_REACH)
            .find(|i| self.reading.tokens.get(*i).is_none_or(|t| t.kind == TokenKind::Number))?;
        let years = self.reading.tokens.get(number)?.number()?;
        let leads = (from..number).all(|i| {
            let token = &self.reading.tokens[i];
            token.kind == TokenKind::Soft
                || token.is_punct('(')
                || token.is_punct('،')
                || BEFORE_AGE.contains(&token.key.as_str())
        });
        let bracketed = number > from && self.reading.tokens[number - 1].is_punct('(');
        let mut end = number + 1;
        let mut told = false;
        while let Some(token) = self.reading.tokens.get(end).filter(|_| end < number + 4) {
            let years = YEARS.contains(&token.key.as_str());
            let closes = bracketed && token.is_punct(')');
            if !(years || closes) {
                break;
            }
            told = true;
            end += 1;
        }
        (leads && told && years < 110).then_some((years, end))
    }

    /// «الشهداء: أحمد سالم، محمد عودة»: the names that a noun for people stands in front of.
    pub(super) fn names_behind(&self, at: usize) -> Option<Row> {
        let from = self.skip_soft(at);
        self.names_in_row(from + usize::from(self.reading.key(from) == ":"))
    }

    /// «الشهيدان أحمد سالم وابنه خالد»: where the second of the two that a dual counts ends.
    pub(super) fn named_couple(&self, both: &Parsed) -> Option<usize> {
        let first = self.next_name(both.span.end, false)?;
        let second = self.skip_soft(first.end);
        let kin = person_at(self.reading, second).filter(|hit| {
            both.definite
                && hit.proclitic.conjunction == Some('و')
                && matches!(hit.value.number, Number::Singular | Number::Accusative)
        })?;
        Some(self.next_name(kin.span.end, false).map_or(kin.span.end, |name| name.end))
    }

    /// Two names or more in a row: «أحمد سالم ومحمد عودة (20 عاماً) وعيسى».
    pub(super) fn names_in_row(&self, at: usize) -> Option<Row> {
        let mut row = Row { count: 0, end: at, aged: false };
        while let Some(name) = self.next_name(row.end, row.count > 0) {
            let age = self.age(name.end);
            row.count += 1;
            row.aged |= age.is_some();
            row.end = age.map_or(name.end, |(_, end)| end);
        }
        (row.count > 1).then_some(row)
    }

    /// The name behind `end`, in a row joined by «و» or a comma to the one before, if any.
    fn next_name(&self, end: usize, joined: bool) -> Option<Name> {
        let at = self.skip_soft(end);
        let comma = joined && self.reading.tokens.get(at)?.is_punct('،');
        let at = if comma { self.skip_soft(at + 1) } else { at };
        let begins = |at: usize| {
            let hit = GIVEN.longest_at(self.reading, at)?;
            let and = hit.proclitic.conjunction == Some('و');
            let fits = if joined { and || comma } else { hit.proclitic.conjunction.is_none() };
            (fits && hit.proclitic.preposition.is_none()).then(|| self.name(at)).flatten()
        };
        // «محمد عودة وخالد …»: one word between two names is the first one's family.
        let family = || {
            let plain =
                self.reading.forms.open(at).is_empty() && self.reading.tokens.get(at)?.is_word();
            (joined && plain).then(|| begins(self.skip_soft(at + 1))).flatten()
        };
        begins(at).or_else(family)
    }
}
