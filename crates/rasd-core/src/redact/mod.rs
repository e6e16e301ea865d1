//! Masking the names of persons.
//!
//! A help, not a guarantee: names are found by the words around them and by a table of given
//! names (`data/name_cues.tsv`, `data/given_names.tsv`), and some are missed. What is masked keeps
//! its length in bytes, UTF-16 units and code points, so every offset stays valid. Places and
//! named actors stay readable, and so do the names behind a title of office.
//!
//! ```
//! let masked = rasd::redact::names("قُتل الشاب أحمد السالم برصاص مسلحين في بلدة سرمين.");
//! assert_eq!(masked, "قُتل الشاب ×××× ×××××× برصاص مسلحين في بلدة سرمين.");
//! ```

mod chain;
mod find;
mod lists;
mod mask;
mod record;
mod words;

use std::ops::Range;

pub use record::{Redacted, redact_quotes, redact_record};

use crate::long;
use crate::reading::Reading;
use crate::report::Report;
use crate::tokens::{TokenKind, TokenSpan};

/// `text` with the letters of personal names masked, at the same length in every unit.
#[must_use]
pub fn names(text: &str) -> String {
    mask::mask(text, &find(text))
}

/// The byte ranges of personal names in `text`, from left to right, particles written onto a name
/// left out.
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = 0;
    for part in long::parts(text) {
        let report = Report::new("", part);
        let reading = Reading::new(&report);
        let ranges = ranges(&reading, Vec::new());
        found.extend(ranges.into_iter().map(|r| r.start + before..r.end + before));
        before += part.len();
    }
    found
}

/// The byte ranges of names in a reading's source; tokens that are `kept` are no names.
fn ranges(reading: &Reading, kept: Vec<bool>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for chain in find::find(reading, kept) {
        let mut range: Option<Range<usize>> = None;
        for at in chain.span.start..chain.span.end {
            if reading.tokens[at].kind != TokenKind::Word {
                continue;
            }
            let mut bytes = reading.bytes(TokenSpan::new(at, at + 1));
            if at == chain.span.start {
                bytes.start = behind_particle(&reading.source, bytes.clone(), chain.particle);
            }
            range = Some(range.map_or(bytes.clone(), |range| range.start..bytes.end));
        }
        ranges.extend(range);
    }
    ranges
}

/// Where a word goes on behind its first `letters`, the signs on them passed over.
fn behind_particle(source: &str, bytes: Range<usize>, letters: usize) -> usize {
    if letters == 0 {
        return bytes.start;
    }
    let mut seen = 0;
    for (at, c) in source[bytes.clone()].char_indices() {
        let letter =
            c.is_alphabetic() && !matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}');
        seen += usize::from(letter);
        if seen > letters {
            return bytes.start + at;
        }
    }
    bytes.start
}
