//! Places that open a line as where the news comes from: «محافظة إدلب:», «عدن أ ف ب», «صنعاء (وكالة) -».

use super::PlaceMention;
use super::name::skip_soft;
use super::scan::{is_dash, toll_at};
use crate::lexicon::vocabulary::TableId;
use crate::reading::Reading;
use crate::tokens::TokenKind;

/// Whether a mention opens its line as the place the news comes from.
pub(super) fn dateline(reading: &Reading, mention: &PlaceMention) -> bool {
    let before = reading.tokens[..mention.frame.start]
        .iter()
        .rev()
        .take_while(|t| t.kind != TokenKind::Break)
        .take(12);
    let last = before.clone().find(|t| t.kind != TokenKind::Soft);
    // «وكالة الفرات (إدلب) – …»
    if last.is_some_and(|t| t.is_punct('(')) {
        let words = before.clone().filter(|t| t.is_word()).count();
        let close = skip_soft(reading, mention.frame.end.max(mention.span.end));
        let dash = reading.tokens.get(skip_soft(reading, close + 1));
        return (1..=4).contains(&words)
            && reading.tokens.get(close).is_some_and(|t| t.is_punct(')'))
            && dash.is_some_and(|t| is_dash(&t.key) || t.is_punct(':'))
            && before.clone().filter(|t| t.kind == TokenKind::Punct).count() == 1;
    }
    // Most stand behind another word.
    if last.is_some_and(|t| t.is_word()) {
        return false;
    }
    let words_before = before.filter(|t| t.is_word()).count();
    let behind = skip_soft(reading, mention.frame.end.max(mention.span.end));
    let mark = |i: usize| {
        reading
            .tokens
            .get(i)
            .is_some_and(|t| is_dash(&t.key) || matches!(t.key.as_str(), ":" | "|" | "/"))
    };
    let opens = last.is_none_or(|t| t.is_punct('.'));
    if words_before == 0 || opens && reading.key(behind) == ":" {
        // «بلشون: شهيدان»: an item of a list, and where they fell.
        let item = reading.key(behind) == ":"
            && toll_at(reading, skip_soft(reading, behind + 1))
            && reading.tokens[..mention.frame.start].iter().any(|t| t.is_word());
        return mark(behind) && !item
            || words_before == 0
                && (agency(reading, behind) || dated(reading, behind) || wire(reading, behind));
    }
    // «وكالة – إدلب» on a line of its own.
    let line_ends = reading.tokens.get(behind).is_none_or(|t| t.kind == TokenKind::Break);
    // «حلب - مارع: …», «دمشق: القابون: …»
    let dashed = last.is_some_and(|t| is_dash(&t.key) || t.is_punct(':') && !line_ends);
    words_before <= 4 && dashed && (line_ends || mark(behind))
}

/// «رام الله 22-4-2025 وفا- …», «سبها، 3 نيسان 2020 (وال) – …»: a date and an agency's name of up to three
/// words or in parentheses, then a dash.
fn dated(reading: &Reading, at: usize) -> bool {
    let number = |i: usize| reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let month = |i: usize| reading.forms.open(i).has(TableId::Months);
    let at = at + usize::from(reading.key(at) == "،");
    let part = |i: &usize| {
        number(*i)
            || month(*i)
            || reading.tokens.get(*i).is_some_and(|t| {
                is_dash(&t.key) || t.is_punct('/') || t.is_punct('.') || t.is_punct('\\')
            })
    };
    let behind = (at..at + 6).take_while(part).last().map_or(at, |last| last + 1);
    let digits = (at..behind).filter(|i| number(*i) || month(*i)).count();
    let mut words = skip_soft(reading, behind);
    let first = words;
    while reading.tokens.get(words).is_some_and(|t| t.is_word()) && words < first + 3 {
        words = skip_soft(reading, words + 1);
    }
    // «بغداد، 15 مايو – قُتل …»
    let dashed = behind > at && reading.tokens.get(behind - 1).is_some_and(|t| is_dash(&t.key));
    digits > 1 && dashed && reading.tokens.get(words).is_none_or(|t| !is_dash(&t.key))
        || digits == 3
            && (agency(reading, first)
                || words > first
                    && reading
                        .tokens
                        .get(words)
                        .is_some_and(|t| is_dash(&t.key) || t.is_punct(':')))
}

/// «عدن أ ف ب قُتل …», «بغداد – رويترز»: an agency that needs no mark behind it.
pub(crate) fn wire(reading: &Reading, at: usize) -> bool {
    let mut letters =
        (at..at + 6).filter(|i| !reading.tokens.get(*i).is_some_and(|t| t.is_punct('.')));
    let mut next = || letters.next().map_or("", |i| reading.key(i));
    match next() {
        "رويترز" | "وكالات" => true,
        "ا" => next() == "ف" && next() == "ب",
        _ => false,
    }
}

/// «صنعاء (وكالة) - …»: up to four words in parentheses, then a dash or a colon.
fn agency(reading: &Reading, at: usize) -> bool {
    let close = (at + 1..at + 6).find(|i| reading.tokens.get(*i).is_some_and(|t| t.is_punct(')')));
    reading.tokens.get(at).is_some_and(|t| t.is_punct('('))
        && close.is_some_and(|close| {
            let behind = skip_soft(reading, close + 1);
            reading.tokens.get(behind).is_some_and(|t| is_dash(&t.key) || t.is_punct(':'))
        })
}

/// Lines of a list of places, at most, and words of one of them.
const LINES: usize = 16;
const WORDS: usize = 4;

/// «القوات التركية تقصف القرى التالية: ⏎ الدردارة ⏎ تل شنان»: whether short lines up to the one of `at` stand below a
/// line that ends in a colon.
pub(super) fn listed_below(reading: &Reading, at: usize) -> bool {
    let mut end = at;
    for _ in 0..LINES {
        let Some(stop) = (0..end).rev().find(|i| reading.tokens[*i].kind == TokenKind::Break)
        else {
            return false;
        };
        let seen = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
        if (0..stop).rev().find(seen).is_some_and(|i| reading.tokens[i].is_punct(':')) {
            return true;
        }
        let words = (0..stop)
            .rev()
            .take_while(|i| reading.tokens[*i].kind != TokenKind::Break)
            .take(2 * WORDS)
            .filter(|i| reading.tokens[*i].is_word())
            .count();
        if words > WORDS {
            return false;
        }
        end = stop;
    }
    false
}
