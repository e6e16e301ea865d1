//! Page furniture: what a saved page holds beside the report (`data/furniture.tsv`).
//!
//! Only lines are judged, by what they say as a whole or begin with: share buttons, "previous"
//! and "next" with the headlines behind them, comments.

use std::sync::LazyLock;

use crate::lexicon::{Article, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cue {
    rest: bool,
    whole: bool,
}

static CUES: LazyLock<PhraseTable<Cue>> = LazyLock::new(|| {
    let table = furniture_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let cue = Cue {
            rest: table.get(row, "role") == "rest",
            whole: table.get(row, "match") == "whole",
        };
        forms.insert(table.get(row, "form"), cue);
    }
    forms
});

/// The table of furniture lines.
pub(crate) fn furniture_table() -> Table {
    Table::parse("furniture", include_str!("../data/furniture.tsv")).expect("compiled-in table")
}

/// Words in a line that make it prose rather than a headline of another article.
const PROSE: usize = 35;

/// The token spans of page furniture, in order, whole lines each.
#[must_use]
pub fn furniture(reading: &Reading) -> Vec<TokenSpan> {
    let lines = lines(reading);
    let mut out: Vec<TokenSpan> = Vec::new();
    let mut resting = false;
    for (i, &line) in lines.iter().enumerate() {
        let cue = (line.start..line.end.min(line.start + 2))
            .find_map(|at| CUES.longest_at(reading, at))
            .filter(|hit| {
                !hit.value.whole || words(reading, TokenSpan::new(hit.span.end, line.end)) <= 1
            });
        let content_before = lines[..i]
            .iter()
            .any(|l| words(reading, *l) >= 5 && !out.iter().any(|f| f.contains(*l)));
        match cue.map(|hit| *hit.value) {
            Some(cue) if cue.rest && content_before => resting = true,
            // A button glued to the front of the prose: drop the button alone.
            Some(_) if words(reading, line) > 12 => continue,
            Some(_) => {
                out.push(line);
                continue;
            }
            None if resting && words(reading, line) >= PROSE => resting = false,
            None => {}
        }
        if resting || repeats(reading, &lines, i) || is_counter(reading, line) {
            out.push(line);
        }
    }
    out
}

/// The lines of the reading, without their breaks.
fn lines(reading: &Reading) -> Vec<TokenSpan> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, token) in reading.tokens.iter().enumerate() {
        if token.kind == TokenKind::Break {
            if i > start {
                out.push(TokenSpan::new(start, i));
            }
            start = i + 1;
        }
    }
    if reading.tokens.len() > start {
        out.push(TokenSpan::new(start, reading.tokens.len()));
    }
    out
}

fn words(reading: &Reading, span: TokenSpan) -> usize {
    (span.start..span.end).filter(|i| reading.tokens[*i].is_word()).count()
}

/// «7 Likes», «3»: a line of a number and at most one Latin word.
fn is_counter(reading: &Reading, line: TokenSpan) -> bool {
    let tokens = &reading.tokens[line.start..line.end];
    tokens.len() <= 3
        && tokens.iter().any(|t| t.kind == TokenKind::Number)
        && tokens.iter().filter(|t| t.is_word()).all(|t| t.key.is_ascii())
}

/// A line that a later line repeats and goes on from: a post's preview cut off with «…», or the
/// same line again.
fn repeats(reading: &Reading, lines: &[TokenSpan], at: usize) -> bool {
    let keys = |l: TokenSpan| {
        reading.tokens[l.start..l.end]
            .iter()
            .filter(|t| t.is_word() || t.kind == TokenKind::Number)
            .map(|t| t.key.as_str())
            .collect::<Vec<_>>()
    };
    let own = keys(lines[at]);
    if own.len() < 4 {
        return false;
    }
    lines[at + 1..].iter().take(40).any(|l| {
        let other = keys(*l);
        let cut = own.len().saturating_sub(1).max(4).min(own.len());
        other.len() >= own.len() && other[..cut] == own[..cut]
    })
}
