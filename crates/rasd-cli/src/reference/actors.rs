//! `rasd actors [QUERY]`.

use anyhow::Result;
use serde::Serialize;

use crate::cli::ActorsArgs;
use crate::exit::Exit;

/// One actor as printed.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    name_en: String,
    name_ar: String,
    country: Option<String>,
    parent: Option<String>,
}

/// The actors that a query finds, in registry order; all of them without one.
///
/// Seam: to be fed from the registry of `rasd::annotate::actors`.
fn find(_query: Option<&str>) -> Vec<Row> {
    Vec::new()
}

/// Runs the command.
pub(crate) fn run(args: &ActorsArgs) -> Result<Exit> {
    let rows = find(args.query.as_deref());
    super::print(&rows, args.json, "actors", |row| {
        vec![
            row.id.clone(),
            row.name_en.clone(),
            row.country.clone().unwrap_or_default(),
            row.name_ar.clone(),
        ]
    })
}
