//! Numbers: digits, number words, bounds and vague quantities, and what they count.

use std::sync::LazyLock;

use crate::lexicon::{Article, PhraseTable, Table};
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Unit,
    Teen,
    Ten,
    Hundred,
    Thousand,
    Vague,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Least,
    More,
    About,
    Most,
}

static WORDS: LazyLock<PhraseTable<(u32, Class)>> = LazyLock::new(|| {
    let table = numbers_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let class = match table.get(row, "class") {
            "unit" => Class::Unit,
            "teen" => Class::Teen,
            "ten" => Class::Ten,
            "hundred" => Class::Hundred,
            "thousand" => Class::Thousand,
            _ => Class::Vague,
        };
        if let Ok(value) = table.get(row, "value").parse() {
            forms.insert(table.get(row, "form"), (value, class));
        }
    }
    forms
});

static BOUNDS: LazyLock<[PhraseTable<Bound>; 2]> = LazyLock::new(|| {
    let table = bounds_table();
    let mut both = [PhraseTable::new(Article::AsWritten), PhraseTable::new(Article::AsWritten)];
    for row in &table.rows {
        let bound = match table.get(row, "role") {
            "least" => Bound::Least,
            "more" => Bound::More,
            "about" => Bound::About,
            _ => Bound::Most,
        };
        let side = usize::from(table.get(row, "place") == "after");
        both[side].insert(table.get(row, "form"), bound);
    }
    both
});

static UNITS: LazyLock<PhraseTable<NumberRole>> = LazyLock::new(|| {
    let table = units_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        let role = match table.get(row, "role") {
            "age" => NumberRole::Age,
            "distance" => NumberRole::Distance,
            "time" => NumberRole::Time,
            "money" => NumberRole::Money,
            "percent" => NumberRole::Percent,
            "caliber" => NumberRole::Caliber,
            "ammunition" => NumberRole::Ammunition,
            _ => NumberRole::Thing,
        };
        forms.insert(table.get(row, "form"), role);
    }
    forms
});

/// The table of number words.
pub(crate) fn numbers_table() -> Table {
    Table::parse("numbers", include_str!("../../data/numbers.tsv")).expect("compiled-in table")
}

/// The table of bounds.
pub(crate) fn bounds_table() -> Table {
    Table::parse("bounds", include_str!("../../data/bounds.tsv")).expect("compiled-in table")
}

/// The table of units.
pub(crate) fn units_table() -> Table {
    Table::parse("units", include_str!("../../data/units.tsv")).expect("compiled-in table")
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
    let mut out: Vec<NumberMention> = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        match number_at(reading, at) {
            Some(mut mention) => {
                bound(reading, &mut mention);
                mention.role = role(reading, &mention);
                at = mention.span.end;
                out.push(mention);
            }
            None => at += 1,
        }
    }
    out
}

fn mention(span: TokenSpan, count: Count, rule: &'static str) -> NumberMention {
    NumberMention { span, frame: span, count, ordinal: false, role: NumberRole::Count, rule }
}

fn number_at(reading: &Reading, at: usize) -> Option<NumberMention> {
    let token = &reading.tokens[at];
    if token.kind == TokenKind::Number {
        return digits_at(reading, at);
    }
    words_at(reading, at)
}

fn digits_at(reading: &Reading, at: usize) -> Option<NumberMention> {
    let value = reading.tokens[at].number()?;
    let mut end = at + 1;
    let mut value = value;
    // «3 آلاف», «20 ألف».
    if let Some(hit) = WORDS.longest_at(reading, end)
        && hit.value.1 == Class::Thousand
        && hit.value.0 == 1000
        && hit.proclitic.conjunction.is_none()
        && value < 1000
    {
        value = value.saturating_mul(1000);
        end = hit.span.end;
    }
    let article = at > 0 && matches!(reading.key(at - 1), "ال" | "وال" | "لل" | "بال");
    let start = if article { at - 1 } else { at };
    let mut found = mention(TokenSpan::new(start, end), Count::exact(value), "number.digits");
    found.ordinal = article;
    // «8-10», «8 أو 9», «8 إلى 10».
    let link = reading.key(end);
    if matches!(link, "-" | "–" | "او" | "الي")
        && !article
        && let Some(second) = reading.tokens.get(end + 1).and_then(|t| t.number())
        && second > value
        && second < value.saturating_mul(4).saturating_add(10)
        && !matches!(reading.key(end + 2), "-" | "/" | "–")
    {
        let range = Count::between(value, second);
        return Some(NumberMention {
            count: range,
            ..mention(TokenSpan::new(start, end + 2), range, "number.range")
        });
    }
    Some(found)
}

fn words_at(reading: &Reading, at: usize) -> Option<NumberMention> {
    let hit = WORDS.longest_at(reading, at)?;
    let (first, class) = *hit.value;
    let article = reading.forms[at].iter().any(|f| f.proclitic.article)
        && class != Class::Vague
        && reading.key(at).contains("ال");
    if class == Class::Vague {
        let word = match first {
            20 => Vague::Tens,
            200 => Vague::Hundreds,
            2000 => Vague::Thousands,
            20000 => Vague::TensOfThousands,
            _ => Vague::Several,
        };
        // «عدد كبير من», «عدد من» are words of a vague number; alone «بعض» needs a noun behind it.
        return Some(mention(hit.span, Count::vague(word), "number.vague"));
    }
    // «آلاف النازحين»: thousands, how many is not said.
    if class == Class::Thousand && reading.key(at).trim_start_matches(['و', 'ف', 'ب', 'ل']) == "الاف"
    {
        return Some(mention(hit.span, Count::vague(Vague::Thousands), "number.vague"));
    }
    let mut value = 0_u32;
    let mut group = first;
    let mut last = class;
    let mut end = hit.span.end;
    if class == Class::Thousand {
        value = first;
        group = 0;
    }
    while let Some(next) = WORDS.longest_at(reading, end) {
        let (n, c) = *next.value;
        let joined = next.proclitic.conjunction == Some('و');
        let fits = match (last, c) {
            // «ثلاث مئة», «خمسة آلاف»
            (Class::Unit, Class::Hundred) => !joined && n == 100,
            (_, Class::Thousand) => !joined && n == 1000 && last != Class::Thousand,
            (Class::Unit, Class::Ten) => joined,
            (Class::Hundred | Class::Thousand, Class::Unit | Class::Teen | Class::Ten) => joined,
            (Class::Thousand, Class::Hundred) => joined,
            _ => false,
        };
        if !fits || next.proclitic.preposition.is_some() {
            break;
        }
        match c {
            Class::Hundred if last == Class::Unit => group = group.saturating_mul(100),
            Class::Thousand => {
                value = value.saturating_add(group.max(1).saturating_mul(1000));
                group = 0;
            }
            _ => group = group.saturating_add(n),
        }
        last = c;
        end = next.span.end;
    }
    let total = value.saturating_add(group);
    let mut found = mention(TokenSpan::new(at, end), Count::exact(total), "number.words");
    found.ordinal = article && class == Class::Unit;
    // «خمسة أو ستة», «بين ثمانية وعشرة» below.
    if reading.key(end) == "او"
        && let Some(second) = WORDS.longest_at(reading, end + 1)
        && second.value.1 != Class::Vague
        && second.value.0 > total
    {
        found.count = Count::between(total, second.value.0);
        found.span.end = second.span.end;
        found.frame = found.span;
        found.rule = "number.range";
    }
    Some(found)
}

/// Applies what stands in front of and behind a number.
fn bound(reading: &Reading, mention: &mut NumberMention) {
    let [before, after] = &*BOUNDS;
    let start = mention.span.start;
    let mut found = None;
    for from in start.saturating_sub(4)..start {
        if let Some(hit) = before.longest_at(reading, from) {
            // «أكثر من الـ 20», «بـ 20»: a loose particle may stand between.
            let glued = hit.span.end == start
                || (hit.span.end + 1 == start
                    && matches!(reading.key(start - 1), "ال" | "ب" | "ل"));
            if glued {
                found = Some((*hit.value, TokenSpan::new(from, mention.span.end)));
                break;
            }
        }
    }
    if found.is_none() {
        for from in mention.span.end..(mention.span.end + 6).min(reading.tokens.len()) {
            let token = &reading.tokens[from];
            let stops = token.kind == TokenKind::Break
                || token.kind == TokenKind::Number
                || matches!(token.key.as_str(), "." | "،" | "و")
                || WORDS.longest_at(reading, from).is_some();
            if stops {
                break;
            }
            if let Some(hit) = after.longest_at(reading, from) {
                found = Some((*hit.value, mention.span));
                break;
            }
        }
    }
    let Some((bound, frame)) = found else {
        between(reading, mention);
        return;
    };
    mention.frame = frame;
    let n = mention.count.min.or(mention.count.max).unwrap_or(0);
    if mention.count.vague.is_some() {
        return;
    }
    mention.count = match bound {
        Bound::Least => Count::at_least(n),
        Bound::More => Count::at_least(n.saturating_add(1)),
        Bound::About => Count::about(n),
        Bound::Most => Count::up_to(n),
    };
}

/// «بين 8 و10», «من 8 إلى 10».
fn between(reading: &Reading, mention: &mut NumberMention) {
    let start = mention.span.start;
    let opened = start > 0 && matches!(reading.key(start - 1), "بين" | "من" | "مابين");
    let end = mention.span.end;
    if !opened || mention.ordinal || !mention.count.is_exact() {
        return;
    }
    let closes = match reading.key(start - 1) {
        "من" => reading.key(end) == "الي",
        _ => reading.key(end) == "و" || reading.key(end).starts_with('و'),
    };
    let at = if matches!(reading.key(end), "و" | "الي") { end + 1 } else { end };
    if !closes {
        return;
    }
    let second = match reading.tokens.get(at) {
        Some(t) if t.kind == TokenKind::Number => t.number().map(|n| (n, at + 1)),
        _ => WORDS
            .longest_at(reading, at)
            .filter(|h| h.value.1 != Class::Vague)
            .map(|h| (h.value.0, h.span.end)),
    };
    if let (Some((high, end)), Some(low)) = (second, mention.count.min)
        && high > low
    {
        mention.count = Count::between(low, high);
        mention.span.end = end;
        mention.frame = TokenSpan::new(start - 1, end);
        mention.rule = "number.range";
    }
}

/// What the words around a number say it counts.
fn role(reading: &Reading, mention: &NumberMention) -> NumberRole {
    let (start, end) = (mention.span.start, mention.span.end);
    let value = mention.count.min.or(mention.count.max).unwrap_or(0);
    let digits = mention.rule == "number.digits";
    let before = if start > 0 { reading.key(start - 1) } else { "" };
    let bare_before = before.trim_start_matches(['و', 'ب', 'ل', 'ف']);
    if digits && (1900..2100).contains(&value) {
        let year = matches!(bare_before, "عام" | "العام" | "سنه" | "سنة" | "/" | "-" | "من")
            || (1990..2040).contains(&value);
        if year {
            return NumberRole::Year;
        }
    }
    if digits
        && (before == "/"
            || before == "."
            || reading.key(end) == "/"
            || reading.key(end) == ":"
            || before == ":")
    {
        let neighbour = reading.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number)
            || (start > 1 && reading.tokens[start - 2].kind == TokenKind::Number);
        if neighbour {
            return NumberRole::Other;
        }
    }
    // «M4», «H-100», «الفوج 46», «الفرقة 25»: part of a name.
    if matches!(
        bare_before,
        "الفوج"
            | "الفرقه"
            | "اللواء"
            | "فرقه"
            | "لواء"
            | "فوج"
            | "الكتيبه"
            | "رقم"
            | "البند"
            | "القرار"
            | "الساعه"
            | "ساعه"
            | "عمر"
            | "ام"
    ) {
        return if bare_before == "عمر" { NumberRole::Age } else { NumberRole::Other };
    }
    if bare_before == "العمر" {
        return NumberRole::Age;
    }
    let next = (end..end + 2).find(|i| {
        !reading.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Soft || t.key == "من")
    });
    if let Some(at) = next
        && let Some(hit) = UNITS.longest_at(reading, at)
        && hit.proclitic.conjunction.is_none()
    {
        return *hit.value;
    }
    // «من عائلة واحدة»: an adjective; only «واحد من …» counts.
    if matches!(reading.key(start), "واحد" | "واحده")
        && end == start + 1
        && reading.key(end) != "من"
    {
        return NumberRole::Other;
    }
    if digits && value > 50_000 {
        return NumberRole::Other;
    }
    NumberRole::Count
}
