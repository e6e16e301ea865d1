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
    fold_through(word, &mut String::with_capacity(word.len()))
}

/// [`fold_key`] with a buffer that is used again for the next word.
fn fold_through(word: &str, key: &mut String) -> CompactString {
    key.clear();
    // The two letters before: one foreign word is looked for as it is written down.
    let (mut one, mut two) = (' ', ' ');
    let mut militia = false;
    for c in word.chars() {
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => key.push('ا'),
            'ى' | 'ئ' => key.push('ي'),
            'ة' => key.push('ه'),
            'ؤ' => key.push('و'),
            'ش' => {
                militia |= one == 'ل' || (matches!(one, 'ي' | 'ى' | 'ئ') && two == 'ل');
                key.push('ش');
            }
            // No other Arabic letter has a case: the table of cases is not asked.
            '\u{620}'..='\u{64a}' => key.push(c),
            c if c.is_ascii() => key.push(c.to_ascii_lowercase()),
            c => key.extend(c.to_lowercase()),
        }
        (two, one) = (one, c);
    }
    if militia { militia_key(key.as_str().into()) } else { key.as_str().into() }
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

/// Whether a character is a letter; most of the text's are of one range, which is tried first.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}') || c.is_alphabetic()
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
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 8 + 8);
    let mut buffer = String::with_capacity(64);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let kind = if c == '\n' {
            while let Some(&(at, n)) = chars.peek() {
                if !n.is_whitespace() {
                    break;
                }
                end = at + n.len_utf8();
                chars.next();
            }
            TokenKind::Break
        } else if c.is_whitespace() {
            continue;
        } else if c.is_ascii_digit() {
            end = digits(text, start);
            while chars.peek().is_some_and(|n| n.0 < end) {
                chars.next();
            }
            TokenKind::Number
        } else if is_letter(c) {
            while let Some(&(at, n)) = chars.peek() {
                if !is_letter(n) {
                    break;
                }
                end = at + n.len_utf8();
                chars.next();
            }
            TokenKind::Word
        } else if is_soft(c) {
            TokenKind::Soft
        } else {
            TokenKind::Punct
        };
        let raw = &text[start..end];
        let key = if kind == TokenKind::Word { fold_through(raw, &mut buffer) } else { raw.into() };
        tokens.push(Token { kind, start, end, key });
    }
    tokens
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
        assert_eq!(tokenise("1,200")[0].number(), Some(1200));
    }
}
