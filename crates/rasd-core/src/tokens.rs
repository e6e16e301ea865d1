//! Tokens: words, numbers, punctuation and line breaks of the normalised text.

use compact_str::CompactString;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters.
    Word,
    /// A run of digits, thousands separators included.
    Number,
    /// A character that look-ups pass over: quotes, `#`, `_`.
    Soft,
    /// Any other visible character.
    Punct,
    /// One or more line breaks.
    Break,
}

/// One token. `start..end` are byte offsets in the normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Look-up form of a word ([`fold_key`]); the text itself for anything else.
    pub key: CompactString,
}

impl Token {
    /// Whether the token is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// The value of a number token, when it is a whole number that fits.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        if self.kind != TokenKind::Number {
            return None;
        }
        let digits = self.key.bytes().filter(u8::is_ascii_digit);
        digits
            .map(|d| u32::from(d - b'0'))
            .try_fold(0_u32, |n, d| n.checked_mul(10)?.checked_add(d))
    }

    /// Whether this is the punctuation `c`.
    #[must_use]
    pub fn is_punct(&self, c: char) -> bool {
        self.kind == TokenKind::Punct && self.key.starts_with(c)
    }
}

/// A half-open range of token indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenSpan {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

impl TokenSpan {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the two share a token.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// The look-up form of a word: hamza seats, alef maqsura and ta marbuta folded.
///
/// Every table of the project is keyed by it, so a row normalises to itself.
///
/// ```
/// assert_eq!(rasd::tokens::fold_key("إصابة"), "اصابه");
/// assert_eq!(rasd::tokens::fold_key("قتلى"), "قتلي");
/// ```
#[must_use]
pub fn fold_key(word: &str) -> CompactString {
    let mut at = kept(word);
    // Many words are their own key.
    if at == word.len() {
        return word.into();
    }
    let mut key = CompactString::with_capacity(word.len());
    let mut militia = false;
    // What stands between two letters that fold is copied as it is.
    let mut copied = 0;
    while let Some(c) = word[at..].chars().next() {
        let end = at + c.len_utf8();
        let folded = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
            'ى' | 'ئ' => "ي",
            'ة' => "ه",
            'ؤ' => "و",
            // No other Arabic letter has a case: the table of cases is not asked.
            '\u{620}'..='\u{64a}' => {
                militia |= c == 'ش' && may_be_militia(&word[..at]);
                at = end + kept(&word[end..]);
                continue;
            }
            _ => "",
        };
        key.push_str(&word[copied..at]);
        key.push_str(folded);
        if folded.is_empty() {
            key.extend(c.to_lowercase());
        }
        copied = end;
        at = end + kept(&word[end..]);
    }
    key.push_str(&word[copied..]);
    if militia { militia_key(key) } else { key }
}

/// The length of what stands in front of the first letter that may be another in the key, or makes it
/// worth a second look.
fn kept(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        at += match (first, bytes.get(at + 1)) {
            (b'a'..=b'z' | b'0'..=b'9' | b' ', _) => 1,
            (0xd8, Some(second)) if !folds(0x600 | (second & 0x3f) as u32) => 2,
            (0xd9, Some(second)) if !folds(0x640 | (second & 0x3f) as u32) => 2,
            _ => break,
        };
    }
    at
}

/// Whether a character of the Arabic block may be another in the key.
const fn folds(c: u32) -> bool {
    const fn set(from: u32) -> u64 {
        let (mut all, mut at) = (0, 0);
        while at < 64 {
            let stays = match char::from_u32(from + at) {
                Some(c) => {
                    matches!(c, 'ا' | 'ب' | 'ت'..='ز' | 'س' | 'ص'..='و' | 'ي' | 'ء')
                }
                None => false,
            };
            all |= if stays { 0 } else { 1 << at };
            at += 1;
        }
        all
    }
    const FIRST: u64 = set(0x600);
    const SECOND: u64 = set(0x640);
    let set = if c < 0x640 { FIRST } else { SECOND };
    set >> (c % 64) & 1 != 0
}

/// Whether what stands in front of «ش» may begin the word with many spellings: «ملـ», «ميلـ»,
/// «ملي», «ميلي».
fn may_be_militia(before: &str) -> bool {
    let without = |word: &'_ str| word.trim_end_matches(['ي', 'ى', 'ئ']).len();
    let ends = |word: &str, letter: char| word.ends_with(letter);
    if !before.ends_with(['ل', 'ي', 'ى', 'ئ']) {
        return false;
    }
    let before = &before[..without(before)];
    ends(before, 'ل') && {
        let before = &before[..before.len() - 'ل'.len_utf8()];
        ends(&before[..without(before)], 'م')
    }
}

/// One foreign word with half a dozen spellings: «مليشيا», «ميلشيات», «ميليشات».
fn militia_key(key: CompactString) -> CompactString {
    if key.contains("ميليشيا") {
        return key;
    }
    ["ميلشيا", "مليشيا", "ميليشا", "ميلشا", "مليشا"]
        .iter()
        .find(|spelling| key.contains(**spelling))
        .map_or_else(|| key.clone(), |spelling| key.replacen(spelling, "ميليشيا", 1).into())
}

/// A word without its article, when at least three letters are left.
#[must_use]
pub fn bare(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.len() >= 3 && rest.chars().nth(2).is_some() => rest,
        _ => word,
    }
}

const fn is_soft(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '″'
            | '′'
            | '`'
            | '´'
            | '‹'
            | '›'
            | '#'
            | '_'
            | '*'
    )
}

/// Splits a normalised text into tokens. Blanks belong to no token.
#[must_use]
pub fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 8 + 8);
    split(text, |kind, start, end| {
        let word = &text[start..end];
        let key = if kind == TokenKind::Word { fold_key(word) } else { word.into() };
        tokens.push(Token { kind, start, end, key });
    });
    tokens
}

/// Hands over what each token is and where it begins and ends, in order.
pub(crate) fn split(text: &str, mut token: impl FnMut(TokenKind, usize, usize)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(&first) = bytes.get(start) {
        if first == b' ' {
            start += 1;
            continue;
        }
        let mut end = letters(text, start);
        let kind = if end > start {
            TokenKind::Word
        } else if first.is_ascii_digit() {
            end = digits(text, start);
            TokenKind::Number
        } else {
            let Some(c) = text[start..].chars().next() else { break };
            end = start + c.len_utf8();
            if c == '\n' {
                end = text.len() - text[end..].trim_start().len();
                TokenKind::Break
            } else if c.is_whitespace() {
                start = end;
                continue;
            } else if is_soft(c) {
                TokenKind::Soft
            } else {
                TokenKind::Punct
            }
        };
        token(kind, start, end);
        start = end;
    }
}

/// End of the run of letters of one script that begins at `start`: what a page prints in Latin
/// letters («الجرحىpic.twitter.com») is no part of the Arabic word it is stuck to.
#[inline(always)]
fn letters(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    // The first byte of U+00C0 to U+036F: an accented letter belongs to a Latin word.
    let latin = |b: &u8| b.is_ascii_alphabetic() || matches!(b, 0xc3..=0xcd);
    if bytes.get(start).is_some_and(latin) {
        let same = |c: &char| c.is_ascii_alphabetic() || ('\u{c0}'..'\u{370}').contains(c);
        let run = text[start..].chars().take_while(|c| same(c) && c.is_alphabetic());
        return start + run.map(char::len_utf8).sum::<usize>();
    }
    let mut end = start;
    loop {
        // Two bytes for each Arabic letter, and most of a text are such.
        while let Some(eight) = bytes[end..].first_chunk() {
            let letters = leading_letters(*eight);
            end += 2 * letters;
            if letters < 4 {
                break;
            }
        }
        if bytes.len() - end < 8 {
            let twos = bytes[end..].as_chunks().0.iter();
            end += 2 * twos.take_while(|two| is_letter(**two)).count();
        }
        match bytes.get(end) {
            Some(first) if first.is_ascii() => return end,
            Some(_) => match text[end..].chars().next().filter(|c| *c != '،' && c.is_alphabetic())
            {
                Some(c) => end += c.len_utf8(),
                None => return end,
            },
            None => return end,
        }
    }
}

/// The Arabic letters that most of a text consists of, U+0620 to U+064A, in UTF-8.
const FIRST: u16 = 0xd8a0;
const LAST: u16 = 0xd98a;

const fn is_letter(two: [u8; 2]) -> bool {
    matches!(u16::from_be_bytes(two), FIRST..=LAST)
}

/// How many of these letters stand in front of anything else.
fn leading_letters(eight: [u8; 8]) -> usize {
    const EACH: u64 = 0x0001_0001_0001_0001;
    const HIGHEST: u64 = 0x8000 * EACH;
    let pairs = u64::from_be_bytes(eight);
    // Two bytes are compared without their highest bit, which then tells how that went.
    let low = pairs & !HIGHEST;
    let at_least = |bound: u16| low + u64::from(bound.wrapping_neg()) * EACH;
    let others = !(pairs & at_least(FIRST) & !at_least(LAST + 1)) & HIGHEST;
    others.leading_zeros() as usize / 16
}

/// End of the number that starts at `start`: digits, with `,` before groups of three.
fn digits(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let run = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut end = run(start);
    if end - start <= 3 {
        while matches!(bytes.get(end), Some(b',' | b'.')) && run(end + 1) == end + 4 {
            end += 4;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        let keys = |text: &str| tokenise(text).into_iter().map(|t| t.key).collect::<Vec<_>>();
        assert_eq!(keys("ال22 من آب / أغسطس"), ["ال", "22", "من", "اب", "/", "اغسطس"]);
        assert_eq!(keys("1,200 قتيل 7.3"), ["1,200", "قتيل", "7", ".", "3"]);
        assert_eq!(keys("#دير_الزور"), ["#", "دير", "_", "الزور"]);
        assert_eq!(
            keys("ثلاثة جرحىpic.x Agencyمقتل"),
            ["ثلاثه", "جرحي", "pic", ".", "x", "agency", "مقتل"]
        );
        assert_eq!(keys("café été"), ["café", "été"]);
        assert_eq!(tokenise("1,200")[0].number(), Some(1200));
    }
}
