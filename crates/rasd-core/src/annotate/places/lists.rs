//! Several places behind one word: lists of names, and those among the places told of in the plural.

use super::found::known_at;
use super::name::{Name, Strength, skip_soft};
use super::scan::{Scanner, plain};
use super::words::{Number, TypeWord, Unknown};
use crate::lexicon::Proclitic;
use crate::model::PlaceType;
use crate::tokens::TokenKind;

/// How far behind the plural that it is a part of a list of names may open, in tokens.
const AMONG_REACH: usize = 16;

impl Scanner<'_> {
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
        if let Some(name) = self.name_behind(next, word, true) {
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
}
