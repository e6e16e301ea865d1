//! Several places behind one word: lists of names, and those among the places told of in the plural.

use super::found::{Found, found_at, known_at, may_stand_alone};
use super::name::{Name, Strength, is_quote, roles_at, skip_soft, text_of, unknown_at};
use super::scan::{Scanner, plain};
use super::typed::quoted;
use super::words::{AT, FROM, IN, Number, STOP, TypeWord, Unknown};
use crate::gazetteer::Gazetteer;
use crate::lexicon::Proclitic;
use crate::lexicon::vocabulary::TableId;
use crate::model::PlaceType;
use crate::tokens::{Token, TokenKind};

/// How far behind the plural that it is a part of a list of names may open, in tokens.
const AMONG_REACH: usize = 16;

impl<'r> Scanner<'r> {
    /// Whether the name at `at` is joined to the place read last.
    pub(super) fn in_list(&self, at: usize, p: Proclitic) -> bool {
        self.items.last().is_some_and(|last| {
            let gap = &self.reading.tokens[last.mention.frame.end.min(at)..at];
            let comma = |t: &Token| matches!(t.key.as_str(), "،" | "," | "/" | "-" | "–");
            let and = |t: &Token| t.key == "و";
            gap.iter().all(|t| t.kind == TokenKind::Soft || comma(t) || and(t))
                && (p.conjunction == Some('و') || gap.iter().any(|t| comma(t) || and(t)))
        })
    }

    /// «مظاهرات حاشدة: برزة والصالحية وجوبر»: whether two more names stand behind the one that ends at `end`.
    pub(super) fn opens_run(&self, end: usize) -> bool {
        let next = |end: usize| {
            let comma = matches!(self.reading.key(end), "،" | ",");
            let joined =
                |p: &Proclitic| p.preposition.is_none() && (comma || p.conjunction == Some('و'));
            found_at(self.reading, end + usize::from(comma), false, joined).map(|n| n.span.end)
        };
        next(end).and_then(next).is_some()
    }

    /// «في القرقور والسرمانية»: a village that the gazetteer writes without its article, in a list or where
    /// one opens.
    pub(super) fn with_article(&self, at: usize) -> Option<Found<'r>> {
        let reading = self.reading;
        // Most words that no name was found at have no article, or do not begin one.
        if !reading.forms.get(at)?.iter().any(|f| may_stand_alone(&f.proclitic)) {
            return None;
        }
        let name = found_at(reading, at, true, may_stand_alone)?;
        let end = name.span.end;
        let next = || {
            found_at(reading, end, true, |p| p.conjunction == Some('و') && p.preposition.is_none())
                .is_some_and(|n| n.strength(reading) > Strength::Hard)
        };
        let ends = || reading.tokens.get(end).is_none_or(|t| !t.is_word());
        let placed = || {
            at > 0 && roles_at(reading, at - 1) & (IN | AT) != 0
                || name.proclitic().preposition.is_some()
        };
        // «بسهل الغاب», «بحماة»
        let within = || {
            reading.forms.get(end).is_some_and(|forms| {
                forms.iter().any(|f| {
                    f.proclitic.preposition == Some('ب')
                        && (self.words.type_of(f).is_some() || !f.names.names.is_empty())
                })
            })
        };
        let goes_on = self.container_behind(end) || next() || within();
        let listed = self.in_list(at, name.proclitic());
        // «أطراف قرية بينين والفطيرة لقصف …»: near the one just named.
        let near = || {
            let all = Gazetteer::get();
            let here: Vec<_> = name.entries().filter_map(|e| all.row(e.row)).collect();
            self.items.last().is_some_and(|last| {
                last.mention.typed
                    && last.mention.candidates.iter().filter_map(|id| all.row(*id)).any(|a| {
                        here.iter()
                            .any(|b| (a.lat - b.lat).abs() < 0.15 && (a.lon - b.lon).abs() < 0.15)
                    })
            })
        };
        (end == at + 1
            && name.strength(reading) > Strength::Hard
            && (listed && (goes_on || ends() || near()) || goes_on && placed()))
        .then_some(name)
    }

    /// «أ وب وج»: between names a name need not be in the gazetteer.
    pub(super) fn unlisted(&mut self, mut end: usize) -> usize {
        let reading = self.reading;
        let settlement = self.items.last().is_some_and(|i| {
            let place = &i.mention;
            place.span.end == end
                && !place.container_only
                && !matches!(place.r#type, PlaceType::Country | PlaceType::Governorate)
        });
        let told = |at: usize| {
            reading.forms.open(at).any(&[TableId::Events, TableId::Outcomes, TableId::SplitVerbs])
        };
        while settlement
            && reading.key(end).starts_with('و')
            && !told(end)
            && found_at(reading, end, false, |p| p.preposition.is_none()).is_none()
            && self.with_article(end).is_none()
            && self.type_at(end).is_none()
            && let Some(name) = unknown_at(reading, end, Unknown::Any, true)
            // «وأطرافها» is the outskirts of what stands in front.
            && !reading.key(name.span.end - 1).ends_with("ها")
            && self.goes_on(name.span.end)
        {
            end = name.span.end;
            let first = name.span.start;
            self.push_bare(first, name, "place.list.unknown");
        }
        end
    }

    /// «على قرى "أ" بريف إدلب الشمالي، و"جفتلك قطرون" بريف …»: a quoted name with a container of its own goes
    /// on with a list of settlements.
    pub(super) fn quoted_on(&mut self, end: usize) -> usize {
        let reading = self.reading;
        let mut next = skip_soft(reading, end);
        if reading.tokens.get(next).is_some_and(|t| t.is_punct('،')) {
            next = skip_soft(reading, next + 1);
        }
        let settled = self.items.iter().rev().take(3).any(|i| {
            i.mention.typed
                && matches!(
                    i.mention.r#type,
                    PlaceType::Village | PlaceType::Town | PlaceType::City
                )
        });
        if !settled || reading.key(next) != "و" || !is_quote(reading, next + 1) {
            return end;
        }
        let start = next + 2;
        let Some(name) = unknown_at(reading, start, Unknown::Any, false) else { return end };
        if !is_quote(reading, name.span.end)
            || !reading.reads(skip_soft(reading, name.span.end + 1), "ريف")
        {
            return end;
        }
        let known = known_at(reading, start, true, plain).filter(|n| n.span == name.span);
        let name = known.unwrap_or(name);
        let end = name.span.end;
        let p = Proclitic { conjunction: Some('و'), ..Proclitic::default() };
        self.push_bare(start, Name { proclitic: p, ..name }, "place.list.unknown");
        end
    }

    /// «في كل من أ وب»: names only the gazetteer need not know.
    pub(super) fn each_of(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        if !matches!(reading.key(at), "كل" | "كلا") || reading.key(at + 1) != "من" {
            return None;
        }
        self.named_list(at + 2, "place.each")
    }

    /// «استهدف عدة قرى، من بينها أ وب»: some of the places that a plural told of.
    pub(super) fn among(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let from = at.saturating_sub(AMONG_REACH);
        let sentence = (from..at).rev().take_while(|i| {
            let token = &reading.tokens[*i];
            token.kind != TokenKind::Break && !token.is_punct('.')
        });
        let plural = sentence.into_iter().find_map(|i| {
            let (word, _) = self.type_at(i)?;
            // «12 قرية وبلدة أبرزها …»
            let counted = || {
                let before = i.checked_sub(1).and_then(|n| reading.tokens[n].number());
                before.is_some_and(|n| n > 2)
            };
            let many = word.number == Number::Many || counted();
            (many && word.kind.is_none()).then_some(word.r#type)
        })?;
        let first = self.items.len();
        let end = self.named_list(at + 1, "place.among")?;
        for item in &mut self.items[first..] {
            item.mention.r#type = plural;
            item.mention.typed = true;
        }
        Some(end)
    }

    /// A list of names, of which the first is in the gazetteer and stands for all.
    fn named_list(&mut self, at: usize, rule: &'static str) -> Option<usize> {
        let reading = self.reading;
        let mut start = skip_soft(reading, at);
        if reading.key(start) == ":" {
            start = skip_soft(reading, start + 1);
        }
        let name = known_at(reading, start, false, plain)?;
        let followed = reading.key(name.span.end).starts_with('و')
            || reading.tokens.get(name.span.end).is_some_and(|t| t.kind == TokenKind::Punct);
        if name.strength == Strength::Hard && !followed {
            return None;
        }
        let mut end = name.span.end;
        self.push_bare(start, name, rule);
        let word = TypeWord {
            number: Number::Many,
            r#type: PlaceType::Village,
            kind: None,
            unknown: Unknown::Closed,
            in_name: false,
            told: false,
            of_place: false,
        };
        while let Some((name, conjunction)) = self.next_in_list(end, word) {
            end = name.span.end;
            let first = name.span.start;
            self.push_bare(
                first,
                Name { proclitic: Proclitic { conjunction, ..name.proclitic }, ..name },
                rule,
            );
        }
        Some(end)
    }

    /// «مناطق الحمراء وكرش»: behind a word for several places an everyday word, or one that the
    /// gazetteer lacks, is a name where the list goes on with one that is known.
    pub(super) fn opens_list(&self, at: usize, word: TypeWord, conjunction: bool) -> Option<Name> {
        let reading = self.reading;
        if word.number == Number::One || word.kind.is_some() {
            return None;
        }
        let told = reading.forms.open(at).any(&[
            TableId::Events,
            TableId::Outcomes,
            TableId::SplitVerbs,
            TableId::ActorNames,
        ]);
        if told || self.type_at(at).is_some() || roles_at(reading, at) & STOP != 0 {
            return None;
        }
        let known = known_at(reading, at, true, |p| {
            p.preposition.is_none() && p.conjunction.is_some() == conjunction
        });
        // «مناطق سكنية وإدلب» are described.
        let described = || {
            let key = reading.key(at);
            let stem = if conjunction { key.trim_start_matches('و') } else { key };
            stem.ends_with("يه") && !stem.starts_with("ال")
        };
        let name = known.or_else(|| {
            if described() { None } else { unknown_at(reading, at, Unknown::Any, conjunction) }
        })?;
        let next = found_at(reading, skip_soft(reading, name.span.end), true, |p| {
            p.preposition.is_none() && p.conjunction == Some('و')
        })?;
        (next.strength(reading) > Strength::Hard).then_some(name)
    }

    /// The next name of «قرى أ وب، ج» behind `end`, and its و.
    pub(super) fn next_in_list(&self, end: usize, word: TypeWord) -> Option<(Name, Option<char>)> {
        let reading = self.reading;
        let mut next = skip_soft(reading, end);
        let token = reading.tokens.get(next)?;
        let comma = token.kind == TokenKind::Punct
            && (matches!(token.key.as_str(), "،" | "," | "/" | "-" | "–" | "؛"));
        if comma {
            next = skip_soft(reading, next + 1);
        }
        // «… و "أ"»: the و stands alone.
        if reading.key(next) == "و" {
            let at = skip_soft(reading, next + 1);
            return self.name_behind(at, word, false).map(|n| (n, Some('و')));
        }
        if self.type_at(next).is_some() {
            return None;
        }
        // «"مرام"، "وطن"»: what opens a quote is no و.
        let joined = if next > 0 && is_quote(reading, next - 1) {
            None
        } else {
            self.name_behind(next, word, true).or_else(|| self.opens_list(next, word, true))
        };
        if let Some(name) = joined {
            return Some((name, Some('و')));
        }
        if !comma {
            return None;
        }
        let name = self.name_behind(next, word, false)?;
        // Behind a comma alone a word outside the gazetteer may open the next clause.
        let follows = skip_soft(reading, name.span.end);
        let goes_on = reading.tokens.get(follows).is_none_or(|t| !t.is_word())
            || reading.key(follows).starts_with('و');
        (name.strength > Strength::Hard || goes_on).then_some((name, None))
    }

    /// «مخيمي "وطن ومرام"»: quotes around all the names and not around one.
    pub(super) fn first_of_quoted(&self, name: &mut Name) {
        let reading = self.reading;
        let joined =
            |i: &usize| reading.forms[*i].iter().any(|f| f.proclitic.conjunction == Some('و'));
        if !quoted(reading, name.span) {
            return;
        }
        if let Some(and) = (name.span.start + 1..name.span.end).find(joined) {
            name.span.end = and;
            name.text = text_of(reading, name.span, name.proclitic);
            name.rows = known_at(reading, name.span.start, true, plain)
                .filter(|known| known.span == name.span)
                .map(|known| known.rows)
                .unwrap_or_default();
        }
    }

    /// The first of two names goes on to the و of the second: «قريتي خربة فلان وفلان».
    pub(super) fn up_to_conjunction(&self, name: &mut Name) {
        let reading = self.reading;
        let and = (name.span.end..name.span.end + 3).find(|i| {
            reading.key(*i).starts_with('و') || !reading.tokens.get(*i).is_some_and(Token::is_word)
        });
        let Some(and) = and.filter(|i| *i > name.span.end && reading.key(*i).starts_with('و'))
        else {
            return;
        };
        let middle = name.span.end..and;
        if middle.clone().all(|i| roles_at(reading, i) & (STOP | IN | AT | FROM) == 0) {
            name.span.end = and;
            name.text = text_of(reading, name.span, name.proclitic);
            name.rows.clear();
        }
    }
}
