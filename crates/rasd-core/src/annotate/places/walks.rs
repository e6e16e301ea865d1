//! Where names of several words stand in a reading, whatever is made of them later.
//!
//! The scanner asks for the name at one token up to a dozen times, with different wishes. The walk
//! along the words is the same each time and is made once: it was a third of all instructions.

use super::name::{names_follow, next_word};
use super::words::DIRECTION;
use crate::gazetteer::{Gazetteer, NameEntry};
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
}

impl Walks {
    /// Those of a reading.
    pub(super) fn get<'r>(reading: &'r Reading) -> &'r Self {
        reading.names.get_or_init(|| Self::of(reading))
    }

    /// The tokens that they begin at, in order.
    pub(super) fn firsts(&self) -> impl Iterator<Item = usize> {
        self.all.iter().map(|walk| walk.first as usize)
    }

    /// Those that begin at token `at`.
    pub(super) fn at<'r>(reading: &'r Reading, at: usize) -> impl Iterator<Item = &'r Walk> {
        let Self { all, begins } = Self::get(reading);
        let first = if begins.get(at / 64).is_some_and(|bits| bits & 1 << (at % 64) != 0) {
            all.partition_point(|walk| (walk.first as usize) < at)
        } else {
            all.len()
        };
        all[first..].iter().take_while(move |walk| walk.first as usize == at)
    }

    fn of(reading: &Reading) -> Self {
        let mut out = Self { all: Vec::new(), begins: vec![0; reading.tokens.len() / 64 + 1] };
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
