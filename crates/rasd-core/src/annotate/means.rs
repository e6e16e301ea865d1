//! Weapons (`data/means.tsv`).

use std::sync::LazyLock;

use crate::annotate::unused_weapons::unused;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table, bare};
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// A weapon in the text.
#[derive(Debug, Clone)]
pub struct MeansMention {
    /// Where.
    pub span: TokenSpan,
    /// What; none for a word that only tells the kind.
    pub means: Option<Means>,
    /// What an attack with it is.
    pub kind_hint: Option<Kind>,
    /// Table row.
    pub rule: &'static str,
}

/// A weapon, the kind of attack it hints at, the table row.
type Word = (Option<Means>, Option<Kind>, String);

pub(crate) static WORDS: LazyLock<PhraseTable<Word>> = LazyLock::new(|| {
    let table = means_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        let form = table.get(row, "form");
        let means = table.get(row, "means").parse().ok();
        let kind = table.get(row, "kind").parse().ok();
        forms.insert(form, (means, kind, table.rule(form)));
    }
    forms.known_as(TableId::Means)
});

/// The table of weapons.
pub(crate) fn means_table() -> Table {
    Table::parse("means", include_str!("../../data/means.tsv")).expect("compiled-in table")
}

/// Every weapon of the reading, left to right; those of overflights and the like, which are its
/// [`non_events`](super::events::non_events), left out.
#[must_use]
pub fn means(reading: &Reading, idle: &[TokenSpan]) -> Vec<MeansMention> {
    let mut found: Vec<MeansMention> = Vec::with_capacity(ROOM);
    let hits = WORDS
        .find_all(reading)
        .filter(|hit| !idle.iter().any(|n| n.overlaps(hit.span)))
        .filter(|hit| !unused(reading, hit.span, hit.value.0))
        .map(|hit| {
            let (means, kind, rule) = hit.value;
            let read = MeansMention { span: hit.span, means: *means, kind_hint: *kind, rule };
            unmanned(reading, read)
        });
    found.extend(hits);
    left_behind(reading, &mut found);
    // «صواريخ» from aircraft are the aircraft's.
    let air = found
        .iter()
        .any(|m| matches!(m.means, Some(Means::Aircraft | Means::Helicopter | Means::Drone)));
    if air {
        let spans: Vec<TokenSpan> = found
            .iter()
            .filter(|m| matches!(m.means, Some(Means::Aircraft | Means::Helicopter | Means::Drone)))
            .map(|m| m.span)
            .collect();
        found.retain(|m| {
            m.means != Some(Means::Rocket)
                || !spans.iter().any(|s| {
                    let (a, b) = (s.start.min(m.span.start), s.end.max(m.span.end));
                    b - a <= 12 && !(a..b).any(|i| reading.tokens[i].is_punct('.'))
                })
        });
    }
    found
}

/// «الطيران التركي المسيّر»: an adjective of origin parts the aircraft from the word that says what it is.
fn unmanned(reading: &Reading, read: MeansMention) -> MeansMention {
    let end = read.span.end;
    let origin =
        |i: usize| reading.tokens.get(i).is_some_and(|t| t.is_word() && t.key.ends_with('ي'));
    let craft = read.means == Some(Means::Aircraft) && reading.reads(read.span.start, "طيران");
    let at = if origin(end) { end + 1 } else { end };
    if !craft || bare(reading.key(at)) != "مسير" {
        return read;
    }
    MeansMention {
        span: TokenSpan::new(read.span.start, at + 1),
        means: Some(Means::Drone),
        kind_hint: Some(Kind::DroneStrike),
        rule: "means:طيران مسير",
    }
}

/// «لغم أرضي من مخلفات الحرب»: what it was, and whence it came.
fn left_behind(reading: &Reading, found: &mut Vec<MeansMention>) {
    let mines: Vec<usize> =
        found.iter().filter(|m| m.means == Some(Means::Landmine)).map(|m| m.span.end).collect();
    found.retain(|m| {
        let word = m.span.start + usize::from(reading.key(m.span.start) == "من");
        let of_it = |end: &usize| {
            m.span.start.checked_sub(*end).is_some_and(|gap| gap <= MINE_REACH)
                && !(*end..word).any(|i| reading.tokens[i].is_punct('،'))
        };
        m.means != Some(Means::ExplosiveRemnant)
            || reading.key(word.saturating_sub(1)) != "من"
            || !mines.iter().any(of_it)
    });
}

/// How far behind a mine «من مخلفات» stands, in tokens.
const MINE_REACH: usize = 3;

/// How many weapons an article names.
const ROOM: usize = 16;
