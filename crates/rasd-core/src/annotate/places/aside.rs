//! Names that a sentence holds without meaning that something happened there, and words that
//! stand between a type word and its name.

use super::found::found_at;
use super::name::{Strength, is_quote, roles_at, skip_soft, text_of};
use super::scan::{Scanner, plain};
use super::words::{BETWEEN, CALLED, Number, SORT, SPEAKS, STUDENT, STUDY, TAKEN, TypeWord, WORKS};
use crate::lexicon::Proclitic;
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// How far back the verb of «نقل … إلى مستشفى …» may stand.
const TAKEN_WITHIN: usize = 12;

/// Whether a word is a verb of working, behind which stands as what.
pub(crate) fn works(reading: &Reading, at: usize) -> bool {
    roles_at(reading, at) & WORKS != 0
}

/// «مخيماً», «معملاً»: written as what is not known yet, and without a name.
pub(super) fn indefinite(reading: &Reading, at: usize) -> bool {
    reading.key(at).ends_with('ا') && {
        let written = reading.words(TokenSpan::new(at, at + 1));
        written.ends_with("اً") || written.ends_with("ًا")
    }
}

/// How far back «طالب» may stand from the university.
const STUDIES_WITHIN: usize = 9;

impl Scanner<'_> {
    /// The word before `at`.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|i| self.reading.tokens[*i].kind != TokenKind::Soft)
    }

    /// «الحدودية مع سوريا ولبنان», «الحدود بين العراق وسوريا», «اتفاق بين أنقرة وواشنطن»: the
    /// neighbours or the parties. The index behind their names.
    pub(super) fn parties(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        if !matches!(reading.key(at), "مع" | "بين")
            || roles_at(reading, self.before(at)?) & BETWEEN == 0
        {
            return None;
        }
        let first = found_at(reading, skip_soft(reading, at + 1), false, plain)?;
        if first.strength(reading) <= Strength::Hard {
            return None;
        }
        let mut end = first.span.end;
        while let Some(name) = found_at(reading, skip_soft(reading, end), false, |p| {
            p.conjunction == Some('و') && p.preposition.is_none()
        }) {
            end = name.span.end;
        }
        Some(end)
    }

    /// «اتهمت طهران», «موقف أنقرة», «اتفاق الرياض»: a government or what was agreed there.
    pub(super) fn speaks(&self, at: usize) -> bool {
        self.before(at).is_some_and(|i| roles_at(self.reading, i) & SPEAKS != 0)
    }

    /// «قرية تدعى …», «بلدة يطلق عليها اسم …»: where the name begins.
    pub(super) fn called(&self, at: usize) -> usize {
        let reading = self.reading;
        if reading.tokens.get(at).is_none_or(|t| !t.is_word())
            || roles_at(reading, at) & CALLED == 0
        {
            return at;
        }
        let mut next = skip_soft(reading, at + 1);
        while matches!(reading.key(next), "عليها" | "عليه" | "لها" | "له" | "اسم" | "باسم")
        {
            next = skip_soft(reading, next + 1);
        }
        next
    }

    /// «قاعدة العند الجوية», «مطار بغداد الدولي», «شارع الأربعين»: gives the mention just read
    /// its name with the type word at `at` and with what sort it is. The index behind it.
    pub(super) fn tell_whole(
        &mut self,
        at: usize,
        word: TypeWord,
        proclitic: Proclitic,
    ) -> Option<usize> {
        // «قاعدة … الجوية»: the sort is told with the name and is no word between it and its town.
        let base = word.r#type == PlaceType::Facility && !word.in_name;
        if !(word.told || base) || word.number != Number::One {
            return None;
        }
        let reading = self.reading;
        let mention = &mut self.items.last_mut()?.mention;
        let mut span = TokenSpan::new(at, mention.span.end);
        // «شارع "الأربعين"»: what is quoted is the name.
        if (span.start..span.end).any(|i| is_quote(reading, i)) {
            return None;
        }
        let sort = reading.tokens.get(span.end).is_some_and(crate::tokens::Token::is_word)
            && self.words.roles(reading.key(span.end)) & SORT != 0;
        span.end += usize::from(sort);
        if word.told {
            mention.whole = Some(text_of(reading, span, proclitic));
        }
        mention.frame = mention.frame.cover(span);
        Some(span.end)
    }

    /// «نقل الجرحى إلى مستشفى …»: where they were taken, not where they were hit.
    pub(super) fn taken_to(&self, at: usize) -> bool {
        let reading = self.reading;
        if !matches!(crate::lexicon::bare(reading.key(at)), "مستشفي" | "مشفي" | "مستشفيات")
            || self.before(at).is_none_or(|i| reading.key(i) != "الي")
        {
            return false;
        }
        (0..at)
            .rev()
            .take(TAKEN_WITHIN)
            .take_while(|i| reading.tokens[*i].kind != TokenKind::Break)
            .any(|i| reading.tokens[i].is_word() && roles_at(reading, i) & TAKEN != 0)
    }

    /// «طالب في كلية الطب بجامعة دمشق», «يعمل مدرساً في مدينة الباب»: where somebody studies or works.
    pub(super) fn occupied(&self, at: usize, word: TypeWord) -> bool {
        let reading = self.reading;
        let says = |i: usize, role| roles_at(reading, i) & role != 0;
        let into = |i: usize| reading.key(i) == "في";
        let Some(before) = self.before(at) else { return false };
        // «يعمل مدرساً في …»: behind the work itself, which ends like an adverb.
        let as_what = |work: usize| {
            reading.key(work).ends_with('ا') && self.before(work).is_some_and(|i| works(reading, i))
        };
        if into(before) && self.before(before).is_some_and(as_what) {
            return true;
        }
        if word.r#type != PlaceType::Facility || !says(at, STUDY) {
            return false;
        }
        // «طالب في», «طالبة بكلية»: what is studied follows at once.
        let studies = |student: usize| {
            let next = skip_soft(reading, student + 1);
            let study = if into(next) { skip_soft(reading, next + 1) } else { next };
            (into(next) || reading.key(next).starts_with('ب')) && says(study, STUDY)
        };
        (0..at)
            .rev()
            .take(STUDIES_WITHIN)
            .take_while(|i| reading.tokens[*i].kind != TokenKind::Break)
            .any(|i| reading.tokens[i].is_word() && says(i, STUDENT) && studies(i))
    }
}
