//! Parquet to records.

use std::collections::VecDeque;
use std::fs::File;

use arrow_array::RecordBatch;
use arrow_json::WriterBuilder;
use arrow_json::writer::LineDelimited;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use rasd::model::Record;
use thiserror::Error;

/// Why a row yields no record.
#[derive(Debug, Error)]
pub enum ParquetFault {
    /// The file is no Parquet, or damaged; nothing more comes.
    #[error("{0}")]
    File(String),
    /// The row is no record; those behind it still come.
    #[error("row {row}: {reason}")]
    Row {
        /// Row, from 1.
        row: u64,
        /// What is wrong.
        reason: String,
    },
}

/// The records of a Parquet file that [`Format::Parquet`](crate::Format::Parquet) wrote, or another
/// tool with the same columns. Holds a part of a row group at a time.
///
/// # Errors
/// The file is no Parquet.
pub fn read(
    file: File,
) -> Result<impl Iterator<Item = Result<Record, ParquetFault>>, ParquetFault> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(of_file)?;
    let batches = builder.with_batch_size(256).build().map_err(of_file)?;
    Ok(Records { batches, waiting: VecDeque::new(), row: 0, ended: false })
}

fn of_file(error: impl ToString) -> ParquetFault {
    ParquetFault::File(error.to_string())
}

struct Records {
    batches: ParquetRecordBatchReader,
    waiting: VecDeque<Result<Record, ParquetFault>>,
    row: u64,
    ended: bool,
}

impl Records {
    fn take(&mut self, batch: &RecordBatch) -> Result<(), ParquetFault> {
        // The model's own JSON is the one way from columns to records: nulls are written, so that
        // a field that must be there is missed where it is not.
        let builder = WriterBuilder::new().with_explicit_nulls(true);
        let mut writer = builder.build::<_, LineDelimited>(Vec::new());
        writer.write(batch).map_err(of_file)?;
        writer.finish().map_err(of_file)?;
        let json = writer.into_inner();
        for line in json.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
            self.row += 1;
            let row = self.row;
            let fault = |e: serde_json::Error| ParquetFault::Row { row, reason: e.to_string() };
            self.waiting.push_back(serde_json::from_slice(line).map_err(fault));
        }
        Ok(())
    }
}

impl Iterator for Records {
    type Item = Result<Record, ParquetFault>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() && !self.ended {
            let taken = match self.batches.next() {
                None => return None,
                Some(Ok(batch)) => self.take(&batch),
                Some(Err(error)) => Err(of_file(error)),
            };
            if let Err(fault) = taken {
                self.ended = true;
                return Some(Err(fault));
            }
        }
        self.waiting.pop_front()
    }
}
