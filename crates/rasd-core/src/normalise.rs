//! Normalising: one reading form of the text, with a map back to the original offsets.
//!
//! Dropped: tashkeel, tatweel, bidi controls and zero-width characters. Folded: Arabic-Indic and
//! Persian digits to ASCII, Persian and presentation letter forms to their Arabic letters. Words
//! broken up to pass filters («قـ ـتـ ـل») are joined. Hamza, ta marbuta and alef maqsura stay;
//! they are folded per token in the look-up key only ([`crate::tokens`]), because NFKD would turn
//! «أشخاص» into «اشخاص» and «آب» into «اب» for good.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::drawn_out::{TATWEEL, broken_word_gap, drawn_dash};
use crate::tokens::Token;

/// A text in its reading form.
///
/// ```
/// let n = rasd::normalise::normalise("قُتِلَ ٣ مدنيين");
/// assert_eq!(n.text, "قتل 3 مدنيين");
/// let at = n.text.find('3').unwrap();
/// assert_eq!(n.original(at..at + 1), 13..15);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Normalised {
    /// The reading form.
    pub text: String,
    /// Stretches of `text`, in order, that together cover it.
    runs: Vec<Run>,
}

/// A stretch of the reading form that stands for an original range, byte by byte from its start;
/// what is left over at the end of the original belongs to its last character.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the reading form.
    at: u32,
    /// The original range.
    from: u32,
    to: u32,
}

impl Normalised {
    /// The original byte range that a byte range of [`text`](Self::text) stands for.
    ///
    /// Marks that were dropped inside the range or right behind its last letter belong to it.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.begins(range.start);
        start..if range.is_empty() { start } else { self.ends(range.end) }
    }

    /// Hands over the [`original`](Self::original) ranges of tokens, which stand in order.
    pub(crate) fn originals(&self, tokens: &[Token], mut range: impl FnMut(usize, u32, u32)) {
        // How far behind its place here a byte stood, and where the run ends there and here.
        let (mut shift, mut to, mut ends) = (0_u32, 0, 0);
        let mut runs = self.runs.iter().peekable();
        for (at, token) in tokens.iter().enumerate() {
            // Most tokens lie inside the run of the one before.
            if token.end < ends as usize {
                let there = |byte: usize| (byte as u32).wrapping_add(shift).min(to);
                range(at, there(token.start), there(token.end));
                continue;
            }
            let mut original = |byte: u32, bound: u32| {
                while ends < bound
                    && let Some(run) = runs.next()
                {
                    (shift, to) = (run.from.wrapping_sub(run.at), run.to);
                    ends = runs.peek().map_or(self.text.len() as u32, |next| next.at);
                }
                byte.wrapping_add(shift).min(to)
            };
            let (start, end) = (token.start as u32, token.end as u32);
            let from = original(start, start + 1);
            let until = original(end, end);
            range(at, from, if ends == end { to } else { until });
        }
    }

    /// The original byte that the character at `byte` begins with.
    fn begins(&self, byte: usize) -> usize {
        let Some(run) = self.runs.partition_point(|r| r.at as usize <= byte).checked_sub(1) else {
            return 0;
        };
        let run = self.runs[run];
        if byte >= self.text.len() {
            return self.runs.last().map_or(0, |last| last.to as usize);
        }
        (run.from as usize + byte - run.at as usize).min(run.to as usize)
    }

    /// The original byte behind the character that ends in front of `byte`.
    fn ends(&self, byte: usize) -> usize {
        let next = self.runs.partition_point(|r| (r.at as usize) < byte);
        let Some(run) = next.checked_sub(1).map(|i| self.runs[i]) else { return 0 };
        let end = self.runs.get(next).map_or(self.text.len(), |r| r.at as usize);
        if byte >= end {
            return run.to as usize;
        }
        (run.from as usize + byte - run.at as usize).min(run.to as usize)
    }

    /// Adds what stands for the original range `from..to`.
    fn push(&mut self, piece: &str, from: usize, to: usize) {
        let at = self.text.len();
        match self.runs.last_mut() {
            // It goes on as before: byte by byte, nothing dropped between.
            Some(last)
                if last.to as usize == from
                    && from - last.from as usize == at - last.at as usize
                    && to - from == piece.len() =>
            {
                last.to = to as u32;
            }
            _ if piece.is_empty() => {}
            _ => self.runs.push(Run { at: at as u32, from: from as u32, to: to as u32 }),
        }
        self.text.push_str(piece);
    }
}

/// The reading form of a text by itself. Most phrases of tables are their own.
pub(crate) fn reading_form(text: &str) -> Cow<'_, str> {
    if behind_plain(text.as_bytes(), 0, false) == text.len() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(normalise(text).text)
}

/// Normalises `text`.
#[must_use]
pub fn normalise(text: &str) -> Normalised {
    let runs = Vec::with_capacity(16);
    let mut out = Normalised { text: String::with_capacity(text.len()), runs };
    // Only a drawn-out letter joins the parts of a word: most texts have none.
    // The look for it takes longer to begin than to go through a phrase of a table.
    let may_be = text.len() > 64 || text.bytes().any(|byte| byte == 0x80);
    let drawn_out = may_be && text.contains(TATWEEL);
    let bytes = text.as_bytes();
    // What stands between the two is copied as it is.
    let (mut copied, mut at) = (0, 0);
    loop {
        at = behind_plain(bytes, at, drawn_out);
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if c == ' ' && drawn_out {
            match broken_word_gap(text, at) {
                Some(next) => {
                    out.push(&text[copied..at], copied, at);
                    (at, copied) = (next, next);
                }
                None => at = end,
            }
            continue;
        }
        if c == TATWEEL
            && let Some(end) = drawn_dash(text, at)
        {
            out.push(&text[copied..at], copied, at);
            out.push("-", at, end);
            (at, copied) = (end, end);
            continue;
        }
        let dropped = is_dropped(c);
        let folded = if dropped { None } else { fold(c) };
        if folded == Some(c) {
            at = end;
            continue;
        }
        out.push(&text[copied..at], copied, at);
        match folded {
            // A mark right behind a letter belongs to that letter's span.
            _ if dropped => {
                if is_mark(c)
                    && let Some(last) = out.runs.last_mut()
                    && last.to as usize == at
                {
                    last.to = end as u32;
                }
            }
            Some(folded) => out.push(folded.encode_utf8(&mut [0; 4]), at, end),
            None => {
                for folded in std::iter::once(c).nfkc() {
                    out.push(folded.encode_utf8(&mut [0; 4]), at, end);
                }
            }
        }
        (at, copied) = (end, end);
    }
    out.push(&text[copied..], copied, bytes.len());
    out
}

/// The first byte at or behind `at` whose character is none of those that most of a text consists
/// of and that stand for themselves: Arabic letters and commas, and ASCII but for its controls. `blanks` are
/// looked at one by one as well.
fn behind_plain(bytes: &[u8], mut at: usize, blanks: bool) -> usize {
    // U+0621 to U+064A in UTF-8, which are letters but for the tatweel, and the comma.
    let plain = |two: [u8; 2]| matches!(u16::from_be_bytes(two), 0xd88c | 0xd8a1..=0xd8bf | 0xd981..=0xd98a);
    loop {
        // Sixteen at once as long as nothing else stands among them.
        let from = at;
        while let Some(sixteen) = bytes.get(at.wrapping_sub(1)..).and_then(<[u8]>::first_chunk)
            && !blanks
            && are_plain(sixteen)
        {
            at += 16;
        }
        if at > from && bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at -= 1;
        }
        let until = at + 16;
        while at < until {
            at += 2 * bytes[at..].as_chunks().0.iter().take_while(|two| plain(**two)).count();
            match bytes.get(at) {
                Some(b' ') if blanks => return at,
                Some(b' '..=b'~' | b'\n') => at += 1,
                _ => return at,
            }
        }
    }
}

/// Whether the last sixteen of these bytes belong to plain characters; the first tells what the
/// second goes on with.
fn are_plain(bytes: &[u8; 17]) -> bool {
    let plain = |before: u8, byte: u8| {
        matches!(byte, b' '..=b'~')
            | (byte == b'\n')
            | (byte == 0xd8)
            | (byte == 0xd9)
            | ((before == 0xd8) & ((byte >= 0xa1) | (byte == 0x8c)))
            | ((before == 0xd9) & matches!(byte, 0x81..=0x8a))
    };
    (0..16).fold(true, |all, at| all & plain(bytes[at], bytes[at + 1]))
}

/// The character's reading form, or none when it is a presentation form that NFKC unfolds.
fn fold(c: char) -> Option<char> {
    Some(match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        'ی' | 'ې' | 'ۍ' | 'ے' => 'ي',
        'ک' | 'ڪ' | 'ګ' => 'ك',
        'ہ' | 'ھ' | 'ە' | 'ۂ' => 'ه',
        'ۀ' | 'ۃ' => 'ة',
        '٬' => ',',
        '٫' => '.',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => '\n',
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => return None,
        _ => c,
    })
}

pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | TATWEEL)
}

const fn is_dropped(c: char) -> bool {
    is_mark(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\r' | '\0'
            | '\u{fe00}'..='\u{fe0f}')
}

pub(crate) const fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn reading_forms() {
        for (raw, expected) in [
            ("قُتِلَ", "قتل"),
            ("الـ 22 من آب", "ال 22 من آب"),
            ("۱۲۳ و٤٥٦", "123 و456"),
            ("قـ ـتـ ـل شخص", "قتل شخص"),
            ("بقصف مد فــ عــ ــي على", "بقصف مدفعي على"),
            ("\u{202b}قصف\u{202c}", "قصف"),
            ("ﻗﺼﻒ ﻻ", "قصف لا"),
            ("مقاتلی کردی", "مقاتلي كردي"),
            ("محافظة حلب ــ المرصد", "محافظة حلب - المرصد"),
            ("", ""),
        ] {
            assert_eq!(normalise(raw).text, expected, "{raw}");
        }
    }

    #[test]
    fn spans_map_back() {
        let raw = "قُتِلَ ٣ مدنيين بقـ ـصـ ـف";
        let n = normalise(raw);
        for word in ["قتل", "3", "مدنيين", "بقصف"] {
            let at = n.text.find(word).unwrap();
            let back = n.original(at..at + word.len());
            assert_eq!(normalise(&raw[back]).text, word);
        }
    }
}
