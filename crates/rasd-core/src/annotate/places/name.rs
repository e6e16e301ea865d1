//! Reading the name itself: from the gazetteer, or by its shape behind a type word.

use compact_str::CompactString;

use super::walks::Walks;
use super::words::{AT, DIRECTION, FROM, HEAD, IN, LINK, SAID, STOP, TAIL, Unknown, Words};
use crate::disguised::BETWEEN;
use crate::gazetteer::{Gazetteer, Level, NameEntry, RowId, RowIds, word_key};
use crate::lexicon::{Form, Proclitic, bare};
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};

/// A name as read.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) span: TokenSpan,
    pub(super) text: CompactString,
    pub(super) rows: RowIds,
    pub(super) proclitic: Proclitic,
    pub(super) strength: Strength,
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
    while reading.tokens.get(next).is_some_and(|t| t.key == "_") {
        next += 1;
    }
    let kind = reading.tokens.get(next)?.kind;
    matches!(kind, TokenKind::Word | TokenKind::Number).then_some(next)
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

/// The longest gazetteer name that starts at word `at` in one of the readings `allow` admits.
///
/// `typed`: a type word stands before, so the article need not agree with the gazetteer's.
pub(super) fn known_at(
    reading: &Reading,
    at: usize,
    typed: bool,
    allow: impl Fn(&Proclitic) -> bool,
) -> Option<Name> {
    if !reading.tokens.get(at)?.is_word() {
        return None;
    }
    let mut best: Option<(TokenSpan, RowIds, &Form)> = None;
    for walk in Walks::at(reading, at) {
        let form = &reading.forms[at][usize::from(walk.form)];
        let span = TokenSpan::new(at, walk.last as usize + 1);
        if !allow(&form.proclitic) || best.as_ref().is_some_and(|b| span.end <= b.0.end) {
            continue;
        }
        let article = form.proclitic.article;
        let head = form.known.roles & HEAD != 0;
        let several = walk.count > 1;
        let fits = |e: &&NameEntry| {
            // Blanks inside a name only come and go behind «تل», «كفر» and the like.
            (e.words == walk.count || !several || head)
                && (typed || several || e.words > 1 || e.article == article)
                && (several || !is_adjective(&form.stem, e.row))
        };
        if walk.entries.iter().any(|e| fits(&e)) {
            let rows = walk.entries.iter().filter(fits).map(|e| e.row).collect();
            best = Some((span, rows, form));
        }
    }
    let (span, rows, form) = best?;
    let text = text_of(reading, span, form.proclitic);
    let strength = strength(reading, span, form, &rows);
    Some(Name { span, text, rows, proclitic: form.proclitic, strength })
}

/// «روسية» is no «روسيا»: a state's name ends as it is written.
fn is_adjective(stem: &str, row: RowId) -> bool {
    let row = Gazetteer::get().row(row).filter(|r| r.level == Level::Country);
    row.is_some_and(|r| {
        stem.ends_with('ه')
            && !std::iter::once(r.name).chain(r.aliases.iter().copied()).any(|n| n.ends_with('ة'))
    })
}

/// Whether a type word or a name of one or two words stands behind `at`.
pub(super) fn names_follow(reading: &Reading, at: usize) -> bool {
    let first = skip_soft(reading, at + 1);
    if !reading.tokens.get(first).is_some_and(|t| t.is_word()) {
        return false;
    }
    let mut key = word_key(reading.key(first));
    let all = Gazetteer::get();
    if !all.by_key(&key).is_empty()
        || reading.forms[first].first().is_some_and(|f| Words::get().type_of(f).is_some())
    {
        return true;
    }
    let Some(second) = next_word(reading, first) else { return false };
    key.push_str(&word_key(reading.key(second)));
    !all.by_key(&key).is_empty()
}

fn strength(reading: &Reading, span: TokenSpan, form: &Form, rows: &[RowId]) -> Strength {
    let tables = Words::get();
    let stem = form.stem.as_str();
    // The name as it is looked up: its first word as it was read, the others as they stand.
    let mut folded = form.stem.clone();
    let mut words = 1;
    for token in &reading.tokens[span.start + 1..span.end] {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            folded.push(' ');
            folded.push_str(&token.key);
            words += 1;
        }
    }
    let all = Gazetteer::get();
    let placed = rows.iter().filter_map(|r| all.row(*r));
    // «إب» is a governorate, «أب» a father: the hamza below tells them apart.
    let written = reading.normal.text[reading.tokens[span.start].start..]
        .trim_start_matches(['و', 'ف', 'ب', 'ل']);
    let below = |name: &str| name.starts_with('إ') && written.starts_with(name);
    let unit = words == 1 && placed.clone().any(|r| r.level.is_admin() && below(r.name));
    if let Some(hard) = tables.common(&folded).filter(|_| !unit) {
        return if hard { Strength::Hard } else { Strength::Soft };
    }
    let mut prominent = placed.filter(|r| r.level.is_admin() || r.source == "rasd");
    let personal = matches!(stem, "ابو" | "ام" | "شيخ" | "الشيخ" | "حاج" | "عبد" | "ال" | "بني");
    if prominent.next().is_some() || (words > 1 && form.known.roles & HEAD != 0 && !personal) {
        Strength::Strong
    } else {
        Strength::Weak
    }
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
    let stop = |key: &str| tables.roles(key) & STOP != 0;
    if stop(stem) || stem.chars().count() < 2 || tables.type_of(form).is_some_and(|t| !t.in_name) {
        return None;
    }
    // «ومن», «وذلك»: the table also holds words with their conjunction; «بريف», «لتربية»,
    // «للأرامل» go on with the sentence.
    let itself =
        form.known.roles & HEAD != 0 || !Gazetteer::get().by_key(&word_key(stem)).is_empty();
    let goes_on = !itself
        && reading.forms[at].iter().any(|f| {
            f.proclitic.preposition == Some('ل') && f.stem.starts_with("ال")
                || f.proclitic.preposition.is_some()
                    && (is_unit(&f.stem)
                        || f.known.roles & SAID != 0
                        || tables.type_of(f).is_some()
                        || f.stem.starts_with("ريف"))
        });
    if stop(reading.key(at)) || goes_on && !quoted {
        return None;
    }
    let definite = bare(stem).len() != stem.len();
    let mut end = at + 1;
    if quoted && let Some(close) = (at..at + 8).find(|i| is_quote(reading, *i)) {
        let inside = &reading.tokens[at..close];
        if inside.iter().all(|t| t.is_word() || t.key == "_") && close - at <= 4 {
            end = close;
        }
    } else {
        if which == Unknown::Definite && !definite {
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
                && !key.ends_with("ين");
            if !stop(key) && (head || leans)
                || tables.roles(key) & TAIL != 0
                    && agrees(definite, key)
                    && !(tables.roles(key) & DIRECTION != 0 && names_follow(reading, next))
            {
                end = next + 1;
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
    if which == Unknown::Closed && !quoted {
        // «منطقة سكنية» is described, «منطقة العامرية» is named.
        let described = !definite && stem.ends_with("يه");
        let followed = closed(reading, end)
            || definite && stop(reading.key(skip_soft(reading, end)))
            || near_known(reading, end);
        if described || !followed {
            return None;
        }
    }
    let span = TokenSpan::new(at, end);
    let proclitic = form.proclitic;
    let text = text_of(reading, span, proclitic);
    Some(Name { span, text, rows: RowIds::new(), proclitic, strength: Strength::Unknown })
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
fn is_unit(stem: &str) -> bool {
    let all = Gazetteer::get();
    let rows = all.by_key(&word_key(stem)).iter().filter_map(|e| all.row(e.row));
    rows.into_iter().any(|r| r.level == Level::Admin1)
}

/// «… بأبين»: whether a place's name stands at `at` behind a ب written onto it.
fn near_known(reading: &Reading, at: usize) -> bool {
    let at = skip_soft(reading, at);
    known_at(reading, at, false, |p| p.preposition == Some('ب'))
        .is_some_and(|name| name.strength == Strength::Strong)
}

/// Whether a mark, a preposition, a conjunction or a type word stands at `at`.
pub(super) fn closed(reading: &Reading, at: usize) -> bool {
    let at = skip_soft(reading, at);
    let Some(token) = reading.tokens.get(at).filter(|t| t.is_word()) else { return true };
    let tables = Words::get();
    token.key.starts_with('و')
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
