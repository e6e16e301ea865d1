//! Offsets in the unit the caller's language counts in.

use serde::{Deserialize, Serialize};

/// The unit that offsets count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum OffsetUnit {
    /// UTF-8 bytes (Rust, Go, C++).
    #[default]
    #[serde(rename = "utf8")]
    Utf8,
    /// UTF-16 code units (Java, JavaScript, C#).
    #[serde(rename = "utf16")]
    Utf16,
    /// Code points (Python).
    #[serde(rename = "utf32")]
    Utf32,
}

impl OffsetUnit {
    pub(crate) fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Converts byte offsets of one text to another unit, in logarithmic time each.
///
/// ```
/// use rasd::offsets::{OffsetIndex, OffsetUnit};
/// let text = "🔴 قصف";
/// let index = OffsetIndex::new(text, OffsetUnit::Utf16);
/// assert_eq!(index.from_byte(text.find('ق').unwrap()), 3);
/// ```
#[derive(Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// (byte, unit) at every `STRIDE`th character.
    marks: Vec<(usize, usize)>,
}

const STRIDE: usize = 64;

impl<'t> OffsetIndex<'t> {
    /// Indexes `text` for conversion to `unit`.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut marks = vec![(0, 0)];
        if unit != OffsetUnit::Utf8 {
            let mut units = 0;
            for (i, (byte, c)) in text.char_indices().enumerate() {
                if i > 0 && i % STRIDE == 0 {
                    marks.push((byte, units));
                }
                units += unit.width(c);
            }
        }
        Self { text, unit, marks }
    }

    /// The offset of byte `byte`, which must lie on a character boundary (else it is rounded down).
    #[must_use]
    pub fn from_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.unit == OffsetUnit::Utf8 {
            return byte;
        }
        let (mark, units) = self.marks[self.marks.partition_point(|m| m.0 <= byte) - 1];
        let rest = self.text[mark..].char_indices().take_while(|(i, _)| mark + i < byte);
        units + rest.map(|(_, c)| self.unit.width(c)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_past_the_stride() {
        let text = "🔴ب".repeat(100);
        for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32] {
            let index = OffsetIndex::new(&text, unit);
            let mut expected = 0;
            for (byte, c) in text.char_indices() {
                assert_eq!(index.from_byte(byte), expected);
                expected += unit.width(c);
            }
            assert_eq!(index.from_byte(text.len()), expected);
        }
    }
}
