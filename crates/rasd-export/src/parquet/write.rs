//! Records to Parquet, in row groups.

use std::io::Write;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use rasd::Report;
use rasd::model::Record;

use super::schema::schema;
use crate::ExportError;
use crate::format::{Exporter, Summary};

/// Records brought into columns at once.
const BATCH: usize = 256;
/// Records in a row group. A group is held compressed until it is full.
const GROUP: usize = 8192;

/// Writes records in row groups; holds one group, never all records.
pub(crate) struct Writer {
    decoder: Decoder,
    waiting: usize,
    parquet: ArrowWriter<Box<dyn Write + Send>>,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(out: Box<dyn Write + Send>) -> Result<Self, ExportError> {
        let level = ZstdLevel::try_new(3)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("rasd ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self {
            // Strict: a field of the model that the schema lacks is an error, not lost.
            decoder: ReaderBuilder::new(schema()).with_strict_mode(true).build_decoder()?,
            waiting: 0,
            parquet: ArrowWriter::try_new(out, schema(), Some(properties))?,
            summary: Summary::default(),
        })
    }

    fn batch(&mut self) -> Result<(), ExportError> {
        if let Some(batch) = self.decoder.flush()? {
            self.parquet.write(&batch)?;
        }
        self.waiting = 0;
        Ok(())
    }
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, _report: Option<&Report>) -> Result<(), ExportError> {
        self.summary.saw(record);
        self.decoder.serialize(&[record])?;
        self.summary.rows += 1;
        self.waiting += 1;
        if self.waiting >= BATCH { self.batch() } else { Ok(()) }
    }

    /// Nothing of a row group can be read before the file is ended: there is nothing to hand out.
    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.batch()?;
        let mut out = self.parquet.into_inner()?;
        out.flush()?;
        Ok(self.summary)
    }
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
                Ok(io) => Self::Io(*io),
                Err(other) => Self::Parquet(other.to_string()),
            },
            other => Self::Parquet(other.to_string()),
        }
    }
}

impl From<arrow_schema::ArrowError> for ExportError {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Parquet(error.to_string())
    }
}
