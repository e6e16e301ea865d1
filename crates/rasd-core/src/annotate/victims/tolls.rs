//! Counts told as such: «بلغ عدد القتلى … 22», «ارتفعت حصيلة الضحايا إلى 35».

use super::Parser;
use crate::annotate::outcomes::OutcomeMention;
use crate::annotate::persons::{Number, person_at};
use crate::model::{Group, Outcome};
use crate::word_lists::counting::PRISONERS;
use crate::word_lists::tolls::{COUNTS, FALLEN, REACHES, RISES};

/// How far behind the word for the count its number stands, in tokens.
const WITHIN: usize = 16;

/// How far behind the verb «إلى» and the number stand, in tokens.
const RISEN_WITHIN: usize = 36;

/// How far behind the number the word for the count stands where parts are told in between, in tokens.
const COUNTED_WITHIN: usize = 16;

/// A word without what is written onto its front.
fn unjoined(key: &str) -> [&str; 3] {
    let joined = key.strip_prefix(['و', 'ف']).unwrap_or(key);
    [key, joined, joined.strip_prefix(['ل', 'ب']).unwrap_or(joined)]
}

impl Parser<'_, '_> {
    /// «ارتفع عدد القتلى … إلى 10», for the number at `at`.
    pub(super) fn rises(&self, at: usize) -> bool {
        (at.saturating_sub(RISEN_WITHIN)..at)
            .any(|i| unjoined(self.reading.key(i)).iter().any(|key| RISES.contains(key)))
    }

    /// «ارتفع إلى 18 عدد الشهداء», «ارتفع إلى 7 بينهم طفلان عدد الذين قضوا»: what became of those counted, by the words
    /// behind their number, which ends at `at`.
    pub(super) fn outcome_counted(&self, at: usize, counted: bool, risen: bool) -> Option<Outcome> {
        let among = || risen && matches!(self.reading.key(at), "بينهم" | "منهم" | "من" | "هم");
        let head = if counted {
            at
        } else if among() {
            let mut behind = at..(at + COUNTED_WITHIN).min(self.reading.tokens.len());
            behind.find(|i| matches!(self.reading.key(*i), "عدد" | "تعداد" | "حصيله"))?
        } else {
            return None;
        };
        let noun = person_at(self.reading, head + 1)
            .filter(|h| h.proclitic.article && h.value.number == Number::Plural)
            .and_then(|h| h.value.outcome);
        let verb = || {
            let told = |o: &&OutcomeMention| (head + 2..head + 5).contains(&o.span.start);
            let relative = matches!(self.reading.key(head + 1), "الذين" | "من");
            self.input.outcomes.iter().filter(|_| relative).find(told).map(|o| o.outcome)
        };
        if counted { noun } else { noun.or_else(verb) }
    }

    /// The verb of «بلغ عدد القتلى في الهجوم على المدرسة 22», of «حصيلة ضحايا القصف بلغت ستة», for the number at
    /// `at` that the count came to.
    pub(super) fn verb_of_count(&self, at: usize) -> Option<&str> {
        // The cheap question first: nobody was told to have come to harm.
        if self.outcomes.is_empty() {
            return None;
        }
        let from = at.saturating_sub(WITHIN).max(self.floor);
        let word = |i: &usize| COUNTS.contains(&self.reading.key(*i)) || self.reaches_dead(*i);
        let head = (from..at).rev().find(word)?;
        let told = self.out.last().is_some_and(|f| f.span.start > head);
        let verb = (head.saturating_sub(2)..head + usize::from(self.reaches_dead(head)))
            .chain(at.checked_sub(1))
            .flat_map(|i| unjoined(self.reading.key(i)))
            .find(|key| REACHES.contains(key));
        verb.filter(|_| !told)
    }

    /// «…، وعدد الجرحى المدنيين 16»: whether the word for what befell them is what is counted.
    pub(super) fn counts_noun(&self) -> bool {
        self.trigger.is_some_and(|t| {
            t.start > self.floor
                && self.out.last().is_none_or(|f| f.span.start < t.start)
                && unjoined(self.reading.key(t.start - 1)).iter().any(|key| COUNTS.contains(key))
        })
    }

    /// «عدد الأسرى في السجون», for the number at `at`: all who are held.
    pub(super) fn held_counted(&self, at: usize) -> bool {
        let from = at.saturating_sub(WITHIN).max(self.floor);
        (from..at).any(|i| {
            COUNTS.contains(&self.reading.key(i)) && PRISONERS.contains(&self.reading.key(i + 1))
        })
    }

    /// Who is counted in «تعداد المدنيين الذين … إلى 5», for the number at `at`: their group and side.
    pub(super) fn counted_before(&self, at: usize) -> Option<(Group, Option<&'static str>)> {
        let head = (at.saturating_sub(RISEN_WITHIN)..at).rev().find(|i| {
            // «العدد» is nobody's.
            let counts = |key: &&str| COUNTS.contains(key) && !key.starts_with("ال");
            unjoined(self.reading.key(*i)).iter().any(counts) || self.reaches_dead(*i)
        })?;
        self.people_counted(head)
    }

    /// «بلغ قتلى قوات … ستة»: whether the verb at `at` counts the dead or wounded right behind it.
    pub(super) fn reaches_dead(&self, at: usize) -> bool {
        FALLEN.contains(&self.reading.key(at + 1))
            && unjoined(self.reading.key(at)).iter().any(|key| REACHES.contains(key))
    }

    /// Whom «عدد الأطفال», «عدد القتلى العسكريين», «عدد قتلى قوات النظام» at `head` counts.
    pub(super) fn people_counted(&self, head: usize) -> Option<(Group, Option<&'static str>)> {
        let definite = |at| person_at(self.reading, at).filter(|h| h.proclitic.article);
        let first = person_at(self.reading, head + 1)?;
        // The dead and wounded of a side are its own; «ضحايا قوات النظام» are not.
        if matches!(self.reading.key(head + 1), "قتلي" | "القتلي" | "جرحي" | "الجرحي")
        {
            let behind = self.skip_soft(first.span.end);
            let ranks = self.ranks(behind).map(|(_, id)| id);
            let side = self.actor_at(behind).filter(|a| a.id != "unknown").map(|a| a.id);
            if let Some(id) = ranks.or(side) {
                return Some((Group::Combatants, Some(id)));
            }
        }
        let hit = definite(head + 1)?;
        // «القتلى المدنيين», «القتلى من المدنيين»
        let of = usize::from(self.reading.key(hit.span.end) == "من");
        let narrower = hit.value.outcome.and_then(|_| definite(hit.span.end + of));
        let group = narrower.as_ref().map_or(hit.value.group, |h| h.value.group);
        // «تعداد العسكريين والمدنيين»
        let end = narrower.map_or(hit.span.end, |h| h.span.end);
        let more = definite(end).is_some_and(|h| h.proclitic.conjunction.is_some());
        Some((if more { Group::People } else { group }, None))
    }
}
