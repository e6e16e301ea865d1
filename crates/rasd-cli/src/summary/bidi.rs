//! Right-to-left words in left-to-right lines.

use std::fmt::Write;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// A report's words, safe on a terminal: every right-to-left run in an isolate, the report's own
/// direction controls gone (an unpaired one would reorder our lines), other controls replaced.
pub(crate) fn show(text: &str) -> String {
    let clean = clean(text);
    if !clean.chars().any(is_rtl) {
        return clean;
    }
    let mut out = String::with_capacity(clean.len() + 16);
    let mut rest = clean.as_str();
    while !rest.is_empty() {
        // A run goes up to the next Latin letter; digits, blanks and punctuation inside it read
        // in its direction.
        let ltr = rest.find(is_ltr_letter).unwrap_or(rest.len());
        let (segment, behind) = rest.split_at(ltr);
        push_segment(&mut out, segment, ltr < rest.len());
        let end = behind.find(is_rtl).unwrap_or(behind.len());
        // Blanks and brackets before the next run belong to the line, not to the run.
        let latin = behind[..end]
            .rfind(is_ltr_letter)
            .map_or(0, |at| at + behind[at..].chars().next().map_or(0, char::len_utf8));
        out.push_str(&behind[..latin]);
        rest = &behind[latin..];
    }
    out
}

/// `latin_behind`: a Latin letter comes right behind the segment.
fn push_segment(out: &mut String, segment: &str, latin_behind: bool) {
    if !segment.chars().any(is_rtl) {
        out.push_str(segment);
        return;
    }
    let (start, end) = run(segment, out.chars().any(is_ltr_letter), latin_behind);
    let (head, tail) = (&segment[..start], &segment[end..]);
    let run = &segment[start..end];
    let _ = write!(out, "{head}{FIRST_STRONG_ISOLATE}{run}{POP_ISOLATE}{tail}");
}

/// The part of a segment that goes into the isolate: without blanks at its edges, nor punctuation
/// towards Latin words, nor a bracket whose other half lies outside.
fn run(segment: &str, latin_before: bool, latin_behind: bool) -> (usize, usize) {
    let of_line = |c: char| !c.is_alphanumeric() && !matches!(c, '«' | '»' | '“' | '”');
    let mut start = if latin_before { segment.find(|c| !of_line(c)).unwrap_or(0) } else { 0 };
    let mut end = segment.len();
    if latin_behind {
        end = start + segment[start..].trim_end_matches(of_line).len();
    }
    loop {
        let part = &segment[start..end];
        let trimmed = part.trim();
        if trimmed.len() < part.len() {
            start += part.len() - part.trim_start().len();
            end = start + trimmed.len();
            continue;
        }
        let (Some(first), Some(last)) = (part.chars().next(), part.chars().next_back()) else {
            return (start, end);
        };
        if closer(first).is_some_and(|c| !part.contains(c)) {
            start += first.len_utf8();
        } else if opener(last).is_some_and(|c| !part.contains(c)) {
            end -= last.len_utf8();
        } else {
            return (start, end);
        }
    }
}

const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”')];

fn closer(open: char) -> Option<char> {
    PAIRS.iter().find(|p| p.0 == open).map(|p| p.1)
}

fn opener(close: char) -> Option<char> {
    PAIRS.iter().find(|p| p.1 == close).map(|p| p.0)
}

fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !is_bidi_control(*c))
        .map(|c| match c {
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

/// Letters of the right-to-left blocks (Hebrew to Arabic Extended, presentation forms).
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && c.is_alphabetic()
}

fn is_ltr_letter(c: char) -> bool {
    c.is_alphabetic() && !is_rtl(c)
}

#[cfg(test)]
mod tests {
    use super::show;

    #[test]
    fn isolates_stand_around_arabic_only() {
        for (text, expected) in [
            ("Sarmin", "Sarmin"),
            ("", ""),
            ("سرمين", "<سرمين>"),
            ("قصف على (سرمين)", "<قصف على (سرمين)>"),
            ("الـ 22 من آذار/مارس", "<الـ 22 من آذار/مارس>"),
            ("Sarmin (سرمين), town", "Sarmin (<سرمين>), town"),
            ("قناة BBC العربية", "<قناة> BBC <العربية>"),
            ("«تنظيم الدولة» IS", "<«تنظيم الدولة»> IS"),
            ("3 قتلى", "<3 قتلى>"),
        ] {
            let shown = show(text).replace('\u{2068}', "<").replace('\u{2069}', ">");
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn controls_never_reach_the_terminal() {
        assert_eq!(show("a\u{202e}b\u{2067}\u{1b}[31m\0"), "ab\u{fffd}[31m\u{fffd}");
        assert_eq!(show("\u{202b}قصف\nجوي"), "\u{2068}قصف جوي\u{2069}");
    }
}
