//! Words that were read before, with what is known of each.
//!
//! Most words of an archive come again, in one report and in the next. What is known of a word
//! depends on the word alone, so it is worked out once for a thread and looked up from then on:
//! the records are the same whatever was read before.

use std::cell::Cell;

use crate::annotate::places::{names_alone, opens_place};
use crate::annotate::{actors, dates, numbers, victims};
use crate::gazetteer::first_letter;
use crate::held::held_parts;
use crate::lexicon::vocabulary::{Behind, Opens, Parts, Roles, Start, TableSet, Vocabulary};
use crate::lexicon::{Article, Form, Proclitic, push_forms};
use crate::segment;
use crate::tokens::{Key, Token, TokenKind, fold_key};
use crate::written::WrittenWords;

/// What is known of a token before any rule looks at it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Read {
    /// Where its forms begin and end.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Where begins what its forms open, table by table.
    pub(crate) openers: u32,
    /// Its number in the vocabulary as it is written, with its article and without.
    pub(crate) whole: u32,
    pub(crate) bare: u32,
    /// The tables that have a phrase which may open with one of its forms where it stands, and the
    /// annotators that look at it.
    pub(crate) open: TableSet,
    /// Those of the tables that have such a phrase whatever stands behind it.
    pub(crate) alone: TableSet,
    /// What may stand behind it in those of the others.
    pub(crate) behind: Behind,
    /// What any of its forms says around a place.
    pub(crate) roles: Roles,
    /// What any of its forms says of the parts of actors.
    pub(crate) parts: Parts,
    /// Whether a name of the gazetteer may begin here.
    pub(crate) begins_name: bool,
    /// Whether it may be a name of the gazetteer by itself.
    pub(crate) names_alone: bool,
    /// The letters with which names of the gazetteer go on behind it.
    pub(crate) follow: u64,
    /// The letter with which it would go on with a name of the gazetteer.
    pub(crate) letter: u64,
    /// Its first byte in the text as given, and one past its last.
    pub(crate) original: (u32, u32),
}

/// That a form of a word opens a phrase of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opener {
    /// The table's place in the vocabulary; [`NO_TABLE`] behind a word's last.
    pub(crate) table: u8,
    /// The number that the form has in the table.
    pub(crate) number: u32,
    /// What is written onto the form.
    pub(crate) proclitic: Proclitic,
    /// The phrases that open with it.
    pub(crate) opens: Opens,
}

/// The place of no table.
pub(crate) const NO_TABLE: u8 = u8::MAX;

/// A token in the list of those that a table or an annotator looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed {
    pub(crate) at: u32,
    /// Where the next one stands; nowhere behind the last.
    pub(crate) next: u32,
}

/// Words as they were written, with what is known of each.
#[derive(Debug, Default)]
pub(crate) struct KnownWords {
    pub(crate) written: WrittenWords,
    /// By the number of the word: its key, and what is known of it.
    pub(crate) keys: Vec<Key>,
    pub(crate) reads: Vec<Read>,
    pub(crate) forms: Vec<Form>,
    pub(crate) openers: Vec<Opener>,
    /// Room that the report before left.
    pub(crate) room: Room,
}

/// Where a token stands, and the number of its word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: u32,
    pub(crate) kind: TokenKind,
}

/// Lists as long as a report, emptied.
#[derive(Debug, Default)]
pub(crate) struct Room {
    pub(crate) cuts: Vec<Cut>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) reads: Vec<Read>,
    pub(crate) parts: Vec<Parts>,
    pub(crate) lists: Vec<Listed>,
}

/// As many words are kept from one report to the next, some seven megabytes; beyond that all are
/// forgotten.
pub(crate) const KEPT: usize = 16_384;

thread_local! {
    static KNOWN: Cell<Option<KnownWords>> = const { Cell::new(None) };
}

impl KnownWords {
    /// Those of this thread, until they are given back.
    pub(crate) fn lend() -> Self {
        let mut known = KNOWN.take().unwrap_or_default();
        if known.written.len() > KEPT {
            known.written.clear();
            known.keys.clear();
            known.reads.clear();
            known.forms.clear();
            known.openers.clear();
        }
        known
    }

    /// Keeps them for the thread's next report.
    pub(crate) fn give_back(self) {
        KNOWN.set(Some(self));
    }

    /// The number of the word that a stretch of a text is, a token of this sort.
    #[inline(always)]
    pub(crate) fn number(
        &mut self,
        kind: TokenKind,
        text: &str,
        start: usize,
        end: usize,
    ) -> usize {
        match self.written.get(&text.as_bytes()[start..end]) {
            Some(known) => known,
            None => self.read(kind, &text[start..end]),
        }
    }

    #[cold]
    fn read(&mut self, kind: TokenKind, written: &str) -> usize {
        let is_word = kind == TokenKind::Word;
        let key = if is_word { Key::from(&*fold_key(written)) } else { written.into() };
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
                opens: Vocabulary::opens(table, number),
            };
            self.openers.extend(form.known.openers().map(opener));
            read.roles |= form.known.roles;
            read.parts |= form.known.parts;
            read.begins_name |= is_word && !form.names.is_empty();
            read.names_alone |= is_word && names_alone(form);
            read.follow |= if is_word { form.names.follow } else { 0 };
        }
        for opener in &self.openers[read.openers as usize..] {
            read.open = read.open.and_at(opener.table);
            if opener.opens.alone().is_some() {
                read.alone = read.alone.and_at(opener.table);
            } else {
                read.behind = read.behind.or(opener.opens.behind);
            }
        }
        let opens_place = is_word && (read.names_alone || opens_place(read.open, read.roles));
        read.open = with_starts(kind, &key, read.open, read.parts);
        if opens_place {
            read.open = read.open.and_start(Start::Place);
        }
        self.openers[read.openers as usize..].sort_by_key(|opener| opener.table);
        let (proclitic, opens) = (Proclitic::default(), Opens::NOTHING);
        self.openers.push(Opener { table: NO_TABLE, number: 0, proclitic, opens });
        self.keys.push(key);
        self.reads.push(read);
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
