//! Words that part or join the acts of one sentence (`data/clauses.tsv`).

use std::sync::LazyLock;

use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// What a clause word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseRole {
    /// Opens a new act when a verb follows («كما», «فيما»).
    Also,
    /// A verb that sets another scene («وشهدت …»).
    Scene,
    /// Turns to the act that was answered («رداً على …»).
    Response,
    /// The act behind it came before («إثر الاشتباكات»).
    After,
    /// The place is the one just named («في البلدة»).
    SamePlace,
    /// The act behind it goes along with the main one («وسط …»).
    Along,
    /// Whoever speaks adds what another side did («مشيراً إلى أن …»).
    Adds,
    /// So it does, and may be another side's at another place («بالتزامن مع …»).
    Beside,
}

/// A clause word in the text.
#[derive(Debug, Clone, Copy)]
pub struct ClauseMention {
    /// Where.
    pub span: TokenSpan,
    /// What it does.
    pub role: ClauseRole,
}

pub(crate) static CLAUSES: LazyLock<PhraseTable<ClauseRole>> = LazyLock::new(|| {
    let table = clauses_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let role = match table.get(row, "role") {
            "also" => ClauseRole::Also,
            "scene" => ClauseRole::Scene,
            "after" => ClauseRole::After,
            "response" => ClauseRole::Response,
            "same_place" => ClauseRole::SamePlace,
            "beside" => ClauseRole::Beside,
            "adds" => ClauseRole::Adds,
            _ => ClauseRole::Along,
        };
        forms.insert(table.get(row, "form"), role);
    }
    forms.known_as(TableId::Clauses)
});

/// The table of clause words.
pub(crate) fn clauses_table() -> Table {
    Table::parse("clauses", include_str!("../../data/clauses.tsv")).expect("compiled-in table")
}

/// Every clause word of the reading.
#[must_use]
pub fn clauses(reading: &Reading) -> Vec<ClauseMention> {
    CLAUSES
        .find_all(reading)
        .map(|hit| ClauseMention { span: hit.span, role: *hit.value })
        .collect()
}
