//! Checking tables that people edit: what would not be read, or not as meant.
//!
//! [`check`] takes tables as text and knows nothing of files. A table that is not among the given
//! ones is looked up in the compiled-in set, so that a folder with one edited copy can be checked.

mod forms;
mod places;
mod schema;

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use self::schema::Schema;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Likely not meant; the row is read all the same.
    Warning,
    /// The row or the table is not read, or not as written.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Error { "error" } else { "warning" })
    }
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// The table, without `.tsv`.
    pub table: String,
    /// The line, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.tsv:{}: {}: {}", self.table, self.line, self.severity, self.message)
    }
}

/// A table as its lines, however malformed.
#[derive(Debug)]
struct Sheet<'t> {
    name: &'t str,
    columns: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

impl<'t> Sheet<'t> {
    fn cell(&self, row: &[&'t str], column: &str) -> &'t str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|at| row.get(at)).map_or("", |c| c.trim())
    }
}

/// What is found, table by table.
#[derive(Debug, Default)]
struct Issues(Vec<Issue>);

impl Issues {
    fn add(&mut self, table: &str, line: usize, severity: Severity, message: impl Into<String>) {
        let (table, message) = (table.to_owned(), message.into());
        self.0.push(Issue { table, line, severity, message });
    }

    fn error(&mut self, table: &str, line: usize, message: impl Into<String>) {
        self.add(table, line, Severity::Error, message);
    }

    fn warn(&mut self, table: &str, line: usize, message: impl Into<String>) {
        self.add(table, line, Severity::Warning, message);
    }
}

/// What the tables say to each other: ids that exist, names and words of other tables.
#[derive(Debug)]
struct World<'t> {
    sheets: Vec<Sheet<'t>>,
}

impl<'t> World<'t> {
    fn sheet(&self, name: &str) -> Option<&Sheet<'t>> {
        self.sheets.iter().find(|s| s.name == name)
    }

    /// The values of a column.
    fn values(&self, table: &str, column: &str) -> BTreeSet<&'t str> {
        let Some(sheet) = self.sheet(table) else { return BTreeSet::new() };
        sheet.rows.iter().map(|(_, row)| sheet.cell(row, column)).collect()
    }
}

/// Checks tables given as name (without `.tsv`) and text; issues come by table, then line.
///
/// ```
/// use rasd::lexicon::check::check;
/// let text = "# source: me\n# licence: MIT\nform\tmeans\tkind\nمنجنيق\tcatapult\tshelling\n";
/// let issues = check(&[("means", text)]);
/// assert_eq!(
///     issues[0].to_string(),
///     "means.tsv:4: error: means \"catapult\" is none of the words of docs/codebook.md"
/// );
/// ```
#[must_use]
pub fn check(tables: &[(&str, &str)]) -> Vec<Issue> {
    let mut issues = Issues::default();
    let given = tables.iter().map(|(name, text)| parse(name, text, &mut issues)).collect();
    let mut world = World { sheets: given };
    let given = world.sheets.len();
    for (name, text) in super::bundled() {
        if world.sheet(name).is_none() {
            world.sheets.push(parse(name, text, &mut Issues::default()));
        }
    }
    for sheet in &world.sheets[..given] {
        let Some(schema) = Schema::of(sheet.name) else { continue };
        schema::cells(sheet, schema, &world, &mut issues);
        forms::check(sheet, schema, &world, &mut issues);
        if sheet.name.starts_with("gazetteer") {
            places::check(sheet, &world, &mut issues);
        }
    }
    let mut issues = issues.0;
    issues.sort_by(|a, b| (&a.table, a.line, a.severity).cmp(&(&b.table, b.line, b.severity)));
    issues
}

/// Reads a table, telling what keeps it from being read.
fn parse<'t>(name: &'t str, text: &'t str, issues: &mut Issues) -> Sheet<'t> {
    let mut sheet = Sheet { name, columns: Vec::new(), rows: Vec::new() };
    let mut header: BTreeSet<&str> = BTreeSet::new();
    let mut head = 1;
    for (i, line) in text.lines().enumerate() {
        let at = i + 1;
        if let Some(comment) = line.strip_prefix('#') {
            if sheet.columns.is_empty()
                && let Some((key, value)) = comment.split_once(':')
                && !value.trim().is_empty()
            {
                header.insert(key.trim());
            }
        } else if line.trim().is_empty() {
        } else if sheet.columns.is_empty() {
            sheet.columns = line.split('\t').map(str::trim).collect();
            head = at;
        } else {
            let cells: Vec<&str> = line.split('\t').collect();
            let (have, want) = (cells.len(), sheet.columns.len());
            // Empty cells at the end may be left out, but the gazetteer's are counted.
            if have > want || (have < want && name.starts_with("gazetteer")) {
                issues.error(name, at, format!("{have} cells for {want} columns"));
            }
            sheet.rows.push((at, cells));
        }
    }
    for key in ["source", "licence"] {
        if !header.contains(key) {
            issues.error(name, 1, format!("no `# {key}: …` line above the columns"));
        }
    }
    match super::bundled().iter().find(|(known, _)| *known == name) {
        None => issues.warn(name, 1, "no table of this name is read"),
        Some((_, own)) => {
            let own = own.lines().find(|l| !l.starts_with('#')).unwrap_or_default();
            if !own.split('\t').map(str::trim).eq(sheet.columns.iter().copied()) {
                let want = own.replace('\t', ", ");
                issues.error(name, head, format!("the columns must be: {want}"));
            }
        }
    }
    if sheet.rows.is_empty() {
        issues.error(name, head, "no rows");
    }
    sheet
}

#[cfg(test)]
mod tests;
