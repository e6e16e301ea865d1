//! Where reports come from: files, folders, patterns and standard input, plain or packed.
//!
//! A source is read as an iterator of items. An item that cannot be read is an [`InputError`] in
//! its place; the items behind it still come.

mod at;
mod columns;
mod dates;
mod document;
mod lines;
mod list;
mod page;
mod rows;
mod sniff;
mod tap;
mod unpack;

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use rasd::Report;
use thiserror::Error;

use crate::cli::{Defaults, InputKind};

pub(crate) use at::At;
pub(crate) use columns::Columns;
pub(crate) use list::list;
pub(crate) use tap::{Progress, Tap, hex};

/// Why an item yields no report.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    /// The bytes are there but make no report. Only this report is lost.
    #[error("{at}: {reason}")]
    Report {
        /// File and line.
        at: At,
        /// The report's id, where that much could be read.
        id: Option<String>,
        /// What is wrong.
        reason: String,
    },
    /// The bytes cannot be had. The rest of this source is lost.
    #[error("cannot read {at}: {source}")]
    Io {
        /// File.
        at: String,
        /// What the system says.
        source: io::Error,
    },
}

/// A report and where it stands.
#[derive(Debug)]
pub(crate) struct Located {
    /// Where.
    pub(crate) at: At,
    /// The report.
    pub(crate) report: Report,
}

/// A report, or why there is none.
pub(crate) type Item = Result<Located, InputError>;
/// The items of one source.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// How sources are read.
#[derive(Debug, Clone)]
pub(crate) struct How {
    /// Their form.
    pub(crate) kind: InputKind,
    /// What is known about reports that do not say so themselves.
    pub(crate) defaults: Defaults,
    /// Which columns of a table hold what.
    pub(crate) columns: Columns,
    /// How many bytes one packed file may unpack to.
    pub(crate) max_unpacked: u64,
}

/// 4 GiB: no set of reports is as large, many a bomb is larger.
pub(crate) const MAX_UNPACKED: u64 = 4 << 30;

impl How {
    /// In the form `kind`, without more being said.
    pub(crate) fn plain(kind: InputKind, defaults: Defaults) -> Self {
        Self { kind, defaults, columns: Columns::default(), max_unpacked: MAX_UNPACKED }
    }
}

/// A file or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// What its reports' ids are made from: its name, or its path below the folder that was
        /// named, so that two files of one name in two folders can be told apart.
        id: String,
    },
    /// Something that was named and cannot be listed.
    Failed {
        /// As named.
        name: String,
        /// Why.
        reason: String,
    },
}

impl Source {
    /// The sources that the command line names one by one; none is standard input.
    pub(crate) fn list(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::Stdin];
        }
        let dash = |f: &Path| f.as_os_str() == "-";
        files.iter().map(|f| if dash(f) { Self::Stdin } else { Self::file(f) }).collect()
    }

    /// A file that was named itself.
    pub(crate) fn file(path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self::File { path: path.to_owned(), id: name.to_string_lossy().into_owned() }
    }

    /// The name in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
            Self::Failed { name, .. } => name.clone(),
        }
    }

    /// Size in bytes, where it is known beforehand.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File { path, .. } => {
                path.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len())
            }
            Self::Failed { .. } => Some(0),
        }
    }

    /// The id of a text report, and the first part of the id of a JSON report that has none.
    fn ids(&self) -> (String, String) {
        match self {
            Self::Stdin | Self::Failed { .. } => ("stdin".to_owned(), "stdin".to_owned()),
            Self::File { id, .. } => {
                let plain = sniff::plain(id);
                let stem = match plain.rfind('.') {
                    Some(dot) if dot > 0 && !plain[..dot].ends_with('/') => &plain[..dot],
                    _ => plain,
                };
                (stem.to_owned(), id.clone())
            }
        }
    }

    /// Opens the source. `progress` is told the number of bytes as they are taken.
    pub(crate) fn open(&self, progress: Progress, hashed: bool) -> io::Result<Tap> {
        let reader: Box<dyn Read + Send> = match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File { path, .. } => {
                if path.is_dir() {
                    return Err(io::Error::other("it is a directory; name the files in it"));
                }
                Box::new(File::open(path)?)
            }
            Self::Failed { reason, .. } => return Err(io::Error::other(reason.clone())),
        };
        Ok(Tap::new(reader, progress, hashed))
    }

    /// The reports of the source, which was opened as `tap`.
    pub(crate) fn read(&self, tap: Tap, how: &How) -> Items {
        let name = self.name();
        self.items_of(tap, how).unwrap_or_else(|source| failed(name, source))
    }

    fn items_of(&self, tap: Tap, how: &How) -> io::Result<Items> {
        let name = self.name();
        let input = unpack::unpack(tap, how.max_unpacked)?;
        let kind = match how.kind {
            InputKind::Auto => sniff::by_ending(self),
            kind => kind,
        };
        let (kind, input): (InputKind, Box<dyn BufRead + Send>) = match kind {
            InputKind::Auto => {
                let (kind, input) = sniff::by_content(input)?;
                (kind, Box::new(input))
            }
            kind => (kind, Box::new(input)),
        };
        let (stem, file) = self.ids();
        let items: Items = match kind {
            InputKind::Auto | InputKind::Text => Box::new(document::text(input, name, stem)),
            InputKind::Json => document::json(input, name, &file),
            InputKind::Jsonl => Box::new(lines::Lines::new(input, name, file)),
            InputKind::Csv => rows::rows(input, name, file, &how.columns),
            InputKind::Html => Box::new(page::page(input, name, stem)),
        };
        let defaults = how.defaults.clone();
        Ok(Box::new(items.map(move |item| {
            item.map(|item| Located { report: fill(item.report, &defaults), ..item })
        })))
    }

    /// The reports of the source, for those who only want these.
    pub(crate) fn reports(
        &self,
        kind: InputKind,
        defaults: Defaults,
    ) -> impl Iterator<Item = Result<Report, InputError>> + use<> {
        let items = match self.open(Box::new(|_| {}), false) {
            Ok(tap) => self.read(tap, &How::plain(kind, defaults)),
            Err(source) => failed(self.name(), source),
        };
        items.map(|item| item.map(|located| located.report))
    }
}

/// The one item of a source that cannot be read.
pub(crate) fn failed(at: String, source: io::Error) -> Items {
    Box::new(std::iter::once(Err(InputError::Io { at, source })))
}

/// A country code in its one form.
pub(crate) fn country(code: &str) -> Result<String, String> {
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(code.to_ascii_uppercase())
    } else {
        Err(format!("country {code:?}: expected two letters such as SY"))
    }
}

/// Fills in what a report does not say itself.
fn fill(mut report: Report, defaults: &Defaults) -> Report {
    report.published_at = report.published_at.or(defaults.published);
    report.publisher = report.publisher.or_else(|| defaults.publisher.clone());
    report.country = report.country.or_else(|| defaults.country.clone());
    report
}

/// Where the first byte that is no UTF-8 stands.
fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        format!("not UTF-8: byte {at} (line {line}) starts no valid character")
    })
}

/// What serde_json says, without the position that it appends (ours counts in the file).
fn json_reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";
