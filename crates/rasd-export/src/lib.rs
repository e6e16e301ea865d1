//! Incident records in the forms that other tools of the field read.
//!
//! ```
//! use rasd::{Extractor, Report};
//! use rasd_export::{Format, Target, open};
//!
//! let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب أمس.")
//!     .published_at("2021-03-10".parse().unwrap());
//! let record = Extractor::new().extract(&report);
//! let mut csv = open(Format::Csv, Target::stream(Vec::new())).unwrap();
//! csv.write(&record, Some(&report)).unwrap();
//! let summary = csv.finish().unwrap();
//! assert_eq!((summary.incidents, summary.rows), (1, 1));
//! ```
//!
//! Every writer takes one record at a time and keeps none. What becomes of which value is written
//! in the tables under `data/`, each row with the rule of the publisher it follows; the columns are
//! described in `docs/exports.md`.

mod cell;
mod error;
mod figures;
mod flat;
mod format;
mod geojson;
#[cfg(feature = "parquet")]
pub mod parquet;
mod row;
mod tables;

pub use error::ExportError;
pub use format::{Exporter, Format, Summary, Target, open};
