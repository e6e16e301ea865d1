//! Tokens: words, numbers, punctuation and line breaks of the normalised text.

use std::ops::Deref;
use std::rc::Rc;

pub use crate::fold::{bare, fold_key};

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

/// The look-up form of a token. A word that comes again shares it, and it is asked for so often that
/// its letters stand where no length must be worked out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(Rc<str>);

impl Key {
    /// Its letters.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self(key.into())
    }
}

impl Deref for Key {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Key {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
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
    pub key: Key,
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
        let key =
            if kind == TokenKind::Word { fold_key(word).as_str().into() } else { word.into() };
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
            } else if is_soft(c) || c == '/' && slashed(bytes, start) {
                TokenKind::Soft
            } else {
                TokenKind::Punct
            }
        };
        token(kind, start, end);
        start = end;
    }
}

/// «أصيب /8/ أشخاص»: slashes around a number are a sort of quotes.
fn slashed(bytes: &[u8], at: usize) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let behind = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    let before = bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let opens = behind > 0 && bytes.get(at + 1 + behind) == Some(&b'/') && !digit(at + 2 + behind);
    let closes = before > 0 && at > before && bytes[at - before - 1] == b'/' && !digit(at + 1);
    opens && before == 0 || closes && (at < before + 2 || !digit(at - before - 2))
}

/// End of the run of letters of one script that begins at `start`: what a page prints in Latin
/// letters («الجرحىpic.twitter.com») is no part of the Arabic word it is stuck to.
#[inline(always)]
fn letters(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    // The first byte of U+00C0 to U+036F: an accented letter belongs to a Latin word.
    let latin = |b: &u8| b.is_ascii_alphabetic() || matches!(b, 0xc3..=0xcd);
    if bytes.get(start).is_some_and(|first| *first < 0xd8 && latin(first)) {
        let same = |c: &char| c.is_ascii_alphabetic() || ('\u{c0}'..'\u{370}').contains(c);
        let run = text[start..].chars().take_while(|c| same(c) && c.is_alphabetic());
        return start + run.map(char::len_utf8).sum::<usize>();
    }
    let mut end = start;
    loop {
        // Two bytes for each Arabic letter, and most of a text are such.
        loop {
            let Some(sixteen) = bytes[end..].first_chunk() else {
                let twos = bytes[end..].as_chunks().0.iter();
                end += 2 * twos.take_while(|two| is_letter(**two)).count();
                break;
            };
            let letters = leading_letters(*sixteen);
            end += 2 * letters;
            if letters < 8 {
                break;
            }
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
fn leading_letters(sixteen: [u8; 16]) -> usize {
    const EACH: u128 = u128::MAX / 0xffff;
    const HIGHEST: u128 = 0x8000 * EACH;
    let pairs = u128::from_be_bytes(sixteen);
    // Two bytes are compared without their highest bit, which then tells how that went.
    let low = pairs & !HIGHEST;
    let at_least = |bound: u16| low + u128::from(bound.wrapping_neg()) * EACH;
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
