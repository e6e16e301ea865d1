//! Who says so: sources with verbs of saying (`data/sources.tsv`).

use std::sync::LazyLock;

use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Stance;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// A source named beside a verb of saying.
#[derive(Debug, Clone)]
pub struct SourceMention {
    /// The source's name.
    pub span: TokenSpan,
    /// How it stands to what it says.
    pub stance: Stance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Head,
    Says(Stance),
}

pub(crate) static WORDS: LazyLock<PhraseTable<Class>> = LazyLock::new(|| {
    let table = sources_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let class = match table.get(row, "stance").parse() {
            Ok(stance) => Class::Says(stance),
            Err(_) => Class::Head,
        };
        forms.insert(table.get(row, "form"), class);
    }
    forms.known_as(TableId::Sources)
});

/// The table of sources and verbs of saying.
pub(crate) fn sources_table() -> Table {
    Table::parse("sources", include_str!("../../data/sources.tsv")).expect("compiled-in table")
}

/// How far a verb of saying may stand from its source, in tokens.
const REACH: usize = 3;

/// Sources that say something, and all verbs of saying, left to right.
#[must_use]
pub fn sources(reading: &Reading) -> (Vec<SourceMention>, Vec<TokenSpan>) {
    let hits: Vec<_> = WORDS.find_all(reading).collect();
    let says = hits.iter().filter(|h| matches!(h.value, Class::Says(_))).map(|h| h.span);
    let sources = hits
        .iter()
        .filter(|h| *h.value == Class::Head)
        .filter_map(|head| {
            let says = hits.iter().filter_map(|h| match h.value {
                Class::Says(stance) => Some((h.span, *stance)),
                Class::Head => None,
            });
            let before = says
                .clone()
                .filter(|(s, _)| s.end <= head.span.start && head.span.start - s.end <= REACH);
            let after =
                says.filter(|(s, _)| s.start >= head.span.end && s.start - head.span.end <= 1);
            let (_, stance) = before.chain(after).next()?;
            Some(SourceMention { span: head.span, stance })
        })
        .collect();
    (sources, says.collect())
}
