//! What a run read, with which tables and options, and what came of it.
//!
//! Everything but `run` is the same for two runs over the same input with the same program; `run`
//! holds what the clock says.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::counts::Counts;
use super::feed::InputEnd;
use super::journal::Settings;
use crate::input::hex;

/// The manifest.
#[derive(Debug, Serialize)]
pub(super) struct Manifest<'r> {
    /// This program.
    pub(super) rasd: Program,
    /// What was asked for, as far as it bears on the records.
    pub(super) options: &'r Settings,
    /// What was read.
    pub(super) inputs: &'r [InputEnd],
    /// Files in folders that were not read.
    pub(super) passed_over: Vec<String>,
    /// What came of it.
    pub(super) counts: &'r Counts,
    /// What was written.
    pub(super) outputs: Vec<Written>,
    /// The list of errors.
    pub(super) errors: Option<String>,
    /// When, how long and how.
    pub(super) run: RunTime,
}

/// A program and its knowledge.
#[derive(Debug, Serialize)]
pub(super) struct Program {
    version: &'static str,
    /// One hash over all tables.
    tables_sha256: &'static str,
    /// The hash of each.
    tables: BTreeMap<&'static str, &'static str>,
}

/// A file that was written.
#[derive(Debug, Serialize)]
pub(super) struct Written {
    file: String,
    bytes: u64,
    sha256: String,
}

/// What differs from run to run.
#[derive(Debug, Serialize)]
pub(super) struct RunTime {
    /// When it began, in UTC; a run that was gone on with began when it did so.
    pub(super) began: String,
    /// How long it took.
    pub(super) seconds: f64,
    /// Whether it went on with an earlier run.
    pub(super) resumed: bool,
    /// Reports worked on at once.
    pub(super) jobs: usize,
    /// The server that extracted, if one did.
    pub(super) server: Option<String>,
}

impl Program {
    /// This one.
    pub(super) fn this() -> Self {
        Self {
            version: rasd::VERSION,
            tables_sha256: rasd::tables_hash(),
            tables: rasd::table_hashes().iter().map(|t| (t.name, t.sha256)).collect(),
        }
    }
}

impl Written {
    /// The file as it is on the disk.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let cannot = || format!("cannot read {}", path.display());
        let mut file = File::open(path).with_context(cannot)?;
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => {
                    hash.update(&buffer[..n]);
                    bytes += n as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error).with_context(cannot),
            }
        }
        Ok(Self { file: name(path), bytes, sha256: hex(&hash.finalize()) })
    }
}

/// A file's name: a manifest is read beside what it speaks of.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Manifest<'_> {
    /// Writes the manifest; it is there whole or not at all.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let cannot = || format!("cannot write {}", path.display());
        let mut partial = path.to_owned().into_os_string();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let mut out = BufWriter::new(File::create(&partial).with_context(cannot)?);
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n").and_then(|()| out.flush()).with_context(cannot)?;
        fs::rename(&partial, path).with_context(cannot)
    }
}
