//! What stands around a number and bounds it: «ما لا يقل عن», «بين … و…», «على الأقل».

use std::sync::LazyLock;

use super::number_words::{WORDS, value_at};
use super::numbers::NumberMention;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::{Count, Vague};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Least,
    More,
    About,
    Most,
    Less,
}

pub(crate) static BOUNDS: LazyLock<[PhraseTable<Bound>; 2]> = LazyLock::new(|| {
    let table = bounds_table();
    let mut both = [TableId::BoundsBefore, TableId::BoundsAfter]
        .map(|id| PhraseTable::new(Article::AsWritten).known_as(id));
    for row in &table.rows {
        let bound = match table.get(row, "role") {
            "least" => Bound::Least,
            "more" => Bound::More,
            "about" => Bound::About,
            "less" => Bound::Less,
            _ => Bound::Most,
        };
        let side = usize::from(table.get(row, "place") == "after");
        both[side].insert(table.get(row, "form"), bound);
    }
    both
});

/// The table of bounds.
pub(crate) fn bounds_table() -> Table {
    Table::parse("bounds", include_str!("../../data/bounds.tsv")).expect("compiled-in table")
}

/// Whether a bound ends right in front of a token.
pub(super) fn bound_ends_at(reading: &Reading, at: usize) -> bool {
    (at.saturating_sub(4)..at)
        .any(|from| BOUNDS[0].longest_at(reading, from).is_some_and(|h| h.span.end == at))
}

/// What may stand between a bound and its number: «أكثر من الـ20», «يزيد عددهم على 50»,
/// «تجاوزت الحصيلة 100».
fn gap(reading: &Reading, from: usize, start: usize, toll: bool) -> bool {
    (from..start).all(|i| {
        // «أكثر من «30»»
        reading.tokens[i].kind == TokenKind::Soft
            || matches!(reading.key(i), "ال" | "ب" | "ل")
            || (toll
                && (matches!(reading.key(i), "الي" | "علي" | "عن")
                    || reading.key(i).starts_with("ال")))
    })
}

fn before(reading: &Reading, start: usize) -> Option<(Bound, usize)> {
    // Most numbers have none in front of them.
    let near = TokenSpan::new(start.saturating_sub(4), start);
    if !reading.forms.any_open(near, TableId::BoundsBefore) {
        return None;
    }
    (near.start..start).find_map(|from| {
        let hit = BOUNDS[0].longest_at(reading, from)?;
        let toll = (from..hit.span.end)
            .any(|i| reading.key(i).contains("تجاوز") || reading.key(i).starts_with("عدد"));
        let near = hit.span.end + usize::from(!toll) >= start || toll;
        (near && hit.span.end <= start && gap(reading, hit.span.end, start, toll))
            .then_some((*hit.value, from))
    })
}

fn after(reading: &Reading, end: usize) -> Option<Bound> {
    // Most numbers have none behind them, whatever else stands there.
    if !reading.forms.any_open(TokenSpan::new(end, end + 6), TableId::BoundsAfter) {
        return None;
    }
    for from in end..(end + 6).min(reading.tokens.len()) {
        if let Some(hit) = BOUNDS[1].longest_at(reading, from) {
            return Some(*hit.value);
        }
        let token = &reading.tokens[from];
        let stops = token.kind == TokenKind::Break
            || token.kind == TokenKind::Number
            || matches!(token.key.as_str(), "." | "،" | "و")
            || WORDS.longest_at(reading, from).is_some();
        if stops {
            return None;
        }
    }
    None
}

/// «خمسة على الأقل من عناصر …»: behind the bound, where those that are counted are told behind it.
pub(super) fn over_bound(reading: &Reading, at: usize) -> usize {
    if !reading.forms.open(at).has(TableId::BoundsAfter) {
        return at;
    }
    BOUNDS[1]
        .longest_at(reading, at)
        .map(|hit| hit.span.end)
        .filter(|end| reading.key(*end) == "من")
        .unwrap_or(at)
}

/// Applies what stands in front of and behind a number.
pub(super) fn bound(reading: &Reading, mention: &mut NumberMention) {
    let start = mention.span.start;
    let found = match before(reading, start) {
        Some((bound, from)) => Some((bound, TokenSpan::new(from, mention.span.end))),
        None => after(reading, mention.span.end).map(|bound| (bound, mention.span)),
    };
    let Some((bound, frame)) = found else {
        between(reading, mention);
        return;
    };
    mention.frame = frame;
    if mention.count.vague.is_some() {
        return;
    }
    let n = mention.count.number().unwrap_or(0);
    mention.count = match bound {
        Bound::Least => Count::at_least(n),
        Bound::More => Count::at_least(n.saturating_add(1)),
        Bound::About => Count { vague: Some(Vague::About), ..mention.count },
        Bound::Most => Count::up_to(n),
        Bound::Less => Count::up_to(n.saturating_sub(1)),
    };
}

/// «ما لا يقل عن شخصين», «طفل على الأقل»: what bounds one or two people whose noun says how many they are.
pub(crate) fn bound_noun(reading: &Reading, noun: TokenSpan, n: u32) -> Option<Count> {
    let behind = || {
        let soft = reading.tokens.get(noun.end).is_some_and(|t| t.kind == TokenKind::Soft);
        let at = noun.end + usize::from(soft);
        (at < reading.tokens.len())
            .then(|| BOUNDS[1].longest_at(reading, at))
            .flatten()
            .map(|hit| *hit.value)
    };
    match before(reading, noun.start).map(|(bound, _)| bound).or_else(behind)? {
        Bound::Least => Some(Count::at_least(n)),
        Bound::More => Some(Count::at_least(n.saturating_add(1))),
        _ => None,
    }
}

/// «بين 8 و10», «من 8 إلى 10».
fn between(reading: &Reading, mention: &mut NumberMention) {
    let start = mention.span.start;
    let opened = start > 0 && matches!(reading.key(start - 1), "بين" | "من" | "مابين");
    let end = mention.span.end;
    let Some(low) = mention.count.min.filter(|_| mention.count.is_exact()) else { return };
    if !opened || mention.ordinal {
        return;
    }
    let closes = match reading.key(start - 1) {
        "من" => reading.key(end) == "الي",
        _ => reading.key(end) == "الي" || reading.key(end).starts_with('و'),
    };
    if !closes {
        return;
    }
    let at = if matches!(reading.key(end), "و" | "الي") { end + 1 } else { end };
    let years = |n: u32| (1900..2100).contains(&n);
    if let Some((high, end)) = value_at(reading, at)
        && high > low
        && !(years(low) && years(high))
    {
        mention.count = Count::between(low, high);
        mention.span.end = end;
        mention.frame = TokenSpan::new(start - 1, end);
        mention.rule = "number.range";
    }
}
