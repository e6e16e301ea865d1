//! Resolving dates against the publication date. Nothing is guessed: what cannot be anchored
//! stays null.

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Hijri, Iso};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::today::today;
use crate::annotate::dates::{Anchor, Calendar, DateMention, Phase};
use crate::model::{Basis, DatePrecision, When};
use crate::tokens::TokenSpan;

/// The days an expression means, given the day the report was published.
///
/// The text is left for the caller to fill. A pair of months that disagree yields no date: both
/// readings stand in the finding.
#[must_use]
pub fn resolve(mention: &DateMention, published: Option<Date>) -> When {
    match &mention.range_to {
        Some(second) => range(mention, second, published),
        None => single(mention, published),
    }
}

/// The days that the expressions of a report mean, one for one. What the page prints around the report tells
/// nothing of the day on which that was written.
#[must_use]
pub fn resolve_all(
    mentions: &[DateMention],
    furniture: &[TokenSpan],
    published: Option<Date>,
) -> Vec<When> {
    let today = published.map(|day| today(mentions, furniture, day));
    // «2 كانون الأول», «الثلاثاء»: the latest on or before either day.
    let latest = today.max(published);
    let anchor = |m: &DateMention| {
        if m.calendar.is_some() || m.relative.is_none() { latest } else { today }
    };
    let mut told: Option<Date> = None;
    let day = |m: &DateMention| {
        let when = in_month_told(m, told).unwrap_or_else(|| resolve(m, anchor(m)));
        told = when.start.or(told);
        when
    };
    mentions.iter().map(day).collect()
}

/// «في 18 من الشهر ذاته»: a day of the month told last.
fn in_month_told(mention: &DateMention, told: Option<Date>) -> Option<When> {
    let mut calendar = mention.calendar.filter(|c| c.anchor == Anchor::Told)?;
    let told = told?;
    (calendar.month, calendar.year) = (Some(told.month()), Some(told.year()));
    let when = resolve_calendar(&calendar, None);
    Some(When { basis: Basis::Relative, ..when })
}

/// Days that the date a page prints of itself may lie from the one it is known by.
const PAGE_OFF_DAYS: i8 = 2;

/// Both ends of a range; an end that lies before the start moves the start back.
fn range(mention: &DateMention, second: &DateMention, published: Option<Date>) -> When {
    let (first, last) = (single(mention, published), single(second, published));
    let basis = match (first.basis, last.basis) {
        (Basis::Explicit, Basis::Explicit) => Basis::Explicit,
        _ => Basis::Relative,
    };
    let (Some(mut start), Some(mut end)) = (first.start, last.end) else {
        return When { basis, ..When::unstated() };
    };
    // «أمس والخميس»: the later day is told first.
    if start > end && mention.relative.is_some() && second.weekday.is_some() {
        (start, end) = (end, start);
    }
    let back = |span: jiff::Span| start.checked_sub(span).ok().filter(|s| *s <= end);
    let start = match (start <= end, mention.weekday, mention.calendar) {
        (true, ..) => Some(start),
        (false, Some(_), None) => back(1.week()),
        (false, _, Some(calendar)) if calendar.year.is_none() => back(1.year()),
        _ => None,
    };
    match start {
        Some(start) => When {
            start: Some(start),
            end: Some(end),
            precision: coarser(first.precision, last.precision),
            basis,
            text: None,
        },
        None => When { basis, ..When::unstated() },
    }
}

fn coarser(a: DatePrecision, b: DatePrecision) -> DatePrecision {
    let order = [DatePrecision::Unknown, DatePrecision::Year, DatePrecision::Month];
    order.into_iter().find(|p| *p == a || *p == b).unwrap_or(DatePrecision::Day)
}

pub(super) fn single(mention: &DateMention, published: Option<Date>) -> When {
    if mention.months_disagree.is_some() {
        return When { basis: Basis::Explicit, ..When::unstated() };
    }
    if let Some(calendar) = mention.calendar {
        return resolve_calendar(&calendar, published);
    }
    let unanchored = When { basis: Basis::Relative, ..When::unstated() };
    let Some(published) = published else { return unanchored };
    let relative = mention
        .relative
        .and_then(|(from, to)| Some((days_from(published, from)?, days_from(published, to)?)));
    match (relative, mention.weekday) {
        (Some((start, end)), weekday) => {
            // A weekday that contradicts "today" or "yesterday" wins.
            let wins = weekday
                .filter(|(day, _)| start == end && start.weekday().to_monday_one_offset() != *day);
            match wins.and_then(|(day, last)| latest(published, day, last)) {
                Some(day) => days(day, day, Basis::Relative),
                None => days(start, end, Basis::Relative),
            }
        }
        (None, Some((day, last))) => match latest(published, day, last) {
            Some(day) => days(day, day, Basis::Relative),
            None => unanchored,
        },
        (None, None) => unanchored,
    }
}

const fn days(start: Date, end: Date, basis: Basis) -> When {
    When { start: Some(start), end: Some(end), precision: DatePrecision::Day, basis, text: None }
}

/// The day so many days behind another, or in front of it; none where a text counts further than calendars go.
pub(crate) fn days_from(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The latest such weekday on or before publication; strictly before with «الماضي».
fn latest(published: Date, weekday: i8, last: bool) -> Option<Date> {
    let today = published.weekday().to_monday_one_offset();
    let mut back = i32::from(today - weekday).rem_euclid(7);
    if last && back == 0 {
        back = 7;
    }
    days_from(published, -back)
}

fn resolve_calendar(calendar: &Calendar, published: Option<Date>) -> When {
    if calendar.hijri {
        return resolve_hijri(calendar);
    }
    let unresolved = |basis| When { basis, ..When::unstated() };
    if calendar.month.is_none() && calendar.months_ago.is_none() {
        return year_only(calendar, published);
    }
    let explicit = calendar.year.is_some();
    let basis = if explicit { Basis::Explicit } else { Basis::Relative };
    let Some((year, month)) = year_and_month(calendar, published) else {
        return unresolved(basis);
    };
    match calendar.day {
        Some(day) => {
            let last = calendar.last_day.unwrap_or(day);
            match (Date::new(year, month, day), Date::new(year, month, last)) {
                (Ok(start), Ok(end)) => days(start, end, basis),
                _ => unresolved(basis),
            }
        }
        None => match Date::new(year, month, 1) {
            Ok(first) => {
                let (from, to) = match calendar.phase {
                    Some(Phase::Early) => (first, days_from(first, 9)),
                    Some(Phase::Middle) => {
                        (days_from(first, 10).unwrap_or(first), days_from(first, 19))
                    }
                    Some(Phase::Late) => {
                        (days_from(first, 20).unwrap_or(first), Some(first.last_of_month()))
                    }
                    _ => (first, Some(first.last_of_month())),
                };
                When {
                    start: Some(from),
                    end: to,
                    precision: DatePrecision::Month,
                    basis,
                    text: None,
                }
            }
            Err(_) => unresolved(basis),
        },
    }
}

/// A year, or a part of one.
fn year_only(calendar: &Calendar, published: Option<Date>) -> When {
    let basis = if calendar.year.is_some() { Basis::Explicit } else { Basis::Relative };
    let ago = || Some(published?.year() - calendar.years_ago?);
    let unresolved = When { basis, ..When::unstated() };
    let Some(year) = calendar.year.or_else(ago) else { return unresolved };
    let (first, last) = match calendar.phase {
        None => (1, 12),
        Some(Phase::Early) => (1, 1),
        Some(Phase::Middle) => (6, 7),
        Some(Phase::Late) => (12, 12),
        Some(Phase::Months(from, to)) => (from, to),
    };
    let precision =
        if calendar.phase.is_none() { DatePrecision::Year } else { DatePrecision::Month };
    match (Date::new(year, first, 1), Date::new(year, last, 1)) {
        (Ok(start), Ok(end)) => When {
            start: Some(start),
            end: Some(end.last_of_month()),
            precision,
            basis,
            text: None,
        },
        _ => unresolved,
    }
}

fn year_and_month(calendar: &Calendar, published: Option<Date>) -> Option<(i16, i8)> {
    let Some(month) = calendar.month else {
        let ago = i32::from(calendar.months_ago?);
        let month = published?.first_of_month().checked_sub(ago.months()).ok()?;
        return Some((month.year(), month.month()));
    };
    if let Some(year) = calendar.year {
        return Some((year, month));
    }
    let published = published?;
    if let Some(ago) = calendar.years_ago {
        return Some((published.year() - ago, month));
    }
    // «14 تشرين الثاني الجاري»: this month's, even where the page gives an earlier day as its own.
    if calendar.anchor == Anchor::Current && month == published.month() {
        let to_come = calendar.day.is_some_and(|day| day > published.day() + PAGE_OFF_DAYS);
        return (!to_come).then_some((published.year(), month));
    }
    // «آذار الماضي» said in March is last year's.
    let passed = calendar.day.is_none() && calendar.anchor == Anchor::Last;
    let first = published.first_of_month();
    // The latest such day on or before publication; eight years back there was a 29 February.
    (0..=8).map(|back| published.year() - back).find_map(|year| {
        let day = Date::new(year, month, calendar.day.unwrap_or(1)).ok()?;
        (day <= published && !(passed && day >= first)).then_some((year, month))
    })
}

/// A day or month of the Islamic calendar (Umm al-Qura) with its year; without a year it stays
/// unresolved, as does a feast.
fn resolve_hijri(calendar: &Calendar) -> When {
    let resolved = calendar.year.zip(calendar.month).and_then(|(year, month)| {
        let Some(day) = calendar.day else {
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            let end = days_from(hijri_day(next.0, next.1, 1)?, -1)?;
            return Some((hijri_day(year, month, 1)?, end, DatePrecision::Month));
        };
        let day = hijri_day(year, month, day)?;
        Some((day, day, DatePrecision::Day))
    });
    match resolved {
        Some((start, end, precision)) => When {
            start: Some(start),
            end: Some(end),
            precision,
            basis: Basis::Explicit,
            text: None,
        },
        None => When { basis: Basis::Relative, ..When::unstated() },
    }
}

fn hijri_day(year: i16, month: i8, day: i8) -> Option<Date> {
    let islamic = IcuDate::try_new_hijri_with_calendar(
        i32::from(year),
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
        Hijri::new_umm_al_qura(),
    )
    .ok()?;
    let iso = islamic.to_calendar(Iso);
    Date::new(
        i16::try_from(iso.era_year().year).ok()?,
        i8::try_from(iso.month().ordinal).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
    .ok()
}
