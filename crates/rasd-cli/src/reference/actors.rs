//! `rasd actors [QUERY]`.

use anyhow::Result;
use rasd::annotate::actors::{Actor, registry};
use serde::Serialize;

use super::args::ActorsArgs;
use super::search::search;
use crate::exit::Exit;

/// One actor as printed.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    name_en: String,
    name_ar: String,
    country: Option<String>,
    /// Who that is, in English.
    description: String,
    /// Other names, as outlets write them.
    aliases: Vec<String>,
}

/// The registry, in its own order.
fn all() -> Vec<Row> {
    let row = |actor: &Actor| Row {
        id: actor.id.clone(),
        name_en: actor.name_en.clone(),
        name_ar: actor.aliases.first().cloned().unwrap_or_default(),
        country: actor.country.clone(),
        description: actor.description.clone(),
        aliases: actor.aliases.iter().skip(1).cloned().collect(),
    };
    registry().iter().map(row).collect()
}

/// Runs the command.
pub(crate) fn run(args: &ActorsArgs) -> Result<Exit> {
    let rows = search(all(), args.query.as_deref(), |row| {
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
