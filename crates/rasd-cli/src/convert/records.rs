//! Records from a file or standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use rasd::model::Record;
use thiserror::Error;

/// Why there is no record.
#[derive(Debug, Error)]
pub(super) enum Fault {
    /// The line is no record; those behind it still come.
    #[error("{at}: not a record: {reason}")]
    Record {
        /// File and line.
        at: String,
        /// What is wrong.
        reason: String,
    },
    /// The rest of the file cannot be had.
    #[error("cannot read {at}: {source}")]
    Io {
        /// File.
        at: String,
        /// What the system says.
        source: io::Error,
    },
}

/// A record, or why there is none.
pub(super) type Item = Result<Record, Fault>;

/// The records of a file.
pub(super) fn read(path: &Path) -> Result<Box<dyn Iterator<Item = Item>>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(Lines::new(io::stdin().lock(), "stdin".to_owned())));
    }
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    Ok(Box::new(Lines::new(BufReader::new(file), name)))
}

/// JSON Lines.
struct Lines<R> {
    input: R,
    name: String,
    line: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    const fn new(input: R, name: String) -> Self {
        Self { input, name, line: 0, ended: false }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let mut bytes = Vec::new();
            match self.input.read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) => self.line += 1,
                Err(source) => {
                    self.ended = true;
                    return Some(Err(Fault::Io { at: self.name.clone(), source }));
                }
            }
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return Some(serde_json::from_slice(bytes).map_err(|error| Fault::Record {
                at: format!("{}:{}", self.name, self.line),
                reason: error.to_string(),
            }));
        }
        None
    }
}
