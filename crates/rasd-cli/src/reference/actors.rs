//! `rasd actors [QUERY]`.

use anyhow::Result;
use serde::Serialize;

use super::search::search;
use crate::cli::ActorsArgs;
use crate::exit::Exit;

/// One actor as printed.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    name_en: String,
    name_ar: String,
    country: Option<String>,
    /// The actor it belongs to.
    parent: Option<String>,
    /// Other names, as outlets write them.
    aliases: Vec<String>,
}

/// The registry, in its own order.
///
/// Seam: to be fed from the registry of `rasd::annotate::actors`.
fn registry() -> Vec<Row> {
    Vec::new()
}

/// Runs the command.
pub(crate) fn run(args: &ActorsArgs) -> Result<Exit> {
    let rows = search(registry(), args.query.as_deref(), |row| {
        let mut names = vec![row.id.as_str(), &row.name_en, &row.name_ar];
        names.extend(row.aliases.iter().map(String::as_str));
        names
    });
    super::print(&rows, args.json, "actors", |row| {
        vec![
            row.id.clone(),
            row.country.clone().unwrap_or_default(),
            row.name_en.clone(),
            row.name_ar.clone(),
        ]
    })
}
