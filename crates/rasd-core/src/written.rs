//! Words as they are written in reports, with a number each: what is asked once for every word of
//! every report.

/// A word in two numbers and its length. Up to sixteen bytes, which is eight Arabic letters, they
/// say the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    first: u64,
    last: u64,
    length: usize,
}

impl Written {
    #[inline]
    fn of(word: &[u8]) -> Self {
        let length = word.len();
        let (first, last) = match (word.first_chunk::<8>(), word.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
                (Some(first), Some(last)) => {
                    (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
                }
                _ => (word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
            },
        };
        Self { first, last, length }
    }

    #[inline]
    fn hash(self) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let first = (self.first ^ self.length as u64).wrapping_mul(ODD);
        let both = (first ^ (first >> 29) ^ self.last).wrapping_mul(ODD);
        (both ^ (both >> 32)) as usize
    }

    /// Whether it says the whole of its word.
    const fn is_short(self) -> bool {
        self.length <= 16
    }
}

/// The words, numbered as they were taken in.
#[derive(Debug, Default)]
pub(crate) struct WrittenWords {
    /// A number more than the word's; nought where no word stands. A power of two of them, at least
    /// half of them free.
    slots: Vec<u32>,
    words: Vec<Written>,
    /// By their numbers those of more than sixteen bytes; the others are empty.
    long: Vec<Box<str>>,
}

impl WrittenWords {
    /// The number of a word.
    #[inline(always)]
    pub(crate) fn get(&self, word: &[u8]) -> Option<usize> {
        let written = Written::of(word);
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = written.hash() & mask;
        loop {
            let number = (self.slots[at] as usize).checked_sub(1)?;
            if self.words[number] == written
                && (written.is_short() || self.long[number].as_bytes() == word)
            {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Takes in a word that has no number yet, and gives it the next one.
    pub(crate) fn add(&mut self, word: &str) -> usize {
        let written = Written::of(word.as_bytes());
        let number = self.words.len();
        self.words.push(written);
        self.long.push(if written.is_short() { "".into() } else { word.into() });
        if self.words.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.words.len() * 4).next_power_of_two()];
            (0..=number).for_each(|number| self.place(number));
        } else {
            self.place(number);
        }
        number
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Forgets all words, and keeps the room they had.
    pub(crate) fn clear(&mut self) {
        self.slots.fill(0);
        self.words.clear();
        self.long.clear();
    }

    fn place(&mut self, number: usize) {
        let mask = self.slots.len() - 1;
        let mut at = self.words[number].hash() & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = number as u32 + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::WrittenWords;

    #[test]
    fn every_word_keeps_its_number() {
        let mut words = WrittenWords::default();
        assert_eq!(words.get("قصف".as_bytes()), None);
        let all: Vec<String> = (0..3_000)
            .map(|n| {
                [format!("{n}"), format!("كلمة{n}"), format!("كلمات{n}طويلةجداً")][n % 3].clone()
            })
            .collect();
        for (number, word) in all.iter().enumerate() {
            assert_eq!((words.get(word.as_bytes()), words.add(word)), (None, number));
        }
        for (number, word) in all.iter().enumerate() {
            assert_eq!(words.get(word.as_bytes()), Some(number), "{word}");
        }
        assert_eq!(
            (words.get("كلمة".as_bytes()), words.get("".as_bytes()), words.len()),
            (None, None, 3_000)
        );
        words.clear();
        assert_eq!(
            (words.get(all[0].as_bytes()), words.add("قصف"), words.get("قصف".as_bytes())),
            (None, 0, Some(0))
        );
    }
}
