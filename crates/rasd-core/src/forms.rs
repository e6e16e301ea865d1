//! The words of a report and the ways to read them; words that were read before are kept.
//!
//! Most words of an archive come again, in one report and in the next. What is known of a word
//! depends on the word alone, so it is worked out once for a thread and looked up from then on:
//! the records are the same whatever was read before.

use std::cell::Cell;
use std::mem::take;
use std::ops::Range;

use compact_str::CompactString;

use crate::annotate::places::opens_place;
use crate::annotate::{actors, dates, numbers, victims};
use crate::assemble::held_parts;
use crate::disguised::{may_part, put_together};
use crate::gazetteer::first_letter;
use crate::lexicon::vocabulary::{Behind, Parts, Roles, Start, TableId, TableSet, Vocabulary};
use crate::lexicon::{Article, Form, Proclitic, push_forms};
use crate::normalise::Normalised;
use crate::segment;
use crate::tokens::{Token, TokenKind, TokenSpan, fold_key, split};
use crate::written::WrittenWords;

/// The ways to read each token.
#[derive(Debug)]
pub struct Forms {
    words: KnownWords,
    /// What is known of each token.
    tokens: Vec<Read>,
    /// For each table or annotator where the list of the tokens that it looks at begins.
    heads: [u32; 64],
    lists: Vec<Listed>,
}

/// A token in such a list.
#[derive(Debug, Clone, Copy)]
struct Listed {
    at: u32,
    /// Where the next one stands; nowhere behind the last.
    next: u32,
}

/// What is known of a token before any rule looks at it.
#[derive(Debug, Clone, Copy, Default)]
struct Read {
    /// Where its forms begin and end.
    from: u32,
    to: u32,
    /// Where begins what its forms open, table by table.
    openers: u32,
    /// Its number in the vocabulary as it is written, with its article and without.
    whole: u32,
    bare: u32,
    /// The tables that have a phrase which may open with one of its forms where it stands, and the
    /// annotators that look at it.
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
    /// Its first byte in the text as given, and one past its last.
    original: (u32, u32),
}

/// That a form of a word opens a phrase of a table.
#[derive(Debug, Clone, Copy)]
struct Opener {
    /// The table's place in the vocabulary; [`NO_TABLE`] behind a word's last.
    table: u8,
    /// The number that the form has in the table.
    number: u32,
    /// What is written onto the form.
    proclitic: Proclitic,
    /// What must stand behind it.
    behind: Behind,
}

/// The place of no table.
const NO_TABLE: u8 = u8::MAX;

/// Words as they were written, with what is known of each.
#[derive(Debug, Default)]
struct KnownWords {
    written: WrittenWords,
    /// By the number of the word: its key and what is known of it.
    words: Vec<(CompactString, Read)>,
    forms: Vec<Form>,
    openers: Vec<Opener>,
    /// Room that the report before left.
    room: Room,
}

/// Lists as long as a report, emptied.
#[derive(Debug, Default)]
struct Room {
    tokens: Vec<Token>,
    reads: Vec<Read>,
    lists: Vec<Listed>,
}

/// As many words are kept from one report to the next, some three megabytes; beyond that all are
/// forgotten.
const KEPT: usize = 16_384;

thread_local! {
    static KNOWN: Cell<Option<KnownWords>> = const { Cell::new(None) };
}

impl KnownWords {
    /// Those of this thread, until they are given back.
    fn lend() -> Self {
        let mut known = KNOWN.take().unwrap_or_default();
        if known.written.len() > KEPT {
            known.written.clear();
            known.words.clear();
            known.forms.clear();
            known.openers.clear();
        }
        known
    }

    fn get(&mut self, kind: TokenKind, written: &str) -> &(CompactString, Read) {
        let number = match self.written.get(written) {
            Some(known) => known,
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
        let (whole, bare) = match self.forms.get(from) {
            Some(form) => (form.known.number(Article::AsWritten), form.known.number(Article::Free)),
            None => (Vocabulary::NOTHING, Vocabulary::NOTHING),
        };
        let mut read = Read {
            from: from as u32,
            to: self.forms.len() as u32,
            openers: self.openers.len() as u32,
            whole,
            bare,
            ..Read::default()
        };
        read.letter = first_letter(&key);
        read.parts = held_parts(&key);
        for form in &self.forms[from..] {
            let proclitic = form.proclitic;
            let opener = |(table, number)| Opener {
                table: table as u8,
                number,
                proclitic,
                behind: Vocabulary::behind(table, number),
            };
            self.openers.extend(form.known.openers().map(opener));
            read.open = read.open.with(form.known.opens);
            read.roles |= form.known.roles;
            read.parts |= form.known.parts;
            read.begins_name |= is_word && !form.names.is_empty();
            read.follow |= if is_word { form.names.follow } else { 0 };
        }
        read.opens_place = is_word && (read.begins_name || opens_place(read.open, read.roles));
        read.open = with_starts(kind, &key, read.open, read.parts);
        self.openers[read.openers as usize..].sort_by_key(|opener| opener.table);
        let (proclitic, behind) = (Proclitic::default(), Behind::ANYTHING);
        self.openers.push(Opener { table: NO_TABLE, number: 0, proclitic, behind });
        self.words.push((key, read));
        self.written.add(written)
    }
}

/// The tables that a word opens a phrase of, and the annotators that look at it.
fn with_starts(kind: TokenKind, key: &str, open: TableSet, parts: Parts) -> TableSet {
    let looks = [
        (Start::Actor, actors::may_begin(open)),
        (Start::Date, dates::may_begin(kind, key, open)),
        (Start::Figure, victims::may_begin(kind, key, open, parts)),
        (Start::Number, numbers::may_begin(kind, open)),
        (Start::Sentence, segment::may_part(kind, key, open)),
    ];
    looks.into_iter().filter(|l| l.1).fold(open, |all, (start, _)| all.and_start(start))
}

impl Drop for Forms {
    fn drop(&mut self) {
        let room = &mut self.words.room;
        self.tokens.clear();
        self.lists.clear();
        (room.reads, room.lists) = (take(&mut self.tokens), take(&mut self.lists));
        KNOWN.set(Some(take(&mut self.words)));
    }
}

impl Forms {
    /// The tokens of a normalised text, and the ways to read each.
    pub(crate) fn of(normal: &Normalised) -> (Vec<Token>, Self) {
        let text = normal.text.as_str();
        let mut words = KnownWords::lend();
        let Room { mut tokens, mut reads, lists } = take(&mut words.room);
        tokens.reserve(text.len() / 8 + 8);
        reads.reserve(text.len() / 8 + 8);
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
        normal.originals(&tokens, |at, from, to| reads[at].original = (from, to));
        let mut forms = Self { words, tokens: reads, heads: [u32::MAX; 64], lists };
        forms.list(&tokens);
        (tokens, forms)
    }

    /// Makes the lists of the tokens that each table or annotator looks at. A word of which a table
    /// has nothing but longer phrases, and none with the word behind it, opens none of that table.
    fn list(&mut self, tokens: &[Token]) {
        let mut behind = (Vocabulary::NOTHING, Vocabulary::NOTHING);
        for (at, Token { kind, .. }) in tokens.iter().enumerate().rev() {
            let token = &mut self.tokens[at];
            if !token.open.is_empty() {
                let openers = &self.words.openers[token.openers as usize..];
                let mut tables = TableSet::default();
                for opener in openers.iter().take_while(|opener| opener.table != NO_TABLE) {
                    let number = match opener.behind.article() {
                        Article::AsWritten => behind.0,
                        Article::Free => behind.1,
                    };
                    if opener.behind.may_be(number) {
                        tables = tables.and_at(opener.table);
                    }
                }
                token.open = token.open.with_tables(tables);
                for list in token.open.places() {
                    let next = std::mem::replace(&mut self.heads[list], self.lists.len() as u32);
                    self.lists.push(Listed { at: at as u32, next });
                }
            }
            if *kind != TokenKind::Soft {
                behind = (token.whole, token.bare);
            }
        }
    }

    /// Takes tokens that are no longer needed, for their room.
    pub(crate) fn keep_room(&mut self, mut tokens: Vec<Token>) {
        tokens.clear();
        self.words.room.tokens = tokens;
    }

    /// The first byte of a span in the text as given, and one past its last.
    pub(crate) fn original(&self, span: TokenSpan) -> Range<usize> {
        match self.tokens.get(span.start..span.end) {
            Some([one]) => one.original.0 as usize..one.original.1 as usize,
            Some([first, .., last]) => first.original.0 as usize..last.original.1 as usize,
            _ => 0..0,
        }
    }

    /// The tables that have a phrase which opens with token `at`; none past the end.
    pub(crate) fn open(&self, at: usize) -> TableSet {
        self.tokens.get(at).map_or(TableSet::default(), |token| token.open)
    }

    /// For each form of token `at` that opens a phrase of a table its number there, and what is
    /// written onto it.
    #[inline]
    pub(crate) fn openers(
        &self,
        at: usize,
        id: TableId,
    ) -> impl Iterator<Item = (usize, Proclitic)> {
        let from = match self.tokens.get(at) {
            Some(token) if token.open.has(id) => token.openers as usize,
            _ => self.words.openers.len(),
        };
        let openers = &self.words.openers[from..];
        let first = openers.iter().position(|o| o.table >= id as u8).unwrap_or(openers.len());
        let here = openers[first..].iter().take_while(move |o| o.table == id as u8);
        here.map(|o| (o.number as usize, o.proclitic))
    }

    /// The number that token `at` as it is written has in the vocabulary; that of nothing past the
    /// end.
    #[inline]
    pub(crate) fn number(&self, at: usize, article: Article) -> u32 {
        self.tokens.get(at).map_or(Vocabulary::NOTHING, |token| match article {
            Article::Free => token.bare,
            Article::AsWritten => token.whole,
        })
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
        self.listed(id as usize)
    }

    /// The tokens that an annotator looks at, in order.
    pub(crate) fn starting(&self, start: Start) -> impl Iterator<Item = usize> {
        self.listed(start as usize)
    }

    fn listed(&self, list: usize) -> impl Iterator<Item = usize> {
        let mut next = self.heads[list];
        std::iter::from_fn(move || {
            let here = self.lists.get(next as usize)?;
            next = here.next;
            Some(here.at as usize)
        })
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

#[cfg(test)]
mod tests {
    use super::{Forms, KEPT};
    use crate::normalise::normalise;
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
            let (tokens, forms) = Forms::of(&normalise(&many));
            assert_eq!(tokens, tokenise(&many));
            assert!((0..tokens.len()).all(|at| forms[at][0].stem == tokens[at].key));
            drop(forms);
            assert_eq!(read(), fresh);
        }
    }
}
