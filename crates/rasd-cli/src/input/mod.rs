//! Where reports come from: files and standard input, as text, JSON or JSON Lines.
//!
//! A source is read as an iterator of items. An item that cannot be read is an [`InputError`] in
//! its place; the items behind it still come.

mod document;
mod lines;
mod sniff;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rasd::Report;
use thiserror::Error;

use crate::cli::{Defaults, InputKind};

/// Why an item yields no report.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    /// The bytes are there but make no report. Only this report is lost.
    #[error("{at}: {reason}")]
    Report {
        /// File and line.
        at: String,
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

/// A report, or why there is none.
pub(crate) type Item = Result<Report, InputError>;
/// The items of one source.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// A file or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The sources that the command line names; none is standard input.
    pub(crate) fn list(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::Stdin];
        }
        files.iter().map(|f| Self::of(f)).collect()
    }

    fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// The name in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Size in bytes, where it is known beforehand.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => path.metadata().ok().filter(|m| m.is_file()).map(|m| m.len()),
        }
    }

    /// The id of a text report, and the first part of the id of a JSON report that has none.
    fn ids(&self) -> (String, String) {
        match self {
            Self::Stdin => ("stdin".to_owned(), "stdin".to_owned()),
            Self::File(path) => {
                let part = |s: Option<&std::ffi::OsStr>| {
                    s.map_or_else(|| self.name(), |s| s.to_string_lossy().into_owned())
                };
                (part(path.file_stem()), part(path.file_name()))
            }
        }
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => {
                if path.is_dir() {
                    return Err(io::Error::other("it is a directory; name the files in it"));
                }
                Box::new(File::open(path)?)
            }
        })
    }

    /// Reads the source. `read` is told the number of bytes as they are taken.
    pub(crate) fn items(
        &self,
        kind: InputKind,
        defaults: Defaults,
        read: impl Fn(u64) + Send + 'static,
    ) -> Items {
        let name = self.name();
        let failed = |source: io::Error, name: &str| -> Items {
            Box::new(std::iter::once(Err(InputError::Io { at: name.to_owned(), source })))
        };
        let input = match self.open() {
            Ok(input) => BufReader::new(Counting { inner: input, read }),
            Err(source) => return failed(source, &name),
        };
        let kind = match kind {
            InputKind::Auto => sniff::by_ending(self),
            kind => kind,
        };
        let (kind, input): (InputKind, Box<dyn BufRead + Send>) = match kind {
            InputKind::Auto => match sniff::by_content(input) {
                Ok((kind, input)) => (kind, Box::new(input)),
                Err(source) => return failed(source, &name),
            },
            kind => (kind, Box::new(input)),
        };
        let (stem, file) = self.ids();
        let items: Items = match kind {
            InputKind::Auto | InputKind::Text => Box::new(document::text(input, name, stem)),
            InputKind::Json => document::json(input, name, &file),
            InputKind::Jsonl => Box::new(lines::Lines::new(input, name, file)),
        };
        Box::new(items.map(move |item| item.map(|report| fill(report, &defaults))))
    }
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

/// Tells how many bytes went through.
struct Counting<R, F> {
    inner: R,
    read: F,
}

impl<R: Read, F: Fn(u64)> Read for Counting<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        (self.read)(n as u64);
        Ok(n)
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";
