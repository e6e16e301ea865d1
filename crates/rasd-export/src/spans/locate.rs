//! Evidence to byte ranges of the text, whatever unit the record counts in.

use std::ops::Range;

use rasd::model::{Evidence, Part, Record};
use rasd::{OffsetUnit, Report};

use crate::ExportError;

/// A text with the byte offset of each unit that a record counts in.
struct Units<'t> {
    text: &'t str,
    /// By unit; none where units are bytes. Inside a surrogate pair there is no character: `None`.
    bytes: Option<Vec<Option<usize>>>,
}

impl<'t> Units<'t> {
    fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let width = |c: char| if unit == OffsetUnit::Utf16 { c.len_utf16() } else { 1 };
        let bytes = (unit != OffsetUnit::Utf8).then(|| {
            let mut bytes = Vec::new();
            for (at, c) in text.char_indices() {
                bytes.push(Some(at));
                bytes.extend(std::iter::repeat_n(None, width(c) - 1));
            }
            bytes.push(Some(text.len()));
            bytes
        });
        Self { text, bytes }
    }

    fn range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let byte = |at: usize| match &self.bytes {
            None => Some(at),
            Some(bytes) => bytes.get(at).copied().flatten(),
        };
        let range = byte(start)?..byte(end)?;
        self.text.get(range.clone()).map(|_| range)
    }
}

/// Finds the evidence of one record in its report.
pub(super) struct Locator<'t> {
    id: &'t str,
    title: Units<'t>,
    text: Units<'t>,
}

impl<'t> Locator<'t> {
    pub(super) fn new(record: &Record, report: &'t Report) -> Self {
        let unit = record.report.offset_unit;
        Self {
            id: &report.id,
            title: Units::new(report.title.as_deref().unwrap_or(""), unit),
            text: Units::new(&report.text, unit),
        }
    }

    /// The bytes of the part that the evidence is in.
    pub(super) fn bytes(&self, evidence: &Evidence) -> Result<Range<usize>, ExportError> {
        let units = match evidence.part {
            Part::Title => &self.title,
            Part::Text => &self.text,
        };
        let range = units.range(evidence.start, evidence.end);
        // The one safeguard against reports and records that do not belong together.
        range.filter(|r| units.text[r.clone()] == evidence.text).ok_or_else(|| {
            ExportError::OtherText {
                id: self.id.to_owned(),
                expected: evidence.text.clone(),
                start: evidence.start,
                end: evidence.end,
            }
        })
    }
}
