//! How the gazetteer's names begin: a filter that turns most words of a text away.

use super::keys::GLUED;
use crate::lexicon::words::hash;

/// Bytes of a key that are looked at: twelve Arabic letters.
const REACH: usize = 24;
/// Bits of the filter; a power of two. Some sixty thousand beginnings set an eighth of them.
const BITS: u64 = 1 << 19;

/// The beginnings of all keys, as a set that may say yes too often and never no.
#[derive(Debug, Clone)]
pub(crate) struct Openings {
    bits: Vec<u64>,
    /// The first three letters of words that may begin a key, which say which words are worth one.
    letters: Vec<u64>,
}

impl Default for Openings {
    fn default() -> Self {
        let mut openings =
            Self { bits: vec![0; (BITS / 64) as usize], letters: vec![0; (1 << 18) / 64] };
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
}

impl Openings {
    /// Adds a key with all its beginnings.
    pub(crate) fn add(&mut self, key: &str) {
        self.letter(key.as_bytes());
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

    /// Whether a word without its article may begin a key, before the key is made: most words
    /// need none.
    pub(crate) fn may_begin(&self, bare: &str) -> bool {
        let place = letters(bare.as_bytes());
        place.is_none_or(|place| self.letters[place / 64] & (1 << (place % 64)) != 0)
    }

    fn letter(&mut self, key: &[u8]) {
        if let Some(place) = letters(key) {
            self.letters[place / 64] |= 1 << (place % 64);
        }
    }

    fn set(&mut self, beginning: &[u8]) {
        let (word, bit) = place(beginning);
        self.bits[word] |= bit;
    }
}

/// «ء» as one of three letters.
const HAMZA: usize = 0x21;

/// The first three letters as a number, six bits each, if they are Arabic ones.
fn letters(word: &[u8]) -> Option<usize> {
    let [a, b, c, d, e, f] = word.first_chunk::<6>()?;
    let arabic = (a & c & e) & 0xfe == 0xd8 && (a | c | e) & 0xfe == 0xd8;
    let six = |byte: &u8| usize::from(byte & 0x3f);
    arabic.then(|| six(b) << 12 | six(d) << 6 | six(f))
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
