//! How the gazetteer's names begin: a filter that turns most words of a text away.

use foldhash::fast::FixedState;
use std::hash::BuildHasher;

/// Bytes of a key that are looked at: six Arabic letters.
const REACH: usize = 12;
/// Bits of the filter; a power of two. Some forty thousand beginnings set a twelfth of them.
const BITS: u64 = 1 << 19;

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

    fn set(&mut self, beginning: &[u8]) {
        let (word, bit) = place(beginning);
        self.bits[word] |= bit;
    }
}

fn place(beginning: &[u8]) -> (usize, u64) {
    let hash = FixedState::default().hash_one(beginning) % BITS;
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
