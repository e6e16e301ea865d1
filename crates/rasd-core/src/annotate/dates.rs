//! Dates: explicit, relative, ranges, with a weekday beside them, as one expression each.

use super::date_calendar::MONTH_FOLLOWS;
use super::date_frame::frame;
use super::date_pieces::{Piece, joins, piece_at, skip};
use super::date_ranges::{range_behind, the_two};
pub use super::date_words::Phase;
use super::date_words::{DAYS, DayWord, names_an_outlet};
use super::numbers::NumberMention;
use crate::lexicon::vocabulary::{Start, TableId, TableSet};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::dates::{CALLED_BY_DAY, CALLED_BY_MONTH, DAY_IN, HEADS};

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
    /// «الشهر ذاته».
    Told,
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
    /// «الشهر الماضي» (1), «الشهر الجاري» (0): the month, told from the publication date.
    pub months_ago: Option<i16>,
    /// «العام الماضي» (1), «العام الجاري» (0): the year, told from the publication date.
    pub years_ago: Option<i16>,
    /// «مطلع», «أواخر»: a part of the month or year only.
    pub phase: Option<Phase>,
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
    /// The date at which a range that opens here ends («من السبت حتى أمس»).
    pub range_to: Option<Box<DateMention>>,
    /// The written date.
    pub calendar: Option<Calendar>,
    /// The part of the day, as a token.
    pub part: Option<usize>,
    /// Behind «منذ».
    pub since: bool,
    /// Behind «حتى».
    pub until: bool,
    /// Two months joined by a slash that differ.
    pub months_disagree: Option<(u8, u8)>,
    /// A dateline: the line holds nothing else, so it dates the page, not the act.
    pub dateline: bool,
    /// Behind «نُشر في», «آخر تحديث»: the page's own date, never an act's.
    pub posted: bool,
    /// Rule id.
    pub rule: &'static str,
}

impl DateMention {
    /// Whether day, month and year are written.
    #[must_use]
    pub fn explicit(&self) -> bool {
        self.calendar.is_some_and(|c| c.day.is_some() && c.month.is_some() && c.year.is_some())
    }

    /// Whether it means one day, known or not: «أمس» does without a publication date.
    #[must_use]
    pub fn names_a_day(&self) -> bool {
        self.relative.is_some_and(|(from, to)| from == to)
            || self.weekday.is_some()
            || self.calendar.is_some_and(|c| c.day.is_some())
    }

    /// A bare year at one token.
    pub(super) fn of_year(at: usize, year: i16) -> Self {
        Self::of_calendar(at, at + 1, Calendar { year: Some(year), ..Calendar::default() })
    }

    /// A date of the calendar in these tokens.
    pub(super) fn of_calendar(at: usize, end: usize, calendar: Calendar) -> Self {
        Self {
            span: TokenSpan::new(at, end),
            calendar: Some(calendar),
            rule: "date.calendar",
            ..Self::new(at)
        }
    }

    const fn new(at: usize) -> Self {
        Self {
            span: TokenSpan::new(at, at),
            relative: None,
            weekday: None,
            range_to: None,
            calendar: None,
            part: None,
            since: false,
            until: false,
            months_disagree: None,
            dateline: false,
            posted: false,
            rule: "date.relative",
        }
    }
}

/// Every date of the reading, left to right.
#[must_use]
pub fn dates(reading: &Reading, numbers: &[NumberMention]) -> Vec<DateMention> {
    let mut out = Vec::with_capacity(reading.tokens.len() / 32 + 4);
    // Where the date or name that was read last ends.
    let mut behind = 0;
    let mut words = reading.forms.starting(Start::Date).peekable();
    let mut begin = numbers.iter().peekable();
    loop {
        let (word, number) = (words.peek().copied(), begin.peek().map(|n| n.span.start));
        let Some(at) = word.into_iter().chain(number).min() else { break };
        words.next_if_eq(&at);
        let mut number = begin.next_if(|n| n.span.start == at);
        while begin.next_if(|n| n.span.start == at).is_some() {
            number = None;
        }
        if at < behind {
            continue;
        }
        if number.is_some_and(|number| counts_no_days(reading, number, at)) {
            behind = at + 1;
            continue;
        }
        match date_at(reading, numbers, at) {
            Some(mut date) => {
                frame(reading, &mut date);
                range_behind(reading, numbers, &mut date);
                behind = date.span.end.max(at + 1);
                if !names_a_thing(reading, &date) {
                    out.push(date);
                }
            }
            None => {
                // «روسيا اليوم», «اليوم التالي»: passed over as a whole.
                let name = DAYS.longest_at(reading, at).filter(|h| *h.value == DayWord::Name);
                behind = name.map_or(at + 1, |h| h.span.end);
            }
        }
    }
    out
}

/// Whether nothing around a number that begins at a token makes it a day or a year: most count people,
/// and all the rules need not be tried on them.
fn counts_no_days(reading: &Reading, number: &NumberMention, at: usize) -> bool {
    let dated = |at: usize| reading.forms.open(at).any(&[TableId::Days, TableId::Months]);
    let end = number.span.end;
    !dated(at)
        && !matches!(reading.key(at + 1), "/" | "-" | ".")
        && !matches!(reading.key(end), "و" | "ساعه")
        && !at.checked_sub(1).is_some_and(|i| DAY_IN.contains(&reading.key(i)))
        && !dated(skip(reading, end, &MONTH_FOLLOWS))
}

/// «ثورة 25 يناير», «قصر 22 مايو», «اتفاق آذار»: a day without its year, or a month, that is a name.
fn names_a_thing(reading: &Reading, date: &DateMention) -> bool {
    let called = |words: &[&str]| {
        date.span.start.checked_sub(1).is_some_and(|i| reading.reads_any(i, words))
    };
    the_two(reading, date)
        || names_an_outlet(reading, date.span)
        || date.calendar.is_some_and(|c| match c.day {
            Some(_) => c.year.is_none() && called(&CALLED_BY_DAY),
            None => c.phase.is_none() && c.months_ago.is_none() && called(&CALLED_BY_MONTH),
        })
}

/// Whether a date may begin with a word. Few can.
pub(crate) fn may_begin(kind: TokenKind, key: &str, open: TableSet) -> bool {
    open.any(&[TableId::Days, TableId::Months])
        || match kind {
            TokenKind::Soft | TokenKind::Break | TokenKind::Punct => false,
            TokenKind::Number => true,
            TokenKind::Word => {
                HEADS.contains(&key) || key.ends_with("الايام") || key.ends_with("الساعات")
            }
        }
}

pub(super) fn date_at(
    reading: &Reading,
    numbers: &[NumberMention],
    at: usize,
) -> Option<DateMention> {
    let mut date = DateMention::new(at);
    let mut next = at;
    // «فجر اليوم», «مساء يوم الجمعة»: parts of the day in front.
    let mut day = DAYS.longest_at(reading, next);
    while let Some(hit) = day
        && *hit.value == DayWord::Part
        && next - at <= 6
    {
        if !matches!(reading.key(next), "يوم" | "خلال") {
            date.part = Some(next);
        }
        next = skip(reading, hit.span.end, &["من", "ال"]);
        day = DAYS.longest_at(reading, next);
    }
    let (piece, mut end) = piece_at(reading, numbers, (next, day), next > at)?;
    put(&mut date, piece);
    // «اليوم الأربعاء 23 آذار»: further pieces right behind.
    for _ in 0..3 {
        let mut from = end;
        let mut steps = 0;
        while steps < 3 && joins(reading, from) {
            from += 1;
            steps += 1;
        }
        let mut day = DAYS.longest_at(reading, from);
        if let Some(hit) = day
            && *hit.value == DayWord::Part
            && date.part.is_none()
        {
            let behind = skip(reading, hit.span.end, &["من"]);
            let next = DAYS.longest_at(reading, behind);
            if piece_at(reading, numbers, (behind, next), true).is_some() {
                (from, day) = (behind, next);
            }
        }
        // «ليل السبت على الأحد», «ليل السبت الأحد».
        let by = reading.key(end);
        let night = date.part.is_some() && (by == "علي" || from == end);
        if date.part.is_some() && matches!(by, "علي" | "/") {
            from = end + 1;
            day = DAYS.longest_at(reading, from);
        }
        // «أمس والخميس»: two days.
        if from == end && day.is_some_and(|h| h.proclitic.conjunction.is_some()) {
            break;
        }
        let first = (from, day);
        let Some((piece, behind)) = piece_at(reading, numbers, first, true) else { break };
        let pair = matches!(by, "-" | "/") && date.part.is_some();
        match piece {
            // «ليلة أمس الجمعة - السبت»: the night that began yesterday.
            Piece::Weekday(..) if pair && date.weekday.is_some() && date.relative.is_some() => {
                end = behind;
                break;
            }
            // «ليل الأحد - الاثنين»: from one day into the next, but for «بعد منتصف ليل الأحد - الاثنين».
            Piece::Weekday(day, last)
                if pair && date.weekday.is_some() && !late(reading, &date) =>
            {
                let next = DateMention {
                    weekday: Some((day, last)),
                    span: TokenSpan::new(from, behind),
                    ..DateMention::new(from)
                };
                date.range_to = Some(Box::new(next));
                end = behind;
                break;
            }
            _ => {}
        }
        let new = match piece {
            Piece::Relative(..) => date.relative.is_none() && date.calendar.is_none(),
            Piece::Weekday(..) => date.weekday.is_none() || by == "-" || pair || night,
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
    // «بعد منتصف ليل أمس»: the night began yesterday, and its second half is today's.
    if late(reading, &date) && date.relative == Some((-1, -1)) && date.weekday.is_none() {
        date.relative = Some((0, 0));
    }
    date.span = TokenSpan::new(at, end);
    Some(date)
}

/// Whether the part of the day is that behind midnight.
fn late(reading: &Reading, date: &DateMention) -> bool {
    date.part.is_some_and(|part| {
        matches!(reading.key(part), "بعد" | "بعيد") && reading.key(part + 1) == "منتصف"
    })
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
