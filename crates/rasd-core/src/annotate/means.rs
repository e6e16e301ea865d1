//! Weapons (`data/means.tsv`).

use std::sync::LazyLock;

use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
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
        forms.insert(form, (means, kind, format!("{}:{form}", table.name)));
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
    let mut found: Vec<MeansMention> = WORDS
        .find_all(reading)
        .filter(|hit| !idle.iter().any(|n| n.overlaps(hit.span)))
        .map(|hit| {
            let (means, kind, rule) = hit.value;
            MeansMention { span: hit.span, means: *means, kind_hint: *kind, rule }
        })
        .collect();
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
