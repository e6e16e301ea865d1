//! Page furniture: what the web page prints around the report (`data/furniture.tsv`).
//!
//! Only lines count: share counts, prev/next links with the headlines behind them, comments, and
//! the truncated first paragraph that some networks print in front of the whole text.

use std::sync::LazyLock;

use crate::annotate::words;
use crate::captions::{is_caption, leads_to_film};
use crate::lexicon::PhraseTable;
use crate::lexicon::vocabulary::{Start, TableId};
use crate::reading::Reading;
use crate::related;
use crate::tokens::{TokenKind, TokenSpan};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Rest,
    Block,
    Line,
    Prefix,
    Tail,
    /// Whose picture a line stands under.
    Credit,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    scope: Scope,
    whole: bool,
}

impl Cue {
    /// What of the page it takes.
    pub(crate) const fn scope(self) -> Scope {
        self.scope
    }
}

pub(crate) static CUES: LazyLock<PhraseTable<Cue>> = LazyLock::new(|| {
    let table = words::table("furniture", include_str!("../data/furniture.tsv"));
    words::phrases(&table, |t, row| {
        let scope = match t.get(row, "scope") {
            "rest" => Scope::Rest,
            "block" => Scope::Block,
            "line" => Scope::Line,
            "prefix" => Scope::Prefix,
            "tail" => Scope::Tail,
            "credit" => Scope::Credit,
            _ => return None,
        };
        Some(Cue { scope, whole: t.get(row, "match") == "whole" })
    })
    .known_as(TableId::Furniture)
});

/// Words that a line must have to be the report again behind a prev/next line.
const PROSE: usize = 40;
/// Words that a line must have to end a block of related headlines.
const HEADLINE: usize = 25;
/// Words that must stand in front of a prev/next line: at a page's top it is a menu.
const MENU: usize = 15;
/// Words that an item of a menu has at most.
const ITEM: usize = 4;
/// Tokens that a cut-off first telling has at most.
const TEASER: usize = 400;

/// The spans of page furniture, in order, none overlapping; each ends with its line's break.
///
/// ```
/// use rasd::{Report, furniture::furniture, reading::Reading};
/// let report = Report::new("", "7 Retweets\nقصف مدفعي على القرية");
/// let reading = Reading::new(&report);
/// assert_eq!(reading.words(furniture(&reading)[0]).trim(), "7 Retweets");
/// ```
#[must_use]
pub fn furniture(reading: &Reading) -> Vec<TokenSpan> {
    let lines = lines(reading);
    let told_again = truncated(reading, &lines);
    let mut out: Vec<TokenSpan> = told_again.into_iter().collect();
    out.extend(tags(reading, &lines));
    out.extend(trailing_headlines(reading, &lines));
    out.extend(related::between(reading, &lines));
    out.extend(related::tags(reading, &lines));
    out.extend(related::dated(reading, &lines));
    // Words so far, no further than it matters.
    let mut seen = 0;
    let more = |seen: &mut usize, line, least| {
        if *seen < MENU {
            *seen += Some(words_in(reading, line)).filter(|n| *n > least).unwrap_or_default();
        }
    };
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i];
        i += 1;
        if told_again.is_some_and(|t| t.overlaps(line)) {
            continue;
        }
        match cue(reading, line) {
            Some((Scope::Prefix, end)) => {
                out.push(TokenSpan::new(line.start, end));
                more(&mut seen, line, 0);
            }
            Some((Scope::Line | Scope::Tail, _)) => out.push(line),
            Some((Scope::Block, end)) => {
                out.push(line);
                // A cue with its headline on the same line takes that line only.
                let alone = words_in(reading, TokenSpan::new(end, line.end)) == 0;
                while alone
                    && let Some(next) = lines.get(i)
                    && words_in(reading, *next) < HEADLINE
                    && !ends_sentence(reading, *next)
                {
                    out.push(*next);
                    i += 1;
                }
            }
            Some((Scope::Rest, _)) if seen >= MENU => {
                out.push(line);
                while let Some(next) = lines.get(i)
                    && (words_in(reading, *next) < PROSE || ends_open(reading, *next))
                    && !related::goes_on(reading, &lines[..i], *next)
                {
                    out.push(*next);
                    i += 1;
                }
            }
            Some((Scope::Rest, _)) => {
                out.push(line);
                let linked = related::links(reading, &lines[i..]);
                out.extend_from_slice(&lines[i..i + linked]);
                i += linked;
            }
            None if is_caption(reading, line) && i < lines.len() => out.push(line),
            None if seen >= MENU && leads_to_film(reading, line) => out.push(line),
            None if lone_number(reading, line) => out.push(line),
            // Items of a menu are no text that something could follow.
            None | Some((Scope::Credit, _)) => {
                out.extend(tail(reading, line));
                more(&mut seen, line, ITEM);
            }
        }
    }
    out.sort_unstable();
    merge(out)
}

fn merge(spans: Vec<TokenSpan>) -> Vec<TokenSpan> {
    let mut out: Vec<TokenSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The lines of the reading, each with its break.
pub(crate) fn lines(reading: &Reading) -> Vec<TokenSpan> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in reading.forms.starting(Start::Sentence) {
        if reading.tokens[at].kind == TokenKind::Break {
            out.push(TokenSpan::new(start, at + 1));
            start = at + 1;
        }
    }
    if start < reading.tokens.len() {
        out.push(TokenSpan::new(start, reading.tokens.len()));
    }
    out
}

pub(crate) fn words_in(reading: &Reading, span: TokenSpan) -> usize {
    reading.tokens[span.start..span.end].iter().filter(|t| t.is_word()).count()
}

/// The cue that a line opens with or is, and where its words end.
pub(crate) fn cue(reading: &Reading, line: TokenSpan) -> Option<(Scope, usize)> {
    // The «m» of «5m5 minutes ago» is passed over with its number.
    let opens = |at: &usize| {
        let token = &reading.tokens[*at];
        token.is_word() && !(token.key.len() == 1 && token.key.is_ascii())
    };
    let first = (line.start..line.end).find(opens)?;
    // A number opens a count («7 Retweets»), any other sign a bullet or an emoji.
    let hit = CUES.longest_at(reading, first)?;
    if hit.span.end > line.end || hit.proclitic.conjunction.is_some() {
        return None;
    }
    if hit.value.scope == Scope::Credit {
        return None;
    }
    let alone = words_in(reading, TokenSpan::new(hit.span.end, line.end)) == 0;
    let numbered = (line.start..first).any(|at| reading.tokens[at].kind == TokenKind::Number);
    if hit.value.whole && !alone || !hit.value.whole && numbered {
        return None;
    }
    Some((hit.value.scope, hit.span.end))
}

/// Tokens of a line's end in which its link to itself is looked for.
const TAIL: usize = 48;

/// «… رابط الخبر بصحيفة …: <the title again>» behind the last sentence of a line.
fn tail(reading: &Reading, line: TokenSpan) -> Option<TokenSpan> {
    let from = line.end.saturating_sub(TAIL).max(line.start);
    let opens = |i: &usize| {
        (from..line.end).contains(i)
            && CUES.longest_at(reading, *i).is_some_and(|hit| hit.value.scope == Scope::Tail)
    };
    reading.forms.opening(TableId::Furniture).find(opens).map(|at| TokenSpan::new(at, line.end))
}

fn lone_number(reading: &Reading, line: TokenSpan) -> bool {
    let mut visible =
        (line.start..line.end).filter(|at| reading.tokens[*at].kind != TokenKind::Break);
    let first = visible.next();
    first.is_some_and(|at| reading.tokens[at].kind == TokenKind::Number) && visible.next().is_none()
}

fn last_visible(reading: &Reading, line: TokenSpan) -> Option<usize> {
    (line.start..line.end)
        .rev()
        .find(|at| !matches!(reading.tokens[*at].kind, TokenKind::Break | TokenKind::Soft))
}

pub(crate) fn ends_sentence(reading: &Reading, line: TokenSpan) -> bool {
    last_visible(reading, line).is_some_and(|at| reading.tokens[at].is_punct('.'))
        && !ends_open(reading, line)
}

/// Whether a line is cut off: it ends in «...» or «…».
fn ends_open(reading: &Reading, line: TokenSpan) -> bool {
    let Some(last) = last_visible(reading, line) else { return false };
    let key = |back: usize| last.checked_sub(back).map_or("", |at| reading.key(at));
    key(0) == "…" || (0..3).all(|back| key(back) == ".")
}

/// Tag lines, each printed twice («قصف / قصف / حلب / حلب»), and the headlines below them.
fn tags(reading: &Reading, lines: &[TokenSpan]) -> Option<TokenSpan> {
    let words = |line: &TokenSpan| {
        let tokens = reading.tokens[line.start..line.end].iter();
        tokens.filter(|t| t.is_word()).map(|t| t.key.as_str())
    };
    let twice = |i: usize| {
        let (Some(a), Some(b)) = (lines.get(i), lines.get(i + 1)) else { return false };
        (1..=TAG).contains(&words(a).take(TAG + 1).count()) && words(a).eq(words(b))
    };
    let from = (1..lines.len()).find(|i| twice(*i) && twice(i + 2))?;
    let last = lines.last()?;
    Some(TokenSpan::new(lines[from].start, last.end))
}

/// Words that a headline has, at least.
const TITLE: usize = 5;
/// Headlines that end a page, at least.
const TITLES: usize = 3;
/// Words of a line that is a sentence of the report.
const SENTENCE: usize = 8;

/// The headlines of other news that end many pages without a word about it: three or more lines
/// without a full stop, behind a text that ends its sentences.
fn trailing_headlines(reading: &Reading, lines: &[TokenSpan]) -> Option<TokenSpan> {
    let mut from = lines.len();
    let mut titles = 0;
    for (i, line) in lines.iter().enumerate().rev() {
        let words = words_in(reading, *line);
        if words == 0 || cue(reading, *line).is_some() {
            continue;
        }
        if words >= HEADLINE || ends_sentence(reading, *line) {
            break;
        }
        // A list, and what heads one, belongs to the report.
        let first =
            reading.key((line.start..line.end).find(|at| {
                !matches!(reading.tokens[*at].kind, TokenKind::Break | TokenKind::Soft)
            })?);
        // «خبير: الجفاف …» is a headline too; «سرمين: 3 جرحى» and «وهم:» are of a list.
        let heads = |at: usize| {
            let next = reading.tokens.get(at + 1);
            reading.tokens[at].is_punct(':')
                && next.is_none_or(|t| matches!(t.kind, TokenKind::Break | TokenKind::Number))
        };
        let listed = matches!(first, "-" | "–" | "—" | "*" | "•" | "●" | "▪" | "◼" | "■")
            || (line.start..line.end).any(heads);
        if listed {
            return None;
        }
        titles += usize::from(words >= TITLE);
        from = i;
    }
    let told =
        |line: &&TokenSpan| words_in(reading, **line) >= SENTENCE && ends_sentence(reading, **line);
    let body = lines.get(..from)?;
    let last = body.iter().rfind(|line| words_in(reading, **line) > 0)?;
    let ends = cue(reading, *last).is_some() || ends_sentence(reading, *last);
    (titles >= TITLES && ends && body.iter().filter(told).count() > 1)
        .then(|| Some(TokenSpan::new(lines.get(from)?.start, lines.last()?.end)))
        .flatten()
}

/// Words that a tag may have.
const TAG: usize = 3;

/// The first paragraphs that are cut off and then told again in full.
///
/// The words up to the cut must be the first words of what follows; the very last one may be cut
/// inside.
fn truncated(reading: &Reading, lines: &[TokenSpan]) -> Option<TokenSpan> {
    let words = |from: usize, to: usize| {
        (from..to).filter(|at| reading.tokens[*at].is_word()).map(|at| reading.key(at))
    };
    for (i, line) in lines.iter().enumerate().take(12) {
        if !ends_open(reading, *line) {
            continue;
        }
        // Behind the cut there may stand «عرض المزيد» or a count.
        for skip in 1..=2 {
            let Some(again) = lines.get(i + skip) else { break };
            let near = |first: &&TokenSpan| line.end - first.start <= TEASER;
            for first in lines[..=i].iter().filter(near) {
                let cut: Vec<&str> = words(first.start, line.end).collect();
                if cut.len() < 4 {
                    continue;
                }
                let whole = words(again.start, reading.tokens.len());
                let same = cut.iter().zip(whole).take_while(|(a, b)| *a == b).count();
                if same + 1 >= cut.len() {
                    return Some(TokenSpan::new(first.start, again.start));
                }
            }
        }
    }
    None
}
