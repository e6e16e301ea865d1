//! Names in lists, and names in front of an age.

use super::chain::{Chain, Ground};
use super::find::Finder;
use super::words::{Class, WORDS};
use crate::tokens::{TokenKind, TokenSpan};

impl Finder<'_> {
    /// A parenthesis with an age: what stands in front of it, back to a word that is no name.
    pub(super) fn age(&mut self, at: usize) -> Option<usize> {
        let token = &self.reading.tokens[at];
        if !token.is_punct('(') || !self.is_age(at + 1) || !self.told.is(Class::Age, at + 2) {
            return None;
        }
        let taken = self.found.last().map_or(0, |chain| chain.span.end);
        let start = (taken..at).rev().take(5).take_while(|i| self.may_be_name(*i)).last()?;
        let words = at - start;
        let cued = start > 0 && (self.told.is(Class::Person, start - 1) || self.behind_harm(start));
        if words < 2 && !cued {
            return None;
        }
        let chain =
            Chain { span: TokenSpan::new(start, at), particle: 0, sure: 0, given: 0, units: words };
        Some(self.take(chain))
    }

    /// «32 عاماً», «البالغ من العمر 12».
    fn is_age(&self, at: usize) -> bool {
        let number =
            |i: usize| self.reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
        number(at)
            && (self.told.is(Class::Age, at + 1)
                || self.reading.tokens.get(at + 1).is_some_and(|t| t.is_punct(')')))
    }

    pub(super) fn has_age(&self, at: usize) -> bool {
        let open = self.behind(at, &['(', '،', ',', '-']);
        open > at && self.is_age(open)
    }

    /// A list of names: items parted by commas, «و» or lines, each opening with a name. Gives the
    /// token behind it, or none when no list follows.
    pub(super) fn list(&mut self, at: usize) -> Option<usize> {
        let colon = self.behind(at, &[':']) > at;
        let ground = if colon { Ground::Called } else { Ground::Cue };
        let mut next = at;
        let mut any = None;
        loop {
            let before = next;
            next = self.item(next);
            let across = self.reading.tokens[before.min(next)..next]
                .iter()
                .any(|t| t.kind == TokenKind::Break);
            if any.is_some() && next == before && self.told.at(next, Ground::Cue).is_none() {
                return any;
            }
            if across && !colon {
                return any;
            }
            // Items may open with a word for the person: «الطفل أحمد».
            while let Some(end) = WORDS.cue(self.reading, Class::Person, next) {
                next = end;
            }
            let ground = if across { Ground::Cue } else { ground };
            let Some(chain) = self.told.at(next, ground).filter(|c| c.units > 1 || c.given > 0)
            else {
                return any;
            };
            next = self.take(chain);
            // What else is said of the person, up to the next mark.
            next = self.rest_of_item(next);
            any = Some(next);
        }
    }

    /// Past what opens an item of a list: marks, line ends, its number.
    fn item(&self, mut at: usize) -> usize {
        while let Some(token) = self.reading.tokens.get(at) {
            let opens = match token.kind {
                TokenKind::Break | TokenKind::Number | TokenKind::Soft => true,
                TokenKind::Punct => !token.is_punct('.') || self.is_number(at.wrapping_sub(1)),
                TokenKind::Word => token.key == "و",
            };
            if !opens {
                break;
            }
            at += 1;
        }
        at
    }

    fn is_number(&self, at: usize) -> bool {
        self.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Past an age in parentheses and a few words, if a mark that parts items follows.
    fn rest_of_item(&self, at: usize) -> usize {
        let parts = |i: usize| {
            self.reading.tokens.get(i).is_some_and(|t| {
                t.kind == TokenKind::Break
                    || ['،', ',', '؛', ';', '-'].iter().any(|c| t.is_punct(*c))
            })
        };
        let stops = |i: usize| self.reading.tokens.get(i).is_none_or(|t| t.is_punct('.'));
        (at..at + 12).take_while(|i| !stops(*i)).find(|i| parts(*i)).unwrap_or(at)
    }
}
