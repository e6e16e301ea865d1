//! The keys that names are looked up by: what spellings of one name differ in is left out.

use compact_str::CompactString;

use crate::lexicon::bare;
use crate::normalise::reading_form;
use crate::tokens::{TokenKind, tokenise};

/// First words of compound names that are also written onto the second.
pub(crate) const GLUED: &[&str] =
    &["دير", "تل", "كفر", "ام", "بو", "عين", "باب", "جسر", "راس", "خان", "بيت", "معره"];

/// The part that a folded word adds to a [`name_key`].
///
/// The article, the alef of «أبو» and a final alef against ta marbuta are left out.
#[must_use]
pub fn word_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    push_word_key(folded, &mut key);
    key
}

/// Adds the [`word_key`] of a word to the key of a name.
pub(crate) fn push_word_key(folded: &str, key: &mut String) {
    let from = key.len();
    let word = bare(folded);
    if is_word_key(word) {
        key.push_str(word);
        return;
    }
    let rest = word.strip_prefix("ابو");
    let word = match rest {
        Some(rest) => {
            key.push_str("بو");
            rest
        }
        None => word,
    };
    match glued(word, rest.is_some()) {
        Some((head, tail)) => {
            key.push_str(head);
            key.push_str(tail);
        }
        None => key.push_str(word),
    }
    // Few words have a hamza on no seat; the second of its two bytes is that of no other letter.
    if has_hamza(folded.as_bytes()) && key[from..].contains('ء') {
        let without = key[from..].replace('ء', "");
        key.truncate(from);
        key.push_str(&without);
    }
    if key.ends_with('ا') && key[from..].chars().nth(3).is_some() {
        key.pop();
        key.push('ه');
    }
}

/// Whether a folded word without its article is its own [`word_key`], as most are.
pub(crate) fn is_word_key(bare: &str) -> bool {
    !bare.ends_with('ا')
        && !bare.starts_with("ابو")
        && !may_be_glued(bare)
        && !has_hamza(bare.as_bytes())
}

/// Heads have two to four letters: most words have no article behind so many.
fn may_be_glued(word: &str) -> bool {
    let article = |at: usize| word.as_bytes().get(at..at + "ال".len()) == Some("ال".as_bytes());
    article(4) || article(6) || article(8)
}

/// Whether some byte is that of a hamza, eight at a time.
fn has_hamza(bytes: &[u8]) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let any = |eight: &[u8; 8]| {
        let zero = u64::from_le_bytes(*eight) ^ (ONES * HAMZA as u64);
        zero.wrapping_sub(ONES) & !zero & (ONES << 7) != 0
    };
    match bytes.last_chunk::<8>() {
        Some(last) => any(last) || bytes.as_chunks::<8>().0.iter().any(any),
        None => bytes.contains(&HAMZA),
    }
}

/// The second byte of «ء».
const HAMZA: u8 = "ء".as_bytes()[1];

/// «ديرالزور»: written as one word, the second one's article goes too. The two words, if it is one
/// like that; `bu` says that «بو» was in front, which is such a head itself.
fn glued(word: &str, bu: bool) -> Option<(&str, &str)> {
    let behind = |head: &str| {
        let behind = word.strip_prefix(head)?;
        let tail = bare(behind);
        (tail.len() != behind.len()).then_some((&word[..head.len()], tail))
    };
    if bu {
        return behind("");
    }
    if !may_be_glued(word) {
        return None;
    }
    GLUED.iter().find_map(|head| behind(head))
}

/// The look-up key of a name: its words' keys without blanks («كفر نبل» = «كفرنبل»).
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::new();
    words_of(name).iter().for_each(|word| push_word_key(word, &mut key));
    key
}

pub(crate) fn words_of(name: &str) -> Vec<CompactString> {
    tokenise(&reading_form(name))
        .into_iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        .map(|t| t.key.as_str().into())
        .collect()
}
