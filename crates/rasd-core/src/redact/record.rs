//! Masking names in a record and its report.

use std::ops::Range;

use super::{mask, ranges};
use crate::long;
use crate::model::{Evidence, Part, Record};
use crate::offsets::OffsetIndex;
use crate::reading::Reading;
use crate::report::Report;
use crate::tokens::TokenSpan;

/// A report's texts with the names masked: each as long as before, in every unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The title.
    pub title: Option<String>,
    /// The text.
    pub text: String,
}

/// Masks the names of persons in `record`, which was read from `report`, and gives the report's
/// texts masked in the same way. Spans stay valid in the masked texts; the words of places and
/// actors stay as they are.
///
/// ```
/// use rasd::{Extractor, Report};
/// let report = Report::new("r-1", "قُتل الشاب أحمد السالم برصاص مسلحين في بلدة سرمين بريف إدلب.");
/// let mut record = Extractor::new().extract(&report);
/// let masked = rasd::redact::redact_record(&mut record, &report);
/// assert!(!masked.text.contains("أحمد") && masked.text.contains("سرمين"));
/// for evidence in &record.incidents[0].evidence {
///     assert_eq!(evidence.text, masked.text[evidence.start..evidence.end]);
/// }
/// ```
pub fn redact_record(record: &mut Record, report: &Report) -> Redacted {
    let kept = kept(record, report);
    let mut title: Vec<Range<usize>> = Vec::new();
    let mut text: Vec<Range<usize>> = Vec::new();
    let mut before = 0;
    let mut read_apart = false;
    let mut part = Report { text: String::new(), ..report.clone() };
    for piece in long::parts(&report.text) {
        piece.clone_into(&mut part.text);
        let reading = Reading::new(&part);
        let starts = reading.text_starts;
        read_apart |= starts > 0;
        let tokens = (0..reading.tokens.len()).map(|at| {
            let bytes = reading.bytes(TokenSpan::new(at, at + 1));
            let overlaps = |range: &Range<usize>, base: usize, shift: usize| {
                range.start < bytes.end - base + shift && bytes.start - base + shift < range.end
            };
            if bytes.start < starts {
                kept.title.iter().any(|range| overlaps(range, 0, 0))
            } else {
                kept.text.iter().any(|range| overlaps(range, starts, before))
            }
        });
        for range in ranges(&reading, tokens.collect()) {
            if range.start < starts {
                title.push(range);
            } else {
                text.push(range.start - starts + before..range.end - starts + before);
            }
        }
        before += piece.len();
        drop(reading);
        part.title = None;
    }
    let names: Vec<&str> = {
        let in_title = title.iter().filter_map(|r| report.title.as_deref()?.get(r.clone()));
        let mut names: Vec<&str> =
            in_title.chain(text.iter().filter_map(|r| report.text.get(r.clone()))).collect();
        // The longest first: a name may be part of another.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        names
    };
    let redacted = Redacted {
        title: report.title.as_deref().map(|t| match read_apart {
            true => mask::mask(t, &title),
            // Repeated in the text, or too long to be one: not read with the text.
            false => without(&super::names(t), &names),
        }),
        text: mask::mask(&report.text, &text),
    };
    let unit = record.report.offset_unit;
    let given = Texts::of(report.title.as_deref(), &report.text, unit);
    let masked = Texts::of(redacted.title.as_deref(), &redacted.text, unit);
    let quote = |evidence: &mut Evidence| match given.slice(evidence) {
        Some(words) if words == evidence.text => {
            if let Some(words) = masked.slice(evidence) {
                words.clone_into(&mut evidence.text);
            }
        }
        // A span into some other text: at least the words themselves are masked.
        _ => quote_alone(evidence),
    };
    rewrite(record, quote, |words| *words = without(words, &names));
    redacted
}

/// Masks the names of persons in what `record` quotes, where its report is not at hand. Less is
/// found than with the report: a quote may be all there is of a sentence.
pub fn redact_quotes(record: &mut Record) {
    rewrite(record, quote_alone, |words| *words = super::names(words));
}

fn quote_alone(evidence: &mut Evidence) {
    if !is_kept(evidence) {
        evidence.text = super::names(&evidence.text);
    }
}

/// Whether evidence is of a slot that stays readable.
fn is_kept(evidence: &Evidence) -> bool {
    evidence.field.starts_with("places") || evidence.field.starts_with("actors")
}

/// What a record's places and actors rest on.
#[derive(Default)]
struct Kept {
    title: Vec<Range<usize>>,
    text: Vec<Range<usize>>,
}

fn kept(record: &Record, report: &Report) -> Kept {
    let unit = record.report.offset_unit;
    let title = Bytes::of(report.title.as_deref().unwrap_or_default(), unit);
    let text = Bytes::of(&report.text, unit);
    let mut kept = Kept::default();
    for evidence in record.incidents.iter().flat_map(|i| &i.evidence) {
        if is_kept(evidence) {
            match evidence.part {
                Part::Title => kept.title.push(title.range(evidence)),
                Part::Text => kept.text.push(text.range(evidence)),
            }
        }
    }
    kept
}

/// From offsets in some unit back to bytes.
struct Bytes<'t> {
    text: &'t str,
    index: OffsetIndex<'t>,
}

impl<'t> Bytes<'t> {
    fn of(text: &'t str, unit: crate::OffsetUnit) -> Self {
        Self { text, index: OffsetIndex::new(text, unit) }
    }

    fn range(&self, evidence: &Evidence) -> Range<usize> {
        self.byte(evidence.start)..self.byte(evidence.end)
    }

    /// The first byte at or behind `offset`: the offset of a byte grows with the byte.
    fn byte(&self, offset: usize) -> usize {
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let at = (0..=middle).rev().find(|i| self.text.is_char_boundary(*i)).unwrap_or(0);
            if self.index.from_byte(at) < offset {
                low = middle + 1;
            } else {
                high = at;
            }
        }
        low
    }
}

/// Title and text, to be sliced in some unit.
struct Texts<'t> {
    title: Bytes<'t>,
    text: Bytes<'t>,
}

impl<'t> Texts<'t> {
    fn of(title: Option<&'t str>, text: &'t str, unit: crate::OffsetUnit) -> Self {
        let title = Bytes::of(title.unwrap_or_default(), unit);
        Self { title, text: Bytes::of(text, unit) }
    }

    fn slice(&self, evidence: &Evidence) -> Option<&'t str> {
        let bytes = if evidence.part == Part::Title { &self.title } else { &self.text };
        bytes.text.get(bytes.range(evidence))
    }
}

/// Hands over everything in a record that quotes the report, but for places and actors.
fn rewrite(record: &mut Record, quote: impl Fn(&mut Evidence), words: impl Fn(&mut String)) {
    for incident in &mut record.incidents {
        incident.evidence.iter_mut().for_each(&quote);
        incident.when.text.iter_mut().for_each(&words);
        incident.harm.iter_mut().for_each(|h| words(&mut h.text));
        incident.attribution.iter_mut().for_each(|a| words(&mut a.source));
    }
    for tally in &mut record.tallies {
        tally.evidence.iter_mut().for_each(&quote);
        words(&mut tally.text);
        tally.period.text.iter_mut().for_each(&words);
    }
    for finding in &mut record.findings {
        finding.evidence.iter_mut().for_each(&quote);
        words(&mut finding.message);
    }
}

/// `text` with each of `names` masked where it stands as words of its own.
fn without(text: &str, names: &[&str]) -> String {
    let mut found: Vec<Range<usize>> = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        for (at, _) in text.match_indices(name) {
            let range = at..at + name.len();
            let joined = text[range.end..].starts_with(char::is_alphabetic)
                || text[..at].chars().rev().take(2).filter(|c| c.is_alphabetic()).count() > 1;
            if !joined && !found.iter().any(|f| f.start < range.end && range.start < f.end) {
                found.push(range);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    mask::mask(text, &found)
}
