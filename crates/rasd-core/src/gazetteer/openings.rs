//! How the gazetteer's names begin: a filter that turns most words of a text away.

use crate::lexicon::words::hash;

/// Bytes of a key that are looked at: twelve Arabic letters.
pub(crate) const REACH: usize = 24;
/// Bits of the filter; a power of two. Some sixty thousand beginnings set an eighth of them.
pub(crate) const BITS: u64 = 1 << 19;

/// The beginnings of all keys, as a set that may say yes too often and never no.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Openings<'o> {
    /// A bit for each hash.
    pub(crate) beginnings: &'o [u64],
    /// The first three letters of words that may begin a key, which say which words are worth one.
    pub(crate) letters: &'o [u64],
    /// For each hash of a beginning the [letters](letter) with which keys go on behind it.
    pub(crate) follow: &'o [u64],
}

impl Openings<'_> {
    /// Whether some key may begin like this.
    pub(crate) fn may_have(&self, key: &str) -> bool {
        let (word, bit) = place(&key.as_bytes()[..key.len().min(REACH)]);
        key.is_empty() || self.beginnings[word] & bit != 0
    }

    /// The letters with which keys may go on behind these, a bit for each as [`letter`] has it.
    pub(crate) fn follow(&self, key: &str) -> u64 {
        self.follow[follow_place(key.as_bytes())]
    }

    /// Whether a word without its article may begin a key, before the key is made: most words
    /// need none.
    pub(crate) fn may_begin(&self, bare: &str) -> bool {
        let place = letters(bare.as_bytes());
        place.is_none_or(|place| self.letters[place / 64] & (1 << (place % 64)) != 0)
    }
}

/// Entries of the table of what follows; a power of two.
pub(crate) const FOLLOW: usize = 1 << 16;

/// Where it stands what follows a beginning.
pub(crate) fn follow_place(beginning: &[u8]) -> usize {
    hash(beginning) as usize % FOLLOW
}

/// The bit of the first two letters; one bit for all that are no Arabic letters.
pub(crate) fn letter(word: &[u8]) -> u64 {
    let bit =
        |first: u8, second: u8| 1 << ((first.wrapping_mul(5) ^ second.wrapping_mul(11)) & 0x3f);
    match word {
        [0xd8 | 0xd9, first, _, second, ..] => bit(*first, *second),
        [0xd8 | 0xd9, first, ..] => bit(*first, 0),
        _ => 1 << 63,
    }
}

/// The first three letters as a number, six bits each, if they are Arabic ones.
pub(crate) fn letters(word: &[u8]) -> Option<usize> {
    let [a, b, c, d, e, f] = word.first_chunk::<6>()?;
    let arabic = (a & c & e) & 0xfe == 0xd8 && (a | c | e) & 0xfe == 0xd8;
    let six = |byte: &u8| usize::from(byte & 0x3f);
    arabic.then(|| six(b) << 12 | six(d) << 6 | six(f))
}

pub(crate) fn place(beginning: &[u8]) -> (usize, u64) {
    let hash = hash(beginning) % BITS;
    ((hash / 64) as usize, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::{Gazetteer, name_key};

    #[test]
    fn every_beginning_of_a_key_is_known() {
        let all = Gazetteer::get();
        for name in all.rows().iter().flat_map(|r| r.aliases.iter().chain([&r.name])) {
            let key = name_key(name);
            for end in (1..=key.len()).filter(|end| key.is_char_boundary(*end)) {
                assert!(all.may_open(&key[..end]), "{}", &key[..end]);
            }
        }
        assert!(!all.may_open("زيتونزيتون"));
    }
}
