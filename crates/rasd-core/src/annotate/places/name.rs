//! Reading the name itself: from the gazetteer, or by its shape behind a type word.

use compact_str::CompactString;

use super::aside::indefinite;
use super::found::found_at;
use super::walks::names_follow;
use super::words::{
    AT, COUNTRYSIDE, DIRECTION, FROM, HEAD, IN, LINK, SAID, STOP, TAIL, Unknown, Words,
};
use crate::disguised::BETWEEN;
use crate::gazetteer::{Gazetteer, Level, RowIds};
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Form, Proclitic, bare};
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};
use crate::word_lists::name::CLOSERS;

/// A name as read.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) span: TokenSpan,
    pub(super) text: CompactString,
    pub(super) rows: RowIds,
    pub(super) proclitic: Proclitic,
    pub(super) strength: Strength,
}

impl Name {
    /// A name outside the gazetteer.
    pub(super) fn of(reading: &Reading, span: TokenSpan, proclitic: Proclitic) -> Self {
        let text = text_of(reading, span, proclitic);
        Self { span, text, rows: RowIds::new(), proclitic, strength: Strength::Unknown }
    }
}

/// How surely a known name is a place wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Not in the gazetteer.
    Unknown,
    /// An everyday word; needs a type word, a list or a container.
    Hard,
    /// An everyday word that a place preposition makes a place.
    Soft,
    /// A village name; needs some sign of place.
    Weak,
    /// A place anywhere.
    Strong,
}

/// Index of the first token at or behind `at` that is not soft.
pub(super) fn skip_soft(reading: &Reading, mut at: usize) -> usize {
    while reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Soft) {
        at += 1;
    }
    at
}

/// The next word of the same name: a blank or `_` between, no quote and no punctuation.
pub(super) fn next_word(reading: &Reading, at: usize) -> Option<usize> {
    let mut next = at + 1;
    loop {
        let token = reading.tokens.get(next)?;
        match token.kind {
            TokenKind::Word | TokenKind::Number => return Some(next),
            TokenKind::Soft if token.key == "_" => next += 1,
            _ => return None,
        }
    }
}

/// The words of a span as written, what is written onto the first one left out.
pub(super) fn text_of(reading: &Reading, span: TokenSpan, proclitic: Proclitic) -> CompactString {
    let tokens = &reading.tokens[span.start..span.end];
    let mut words = tokens
        .iter()
        .enumerate()
        .filter(|(_, t)| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        .map(|(i, t)| (i == 0, &reading.normal.text[t.start..t.end]));
    let bytes = tokens.last().zip(tokens.first()).map_or(0, |(last, first)| last.end - first.start);
    let mut text = CompactString::with_capacity(bytes);
    let Some((opens, first)) = words.next() else { return text };
    let drop =
        usize::from(proclitic.conjunction.is_some()) + usize::from(proclitic.preposition.is_some());
    if opens && drop > 0 {
        let mut letters = first.chars();
        for _ in 0..drop {
            letters.next();
        }
        // «للباب» is ل + «الباب».
        match letters.as_str().strip_prefix('ل') {
            Some(noun) if proclitic.preposition == Some('ل') => {
                text.push_str("ال");
                text.push_str(noun);
            }
            _ => text.push_str(letters.as_str()),
        }
    } else {
        text.push_str(first);
    }
    for (_, word) in words {
        text.push(' ');
        text.push_str(word);
    }
    // «ا.لباب»
    let apart = |t: &Token| t.end - t.start != t.key.len();
    if tokens.iter().any(apart) && text.contains(BETWEEN) {
        text.retain(|c| !BETWEEN.contains(&c));
    }
    text
}

/// A name outside the gazetteer, behind a type word, by its shape.
///
/// A quoted phrase of up to four words; or one word; or two where the first is one that place
/// names are built on («تل …»), where the second tells namesakes apart («… الكبير»), or where an
/// indefinite word leans on a definite one («باب الخير»).
pub(super) fn unknown_at(
    reading: &Reading,
    at: usize,
    which: Unknown,
    conjunction: bool,
) -> Option<Name> {
    shaped_at(reading, at, which, conjunction).map(|shaped| shaped.name(reading))
}

/// A name by its shape, not yet taken out of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shaped {
    pub(super) span: TokenSpan,
    proclitic: Proclitic,
}

impl Shaped {
    /// The name with its words.
    pub(super) fn name(self, reading: &Reading) -> Name {
        Name::of(reading, self.span, self.proclitic)
    }
}

/// Where a name outside the gazetteer stands.
pub(super) fn shaped_at(
    reading: &Reading,
    at: usize,
    which: Unknown,
    conjunction: bool,
) -> Option<Shaped> {
    let quoted = at > 0 && is_quote(reading, at - 1);
    if which == Unknown::No && !quoted {
        return None;
    }
    let tables = Words::get();
    if !reading.tokens.get(at)?.is_word() {
        return None;
    }
    let form = reading.forms[at]
        .iter()
        .find(|f| {
            f.proclitic.preposition.is_none() && f.proclitic.conjunction.is_some() == conjunction
        })
        .filter(|f| f.proclitic.conjunction != Some('ف'))?;
    let stem = form.stem.as_str();
    let stop = |i: usize| reading.forms.roles(i) & STOP != 0;
    // «قرية وحرش بينين»: a word of its own begins with the و.
    // «وادي المدام» is no «وأدى».
    let joined = !conjunction
        && !quoted
        && tables.type_of(form).is_none_or(|t| !t.in_name)
        && reading.forms[at]
            .iter()
            .any(|f| f.proclitic.conjunction == Some('و') && f.known.roles & STOP != 0);
    if joined {
        return None;
    }
    // «وريفي حماة وإدلب» is no village «ريفي», «منطقة يؤمها الزوار» none that is called «يؤمها».
    // «مبنى قصفته الطائرات»: what was done to it.
    let done = (stem.ends_with("ته") || stem.ends_with("تها"))
        && reading.forms.open(at).any(&[TableId::Events, TableId::SplitVerbs, TableId::Outcomes]);
    let verb = (stem.starts_with(['ي', 'ت']) && stem.ends_with("ها") || done) && !quoted;
    // «قصف استهدف معملاً», «بلدات ومدناً»: what is written so is not known yet, and no name.
    // «قرية أم القمح» is built on «أم», «قرية أم بلدة» asks which.
    let either = form.known.roles & (STOP | HEAD) == STOP | HEAD;
    if form.known.roles & STOP != 0 && !either
        || indefinite(reading, at)
        || form.known.roles & COUNTRYSIDE != 0 && bare(stem).len() == stem.len()
        || verb
        || stem.chars().nth(1).is_none()
        // «مخيم "قرية الأمل"»: what stands in quotes is the whole name.
        || tables.type_of(form).is_some_and(|t| !t.in_name)
            && !(quoted && next_word(reading, at).is_some())
    {
        return None;
    }
    // «ومن», «وذلك»: the table also holds words with their conjunction; «بريف», «لتربية»,
    // «للأرامل», «لتنظيم القاعدة» go on with the sentence.
    let itself = form.known.roles & HEAD != 0 || !form.names.names.is_empty();
    let goes_on = !itself
        && reading.forms[at].iter().any(|f| {
            f.proclitic.preposition == Some('ل')
                && (f.stem.starts_with("ال") || reading.forms.open(at).has(TableId::ActorNames))
                || f.proclitic.preposition.is_some()
                    && (is_unit(f)
                        || f.known.roles & SAID != 0
                        || tables.type_of(f).is_some()
                        // «قرى بالريف الغربي لمدينة …»
                        || bare(&f.stem).starts_with("ريف"))
        });
    if stop(at) && !either || goes_on && !quoted {
        return None;
    }
    let definite = bare(stem).len() != stem.len();
    let mut end = at + 1;
    if quoted && let Some(close) = (at..at + 8).find(|i| is_quote(reading, *i)) {
        let inside = &reading.tokens[at..close];
        // «مخيم "الأمل 2"»
        let part = |t: &Token| t.is_word() || t.key == "_" || t.number().is_some_and(|n| n <= 999);
        if inside.iter().all(part) && close - at <= 4 {
            end = close;
        }
    } else {
        // «مسجد بيعة الرضوان»: a noun in ة is no verb and leans on its own genitive.
        let genitive = || {
            let next = reading.key(at + 1);
            reading.key(at).ends_with('ه')
                && bare(next).len() != next.len()
                && !next.ends_with("يه")
                && !stop(at + 1)
        };
        if which == Unknown::Definite && !definite && !genitive() {
            return None;
        }
        let head = form.known.roles & HEAD != 0;
        if let Some(next) = next_word(reading, at)
            .filter(|n| reading.tokens[*n].is_word() && !opens_phrase(reading, *n))
        {
            let key = reading.key(next);
            let leans = !definite
                && bare(key).len() != key.len()
                && !key.ends_with("يه")
                && !key.ends_with("ين")
                // «جسر طيبة الثلاثاء»: when it was, and no part of the name.
                && !reading.forms.open(next).has(TableId::Days);
            // «في بلدة خشام يستهدف …»: a verb is no part of a name.
            let opens = reading.forms.open(next);
            let then = reading.forms[next].iter().any(|f| f.proclitic.conjunction == Some('ف'));
            let verb = opens.any(&[TableId::Events, TableId::SplitVerbs])
                || then && opens.has(TableId::Outcomes);
            let head = head && !verb;
            let roles = reading.forms.roles(next);
            if !stop(next) && (head || leans)
                || roles & TAIL != 0
                    && agrees(definite, key)
                    && !(roles & DIRECTION != 0 && names_follow(reading, next))
            {
                end = next + 1;
            }
            // «الملا عبد الله», «كاني أبو حجر»: what only begins a name does not end it.
            let begins = |i: usize| matches!(reading.key(i), "عبد" | "ابو" | "ام" | "بن");
            if end == next + 1
                && begins(next)
                && let Some(last) = next_word(reading, next)
                && reading.tokens[last].is_word()
                && !stop(last)
            {
                end = last + 1;
            }
        }
    }
    // «اللواء 15», «الكيلو 16»: the number is the name.
    let last = reading.key(end - 1);
    if matches!(last, "اللواء" | "الفوج" | "الكيلو" | "القطاع")
        && reading.tokens.get(end).is_some_and(|t| t.number().is_some_and(|n| n <= 999))
    {
        end += 1;
    }
    if either && bare(reading.key(end - 1)).len() == reading.key(end - 1).len() {
        return None;
    }
    if which == Unknown::Closed && !quoted {
        // «منطقة سكنية» is described, «منطقة العامرية» is named.
        let described = !definite && reading.key(at).ends_with("يه");
        let followed = closed(reading, end)
            || definite && stop(skip_soft(reading, end))
            || near_known(reading, end);
        if described || !followed {
            return None;
        }
    }
    Some(Shaped { span: TokenSpan::new(at, end), proclitic: form.proclitic })
}

/// «وطريق», «بريف», «بمحافظة»: a conjunction or preposition with a type word begins anew.
fn opens_phrase(reading: &Reading, at: usize) -> bool {
    reading.forms[at].iter().any(|f| {
        let joined = f.proclitic.conjunction.is_some() || f.proclitic.preposition.is_some();
        joined
            && (Words::get().type_of(f).is_some()
                || f.proclitic.preposition.is_some()
                    && matches!(f.stem.as_str(), "ريف" | "الريف" | "ريفي"))
    })
}

/// Whether the gazetteer has a first-level unit of this name.
fn is_unit(form: &Form) -> bool {
    let all = Gazetteer::get();
    let mut rows = form.names.names.iter().filter_map(|e| all.row(e.row));
    rows.any(|r| r.level == Level::Admin1)
}

/// «… بأبين»: whether a place's name stands at `at` behind a ب written onto it.
fn near_known(reading: &Reading, at: usize) -> bool {
    let at = skip_soft(reading, at);
    found_at(reading, at, false, |p| p.preposition == Some('ب'))
        .is_some_and(|name| name.strength(reading) == Strength::Strong)
}

/// Whether a mark, a preposition, a conjunction or a type word stands at `at`.
pub(super) fn closed(reading: &Reading, at: usize) -> bool {
    let at = skip_soft(reading, at);
    let Some(token) = reading.tokens.get(at).filter(|t| t.is_word()) else { return true };
    let tables = Words::get();
    token.key.starts_with('و')
        || reading.forms.open(at).has(TableId::Outcomes) && token.key.starts_with('ف')
        || CLOSERS.contains(&token.key.as_str())
        // «قاعدة … بمسيّرات»: with what, and no part of the name.
        || reading.forms[at].iter().any(|f| f.proclitic.preposition == Some('ب'))
            && bare(&token.key).len() == token.key.len()
            && token.key.chars().count() > 4
        || roles_at(reading, at) & (IN | AT | FROM | DIRECTION | LINK) != 0
        || reading.forms[at].iter().any(|f| tables.type_of(f).is_some() || f.stem == "ريف")
}

/// «المشرفة الكبيرة», «ديوان تحتاني»: the adjective agrees with its noun in the article.
fn agrees(definite: bool, adjective: &str) -> bool {
    (bare(adjective).len() != adjective.len()) == definite
}

pub(super) fn is_quote(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|t| match t.kind {
        TokenKind::Soft => !matches!(t.key.as_str(), "#" | "_" | "*"),
        TokenKind::Punct => matches!(t.key.as_str(), "(" | ")"),
        _ => false,
    })
}

/// Whether the word at `at` reads as `roles` in its least stripped reading with `conjunction`.
pub(super) fn roles_at(reading: &Reading, at: usize) -> super::words::Roles {
    reading.forms.any_roles(at)
}
