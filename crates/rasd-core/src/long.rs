//! Long texts: read in parts, so that time and memory grow with the length and no faster.
//!
//! The stages look around in the whole text they are given. That is cheap for an article and
//! ruinous for ten mebibytes; no article is as long as one part.

use crate::model::{Evidence, Part, Record};
use crate::offsets::OffsetUnit;

/// Most bytes read at once.
pub(crate) const PART: usize = 64 << 10;

/// Cuts a text into parts of at most [`PART`] bytes: behind a line if it can be done, else behind
/// a sentence, else behind a word. Joined, the parts are the text.
pub(crate) fn parts(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while rest.len() > PART {
        let boundary = (0..=PART).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(PART);
        let window = &rest[..boundary];
        // A part is not cut off short for the sake of a line break.
        let behind = |found: Option<(usize, &str)>| {
            found.map(|(at, mark)| at + mark.len()).filter(|end| *end > PART / 2)
        };
        let end = behind(window.rmatch_indices('\n').next())
            .or_else(|| behind(window.rmatch_indices(['.', '؟', '!', '؛']).next()))
            .or_else(|| behind(window.rmatch_indices(char::is_whitespace).next()))
            .unwrap_or(window.len());
        let (part, tail) = rest.split_at(end);
        out.push(part);
        rest = tail;
    }
    out.push(rest);
    out
}

/// Adds what a later part yields; `before` is the length of the text in front of it.
pub(crate) fn append(whole: &mut Record, mut part: Record, before: usize) {
    let shift = |evidence: &mut Vec<Evidence>| {
        for span in evidence.iter_mut().filter(|span| span.part == Part::Text) {
            span.start += before;
            span.end += before;
        }
    };
    part.incidents.iter_mut().for_each(|incident| shift(&mut incident.evidence));
    part.tallies.iter_mut().for_each(|tally| shift(&mut tally.evidence));
    part.findings.iter_mut().for_each(|finding| shift(&mut finding.evidence));
    let base = whole.tallies.len();
    for tally in &mut part.tallies {
        tally.within = tally.within.map(|within| within + base);
    }
    whole.incidents.append(&mut part.incidents);
    whole.tallies.append(&mut part.tallies);
    whole.findings.append(&mut part.findings);
}

/// Length of a text in a unit.
pub(crate) fn length(text: &str, unit: OffsetUnit) -> usize {
    text.chars().map(|c| unit.width(c)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extractor, Options, Report};

    #[test]
    fn parts_join_to_the_text() {
        let lines = "قصف مدفعي على بلدة سرمين.\n".repeat(8_000);
        let sentences = lines.replace('\n', " ");
        for text in ["", "ق", &lines, &sentences, &"قصف ".repeat(90_000), &"ق".repeat(90_001)]
        {
            let parts = parts(text);
            assert_eq!(parts.concat(), *text);
            assert!(parts.iter().all(|part| part.len() <= PART));
        }
        assert!(parts(&lines).iter().all(|part| part.ends_with('\n') || part.is_empty()));
    }

    #[test]
    fn a_title_longer_than_a_text_is_left_unread() {
        let title = "قتل مدني بقصف مدفعي على بلدة سرمين.\n".repeat(20_000);
        let report = Report::new("t", "قتل مدني برصاص قناص في مدينة درعا.").title(title);
        assert_eq!(Extractor::new().extract(&report).incidents.len(), 1);
    }

    #[test]
    fn spans_of_later_parts_slice_the_whole_text() {
        let text =
            "🔴 قتل مدنيان بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب.\n".repeat(1_500);
        let report = Report::new("long", text.as_str()).title("قصف على سرمين");
        let record =
            Extractor::new().extract_with(&report, Options { offset_unit: OffsetUnit::Utf32 });
        let chars: Vec<char> = text.chars().collect();
        let spans: Vec<&Evidence> = record.incidents.iter().flat_map(|i| &i.evidence).collect();
        assert!(spans.iter().any(|span| span.start > PART));
        for span in spans.into_iter().filter(|span| span.part == Part::Text) {
            assert_eq!(chars[span.start..span.end].iter().collect::<String>(), span.text);
        }
    }
}
