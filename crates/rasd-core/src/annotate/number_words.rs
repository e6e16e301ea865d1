//! The value of a number: digits, words and both together («3 آلاف و500»).

use std::sync::LazyLock;

use super::number_bounds::bound_ends_at;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, Hit, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::TokenKind;
use crate::word_lists::number_words::{ORDINALS, UNITS_OF_TEN};

/// What a number word may be joined with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Unit,
    Teen,
    Ten,
    Hundred,
    /// Thousand, million and their duals.
    Thousand,
    /// «إحدى»: one, in front of tens only.
    Lead,
    /// «العشرين»: a count behind a bound only.
    Definite,
    Vague,
}

/// A number word that stands in a text.
pub(super) type NumberHit = Hit<'static, (u32, Class)>;

pub(crate) static WORDS: LazyLock<PhraseTable<(u32, Class)>> = LazyLock::new(|| {
    let table = numbers_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let class = match table.get(row, "class") {
            "unit" => Class::Unit,
            "teen" => Class::Teen,
            "ten" => Class::Ten,
            "hundred" => Class::Hundred,
            "thousand" => Class::Thousand,
            "lead" => Class::Lead,
            "definite" => Class::Definite,
            _ => Class::Vague,
        };
        if let Ok(value) = table.get(row, "value").parse() {
            forms.insert(table.get(row, "form"), (value, class));
        }
    }
    forms.known_as(TableId::Numbers)
});

/// The table of number words.
pub(crate) fn numbers_table() -> Table {
    Table::parse("numbers", include_str!("../../data/numbers.tsv")).expect("compiled-in table")
}

/// A number's value and where it ends.
pub(super) fn value_at(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    value_from(reading, at, WORDS.longest_at(reading, at))
}

/// The same of a token that is given with the number word there.
pub(super) fn value_from(
    reading: &Reading,
    at: usize,
    word: Option<NumberHit>,
) -> Option<(u32, usize)> {
    let (mut group, mut end, mut last) = group_at(reading, at, word)?;
    let mut total = 0_u32;
    loop {
        // «ثلاثة آلاف», «20 ألف», «1.2 مليون».
        if last != Class::Thousand
            && let Some((scale, behind)) = scale_at(reading, end)
        {
            group = scaled(reading, at, end, group, scale);
            end = behind;
            last = Class::Thousand;
            if let Some((higher, behind)) = scale_at(reading, end) {
                group = group.saturating_mul(higher);
                end = behind;
            }
        }
        total = total.saturating_add(group);
        if last != Class::Thousand {
            break;
        }
        // «ألف ومئتان», «3 آلاف و500», «مليون ومئتي ألف».
        let Some(from) = joined(reading, end) else { break };
        let Some((next, behind, class)) = group_at(reading, from, WORDS.longest_at(reading, from))
        else {
            break;
        };
        let lower = scale_at(reading, behind).map_or(1, |(scale, _)| scale).saturating_mul(next);
        if lower >= group.max(1000) || class == Class::Thousand {
            break;
        }
        (group, end, last) = (next, behind, class);
    }
    Some((total, end))
}

/// «مئتان وخمسة وعشرون», «ثلاث مئة»: what stands below a thousand; a dual thousand by itself.
fn group_at(reading: &Reading, at: usize, word: Option<NumberHit>) -> Option<(u32, usize, Class)> {
    let token = reading.tokens.get(at)?;
    if token.kind == TokenKind::Number {
        // The fraction belongs to the number only where a scale word follows.
        let behind = at + 1 + usize::from(in_quotes(reading, at));
        let end = fraction(reading, at).map_or(behind, |(_, _, end)| end);
        return Some((token.number()?, end, Class::Hundred));
    }
    let hit = word?;
    let (mut first, class) = *hit.value;
    // «ألفاً و604», «ألفاً من الجنود»: the dual «ألفا» has what it counts right behind it.
    let behind = hit.span.end;
    if class == Class::Thousand
        && token.key.ends_with("الفا")
        && (joined(reading, behind).is_some()
            || reading.key(behind) == "من"
            || !reading.tokens.get(behind).is_some_and(|t| t.is_word()))
    {
        first = 1000;
    }
    // «لست»: I am not.
    if matches!(class, Class::Vague | Class::Definite) || token.key == "لست" {
        return None;
    }
    // «الثالث عشر», «الضحايا الخمسة عشر»: the tail of an ordinal or of a definite number.
    if first == 10
        && class == Class::Unit
        && at > 0
        && let Some(stem) = reading.key(at - 1).split("ال").nth(1)
        && (ORDINALS.contains(&stem.trim_end_matches('ه'))
            || UNITS_OF_TEN.contains(&stem.trim_end_matches('ه')))
    {
        return None;
    }
    let (mut value, mut last, mut end) = (first, class, hit.span.end);
    while let Some(next) = WORDS.longest_at(reading, end) {
        let (n, c) = *next.value;
        let and = next.proclitic.conjunction == Some('و');
        let fits = match (last, c) {
            (Class::Unit, Class::Hundred) => !and && n == 100,
            (Class::Unit | Class::Lead, Class::Ten) => and,
            (Class::Hundred, Class::Unit | Class::Teen | Class::Ten | Class::Lead) => and,
            _ => false,
        };
        if !fits || next.proclitic.preposition.is_some() {
            break;
        }
        value = if c == Class::Hundred { value.saturating_mul(100) } else { value + n };
        (last, end) = (c, next.span.end);
    }
    (last != Class::Lead).then_some((value, end, last))
}

/// «مقتل «15» مسلحاً»: digits that a headline sets in quotes.
fn in_quotes(reading: &Reading, at: usize) -> bool {
    let quote = |i: usize, sign: &[&str]| {
        reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Soft && sign.contains(&&*t.key))
    };
    at > 0 && quote(at - 1, &["«", "\"", "“", "”"]) && quote(at + 1, &["»", "\"", "”", "“"])
}

/// «ألف», «آلاف», «مليون» behind a number; not a dual, not a next number with «و».
fn scale_at(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    let hit = WORDS.longest_at(reading, at)?;
    let (mut n, class) = *hit.value;
    // «خمسة عشر ألفاً», «11 مليوناً» are no duals.
    match reading.key(at) {
        "الفا" => n = 1000,
        "مليونا" => n = 1_000_000,
        _ => {}
    }
    let plain = hit.proclitic.conjunction.is_none() && hit.proclitic.preposition.is_none();
    (class == Class::Thousand && plain && matches!(n, 1000 | 1_000_000 | 1_000_000_000))
        .then_some((n, hit.span.end))
}

/// «1.2 مليون»: whole, tenths and the token behind; only in front of a scale word.
fn fraction(reading: &Reading, at: usize) -> Option<(u32, u32, usize)> {
    if !matches!(reading.key(at + 1), "." | "," | "،" | "٫") {
        return None;
    }
    let tenths = reading.tokens.get(at + 2)?;
    let whole = reading.tokens.get(at)?.number()?;
    let digit = tenths.number().filter(|n| *n < 10)?;
    scale_at(reading, at + 3).map(|_| (whole, digit, at + 3))
}

/// A group times its scale, with the tenths in front of the scale word.
fn scaled(reading: &Reading, at: usize, end: usize, group: u32, scale: u32) -> u32 {
    let tenths = fraction(reading, at).filter(|(_, _, behind)| *behind == end);
    let rest = tenths.map_or(0, |(_, tenths, _)| (scale / 10).saturating_mul(tenths));
    group.saturating_mul(scale).saturating_add(rest)
}

/// Where the number joined by «و» stands: glued to a word, loose before digits.
fn joined(reading: &Reading, at: usize) -> Option<usize> {
    if reading.key(at) == "و" && reading.tokens.get(at + 1)?.kind == TokenKind::Number {
        return Some(at + 1);
    }
    let hit = WORDS.longest_at(reading, at)?;
    (hit.proclitic.conjunction == Some('و') && hit.proclitic.preposition.is_none()).then_some(at)
}

/// «نحو العشرين مسلحاً»: tens with the article are a count behind a bound.
pub(super) fn tens_with_article(
    reading: &Reading,
    at: usize,
    hit: NumberHit,
) -> Option<(u32, usize)> {
    (hit.value.1 == Class::Definite && bound_ends_at(reading, at))
        .then_some((hit.value.0, hit.span.end))
}
