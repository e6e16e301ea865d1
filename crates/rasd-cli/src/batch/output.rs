//! Where a run writes: standard output, a file that is there at the end, or one that can be gone
//! on with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::args::WriteArgs;
use super::is_stream;
use super::journal::{Journal, Left, Settings};
use crate::pipeline::DoneForm;
use crate::sink::durable::Durable;
use crate::sink::lines::{LinesFile, kept};
use crate::sink::parts::{JsonLines, Parts};
use crate::sink::{Format, Sink};

/// An output.
pub(super) enum Output {
    /// Read by someone as it comes.
    Stream(Sink),
    /// A file of a form that is whole only at its end; it gets its name then.
    AtEnd {
        /// Writes to `partial`.
        sink: Sink,
        /// Where it is until then.
        partial: PathBuf,
        /// Where it will be.
        path: PathBuf,
    },
    /// One that can be gone on with.
    Kept {
        /// The output.
        sink: Box<dyn Durable>,
        /// Its journal.
        journal: Journal,
    },
}

/// Whether output of this form can be cut back and gone on with.
const fn can_resume(format: Format, parts: bool) -> bool {
    parts || matches!(format, Format::Jsonl)
}

impl Output {
    /// Opens what the command line names, and tells what an earlier run left there.
    pub(super) fn open(
        args: &WriteArgs,
        format: Format,
        settings: &Settings,
    ) -> Result<(Self, Left)> {
        let Some(out) = args.out.as_deref() else {
            return Ok((Self::Stream(Sink::open(format, None)?), Left::default()));
        };
        let journal_path = args.journal_path();
        let resumable = can_resume(format, args.part_size.is_some());
        let Some(journal_path) = journal_path.filter(|_| resumable) else {
            if args.resume {
                bail!(
                    "--resume: {} cannot be gone on with; that takes --format jsonl into a file, \
                     or --part-size",
                    out.display()
                );
            }
            return Self::whole(out, format, args.force).map(|output| (output, Left::default()));
        };
        let (there, journaled) = (out.exists(), journal_path.exists());
        if there && !args.resume && !args.force {
            bail!(
                "{} is there already: --resume goes on with it, --force replaces it",
                out.display()
            );
        }
        if args.resume && there && !journaled {
            bail!(
                "{} is there and {} is not: nothing tells how far it is; --force begins anew",
                out.display(),
                journal_path.display()
            );
        }
        if args.resume && journaled && there {
            let (journal, left) = Journal::resume(&journal_path, settings)?;
            let sink = durable(args, format, out, &left.mark.out)?;
            return Ok((Self::Kept { sink, journal }, left));
        }
        // The journal first: an output without one cannot be told from somebody's own file.
        let journal = Journal::begin(&journal_path, settings)?;
        let sink = durable(args, format, out, &Value::Null)?;
        Ok((Self::Kept { sink, journal }, Left::default()))
    }

    fn whole(out: &Path, format: Format, force: bool) -> Result<Self> {
        if is_stream(out) {
            return Ok(Self::Stream(Sink::open(format, Some(out))?));
        }
        if out.exists() && !force {
            bail!("{} is there already: --force replaces it", out.display());
        }
        // What stands in a folder may be somebody's; it is not replaced, even by force.
        if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
            bail!("{} is a folder that is not empty: name a new one", out.display());
        }
        let mut partial = out.to_owned().into_os_string();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let sink = Sink::open(format, Some(&partial))?;
        Ok(Self::AtEnd { sink, partial, path: out.to_owned() })
    }

    /// Takes a record. True when this is a place where a mark can stand.
    pub(super) fn write(&mut self, done: &DoneForm) -> Result<()> {
        match (self, done) {
            (Self::Stream(sink) | Self::AtEnd { sink, .. }, DoneForm::Record(both)) => {
                sink.write(&both.1, Some(&both.0))
            }
            (Self::Stream(sink) | Self::AtEnd { sink, .. }, DoneForm::Line(line)) => {
                sink.line(line)
            }
            (Self::Kept { sink, .. }, DoneForm::Record(both)) => sink.write(&both.1, Some(&both.0)),
            (Self::Kept { sink, .. }, DoneForm::Line(line)) => sink.line(line),
        }
    }

    /// Says that a report gave no record.
    pub(super) fn failed(&mut self) -> Result<()> {
        match self {
            Self::Stream(sink) | Self::AtEnd { sink, .. } => sink.failed(),
            Self::Kept { .. } => Ok(()),
        }
    }

    /// Lets whoever reads have what is there.
    pub(super) fn flush(&mut self) -> Result<()> {
        match self {
            Self::Stream(sink) => sink.flush(),
            Self::AtEnd { .. } | Self::Kept { .. } => Ok(()),
        }
    }

    /// Ends the output. Gives its files.
    pub(super) fn end(self) -> Result<Vec<PathBuf>> {
        match self {
            Self::Stream(sink) => {
                sink.end()?;
                Ok(Vec::new())
            }
            Self::AtEnd { sink, partial, path } => {
                sink.end()?;
                fs::rename(&partial, &path)
                    .with_context(|| format!("cannot write {}", path.display()))?;
                if !path.is_dir() {
                    return Ok(vec![path]);
                }
                let entries = fs::read_dir(&path)?.collect::<Result<Vec<_>, _>>()?;
                let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
                files.sort();
                Ok(files)
            }
            Self::Kept { sink, .. } => Ok(sink.files()),
        }
    }
}

fn durable(args: &WriteArgs, format: Format, out: &Path, mark: &Value) -> Result<Box<dyn Durable>> {
    Ok(match args.part_size {
        Some(size) => {
            let size = usize::try_from(size.get()).unwrap_or(usize::MAX);
            match format {
                Format::Export(form) if form.is_folder() => {
                    bail!("--part-size: {form} is a folder of files as it is")
                }
                Format::Export(form) => Box::new(Parts::open(form, out, size, mark)?),
                Format::Jsonl => Box::new(Parts::open(JsonLines, out, size, mark)?),
                Format::Summary | Format::Json => {
                    bail!("--part-size: {} is not written in parts", format.name())
                }
            }
        }
        None => Box::new(LinesFile::open(out, kept(mark))?),
    })
}
