//! Records from a file or standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

use anyhow::{Context, Result};
use rasd::model::Record;
use rasd_export::parquet::ParquetFault;
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
    let cannot = || format!("cannot read {name}");
    let mut file = File::open(path).with_context(cannot)?;
    let mut head = [0; 4];
    // A file shorter than that is no Parquet; JSON Lines say for themselves what is wrong.
    let parquet = file.read_exact(&mut head).is_ok() && &head == b"PAR1";
    file.rewind().with_context(cannot)?;
    if parquet {
        let records = rasd_export::parquet::read(file).with_context(cannot)?;
        return Ok(Box::new(records.map(move |item| {
            item.map_err(|fault| match fault {
                ParquetFault::Row { row, reason } => {
                    Fault::Record { at: format!("{name}: row {row}"), reason }
                }
                ParquetFault::File(reason) => {
                    Fault::Io { at: name.clone(), source: io::Error::other(reason) }
                }
            })
        })));
    }
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
