//! Small helpers the annotators share: compiled tables, clause windows, surfaces.

use crate::lexicon::{Article, PhraseTable, Proclitic, Row, Table};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// A compiled-in table. A table that does not parse is empty here and fails the data test.
pub(crate) fn table(name: &str, text: &str) -> Table {
    Table::parse(name, text).unwrap_or_else(|_| Table::empty())
}

/// The phrases in column `form` of a table, each with what `value` makes of its row.
///
/// Rows that `value` refuses are left out; the data test finds them.
pub(crate) fn phrases<T>(
    table: &Table,
    value: impl Fn(&Table, &Row) -> Option<T>,
) -> PhraseTable<T> {
    let mut phrases = PhraseTable::new(Article::Free);
    for row in &table.rows {
        if let Some(value) = value(table, row) {
            phrases.insert(table.get(row, "form"), value);
        }
    }
    phrases
}

/// Whether token `at` ends a clause for good: a line break or a sentence mark.
///
/// `..` and `...` stand for a comma in headlines; they end a clause too.
pub(crate) fn ends_clause(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_none_or(|t| {
        t.kind == TokenKind::Break
            || (t.kind == TokenKind::Punct
                && matches!(t.key.as_str(), "." | "؟" | "!" | "؛" | "?" | "…"))
    })
}

/// The nearest token before `at` that look-ups do not pass over, when it is a word.
pub(crate) fn word_before(reading: &Reading, at: usize) -> Option<usize> {
    let mut i = at;
    while i > 0 {
        i -= 1;
        match reading.tokens[i].kind {
            TokenKind::Soft => {}
            TokenKind::Word => return Some(i),
            _ => return None,
        }
    }
    None
}

/// The words of `span` as written, without the particles on the first word.
pub(crate) fn surface(reading: &Reading, span: TokenSpan, proclitic: Proclitic) -> String {
    let words = reading.words(span).trim_matches(['"', '“', '”', '«', '»', ' ']);
    let mut rest = words;
    let mut drop = |c: Option<char>| {
        if let Some(c) = c
            && let Some(stripped) = rest.strip_prefix(c)
        {
            rest = stripped.trim_start_matches(|c: char| {
                matches!(c, '\u{64b}'..='\u{652}' | 'ـ' | '"' | '“' | '«' | ' ')
            });
        }
    };
    drop(proclitic.conjunction);
    drop(proclitic.preposition);
    // «للنظام» is ل and «النظام» with its alef dropped.
    if proclitic.preposition == Some('ل') && proclitic.article && rest.starts_with('ل') {
        return format!("ا{rest}");
    }
    rest.to_owned()
}
