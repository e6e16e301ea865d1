//! Words for days and months (`data/days.tsv`, `data/months.tsv`).

use std::sync::LazyLock;

use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, Hit, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// What a day word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayWord {
    /// Days from publication, first and last.
    Relative(i32, i32),
    /// 1 Monday to 7 Sunday.
    Weekday(i8),
    /// A part of the day.
    Part,
    /// The one before.
    Last,
    /// This one.
    Current,
    /// A day of the month.
    Ordinal(i8),
    /// A whole month so many months back.
    MonthsAgo(i8),
    /// A whole year so many years back.
    YearsAgo(i8),
    /// Early, in the middle of or late in what follows.
    Phase(Phase),
    /// A feast of the Islamic calendar; whether its name alone says no day.
    Feast(bool),
    /// So many days, with the article.
    Count(i8),
    /// Words that only look like a day: a newspaper, "the next day".
    Name,
}

/// Which part of a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Its first days or month.
    Early,
    /// Its middle.
    Middle,
    /// Its last days or month.
    Late,
    /// From one month of the year to another.
    Months(i8, i8),
}

/// A month of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MonthWord {
    pub(crate) month: i8,
    pub(crate) hijri: bool,
}

/// A word for a day that stands in a text.
pub(super) type DayHit = Hit<'static, DayWord>;

/// «(بغداد اليوم)», «"بغداد اليوم"», «بغداد اليوم - قال …»: an agency; «جنوب بغداد اليوم» is today.
pub(super) fn names_an_outlet(reading: &Reading, day: TokenSpan) -> bool {
    let Some(city) = day.start.checked_sub(1) else { return false };
    if reading.key(city) != "بغداد" || day.end != day.start + 1 || reading.key(day.start) != "اليوم"
    {
        return false;
    }
    let quoted = city.checked_sub(1).is_some_and(|i| {
        matches!(reading.key(i), "(" | "\"" | "«" | "“")
            && matches!(reading.key(day.end), ")" | "\"" | "»" | "”")
    });
    let opens = city.checked_sub(1).is_none_or(|i| reading.tokens[i].kind == TokenKind::Break);
    quoted || opens && matches!(reading.key(day.end), "-" | "–" | "—" | ":")
}

pub(crate) static DAYS: LazyLock<PhraseTable<DayWord>> = LazyLock::new(|| {
    let table = days_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let from = table.get(row, "from").parse::<i8>().unwrap_or_default();
        let to = table.get(row, "to").parse::<i8>().unwrap_or_default();
        let word = match table.get(row, "role") {
            "relative" => DayWord::Relative(i32::from(from), i32::from(to)),
            "weekday" => DayWord::Weekday(from),
            "last" => DayWord::Last,
            "current" => DayWord::Current,
            "ordinal" => DayWord::Ordinal(from),
            "months_ago" => DayWord::MonthsAgo(from),
            "years_ago" => DayWord::YearsAgo(from),
            "phase" => DayWord::Phase(match from {
                1 => Phase::Early,
                2 => Phase::Middle,
                _ => Phase::Late,
            }),
            "months" => DayWord::Phase(Phase::Months(from, to)),
            "feast" => DayWord::Feast(from == 1),
            "count" => DayWord::Count(from),
            "name" => DayWord::Name,
            _ => DayWord::Part,
        };
        forms.insert(table.get(row, "form"), word);
    }
    forms.known_as(TableId::Days)
});

pub(crate) static MONTHS: LazyLock<PhraseTable<MonthWord>> = LazyLock::new(|| {
    let table = months_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let month = table.get(row, "month").parse().unwrap_or(1);
        let hijri = table.get(row, "calendar") == "hijri";
        forms.insert(table.get(row, "form"), MonthWord { month, hijri });
    }
    forms.known_as(TableId::Months)
});

/// The table of day words.
pub(crate) fn days_table() -> Table {
    Table::parse("days", include_str!("../../data/days.tsv")).expect("compiled-in table")
}

/// The table of month names.
pub(crate) fn months_table() -> Table {
    Table::parse("months", include_str!("../../data/months.tsv")).expect("compiled-in table")
}
