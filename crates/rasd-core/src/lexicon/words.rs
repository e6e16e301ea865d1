//! Words with a number each: the dictionary below every table.

/// Words with a number each, looked up by a hash of their own: without a seed, and the same on every
/// machine, so that it can be made by one and read by another.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Words<'w> {
    /// Part of the hash, and a number more than the word's; nought where no word stands. A power
    /// of two of them, at least half of them free.
    slots: &'w [u32],
    /// The words, one behind the other.
    text: &'w str,
    /// Where each ends.
    ends: &'w [u32],
}

/// Bits of a slot that hold the number.
const NUMBER: u32 = (1 << 18) - 1;

impl<'w> Words<'w> {
    /// Words that were numbered before.
    pub(crate) const fn from_parts(slots: &'w [u32], text: &'w str, ends: &'w [u32]) -> Self {
        Self { slots, text, ends }
    }

    /// The number of a word.
    #[inline]
    pub(crate) fn get(self, word: &str) -> Option<u32> {
        self.get_hashed(word, hash(word.as_bytes()))
    }

    /// The number of a word whose [`hash`] is known.
    #[inline]
    pub(crate) fn get_hashed(self, word: &str, hash: u64) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            if slot & !NUMBER == tag(hash) && self.is((slot & NUMBER) as usize - 1, word.as_bytes())
            {
                return Some((slot & NUMBER) - 1);
            }
            at = (at + 1) & mask;
        }
    }

    fn is(self, number: usize, word: &[u8]) -> bool {
        let end = self.ends[number] as usize;
        self.text.as_bytes()[..end].ends_with(word) && self.start(number) + word.len() == end
    }

    fn start(self, number: usize) -> usize {
        number.checked_sub(1).map_or(0, |before| self.ends[before]) as usize
    }

    fn word(self, number: usize) -> &'w str {
        &self.text[self.start(number)..self.ends[number] as usize]
    }
}

/// The same while words are taken in.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordIds {
    pub(crate) slots: Vec<u32>,
    pub(crate) text: String,
    pub(crate) ends: Vec<u32>,
}

impl WordIds {
    #[inline]
    fn words(&self) -> Words<'_> {
        Words { slots: &self.slots, text: &self.text, ends: &self.ends }
    }

    /// None yet, with room for so many: a thousand words are not placed anew for each further thousand.
    pub(crate) fn with_room(words: usize) -> Self {
        Self {
            slots: vec![0; (words * 2).next_power_of_two()],
            text: String::with_capacity(words * 12),
            ends: Vec::with_capacity(words),
        }
    }

    /// The number of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        self.words().get(word)
    }

    /// The number of a word, which is taken in when it is new.
    pub(crate) fn take(&mut self, word: &str) -> u32 {
        if let Some(known) = self.get(word) {
            return known;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        if self.ends.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.ends.len() * 4).next_power_of_two()];
            (0..=number).for_each(|number| self.place(number));
        } else {
            self.place(number);
        }
        number
    }

    fn place(&mut self, number: u32) {
        let hash = hash(self.words().word(number as usize).as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = tag(hash) | (number + 1);
    }

    /// Every word, by its number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|number| self.words().word(number))
    }
}

const fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !NUMBER
}

/// A hash for short words: eight bytes at a time, the last eight again when they are not full.
pub(crate) fn hash(word: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, part: u64| {
        let product = (hash ^ part).wrapping_mul(ODD);
        product ^ (product >> 29)
    };
    let mut hash = word.len() as u64;
    if let Some(last) = word.last_chunk::<8>() {
        for eight in word[..word.len() - 1].as_chunks::<8>().0 {
            hash = mix(hash, u64::from_le_bytes(*eight));
        }
        hash = mix(hash, u64::from_le_bytes(*last));
    } else if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        hash = mix(hash, u64::from(first) << 32 | u64::from(last));
    } else {
        hash = mix(hash, word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::WordIds;

    #[test]
    fn numbers_stay() {
        let mut words = WordIds::default();
        assert_eq!(words.get("قصف"), None);
        let all: Vec<String> = (0..3_000).map(|n| format!("كلمة{n}")).collect();
        for (number, word) in all.iter().enumerate() {
            assert_eq!(words.take(word), number as u32);
        }
        for (number, word) in all.iter().enumerate() {
            assert_eq!(words.take(word), number as u32);
            assert_eq!(words.get(word), Some(number as u32));
        }
        assert_eq!((words.get("كلمة"), words.get("")), (None, None));
        assert!(words.iter().eq(all.iter().map(String::as_str)));
    }
}
