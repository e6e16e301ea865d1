//! What the library knows: places, actors, rules.

pub(crate) mod actors;
pub(crate) mod args;
pub(crate) mod places;
pub(crate) mod rules;
mod search;

use std::io::{self, Write};

use anyhow::Result;
use serde::Serialize;

use crate::exit::Exit;
use crate::out;
use crate::summary::show;

/// Prints rows as aligned columns, or as JSON Lines. No row at all is an answer, not an error,
/// but a person is told.
fn print<T: Serialize>(
    rows: &[T],
    json: bool,
    what: &str,
    cells: impl Fn(&T) -> Vec<String>,
) -> Result<Exit> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if json {
        for row in rows {
            serde_json::to_writer(&mut out, row).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    } else {
        let table: Vec<Vec<String>> = rows.iter().map(cells).collect();
        for line in align(&table) {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    if rows.is_empty() {
        out::complain(&format!("no {what} found"));
    }
    Ok(Exit::Ok)
}

/// Joins cells into lines whose columns stand beneath each other; the last is not padded.
fn align(table: &[Vec<String>]) -> Vec<String> {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        table.iter().filter_map(|row| row.get(column)).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    table
        .iter()
        .map(|row| {
            let mut line = String::new();
            for (i, cell) in row.iter().enumerate() {
                line.push_str(&show(cell));
                if i + 1 < row.len() {
                    line.push_str(&" ".repeat(widths[i] - cell.chars().count() + 2));
                }
            }
            line
        })
        .collect()
}
