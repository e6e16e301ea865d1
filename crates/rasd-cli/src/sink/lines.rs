//! JSON Lines in a file that can be gone on with: appended to, and cut back to where it was sound.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rasd::Report;
use rasd::model::Record;
use serde::Serialize;
use serde_json::{Value, json};

use super::durable::Durable;

/// A file of lines.
pub(crate) struct LinesFile {
    file: BufWriter<File>,
    path: PathBuf,
    bytes: u64,
}

impl LinesFile {
    /// Opens or creates the file and cuts off what stands behind its first `keep` bytes.
    pub(crate) fn open(path: &Path, keep: u64) -> Result<Self> {
        let cannot = || format!("cannot write {}", path.display());
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .with_context(cannot)?;
        let there = file.metadata().with_context(cannot)?.len();
        if there < keep {
            bail!(
                "{} has {there} bytes where the journal knows of {keep}: it is not what the \
                 interrupted run wrote",
                path.display()
            );
        }
        file.set_len(keep).with_context(cannot)?;
        file.seek(SeekFrom::End(0)).with_context(cannot)?;
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, file),
            path: path.to_owned(),
            bytes: keep,
        })
    }

    /// Appends one line.
    pub(crate) fn line(&mut self, line: &impl Serialize) -> Result<()> {
        self.append(&serde_json::to_vec(line)?)
    }

    fn append(&mut self, line: &[u8]) -> Result<()> {
        self.file
            .write_all(line)
            .and_then(|()| self.file.write_all(b"\n"))
            .with_context(|| self.cannot())?;
        self.bytes += line.len() as u64 + 1;
        Ok(())
    }

    /// Puts all lines on the disk and tells how many bytes they are.
    pub(crate) fn sync(&mut self) -> Result<u64> {
        self.file
            .flush()
            .and_then(|()| self.file.get_ref().sync_data())
            .with_context(|| self.cannot())?;
        Ok(self.bytes)
    }

    fn cannot(&self) -> String {
        format!("cannot write {}", self.path.display())
    }
}

impl Durable for LinesFile {
    fn write(&mut self, record: &Record, _: Option<&Report>) -> Result<()> {
        self.line(record)
    }

    fn line(&mut self, line: &[u8]) -> Result<()> {
        self.append(line)
    }

    fn marks_anywhere(&self) -> bool {
        true
    }

    fn mark(&mut self) -> Result<Option<Value>> {
        self.sync().map(|bytes| Some(json!({ "bytes": bytes })))
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }

    fn files(&self) -> Vec<PathBuf> {
        vec![self.path.clone()]
    }
}

/// How many bytes a mark speaks of; none were written before the first mark.
pub(crate) fn kept(mark: &Value) -> u64 {
    mark.get("bytes").and_then(Value::as_u64).unwrap_or(0)
}
