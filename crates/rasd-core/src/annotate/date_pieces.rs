//! The pieces of a date expression: relative words, weekdays, «قبل أربعة أيام», spans of days.

use super::date_calendar::{calendar_at, year_behind};
use super::date_words::{DAYS, DayHit, DayWord};
use super::dates::Calendar;
use super::numbers::{NumberMention, numbers_at};
use crate::lexicon::vocabulary::{Start, TableId};
use crate::reading::Reading;
use crate::tokens::TokenKind;
use crate::word_lists::date_pieces::NAMED;

/// One component of a date expression.
pub(super) enum Piece {
    Relative(i32, i32),
    Weekday(i8, bool),
    Calendar(Calendar, Option<(u8, u8)>),
}

/// Tokens that may stand between the pieces of one expression.
pub(super) fn joins(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|t| {
        t.kind == TokenKind::Soft
            || matches!(
                t.key.as_str(),
                "(" | ")"
                    | "،"
                    | ","
                    | "-"
                    | "من"
                    | "يوم"
                    | "الموافق"
                    | "المصادف"
                    | "بتاريخ"
                    | "ل"
                    | "في"
            )
    })
}

pub(super) fn skip(reading: &Reading, mut at: usize, words: &[&str]) -> usize {
    while reading
        .tokens
        .get(at)
        .is_some_and(|t| t.kind == TokenKind::Soft || words.contains(&t.key.as_str()))
    {
        at += 1;
    }
    at
}

/// «الـ22»: the article that a number begins with.
fn opens_number(reading: &Reading, at: usize) -> bool {
    matches!(reading.key(at), "ال" | "وال" | "لل" | "بال")
}

/// The piece that begins at a token, which is given with the word for a day there.
pub(super) fn piece_at(
    reading: &Reading,
    numbers: &[NumberMention],
    (at, day): (usize, Option<DayHit>),
    framed: bool,
) -> Option<(Piece, usize)> {
    // Few words begin a date or its number, and only of a date it is asked whether it is a name.
    let open = reading.forms.open(at);
    if !open.starts(Start::Date) && !open.starts(Start::Number) && !opens_number(reading, at) {
        return None;
    }
    let named = |key: &str| {
        NAMED.contains(&key) || NAMED.contains(&key.trim_start_matches(['و', 'ب', 'ل']))
    };
    let piece = any_piece_at(reading, numbers, (at, day), framed)?;
    Some(piece).filter(|_| at == 0 || !named(reading.key(at - 1)))
}

fn any_piece_at(
    reading: &Reading,
    numbers: &[NumberMention],
    (at, day): (usize, Option<DayHit>),
    framed: bool,
) -> Option<(Piece, usize)> {
    // «أمس», «الجمعة»: with such a word no date in figures begins and no month.
    let word = day.is_some_and(|hit| {
        matches!(*hit.value, DayWord::Relative(..) | DayWord::Weekday(_) | DayWord::Feast(_))
    });
    let open = reading.forms.open(at);
    if !word || open.starts(Start::Number) || open.has(TableId::Months) || opens_number(reading, at)
    {
        let found = calendar_at(reading, numbers, (at, day), framed);
        if let Some((calendar, disagree, end)) = found {
            return Some((Piece::Calendar(calendar, disagree), end));
        }
    }
    if let Some((from, to, end)) = days_back(reading, numbers, at, day) {
        return Some((Piece::Relative(from, to), end));
    }
    let Some(hit) = day else {
        return ago(reading, numbers, at);
    };
    match *hit.value {
        DayWord::Relative(from, to) => {
            // «اليوم الـ4 من كانون الثاني»: the word opens a calendar date.
            if reading.reads(at, "يوم") || reading.key(at).ends_with("اليوم") {
                let behind = skip(reading, hit.span.end, &[]);
                let first = (behind, DAYS.longest_at(reading, behind));
                if let Some((calendar, disagree, end)) = calendar_at(reading, numbers, first, true)
                    && calendar.day.is_some()
                    && reading.key(behind).starts_with("ال")
                {
                    return Some((Piece::Calendar(calendar, disagree), end));
                }
            }
            // «اليوم الثالث من الهدنة» is no day of the calendar; «قبل يوم الجمعة» no span.
            let behind = DAYS.longest_at(reading, hit.span.end).map(|h| *h.value);
            let counted = reading.key(at).ends_with("اليوم")
                && (matches!(behind, Some(DayWord::Ordinal(_)))
                    || reading.key(hit.span.end) == "ال");
            // «قبل ساعات من الهدنة»: before something else.
            let head = reading.key(at) == "قبل"
                && (matches!(behind, Some(DayWord::Weekday(_)))
                    || reading.key(hit.span.end) == "من");
            if counted || head {
                return None;
            }
            Some((Piece::Relative(from, to), hit.span.end))
        }
        DayWord::Feast(alone) => {
            let (.., end) = year_behind(reading, hit.span.end);
            let feast = Calendar { hijri: true, ..Calendar::default() };
            (framed || !alone).then_some((Piece::Calendar(feast, None), end))
        }
        DayWord::Weekday(day) => {
            let glued = hit.proclitic.preposition.is_some() && !framed;
            if glued || (day == 1 && !framed && reading.key(at + 1) == "من") {
                return None;
            }
            let last = DAYS.longest_at(reading, hit.span.end).filter(|h| *h.value == DayWord::Last);
            Some((Piece::Weekday(day, last.is_some()), last.map_or(hit.span.end, |h| h.span.end)))
        }
        _ => ago(reading, numbers, at),
    }
    .or_else(|| ago(reading, numbers, at))
}

/// «قبل أربعة أيام», «منذ 3 أسابيع», «قبل 5 سنوات».
fn ago(reading: &Reading, numbers: &[NumberMention], at: usize) -> Option<(Piece, usize)> {
    if !matches!(reading.key(at), "قبل" | "منذ") {
        return None;
    }
    let number = numbers
        .iter()
        .find(|n| n.frame.start <= at + 1 && n.span.start > at && n.span.start <= at + 3)?;
    let n = number.count.min.filter(|_| number.count.min == number.count.max)?;
    let n = i16::try_from(n).ok().filter(|n| *n < 400)?;
    let days = i32::from(n);
    let piece = match reading.key(number.span.end) {
        "ايام" | "يوم" | "يوما" if days < 60 => Piece::Relative(-days, -days),
        "اسابيع" | "اسبوعا" if days < 9 => Piece::Relative(-7 * days, -7 * days),
        "اشهر" | "شهور" | "شهرا" => {
            Piece::Calendar(Calendar { months_ago: Some(n), ..Calendar::default() }, None)
        }
        // «منذ 5 سنوات» tells how long something has gone on.
        "سنوات" | "اعوام" | "عاما" | "سنه" if reading.key(at) == "قبل" => {
            Piece::Calendar(Calendar { years_ago: Some(n), ..Calendar::default() }, None)
        }
        _ => return None,
    };
    Some((piece, number.span.end + 1))
}

/// «الأيام الثلاثة الماضية», «الثلاثة أيام الماضية», «48 ساعة», «الساعات الـ48 الماضية»: days back,
/// first and last.
fn days_back(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
    day: Option<DayHit>,
) -> Option<(i32, i32, usize)> {
    let number = |from: usize| numbers_at(reading, numbers, from).find(|n| n.count.is_exact());
    let exact = |n: &NumberMention| n.count.min.and_then(|n| i32::try_from(n).ok());
    let last = |from: usize| {
        DAYS.longest_at(reading, from)
            .filter(|h| *h.value == DayWord::Last || reading.key(from) == "الاخيره")
    };
    let key = reading.key(at).trim_start_matches(['ب', 'ل', 'و']);
    if matches!(key, "الايام" | "الساعات") {
        let (n, end) = match DAYS.longest_at(reading, at + 1).map(|h| (*h.value, h.span.end)) {
            Some((DayWord::Count(n), end)) => (i32::from(n), end),
            _ => number(at + 1).and_then(|m| Some((exact(m)?, m.span.end)))?,
        };
        let behind = last(end)?.span.end;
        return match key {
            "الايام" => (n < 32).then_some((-n, -1, behind)),
            _ => (n % 24 == 0 && n > 24 && n <= 96).then_some((-n / 24, 0, behind)),
        };
    }
    if let Some(hit) = day
        && let DayWord::Count(n) = *hit.value
        && reading.key(hit.span.end) == "ايام"
    {
        return last(hit.span.end + 1).map(|h| (-i32::from(n), -1, h.span.end));
    }
    let mention = number(at)?;
    let n = exact(mention)?;
    let whole = reading.key(mention.span.end) == "ساعه" && n % 24 == 0 && n > 24 && n <= 96;
    let end = mention.span.end + 1;
    whole.then(|| (-n / 24, 0, last(end).map_or(end, |h| h.span.end)))
}
