//! Every word that opens a phrase of any table, with the tables that it opens one of.
//!
//! A word of a report is looked up here once, in each of its forms, instead of in thirty tables by
//! thirty stages: that was a third of all instructions. What no table knows, which is most of a
//! text, no stage looks at again.

use std::sync::LazyLock;

use super::Article;
use super::table_set::TABLES;
pub(crate) use super::table_set::{Start, TableId, TableSet};
use super::words::WordIds;
use crate::annotate::{self, victims};

/// What a word says around a place; a set of the constants in the place annotator.
pub(crate) type Roles = u32;

/// What a word says to the rules that assemble; a set of the classes in those about roles and about
/// places where nothing happened.
pub(crate) type Parts = u64;

/// A table whose first words are known here.
pub(crate) trait FirstWords: Send + Sync {
    /// The place it was given.
    fn id(&self) -> Option<TableId>;

    /// Hands over each first word, and whether the words of a text are to come without article.
    fn each(&self, found: &mut dyn FnMut(&str, Article));

    /// Takes the vocabulary's numbers for the further words of its phrases.
    fn number_rest(&self, _number: &mut dyn FnMut(&str) -> u32) {}

    /// Whether a phrase of several words goes on behind a first word with the word there, of which the numbers are
    /// given as it is written and without its article.
    fn goes_on(&self, _number: u32, _behind: (u32, u32)) -> bool {
        true
    }

    /// What a first word of which the number is given opens.
    fn opens(&self, _number: u32) -> Opens {
        Opens { alone: 0, behind: Behind::default() }
    }
}

/// The phrases of a table that open with one word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opens {
    /// The place of the one that the word is by itself; [`Vocabulary::NOTHING`] where it is none.
    pub(crate) alone: u32,
    /// What stands behind it in the others.
    pub(crate) behind: Behind,
}

impl Opens {
    /// Nothing.
    pub(crate) const NOTHING: Self =
        Self { alone: Vocabulary::NOTHING, behind: Behind { written: 0, bare: 0 } };

    /// The place of the phrase that the word is by itself.
    #[inline]
    pub(crate) const fn alone(self) -> Option<usize> {
        if self.alone == Vocabulary::NOTHING { None } else { Some(self.alone as usize) }
    }
}

/// What must stand behind a word that opens a phrase: a bit for each word, of its number's last.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Behind {
    /// Of the words as they are written.
    written: u64,
    /// Of those without their article.
    bare: u64,
}

impl Behind {
    /// One of these words.
    pub(crate) fn one_of(words: impl Iterator<Item = u32>, article: Article) -> Self {
        let words = words.fold(0, |all, word| all | 1 << (word % 64));
        match article {
            Article::AsWritten => Self { written: words, bare: 0 },
            Article::Free => Self { written: 0, bare: words },
        }
    }

    /// One of these words or of those.
    #[must_use]
    pub(crate) const fn or(self, other: Self) -> Self {
        Self { written: self.written | other.written, bare: self.bare | other.bare }
    }

    /// Whether a word may be it, given as it is written and without its article; surely not when
    /// this says so.
    #[inline]
    pub(crate) const fn may_be(self, (written, bare): (u32, u32)) -> bool {
        self.written & 1 << (written % 64) != 0 || self.bare & 1 << (bare % 64) != 0
    }

    /// Whether no word is it.
    #[inline]
    pub(crate) const fn is_nothing(self) -> bool {
        self.written | self.bare == 0
    }
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Entry {
    /// Tables that it opens a phrase of as it is written.
    as_written: TableSet,
    /// Tables that it opens a phrase of once its article is off.
    without_article: TableSet,
    roles: Roles,
    parts: Parts,
    /// Where its numbers in these tables begin, those as it is written first.
    openers: u32,
}

/// The words of all tables.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: WordIds,
    /// By the number of the word; behind them one that nothing is known of.
    entries: Vec<Entry>,
    /// The numbers that words have in the tables which they open a phrase of.
    openers: Vec<u32>,
}

/// More words than all tables have.
const ROOM: usize = 1 << 14;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::load);

/// What the vocabulary knows of a word with and without its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Known {
    /// The tables that have a phrase which opens with it.
    pub(crate) opens: TableSet,
    /// What it says as a word around a place.
    pub(crate) roles: Roles,
    /// What it says of the parts of actors, with or without its article.
    pub(crate) parts: Parts,
    /// Its entry as it is written.
    whole: u32,
    /// Its entry without its article.
    bare: u32,
}

impl Known {
    /// The word's number in the vocabulary.
    #[inline]
    pub(crate) const fn number(self, article: Article) -> u32 {
        match article {
            Article::Free => self.bare,
            Article::AsWritten => self.whole,
        }
    }

    /// The tables that it opens a phrase of by their places, with the number it has in each.
    pub(crate) fn openers(self) -> impl Iterator<Item = (usize, u32)> {
        let all = Vocabulary::get();
        let (whole, bare) = (all.entries[self.whole as usize], all.entries[self.bare as usize]);
        let written = whole.as_written.places().zip(whole.openers..);
        let without = bare.without_article.places().zip(bare.openers + bare.as_written.len()..);
        written
            .chain(without)
            .filter_map(|(table, at)| Some((table, *all.openers.get(at as usize)?)))
    }

    /// The number that the word has in a table of which it opens a phrase.
    #[inline]
    pub(crate) fn opener(self, id: TableId, article: Article) -> Option<u32> {
        if !self.opens.has(id) {
            return None;
        }
        let all = Vocabulary::get();
        let before = match article {
            Article::AsWritten => {
                let entry = all.entries[self.whole as usize];
                entry.openers + entry.as_written.before(id)
            }
            Article::Free => {
                let entry = all.entries[self.bare as usize];
                entry.openers + entry.as_written.len() + entry.without_article.before(id)
            }
        };
        all.openers.get(before as usize).copied()
    }
}

impl Vocabulary {
    /// The number of no word.
    pub(crate) const NOTHING: u32 = u32::MAX;

    /// What a word opens in the table at a place, by the number that it has there.
    pub(crate) fn opens(table: usize, number: u32) -> Opens {
        TABLES.get(table).map_or(Opens::NOTHING, |(_, table)| table().opens(number))
    }

    /// The same asked of the table at a place.
    pub(crate) fn goes_on(table: u8, number: u32, behind: (u32, u32)) -> bool {
        TABLES.get(usize::from(table)).is_some_and(|(_, table)| table().goes_on(number, behind))
    }

    /// The vocabulary of the compiled-in tables.
    #[inline]
    pub(crate) fn get() -> &'static Self {
        &VOCABULARY
    }

    fn load() -> Self {
        let mut all = Self { words: WordIds::with_room(ROOM), ..Self::default() };
        all.entries.reserve(ROOM);
        // Word, table, number in the table.
        let (mut as_written, mut without_article) = (Vec::new(), Vec::new());
        for (id, table) in TABLES {
            let table = table();
            debug_assert_eq!(table.id(), Some(*id));
            let mut number = 0;
            table.each(&mut |word, article| {
                let word = all.take(word);
                let entry = &mut all.entries[word];
                match article {
                    Article::AsWritten => {
                        entry.as_written = entry.as_written.and(*id);
                        as_written.push((word, false, *id as u8, number));
                    }
                    Article::Free => {
                        entry.without_article = entry.without_article.and(*id);
                        without_article.push((word, true, *id as u8, number));
                    }
                }
                number += 1;
            });
        }
        for (_, table) in TABLES {
            table().number_rest(&mut |word| all.take(word) as u32);
        }
        annotate::places::each_role(|word, roles| {
            let word = all.take(word);
            all.entries[word].roles |= roles;
        });
        crate::assemble::each_part(|word, part| {
            let word = all.take(word);
            all.entries[word].parts |= part;
        });
        for word in [
            &victims::ONES[..],
            &victims::OTHERS,
            &victims::BODIES,
            &victims::BY_THE_WAY,
            &victims::RANKS,
            &victims::SELVES,
        ]
        .concat()
        {
            let word = all.take(word);
            all.entries[word].parts |= victims::ONE_MORE;
        }
        for word in victims::OPENERS {
            let word = all.take(word);
            all.entries[word].parts |= victims::OPENS;
        }
        let mut openers = as_written;
        openers.append(&mut without_article);
        openers.sort_unstable();
        let mut before = 0;
        for (word, entry) in all.entries.iter_mut().enumerate() {
            before += openers[before..].iter().take_while(|o| o.0 < word).count();
            entry.openers = before as u32;
        }
        all.openers = openers.into_iter().map(|o| o.3).collect();
        all.entries.push(Entry::default());
        all
    }

    fn take(&mut self, word: &str) -> usize {
        let number = self.words.take(word) as usize;
        if number == self.entries.len() {
            self.entries.push(Entry::default());
        }
        number
    }

    /// What is known of a stem, and of the same without its article.
    pub(crate) fn read(&self, stem: &str, bare: &str) -> Known {
        let nothing = (self.entries.len() - 1) as u32;
        let whole = self.words.get(stem).unwrap_or(nothing);
        let bare =
            if bare.len() == stem.len() { whole } else { self.words.get(bare).unwrap_or(nothing) };
        if whole == nothing && bare == nothing {
            return Known { whole, bare, ..Known::default() };
        }
        let (written, without) = (&self.entries[whole as usize], &self.entries[bare as usize]);
        Known {
            opens: written.as_written.with(without.without_article),
            roles: written.roles,
            parts: written.parts | without.parts,
            whole,
            bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_knows_its_place() {
        for (id, table) in TABLES {
            assert_eq!(table().id(), Some(*id));
        }
        const { assert!(TABLES.len() <= Start::Place as usize) }
    }
}
