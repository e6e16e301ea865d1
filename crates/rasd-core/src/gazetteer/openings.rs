//! How the gazetteer's names begin: a filter that turns most words of a text away.

use super::keys::HAMZA;
use crate::lexicon::bare;
use crate::lexicon::words::hash;

/// Bytes of a key that are looked at: six Arabic letters.
const REACH: usize = 12;
/// Bits of the filter; a power of two. Some forty thousand beginnings set a twelfth of them.
const BITS: u64 = 1 << 19;

/// Bytes of a folded word that say whether it is worth a key: three Arabic letters.
const FIRST: usize = 6;

/// The beginnings of all keys, as a set that may say yes too often and never no.
#[derive(Debug, Clone)]
pub(crate) struct Openings {
    bits: Vec<u64>,
}

impl Default for Openings {
    fn default() -> Self {
        Self { bits: vec![0; (BITS / 64) as usize] }
    }
}

impl Openings {
    /// Adds a key with all its beginnings.
    pub(crate) fn add(&mut self, key: &str) {
        for (end, _) in key.char_indices().skip(1).take_while(|(end, _)| *end < REACH) {
            self.set(&key.as_bytes()[..end]);
        }
        self.set(&key.as_bytes()[..key.len().min(REACH)]);
    }

    /// Whether some key may begin like this.
    pub(crate) fn may_have(&self, key: &str) -> bool {
        let (word, bit) = place(&key.as_bytes()[..key.len().min(REACH)]);
        key.is_empty() || self.bits[word] & bit != 0
    }

    /// Whether a word may begin a key, before the key is made: most words need none.
    pub(crate) fn may_begin(&self, folded: &str) -> bool {
        let word = bare(folded).as_bytes();
        let Some(first) = word.first_chunk::<FIRST>() else { return true };
        let article = |at: usize| word.get(at..at + 4) == Some("ال".as_bytes());
        let arabic = |at: usize| matches!(first[at], 0xd8 | 0xd9);
        // What a key leaves out or puts otherwise among its first letters.
        if !(arabic(0) && arabic(2) && arabic(4))
            || first.contains(&HAMZA)
            || word.starts_with("ابو".as_bytes())
            || article(4)
        {
            return true;
        }
        let (word, bit) = place(first);
        self.bits[word] & bit != 0
    }

    fn set(&mut self, beginning: &[u8]) {
        let (word, bit) = place(beginning);
        self.bits[word] |= bit;
    }
}

fn place(beginning: &[u8]) -> (usize, u64) {
    let hash = hash(beginning) % BITS;
    ((hash / 64) as usize, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_beginning_of_a_key_is_known() {
        let mut openings = Openings::default();
        for key in ["سرمين", "كفرنوران", "ك", "46", "ب2القريه"] {
            openings.add(key);
        }
        for key in ["سرمين", "كفرنوران", "ك", "46", "ب2القريه"] {
            for end in (1..=key.len()).filter(|end| key.is_char_boundary(*end)) {
                assert!(openings.may_have(&key[..end]), "{}", &key[..end]);
            }
        }
        assert!(!openings.may_have("زيتون"));
    }
}
