//! What the annotators share to read their tables.

use crate::lexicon::{Article, PhraseTable, Row, Table};

/// A compiled-in table. A table that does not parse is empty here and fails the data test.
pub(crate) fn table(name: &str, text: &str) -> Table {
    Table::parse(name, text).unwrap_or_else(|_| Table::empty())
}

/// The phrases in column `form` of a table, each with what `value` makes of its row.
///
/// Rows that `value` refuses are left out; the data test finds them.
pub(crate) fn phrases<T>(
    table: &Table,
    value: impl Fn(&Table, &Row) -> Option<T>,
) -> PhraseTable<T> {
    let mut phrases = PhraseTable::new(Article::Free);
    for row in &table.rows {
        if let Some(value) = value(table, row) {
            phrases.insert(table.get(row, "form"), value);
        }
    }
    phrases
}
