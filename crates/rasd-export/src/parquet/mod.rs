//! `parquet`: whole records, lossless. One row for each report, incidents and figures as nested lists.
//!
//! JSON Lines to Parquet and back gives the same bytes, of records in the form that Rasd prints.

mod read;
mod schema;
mod write;

pub use self::read::{ParquetFault, read};
pub(crate) use self::write::Writer;
