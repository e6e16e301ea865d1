//! Buildings that are named by what they are («القنصلية الإيرانية»), airports and the town they bear
//! the name of, quarters with a number («حي اليرموك الثانية»).

use super::found::found_at;
use super::name::{Name, Strength, roles_at, skip_soft, text_of};
use super::scan::Scanner;
use super::words::{AT, IN, Number, TARGET, TypeWord};
use crate::gazetteer::{Gazetteer, RowIds};
use crate::lexicon::{Proclitic, bare};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::facilities::{BEFORE, INSTITUTIONS, ORDINALS};

impl Scanner<'_> {
    /// «قرب القنصلية الإيرانية في النجف», «أمام المصرف الزراعي بمدينة جرابلس»: the building that a
    /// town has one of, where the town is told.
    pub(super) fn institution(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let next = at + 1;
        // A row of one word is told apart by any adjective, the others by the ones they name.
        let named = |stem: &str| {
            INSTITUTIONS.iter().any(|row| match row.split_once(' ') {
                Some((word, which)) => word == stem && which == reading.key(next),
                None => *row == stem,
            })
        };
        let form = reading.forms[at].iter().find(|f| named(f.stem.as_str()))?;
        if !is_adjective(reading, next) {
            return None;
        }
        let placed = form.proclitic.preposition == Some('ب')
            || at > 0
                && (roles_at(reading, at - 1) & (IN | AT | TARGET) != 0
                    || BEFORE.contains(&reading.key(at - 1)));
        // «المركز الثقافي الإيراني»
        let end = if is_adjective(reading, next + 1) { next + 2 } else { next + 1 };
        if !placed || !self.town_follows(end) {
            return None;
        }
        let proclitic = form.proclitic;
        let span = TokenSpan::new(at, end);
        let text = text_of(reading, span, proclitic);
        let rows = RowIds::new();
        let name = Name { span, text, rows, proclitic, strength: Strength::Unknown };
        let word = TypeWord::untyped(PlaceType::Facility);
        self.push(at, name, word, proclitic, "place.institution");
        Some(end)
    }

    /// «في مدينة …», «بمدينة …», «وسط …» behind a building.
    fn town_follows(&self, end: usize) -> bool {
        let reading = self.reading;
        let mut next = skip_soft(reading, end);
        let within = matches!(reading.key(next), "في" | "وسط" | "بوسط");
        if within {
            next = skip_soft(reading, next + 1);
        }
        let fits = |p: &Proclitic| {
            p.conjunction.is_none()
                && (p.preposition == Some('ب') || within && p.preposition.is_none())
        };
        let settled = |t: TypeWord| {
            t.number == Number::One
                && (matches!(t.r#type, PlaceType::City | PlaceType::Town | PlaceType::Village)
                    || t.kind.is_some())
        };
        self.type_at(next).is_some_and(|(t, p)| settled(t) && fits(&p))
            || found_at(reading, next, false, fits)
                .is_some_and(|town| town.strength(reading) == Strength::Strong)
    }

    /// «مطار نيالا», «مطار عدن الدولي»: the airport of a town is told with its word, and the town with it.
    pub(super) fn town_of_airport(&mut self, at: usize, word: TypeWord) {
        let reading = self.reading;
        if word.number != Number::One || !reading.reads(at, "مطار") {
            return;
        }
        let proclitic = self.type_proclitic(at);
        let Some(mention) = self.items.last_mut().map(|item| &mut item.mention) else { return };
        if mention.span.start <= at || mention.span.end != mention.span.start + 1 {
            return;
        }
        let all = Gazetteer::get();
        let start = mention.span.start;
        let town = found_at(reading, start, true, |p| p.preposition.is_none());
        let Some(town) = town.filter(|t| {
            t.entries()
                .filter_map(|entry| all.row(entry.row))
                .any(|row| row.level.is_admin() || matches!(all.usual_type(row), PlaceType::City))
        }) else {
            return;
        };
        let town = town.name(reading);
        let whole = TokenSpan::new(at, mention.frame.end.max(mention.span.end));
        mention.name = text_of(reading, whole, proclitic);
        self.push_bare(start, town, "place.fixture.town");
    }

    /// What is written onto the type word at `at`.
    fn type_proclitic(&self, at: usize) -> Proclitic {
        self.type_at(at).map_or_else(Proclitic::default, |(_, p)| p)
    }

    /// «حي اليرموك الثانية»: the number belongs to the quarter's name, which is then no other town's.
    pub(super) fn with_ordinal(&self, name: &mut Name, word: TypeWord) {
        let reading = self.reading;
        let end = name.span.end;
        if word.r#type != PlaceType::Neighbourhood
            || word.number != Number::One
            || !ORDINALS.contains(&reading.key(end))
        {
            return;
        }
        name.span.end = end + 1;
        name.text = text_of(reading, name.span, name.proclitic);
        name.rows.clear();
    }
}

/// «الإيرانية», «الزراعي»: a word with the article that tells which.
fn is_adjective(reading: &Reading, at: usize) -> bool {
    let key = reading.key(at);
    let stem = bare(key);
    stem.len() != key.len() && (stem.ends_with('ي') || stem.ends_with("يه"))
}
