//! The exports of the project's own reports, held against the records they are made from.

mod flat;
mod geojson;
#[cfg(feature = "parquet")]
mod parquet;

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use rasd::model::{Incident, Record};
use rasd::{Extractor, OffsetUnit, Options, Report};
use rasd_export::{Format, Summary, Target, open};

/// The invented reports with their records, offsets in bytes.
static CORPUS: LazyLock<Vec<(Report, Record)>> = LazyLock::new(|| corpus(OffsetUnit::Utf8));

fn corpus(unit: OffsetUnit) -> Vec<(Report, Record)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/reports/texts.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    let extractor = Extractor::new();
    let pair = |line: &str| {
        let report: Report = serde_json::from_str(line).unwrap();
        let record = extractor.extract_with(&report, Options { offset_unit: unit });
        (report, record)
    };
    text.lines().map(pair).collect()
}

fn incidents() -> impl Iterator<Item = &'static Incident> {
    CORPUS.iter().flat_map(|(_, record)| &record.incidents)
}

/// Memory that can still be read when the writer is gone.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a format makes of these records.
fn export<'a>(
    format: Format,
    records: impl IntoIterator<Item = &'a (Report, Record)>,
) -> (Vec<u8>, Summary) {
    let out = Shared::default();
    let mut exporter = open(format, Target::stream(out.clone())).unwrap();
    for (report, record) in records {
        exporter.write(record, Some(report)).unwrap();
    }
    let summary = exporter.finish().unwrap();
    let bytes = out.0.lock().unwrap().clone();
    (bytes, summary)
}

/// The rows of a CSV, as its header names them.
fn rows(format: Format) -> (Vec<std::collections::BTreeMap<String, String>>, Summary) {
    let (bytes, summary) = export(format, &*CORPUS);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<_> = reader.deserialize().map(Result::unwrap).collect();
    (rows, summary)
}
