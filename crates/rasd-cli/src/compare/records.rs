//! Records of one version: from a file, or from the version itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::out;

/// Records by report, and the order they came in.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) order: Vec<String>,
    pub(super) by_id: BTreeMap<String, Value>,
}

/// Reads records from a file, or has an executable extract `reports`.
pub(super) fn load(path: &Path, reports: Option<&Path>) -> Result<Records> {
    let cannot = || format!("cannot read {}", path.display());
    let bytes = std::fs::read(path).with_context(cannot)?;
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    // File systems that know no permissions call everything executable: records are known first.
    let text = if first.is_none_or(|b| *b == b'{') {
        bytes
    } else if is_executable(path) {
        let Some(reports) = reports else {
            bail!("{} is an executable: REPORTS is needed", path.display());
        };
        extract(path, reports)?
    } else {
        bail!("{} is neither records (JSON Lines) nor an executable", path.display());
    };
    let text = String::from_utf8(text).with_context(cannot)?;
    parse(&text).with_context(|| path.display().to_string())
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "exe")
}

fn extract(program: &Path, reports: &Path) -> Result<Vec<u8>> {
    // A bare name would be looked for in PATH.
    let program = program.canonicalize().with_context(|| program.display().to_string())?;
    let output = Command::new(&program)
        .args(["extract", "--format", "jsonl"])
        .arg(reports)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    match output.status.code() {
        Some(0) => {}
        Some(1) => {
            out::complain(&format!("{}: some reports could not be read", program.display()));
        }
        _ => bail!("{} failed: {}", program.display(), output.status),
    }
    Ok(output.stdout)
}

fn parse(text: &str) -> Result<Records> {
    let mut records = Records::default();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let record: Value =
            serde_json::from_str(line).with_context(|| format!("line {}", i + 1))?;
        let id = record["report"]["id"].as_str().or_else(|| record["id"].as_str());
        let Some(id) = id.filter(|id| !id.is_empty()).map(str::to_owned) else {
            bail!("line {}: a record without an id", i + 1);
        };
        if records.by_id.insert(id.clone(), record).is_none() {
            records.order.push(id);
        }
    }
    Ok(records)
}
