//! Buildings that are named by what they are («القنصلية الإيرانية»), airports and the town they bear
//! the name of, quarters with a number («حي اليرموك الثانية»), highways («الطريق الدولي M4»).

use super::found::{Found, found_at};
use super::name::{Name, Strength, is_quote, roles_at, shaped_at, skip_soft, text_of};
use super::scan::{Scanner, plain};
use super::typed::quoted;
use super::words::{AT, DIRECTION, FROM, IN, Number, SORT, STOP, TARGET, TypeWord, Unknown};
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Proclitic, bare};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{Token, TokenSpan};
use crate::word_lists::facilities::{BEFORE, INSTITUTIONS, ORDINALS};

impl Scanner<'_> {
    /// «قرب القنصلية الإيرانية في النجف», «أمام المصرف الزراعي بمدينة جرابلس»: the building that a
    /// town has one of, where the town is told.
    pub(super) fn institution(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let next = at + 1;
        // A row of one word is told apart by any adjective, the others by the ones they name.
        let named = |stem: &str| {
            INSTITUTIONS
                .iter()
                .filter_map(|row| row.strip_prefix(stem))
                .any(|which| which.is_empty() || which.strip_prefix(' ') == Some(reading.key(next)))
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
        let name = Name::of(reading, span, proclitic);
        let word = TypeWord::untyped(PlaceType::Facility);
        self.push(at, name, word, proclitic, "place.institution");
        Some(end)
    }

    /// «محطة تحويل تل تمر»: what a facility is for, then its town.
    pub(super) fn fixture(
        &mut self,
        at: usize,
        word: TypeWord,
        proclitic: Proclitic,
    ) -> Option<usize> {
        if word.r#type != PlaceType::Facility || !word.in_name {
            return None;
        }
        let reading = self.reading;
        // «قرى …، وقصر توما يلدا»: a village of the list, whose name holds a town's.
        let villages = self.in_list(at, proclitic)
            && self
                .items
                .last()
                .is_some_and(|i| i.mention.typed && i.mention.r#type == PlaceType::Village);
        // «معسكر عين عيسى»
        if found_at(reading, at + 1, false, plain).is_some_and(|n| n.span.end > at + 2) {
            return None;
        }
        for count in 1..=2 {
            let next = at + 1 + count;
            let between = (at + 1..next).all(|i| {
                reading.tokens.get(i).is_some_and(Token::is_word)
                    && roles_at(reading, i) & (STOP | IN | AT | FROM | DIRECTION) == 0
                    && self.type_at(i).is_none()
            });
            if !between {
                return None;
            }
            // «محطة وقود "الأمل"»: what it is for, then its own name.
            let what = reading.key(at + 1);
            if is_quote(reading, next)
                && word.unknown != Unknown::No
                && bare(what).len() == what.len()
                && !what.starts_with('ل')
                && let Some(own) = shaped_at(reading, next + 1, Unknown::Definite, false)
                && quoted(reading, own.span)
            {
                let span = TokenSpan::new(at, own.span.end);
                let name = Name::of(reading, span, proclitic);
                self.push(at, name, word, proclitic, "place.fixture");
                return Some(span.end);
            }
            let Some(town) = found_at(reading, next, false, plain) else { continue };
            if town.strength(reading) < Strength::Weak {
                continue;
            }
            let town = town.name(reading);
            let mut span = TokenSpan::new(at, town.span.end);
            // «مدرسة بنات الريحية الثانوية»
            let sort = reading.tokens.get(span.end).is_some_and(Token::is_word)
                && self.words.roles(reading.key(span.end)) & SORT != 0;
            span.end += usize::from(sort);
            let whole = Name::of(reading, span, proclitic);
            let end = span.end;
            self.push(at, whole, word, proclitic, "place.fixture");
            let first = town.span.start;
            if !villages {
                self.push_bare(first, town, "place.fixture.town");
            }
            return Some(end);
        }
        None
    }

    /// «شارع 15», «حي شارع 20»: a street that is called by a number.
    pub(super) fn numbered(
        &mut self,
        at: usize,
        word: TypeWord,
        proclitic: Proclitic,
    ) -> Option<usize> {
        let reading = self.reading;
        let street = matches!(bare(reading.key(at)), "شارع" | "بشارع" | "وشارع");
        let end = at + 2;
        let number = reading.tokens.get(at + 1)?.number().filter(|n| *n <= 999);
        // «في شارع 3 أشخاص»: a number of somebody.
        let counts = crate::annotate::persons::person_at(reading, end).is_some();
        if !street || word.number != Number::One || number.is_none() || counts {
            return None;
        }
        let span = TokenSpan::new(at, end);
        let name = Name::of(reading, span, proclitic);
        self.push(at, name, word, proclitic, "place.typed.unknown");
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

    /// «بالهضبة في طرابلس», «في الثورة بأم درمان»: the town that an everyday name's quarter lies in.
    pub(super) fn town_behind(&self, name: &Found) -> bool {
        let reading = self.reading;
        let mut next = skip_soft(reading, name.span.end);
        let within = reading.key(next) == "في";
        if within {
            next = skip_soft(reading, next + 1);
        }
        let town = found_at(reading, next, false, |p| {
            p.conjunction.is_none()
                && (p.preposition == Some('ب') || within && p.preposition.is_none())
        });
        let Some(town) = town.filter(|t| t.strength(reading) == Strength::Strong) else {
            return false;
        };
        let all = Gazetteer::get();
        let towns =
            || town.entries().filter_map(|e| all.row(e.row)).filter(|r| !r.level.is_admin());
        name.entries().filter_map(|e| all.row(e.row)).any(|quarter| {
            quarter.source == "rasd-local"
                && towns().any(|t| {
                    t.country == quarter.country
                        && (t.lat - quarter.lat).abs() < 0.3
                        && (t.lon - quarter.lon).abs() < 0.3
                })
        })
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

    /// «مستشفى الثورة العام», «مبنى السجن المركزي»: which sort it is belongs to the name.
    pub(super) fn with_sort(&self, at: usize, name: &mut Name, word: TypeWord) {
        let reading = self.reading;
        let end = name.span.end;
        if word.r#type == PlaceType::Facility
            && word.number == Number::One
            && name.rows.is_empty()
            && (word.in_name || reading.reads(at, "مبني"))
            && reading.tokens.get(end).is_some_and(Token::is_word)
            && self.words.roles(reading.key(end)) & SORT != 0
        {
            name.span.end = end + 1;
            name.text = text_of(reading, name.span, name.proclitic);
        }
    }

    /// «على طريق M4», «على الطريق الدولي "أم 4"»: the highway that is called by a number.
    pub(super) fn highway(&mut self, at: usize, proclitic: Proclitic) -> Option<usize> {
        let reading = self.reading;
        let mut start = skip_soft(reading, at + 1);
        if matches!(reading.key(start), "الدولي" | "دولي" | "السريع") {
            start = skip_soft(reading, start + 1);
        }
        if reading.tokens.get(start).is_some_and(|t| t.is_punct('(')) {
            start = skip_soft(reading, start + 1);
        }
        let counts =
            |i: usize| reading.tokens.get(i).and_then(Token::number).is_some_and(|n| n <= 99);
        let written =
            |key: &str| matches!(key.strip_prefix(['m', 'M']).map(str::parse), Some(Ok(1..=99u8)));
        let end = match reading.key(start) {
            key if written(key) => start + 1,
            "ام" | "m" | "M" if counts(start + 1) => start + 2,
            _ => return None,
        };
        // «قرية … جنوب الطريق الدولي M4»: on which side of it that lies.
        if at > 0 && roles_at(reading, at - 1) & DIRECTION != 0 {
            return Some(end);
        }
        let span = TokenSpan::new(start, end);
        let (first, last) = (&reading.tokens[start], &reading.tokens[end - 1]);
        let text = reading.normal.text[first.start..last.end].into();
        let name = Name { text, ..Name::of(reading, span, proclitic) };
        self.push(at, name, TypeWord::untyped(PlaceType::Road), proclitic, "place.highway");
        Some(end)
    }

    /// «والطريق الدولي M4»: with the article it is no type word.
    pub(super) fn main_road(&mut self, at: usize) -> Option<usize> {
        let form = self.reading.forms[at].iter().find(|f| f.stem == "الطريق")?;
        self.highway(at, form.proclitic)
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
