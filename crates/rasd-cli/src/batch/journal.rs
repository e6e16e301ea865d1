//! How far a run has come, so that it can be gone on with after it was stopped in any way.
//!
//! `OUT.journal` is JSON Lines: the settings of the run, then a mark now and again. A mark is
//! written after the records it speaks of are on the disk, so what stands behind the last mark in
//! the output can be cut off and read again, and nothing is lost or doubled.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::counts::Counts;
use super::feed::{InputEnd, Known};

/// What has to be the same when a run is gone on with.
pub(crate) type Settings = Map<String, Value>;

/// The form of the journal.
const FORM: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    rasd_journal: u32,
    settings: Settings,
}

/// How far a run has come.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Sources that ended since the mark before.
    pub(crate) ended: Vec<InputEnd>,
    /// The source that is being read.
    pub(crate) partial: Option<Partial>,
    /// How far the output is, in the output's own terms.
    pub(crate) out: Value,
    /// Length of the list of errors, in bytes.
    pub(crate) errors: u64,
    /// What was counted up to here.
    pub(crate) counts: Counts,
    /// All sources were read.
    pub(crate) finished: bool,
}

/// A source that was read in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Partial {
    /// Its name.
    pub(crate) input: String,
    /// How many of its items are done.
    pub(crate) items: u64,
    /// One hash over these.
    pub(crate) chain: String,
    /// How many of them gave a record.
    pub(crate) records: u64,
    /// How many did not.
    pub(crate) failed: u64,
}

/// What an earlier run left.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// The sources that it read to their end.
    pub(crate) ended: Vec<InputEnd>,
    /// The last mark.
    pub(crate) mark: Mark,
}

impl Left {
    /// What is to be passed over, and whether the run is `told` of.
    pub(crate) fn known(&self, told: bool) -> Known {
        let partial = self.mark.partial.as_ref();
        Known {
            told,
            done: self.ended.iter().map(|e| (e.input.clone(), e.sha256.clone())).collect(),
            partial: partial.map(|p| (p.input.clone(), p.items, p.chain.clone())),
        }
    }
}

/// The journal of a run. While it is open no other run can have it.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// A new journal.
    pub(crate) fn begin(path: &Path, settings: &Settings) -> Result<Self> {
        let file = open(path, true)?;
        file.set_len(0).with_context(|| cannot(path))?;
        let mut journal = Self { file, path: path.to_owned() };
        journal.line(&Head { rasd_journal: FORM, settings: settings.clone() })?;
        Ok(journal)
    }

    /// The journal of a run that was stopped, and what that run left.
    ///
    /// # Errors
    /// It cannot be read, another run has it, or its settings were others.
    pub(crate) fn resume(path: &Path, settings: &Settings) -> Result<(Self, Left)> {
        let mut file = open(path, false)?;
        let mut left = Left::default();
        let mut reader = BufReader::new(&file);
        let mut line = Vec::new();
        let mut whole = 0;
        let mut head: Option<Head> = None;
        loop {
            line.clear();
            let n = reader.read_until(b'\n', &mut line).with_context(|| cannot(path))?;
            // A line without its end was being written when the run was stopped.
            if n == 0 || line.last() != Some(&b'\n') {
                break;
            }
            if head.is_none() {
                let read: Head = serde_json::from_slice(&line)
                    .with_context(|| format!("{} is no journal of rasd", path.display()))?;
                head = Some(read);
            } else {
                // After a loss of power the last lines may be anything.
                let Ok(mut mark) = serde_json::from_slice::<Mark>(&line) else { break };
                left.ended.append(&mut mark.ended);
                left.mark = mark;
            }
            whole += n as u64;
        }
        file.set_len(whole).with_context(|| cannot(path))?;
        file.seek(SeekFrom::End(0)).with_context(|| cannot(path))?;
        let mut journal = Self { file, path: path.to_owned() };
        match head {
            None => journal.line(&Head { rasd_journal: FORM, settings: settings.clone() })?,
            Some(head) => same(&head, settings)?,
        }
        Ok((journal, left))
    }

    /// Adds a mark. What it speaks of must be on the disk.
    pub(crate) fn mark(&mut self, mark: &Mark) -> Result<()> {
        self.line(mark)
    }

    fn line(&mut self, line: &impl Serialize) -> Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.file
            .write_all(&bytes)
            .and_then(|()| self.file.sync_data())
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}

fn open(path: &Path, create: bool) -> Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(create)
        .truncate(false)
        .open(path)
        .with_context(|| cannot(path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another run has {}: is it still going?", path.display())
        }
        // Some file systems know no locks; two runs at once are then the user's to avoid.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

fn cannot(path: &Path) -> String {
    format!("cannot open {}", path.display())
}

/// Refuses to go on with other settings: the records would be of two sorts.
fn same(head: &Head, settings: &Settings) -> Result<()> {
    if head.rasd_journal != FORM {
        bail!("the interrupted run was of another version of rasd; --force begins anew");
    }
    for (name, value) in settings {
        let then = head.settings.get(name).unwrap_or(&Value::Null);
        if then != value {
            bail!(
                "the interrupted run had {name} {then}, this one has {value}; \
                 --force instead of --resume begins anew"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn settings(format: &str) -> Settings {
        Settings::from_iter([("format".to_owned(), json!(format))])
    }

    fn mark(items: u64) -> Mark {
        Mark { out: json!({ "bytes": items }), errors: items, ..Mark::default() }
    }

    #[test]
    fn a_half_written_line_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        let mut journal = Journal::begin(&path, &settings("jsonl")).unwrap();
        assert!(
            Journal::resume(&path, &settings("jsonl"))
                .unwrap_err()
                .to_string()
                .contains("another run")
        );
        journal.mark(&mark(1)).unwrap();
        journal.mark(&mark(2)).unwrap();
        drop(journal);
        let whole = std::fs::read(&path).unwrap();
        for cut in 1..30 {
            std::fs::write(&path, &whole[..whole.len() - cut]).unwrap();
            let (mut journal, left) = Journal::resume(&path, &settings("jsonl")).unwrap();
            assert_eq!(left.mark.errors, 1, "{cut}");
            journal.mark(&mark(2)).unwrap();
            drop(journal);
            assert_eq!(std::fs::read(&path).unwrap(), whole, "{cut}");
        }
    }

    #[test]
    fn other_settings_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        drop(Journal::begin(&path, &settings("jsonl")).unwrap());
        let error = Journal::resume(&path, &settings("csv")).unwrap_err().to_string();
        assert!(error.contains("had format \"jsonl\", this one has \"csv\""), "{error}");
        std::fs::write(&path, "{}\n").unwrap();
        let error = Journal::resume(&path, &settings("csv")).unwrap_err();
        assert!(format!("{error:#}").contains("is no journal of rasd"), "{error:#}");
        std::fs::write(&path, "").unwrap();
        assert!(Journal::resume(&path, &settings("csv")).is_ok(), "stopped before its first line");
    }
}
