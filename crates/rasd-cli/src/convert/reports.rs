//! The reports that records were read from, found by id without holding their texts.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Context, Result};
use rasd::Report;
use serde::Deserialize;

use crate::out;

/// Where in the file each report stands.
pub(super) struct Reports {
    file: File,
    name: String,
    /// Lines that are no report.
    pub(super) faults: usize,
    /// By id: offset, length and line. A repeated id has several places, used in order.
    places: BTreeMap<String, VecDeque<(u64, usize, usize)>>,
}

#[derive(Deserialize)]
struct Id {
    #[serde(default)]
    id: String,
}

impl Reports {
    /// Goes once through the file. A line without an id is named FILE:LINE, as in `rasd extract`.
    pub(super) fn index(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let cannot = || format!("cannot read {name}");
        let file = File::open(path).with_context(cannot)?;
        let short = path.file_name().map_or_else(|| name.clone(), |n| n.to_string_lossy().into());
        let mut input = BufReader::new(file.try_clone().with_context(cannot)?);
        let mut places: BTreeMap<String, VecDeque<_>> = BTreeMap::new();
        let (mut offset, mut line, mut faults, mut bytes) = (0_u64, 0, 0, Vec::new());
        loop {
            bytes.clear();
            let read = input.read_until(b'\n', &mut bytes).with_context(cannot)?;
            if read == 0 {
                break;
            }
            line += 1;
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
                match serde_json::from_slice::<Id>(json) {
                    Ok(Id { id }) => {
                        let id = if id.is_empty() { format!("{short}:{line}") } else { id };
                        places.entry(id).or_default().push_back((offset, read, line));
                    }
                    Err(error) => {
                        faults += 1;
                        out::complain(&format!("error: {name}:{line}: not a report: {error}"));
                    }
                }
            }
            offset += read as u64;
        }
        Ok(Self { file, name, faults, places })
    }

    /// The report with this id; of several the next.
    pub(super) fn take(&mut self, id: &str) -> Result<Option<Report>> {
        let Some(places) = self.places.get_mut(id) else { return Ok(None) };
        let place = if places.len() > 1 { places.pop_front() } else { places.front().copied() };
        let Some((offset, length, line)) = place else { return Ok(None) };
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.read_exact(&mut bytes)?;
        let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let report: Report = serde_json::from_slice(json)
            .with_context(|| format!("{}:{line}: not a report", self.name))?;
        Ok(Some(report))
    }
}
