//! Where names of several words stand in a reading, whatever is made of them later.
//!
//! The scanner asks for the name at one token up to a dozen times, with different wishes. The walk
//! along the words is the same each time and is made once: it was a third of all instructions.

use super::name::{next_word, skip_soft};
use super::words::{DIRECTION, Words};
use crate::gazetteer::{Gazetteer, NameEntry, word_key};
use crate::lexicon::vocabulary::Start;
use crate::reading::Reading;

/// Most words of a name.
const LONGEST: usize = 5;

/// A name of the gazetteer of several words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    /// The token that it begins at.
    first: u32,
    /// The last of its tokens.
    pub(super) last: u32,
    /// Which of the token's forms opens it.
    pub(super) form: u8,
    /// Its words.
    pub(super) count: u8,
    /// The rows of that name.
    pub(super) entries: &'static [NameEntry],
}

/// The names of several words that begin at each token, in the order of its forms, then by length.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    all: Vec<Walk>,
    /// The tokens that one begins at, a bit for each.
    begins: Vec<u64>,
    /// The same with those at which something else may open a mention of a place.
    opens: Vec<u64>,
}

impl Walks {
    /// Those of a reading.
    pub(super) fn get<'r>(reading: &'r Reading) -> &'r Self {
        reading.names.get_or_init(|| Self::of(reading))
    }

    /// The tokens that may open a mention of a place, in order, and whether a name of several words does.
    pub(super) fn openings(&self) -> impl Iterator<Item = (usize, bool)> {
        self.opens.iter().zip(&self.begins).enumerate().flat_map(|(block, (opens, begins))| {
            let mut left = *opens;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then(|| (block * 64 + bit as usize, begins >> bit & 1 != 0))
            })
        })
    }

    /// Those that begin at token `at`.
    pub(super) fn at<'r>(reading: &'r Reading, at: usize) -> impl Iterator<Item = &'r Walk> {
        let Self { all, begins, .. } = Self::get(reading);
        let first = if begins.get(at / 64).is_some_and(|bits| bits & 1 << (at % 64) != 0) {
            all.partition_point(|walk| (walk.first as usize) < at)
        } else {
            all.len()
        };
        all[first..].iter().take_while(move |walk| walk.first as usize == at)
    }

    fn of(reading: &Reading) -> Self {
        let none = vec![0; reading.tokens.len() / 64 + 1];
        let mut out = Self { all: Vec::new(), begins: none, opens: Vec::new() };
        let mut key = String::with_capacity(64);
        let forms = &reading.forms;
        for at in forms.starting(Start::Name) {
            if let Some(next) = next_word(reading, at)
                && forms.follow(at) & forms.letter(next) != 0
            {
                for form in 0..forms[at].len() {
                    out.walk(reading, at, form, &mut key);
                }
            }
        }
        out.opens = out.begins.clone();
        for at in forms.starting(Start::Place) {
            out.opens[at / 64] |= 1 << (at % 64);
        }
        out
    }

    /// Walks on from word `at`, read as one of its forms, as long as some name goes on like that.
    fn walk(&mut self, reading: &Reading, at: usize, form: usize, key: &mut String) {
        let read = &reading.forms[at][form];
        let mut names = read.names;
        let mut last = at;
        for count in 2..=LONGEST {
            let Some(next) = next_word(reading, last) else { break };
            if !names.goes_on(reading.forms.letter(next)) {
                break;
            }
            // «الباب شرقي حلب»: the compass word belongs to what follows.
            if reading.forms.roles(next) & DIRECTION != 0 && names_follow(reading, next) {
                break;
            }
            if count == 2 {
                key.clear();
                read.push_key(key);
            }
            let Some(word) = reading.forms[next].first() else { break };
            word.push_key(key);
            names = Gazetteer::get().beginning_with(key);
            last = next;
            if !names.names.is_empty() {
                self.begins[at / 64] |= 1 << (at % 64);
                self.all.push(Walk {
                    first: at as u32,
                    last: last as u32,
                    form: form as u8,
                    count: count as u8,
                    entries: names.names,
                });
            }
        }
    }
}

/// Whether a type word or a name of one or two words stands behind `at`.
pub(super) fn names_follow(reading: &Reading, at: usize) -> bool {
    let first = skip_soft(reading, at + 1);
    if !reading.tokens.get(first).is_some_and(|t| t.is_word()) {
        return false;
    }
    let mut key = word_key(reading.key(first));
    let all = Gazetteer::get();
    if !all.by_key(&key).is_empty()
        || reading.forms[first].first().is_some_and(|f| Words::get().type_of(f).is_some())
    {
        return true;
    }
    let Some(second) = next_word(reading, first) else { return false };
    key.push_str(&word_key(reading.key(second)));
    !all.by_key(&key).is_empty()
}
