//! A first line that gives its day to all that stands below it.

use crate::annotate::Mentions;
use crate::assemble::draft::Read;
use crate::assemble::units::Unit;
use crate::model::{DatePrecision, When};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::when::{DIGESTS, HEADS_DAY};

/// «#ريف_إدلب 24/11/2021», «عاجل الجمعة 2/12/2022», «التقرير اليومي 20-11-2022»: the day of what a post
/// tells below its first line. A page's own date stands alone («2021-11-24»), behind «نُشر في» or beside
/// the counts of its readers, and not behind the place or the name of the news.
pub(in crate::assemble) fn headed(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
) -> Option<Read<When>> {
    let line = unit.span;
    let is_word = |i: &usize| reading.tokens[*i].is_word();
    let opens = mentions.sentences.first().is_some_and(|s| s.span.start == line.start);
    if line.end - line.start > LINE || !opens {
        return None;
    }
    let (date, when) = mentions.days_in(line).find(|(d, w)| {
        line.contains(d.span) && !d.posted && d.explicit() && w.precision == DatePrecision::Day
    })?;
    let front = TokenSpan::new(line.start, date.span.start);
    let ends = !(date.span.end..line.end).any(|i| is_word(&i));
    let names = || {
        (front.start..front.end).find(is_word).is_some_and(|first| {
            let word = reading.key(first);
            HEADS_DAY.contains(&word)
                || DIGESTS.contains(&word)
                || mentions.places_in(front).iter().any(|p| front.contains(p.span))
        })
    };
    let idle = mentions.events_in(line).is_empty() && mentions.sayings_in(line).is_empty();
    (ends && idle && names()).then(|| Read::new(when.clone(), date.span, date.rule))
}

/// Tokens of such a line, at most.
const LINE: usize = 24;
