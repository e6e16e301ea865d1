//! Others, one of them, one more: people told by those who were told before.

use super::{FigureMention, Parsed, Parser, Shape};
use crate::annotate::persons::{Number, person_at};
use crate::lexicon::vocabulary::Parts;
use crate::model::{Count, Group};
use crate::tokens::TokenSpan;
pub(crate) use crate::word_lists::others::{ONES, OTHERS};

/// A word that tells of one of them, or of one or more others.
pub(crate) const ONE_MORE: Parts = 1 << 31;

/// How far behind the one told before one more may stand, in tokens: a place and a weapon fit.
const ANOTHER_WITHIN: usize = 12;

impl Parser<'_, '_> {
    /// «أصيب شاب في جنين وآخر في طولكرم»: the one told before, when one more is told with a place.
    pub(super) fn another_elsewhere(&self, at: usize) -> Option<&FigureMention> {
        let one_more = matches!(self.reading.key(at), "واخر" | "واخري" | "وثالث" | "وثالثه");
        // «وآخر في حالة خطرة» is somebody else's fate.
        // «وآخر بشظايا في الرأس»
        let by = || {
            let forms = self.reading.forms.get(at + 1);
            forms.is_some_and(|f| f.iter().any(|f| f.proclitic.preposition == Some('ب')))
        };
        let placed = by()
            || matches!(self.reading.key(at + 1), "في" | "قرب" | "علي" | "داخل")
                && !matches!(self.reading.key(at + 2), "حاله" | "وضع" | "العنايه");
        let last = self.out.last().filter(|f| f.within.is_none() && f.count.is_exact())?;
        (one_more && placed && at - last.span.end <= ANOTHER_WITHIN).then_some(last)
    }

    /// People of whom no more is told than their names.
    pub(super) fn called(&self, span: TokenSpan, count: u32) -> Parsed {
        Parsed { shape: Shape::Numbered, ..self.others(span, Count::exact(count)) }
    }

    pub(super) fn others(&self, span: TokenSpan, count: Count) -> Parsed {
        Parsed {
            span,
            count,
            group: Group::People,
            second: None,
            outcome: None,
            affiliation: None,
            shape: Shape::Others,
            definite: false,
            part: false,
        }
    }

    pub(super) fn one_of(&self, at: usize) -> Option<Parsed> {
        let noun = self.skip_soft(at + 1);
        let hit = person_at(self.reading, noun);
        if let Some(hit) = hit {
            return Some(self.noun_phrase(at, &hit, Count::exact(1), Shape::OneOf));
        }
        // «أحد وجهاء بلدة …»: whatever the noun, one person, if an outcome word says so.
        let word = self.reading.tokens.get(noun)?;
        let plausible = word.is_word() && self.chain_end.is_some_and(|end| end == at);
        plausible.then(|| Parsed {
            span: TokenSpan::new(at, noun + 1),
            count: Count::exact(1),
            group: Group::People,
            second: None,
            outcome: None,
            affiliation: None,
            shape: Shape::OneOf,
            definite: false,
            part: false,
        })
    }

    /// «وأحد أقربائه», «وأحد عناصر …»: one of several, joined to whoever was told.
    pub(super) fn and_one_of(&self, at: usize) -> bool {
        self.reading.key(at) == "واحد"
            && person_at(self.reading, self.skip_soft(at + 1)).is_some_and(|hit| {
                hit.value.number == Number::Plural
                    && hit.proclitic.preposition.is_none()
                    && hit.proclitic.conjunction.is_none()
            })
    }

    /// «ثلاثة، أحدهم شرطي والآخران مدنيان»: those of whom one was told just before.
    pub(super) fn and_the_rest(&self, at: usize) -> Option<usize> {
        let rest = ["والاخران", "والاخرون", "والاخرين", "والاخرى", "والباقون", "والباقين"];
        let one = self.out.last().filter(|f| f.count == Count::exact(1))?;
        one.within.filter(|_| at > one.span.end && rest.contains(&self.reading.key(at - 1)))
    }

    /// «آخرين» behind a noun belongs to it.
    pub(super) fn trailing_others(&self, end: usize) -> Option<usize> {
        self.is_others(end).then_some(end + 1)
    }

    /// Whether a word says "others".
    pub(super) fn is_others(&self, at: usize) -> bool {
        OTHERS.contains(&self.reading.key(at))
    }
}
