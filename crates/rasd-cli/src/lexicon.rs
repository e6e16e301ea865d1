//! `rasd lexicon check`: tables that people extend.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rasd::lexicon::bundled;
use rasd::lexicon::check::{Severity, check};

use crate::cli::{LexiconArgs, LexiconCommand, ReportFormat};
use crate::exit::Exit;
use crate::out;

/// Runs the command.
pub(crate) fn run(args: &LexiconArgs) -> Result<Exit> {
    let LexiconCommand::Check(args) = &args.command;
    let files = match &args.dir {
        None => Vec::new(),
        Some(dir) => read(dir)?,
    };
    let tables: Vec<(&str, &str)> = match &args.dir {
        None => bundled().to_vec(),
        Some(_) => files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect(),
    };
    let issues = check(&tables);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for issue in &issues {
        match args.format {
            ReportFormat::Json => {
                serde_json::to_writer(&mut out, issue).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            // As compilers print it, so that an editor can go there.
            ReportFormat::Text => {
                let dir = args.dir.as_deref().map_or_else(PathBuf::new, Path::to_owned);
                let path = dir.join(format!("{}.tsv", issue.table));
                let (severity, message) = (issue.severity, crate::summary::show(&issue.message));
                writeln!(out, "{}:{}: {severity}: {message}", path.display(), issue.line)?;
            }
        }
    }
    out.flush()?;
    let errors = issues.iter().filter(|i| i.severity == Severity::Error).count();
    let warnings = issues.len() - errors;
    out::complain(&format!("{} tables: {errors} errors, {warnings} warnings", tables.len()));
    Ok(if errors > 0 { Exit::SomeFailed } else { Exit::Ok })
}

/// The tables of a folder, by name.
fn read(dir: &Path) -> Result<Vec<(String, String)>> {
    let cannot = || format!("cannot read {}", dir.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        bail!("no .tsv file in {}", dir.display());
    }
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into());
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let text = String::from_utf8(bytes)
                .map_err(|_| anyhow::anyhow!("{}: not UTF-8", path.display()))?;
            Ok((name, text))
        })
        .collect()
}
