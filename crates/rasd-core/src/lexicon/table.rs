//! Reading the tables under `data/`: tab-separated rows behind a commented header.
//!
//! A table opens with `# key: value` lines, of which `source` and `licence` are required, then a
//! row of column names. Blank lines and further `#` lines are comments.

use std::collections::BTreeMap;

use compact_str::CompactString;
use thiserror::Error;

/// A table that cannot be read, with where and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{table}:{line}: {reason}")]
pub struct TableError {
    /// File name.
    pub table: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// A table read from text.
#[derive(Debug, Clone)]
pub struct Table {
    /// File name, without the ending; the first part of its rows' rule ids.
    pub name: String,
    /// The `# key: value` lines.
    pub header: BTreeMap<String, String>,
    columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: usize,
    cells: Vec<CompactString>,
}

/// A cell without the blanks around it. Some thirty thousand are read when a process starts, and a
/// look at their ends tells that nearly none has any.
fn trimmed(cell: &str) -> &str {
    let visible = |byte: u8| matches!(byte, b'!'..=b'~');
    let arabic = |byte: u8| matches!(byte, 0xd8..=0xdb);
    match cell.as_bytes() {
        [first, .., before, last]
            if (visible(*first) || arabic(*first)) && (visible(*last) || arabic(*before)) =>
        {
            cell
        }
        [] => cell,
        _ => cell.trim(),
    }
}

impl Table {
    /// A table without a name, columns or rows.
    #[must_use]
    pub const fn empty() -> Self {
        Self { name: String::new(), header: BTreeMap::new(), columns: Vec::new(), rows: Vec::new() }
    }

    /// Reads a table.
    ///
    /// # Errors
    /// A missing `source` or `licence`, a row whose cells are more or fewer than the columns.
    pub fn parse(name: &str, text: &str) -> Result<Self, TableError> {
        let error = |line, reason: String| TableError { table: name.to_owned(), line, reason };
        let mut table = Self {
            name: name.to_owned(),
            header: BTreeMap::new(),
            columns: Vec::new(),
            rows: Vec::new(),
        };
        for (i, line) in text.lines().enumerate() {
            let at = i + 1;
            if let Some(comment) = line.strip_prefix('#') {
                if table.columns.is_empty()
                    && let Some((key, value)) = comment.split_once(':')
                {
                    table.header.insert(key.trim().to_owned(), value.trim().to_owned());
                }
            } else if line.trim().is_empty() {
            } else if table.columns.is_empty() {
                table.columns = line.split('\t').map(|c| c.trim().to_owned()).collect();
            } else {
                let mut cells = Vec::with_capacity(table.columns.len());
                let mut rest = line;
                while let Some(tab) = rest.bytes().position(|byte| byte == b'\t') {
                    cells.push(CompactString::from(trimmed(&rest[..tab])));
                    rest = &rest[tab + 1..];
                }
                cells.push(CompactString::from(trimmed(rest)));
                if cells.len() > table.columns.len() {
                    let reason =
                        format!("{} cells for {} columns", cells.len(), table.columns.len());
                    return Err(error(at, reason));
                }
                cells.resize(table.columns.len(), CompactString::const_new(""));
                table.rows.push(Row { line: at, cells });
            }
        }
        for key in ["source", "licence"] {
            if table.header.get(key).is_none_or(String::is_empty) {
                return Err(error(1, format!("no `# {key}:` line")));
            }
        }
        Ok(table)
    }

    /// The cell of `row` in `column`; empty when there is no such column.
    #[must_use]
    pub fn get<'t>(&'t self, row: &'t Row, column: &str) -> &'t str {
        self.columns
            .iter()
            .position(|c| c == column)
            .and_then(|i| row.cells.get(i))
            .map_or("", CompactString::as_str)
    }

    /// The `|`-separated values of a cell.
    pub fn list<'t>(&'t self, row: &'t Row, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(row, column).split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// The id of the row that one of its cells tells from the others.
    pub(crate) fn rule(&self, cell: &str) -> String {
        [&self.name, ":", cell].concat()
    }

    /// An error that names a row.
    #[must_use]
    pub fn error(&self, row: &Row, reason: impl Into<String>) -> TableError {
        TableError { table: self.name.clone(), line: row.line, reason: reason.into() }
    }
}
