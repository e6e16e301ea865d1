//! The ways to read one word: what Arabic writes onto it, and the rest.

use compact_str::CompactString;

use super::vocabulary::{Known, TableSet, Vocabulary};
use crate::gazetteer::{Beginning, Gazetteer, is_word_key, push_word_key};
use crate::tokens::bare;

/// What was written onto the first word of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proclitic {
    /// و or ف.
    pub conjunction: Option<char>,
    /// ب, ل or ك.
    pub preposition: Option<char>,
    /// ال was there and is not part of the row.
    pub article: bool,
}

/// One way to read a word: what is written onto it, and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What is written onto it.
    pub proclitic: Proclitic,
    /// The rest, article included.
    pub stem: CompactString,
    /// What the vocabulary knows of it.
    pub(crate) known: Known,
    /// The names of the gazetteer that begin with it.
    pub(crate) names: Beginning,
    /// Whether a name's key holds it as it is, but for the article.
    keyed: bool,
}

impl Form {
    /// A word as it is written.
    #[must_use]
    pub fn whole(key: &str) -> Self {
        Self::new(None, None, key)
    }

    fn new(conjunction: Option<char>, preposition: Option<char>, stem: &str) -> Self {
        let bare = bare(stem);
        let article = bare.len() != stem.len();
        Self {
            proclitic: Proclitic { conjunction, preposition, article },
            stem: stem.into(),
            known: Vocabulary::get().read(stem, bare),
            names: Gazetteer::get().beginning(stem, bare),
            keyed: is_word_key(bare),
        }
    }

    /// The rest without the article.
    #[must_use]
    pub fn bare(&self) -> &str {
        if self.proclitic.article { &self.stem["ال".len()..] } else { &self.stem }
    }

    /// Adds what it is in the key of a name.
    pub(crate) fn push_key(&self, key: &mut String) {
        if self.keyed { key.push_str(self.bare()) } else { push_word_key(&self.stem, key) }
    }

    /// Whether it is this word, with or without its article.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        let stem = self.stem.as_str();
        stem == word
            || self.proclitic.article
                && stem.len() == "ال".len() + word.len()
                && stem.ends_with(word)
    }
}

/// The ways to read a folded word, the least stripped first.
#[must_use]
pub fn forms(key: &str) -> Vec<Form> {
    let mut out = Vec::with_capacity(4);
    push_forms(key, &mut out);
    out
}

/// Adds the ways to read a folded word, the least stripped first.
pub(crate) fn push_forms(key: &str, out: &mut Vec<Form>) {
    push_readings(None, key, out);
    if let Some(conjunction @ ('و' | 'ف')) = key.chars().next() {
        push_readings(Some(conjunction), &key[conjunction.len_utf8()..], out);
    }
}

/// Adds the ways to read a word behind its conjunction.
fn push_readings(conjunction: Option<char>, rest: &str, out: &mut Vec<Form>) {
    // One letter is no word.
    let is_word = |stem: &str| stem.len() > 4 || stem.chars().nth(1).is_some();
    if conjunction.is_none() || is_word(rest) {
        out.push(Form::new(conjunction, None, rest));
    }
    let mut letters = rest.chars();
    let Some(preposition @ ('ب' | 'ل' | 'ك')) = letters.next() else { return };
    let stem = letters.as_str();
    match stem.strip_prefix('ل') {
        // «للنظام» is ل + «النظام» with its alef dropped.
        Some(noun) if preposition == 'ل' => {
            let mut whole = CompactString::const_new("ال");
            whole.push_str(noun);
            out.push(Form::new(conjunction, Some('ل'), &whole));
            // «للواء القدس», «للبنان»: ل in front of a word that begins with it.
            let written = Form::new(conjunction, Some('ل'), stem);
            if written.known.opens != TableSet::default() || !written.names.is_empty() {
                out.push(written);
            }
        }
        _ if is_word(stem) => out.push(Form::new(conjunction, Some(preposition), stem)),
        _ => {}
    }
}
