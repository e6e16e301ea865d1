//! Dates: explicit, relative, ranges, with a weekday beside them, as one expression each.

use super::date_words::{DAYS, DayWord, MONTHS, MonthWord};
use super::numbers::{NumberMention, NumberRole};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// Which month or year is meant when none is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Nothing said.
    #[default]
    Unsaid,
    /// «الجاري».
    Current,
    /// «الماضي».
    Last,
}

/// A calendar date as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Day of the month.
    pub day: Option<i8>,
    /// Last day of a range in the same month.
    pub last_day: Option<i8>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Year.
    pub year: Option<i16>,
    /// Which month or year is meant otherwise.
    pub anchor: Anchor,
    /// Months of the Islamic calendar.
    pub hijri: bool,
}

/// A date expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The whole expression.
    pub span: TokenSpan,
    /// Days from publication, first and last.
    pub relative: Option<(i32, i32)>,
    /// 1 Monday to 7 Sunday, and whether «الماضي» follows.
    pub weekday: Option<(i8, bool)>,
    /// The written date.
    pub calendar: Option<Calendar>,
    /// The part of the day, as a token.
    pub part: Option<usize>,
    /// Behind «منذ».
    pub since: bool,
    /// Behind «حتى».
    pub until: bool,
    /// Two month names joined by a slash that are not the same month.
    pub months_disagree: Option<(u8, u8)>,
    /// A dateline: the line holds nothing else, so it dates the page, not the act.
    pub dateline: bool,
    /// Rule id.
    pub rule: &'static str,
}

impl DateMention {
    /// Whether day, month and year are written.
    #[must_use]
    pub fn explicit(&self) -> bool {
        self.calendar.is_some_and(|c| c.day.is_some() && c.month.is_some() && c.year.is_some())
    }

    const fn new(at: usize) -> Self {
        Self {
            span: TokenSpan::new(at, at),
            relative: None,
            weekday: None,
            calendar: None,
            part: None,
            since: false,
            until: false,
            months_disagree: None,
            dateline: false,
            rule: "date.relative",
        }
    }
}

/// Every date of the reading, left to right.
#[must_use]
pub fn dates(reading: &Reading, numbers: &[NumberMention]) -> Vec<DateMention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        match date_at(reading, numbers, at) {
            Some(mut date) => {
                frame(reading, &mut date);
                at = date.span.end.max(at + 1);
                out.push(date);
            }
            None => at += 1,
        }
    }
    out
}

/// One component of a date expression, and where it ends.
enum Piece {
    Relative(i32, i32),
    Weekday(i8, bool),
    Calendar(Calendar, Option<(u8, u8)>),
}

fn date_at(reading: &Reading, numbers: &[NumberMention], at: usize) -> Option<DateMention> {
    let mut date = DateMention::new(at);
    let mut next = at;
    // «فجر اليوم», «مساء يوم الجمعة»: parts of the day in front.
    while let Some(hit) = DAYS.longest_at(reading, next)
        && *hit.value == DayWord::Part
        && next - at <= 6
    {
        if !matches!(reading.key(next), "يوم" | "خلال") {
            date.part = Some(next);
        }
        next = skip(reading, hit.span.end, &["من", "ال"]);
    }
    let (piece, mut end) = piece_at(reading, numbers, next, next > at)?;
    put(&mut date, piece);
    // «اليوم الأربعاء 23 آذار»: further pieces right behind.
    for _ in 0..3 {
        let mut from = end;
        let mut steps = 0;
        while steps < 3 && joins(reading, from) {
            from += 1;
            steps += 1;
        }
        if let Some(hit) = DAYS.longest_at(reading, from)
            && *hit.value == DayWord::Part
            && date.part.is_none()
        {
            let behind = skip(reading, hit.span.end, &["من"]);
            if piece_at(reading, numbers, behind, true).is_some() {
                from = behind;
            }
        }
        let Some((piece, behind)) = piece_at(reading, numbers, from, true) else { break };
        let new = match piece {
            Piece::Relative(..) => date.relative.is_none() && date.calendar.is_none(),
            Piece::Weekday(..) => date.weekday.is_none() || reading.key(end) == "-",
            Piece::Calendar(..) => date.calendar.is_none(),
        };
        if !new {
            break;
        }
        put(&mut date, piece);
        end = behind;
    }
    if reading.tokens.get(end).is_some_and(|t| t.is_punct(')'))
        && (at..end).any(|i| reading.tokens[i].is_punct('('))
    {
        end += 1;
    }
    date.span = TokenSpan::new(at, end);
    Some(date)
}

fn put(date: &mut DateMention, piece: Piece) {
    match piece {
        Piece::Relative(from, to) => date.relative = Some((from, to)),
        Piece::Weekday(day, last) => {
            date.weekday = Some((day, last));
            if date.relative.is_none() {
                date.rule = "date.weekday";
            }
        }
        Piece::Calendar(calendar, disagree) => {
            date.calendar = Some(calendar);
            date.months_disagree = disagree;
            date.rule = if calendar.hijri { "date.hijri" } else { "date.calendar" };
        }
    }
}

/// Tokens that may stand between the pieces of one expression.
fn joins(reading: &Reading, at: usize) -> bool {
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

fn skip(reading: &Reading, mut at: usize, words: &[&str]) -> usize {
    while reading
        .tokens
        .get(at)
        .is_some_and(|t| t.kind == TokenKind::Soft || words.contains(&t.key.as_str()))
    {
        at += 1;
    }
    at
}

fn piece_at(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
    framed: bool,
) -> Option<(Piece, usize)> {
    if let Some((calendar, disagree, end)) = calendar_at(reading, numbers, at) {
        return Some((Piece::Calendar(calendar, disagree), end));
    }
    let Some(hit) = DAYS.longest_at(reading, at) else {
        return ago(reading, numbers, at);
    };
    match *hit.value {
        DayWord::Relative(from, to) => {
            // «اليوم الـ4 من كانون الثاني»: the word opens a calendar date.
            if reading.reads(at, "يوم") || reading.key(at).ends_with("اليوم") {
                let behind = skip(reading, hit.span.end, &[]);
                if let Some((calendar, disagree, end)) = calendar_at(reading, numbers, behind)
                    && calendar.day.is_some()
                    && reading.key(behind).starts_with("ال")
                {
                    return Some((Piece::Calendar(calendar, disagree), end));
                }
            }
            Some((Piece::Relative(from, to), hit.span.end))
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

/// «قبل أربعة أيام».
fn ago(reading: &Reading, numbers: &[NumberMention], at: usize) -> Option<(Piece, usize)> {
    if !matches!(reading.key(at), "قبل" | "منذ") {
        return None;
    }
    let number = numbers
        .iter()
        .find(|n| n.frame.start <= at + 1 && n.span.start > at && n.span.start <= at + 3)?;
    let days = i32::try_from(number.count.min?).ok()?;
    let unit = reading.key(number.span.end);
    (matches!(unit, "ايام" | "يوم" | "يوما") && days < 60)
        .then_some((Piece::Relative(-days, -days), number.span.end + 1))
}

type Found = (Calendar, Option<(u8, u8)>, usize);

fn calendar_at(reading: &Reading, numbers: &[NumberMention], at: usize) -> Option<Found> {
    numeric_at(reading, at)
        .or_else(|| day_month_at(reading, numbers, at))
        .or_else(|| month_at(reading, at))
}

/// «7/3/2022», «2022-03-07», «22-02-2022».
fn numeric_at(reading: &Reading, at: usize) -> Option<Found> {
    let number = |i: usize| reading.tokens.get(i).and_then(crate::tokens::Token::number);
    let slash =
        |i: usize| reading.tokens.get(i).is_some_and(|t| matches!(t.key.as_str(), "/" | "-" | "."));
    let (a, b, c) = (number(at)?, number(at + 2), number(at + 4));
    if !slash(at + 1) || (at > 0 && slash(at - 1)) {
        return None;
    }
    let (b, c) = (b?, c.filter(|_| slash(at + 3)));
    let c = c?;
    let (year, month, day) = if a > 1900 { (a, b, c) } else { (c, b, a) };
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
fn day_month_at(reading: &Reading, numbers: &[NumberMention], at: usize) -> Option<Found> {
    let (day, last_day, behind) = day_at(reading, numbers, at)?;
    let mut from = skip(reading, behind, &["من", "شهر", "ل"]);
    if reading.key(from) == "الشهر" || reading.key(from) == "شهر" {
        let hit = DAYS.longest_at(reading, from + 1)?;
        let anchor = match *hit.value {
            DayWord::Current => Anchor::Current,
            DayWord::Last => Anchor::Last,
            _ => return None,
        };
        let calendar = Calendar { day: Some(day), last_day, anchor, ..Calendar::default() };
        return Some((calendar, None, hit.span.end));
    }
    let (month, disagree, end) = month_pair(reading, from)?;
    from = end;
    let (anchor, year, end) = year_behind(reading, from);
    let calendar = Calendar {
        day: Some(day),
        last_day,
        month: Some(month.month),
        year,
        anchor,
        hijri: month.hijri,
    };
    Some((calendar, disagree, end))
}

/// A day of the month: a number up to 31 or an ordinal; of a range both ends.
fn day_at(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
) -> Option<(i8, Option<i8>, usize)> {
    let day = |n: u32| i8::try_from(n).ok().filter(|d| (1..=31).contains(d));
    if let Some(number) = numbers.iter().find(|n| n.span.start == at && n.role != NumberRole::Year)
    {
        let (low, high) = (day(number.count.min?)?, number.count.max.and_then(day));
        return Some((low, high.filter(|h| *h > low), number.span.end));
    }
    let hit = DAYS.longest_at(reading, at)?;
    match *hit.value {
        DayWord::Ordinal(n) => Some((n, None, hit.span.end)),
        _ => None,
    }
}

/// Two months that were given as one.
type Disagreement = (u8, u8);

/// A month, and its other name behind a slash or in brackets.
fn month_pair(reading: &Reading, at: usize) -> Option<(MonthWord, Option<Disagreement>, usize)> {
    let first = MONTHS.longest_at(reading, at)?;
    if first.proclitic.conjunction.is_some() || first.proclitic.preposition.is_some() {
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
    Some((*first.value, disagree, end))
}

/// «الفائت من العام 2018», «عام 2020», «2022».
fn year_behind(reading: &Reading, at: usize) -> (Anchor, Option<i16>, usize) {
    let mut end = at;
    let mut anchor = Anchor::Unsaid;
    if let Some(hit) = DAYS.longest_at(reading, end) {
        match *hit.value {
            DayWord::Current => (anchor, end) = (Anchor::Current, hit.span.end),
            DayWord::Last => (anchor, end) = (Anchor::Last, hit.span.end),
            _ => {}
        }
    }
    let year_at = skip(reading, end, &["من", "العام", "عام", "سنه", "لعام", "للعام", "،", "/"]);
    let year = reading
        .tokens
        .get(year_at)
        .and_then(crate::tokens::Token::number)
        .filter(|y| (1300..2100).contains(y))
        .and_then(|y| i16::try_from(y).ok());
    match year {
        Some(year) => (anchor, Some(year), year_at + 1),
        None => (anchor, None, end),
    }
}

/// A month or a year by itself: «شهر آب», «آب 2018», «العام 2018».
fn month_at(reading: &Reading, at: usize) -> Option<Found> {
    let headed = matches!(reading.key(at), "شهر" | "لشهر" | "بشهر");
    let from = if headed { at + 1 } else { at };
    if let Some((month, disagree, end)) = month_pair(reading, from) {
        let (anchor, year, end) = year_behind(reading, end);
        if headed || year.is_some() || anchor != Anchor::Unsaid {
            let calendar = Calendar {
                month: Some(month.month),
                year,
                anchor,
                hijri: month.hijri,
                ..Calendar::default()
            };
            return Some((calendar, disagree, end));
        }
        return None;
    }
    let word = reading.key(at);
    if matches!(word, "العام" | "عام" | "للعام" | "لعام" | "سنه") {
        let year = reading.tokens.get(at + 1).and_then(crate::tokens::Token::number);
        let year = year.filter(|y| (1900..2100).contains(y)).and_then(|y| i16::try_from(y).ok())?;
        return Some((Calendar { year: Some(year), ..Calendar::default() }, None, at + 2));
    }
    None
}

/// What stands in front of the expression, and whether it is a dateline.
fn frame(reading: &Reading, date: &mut DateMention) {
    let start = date.span.start;
    let before = (start.saturating_sub(2)..start).map(|i| reading.key(i));
    for word in before {
        match word.trim_start_matches('و') {
            "منذ" | "بدءا" | "اعتبارا" => date.since = true,
            "حتي" | "لغايه" => date.until = true,
            _ => {}
        }
    }
    if date.calendar.is_some() {
        let tokens = &reading.tokens;
        let visible = |i: &usize| !matches!(tokens[*i].kind, TokenKind::Soft | TokenKind::Punct);
        let line_start =
            (0..start).rev().find(|i| tokens[*i].kind == TokenKind::Break).map_or(0, |i| i + 1);
        let line_end = (date.span.end..tokens.len())
            .find(|i| tokens[*i].kind == TokenKind::Break)
            .unwrap_or(tokens.len());
        let others = (line_start..start).chain(date.span.end..line_end).filter(visible).count();
        date.dateline = others <= 2;
    }
}
