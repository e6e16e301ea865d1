//! Segmenting: sentences, and what opens each (`data/connectives.tsv`).
//!
//! Real reports often hold no full stop, so a sentence also begins at words such as «فيما» or
//! «وكان المرصد». Sentences and furniture together cover every token, in order.

use std::sync::LazyLock;

use crate::goes_on::{adds_people, while_it_went_on};
use crate::lexicon::vocabulary::{Start, TableId, TableSet};
use crate::lexicon::{Article, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};

/// What a sentence opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// Goes on with the same news.
    Continuation,
    /// Turns to other news.
    Meanwhile,
    /// Recalls earlier news.
    Recall,
    /// Tells the details of what was just told.
    Detail,
}

/// One sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, breaks included.
    pub span: TokenSpan,
    /// Number of its paragraph (line), from 0.
    pub paragraph: usize,
    /// A list item.
    pub bullet: bool,
    /// The title, or a first line that reads like one.
    pub headline: bool,
    /// What it opens with.
    pub opener: Option<Opener>,
}

pub(crate) static OPENERS: LazyLock<PhraseTable<(Opener, bool)>> = LazyLock::new(|| {
    let table = connectives_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let opener = match table.get(row, "opener") {
            "meanwhile" => Opener::Meanwhile,
            "recall" => Opener::Recall,
            "detail" => Opener::Detail,
            _ => Opener::Continuation,
        };
        forms.insert(table.get(row, "form"), (opener, table.get(row, "place") == "anywhere"));
    }
    forms.known_as(TableId::Openers)
});

/// The table of connectives.
pub(crate) fn connectives_table() -> Table {
    Table::parse("connectives", include_str!("../data/connectives.tsv")).expect("compiled-in table")
}

/// Words a first line may have to read like a headline.
const HEADLINE: usize = 40;

/// The sentences of a reading outside `furniture`.
#[must_use]
pub fn segment(reading: &Reading, furniture: &[TokenSpan]) -> Vec<Sentence> {
    let tokens = &reading.tokens;
    let mut out: Vec<Sentence> = Vec::with_capacity(tokens.len() / 8 + 4);
    let mut start = 0;
    let mut paragraph = 0;
    // Whether nothing but signs stands between the start of a line or sentence and `seen`.
    let (mut line_start, mut seen) = (true, 0);
    let mut opener = None;
    let flush = |out: &mut Vec<Sentence>, start: usize, end: usize, paragraph, opener| {
        if end > start {
            let span = TokenSpan::new(start, end);
            out.push(Sentence {
                span,
                paragraph,
                bullet: is_bullet(reading, span),
                headline: false,
                opener,
            });
        }
    };
    let mut furniture = furniture.iter().peekable();
    // Where the connective or furniture that was read last ends.
    let mut behind = 0;
    for at in reading.forms.starting(Start::Sentence).chain([tokens.len()]) {
        while let Some(skip) = furniture.next_if(|f| f.start <= at) {
            if skip.end <= behind {
                continue;
            }
            flush(&mut out, start, skip.start.max(behind), paragraph, opener);
            (start, behind, seen) = (skip.end, skip.end, skip.end);
            opener = None;
            line_start = true;
        }
        if at < behind || at == tokens.len() {
            continue;
        }
        let token = &tokens[at];
        if token.kind == TokenKind::Break || is_stop(reading, at) {
            flush(&mut out, start, at + 1, paragraph, opener);
            (start, seen) = (at + 1, at + 1);
            opener = None;
            line_start = true;
            paragraph += usize::from(token.kind == TokenKind::Break);
        } else if let Some(hit) = OPENERS.longest_at(reading, at) {
            let (found, anywhere) = *hit.value;
            let sign = |t: &Token| matches!(t.kind, TokenKind::Soft | TokenKind::Punct);
            let at_start = at == start || (line_start && tokens[seen..at].iter().all(sign));
            // «كما» opens a new stretch only before a verb, not in «كما هو».
            if at_start {
                opener = Some(found);
            } else if anywhere && opens_here(reading, at) {
                flush(&mut out, start, at, paragraph, opener);
                start = at;
                opener = Some(found);
            }
            line_start = false;
            behind = hit.span.end;
        }
    }
    flush(&mut out, start, tokens.len(), paragraph, opener);
    mark_headline(reading, &mut out);
    out
}

/// Whether a word may end a sentence or open one.
pub(crate) fn may_part(kind: TokenKind, key: &str, open: TableSet) -> bool {
    kind == TokenKind::Break || stops(kind, key) || open.has(TableId::Openers)
}

fn stops(kind: TokenKind, key: &str) -> bool {
    kind == TokenKind::Punct && matches!(key, "." | "؟" | "!" | "؛" | "…" | "•" | "●")
}

fn is_stop(reading: &Reading, at: usize) -> bool {
    let token = &reading.tokens[at];
    if !stops(token.kind, &token.key) {
        return false;
    }
    // «استهدفت الفصائل؛ مواقع …»: before a noun that tells no act it is no more than a comma.
    if token.key == "؛" && !clause_behind(reading, at + 1) {
        return false;
    }
    // «7.3», «د.» and «أ.» are no ends.
    let number = |i: usize| reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let glued = at > 0 && number(at - 1) && number(at + 1);
    let initial = at > 0
        && reading.tokens[at - 1].key.len() <= 4
        && reading.tokens[at - 1].is_word()
        && reading.tokens[at - 1].key.chars().nth(1).is_none();
    let latin = at > 0
        && reading.tokens[at - 1].key.is_ascii()
        && reading.tokens.get(at + 1).is_some_and(|t| t.is_word() && t.key.is_ascii());
    // «قال مراسل "العالم.نت" …»: the name of a site.
    let stop = &reading.tokens[at];
    let site = stop.key == "."
        && reading
            .tokens
            .get(at + 1)
            .is_some_and(|t| t.start == stop.end && matches!(t.key.as_str(), "نت" | "كوم"));
    !(glued || initial || latin || site)
}

/// Whether a clause, and not a noun or a preposition, stands behind a semicolon.
fn clause_behind(reading: &Reading, at: usize) -> bool {
    let Some(word) =
        (at..reading.tokens.len()).find(|i| reading.tokens[*i].kind != TokenKind::Soft)
    else {
        return true;
    };
    let open = reading.forms.open(word);
    reading.tokens[word].kind != TokenKind::Word
        || reading.key(word).starts_with(['و', 'ف'])
        || open.any(&[TableId::Openers, TableId::Events, TableId::Outcomes, TableId::SplitVerbs])
        || matches!(reading.key(word), "حيث" | "اذ" | "لان" | "لكن" | "ما" | "مما" | "حتي")
}

/// A connective opens a stretch behind a comma, or with a verb or «قد» right behind it.
fn opens_here(reading: &Reading, at: usize) -> bool {
    if while_it_went_on(reading, at) || adds_people(reading, at) {
        return false;
    }
    let before = at.checked_sub(1).map(|i| &reading.tokens[i]);
    before.is_some_and(|t| {
        matches!(t.key.as_str(), "،" | "," | ")" | "؛") || t.kind == TokenKind::Soft
    }) || reading.key(at).starts_with('و')
        || matches!(reading.key(at), "فيما" | "بينما" | "كما")
}

fn is_bullet(reading: &Reading, span: TokenSpan) -> bool {
    let opens = |i: usize| i == 0 || reading.tokens[i - 1].kind == TokenKind::Break;
    let first = (span.start..span.end).find(|i| reading.tokens[*i].kind != TokenKind::Break);
    // «• قصف على …»: the dot ended what stands in front of it.
    first.is_some_and(|i| {
        opens(i) && (marks_item(reading.key(i)) || numbers_item(reading, i))
            || i.checked_sub(1)
                .is_some_and(|dot| opens(dot) && matches!(reading.key(dot), "•" | "●"))
    })
}

/// «1- قصف على …», «2) …»
fn numbers_item(reading: &Reading, at: usize) -> bool {
    reading.tokens[at].number().is_some_and(|n| n < 100)
        && matches!(reading.key(at + 1), "-" | "–" | ")")
}

/// A sign that list items open with: a dash, a star, an arrow, a square, a picture.
fn marks_item(key: &str) -> bool {
    let pictured = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    matches!(key, "-" | "–" | "—" | "*" | "_" | "+" | "⁃")
        || key.chars().next().is_some_and(pictured)
}

/// The separate title, or a first line that more text follows, and that line where it is printed again.
/// «الرئيسية ⏎ سياسة ⏎ مقتل مدني بقصف على إدلب»: behind the items of a page's menu, a line without a full stop.
fn mark_headline(reading: &Reading, sentences: &mut [Sentence]) {
    let titled = reading.text_starts > 0;
    if !titled && list_from_the_start(reading, sentences) {
        return;
    }
    let last = sentences.last().map_or(0, |s| s.paragraph);
    let mut told: Option<TokenSpan> = None;
    let mut i = 0;
    while i < sentences.len() {
        let line = sentences[i..].iter().take_while(|s| s.paragraph == sentences[i].paragraph);
        let end = i + line.count();
        let span = sentences[i].span.cover(sentences[end - 1].span);
        let words = words_of(reading, span).count();
        let more = sentences[i].paragraph < last;
        let heads = match told {
            Some(told) => words_of(reading, told).eq(words_of(reading, span)),
            None if i == 0 => titled || more && words <= HEADLINE,
            None => more && words <= TITLE && !ends_in_stop(reading, span),
        };
        if !heads {
            return;
        }
        if words > ITEM {
            told = Some(span);
        }
        if i == 0 || told.is_some() {
            sentences[i..end].iter_mut().for_each(|s| s.headline = true);
        }
        i = end;
    }
}

/// Whether a line ends in a colon and has items below it.
pub(crate) fn heads_items(reading: &Reading, sentences: &[Sentence], number: usize) -> bool {
    let Some((line, below)) = sentences.get(number).zip(sentences.get(number + 1)) else {
        return false;
    };
    let last = (line.span.start..line.span.end)
        .rev()
        .find(|i| !matches!(reading.tokens[*i].kind, TokenKind::Break | TokenKind::Soft));
    below.bullet && last.is_some_and(|i| reading.tokens[i].is_punct(':'))
}

/// «- قصف على رنكوس ⏎ - غارات على داريا»: the first line is the first item, and no headline.
fn list_from_the_start(reading: &Reading, sentences: &[Sentence]) -> bool {
    let mut lines = sentences.chunk_by(|a, b| a.paragraph == b.paragraph).filter_map(<[_]>::first);
    let sign = |line: Option<&Sentence>| {
        line.filter(|line| line.bullet).map(|line| reading.key(line.span.start))
    };
    let first = sign(lines.next());
    first.is_some() && sign(lines.next()) == first
}

/// Words that a headline has at most, behind a page's menu.
const TITLE: usize = 20;
/// Words that an item of a menu has at most.
const ITEM: usize = 3;

/// The words of a span, as they are looked up.
fn words_of<'a>(reading: &'a Reading, span: TokenSpan) -> impl Iterator<Item = &'a str> {
    let tokens = reading.tokens[span.start..span.end].iter();
    tokens.filter(|t| t.is_word()).map(|t| t.key.as_str())
}

fn ends_in_stop(reading: &Reading, span: TokenSpan) -> bool {
    let visible =
        |t: &usize| !matches!(reading.tokens[*t].kind, TokenKind::Break | TokenKind::Soft);
    (span.start..span.end).rev().find(visible).is_some_and(|t| reading.tokens[t].is_punct('.'))
}
