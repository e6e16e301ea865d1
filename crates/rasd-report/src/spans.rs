//! Evidence in the unit of the page: UTF-16, checked against the text.

use std::collections::BTreeMap;

use rasd::OffsetUnit;
use rasd::model::{Evidence, Part, Record};

/// Offsets of every character of one text, in the unit of the record and in UTF-16.
struct Ruler<'t> {
    text: &'t str,
    /// Offset in the record's unit to (byte, UTF-16).
    at: BTreeMap<usize, (usize, usize)>,
}

impl<'t> Ruler<'t> {
    fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut at = BTreeMap::new();
        let (mut units, mut utf16) = (0, 0);
        for (byte, c) in text.char_indices() {
            at.insert(units, (byte, utf16));
            utf16 += c.len_utf16();
            units += match unit {
                OffsetUnit::Utf8 => c.len_utf8(),
                OffsetUnit::Utf16 => c.len_utf16(),
                OffsetUnit::Utf32 => 1,
            };
        }
        at.insert(units, (text.len(), utf16));
        Self { text, at }
    }

    /// The span in UTF-16, if it slices the text to `words`.
    fn place(&self, start: usize, end: usize, words: &str) -> Option<(usize, usize)> {
        let (from, to) = (self.at.get(&start)?, self.at.get(&end)?);
        (self.text.get(from.0..to.0)? == words).then_some((from.1, to.1))
    }
}

/// Puts all offsets of `record` in UTF-16. A span that does not slice its text to its words, or
/// whose text is not at hand, becomes `0..0`: the page quotes it and marks nothing. Returns how
/// many of those had a text.
pub(crate) fn to_utf16(record: &mut Record, title: Option<&str>, text: Option<&str>) -> usize {
    let unit = record.report.offset_unit;
    let title = title.map(|t| Ruler::new(t, unit));
    let text = text.map(|t| Ruler::new(t, unit));
    let mut misplaced = 0;
    let mut convert = |evidence: &mut Evidence| {
        let ruler = match evidence.part {
            Part::Title => title.as_ref(),
            Part::Text => text.as_ref(),
        };
        let placed = ruler.and_then(|r| r.place(evidence.start, evidence.end, &evidence.text));
        if ruler.is_some() && placed.is_none() {
            misplaced += 1;
        }
        (evidence.start, evidence.end) = placed.unwrap_or((0, 0));
    };
    let incidents = record.incidents.iter_mut().flat_map(|i| &mut i.evidence);
    let tallies = record.tallies.iter_mut().flat_map(|t| &mut t.evidence);
    let findings = record.findings.iter_mut().flat_map(|f| &mut f.evidence);
    incidents.chain(tallies).chain(findings).for_each(&mut convert);
    record.report.offset_unit = OffsetUnit::Utf16;
    misplaced
}

#[cfg(test)]
mod tests {
    use rasd::{Extractor, Options, Report};

    use super::*;

    /// What JavaScript's `slice` gives.
    fn slice(text: &str, start: usize, end: usize) -> String {
        String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap()
    }

    fn extracted(report: &Report, unit: OffsetUnit) -> Record {
        Extractor::new().extract_with(report, Options { offset_unit: unit })
    }

    #[test]
    fn every_unit_comes_to_the_same_words() {
        let report =
            Report::new("r", "🔴🔴 قُتل مدنيان بقصف مدفعي 💥 على بلدة سرمين بريف إدلب أمس.")
                .title("💔 قتيلان في سرمين")
                .published_at("2021-03-10".parse().unwrap());
        let mut seen = Vec::new();
        for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32] {
            let mut record = extracted(&report, unit);
            let misplaced = to_utf16(&mut record, report.title.as_deref(), Some(&report.text));
            assert_eq!(misplaced, 0);
            let spans = &record.incidents[0].evidence;
            assert!(spans.len() > 3);
            for e in spans {
                let text = match e.part {
                    Part::Title => report.title.as_deref().unwrap(),
                    Part::Text => &report.text,
                };
                assert_eq!(slice(text, e.start, e.end), e.text);
            }
            seen.push(record);
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[0], seen[2]);
    }

    #[test]
    fn another_text_is_told() {
        let report = Report::new("r", "قُتل مدنيان بقصف مدفعي على بلدة سرمين.");
        let mut record = extracted(&report, OffsetUnit::Utf8);
        let spans = record.incidents[0].evidence.len();
        assert_eq!(to_utf16(&mut record.clone(), None, Some("نص آخر")), spans);
        assert_eq!(to_utf16(&mut record, None, None), 0);
        assert!(record.incidents[0].evidence.iter().all(|e| e.start == 0 && e.end == 0));
    }
}
