//! `rasd rules [PREFIX]`.

use anyhow::Result;
use rasd::rules::Rule;
use serde::Serialize;

use super::args::RulesArgs;
use crate::exit::Exit;

#[derive(Serialize)]
struct Row<'r> {
    id: &'r str,
    stage: &'r str,
    summary: &'r str,
}

impl<'r> From<&'r Rule> for Row<'r> {
    fn from(rule: &'r Rule) -> Self {
        Self { id: &rule.id, stage: &rule.stage, summary: &rule.summary }
    }
}

/// Runs the command.
pub(crate) fn run(args: &RulesArgs) -> Result<Exit> {
    let prefix = args.prefix.as_deref().unwrap_or_default();
    let rows: Vec<Row> =
        rasd::rules::rules().iter().filter(|r| r.id.starts_with(prefix)).map(Row::from).collect();
    super::print(&rows, args.json, "rules", |row| {
        vec![row.id.to_owned(), row.stage.to_owned(), row.summary.to_owned()]
    })
}
