//! Where names of the gazetteer stand in a reading, whatever is made of them later.
//!
//! The scanner asks for the name at one token up to a dozen times, with different wishes. The walk
//! along the words is the same each time and is made once: it was a third of all instructions.

use super::name::{names_follow, next_word};
use super::words::DIRECTION;
use crate::gazetteer::{Gazetteer, NameEntry};
use crate::reading::Reading;

/// Most words of a name.
const LONGEST: usize = 5;

/// A name of the gazetteer that begins at a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    /// The token.
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

/// The names that begin at each token, in the order of its forms, then by length.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    all: Vec<Walk>,
    /// One more than where each token's begin; nought where none does.
    starts: Vec<u32>,
}

impl Walks {
    /// Those that begin at token `at`.
    pub(super) fn at<'r>(reading: &'r Reading, at: usize) -> impl Iterator<Item = &'r Walk> {
        let walks = reading.names.get_or_init(|| Self::of(reading));
        let start = walks.starts.get(at).and_then(|start| start.checked_sub(1));
        let behind = start.and_then(|start| walks.all.get(start as usize..));
        behind.unwrap_or_default().iter().take_while(move |walk| walk.first as usize == at)
    }

    fn of(reading: &Reading) -> Self {
        let mut out = Self { all: Vec::with_capacity(64), starts: vec![0; reading.tokens.len()] };
        let mut key = String::with_capacity(64);
        for at in (0..reading.tokens.len()).filter(|at| reading.forms.begins_name(*at)) {
            let from = out.all.len();
            for form in 0..reading.forms[at].len() {
                out.walk(reading, at, form, &mut key);
            }
            if out.all.len() > from {
                out.starts[at] = from as u32 + 1;
            }
        }
        out
    }

    /// Walks on from word `at`, read as one of its forms, as long as some name goes on like that.
    fn walk(&mut self, reading: &Reading, at: usize, form: usize, key: &mut String) {
        let read = &reading.forms[at][form];
        let mut names = read.names;
        let mut last = at;
        for count in 1..=LONGEST {
            if !names.names.is_empty() {
                self.all.push(Walk {
                    first: at as u32,
                    last: last as u32,
                    form: form as u8,
                    count: count as u8,
                    entries: names.names,
                });
            }
            if names.ends() {
                break;
            }
            let Some(next) = next_word(reading, last) else { break };
            if !names.goes_on(reading.forms.letter(next)) {
                break;
            }
            // «الباب شرقي حلب»: the compass word belongs to what follows.
            if reading.forms.roles(next) & DIRECTION != 0 && names_follow(reading, next) {
                break;
            }
            if count == 1 {
                key.clear();
                read.push_key(key);
            }
            let Some(word) = reading.forms[next].first() else { break };
            word.push_key(key);
            names = Gazetteer::get().beginning_with(key);
            last = next;
        }
    }
}
