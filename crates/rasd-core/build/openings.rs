//! Makes the filter of how names begin (`src/gazetteer/openings.rs`).

use crate::keys::GLUED;
use crate::openings::{BITS, FOLLOW, REACH, follow_place, letter, letters, place};

/// [`Openings`](crate::openings::Openings) while keys are taken in.
#[derive(Debug, Clone)]
pub(crate) struct OpeningsMaker {
    pub(crate) beginnings: Vec<u64>,
    pub(crate) letters: Vec<u64>,
    pub(crate) follow: Vec<u64>,
}

impl OpeningsMaker {
    /// Of no key.
    pub(crate) fn new() -> Self {
        let mut openings = Self {
            beginnings: vec![0; (BITS / 64) as usize],
            letters: vec![0; (1 << 18) / 64],
            follow: vec![0; FOLLOW],
        };
        // What a key leaves out or puts otherwise among the first letters of a word: «أبو», the
        // article behind two letters, a hamza.
        openings.letter("ابو".as_bytes());
        for head in GLUED.iter().filter(|head| head.chars().count() == 2) {
            openings.letter(format!("{head}ا").as_bytes());
        }
        for other in 0..1 << 12 {
            let (high, low) = (other >> 6, other & 63);
            for place in [HAMZA << 12 | other, high << 12 | HAMZA << 6 | low, other << 6 | HAMZA] {
                openings.letters[place / 64] |= 1 << (place % 64);
            }
        }
        openings
    }

    /// Adds a key with all its beginnings.
    pub(crate) fn add(&mut self, key: &str) {
        self.letter(key.as_bytes());
        for (end, _) in key.char_indices().skip(1) {
            let (beginning, rest) = key.as_bytes().split_at(end);
            self.follow[follow_place(beginning)] |= letter(rest);
        }
        for (end, _) in key.char_indices().skip(1).take_while(|(end, _)| *end < REACH) {
            self.set(&key.as_bytes()[..end]);
        }
        self.set(&key.as_bytes()[..key.len().min(REACH)]);
    }

    fn letter(&mut self, key: &[u8]) {
        if let Some(place) = letters(key) {
            self.letters[place / 64] |= 1 << (place % 64);
        }
    }

    fn set(&mut self, beginning: &[u8]) {
        let (word, bit) = place(beginning);
        self.beginnings[word] |= bit;
    }
}

/// «ء» as one of three letters.
const HAMZA: usize = 0x21;
