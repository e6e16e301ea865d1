//! The formats, and the one way to write each of them.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use rasd::Report;
use rasd::model::Record;

use crate::{ExportError, flat, geojson};

/// An export format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// CSV, one row for each incident.
    Csv,
    /// CSV, one row for each figure of harm.
    CsvHarm,
    /// ACLED's columns.
    Acled,
    /// UCDP GED's columns.
    Ucdp,
    /// Columns of Airwars' archive.
    Airwars,
    /// GeoJSON, one feature for each incident.
    GeoJson,
    /// Parquet, one row for each record, nothing lost.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::CsvHarm,
        Self::Acled,
        Self::Ucdp,
        Self::Airwars,
        Self::GeoJson,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvHarm => "csv-harm",
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Airwars => "airwars",
            Self::GeoJson => "geojson",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// What it is, in a line.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Csv => "CSV, one row for each incident",
            Self::CsvHarm => "CSV, one row for each figure of harm",
            Self::Acled => "CSV with ACLED's columns",
            Self::Ucdp => "CSV with the columns of UCDP GED",
            Self::Airwars => "CSV with columns of Airwars' archive",
            Self::GeoJson => "GeoJSON, one feature for each incident",
            #[cfg(feature = "parquet")]
            Self::Parquet => "Parquet, one row for each record, nothing lost",
        }
    }

    /// Whether it is a folder of files.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        false
    }

    /// Whether it cannot be written without the reports' texts.
    #[must_use]
    pub const fn needs_text(self) -> bool {
        false
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
            .ok_or_else(|| format!("unknown export format {name:?}"))
    }
}

/// Where an export goes.
pub enum Target {
    /// One file, or whatever takes bytes.
    Stream(Box<dyn Write + Send>),
    /// A folder; it is made if it is not there.
    Folder(PathBuf),
}

impl Target {
    /// A stream.
    pub fn stream(out: impl Write + Send + 'static) -> Self {
        Self::Stream(Box::new(out))
    }

    pub(crate) fn into_stream(self, format: Format) -> Result<Box<dyn Write + Send>, ExportError> {
        match self {
            Self::Stream(out) => Ok(out),
            Self::Folder(_) => Err(ExportError::NeedsStream(format.name())),
        }
    }
}

/// What was written, so that it can be held against what came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records that came in.
    pub records: u64,
    /// Incidents that came in.
    pub incidents: u64,
    /// Rows, features or annotations that went out.
    pub rows: u64,
    /// What the format has no place for, by reason.
    pub left_out: BTreeMap<String, u64>,
}

impl Summary {
    pub(crate) fn saw(&mut self, record: &Record) {
        self.records += 1;
        self.incidents += record.incidents.len() as u64;
    }

    pub(crate) fn leave_out(&mut self, reason: impl Into<String>) {
        *self.left_out.entry(reason.into()).or_default() += 1;
    }

    pub(crate) fn leave_out_tallies(&mut self, record: &Record) {
        if !record.tallies.is_empty() {
            *self.left_out.entry("tally".to_owned()).or_default() += record.tallies.len() as u64;
        }
    }
}

/// Writes records, one by one, in the order in which they should stand.
pub trait Exporter: Send {
    /// Writes one record. `report` is the report it was read from; formats that do not point into
    /// the text do without, though the report's country and title are used where there is one.
    ///
    /// # Errors
    /// The output cannot be written, or the format needs the report and it is missing or another.
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError>;

    /// Lets the reader have what is complete so far.
    ///
    /// # Errors
    /// The output cannot be written.
    fn flush(&mut self) -> Result<(), ExportError>;

    /// Ends the output; without it the export is not complete.
    ///
    /// # Errors
    /// The output cannot be written.
    fn finish(self: Box<Self>) -> Result<Summary, ExportError>;
}

/// A writer of `format`.
///
/// # Errors
/// The target is a folder and the format one file, or the other way round; the head of the output
/// cannot be written.
pub fn open(format: Format, target: Target) -> Result<Box<dyn Exporter>, ExportError> {
    let out = target.into_stream(format)?;
    Ok(match format {
        Format::Csv => Box::new(flat::incidents(out)?),
        Format::CsvHarm => Box::new(flat::harm(out)?),
        Format::Acled => Box::new(flat::acled(out)?),
        Format::Ucdp => Box::new(flat::ucdp(out)?),
        Format::Airwars => Box::new(flat::airwars(out)?),
        Format::GeoJson => Box::new(geojson::Writer::new(out)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(crate::parquet::Writer::new(out)?),
    })
}
