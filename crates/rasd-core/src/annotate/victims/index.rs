//! What is known of each token before figures are read.

use crate::annotate::numbers::NumberMention;
use crate::lexicon::vocabulary::Start;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// For each token what would else be looked for among all mentions.
#[derive(Debug, Clone, Default)]
pub struct TokenIndex {
    /// One past the end of the date or name that it belongs to, the first in the list; else 0.
    taken: Vec<u32>,
    /// One more than the index of the first number, or its frame, that begins here; else 0.
    number: Vec<u32>,
    /// Whether it is any of these, or a word that tells of figures.
    pub(super) tells: Vec<bool>,
}

impl TokenIndex {
    /// For the tokens of a reading. `taken` belong to dates and names and can hold no figure.
    #[must_use]
    pub fn new(reading: &Reading, numbers: &[NumberMention], taken: &[TokenSpan]) -> Self {
        let tokens = reading.tokens.len();
        let mut index =
            Self { taken: vec![0; tokens], number: vec![0; tokens], tells: vec![false; tokens] };
        for at in reading.forms.starting(Start::Figure) {
            index.tells[at] = true;
        }
        let put = |slot: Option<&mut u32>, value: usize| {
            if let Some(slot) = slot.filter(|slot| **slot == 0) {
                *slot = value as u32;
            }
        };
        for span in taken {
            for at in span.start..span.end.min(tokens) {
                put(index.taken.get_mut(at), span.end);
                index.tells[at] = true;
            }
        }
        for (i, number) in numbers.iter().enumerate() {
            put(index.number.get_mut(number.frame.start), i + 1);
            if number.frame.start < number.span.start {
                put(index.number.get_mut(number.span.start), i + 1);
                index.tells[number.span.start] = true;
            }
            index.tells[number.frame.start] = true;
        }
        index
    }

    /// Whether some token of a sentence is one of a date, a name or a number, or a word that tells of figures.
    pub(super) fn tells_in(&self, sentence: TokenSpan) -> bool {
        self.tells.get(sentence.start..sentence.end).is_some_and(|tells| tells.contains(&true))
    }

    /// One past the end of the date or name that a token belongs to.
    pub(super) fn taken(&self, at: usize) -> Option<usize> {
        self.taken.get(at).filter(|end| **end > 0).map(|end| *end as usize)
    }

    /// The first number that begins at a token, what bounds it included.
    pub(super) fn number(&self, at: usize) -> Option<usize> {
        self.number.get(at).filter(|n| **n > 0).map(|n| *n as usize - 1)
    }
}
