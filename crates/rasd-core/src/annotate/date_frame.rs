//! What stands around a date: from when, until when, a line of its own.

use super::dates::DateMention;
use crate::reading::Reading;
use crate::tokens::TokenKind;
use crate::word_lists::dates::BEGINNINGS;

/// Words between «منذ» and the date of what it is counted from, at most.
const SINCE_REACH: usize = 9;

/// Whether a date tells when that was from which a stretch of time is counted.
fn since_event(reading: &Reading, date: usize) -> bool {
    (date.saturating_sub(SINCE_REACH)..date)
        .rev()
        .take_while(|i| matches!(reading.tokens[*i].kind, TokenKind::Word | TokenKind::Number))
        .any(|i| {
            matches!(reading.key(i), "منذ" | "ومنذ")
                && BEGINNINGS.contains(&reading.key(i + 1).trim_start_matches("ال"))
        })
}

/// What stands in front of the expression, and whether it is a dateline.
pub(super) fn frame(reading: &Reading, date: &mut DateMention) {
    let start = date.span.start;
    let before = (start.saturating_sub(2)..start).map(|i| reading.key(i));
    for word in before {
        match word.trim_start_matches('و') {
            "منذ" | "بدءا" | "اعتبارا" => date.since = true,
            "حتي" | "لغايه" => date.until = true,
            _ => {}
        }
    }
    date.since |= since_event(reading, start);
    // «نُشر في», «آخر تحديث:», «تاريخ النشر:».
    let posted = (start.saturating_sub(5)..start)
        .rev()
        .find(|i| {
            reading.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word)
                && !matches!(reading.key(*i), "في" | "بتاريخ" | "يوم" | "تاريخ")
        })
        .map_or("", |i| reading.key(i));
    date.posted = matches!(posted, "نشر" | "النشر" | "تحديث" | "التحديث" | "حرر");
    if date.calendar.is_some() {
        let tokens = &reading.tokens;
        let in_line = |i: &usize| tokens[*i].kind != TokenKind::Break;
        let visible = |i: &usize| !matches!(tokens[*i].kind, TokenKind::Soft | TokenKind::Punct);
        // Three are enough: the whole of an endless line need not be counted for each date in it.
        let before = (0..start).rev().take_while(in_line);
        let behind = (date.span.end..tokens.len()).take_while(in_line);
        let others = before.chain(behind).filter(visible).take(3).count();
        date.dateline = others <= 2;
    }
    date.dateline |= date.posted;
}
