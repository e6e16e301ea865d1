//! Rolls of those who were harmed, by name and age: «والشهداء هم: هدى العلي (40 عاماً)، سامر (6 أعوام)».
//!
//! A roll says who they were of whom the number is told elsewhere: as many women, children and men as
//! its nouns and ages tell.

use super::named::GIVEN;
use super::{Parser, Shape};
use crate::annotate::persons::{Number, person_at};
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome};
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::roll::ENDS;

/// The rule of these figures.
const RULE: &str = "victims.roll";
/// From this age on a person is grown-up.
const GROWN: u32 = 18;
/// Words of one person in a roll, at most.
const WORDS: usize = 7;
/// The groups that a roll tells, in the order in which they are kept.
const TOLD: [Group; 4] = [Group::Women, Group::Men, Group::Children, Group::Elderly];

/// One person of a roll.
struct Item {
    end: usize,
    group: Group,
    /// An age or a noun says that it is a person.
    sure: bool,
}

impl Parser<'_, '_> {
    /// «الشهداء هم: …»: keeps the groups of the roll that begins at `at`; where it ends.
    pub(super) fn roll(&mut self, at: usize) -> Option<usize> {
        if !self.reading.forms.open(at).has(TableId::Persons) {
            return None;
        }
        let heading = person_at(self.reading, at).filter(|hit| {
            hit.value.number == Number::Plural
                && (hit.proclitic.article || self.reading.key(at).starts_with("ال"))
        })?;
        let outcome =
            heading.value.outcome.filter(|o| matches!(o, Outcome::Killed | Outcome::Injured))?;
        let first = self.roll_opens(heading.span.end)?;
        let (mut end, mut items) = (first, Vec::new());
        while let Some(item) = self.roll_item(end) {
            let next = self.skip_soft(item.end);
            end = item.end;
            items.push(item);
            let comma = self.reading.tokens.get(next).is_some_and(|t| t.is_punct('،'));
            if comma {
                end = self.skip_soft(next + 1);
            } else if !self.joined_by_and(next) {
                break;
            }
        }
        if items.len() < 2 || items.iter().filter(|i| i.sure).count() < 2 {
            return None;
        }
        let span = TokenSpan::new(at, end);
        // «3 شهداء و5 مصابين، والشهداء هم: …»: the number stands in the same sentence.
        let whole = self
            .out
            .iter()
            .rposition(|f| f.within.is_none() && f.outcome == outcome && f.count.min >= Some(2));
        for group in TOLD {
            let many = items.iter().filter(|i| i.group == group).count();
            if many > 0 {
                self.push(span, outcome, group, Count::exact(many as u32), RULE);
                if let Some(last) = self.out.last_mut() {
                    (last.within, last.of_told) = (whole, whole.is_none());
                }
            }
        }
        (self.pending, self.trigger, self.chain_end) = (None, None, None);
        self.outcomes.clear();
        Some(end)
    }

    /// Where the first of a roll stands behind its heading: behind «هم», a colon, or both.
    fn roll_opens(&self, at: usize) -> Option<usize> {
        let mark = |i: usize| {
            self.reading
                .tokens
                .get(i)
                .is_some_and(|t| t.is_punct(':') || t.is_punct('؛') || t.is_punct(';'))
        };
        let mut from = self.skip_soft(at);
        let they = matches!(self.reading.key(from), "هم" | "هن");
        from += usize::from(they);
        let marked = mark(from);
        from = self.skip_soft(from + usize::from(marked));
        (they || marked).then_some(from)
    }

    /// One person with a name, an age or both.
    fn roll_item(&self, at: usize) -> Option<Item> {
        let mut from = self.skip_soft(at);
        if self.reading.key(from) == "و" {
            from += 1;
        }
        let person = person_at(self.reading, from).filter(|hit| {
            hit.value.outcome.is_none()
                && matches!(hit.value.number, Number::Singular | Number::Accusative)
        });
        if person.is_none() && self.reading.forms.open(from).has(TableId::Outcomes) {
            return None;
        }
        let mut end = person.as_ref().map_or(from, |hit| hit.span.end);
        while end < from + WORDS {
            let Some(token) = self.reading.tokens.get(end) else { break };
            let and_another = end > from && {
                let joined = |c: Option<char>| c == Some('و');
                person_at(self.reading, end).is_some_and(|h| joined(h.proclitic.conjunction))
                    || GIVEN
                        .longest_at(self.reading, end)
                        .is_some_and(|h| joined(h.proclitic.conjunction))
            };
            let name = token.kind == TokenKind::Soft
                || token.is_word() && !and_another && !ENDS.contains(&token.key.as_str());
            if !name {
                break;
            }
            end += 1;
        }
        if end == from {
            return None;
        }
        let age = self.age(end).or_else(|| self.months(end));
        let told = person.as_ref().map_or(Group::People, |hit| hit.value.group);
        let child = age.is_some_and(|(years, _)| years < GROWN);
        let group = if child { Group::Children } else { told };
        Some(Item {
            end: age.map_or(end, |(_, end)| end),
            group,
            sure: age.is_some() || TOLD.contains(&told),
        })
    }

    /// «8 أشهر», «(9 أشهر)»: the age of an infant, as years, and where it ends.
    fn months(&self, at: usize) -> Option<(u32, usize)> {
        let open = usize::from(self.reading.tokens.get(at)?.is_punct('('));
        let number = at + open;
        self.reading.tokens.get(number)?.number().filter(|n| *n < 36)?;
        let unit = matches!(self.reading.key(number + 1), "اشهر" | "شهر" | "شهرا" | "شهور");
        let close =
            self.reading.tokens.get(number + 2).is_some_and(|t| open > 0 && t.is_punct(')'));
        unit.then_some((0, number + 2 + usize::from(close)))
    }

    /// «ابنه سامر (11 عاماً)», «شاب يبلغ من العمر 15 عاماً»: whether a person told at `at` is a child by
    /// the age behind his name, and where that ends.
    pub(super) fn child_by_age(&self, at: usize, shape: Shape) -> Option<usize> {
        if !matches!(shape, Shape::Singular | Shape::Accusative) {
            return None;
        }
        let mut end = self.skip_soft(at);
        if let Some(hit) = GIVEN.longest_at(self.reading, end)
            && hit.proclitic.conjunction.is_none()
        {
            end = self.name(end).map_or(end + 1, |name| name.end);
        } else if end > at && self.reading.tokens.get(end).is_some_and(|t| t.is_word()) {
            // «ابنه "حكم" البالغ من العمر …»: a name in quotation marks that no table knows.
            let close = (end..end + 4)
                .find(|i| self.reading.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Soft))?;
            end = close + 1;
        }
        let (years, end) = self.age(end)?;
        (years > 0 && years < GROWN).then_some(end)
    }
}
