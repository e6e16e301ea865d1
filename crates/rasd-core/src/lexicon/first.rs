//! Which tables may have a phrase that begins with a word.
//!
//! Some thirty tables are looked into at every word of a report, and hardly any has anything there.
//! So every table has a bit, and one look-up for each reading of a word gives the bits of the tables
//! that are worth asking: half of the time of reading was in look-ups that found nothing.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::hash::WordMap;

/// A set of tables.
pub(crate) type Tables = u64;

/// Every table: what is taken when nothing is known.
const ANY: Tables = Tables::MAX;

#[derive(Debug, Default)]
struct Index {
    /// How many tables have a bit.
    taken: u32,
    words: WordMap<Tables>,
}

/// Tables are loaded when they are first used, from whatever thread; here they leave their words.
static GATHERED: Mutex<Option<Index>> = Mutex::new(None);

/// The words of all tables that had been loaded when [`close`] was called.
static CLOSED: OnceLock<Index> = OnceLock::new();

/// A bit for a new table; none once the index is closed or all are taken. A table without one is
/// asked at every word.
pub(super) fn new_bit() -> Option<Tables> {
    if CLOSED.get().is_some() {
        return None;
    }
    let mut gathered = GATHERED.lock().unwrap_or_else(PoisonError::into_inner);
    let index = gathered.get_or_insert_default();
    let bit = Tables::checked_shl(1, index.taken)?;
    index.taken += 1;
    Some(bit)
}

/// Notes that the table with this bit has a phrase that begins with `word`; false once the index is
/// closed.
pub(super) fn note(word: &str, bit: Tables) -> bool {
    if CLOSED.get().is_some() {
        return false;
    }
    let mut gathered = GATHERED.lock().unwrap_or_else(PoisonError::into_inner);
    let words = &mut gathered.get_or_insert_default().words;
    match words.get_mut(word) {
        Some(tables) => *tables |= bit,
        None => {
            words.insert(word.to_owned(), bit);
        }
    }
    true
}

/// Closes the index over the tables that have been loaded. Called once they all have been.
pub(crate) fn close() {
    CLOSED.get_or_init(|| {
        let mut gathered = GATHERED.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.take().unwrap_or_default()
    });
}

/// The tables that may have a phrase that begins with `word`, its article written or not.
pub(crate) fn tables(word: &str, bare: &str) -> Tables {
    let Some(index) = CLOSED.get() else { return ANY };
    let of = |word: &str| index.words.get(word).copied().unwrap_or_default();
    if word.len() == bare.len() { of(word) } else { of(word) | of(bare) }
}
