//! Words drawn out with tatweels, and broken up with them to pass filters («قـ ـتـ ـل»).

use crate::normalise::{is_arabic_letter, is_mark};

pub(crate) const TATWEEL: char = 'ـ';

/// Letters that never join the next one, so no tatweel can follow them.
const fn is_non_joining(c: char) -> bool {
    matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ة' | 'ى' | 'ء')
}

/// When a blank at byte `at` lies inside a broken-up word, the byte behind the gap.
///
/// A tatweel at a chunk's edge draws the pen on to a letter that is not there: the word goes on
/// in the next chunk. «مد فــ عــ ــي» also breaks behind letters that cannot carry a tatweel;
/// there both neighbours must be fragments of at most two letters and one of them drawn out.
pub(crate) fn broken_word_gap(text: &str, at: usize) -> Option<usize> {
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

/// «بغداد ـ رويترز»: where tatweels that stand alone at byte `at` end; they draw out no letter and are
/// a dash.
pub(crate) fn drawn_dash(text: &str, at: usize) -> Option<usize> {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let rest = &text[at..];
    let end = at + rest.len() - rest.trim_start_matches(TATWEEL).len();
    (blank(text[..at].chars().next_back()) && blank(text[end..].chars().next())).then_some(end)
}

/// The letters and tatweels that stand next, marks left out.
fn chunk(chars: impl Iterator<Item = char>) -> Vec<char> {
    chars
        .take_while(|c| is_arabic_letter(*c) || is_mark(*c))
        .filter(|c| is_arabic_letter(*c) || *c == TATWEEL)
        .collect()
}
