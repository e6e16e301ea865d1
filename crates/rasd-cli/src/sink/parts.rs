//! An output in parts: a folder of files of so many records each, every one of them whole.
//!
//! For forms that cannot be appended to. A part is written under another name and renamed, so a
//! file that has its name is complete; a run is gone on with behind its last whole part.

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rasd::Report;
use rasd::model::Record;
use serde_json::{Value, json};

use super::durable::Durable;

/// Writes one part.
pub(crate) trait PartWriter {
    /// The ending of the parts' names, without the dot.
    fn ending(&self) -> &'static str;

    /// Writes `records`, with the reports they were read from, to a new file at `path`.
    fn write(&self, path: &Path, records: &[(Record, Option<Report>)]) -> Result<()>;
}

/// The folder.
pub(crate) struct Parts<W> {
    writer: W,
    folder: PathBuf,
    /// Records in a part.
    size: usize,
    /// Parts that are whole.
    whole: u64,
    held: Vec<(Record, Option<Report>)>,
}

impl<W: PartWriter> Parts<W> {
    /// Opens or creates the folder and removes all parts behind those that `mark` knows of.
    pub(crate) fn open(writer: W, folder: &Path, size: usize, mark: &Value) -> Result<Self> {
        let cannot = || format!("cannot write into {}", folder.display());
        fs::create_dir_all(folder).with_context(cannot)?;
        let whole = mark.get("parts").and_then(Value::as_u64).unwrap_or(0);
        let parts = Self { writer, folder: folder.to_owned(), size, whole, held: Vec::new() };
        for entry in fs::read_dir(folder).with_context(cannot)? {
            let path = entry.with_context(cannot)?.path();
            if parts.number(&path).is_some_and(|number| number > whole) {
                fs::remove_file(&path)
                    .with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
        for number in 1..=whole {
            let path = parts.path(number);
            if !path.is_file() {
                anyhow::bail!("{} is gone; --force begins anew", path.display());
            }
        }
        Ok(parts)
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("part-{number:05}.{}", self.writer.ending()))
    }

    /// The number of a part, half-written ones included. Other files are not ours.
    fn number(&self, path: &Path) -> Option<u64> {
        let name = path.file_name()?.to_str()?;
        let name = name.strip_suffix(".partial").unwrap_or(name);
        let name = name.strip_suffix(self.writer.ending())?.strip_suffix('.')?;
        name.strip_prefix("part-")?.parse().ok()
    }

    fn part(&mut self) -> Result<()> {
        let path = self.path(self.whole + 1);
        let cannot = || format!("cannot write {}", path.display());
        let mut partial = path.clone().into_os_string();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        self.writer.write(&partial, &self.held).with_context(cannot)?;
        fs::File::open(&partial).and_then(|file| file.sync_all()).with_context(cannot)?;
        fs::rename(&partial, &path).with_context(cannot)?;
        #[cfg(unix)]
        fs::File::open(&self.folder).and_then(|folder| folder.sync_all()).with_context(cannot)?;
        self.held.clear();
        self.whole += 1;
        Ok(())
    }
}

impl<W: PartWriter> Durable for Parts<W> {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<()> {
        self.held.push((record.clone(), report.cloned()));
        if self.held.len() >= self.size { self.part() } else { Ok(()) }
    }

    fn marks_anywhere(&self) -> bool {
        false
    }

    fn mark(&mut self) -> Result<Option<Value>> {
        Ok(self.held.is_empty().then(|| json!({ "parts": self.whole })))
    }

    fn finish(&mut self) -> Result<()> {
        if self.held.is_empty() { Ok(()) } else { self.part() }
    }

    fn files(&self) -> Vec<PathBuf> {
        (1..=self.whole).map(|number| self.path(number)).collect()
    }
}

/// Parts in the form of another tool.
impl PartWriter for rasd_export::Format {
    fn ending(&self) -> &'static str {
        match self.name() {
            "geojson" => "geojson",
            "parquet" => "parquet",
            "label-studio" | "w3c" | "uwazi" | "bayanat" => "json",
            "iob" => "iob",
            _ => "csv",
        }
    }

    fn write(&self, path: &Path, records: &[(Record, Option<Report>)]) -> Result<()> {
        let out = BufWriter::new(fs::File::create(path)?);
        let mut exporter = rasd_export::open(*self, rasd_export::Target::stream(out))?;
        for (record, report) in records {
            exporter.write(record, report.as_ref())?;
        }
        exporter.finish()?;
        Ok(())
    }
}

/// Parts of JSON Lines.
pub(crate) struct JsonLines;

impl PartWriter for JsonLines {
    fn ending(&self) -> &'static str {
        "jsonl"
    }

    fn write(&self, path: &Path, records: &[(Record, Option<Report>)]) -> Result<()> {
        let mut file = super::lines::LinesFile::open(path, 0)?;
        records.iter().try_for_each(|(record, _)| file.line(record))?;
        file.sync().map(|_| ())
    }
}
