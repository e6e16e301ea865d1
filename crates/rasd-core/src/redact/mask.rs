//! Masking letters so that every offset in every unit stays what it was.

use std::ops::Range;

/// What stands for a letter of the same width.
const fn sign(c: char) -> char {
    match c.len_utf8() {
        1 => 'x',
        2 => '×',
        3 => '╳',
        _ => '🞩',
    }
}

/// Whether a character of a name tells something: letters and the signs on them. Blanks, quotes
/// and hyphens stay.
fn tells(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// `text` with the letters in `ranges` (sorted byte ranges) masked: as many bytes, UTF-16 units
/// and characters as before, each where it was.
pub(super) fn mask(text: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut ranges = ranges.iter().peekable();
    for (at, c) in text.char_indices() {
        while ranges.next_if(|range| range.end <= at).is_some() {}
        let inside = ranges.peek().is_some_and(|range| range.contains(&at));
        out.push(if inside && tells(c) { sign(c) } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_keeps_its_width() {
        let text = "a-محمّد ﻣﺤﻤﺪ 𞸀 end";
        let all = 0..text.len();
        let masked = mask(text, std::slice::from_ref(&all));
        assert_eq!(masked, "x-××××× ╳╳╳╳ 🞩 xxx");
        let widths = |t: &str| t.chars().map(|c| (c.len_utf8(), c.len_utf16())).collect::<Vec<_>>();
        assert_eq!(widths(text), widths(&masked));
        assert_eq!(mask(text, &[]), text);
    }
}
