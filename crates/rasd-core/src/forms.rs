//! The words of a report and the ways to read them; words that were read before are kept.
//!
//! Most words of an archive come again, in one report and in the next. What is known of a word
//! depends on the word alone, so it is worked out once for a thread and looked up from then on:
//! the records are the same whatever was read before.

use std::cell::Cell;

use compact_str::CompactString;

use crate::annotate::places::opens_place;
use crate::assemble::held_parts;
use crate::disguised::{may_part, put_together};
use crate::gazetteer::first_letter;
use crate::lexicon::vocabulary::{Parts, Roles, TableId, TableSet};
use crate::lexicon::words::{WordIds, hash};
use crate::lexicon::{Form, push_forms};
use crate::tokens::{Token, TokenKind, fold_key, split};

/// The ways to read each token.
#[derive(Debug)]
pub struct Forms {
    words: Box<KnownWords>,
    /// What is known of each token.
    tokens: Vec<Read>,
    /// For one table after the other the tokens that may open a phrase of it, in order.
    opening: Vec<u32>,
    /// Where each table's end.
    opening_ends: Vec<u32>,
}

/// What is known of a token before any rule looks at it.
#[derive(Debug, Clone, Copy, Default)]
struct Read {
    /// Where its forms begin and end.
    from: u32,
    to: u32,
    /// The tables that have a phrase which opens with one of its forms.
    open: TableSet,
    /// What any of its forms says around a place.
    roles: Roles,
    /// What any of its forms says of the parts of actors.
    parts: Parts,
    /// Whether a name of the gazetteer may begin here.
    begins_name: bool,
    /// Whether it may open a mention of a place.
    opens_place: bool,
    /// The letters with which names of the gazetteer go on behind it.
    follow: u64,
    /// The letter with which it would go on with a name of the gazetteer.
    letter: u64,
}

/// Words as they were written, with what is known of each.
#[derive(Debug, Default)]
struct KnownWords {
    ids: WordIds,
    /// By the number of the word: its key and what is known of it.
    words: Vec<(CompactString, Read)>,
    forms: Vec<Form>,
}

/// As many words are kept from one report to the next, some three megabytes; beyond that all are
/// forgotten.
const KEPT: usize = 16_384;

thread_local! {
    static KNOWN: Cell<Option<Box<KnownWords>>> = const { Cell::new(None) };
}

impl KnownWords {
    /// Those of this thread, until they are given back.
    fn lend() -> Box<Self> {
        let mut known = KNOWN.take().unwrap_or_default();
        if known.words.len() > KEPT {
            known.ids.clear();
            known.words.clear();
            known.forms.clear();
        }
        known
    }

    fn get(&mut self, kind: TokenKind, written: &str) -> &(CompactString, Read) {
        let hash = hash(written.as_bytes());
        let number = match self.ids.get_hashed(written, hash) {
            Some(known) => known as usize,
            None => self.read(kind, written),
        };
        &self.words[number]
    }

    #[cold]
    fn read(&mut self, kind: TokenKind, written: &str) -> usize {
        let is_word = kind == TokenKind::Word;
        let key = if is_word { fold_key(written) } else { written.into() };
        let from = self.forms.len();
        if is_word {
            push_forms(&key, &mut self.forms);
        } else if !matches!(kind, TokenKind::Soft | TokenKind::Break) {
            self.forms.push(Form::whole(&key));
        }
        let mut read = Read { from: from as u32, to: self.forms.len() as u32, ..Read::default() };
        read.letter = first_letter(&key);
        read.parts = held_parts(&key);
        for form in &self.forms[from..] {
            read.open = read.open.with(form.known.opens);
            read.roles |= form.known.roles;
            read.parts |= form.known.parts;
            read.begins_name |= is_word && !form.names.is_empty();
            read.follow |= if is_word { form.names.follow } else { 0 };
        }
        read.opens_place = is_word && (read.begins_name || opens_place(read.open, read.roles));
        self.words.push((key, read));
        self.ids.take(written) as usize
    }
}

impl Drop for Forms {
    fn drop(&mut self) {
        KNOWN.set(Some(std::mem::take(&mut self.words)));
    }
}

impl Forms {
    /// The tokens of a normalised text, and the ways to read each.
    pub(crate) fn of(text: &str) -> (Vec<Token>, Self) {
        let mut words = KnownWords::lend();
        let mut tokens = Vec::with_capacity(text.len() / 8 + 8);
        let mut reads = Vec::with_capacity(text.len() / 8 + 8);
        let mut apart = false;
        split(text, |kind, start, end| {
            apart |= may_part(kind, text, start, end);
            let (key, read) = words.get(kind, &text[start..end]);
            tokens.push(Token { kind, start, end, key: key.clone() });
            reads.push(*read);
        });
        if apart && put_together(text, &mut tokens) {
            reads.clear();
            reads.extend(tokens.iter().map(|token| words.get(token.kind, &token.key).1));
        }
        let (opening, opening_ends) = by_table(&reads);
        (tokens, Self { words, tokens: reads, opening, opening_ends })
    }

    /// The tables that have a phrase which opens with token `at`; none past the end.
    pub(crate) fn open(&self, at: usize) -> TableSet {
        self.tokens.get(at).map_or(TableSet::default(), |token| token.open)
    }

    /// What any reading of token `at` says around a place; nothing past the end.
    pub(crate) fn any_roles(&self, at: usize) -> Roles {
        self.tokens.get(at).map_or(0, |token| token.roles)
    }

    /// What any reading of token `at` says of the parts of actors; nothing past the end.
    pub(crate) fn any_parts(&self, at: usize) -> Parts {
        self.tokens.get(at).map_or(0, |token| token.parts)
    }

    /// Whether a name of the gazetteer may begin at token `at`.
    pub(crate) fn begins_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.begins_name)
    }

    /// Whether token `at` may open a mention of a place.
    pub(crate) fn opens_place(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.opens_place)
    }

    /// The tokens behind which names of the gazetteer go on, and with which letters: a bit for each.
    pub(crate) fn followed(&self) -> impl Iterator<Item = (usize, u64)> {
        let tokens = self.tokens.iter().map(|token| token.follow).enumerate();
        tokens.filter(|(_, follow)| *follow != 0)
    }

    /// The letter with which token `at` would go on with a name of the gazetteer.
    pub(crate) fn letter(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.letter)
    }

    /// The tokens that may open a phrase of a table, in order.
    pub(crate) fn opening(&self, id: TableId) -> impl Iterator<Item = usize> {
        let end = |table: usize| self.opening_ends.get(table).map_or(0, |end| *end as usize);
        let from = (id as usize).checked_sub(1).map_or(0, end);
        self.opening[from..end(id as usize)].iter().map(|at| *at as usize)
    }

    /// What token `at` as it is written says around a place.
    pub(crate) fn roles(&self, at: usize) -> Roles {
        self.get(at).and_then(<[Form]>::first).map_or(0, |form| form.known.roles)
    }

    /// Those of token `at`; none past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&[Form]> {
        self.tokens.get(at).map(|token| &self.words.forms[token.from as usize..token.to as usize])
    }
}

impl std::ops::Index<usize> for Forms {
    type Output = [Form];

    fn index(&self, at: usize) -> &[Form] {
        let token = &self.tokens[at];
        &self.words.forms[token.from as usize..token.to as usize]
    }
}

/// For one table after the other the tokens that may open a phrase of it, and where each table's
/// end.
fn by_table(reads: &[Read]) -> (Vec<u32>, Vec<u32>) {
    let tokens = || reads.iter().map(|t| t.open).enumerate().filter(|(_, open)| !open.is_empty());
    let mut ends = vec![0; 65];
    for (_, open) in tokens() {
        open.places().for_each(|table| ends[table + 1] += 1);
    }
    for table in 1..ends.len() {
        ends[table] += ends[table - 1];
    }
    let mut opening = vec![0; ends[64] as usize];
    for (at, open) in tokens() {
        for table in open.places() {
            opening[ends[table] as usize] = at as u32;
            ends[table] += 1;
        }
    }
    (opening, ends)
}

#[cfg(test)]
mod tests {
    use super::{Forms, KEPT};
    use crate::tokens::tokenise;
    use crate::{Extractor, Report};

    /// So many words of letters that nobody has read.
    fn words(count: usize) -> String {
        let letter = |n: usize| char::from_u32(0x628 + (n % 16) as u32).unwrap_or('ب');
        let word = |n: usize| (0..5).map(|place| letter(n >> (place * 4))).collect::<String>();
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_was_read_before_changes_nothing() {
        let read = || {
            let report = Report::new("r", "وقُتل مدنيان وأصيب 3 آخرون بقـصـف على ق.رية كنصفرة أمس.");
            serde_json::to_string(&Extractor::new().extract(&report)).unwrap()
        };
        let fresh = std::thread::spawn(read).join().unwrap();
        assert_eq!(read(), fresh);
        let many = words(2 * KEPT);
        for _ in 0..2 {
            let (tokens, forms) = Forms::of(&many);
            assert_eq!(tokens, tokenise(&many));
            assert!((0..tokens.len()).all(|at| forms[at][0].stem == tokens[at].key));
            drop(forms);
            assert_eq!(read(), fresh);
        }
    }
}
