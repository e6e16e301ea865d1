//! The arguments of `rasd extract` that are about whole collections of reports.

use std::num::NonZeroU64;
use std::path::PathBuf;

use clap::Args;

use crate::input::{Columns, How};

use crate::cli::{Defaults, InputKind};

/// How tables and packed files are read.
#[derive(Debug, Args, Clone)]
pub(crate) struct ReadArgs {
    /// Which column of a table holds what, for example text=body,published_at=date. Fields that
    /// are not named are found by the columns' names; FIELD= leaves one out.
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) columns: Option<Columns>,
    /// How much one compressed file may unpack to.
    #[arg(long, value_name = "SIZE", default_value = "4GiB", value_parser = size)]
    pub(crate) max_unpacked: u64,
}

impl ReadArgs {
    /// How sources are read.
    pub(crate) fn how(&self, kind: InputKind, defaults: Defaults) -> How {
        How {
            columns: self.columns.clone().unwrap_or_default(),
            max_unpacked: self.max_unpacked,
            ..How::plain(kind, defaults)
        }
    }
}

/// A size such as `500MB` or `4GiB`.
fn size(text: &str) -> Result<u64, String> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let unit: u64 = match text[end..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return Err("expected a size such as 500MB or 4GiB".to_owned()),
    };
    let number: u64 = text[..end].parse().map_err(|_| "expected a size such as 4GiB".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

/// Where a run writes, and what it keeps to be gone on with.
#[derive(Debug, Args, Clone, Default)]
pub(crate) struct WriteArgs {
    /// Write the records here instead of to standard output. OUT.journal beside it makes the run
    /// one that can be gone on with.
    #[arg(long, short, visible_alias = "output", value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// Go on with the interrupted run whose output OUT is; begin anew if there is none.
    #[arg(long, requires = "out")]
    pub(crate) resume: bool,
    /// Replace OUT if it is there.
    #[arg(long, requires = "out", conflicts_with = "resume")]
    pub(crate) force: bool,
    /// Write OUT as a folder of files of so many records each.
    #[arg(long, value_name = "N", requires = "out")]
    pub(crate) part_size: Option<NonZeroU64>,
    /// Write what was read, with which tables and options, and what came of it [default:
    /// OUT.run.json with --out].
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
    /// List the reports that could not be read, as JSON Lines [default: OUT.errors.jsonl with
    /// --out].
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
}

impl WriteArgs {
    /// Where the manifest goes, if anywhere.
    pub(crate) fn manifest_path(&self) -> Option<PathBuf> {
        self.manifest.clone().or_else(|| self.beside("run.json"))
    }

    /// Where the errors go, if anywhere.
    pub(crate) fn errors_path(&self) -> Option<PathBuf> {
        self.errors.clone().or_else(|| self.beside("errors.jsonl"))
    }

    /// Where the journal goes, if anywhere.
    pub(crate) fn journal_path(&self) -> Option<PathBuf> {
        self.beside("journal")
    }

    /// Everything that the run writes.
    pub(crate) fn written(&self) -> Vec<PathBuf> {
        let paths =
            [self.out.clone(), self.manifest_path(), self.errors_path(), self.journal_path()];
        paths.into_iter().flatten().collect()
    }

    /// A device or a pipe has nothing beside it.
    fn beside(&self, ending: &str) -> Option<PathBuf> {
        let out = self.out.as_deref().filter(|out| !super::is_stream(out))?;
        let mut name = out.file_name()?.to_owned();
        name.push(".");
        name.push(ending);
        Some(out.with_file_name(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_neighbours() {
        assert_eq!(size("4GiB"), Ok(crate::input::MAX_UNPACKED));
        assert_eq!((size("12"), size("3 kb")), (Ok(12), Ok(3000)));
        let args = WriteArgs { out: Some("a/out.jsonl".into()), ..WriteArgs::default() };
        assert_eq!(args.journal_path(), Some("a/out.jsonl.journal".into()));
        for wrong in ["", "x", "4 tons", "-1", "99999999999GiB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
