//! `rasd compare`: what a change of grammar altered, for review before it is released.

mod diff;
mod records;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use self::diff::Change;
use crate::cli::{CompareArgs, Defaults, InputKind, ReportFormat};
use crate::exit::Exit;
use crate::input::Source;
use crate::out;
use crate::summary::Style;

/// How many things changed.
#[derive(Debug, Default, Serialize)]
struct Counts {
    records: usize,
    changed: usize,
    /// By slot of paired incidents; incidents, tallies and findings by `added` and `removed`.
    slots: BTreeMap<String, usize>,
}

/// Runs the command. What goes wrong ends it with 2: 1 says that records changed.
pub(crate) fn run(args: &CompareArgs) -> Result<Exit> {
    match compare(args) {
        Err(error) if !out::is_broken_pipe(&error) => {
            out::complain(&format!("error: {error:#}"));
            Ok(Exit::Usage)
        }
        result => result,
    }
}

fn compare(args: &CompareArgs) -> Result<Exit> {
    let reports = args.reports.as_deref();
    let old = records::load(&args.old, reports)?;
    let new = records::load(&args.new, reports)?;
    let texts = reports.map(texts).transpose()?;
    let ids = match &texts {
        Some((order, _)) => order.clone(),
        None => {
            let added = new.order.iter().filter(|id| !old.by_id.contains_key(*id));
            old.order.iter().chain(added).cloned().collect()
        }
    };
    let mut counts = Counts::default();
    let style = Style::detect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for id in &ids {
        let (before, after) = (old.by_id.get(id), new.by_id.get(id));
        if before.is_none() && after.is_none() {
            continue;
        }
        counts.records += 1;
        let changes = match (before, after) {
            (Some(before), Some(after)) => diff::changes(before, after)?,
            (None, _) => vec![Change::record("added")],
            (_, None) => vec![Change::record("removed")],
        };
        if changes.is_empty() {
            continue;
        }
        counts.changed += 1;
        for change in &changes {
            *counts.slots.entry(change.counts_as()).or_default() += 1;
        }
        match args.format {
            ReportFormat::Json => {
                let line = serde_json::json!({"id": id, "changes": changes});
                writeln!(out, "{line}")?;
            }
            ReportFormat::Text => {
                let body = texts.as_ref().and_then(|(_, by_id)| by_id.get(id));
                out.write_all(text::report(id, &changes, body, style).as_bytes())?;
            }
        }
    }
    match args.format {
        ReportFormat::Json => writeln!(out, "{}", serde_json::json!({"summary": counts}))?,
        ReportFormat::Text => {
            writeln!(out, "{} of {} records changed", counts.changed, counts.records)?;
            for (slot, n) in &counts.slots {
                writeln!(out, "  {slot}: {n}")?;
            }
        }
    }
    out.flush()?;
    Ok(if counts.changed > 0 { Exit::SomeFailed } else { Exit::Ok })
}

/// Reports by id, and their order.
type Texts = (Vec<String>, BTreeMap<String, String>);

fn texts(path: &Path) -> Result<Texts> {
    let source = Source::file(path);
    let mut order = Vec::new();
    let mut by_id = BTreeMap::new();
    for item in source.reports(InputKind::Auto, Defaults::default()) {
        let report = item?;
        let text = match &report.title {
            Some(title) => format!("{title}\n{}", report.text),
            None => report.text,
        };
        if by_id.insert(report.id.clone(), text).is_none() {
            order.push(report.id);
        }
    }
    Ok((order, by_id))
}
