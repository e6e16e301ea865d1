//! One report made ready for the annotators: normalised, tokenised, its title put in front.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::annotate::places::Walks;
use crate::disguised::put_together;
use crate::lexicon::vocabulary::{Parts, Roles, TableId, TableSet};
use crate::lexicon::words::hash;
use crate::lexicon::{Form, push_forms};
use crate::model::{Evidence, Part};
use crate::normalise::{Normalised, normalise};
use crate::offsets::{OffsetIndex, OffsetUnit};
use crate::report::Report;
use crate::tokens::{Token, TokenKind, TokenSpan, tokenise};

/// The ways to read each token. A word that comes again is read once.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    all: Vec<Form>,
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
}

impl Forms {
    fn of(tokens: &[Token]) -> Self {
        let mut out = Self {
            all: Vec::with_capacity(tokens.len()),
            tokens: Vec::with_capacity(tokens.len()),
            ..Self::default()
        };
        // By their hashes the tokens that were read, one more than their places.
        let mut seen = vec![0_u32; (tokens.len() * 2).next_power_of_two()];
        for (at, token) in tokens.iter().enumerate() {
            if matches!(token.kind, TokenKind::Soft | TokenKind::Break) {
                out.tokens.push(Read::default());
                continue;
            }
            let hash = hash(token.key.as_bytes());
            let mut slot = hash as usize & (seen.len() - 1);
            let known = loop {
                let Some(known) = (seen[slot] as usize).checked_sub(1) else { break None };
                if tokens[known].key == token.key && tokens[known].kind == token.kind {
                    break Some(out.tokens[known]);
                }
                slot = (slot + 1) & (seen.len() - 1);
            };
            let read = known.unwrap_or_else(|| {
                seen[slot] = at as u32 + 1;
                out.read(token, hash)
            });
            out.tokens.push(read);
        }
        out.sort_by_table();
        out
    }

    fn read(&mut self, token: &Token, hash: u64) -> Read {
        let from = self.all.len();
        let is_word = token.kind == TokenKind::Word;
        if is_word {
            push_forms(&token.key, hash, &mut self.all);
        } else {
            self.all.push(Form::whole(&token.key));
        }
        let to = self.all.len();
        let mut read = Read { from: from as u32, to: to as u32, ..Read::default() };
        for form in &self.all[from..] {
            read.open = read.open.with(form.known.opens);
            read.roles |= form.known.roles;
            read.parts |= form.known.parts;
            read.begins_name |= is_word && !form.names.is_empty();
        }
        read
    }

    fn sort_by_table(&mut self) {
        let tokens =
            || self.tokens.iter().map(|t| t.open).enumerate().filter(|(_, open)| !open.is_empty());
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
        (self.opening, self.opening_ends) = (opening, ends);
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
        self.tokens.get(at).map(|token| &self.all[token.from as usize..token.to as usize])
    }
}

impl std::ops::Index<usize> for Forms {
    type Output = [Form];

    fn index(&self, at: usize) -> &[Form] {
        let token = &self.tokens[at];
        &self.all[token.from as usize..token.to as usize]
    }
}

/// A report as the annotators see it.
///
/// A separately kept title is read as the first line. Tokens know their place in the joined
/// text; [`EvidenceMaker`] leads back to the title or the text as given.
#[derive(Debug)]
pub struct Reading<'r> {
    /// The report.
    pub report: &'r Report,
    /// Title, line break and text; the text alone without a title.
    pub source: Cow<'r, str>,
    /// Bytes of `source` before the text.
    pub text_starts: usize,
    /// The reading form of `source`.
    pub normal: Normalised,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// For each token the ways to read it (empty for anything but words and numbers).
    pub forms: Forms,
    /// The names of the gazetteer at each token, made when the first is asked for.
    pub(crate) names: OnceLock<Walks>,
}

impl<'r> Reading<'r> {
    /// Reads a report.
    #[must_use]
    pub fn new(report: &'r Report) -> Self {
        let title = report.title.as_deref().filter(|t| !t.trim().is_empty());
        let source = match title {
            // Some publishers repeat the title as the text's first line; read it once.
            Some(title) if !report.text.trim_start().starts_with(title.trim()) => {
                Cow::Owned(format!("{title}\n{}", report.text))
            }
            _ => Cow::Borrowed(report.text.as_str()),
        };
        let text_starts = source.len() - report.text.len();
        let normal = normalise(&source);
        let mut tokens = tokenise(&normal.text);
        put_together(&normal.text, &mut tokens);
        let forms = Forms::of(&tokens);
        Self { report, source, text_starts, normal, tokens, forms, names: OnceLock::new() }
    }

    /// The original byte range in `source` of a token span.
    #[must_use]
    pub fn bytes(&self, span: TokenSpan) -> std::ops::Range<usize> {
        if span.start >= span.end || span.end > self.tokens.len() {
            return 0..0;
        }
        self.normal.original(self.tokens[span.start].start..self.tokens[span.end - 1].end)
    }

    /// The original words of a token span.
    #[must_use]
    pub fn words(&self, span: TokenSpan) -> &str {
        &self.source[self.bytes(span)]
    }

    /// The look-up key of token `at`; empty past the end.
    #[must_use]
    pub fn key(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.key.as_str())
    }

    /// Whether one of the ways to read word `at` is `stem` (folded, article ignored).
    #[must_use]
    pub fn reads(&self, at: usize, stem: &str) -> bool {
        // Whatever is written onto a word, its last letter stays.
        let last = stem.len().saturating_sub(2);
        self.tokens.get(at).is_some_and(|t| t.key.as_bytes().ends_with(&stem.as_bytes()[last..]))
            && self.forms[at].iter().any(|f| f.is(stem))
    }

    /// Whether the token span lies in the separately given title.
    #[must_use]
    pub fn in_title(&self, span: TokenSpan) -> bool {
        self.text_starts > 0 && self.bytes(span).start < self.text_starts
    }
}

/// Makes evidence in the caller's offset unit.
#[derive(Debug)]
pub struct EvidenceMaker<'r> {
    reading: &'r Reading<'r>,
    title: OffsetIndex<'r>,
    text: OffsetIndex<'r>,
}

impl<'r> EvidenceMaker<'r> {
    /// For one reading and unit.
    #[must_use]
    pub fn new(reading: &'r Reading<'r>, unit: OffsetUnit) -> Self {
        let title = &reading.source[..reading.text_starts.saturating_sub(1)];
        Self {
            reading,
            title: OffsetIndex::new(title, unit),
            text: OffsetIndex::new(&reading.report.text, unit),
        }
    }

    /// Evidence for `field`, read from `span` by `rule`.
    #[must_use]
    pub fn make(
        &self,
        field: impl Into<Cow<'static, str>>,
        span: TokenSpan,
        rule: impl Into<Cow<'static, str>>,
    ) -> Evidence {
        let reading = self.reading;
        let mut bytes = reading.bytes(span);
        let title_ends = reading.text_starts.saturating_sub(1);
        let in_title = bytes.start < reading.text_starts;
        let (part, start, end) = if in_title {
            bytes.end = bytes.end.min(title_ends);
            (Part::Title, self.title.from_byte(bytes.start), self.title.from_byte(bytes.end))
        } else {
            let base = reading.text_starts;
            let of = |b: usize| self.text.from_byte(b - base);
            (Part::Text, of(bytes.start), of(bytes.end))
        };
        Evidence {
            field: field.into(),
            part,
            start,
            end,
            text: reading.source[bytes].to_owned(),
            rule: rule.into(),
        }
    }
}
