//! The words of a report and the ways to read them.

use std::mem::take;
use std::ops::Range;

use crate::disguised::{may_part, put_together};
use crate::known_words::{Cut, KnownWords, Listed, NO_TABLE, Opener, Read, Room};
use crate::lexicon::vocabulary::{Parts, Roles, Start, TableId, TableSet, Vocabulary};
use crate::lexicon::{Article, Form};
use crate::normalise::Normalised;
use crate::tokens::{Token, TokenKind, TokenSpan, split};

/// The ways to read each token.
#[derive(Debug)]
pub struct Forms {
    words: KnownWords,
    /// What is known of each token.
    tokens: Vec<Read>,
    /// What any reading of each token says of the parts of actors: asked for whole stretches.
    parts: Vec<Parts>,
    /// For each table or annotator where the list of the tokens that it looks at begins.
    heads: [u32; 64],
    lists: Vec<Listed>,
}

impl Drop for Forms {
    fn drop(&mut self) {
        let room = &mut self.words.room;
        self.tokens.clear();
        self.parts.clear();
        self.lists.clear();
        room.reads = take(&mut self.tokens);
        (room.parts, room.lists) = (take(&mut self.parts), take(&mut self.lists));
        take(&mut self.words).give_back();
    }
}

impl Forms {
    /// The tokens of a normalised text, and the ways to read each.
    pub(crate) fn of(normal: &Normalised) -> (Vec<Token>, Self) {
        let text = normal.text.as_str();
        let mut words = KnownWords::lend();
        let Room { mut cuts, mut tokens, mut reads, mut parts, lists } = take(&mut words.room);
        cuts.reserve(text.len() / 8 + 8);
        let mut apart = false;
        split(text, |kind, start, end| {
            apart |= may_part(kind, text, start, end);
            let word = words.number(kind, text, start, end) as u32;
            cuts.push(Cut { start: start as u32, end: end as u32, word, kind });
        });
        // What is as long as is known beforehand is written in one go, each list by itself.
        tokens.extend(cuts.iter().map(|cut| Token {
            kind: cut.kind,
            start: cut.start as usize,
            end: cut.end as usize,
            key: words.keys[cut.word as usize].clone(),
        }));
        if apart && put_together(text, &mut tokens) {
            let number = |token: &Token| words.number(token.kind, &token.key, 0, token.key.len());
            let numbers: Vec<usize> = tokens.iter().map(number).collect();
            reads.extend(numbers.iter().map(|number| words.reads[*number]));
        } else {
            reads.extend(cuts.iter().map(|cut| words.reads[cut.word as usize]));
        }
        cuts.clear();
        words.room.cuts = cuts;
        normal.originals(&tokens, |at, from, to| reads[at].original = (from, to));
        parts.extend(reads.iter().map(|read| read.parts));
        let mut forms = Self { words, tokens: reads, parts, heads: [u32::MAX; 64], lists };
        forms.list(&tokens);
        (tokens, forms)
    }

    /// Makes the lists of the tokens that each table or annotator looks at. A word of which a table
    /// has nothing but longer phrases, and none with the word behind it, opens none of that table.
    fn list(&mut self, tokens: &[Token]) {
        let mut behind = (Vocabulary::NOTHING, Vocabulary::NOTHING);
        let mut letter = 0;
        let mut at = self.tokens.len();
        for (token, Token { kind, .. }) in self.tokens.iter_mut().zip(tokens).rev() {
            at -= 1;
            if token.alone != token.open.tables() {
                let mut tables = token.alone;
                // Few words go on with any of the phrases: no need to ask which.
                if token.behind.may_be(behind) {
                    let openers = &self.words.openers[token.openers as usize..];
                    for opener in openers.iter().take_while(|opener| opener.table != NO_TABLE) {
                        // The bits let other words pass, whichever the vocabulary numbers so; rules ask this as well.
                        if opener.opens.behind.may_be(behind)
                            && Vocabulary::goes_on(opener.table, opener.number, behind)
                        {
                            tables = tables.and_at(opener.table);
                        }
                    }
                }
                token.open = token.open.with_tables(tables);
            }
            // Few words go on with the first letters that a longer name asks for.
            if token.follow & letter != 0 {
                token.open = token.open.and_start(Start::Name);
            }
            for list in token.open.listed() {
                let next = std::mem::replace(&mut self.heads[list], self.lists.len() as u32);
                self.lists.push(Listed { at: at as u32, next });
            }
            if *kind != TokenKind::Soft {
                behind = (token.whole, token.bare);
                letter = token.letter;
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

    /// Whether a phrase of a table may open with some token of a span.
    pub(crate) fn any_open(&self, span: TokenSpan, id: TableId) -> bool {
        let tokens = self.tokens.get(span.start..span.end.min(self.tokens.len()));
        tokens.unwrap_or_default().iter().any(|token| token.open.has(id))
    }

    /// The forms of token `at` that open a phrase of a table.
    #[inline]
    pub(crate) fn openers(&self, at: usize, id: TableId) -> impl Iterator<Item = &Opener> {
        let token = self.tokens.get(at).filter(|token| token.open.has(id));
        let openers = token.and_then(|token| self.words.openers.get(token.openers as usize..));
        let openers = openers.unwrap_or_default();
        let first = openers.iter().position(|o| o.table >= id as u8).unwrap_or(openers.len());
        openers[first..].iter().take_while(move |opener| opener.table == id as u8)
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
        self.parts.get(at).copied().unwrap_or_default()
    }

    /// Whether some token of a span says one of these.
    pub(crate) fn part_in(&self, span: TokenSpan, parts: Parts) -> bool {
        let said = self.parts.get(span.start..span.end).unwrap_or_default();
        said.iter().fold(0, |all, said| all | said) & parts != 0
    }

    /// Whether a name of the gazetteer may begin at token `at`.
    pub(crate) fn begins_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.begins_name)
    }

    /// Whether token `at` may be a name of the gazetteer by itself.
    pub(crate) fn names_alone(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.names_alone)
    }

    /// The letters with which names of the gazetteer go on behind token `at`: a bit for each.
    pub(crate) fn follow(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.follow)
    }

    /// The letter with which token `at` would go on with a name of the gazetteer.
    pub(crate) fn letter(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.letter)
    }

    /// The tokens that may open a phrase of a table, in order.
    pub(crate) fn opening(&self, id: TableId) -> impl Iterator<Item = usize> {
        debug_assert!(TableSet::LISTED.has(id), "{id:?} has no list");
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
    use super::Forms;
    use crate::known_words::KEPT;
    use crate::lexicon::vocabulary::TableId;
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
    fn only_words_that_go_on_open_a_phrase() {
        let opens = |text: &str| Forms::of(&normalise(text)).1.open(0).has(TableId::Events);
        assert!(opens("حملة اعتقالات"));
        // So many words that some have the bit of one that goes on.
        let others = include_str!("../data/units.tsv").lines().skip(6);
        for word in others.filter_map(|row| row.split(['\t', ' ']).next()) {
            assert!(!opens(&format!("حملة {word}")), "{word}");
        }
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
