//! `rasd eval`: records scored against gold records.
//!
//! Incidents of a report are paired one to one, best total likeness first; every slot of an
//! unpaired incident counts against the score. No part of a score looks at confidence.

mod gold;
mod likeness;
mod score;
mod slots;
mod table;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use rasd::Options;

use crate::cli::{Defaults, EvalArgs, InputKind};
use crate::engine::Engine;
use crate::exit::Exit;
use crate::input::{InputError, Source};
use crate::out;
use gold::Doc;
pub(crate) use likeness::Pairing;

/// Runs the command.
pub(crate) fn run(args: &EvalArgs) -> Result<Exit> {
    let gold = gold::load(&args.gold)?;
    let mut exit = Exit::Ok;
    let predicted = match (&args.predicted, &args.texts) {
        (Some(file), _) => gold::load(file)?.into_map(),
        (None, Some(texts)) => extract(texts, &mut exit)?,
        (None, None) => BTreeMap::new(),
    };
    let (result, per_report) = score::score(&gold, &predicted);
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", table::json(&result))?;
    } else {
        out.write_all(table::text(&result).as_bytes())?;
        out.write_all(table::worst(per_report, args.worst).as_bytes())?;
    }
    out.flush()?;
    Ok(exit)
}

/// Pairs the incidents of two records of one report, as a score does.
pub(crate) fn paired(old: &[serde_json::Value], new: &[serde_json::Value]) -> Result<Pairing> {
    let read = |incidents: &[serde_json::Value]| {
        incidents.iter().cloned().map(serde_json::from_value).collect::<Result<Vec<_>, _>>()
    };
    Ok(likeness::pair(&read(old)?, &read(new)?))
}

/// Extracts every report of `texts` in this process.
fn extract(texts: &Path, exit: &mut Exit) -> Result<BTreeMap<String, Doc>> {
    let engine = Engine::local(Options::default());
    let source = Source::file(texts);
    let mut docs = BTreeMap::new();
    for item in source.reports(InputKind::Jsonl, Defaults::default()) {
        let record = match item {
            Ok(report) => {
                engine.extract(&report).map_err(|error| format!("{}: {error}", report.id))
            }
            Err(error @ InputError::Io { .. }) => return Err(error.into()),
            Err(error) => Err(error.to_string()),
        };
        match record {
            Ok(record) => {
                let doc = serde_json::from_value(serde_json::to_value(&record)?)?;
                docs.insert(record.report.id, doc);
            }
            Err(message) => {
                *exit = Exit::SomeFailed;
                out::complain(&format!("error: {message}"));
            }
        }
    }
    Ok(docs)
}

#[cfg(test)]
mod tests;
