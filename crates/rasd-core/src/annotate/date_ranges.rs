//! A range told in two mentions: «من مساء السبت حتى أمس», «منذ أمس وحتى اليوم», «بين السبت والاثنين».

use super::date_calendar::month_joined;
use super::date_words::{DAYS, DayWord};
use super::dates::{DateMention, date_at};
use super::numbers::NumberMention;
use crate::reading::Reading;

/// Takes in the second date when the first opens a range.
pub(super) fn range_behind(reading: &Reading, numbers: &[NumberMention], date: &mut DateMention) {
    let (start, end) = (date.span.start, date.span.end);
    let opener = (start.saturating_sub(2)..start).rev().map(|i| reading.key(i)).find(|k| {
        matches!(
            k.trim_start_matches('و'),
            "من" | "منذ" | "بين" | "يومي" | "عامي" | "شهري" | "بدءا" | "ابتداء"
        )
    });
    let opener = opener.unwrap_or_default().trim_start_matches('و');
    let key = reading.key(end);
    let pair = matches!(opener, "بين" | "يومي" | "عامي" | "شهري");
    let loose = usize::from(key == "و");
    let until = matches!(reading.key(end + loose).trim_start_matches('و'), "حتي" | "لغايه");
    let from = if (until && !opener.is_empty() && !pair) || (key == "الي" && !opener.is_empty())
    {
        end + loose + 1
    } else if goes_on(key) && matches!(reading.key(end + 1), "حتي" | "الي" | "لغايه") {
        end + 2
    } else if pair && key.starts_with('و') {
        end + loose
    } else if joined(reading, date, end) {
        end
    } else {
        return;
    };
    let month = || {
        let (calendar, end) = month_joined(reading, from).filter(|_| pair)?;
        Some(DateMention::of_calendar(from, end, calendar))
    };
    let second = date_at(reading, numbers, from).or_else(month);
    let Some(second) = second.or_else(|| year_alone(reading, from)) else { return };
    // «من 28 شباط إلى 3 آذار 2020»: the year is told once.
    if let (Some(first), Some(second)) = (&mut date.calendar, &second.calendar)
        && first.year.is_none()
        && first.years_ago.is_none()
        && second.year.is_some()
        && first.month.is_some()
    {
        let turns = first.month > second.month;
        first.year = second.year.map(|y| y - i16::from(turns));
    }
    date.span.end = second.span.end;
    date.range_to = Some(Box::new(second));
}

/// «اندلعت مساء السبت واستمرت حتى أمس»: the verb between the two.
fn goes_on(key: &str) -> bool {
    let stem = key.trim_start_matches('و');
    ["استمر", "تواصل", "امتد", "دام"].iter().any(|verb| stem.starts_with(verb))
}

/// «أمس واليوم», «الجمعة والسبت», «أمس والخميس».
fn joined(reading: &Reading, date: &DateMention, end: usize) -> bool {
    let before = date.relative.is_some_and(|(from, to)| from == to && to < 0);
    (before || date.weekday.is_some() && date.relative.is_none())
        && date.calendar.is_none()
        && DAYS.longest_at(reading, end).is_some_and(|h| {
            h.proclitic.conjunction == Some('و')
                && h.proclitic.preposition.is_none()
                && match *h.value {
                    DayWord::Relative(0, 0) => before && reading.key(end) == "واليوم",
                    DayWord::Weekday(_) => true,
                    _ => false,
                }
        })
}

/// «بين عامي 2015 و2018»: the second year stands bare.
fn year_alone(reading: &Reading, at: usize) -> Option<DateMention> {
    let year = reading.tokens.get(at)?.number().filter(|y| (1900..2100).contains(y))?;
    Some(DateMention::of_year(at, i16::try_from(year).ok()?))
}

/// «خطف مدنيين اثنين …»، «خطفوا المدنيين الاثنين»: the two who were told, and no Monday.
pub(super) fn the_two(reading: &Reading, date: &DateMention) -> bool {
    let at = date.span.start;
    let monday = date.weekday.is_some_and(|(day, last)| day == 1 && !last)
        && date.span.end == at + 1
        && date.part.is_none();
    let Some(noun) = at.checked_sub(1).map(|i| reading.key(i)).filter(|_| monday) else {
        return false;
    };
    let stem = noun.strip_prefix("ال").filter(|stem| stem.ends_with("ين"));
    // «قُتل اثنان من مرافقيه …», «مع مرافقيه الاثنين»
    if stem.is_none() && !noun.ends_with("يه") && !noun.ends_with("يها") {
        return false;
    }
    (1..at - 1).rev().take(TWO_REACH).any(|i| {
        matches!(reading.key(i).trim_start_matches('و'), "اثنين" | "اثنان" | "اثنتين")
            && match stem {
                Some(stem) => reading.key(i - 1).trim_start_matches(['و', 'ل', 'ب']) == stem,
                None => reading.key(i + 1) == "من" && reading.key(i + 2) == noun,
            }
    })
}

/// How far back the two were told, in tokens.
const TWO_REACH: usize = 120;
