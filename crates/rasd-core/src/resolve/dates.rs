//! Resolving dates against the publication date. Nothing is guessed: what cannot be anchored
//! stays null.

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Hijri, Iso};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::annotate::dates::{Anchor, Calendar, DateMention};
use crate::model::{Basis, DatePrecision, When};

/// The days an expression means, given the day the report was published.
///
/// The text is left for the caller to fill. A pair of months that disagree yields no date: both
/// readings stand in the finding.
#[must_use]
pub fn resolve(mention: &DateMention, published: Option<Date>) -> When {
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

fn days_from(published: Date, days: i32) -> Option<Date> {
    published.checked_add(days.days()).ok()
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
    let explicit = calendar.year.is_some();
    let basis = if explicit { Basis::Explicit } else { Basis::Relative };
    let Some((year, month)) = year_and_month(calendar, published) else {
        return match calendar.year {
            Some(year) if calendar.month.is_none() => whole_year(year),
            _ => unresolved(basis),
        };
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
            Ok(start) => When {
                start: Some(start),
                end: Some(start.last_of_month()),
                precision: DatePrecision::Month,
                basis,
                text: None,
            },
            Err(_) => unresolved(basis),
        },
    }
}

fn whole_year(year: i16) -> When {
    match (Date::new(year, 1, 1), Date::new(year, 12, 31)) {
        (Ok(start), Ok(end)) => When {
            start: Some(start),
            end: Some(end),
            precision: DatePrecision::Year,
            basis: Basis::Explicit,
            text: None,
        },
        _ => When::unstated(),
    }
}

fn year_and_month(calendar: &Calendar, published: Option<Date>) -> Option<(i16, i8)> {
    match (calendar.year, calendar.month) {
        (Some(year), Some(month)) => Some((year, month)),
        (None, Some(month)) => {
            let published = published?;
            // The latest such day on or before publication.
            let day = calendar.day.unwrap_or(1);
            let this_year = Date::new(published.year(), month, day).ok()?;
            let year = if this_year > published { published.year() - 1 } else { published.year() };
            Some((year, month))
        }
        (None, None) => {
            let published = published?;
            let first = published.first_of_month();
            let month = match calendar.anchor {
                Anchor::Current => first,
                Anchor::Last => first.checked_sub(1.month()).ok()?,
                Anchor::Unsaid => return None,
            };
            Some((month.year(), month.month()))
        }
        (Some(_), None) => None,
    }
}

/// A day of the Islamic calendar (Umm al-Qura) with its year; without a year it stays unresolved.
fn resolve_hijri(calendar: &Calendar) -> When {
    let resolved = (|| {
        let (year, month, day) = (calendar.year?, calendar.month?, calendar.day?);
        let rules = Hijri::new_umm_al_qura();
        let islamic = IcuDate::try_new_hijri_with_calendar(
            i32::from(year),
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
            rules,
        )
        .ok()?;
        let iso = islamic.to_calendar(Iso);
        Date::new(
            i16::try_from(iso.era_year().year).ok()?,
            i8::try_from(iso.month().ordinal).ok()?,
            i8::try_from(iso.day_of_month().0).ok()?,
        )
        .ok()
    })();
    match resolved {
        Some(day) => days(day, day, Basis::Explicit),
        None => When { basis: Basis::Relative, ..When::unstated() },
    }
}
