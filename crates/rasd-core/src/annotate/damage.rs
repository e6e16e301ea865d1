//! Damaged things (`data/damage.tsv`).

use std::sync::LazyLock;

use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Damage;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// A thing that can be damaged, or a word for damage.
#[derive(Debug, Clone)]
pub struct DamageMention {
    /// Where.
    pub span: TokenSpan,
    /// What.
    pub damage: Damage,
    /// A thing, which counts only where the text says that it was hit.
    pub object: bool,
    /// Table row.
    pub rule: &'static str,
}

pub(crate) static WORDS: LazyLock<PhraseTable<(Damage, bool, String)>> = LazyLock::new(|| {
    let table = damage_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        if let Ok(damage) = table.get(row, "damage").parse() {
            let form = table.get(row, "form");
            let object = table.get(row, "class") == "object";
            forms.insert(form, (damage, object, table.rule(form)));
        }
    }
    forms.known_as(TableId::Damage)
});

/// The table of damaged things.
pub(crate) fn damage_table() -> Table {
    Table::parse("damage", include_str!("../../data/damage.tsv")).expect("compiled-in table")
}

/// Every mention of a thing that can be damaged, or of damage.
#[must_use]
pub fn damage(reading: &Reading) -> Vec<DamageMention> {
    WORDS
        .find_all(reading)
        .map(|hit| {
            let (damage, object, rule) = hit.value;
            DamageMention { span: hit.span, damage: *damage, object: *object, rule }
        })
        .collect()
}
