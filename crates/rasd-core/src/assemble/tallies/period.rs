//! The time a count spans: «منذ مطلع العام 2023», «خلال شهر آذار», «منذ 21 حزيران وحتى صباح اليوم».

use jiff::civil::Date;

use super::series;
use crate::annotate::Mentions;
use crate::annotate::dates::DateMention;
use crate::annotate::tally_cues::{TallyCue, TallyCueRole};
use crate::assemble::day::when::is_reporting_date;
use crate::model::When;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// A stretch of time with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PeriodDraft {
    pub(crate) span: TokenSpan,
    /// First day, when the text tells.
    pub(crate) start: Option<Date>,
    /// Last day; the publication's for what began on a day and goes on.
    pub(crate) end: Option<Date>,
}

impl PeriodDraft {
    /// «خلال هذه الفترة»: the time that was told last.
    pub(crate) fn or_this_one(self, reading: &Reading, last: Option<&Self>) -> Self {
        let this = (self.span.start..self.span.end + 1)
            .any(|i| matches!(reading.key(i), "هذه" | "تلك" | "ذاتها" | "نفسها" | "ذاته" | "نفسه"));
        match last {
            Some(last) if this && self.start.is_none() && self.end.is_none() => {
                Self { start: last.start, end: last.end, ..self }
            }
            _ => self,
        }
    }
}

/// How far behind a cue its date may stand, in tokens: «منذ سيطرة … على مدينة … في 10 حزيران».
const DATE_REACH: usize = 12;

/// The time a stretch of text counts over; none when it names neither a period nor a day.
pub(crate) fn period(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> Option<PeriodDraft> {
    let times: Vec<&TallyCue> = mentions
        .tally_cues_in(span)
        .iter()
        .filter(|c| {
            span.contains(c.span)
                && matches!(c.role, TallyCueRole::Span | TallyCueRole::Period)
                && !series::describes(reading, mentions, span, c)
        })
        .collect();
    let dated = times.iter().find_map(|cue| {
        let (date, when) = date_of(mentions, span, cue)?;
        Some(from_date(mentions, span, date, when, opens(reading, cue.span.start), Some(cue.span)))
    });
    dated
        .or_else(|| told_before(reading, mentions, span, &times))
        .or_else(|| {
            let span = times.iter().map(|c| c.span).reduce(TokenSpan::cover)?;
            Some(PeriodDraft { span, start: None, end: None })
        })
        .or_else(|| {
            let from = series::said_from(reading, mentions, span);
            let told = |(d, _): &(&DateMention, &When)| {
                d.span.start >= from && !is_reporting_date(reading, mentions, d.span)
            };
            let (date, when) =
                days(mentions, span).find(told).or_else(|| days(mentions, span).next())?;
            Some(from_date(mentions, span, date, when, false, None))
        })
}

/// Whether a cue opens a time that goes on: «منذ», «بدءاً من».
fn opens(reading: &Reading, at: usize) -> bool {
    reading.key(at).trim_start_matches('و') == "منذ"
}

/// The dates told inside a stretch, without those of the page.
fn days(mentions: &Mentions, span: TokenSpan) -> impl Iterator<Item = (&DateMention, &When)> {
    mentions.days_in(span).filter(move |(d, _)| span.contains(d.span) && !d.posted)
}

/// The date at a cue or behind it, before any people are counted.
fn date_of<'m>(
    mentions: &'m Mentions,
    span: TokenSpan,
    cue: &TallyCue,
) -> Option<(&'m DateMention, &'m When)> {
    days(mentions, span).find(|(d, _)| {
        let between = TokenSpan::new(cue.span.end.min(d.span.start), d.span.start);
        d.span.end > cue.span.start
            && d.span.start <= cue.span.end + DATE_REACH
            && !mentions.figures_in(between).iter().any(|f| between.contains(f.span))
    })
}

/// What a date tells of the period: from then until now, or that time itself.
fn from_date(
    mentions: &Mentions,
    span: TokenSpan,
    date: &DateMention,
    when: &When,
    open: bool,
    cue: Option<TokenSpan>,
) -> PeriodDraft {
    let words = cue.map_or(date.span, |c| c.cover(date.span));
    let told =
        |when: &When| if mentions.assumes(when) { (None, None) } else { (when.start, when.end) };
    let (start, end) = told(when);
    if date.until {
        return PeriodDraft { span: words, start: None, end };
    }
    if !(open || date.since) || date.range_to.is_some() {
        return PeriodDraft { span: words, start, end };
    }
    let until = days(mentions, span).find(|(d, _)| d.until && d.span.start >= date.span.end);
    PeriodDraft {
        span: until.map_or(words, |(d, _)| words.cover(d.span)),
        start,
        end: match until {
            Some((_, when)) => told(when).1,
            None => mentions.published.filter(|p| start.is_some_and(|start| start <= *p)),
        },
    }
}

/// «ومنذ هذا التاريخ»: the date told just before.
fn told_before(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    times: &[&TallyCue],
) -> Option<PeriodDraft> {
    let cue = times.iter().find(|c| {
        opens(reading, c.span.start)
            && (c.span.end..c.span.end + 2)
                .any(|i| matches!(reading.key(i), "التاريخ" | "الحين" | "الوقت"))
    })?;
    let mut before = mentions.dates.iter().zip(&mentions.whens);
    let (date, when) = before.rfind(|(d, _)| d.span.end <= span.start && !d.posted)?;
    let told = from_date(mentions, span, date, when, true, None);
    Some(PeriodDraft { span: cue.span, ..told })
}
