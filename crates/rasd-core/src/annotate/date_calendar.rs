//! Dates of a calendar as written: in figures, day and month, a month, a year, a part of either.

use super::date_pieces::skip;
use super::date_words::{DAYS, DayHit, DayWord, MONTHS, MonthWord};
use super::dates::{Anchor, Calendar};
use super::numbers::{NumberMention, NumberRole, numbers_at};
use crate::reading::Reading;
use crate::tokens::TokenKind;
pub(super) use crate::word_lists::date_calendar::MONTH_FOLLOWS;

/// A date, the months that disagree, and where it ends.
type Found = (Calendar, Option<(u8, u8)>, usize);

pub(super) fn calendar_at(
    reading: &Reading,
    numbers: &[NumberMention],
    (at, day): (usize, Option<DayHit>),
    framed: bool,
) -> Option<Found> {
    numeric_at(reading, at, framed)
        .or_else(|| day_month_at(reading, numbers, at, day))
        .or_else(|| phase_at(reading, numbers, day?))
        .or_else(|| month_at(reading, numbers, at, day))
}

/// «مطلع عام 2020», «أواخر الشهر الماضي», «النصف الأول من العام الجاري».
fn phase_at(reading: &Reading, numbers: &[NumberMention], hit: DayHit) -> Option<Found> {
    let DayWord::Phase(phase) = *hit.value else { return None };
    let from = hit.span.end;
    let found = month_at(reading, numbers, from, DAYS.longest_at(reading, from)).or_else(|| {
        if let Some((month, disagree, end)) = month_pair(reading, from) {
            let month =
                Calendar { month: Some(month.month), hijri: month.hijri, ..Calendar::default() };
            return Some((month, disagree, end));
        }
        // «منذ بداية العام»: of this year.
        matches!(reading.key(from), "العام" | "السنه").then_some((
            Calendar { years_ago: Some(0), ..Calendar::default() },
            None,
            from + 1,
        ))
    });
    let (mut calendar, disagree, end) = found.filter(|(c, ..)| c.day.is_none())?;
    calendar.phase = Some(phase);
    Some((calendar, disagree, end))
}

/// «7/3/2022», «2022-03-07», «22-02-2022».
fn numeric_at(reading: &Reading, at: usize, framed: bool) -> Option<Found> {
    let number = |i: usize| reading.tokens.get(i).and_then(crate::tokens::Token::number);
    let slash =
        |i: usize| reading.tokens.get(i).is_some_and(|t| matches!(t.key.as_str(), "/" | "-" | "."));
    if !slash(at + 1) || (at > 0 && slash(at - 1)) {
        return None;
    }
    let (a, b, c) = (number(at)?, number(at + 2)?, number(at + 4));
    let Some(c) = c.filter(|_| slash(at + 3)) else {
        // «بتاريخ 7/3», «صباح الثلاثاء 8/3».
        let said = framed || (at > 0 && matches!(reading.key(at - 1), "بتاريخ" | "تاريخ"));
        let plausible = (1..=31).contains(&a) && (1..=12).contains(&b);
        let calendar = Calendar {
            day: i8::try_from(a).ok(),
            month: i8::try_from(b).ok(),
            ..Calendar::default()
        };
        let slashed = reading.key(at + 1) == "/";
        return (said && slashed && plausible).then_some((calendar, None, at + 3));
    };
    let (year, month, day) = match (a, b) {
        (1901.., _) => (a, b, c),
        // «3/25/2022»
        (..=12, 13..=31) => (c, a, b),
        _ => (c, b, a),
    };
    let plausible =
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let calendar = Calendar {
        day: i8::try_from(day).ok(),
        month: i8::try_from(month).ok(),
        year: i16::try_from(year).ok(),
        ..Calendar::default()
    };
    plausible.then_some((calendar, None, at + 5))
}

/// «22 من آب / أغسطس الفائت», «الثامن من الشهر الجاري», «3 - 7 آذار».
fn day_month_at(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
    day: Option<DayHit>,
) -> Option<Found> {
    let (day, last_day, behind) = day_at(reading, numbers, at, day)?;
    let mut from = skip(reading, behind, &MONTH_FOLLOWS);
    if let Some(hit) = DAYS.longest_at(reading, from)
        && let DayWord::MonthsAgo(n) = *hit.value
        && reading.key(from) != "قبل"
    {
        let months_ago = Some(i16::from(n));
        let calendar = Calendar { day: Some(day), last_day, months_ago, ..Calendar::default() };
        return Some((calendar, None, hit.span.end));
    }
    // «في 18 من الشهر ذاته», «في 18 من نفس الشهر»
    let same = |i: usize, words: [&str; 3]| words.contains(&reading.key(i));
    if reading.key(from) == "الشهر" && same(from + 1, ["ذاته", "نفسه", "عينه"])
        || reading.key(from + 1) == "الشهر" && same(from, ["ذات", "نفس", "عين"])
    {
        let anchor = Anchor::Told;
        return Some((
            Calendar { day: Some(day), last_day, anchor, ..Calendar::default() },
            None,
            from + 2,
        ));
    }
    // «في 13 الجاري»: the word for the month is left out.
    let digits = reading.tokens.get(at).is_some_and(|t| t.number().is_some());
    if digits
        && from == behind
        && let Some(hit) = DAYS.longest_at(reading, from)
        && matches!(*hit.value, DayWord::Current)
    {
        let calendar =
            Calendar { day: Some(day), last_day, months_ago: Some(0), ..Calendar::default() };
        return Some((calendar, None, hit.span.end));
    }
    let (month, disagree, end) = month_pair(reading, from)?;
    from = end;
    let (anchor, year, years_ago, end) = year_behind(reading, from);
    let calendar = Calendar {
        day: Some(day),
        last_day,
        month: Some(month.month),
        year,
        years_ago,
        anchor,
        hijri: month.hijri,
        ..Calendar::default()
    };
    Some((calendar, disagree, end))
}

/// A day of the month: a number up to 31 or an ordinal; of a range both ends.
fn day_at(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
    word: Option<DayHit>,
) -> Option<(i8, Option<i8>, usize)> {
    let day = |n: u32| i8::try_from(n).ok().filter(|d| (1..=31).contains(d));
    if let Some(number) = numbers_at(reading, numbers, at).find(|n| n.role != NumberRole::Year) {
        let (low, mut high) = (day(number.count.min?)?, number.count.max.and_then(day));
        let mut end = number.span.end;
        // «يومي 3 و4 آذار»
        if at > 0
            && matches!(reading.key(at - 1), "يومي" | "ايام" | "بين")
            && reading.key(end) == "و"
            && let Some(next) = reading.tokens.get(end + 1).and_then(crate::tokens::Token::number)
        {
            high = day(next);
            end += 2;
        }
        return Some((low, high.filter(|h| *h > low), end));
    }
    let hit = word?;
    match *hit.value {
        DayWord::Ordinal(n) => Some((n, None, hit.span.end)),
        _ => None,
    }
}

/// Two months that were given as one.
type Disagreement = (u8, u8);

/// «وأيلول 2023»: the month at which a pair ends («بين نيسان و…»).
pub(super) fn month_joined(reading: &Reading, at: usize) -> Option<(Calendar, usize)> {
    let (month, _, end) = month_of_pair(reading, at, Some('و'))?;
    let (anchor, year, years_ago, end) = year_behind(reading, end);
    let (month, hijri) = (Some(month.month), month.hijri);
    Some((Calendar { month, year, years_ago, anchor, hijri, ..Calendar::default() }, end))
}

/// A month, and its other name behind a slash or in brackets.
fn month_pair(reading: &Reading, at: usize) -> Option<(MonthWord, Option<Disagreement>, usize)> {
    month_of_pair(reading, at, None)
}

fn month_of_pair(
    reading: &Reading,
    at: usize,
    joined: Option<char>,
) -> Option<(MonthWord, Option<Disagreement>, usize)> {
    let first = MONTHS.longest_at(reading, at)?;
    // «إب» is a city, «آب» the month.
    if first.value.month == 8 && reading.normal.text[reading.tokens[at].start..].starts_with('إ') {
        return None;
    }
    if first.proclitic.conjunction != joined || first.proclitic.preposition.is_some() {
        return None;
    }
    let mut end = first.span.end;
    let mut disagree = None;
    let opened =
        reading.tokens.get(end).is_some_and(|t| matches!(t.key.as_str(), "/" | "(" | "-" | "\\"));
    if opened && let Some(second) = MONTHS.longest_at(reading, end + 1) {
        let differ = second.value.month != first.value.month && !second.value.hijri;
        let month = |m: i8| u8::try_from(m).unwrap_or(0);
        disagree = differ.then(|| (month(first.value.month), month(second.value.month)));
        end = second.span.end;
        if reading.tokens.get(end).is_some_and(|t| t.is_punct(')')) {
            end += 1;
        }
    }
    // «سبتمبر أيلول»: the same month twice.
    if !opened
        && let Some(second) = MONTHS.longest_at(reading, end)
        && *second.value == *first.value
    {
        end = second.span.end;
    }
    Some((*first.value, disagree, end))
}

/// «الفائت من العام 2018», «عام 2020», «2022».
pub(super) fn year_behind(
    reading: &Reading,
    at: usize,
) -> (Anchor, Option<i16>, Option<i16>, usize) {
    let mut end = at;
    let mut anchor = Anchor::Unsaid;
    if let Some(hit) = DAYS.longest_at(reading, end) {
        match *hit.value {
            DayWord::Current => (anchor, end) = (Anchor::Current, hit.span.end),
            DayWord::Last => (anchor, end) = (Anchor::Last, hit.span.end),
            _ => {}
        }
    }
    // «من العام الماضي».
    let of = skip(reading, end, &["من"]);
    if let Some(hit) = DAYS.longest_at(reading, of)
        && let DayWord::YearsAgo(n) = *hit.value
        && reading.key(of) != "قبل"
    {
        let behind = reading.tokens.get(hit.span.end).and_then(crate::tokens::Token::number);
        let year = behind.filter(|y| (1900..2100).contains(y)).and_then(|y| i16::try_from(y).ok());
        let end = hit.span.end + usize::from(year.is_some());
        return (anchor, year, Some(i16::from(n)).filter(|_| year.is_none()), end);
    }
    let year_at = skip(reading, end, &["من", "العام", "عام", "سنه", "لعام", "للعام", "،", "/"]);
    let year = reading
        .tokens
        .get(year_at)
        .and_then(crate::tokens::Token::number)
        .filter(|y| (1300..2100).contains(y))
        .and_then(|y| i16::try_from(y).ok());
    match year {
        Some(year) => (anchor, Some(year), None, year_at + 1),
        None => (anchor, None, None, end),
    }
}

/// A month or a year by itself: «شهر آب», «آب 2018», «خلال آذار», «العام 2018», «العام الماضي».
fn month_at(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
    day: Option<DayHit>,
) -> Option<Found> {
    let before = if at > 0 { reading.key(at - 1) } else { "" };
    let before = before.strip_prefix('و').unwrap_or(before);
    let headed = matches!(reading.key(at), "شهر" | "لشهر" | "بشهر");
    let from = if headed { at + 1 } else { at };
    if let Some((month, disagree, end)) = month_pair(reading, from) {
        let behind = reading.key(end).trim_start_matches('و');
        let set = !month.hijri
            && match before {
                "في" | "خلال" => true,
                "من" => matches!(behind, "حتي" | "الي"),
                "بين" | "شهري" => month_joined(reading, end).is_some(),
                _ => false,
            };
        let (anchor, year, years_ago, end) = year_behind(reading, end);
        if headed || set || year.is_some() || years_ago.is_some() || anchor != Anchor::Unsaid {
            let calendar = Calendar {
                month: Some(month.month),
                year,
                years_ago,
                anchor,
                hijri: month.hijri,
                ..Calendar::default()
            };
            return Some((calendar, disagree, end));
        }
        return None;
    }
    // A year in figures or in words.
    let year_at = |i: usize| {
        let number = numbers_at(reading, numbers, i).find(|n| n.count.is_exact())?;
        let year = number.count.min.filter(|y| (1900..2100).contains(y))?;
        Some((i16::try_from(year).ok()?, number.span.end, number.role))
    };
    if matches!(reading.key(at), "العام" | "عام" | "للعام" | "لعام" | "سنه")
        && let Some((year, end, _)) = year_at(at + 1)
    {
        return Some((Calendar { year: Some(year), ..Calendar::default() }, None, end));
    }
    // «استولت عليها في 2018.», not «أصيبوا في 2000 موقع».
    let alone = |end: usize| reading.tokens.get(end).is_none_or(|t| t.kind != TokenKind::Word);
    if matches!(before, "منذ" | "عامي" | "في")
        && let Some((year, end, NumberRole::Year)) = year_at(at)
        && (before != "في" || alone(end))
    {
        return Some((Calendar { year: Some(year), ..Calendar::default() }, None, end));
    }
    let hit = day?;
    let next_is_number = reading.tokens.get(hit.span.end).and_then(crate::tokens::Token::number);
    // «قبل شهر رمضان», «قبل عام 2018»: before a month, before a year.
    let named = MONTHS.longest_at(reading, hit.span.end).is_some() || next_is_number.is_some();
    if reading.key(at) == "قبل" && named {
        return None;
    }
    let calendar = match *hit.value {
        DayWord::MonthsAgo(n) => Calendar { months_ago: Some(n.into()), ..Calendar::default() },
        // «العام الحالي 2022»
        DayWord::YearsAgo(_) if next_is_number.is_some_and(|y| (1900..2100).contains(&y)) => {
            let year = next_is_number.and_then(|y| i16::try_from(y).ok());
            return Some((Calendar { year, ..Calendar::default() }, None, hit.span.end + 1));
        }
        DayWord::YearsAgo(n) => Calendar { years_ago: Some(n.into()), ..Calendar::default() },
        _ => return None,
    };
    Some((calendar, None, hit.span.end))
}
