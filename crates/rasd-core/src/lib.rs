//! Rasd (رصد, "monitoring") reads Arabic reports on armed conflict and returns structured
//! incident records.
//!
//! ```text
//! report → normalise → segment → annotate → assemble → resolve → check → export
//! ```
//!
//! ```
//! use rasd::{Extractor, Report};
//!
//! let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب أمس.")
//!     .published_at("2021-03-10".parse().unwrap());
//! let record = Extractor::new().extract(&report);
//! assert_eq!(record.report.id, "r-1");
//! ```

pub mod annotate;
mod assemble;
mod captions;
mod check;
mod confidence;
mod disguised;
mod drawn_out;
pub mod explain;
pub mod extract;
mod finish;
mod fold;
mod forms;
pub mod furniture;
pub mod gazetteer;
mod goes_on;
mod held;
mod json;
mod known_words;
pub mod lexicon;
mod long;
pub mod model;
pub mod normalise;
pub mod offsets;
mod provenance;
pub mod reading;
pub mod redact;
mod related;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod segment;
pub mod tokens;
mod watch;
mod word_lists;
mod written;

pub use explain::Explanation;
pub use extract::{Extractor, Options};
pub use offsets::OffsetUnit;
pub use provenance::{TableHash, VERSION, table_hashes, tables_hash};
pub use report::Report;
pub use watch::{Stage, Watch};

/// The README's example compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
