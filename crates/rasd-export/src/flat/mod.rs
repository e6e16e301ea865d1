//! Formats that are one table: rows of columns, written as CSV (RFC 4180).

mod acled;
mod airwars;
mod incidents;
mod ucdp;

use std::io::Write;

use rasd::Report;
use rasd::model::Record;

pub(crate) use self::incidents::COLUMNS as INCIDENT_COLUMNS;
use crate::ExportError;
use crate::cell::Cell;
use crate::format::{Exporter, Summary};
use crate::row::rows;

/// A column: its name, and what stands in it for a row of type `R`.
pub(crate) type Column<R> = (&'static str, fn(&R) -> Cell);

/// Writes rows of cells.
pub(crate) struct Table {
    csv: csv::Writer<Box<dyn Write + Send>>,
    summary: Summary,
}

impl Table {
    /// Opens a table with its header.
    pub(crate) fn open<'c>(
        out: Box<dyn Write + Send>,
        header: impl IntoIterator<Item = &'c str>,
    ) -> Result<Self, ExportError> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(header)?;
        Ok(Self { csv, summary: Summary::default() })
    }

    /// Writes one row.
    fn row<R>(&mut self, columns: &[Column<R>], row: &R) -> Result<(), ExportError> {
        for (_, value) in columns {
            self.csv.write_field(value(row).csv().as_bytes())?;
        }
        self.csv.write_record(None::<&[u8]>)?;
        self.summary.rows += 1;
        Ok(())
    }
}

/// How a record becomes rows of a table.
type Fill = fn(&mut Table, &Record, Option<&Report>) -> Result<(), ExportError>;

/// A flat format.
pub(crate) struct Flat {
    table: Table,
    fill: Fill,
}

impl Exporter for Flat {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        self.table.summary.saw(record);
        self.table.summary.leave_out_tallies(record);
        (self.fill)(&mut self.table, record, report)
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.table.csv.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.table.csv.flush()?;
        Ok(self.table.summary)
    }
}

fn flat<R>(
    out: Box<dyn Write + Send>,
    columns: &[Column<R>],
    fill: Fill,
) -> Result<Flat, ExportError> {
    let table = Table::open(out, columns.iter().map(|(name, _)| *name))?;
    Ok(Flat { table, fill })
}

/// `csv`.
pub(crate) fn incidents(out: Box<dyn Write + Send>) -> Result<Flat, ExportError> {
    flat(out, incidents::COLUMNS, |table, record, report| {
        rows(record, report).try_for_each(|row| table.row(incidents::COLUMNS, &row))
    })
}

/// `csv-harm`.
pub(crate) fn harm(out: Box<dyn Write + Send>) -> Result<Flat, ExportError> {
    flat(out, incidents::HARM_COLUMNS, |table, record, report| {
        rows(record, report)
            .flat_map(incidents::figures)
            .try_for_each(|figure| table.row(incidents::HARM_COLUMNS, &figure))
    })
}

/// `acled`.
pub(crate) fn acled(out: Box<dyn Write + Send>) -> Result<Flat, ExportError> {
    flat(out, acled::COLUMNS, acled::fill)
}

/// `ucdp`.
pub(crate) fn ucdp(out: Box<dyn Write + Send>) -> Result<Flat, ExportError> {
    flat(out, ucdp::COLUMNS, ucdp::fill)
}

/// `airwars`.
pub(crate) fn airwars(out: Box<dyn Write + Send>) -> Result<Flat, ExportError> {
    flat(out, airwars::COLUMNS, airwars::fill)
}
