//! `brat`: a folder of `.txt` and `.ann` pairs with `annotation.conf`.
//!
//! Offsets are code points of the `.txt`. An incident is an event whose trigger is the words for
//! its kind; the other slots are its arguments, their values stand in notes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use rasd::Report;
use rasd::model::{Kind, Record};
use rasd::offsets::{OffsetIndex, OffsetUnit};

use super::marks::{Document, Mark, marks, slot_labels};
use crate::ExportError;
use crate::format::{Exporter, Summary};

/// Writes a pair of files for each record.
pub(crate) struct Writer {
    folder: PathBuf,
    names: BTreeSet<String>,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(folder: PathBuf) -> Result<Self, ExportError> {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("annotation.conf"), configuration())?;
        Ok(Self { folder, names: BTreeSet::new(), summary: Summary::default() })
    }

    /// A file name for an id that every file system takes, unlike all before it.
    fn name(&mut self, id: &str) -> String {
        let keep = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let mut name: String = id.chars().map(keep).take(80).collect();
        if name.is_empty() || name.starts_with('.') {
            name.insert(0, '_');
        }
        let mut unlike = name.clone();
        let mut n = 2;
        while !self.names.insert(unlike.to_lowercase()) {
            unlike = format!("{name}-{n}");
            n += 1;
        }
        unlike
    }
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        let marks = marks(record, report, "brat")?;
        let Some(report) = report else { return Ok(()) };
        self.summary.saw(record);
        let document = Document::of(report);
        let annotations = annotations(&document, &marks);
        let name = self.name(&record.report.id);
        fs::write(self.folder.join(format!("{name}.txt")), &document.text)?;
        fs::write(self.folder.join(format!("{name}.ann")), annotations)?;
        self.summary.rows += marks.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Summary, ExportError> {
        Ok(self.summary)
    }
}

fn annotations(document: &Document, marks: &[Mark]) -> String {
    let index = OffsetIndex::new(&document.text, OffsetUnit::Utf32);
    let mut out = String::new();
    let mut events = String::new();
    let mut notes = String::new();
    let mut open: Option<usize> = None;
    let (mut event, mut note) = (0, 0);
    let mut used: Vec<(&str, usize)> = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let id = i + 1;
        let bytes = document.bytes(mark);
        let (spans, text) = fragments(&document.text, bytes.start, bytes.end, &index);
        let _ = writeln!(out, "T{id}\t{} {spans}\t{text}", mark.label);
        if mark.incident != open {
            open = mark.incident;
            if open.is_some() {
                if event > 0 {
                    events.push('\n');
                }
                event += 1;
                used.clear();
                let _ = write!(events, "E{event}\t{}:T{id}", mark.label);
            }
        } else if open.is_some() {
            // brat numbers arguments of one role: place, place2 …
            let n = used.iter().filter(|(role, _)| *role == mark.label).count() + 1;
            used.push((mark.label, n));
            let number = if n > 1 { n.to_string() } else { String::new() };
            let _ = write!(events, " {}{number}:T{id}", mark.label);
        }
        if !mark.note.is_empty() {
            note += 1;
            let _ = writeln!(notes, "#{note}\tAnnotatorNotes T{id}\t{}", one_line(&mark.note));
        }
    }
    if event > 0 {
        events.push('\n');
    }
    out + &events + &notes
}

/// brat's spans may not go over a line's end: what does is told as fragments, `s e;s e`.
fn fragments(text: &str, start: usize, end: usize, index: &OffsetIndex<'_>) -> (String, String) {
    let mut spans = Vec::new();
    let mut words = Vec::new();
    let mut at = start;
    for piece in text[start..end].split(['\n', '\r']) {
        if !piece.is_empty() {
            let (from, to) = (index.from_byte(at), index.from_byte(at + piece.len()));
            spans.push(format!("{from} {to}"));
            words.push(piece);
        }
        at += piece.len() + 1;
    }
    (spans.join(";"), words.join(" "))
}

fn one_line(note: &str) -> String {
    note.replace(['\n', '\r', '\t'], " ")
}

/// The types that the annotations use.
fn configuration() -> String {
    let mut out = String::from("[entities]\n");
    let entities: Vec<&str> = slot_labels().chain(["tally", "finding"]).collect();
    for label in &entities {
        let _ = writeln!(out, "{label}");
    }
    out.push_str("\n[relations]\n\n[events]\n");
    let arguments: Vec<String> = slot_labels().map(|l| format!("{l}*:{l}")).collect();
    for kind in Kind::ALL {
        let _ = writeln!(out, "{kind}\t{}", arguments.join(", "));
    }
    out.push_str("\n[attributes]\n");
    out
}
