//! Normalising: one reading form of the text, with a map back to the original offsets.
//!
//! Dropped: tashkeel, tatweel, bidi controls and zero-width characters. Folded: Arabic-Indic and
//! Persian digits to ASCII, Persian and presentation letter forms to their Arabic letters. Words
//! broken up to pass filters («قـ ـتـ ـل») are joined. Hamza, ta marbuta and alef maqsura stay;
//! they are folded per token in the look-up key only ([`crate::tokens`]), because NFKD would turn
//! «أشخاص» into «اشخاص» and «آب» into «اب» for good.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

const TATWEEL: char = 'ـ';

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
    /// For each character of `text`: its byte offset there, and the original range it stands for.
    map: Vec<(u32, u32, u32)>,
}

impl Normalised {
    /// The original byte range that a byte range of [`text`](Self::text) stands for.
    ///
    /// Marks that were dropped inside the range or right behind its last letter belong to it.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() || self.map.is_empty() {
            let at = self.map.partition_point(|m| (m.0 as usize) < range.start);
            let byte = self
                .map
                .get(at)
                .map_or_else(|| self.map.last().map_or(0, |m| m.2 as usize), |m| m.1 as usize);
            return byte..byte;
        }
        let first = self.map.partition_point(|m| (m.0 as usize) <= range.start).max(1) - 1;
        let last = self.map.partition_point(|m| (m.0 as usize) < range.end).max(1) - 1;
        self.map[first].1 as usize..self.map[last].2 as usize
    }

    fn push(&mut self, c: char, from: usize, to: usize) {
        self.map.push((self.text.len() as u32, from as u32, to as u32));
        self.text.push(c);
    }
}

/// Normalises `text`.
#[must_use]
pub fn normalise(text: &str) -> Normalised {
    let mut out = Normalised { text: String::with_capacity(text.len()), map: Vec::new() };
    // Arabic letters have two bytes, what stands between words one.
    out.map.reserve(text.len() * 5 / 8 + 16);
    // Only a drawn-out letter joins the parts of a word: most texts have none.
    let drawn_out = text.contains(TATWEEL);
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let end = at + c.len_utf8();
        if matches!(c, '\u{621}'..='\u{63f}' | '\u{641}'..='\u{64a}') {
            out.push(c, at, end);
            continue;
        }
        if c == ' '
            && drawn_out
            && let Some(next) = broken_word_gap(text, at)
        {
            skip_to = next;
            continue;
        }
        if is_dropped(c) {
            // A mark right behind a letter belongs to that letter's span.
            if is_mark(c)
                && let Some(last) = out.map.last_mut()
                && last.2 as usize == at
            {
                last.2 = end as u32;
            }
            continue;
        }
        match fold(c) {
            Some(folded) => out.push(folded, at, end),
            None => {
                for folded in std::iter::once(c).nfkc() {
                    out.push(folded, at, end);
                }
            }
        }
    }
    out
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

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | TATWEEL)
}

const fn is_dropped(c: char) -> bool {
    is_mark(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\r' | '\0'
            | '\u{fe00}'..='\u{fe0f}')
}

const fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

/// Letters that never join the next one, so no tatweel can follow them.
const fn is_non_joining(c: char) -> bool {
    matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ة' | 'ى' | 'ء')
}

/// When a blank at byte `at` lies inside a broken-up word, the byte behind the gap.
///
/// A tatweel at a chunk's edge draws the pen on to a letter that is not there: the word goes on
/// in the next chunk. «مد فــ عــ ــي» also breaks behind letters that cannot carry a tatweel;
/// there both neighbours must be fragments of at most two letters and one of them drawn out.
fn broken_word_gap(text: &str, at: usize) -> Option<usize> {
    let blanks = text[at..].bytes().take_while(|b| *b == b' ').count();
    if at == 0 || blanks > 2 {
        return None;
    }
    let next = at + blanks;
    let before = chunk(text[..at].chars().rev());
    let after = chunk(text[next..].chars());
    let (last, first) = (*before.first()?, *after.first()?);
    let joins = |c: &[char]| c.iter().any(|c| is_arabic_letter(*c));
    if !joins(&before) || !joins(&after) {
        return None;
    }
    // «الـ 22» and «الـ “كراسنوبول”» end in a tatweel for good: what follows is no letter there.
    let article = before.iter().rev().filter(|c| **c != TATWEEL).collect::<String>();
    let short = |c: &[char]| c.iter().filter(|c| is_arabic_letter(**c)).count() <= 2;
    let drawn = |c: &[char]| c.contains(&TATWEEL);
    if matches!(article.as_str(), "ال" | "وال" | "بال" | "لل" | "ه") && !drawn(&after) {
        return None;
    }
    let joined = (last == TATWEEL && (short(&before) || drawn(&after)))
        || (first == TATWEEL && is_arabic_letter(after.get(1).copied().unwrap_or(' ')))
        || (first == TATWEEL && drawn(&before))
        || (is_non_joining(last)
            // «ـار»: drawn out at its front, the chunk is a word's end.
            && before.last() != Some(&TATWEEL)
            && short(&before)
            && short(&after)
            && after.last() == Some(&TATWEEL));
    joined.then_some(next)
}

/// The letters and tatweels that stand next, marks left out.
fn chunk(chars: impl Iterator<Item = char>) -> Vec<char> {
    chars
        .take_while(|c| is_arabic_letter(*c) || is_mark(*c))
        .filter(|c| is_arabic_letter(*c) || *c == TATWEEL)
        .collect()
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
            ("محافظة حلب ــ المرصد", "محافظة حلب  المرصد"),
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
