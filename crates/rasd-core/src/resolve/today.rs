//! The day that a report calls today, by what it says of it.

use jiff::civil::Date;

use super::dates::{days_from, resolve, single};
use crate::annotate::dates::DateMention;
use crate::tokens::TokenSpan;

/// A day on which a report without a publication date may have been written, from which its days
/// can be told apart: not before any date that it writes out, and on a weekday that agrees with
/// «اليوم الأحد».
pub(crate) fn assumed_day(mentions: &[DateMention]) -> Option<Date> {
    let back = |m: &DateMention| m.relative.filter(|(from, to)| from == to).map(|(day, _)| -day);
    let mut latest: Option<Date> = None;
    for mention in mentions.iter().filter(|m| m.calendar.is_some()) {
        let Some(end) = resolve(mention, None).end else { continue };
        // A date with its weekday is that of the news, a bare one may be long past.
        let own = mention.dateline || mention.weekday.is_some();
        let day = match back(mention) {
            Some(days) => days_from(end, days),
            None if own => Some(end),
            None => days_from(end, BARE_DATE),
        };
        latest = latest.max(day);
    }
    let day = latest.or_else(|| Date::new(2000, 1, 5).ok())?;
    let said = mentions.iter().find_map(|m| Some((back(m)?, m.weekday?.0)));
    let Some((days, weekday)) = said else { return Some(day) };
    let today = i32::from(day.weekday().to_monday_one_offset());
    days_from(day, (i32::from(weekday) + days - today).rem_euclid(7))
}

/// Days that a report is taken to be younger than a date which it only writes out.
const BARE_DATE: i32 = 8;

/// The day that a report calls today: the one it was published on, unless it writes out which day «اليوم» is,
/// or each weekday it gives with «اليوم» or «أمس» says that it was written a day after or some days before.
pub(super) fn today(mentions: &[DateMention], furniture: &[TokenSpan], published: Date) -> Date {
    // «أسعار الذهب اليوم الجمعة» among the headlines beside it: of the day on which the page was fetched.
    let own = |m: &&DateMention| !furniture.iter().any(|f| f.contains(m.span));
    let told = || mentions.iter().filter(own);
    let written = told().find_map(|m| written_out(m, published));
    // «اليوم السبت» above, «اليوم الجمعة 17 أيلول» in a post quoted below it: each is told from its own day.
    let quoted = |day: &Date| *day < published && tells_weekday_of(told(), published);
    if let Some(day) = written.filter(|day| !quoted(day)) {
        return day;
    }
    let off = |mention: &DateMention| {
        let ((day, _), (weekday, false)) =
            (mention.relative.filter(|(from, to)| from == to)?, mention.weekday?)
        else {
            return None;
        };
        let shifted = |by: i32| {
            days_from(published, day + by)
                .is_some_and(|d| d.weekday().to_monday_one_offset() == weekday)
        };
        // Five days back rather than two ahead: no page stands before what it tells of.
        [0, 1, -1, -2, -3, -4, -5].into_iter().find(|by| shifted(*by))
    };
    let mut said = told().filter_map(off);
    let Some(first) = said.next() else {
        return page_day(mentions, published)
            .or_else(|| day_after(told(), published))
            .unwrap_or(published);
    };
    let agreed = said.all(|by| by == first);
    days_from(published, first).filter(|_| agreed).unwrap_or(published)
}

/// Days that the date a page prints of itself may lie from the one it is known by.
const PAGE_OFF: i32 = 2;

/// «اليوم 15 تشرين الثاني»: today by its date, which may be some weeks before the page was put up.
fn written_out(mention: &DateMention, published: Date) -> Option<Date> {
    let (back, _) = mention.relative.filter(|(from, to)| from == to)?;
    let calendar = mention.calendar.filter(|c| !c.hijri && c.last_day.is_none())?;
    // A weekday that does not fit tells that one of the two is wrong.
    let fits = |today: &Date| {
        mention.weekday.is_none_or(|(weekday, _)| {
            days_from(*today, back).is_some_and(|d| d.weekday().to_monday_one_offset() == weekday)
        })
    };
    let (day, month) = (calendar.day?, calendar.month?);
    let year = published.year();
    let years = calendar.year.map_or(year - 1..=year + 1, |y| y..=y);
    years.filter_map(|year| days_from(Date::new(year, month, day).ok()?, -back)).find(|today| {
        fits(today)
            && published
                .until(*today)
                .is_ok_and(|off| (-REPUBLISHED..=PAGE_OFF).contains(&off.get_days()))
    })
}

/// Whether the first day that is told by «اليوم» or «أمس» and its weekday alone fits the day of publication.
fn tells_weekday_of<'a>(
    mut mentions: impl Iterator<Item = &'a DateMention>,
    published: Date,
) -> bool {
    let told = |m: &DateMention| {
        let (day, _) = m.relative.filter(|(from, to)| from == to)?;
        let (weekday, false) = m.weekday? else { return None };
        let fits = days_from(published, day)
            .is_some_and(|d| d.weekday().to_monday_one_offset() == weekday);
        Some(m.calendar.is_none() && fits)
    };
    mentions.find_map(told).unwrap_or(false)
}

/// Days by which a page may be younger than the day that it calls today.
const REPUBLISHED: i32 = 60;

/// «الأربعاء ٩ أغسطس ٢٠٢٣» on a line of its own: the first such line that is near enough.
fn page_day(mentions: &[DateMention], published: Date) -> Option<Date> {
    let mut lines = mentions.iter().filter(|m| m.dateline && m.explicit());
    let day = lines.find_map(|m| single(m, Some(published)).start)?;
    let off = published.until(day).ok()?.get_days();
    (off.abs() <= PAGE_OFF).then_some(day)
}

/// «قُتل رجل، الاثنين، …» on a page of Sunday: told first and by its weekday alone, the news is of the day
/// after the one the page is known by, and not six days old.
fn day_after<'a>(
    mut mentions: impl Iterator<Item = &'a DateMention>,
    published: Date,
) -> Option<Date> {
    let first = mentions.find(|m| m.names_a_day() && !m.dateline)?;
    let bare = first.relative.is_none() && first.calendar.is_none() && first.range_to.is_none();
    let (weekday, false) = first.weekday? else { return None };
    let next = days_from(published, 1)?;
    (bare && next.weekday().to_monday_one_offset() == weekday).then_some(next)
}
