//! Where names of the gazetteer stand in a reading, whatever is made of them later.
//!
//! The scanner asks for the name at one token up to a dozen times, with different wishes. The walk
//! along the words is the same each time and is made once: it was a third of all instructions.

use super::name::{names_follow, next_word};
use super::words::DIRECTION;
use crate::gazetteer::{Gazetteer, NameEntry, push_word_key};
use crate::reading::Reading;

/// Most words of a name.
const LONGEST: usize = 5;

/// A name of the gazetteer that begins at a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    /// Which of the token's forms opens it.
    pub(super) form: u8,
    /// Its words.
    pub(super) count: u8,
    /// The last of its tokens.
    pub(super) last: u32,
    /// The rows of that name.
    pub(super) entries: &'static [NameEntry],
}

/// The names that begin at each token, in the order of its forms, then by length.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    all: Vec<Walk>,
    /// Where each token's begin; one more than there are tokens.
    starts: Vec<u32>,
}

impl Walks {
    /// Those that begin at token `at`.
    pub(super) fn at<'r>(reading: &'r Reading, at: usize) -> &'r [Walk] {
        let walks = reading.names.get_or_init(|| Self::of(reading));
        let (Some(from), Some(to)) = (walks.starts.get(at), walks.starts.get(at + 1)) else {
            return &[];
        };
        &walks.all[*from as usize..*to as usize]
    }

    fn of(reading: &Reading) -> Self {
        let mut out =
            Self { all: Vec::new(), starts: Vec::with_capacity(reading.tokens.len() + 1) };
        let mut key = String::new();
        for at in 0..reading.tokens.len() {
            out.starts.push(out.all.len() as u32);
            if reading.forms.begins_name(at) {
                let forms = reading.forms[at].iter().enumerate();
                for (form, _) in forms.filter(|(_, form)| !form.names.is_empty()) {
                    out.walk(reading, at, form, &mut key);
                }
            }
        }
        out.starts.push(out.all.len() as u32);
        out
    }

    /// Walks on from word `at`, read as one of its forms, as long as some name goes on like that.
    fn walk(&mut self, reading: &Reading, at: usize, form: usize, key: &mut String) {
        let all = Gazetteer::get();
        let read = &reading.forms[at][form];
        let mut names = read.names;
        let mut last = at;
        for count in 1..=LONGEST {
            if !names.names.is_empty() {
                self.all.push(Walk {
                    form: form as u8,
                    count: count as u8,
                    last: last as u32,
                    entries: names.names,
                });
            }
            let Some(next) = next_word(reading, last) else { break };
            if !names.goes_on(reading.key(next)) {
                break;
            }
            // «الباب شرقي حلب»: the compass word belongs to what follows.
            if reading.forms.roles(next) & DIRECTION != 0 && names_follow(reading, next) {
                break;
            }
            if count == 1 {
                key.clear();
                push_word_key(&read.stem, key);
            }
            push_word_key(reading.key(next), key);
            names = all.beginning_with(key);
            last = next;
        }
    }
}
