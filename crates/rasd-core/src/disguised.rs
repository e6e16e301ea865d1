//! Words written apart so that filters do not see them: «ش.هيد», «ق/صف», «احت*لال».

use crate::lexicon::forms;
use crate::tokens::{Token, TokenKind, fold_key};

/// What is put between the letters. A full stop between two words without a blank is far more often
/// the end of a sentence, so the letters count as one word only when the tables know that word. («دير_الزور» is a hashtag's.)
pub(crate) const BETWEEN: [char; 5] = ['.', '/', '*', '-', '·'];

/// Whether a token may stand between the pieces of such a word: nothing else in the text is looked at.
pub(crate) fn may_part(kind: TokenKind, text: &str, start: usize, end: usize) -> bool {
    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    matches!(kind, TokenKind::Punct | TokenKind::Soft)
        && !blank(text.as_bytes().get(end))
        && !blank(text.as_bytes().get(start.wrapping_sub(1)))
        && text[start..].starts_with(BETWEEN)
}

/// Puts the pieces of such words together; their token covers what stands between. Whether there
/// were any.
pub(crate) fn put_together(text: &str, tokens: &mut Vec<Token>) -> bool {
    let known = |_: &[&str], key: &str| forms(key).iter().any(|form| !form.known.opens.is_empty());
    let any = put(text, tokens, &known);
    if any {
        // Who writes one word so writes others so: «مدينة ا.لباب».
        put(text, tokens, &|pieces, _| pieces.iter().any(|piece| piece.chars().count() <= 2));
    }
    any
}

/// Puts together the pieces that `one` says are one word; whether there were any.
fn put(text: &str, tokens: &mut Vec<Token>, one: &dyn Fn(&[&str], &str) -> bool) -> bool {
    let mut any = false;
    let mut at = 1;
    while at + 1 < tokens.len() {
        if !parts(tokens, at) {
            at += 1;
            continue;
        }
        // All pieces that hang together, then fewer: «ق.ص.ف» is one word, «ق.صف.وأضاف» one and another.
        let mut last = at + 1;
        while last + 2 < tokens.len() && parts(tokens, last + 1) {
            last += 2;
        }
        let whole = (at + 1..=last).rev().step_by(2).find_map(|end| {
            let pieces = tokens[at - 1..=end].iter().step_by(2);
            let pieces: Vec<&str> = pieces.map(|piece| &text[piece.start..piece.end]).collect();
            let key = fold_key(&pieces.concat());
            one(&pieces, &key).then_some((end, key))
        });
        if let Some((end, key)) = whole {
            let key = key.as_str().into();
            let word = Token { end: tokens[end].end, key, ..tokens[at - 1].clone() };
            tokens.splice(at - 1..=end, [word]);
            any = true;
        } else {
            at = last;
        }
        at += 1;
    }
    any
}

/// Whether token `at` stands between two words without a blank.
fn parts(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    matches!(token.kind, TokenKind::Punct | TokenKind::Soft) && token.key.starts_with(BETWEEN) && {
        let (before, after) = (&tokens[at - 1], &tokens[at + 1]);
        before.is_word() && after.is_word() && before.end == token.start && token.end == after.start
    }
}

#[cfg(test)]
mod tests {
    use crate::Report;
    use crate::reading::Reading;

    #[test]
    fn pieces_of_a_known_word() {
        for (text, expected) in [
            ("ارتقاء ش.هيد في غـ.ـارة", "ارتقاء|شهيد|في|غاره"),
            ("ق/ص/ف على البلدة", "قصف|علي|البلده"),
            ("3 جر*حى", "3|جرحي"),
            ("ق.صف على مدينة ا.لباب", "قصف|علي|مدينه|الباب"),
            ("قصف على مدينة ا.لباب", "قصف|علي|مدينه|ا|.|لباب"),
            // Two sentences, two names of one month, a hashtag, an address.
            ("أصيب بجروح.وقال المصدر", "اصيب|بجروح|.|وقال|المصدر"),
            ("كانون الثاني/يناير", "كانون|الثاني|/|يناير"),
            ("#ريف_دمشق", "#|ريف|_|دمشق"),
            ("السوري-الروسي", "السوري|-|الروسي"),
        ] {
            let report = Report::new("", text);
            let reading = Reading::new(&report);
            let keys: Vec<&str> = reading.tokens.iter().map(|t| t.key.as_str()).collect();
            assert_eq!(keys.join("|"), expected, "{text}");
        }
    }
}
