//! Look-up forms of words: spellings that stand for each other folded into one.

use compact_str::CompactString;

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
        at += match first {
            0xd8 | 0xd9 => {
                let folding = if *first == 0xd8 { FOLDING[0] } else { FOLDING[1] };
                match bytes.get(at + 1) {
                    Some(second) if folding >> (second & 0x3f) & 1 == 0 => 2,
                    _ => break,
                }
            }
            b'a'..=b'z' | b'0'..=b'9' | b' ' => 1,
            _ => break,
        };
    }
    at
}

/// The characters of the Arabic block that may be others in the key: a bit for each of the sixty-four
/// that begin with 0xd8 in UTF-8, and of those that begin with 0xd9.
const FOLDING: [u64; 2] = [folding(0x600), folding(0x640)];

const fn folding(from: u32) -> u64 {
    let (mut all, mut at) = (0, 0);
    while at < 64 {
        let stays = match char::from_u32(from + at) {
            Some(c) => matches!(c, 'ا' | 'ب' | 'ت'..='ز' | 'س' | 'ص'..='و' | 'ي' | 'ء'),
            None => false,
        };
        all |= if stays { 0 } else { 1 << at };
        at += 1;
    }
    all
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
