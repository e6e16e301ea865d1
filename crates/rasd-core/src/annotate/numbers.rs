//! Numbers: digits, number words, bounds and vague quantities, and what they count.

use super::number_bounds::bound;
use super::number_roles::role;
use super::number_words::{Class, NumberHit, WORDS, tens_with_article, value_at, value_from};
use super::starting_at;
use crate::lexicon::vocabulary::{Start, TableId, TableSet};
use crate::model::{Count, Vague};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberRole {
    /// Perhaps people: nothing else claims it.
    Count,
    /// A calendar year.
    Year,
    /// Somebody's age.
    Age,
    /// A length or an area.
    Distance,
    /// A span of time or a number of times.
    Time,
    /// Money.
    Money,
    /// A share.
    Percent,
    /// A calibre or a weight.
    Caliber,
    /// Shells, rockets, raids.
    Ammunition,
    /// Villages, houses, vehicles and other things.
    Thing,
    /// Part of a name, a clock time or a fraction.
    Other,
}

/// A number in the text.
#[derive(Debug, Clone)]
pub struct NumberMention {
    /// The number's own words.
    pub span: TokenSpan,
    /// With the bounds in front of and behind it.
    pub frame: TokenSpan,
    /// Its value.
    pub count: Count,
    /// «الـ22», «الثالث»: a place in a series.
    pub ordinal: bool,
    /// What it counts.
    pub role: NumberRole,
    /// Rule id.
    pub rule: &'static str,
}

/// Every number of the reading, left to right.
///
/// ```
/// use rasd::annotate::numbers::numbers;
/// use rasd::{Report, model::Count, reading::Reading};
/// let report = Report::new("", "ما لا يقل عن خمسة وعشرين شخصاً");
/// let found = numbers(&Reading::new(&report));
/// assert_eq!(found[0].count, Count::at_least(25));
/// ```
#[must_use]
pub fn numbers(reading: &Reading) -> Vec<NumberMention> {
    let mut out: Vec<NumberMention> = Vec::with_capacity(reading.tokens.len() / 8 + 4);
    for at in reading.forms.starting(Start::Number) {
        if out.last().is_some_and(|before| at < before.span.end) {
            continue;
        }
        if let Some(mut mention) = number_at(reading, at) {
            bound(reading, &mut mention);
            mention.role = role(reading, &mention);
            out.push(mention);
        }
    }
    debug_assert!(out.is_sorted_by_key(|n| n.span.start));
    out
}

/// Whether a number may begin with a word of this sort.
pub(crate) fn may_begin(kind: TokenKind, open: TableSet) -> bool {
    kind == TokenKind::Number || open.has(TableId::Numbers)
}

/// The numbers that begin at a token, which is asked of many that none begins at.
pub(super) fn numbers_at<'n>(
    reading: &Reading,
    numbers: &'n [NumberMention],
    at: usize,
) -> impl Iterator<Item = &'n NumberMention> {
    // «الـ22» begins with its article.
    let begins = |at: usize| reading.forms.open(at).starts(Start::Number);
    let some = if begins(at) || begins(at + 1) { numbers } else { &[] };
    starting_at(some, |n| n.span.start, at)
}

const fn mention(span: TokenSpan, count: Count, rule: &'static str) -> NumberMention {
    NumberMention { span, frame: span, count, ordinal: false, role: NumberRole::Count, rule }
}

fn number_at(reading: &Reading, at: usize) -> Option<NumberMention> {
    // «كمية» is no «ك» with «مئة».
    if matches!(reading.key(at), "كميه" | "وكميه" | "فكميه") {
        return None;
    }
    let word = WORDS.longest_at(reading, at);
    if let Some(vague) = word.and_then(|word| vague_at(reading, at, word)) {
        return Some(vague);
    }
    let (low, mut end) =
        value_from(reading, at, word).or_else(|| tens_with_article(reading, at, word?))?;
    let digits = reading.tokens[at].kind == TokenKind::Number;
    let article = digits && at > 0 && matches!(reading.key(at - 1), "ال" | "وال" | "لل" | "بال");
    let mut count = Count::exact(low);
    let mut rule = if digits { "number.digits" } else { "number.words" };
    // «8-10», «8 أو 9», «خمسة إلى سبعة», «20 حتى 30».
    if !article
        && matches!(reading.key(end), "-" | "–" | "او" | "الي" | "حتي")
        && !(digits && numbers_line(reading, at))
        && let Some((high, behind)) = value_at(reading, end + 1)
        && high > low
        && high < low.saturating_mul(4).saturating_add(10)
        && !(digits && matches!(reading.key(behind), "-" | "/" | "–"))
    {
        count = Count::between(low, high);
        rule = "number.range";
        end = behind;
    }
    let mut found = mention(TokenSpan::new(if article { at - 1 } else { at }, end), count, rule);
    found.ordinal = article;
    Some(found)
}

/// «3- 4 أطفال بقصف على …»: a digit that numbers its line, with a gap behind its dash.
pub(super) fn numbers_line(reading: &Reading, at: usize) -> bool {
    let opens = at == 0 || reading.tokens[at - 1].kind == TokenKind::Break;
    let sign = matches!(reading.key(at + 1), "-" | "–" | ")");
    let gap = || match (&reading.tokens[at + 1], reading.tokens.get(at + 2)) {
        (sign, Some(next)) => sign.start == reading.tokens[at].end && next.start > sign.end,
        _ => false,
    };
    opens && sign && gap()
}

/// «عشرات», «عدة آلاف», «بضع وعشرين».
fn vague_at(reading: &Reading, at: usize, hit: NumberHit) -> Option<NumberMention> {
    // «آلاف النازحين»: thousands, how many is not said.
    let thousands = |i: usize| reading.key(i).trim_start_matches(['و', 'ف', 'ب', 'ل']) == "الاف";
    if hit.value.1 == Class::Thousand && thousands(at) {
        let span = TokenSpan::new(at, hit.span.end);
        return Some(mention(span, Count::vague(Vague::Thousands), "number.vague"));
    }
    // «ملايين النازحين»: two at least.
    let word = || reading.key(at).trim_start_matches(['و', 'ف', 'ب', 'ل']);
    if hit.value.1 == Class::Thousand && word() == "ملايين" {
        let span = TokenSpan::new(at, hit.span.end);
        return Some(mention(span, Count::at_least(2_000_000), "number.vague"));
    }
    if hit.value.1 != Class::Vague {
        return None;
    }
    let end = hit.span.end;
    let word = match hit.value.0 {
        20 => Vague::Tens,
        200 => Vague::Hundreds,
        2000 => Vague::Thousands,
        20000 => Vague::TensOfThousands,
        _ => Vague::Several,
    };
    let key = reading.key(at);
    if key.ends_with("عده") && end == at + 1 {
        // «بعده»: behind him; «غارات عدة على البلدة»: the noun stands in front.
        let behind = key == "بعده" && !reading.words(TokenSpan::new(at, end)).ends_with('ة');
        let noun = reading.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Word)
            && !matches!(reading.key(end), "علي" | "في" | "من" | "الي" | "عن" | "مع");
        if behind || !noun {
            return None;
        }
    }
    // «بضع وعشرين», «بضعة عشر», «عدة آلاف».
    if word == Vague::Several
        && let Some(next) = WORDS.longest_at(reading, end)
    {
        let span = TokenSpan::new(at, next.span.end);
        let few = key.ends_with("بضع") || key.ends_with("بضعه");
        match *next.value {
            (ten, Class::Ten) if few && next.proclitic.conjunction == Some('و') => {
                return Some(mention(span, Count::between(ten + 1, ten + 9), "number.range"));
            }
            (10, Class::Unit) if few => {
                return Some(mention(span, Count::between(11, 19), "number.range"));
            }
            (_, Class::Thousand) if thousands(end) => {
                return Some(mention(span, Count::vague(Vague::Thousands), "number.vague"));
            }
            _ => {}
        }
    }
    Some(mention(hit.span, Count::vague(word), "number.vague"))
}
