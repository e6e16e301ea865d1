//! `label-studio`: a folder with `tasks.json`, an array of tasks whose predictions are the marks,
//! and `labels.xml`, the labelling configuration they fit.
//!
//! Offsets are UTF-16 units of the task's text, as JavaScript counts.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use rasd::Report;
use rasd::model::Record;
use rasd::offsets::{OffsetIndex, OffsetUnit};
use serde_json::{Value, json};

use super::marks::{Document, Mark, labels, marks};
use crate::ExportError;
use crate::format::{Exporter, Summary};

/// Writes tasks as they come.
pub(crate) struct Writer {
    out: BufWriter<File>,
    tasks: u64,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(folder: &PathBuf) -> Result<Self, ExportError> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("labels.xml"), configuration())?;
        let mut out = BufWriter::new(File::create(folder.join("tasks.json"))?);
        out.write_all(b"[")?;
        Ok(Self { out, tasks: 0, summary: Summary::default() })
    }
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        let marks = marks(record, report, "label-studio")?;
        let Some(report) = report else { return Ok(()) };
        self.summary.saw(record);
        let lead: &[u8] = if self.tasks == 0 { b"\n" } else { b",\n" };
        self.out.write_all(lead)?;
        serde_json::to_writer(&mut self.out, &task(record, report, &marks))?;
        self.tasks += 1;
        self.summary.rows += marks.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.out.write_all(b"\n]\n")?;
        self.out.flush()?;
        Ok(self.summary)
    }
}

fn task(record: &Record, report: &Report, marks: &[Mark]) -> Value {
    let document = Document::of(report);
    let index = OffsetIndex::new(&document.text, OffsetUnit::Utf16);
    let mut result: Vec<Value> = Vec::new();
    let mut head: Option<(usize, usize)> = None;
    for (i, mark) in marks.iter().enumerate() {
        let bytes = document.bytes(mark);
        let mut region = json!({
            "id": format!("m{i}"),
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": index.from_byte(bytes.start),
                "end": index.from_byte(bytes.end),
                "text": &document.text[bytes],
                "labels": [mark.label],
            },
        });
        if !mark.note.is_empty() {
            region["meta"] = json!({ "text": [mark.note] });
        }
        result.push(region);
        // The slots hang on the mark of their incident's kind.
        match (head, mark.incident) {
            (Some((incident, first)), Some(own)) if incident == own => result.push(json!({
                "type": "relation",
                "from_id": format!("m{first}"),
                "to_id": format!("m{i}"),
                "direction": "right",
                "labels": [],
            })),
            (_, Some(own)) => head = Some((own, i)),
            (_, None) => {}
        }
    }
    let least = record.incidents.iter().map(|i| i.confidence).fold(1.0_f32, f32::min);
    json!({
        "data": {
            "text": document.text,
            "report_id": record.report.id,
            "publisher": record.report.publisher,
            "published_at": record.report.published_at,
            "url": record.report.url,
        },
        "predictions": [{
            "model_version": concat!("rasd ", env!("CARGO_PKG_VERSION")),
            "score": least,
            "result": result,
        }],
    })
}

fn configuration() -> String {
    let label = |l: &str| format!("    <Label value=\"{l}\"/>\n");
    let all: String = labels().map(label).collect();
    format!(
        "<View>\n  <Relations>\n    <Relation value=\"slot\"/>\n  </Relations>\n  \
         <Labels name=\"label\" toName=\"text\">\n{all}  </Labels>\n  \
         <Text name=\"text\" value=\"$text\"/>\n</View>\n"
    )
}
