//! `w3c`: Web Annotations (W3C Recommendation) as one JSON-LD annotation page.
//!
//! Each slot's words are one annotation, found again by quotation and by position (code points of
//! the title or the text as given). Both texts are named by URNs made of the report's id; the page
//! they came from, when known, is the target's scope.

use std::io::Write;

use rasd::Report;
use rasd::model::{Part, Record};
use rasd::offsets::{OffsetIndex, OffsetUnit};
use serde_json::{Value, json};

use super::marks::{Mark, marks};
use crate::ExportError;
use crate::format::{Exporter, Summary};

/// Code points quoted on each side of the words.
const AROUND: usize = 32;

/// Writes annotations as they come.
pub(crate) struct Writer {
    out: Box<dyn Write + Send>,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(mut out: Box<dyn Write + Send>) -> Result<Self, ExportError> {
        out.write_all(
            b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:rasd:annotations\",\
              \"type\":\"AnnotationPage\",\"items\":[",
        )?;
        Ok(Self { out, summary: Summary::default() })
    }
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        let marks = marks(record, report, "w3c")?;
        let Some(report) = report else { return Ok(()) };
        self.summary.saw(record);
        let index = |text| OffsetIndex::new(text, OffsetUnit::Utf32);
        let title = report.title.as_deref().unwrap_or("");
        let indices = (index(title), index(&report.text));
        for (i, mark) in marks.iter().enumerate() {
            let (text, index) = match mark.part {
                Part::Title => (title, &indices.0),
                Part::Text => (report.text.as_str(), &indices.1),
            };
            let lead: &[u8] = if self.summary.rows == 0 { b"\n" } else { b",\n" };
            self.out.write_all(lead)?;
            serde_json::to_writer(&mut self.out, &annotation(record, i, mark, text, index))?;
            self.summary.rows += 1;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.summary)
    }
}

fn annotation(
    record: &Record,
    i: usize,
    mark: &Mark,
    text: &str,
    index: &OffsetIndex<'_>,
) -> Value {
    let id = encoded(&record.report.id);
    let mut body = vec![json!({
        "type": "TextualBody", "purpose": "tagging", "value": mark.label,
    })];
    if !mark.note.is_empty() {
        body.push(json!({
            "type": "TextualBody", "purpose": "describing", "value": mark.note,
        }));
    }
    if let Some(incident) = mark.incident {
        body.push(json!({
            "type": "SpecificResource", "purpose": "linking",
            "source": format!("urn:rasd:incident:{id}:{}", incident + 1),
        }));
    }
    let part = if mark.part == Part::Title { "title" } else { "text" };
    let mut target = json!({
        "source": format!("urn:rasd:report:{id}:{part}"),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": &text[mark.bytes.clone()],
                "prefix": before(&text[..mark.bytes.start]),
                "suffix": text[mark.bytes.end..].chars().take(AROUND).collect::<String>(),
            },
            {
                "type": "TextPositionSelector",
                "start": index.from_byte(mark.bytes.start),
                "end": index.from_byte(mark.bytes.end),
            },
        ],
    });
    if let Some(url) = &record.report.url {
        target["scope"] = url.as_str().into();
    }
    json!({
        "id": format!("urn:rasd:annotation:{id}:{}", i + 1),
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": target,
    })
}

fn before(text: &str) -> &str {
    let from = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    &text[from..]
}

/// What may stand in a URN; everything else as percent-encoded UTF-8.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
