//! Typed asynchronous client of the `rasd.v1` API.
//!
//! Takes [`rasd::Report`]s and returns [`rasd::model::Record`]s, the same as the extractor does in
//! process.
//!
//! ```no_run
//! use rasd::{Options, Report};
//! use rasd_client::Client;
//! use tokio_stream::StreamExt;
//!
//! # async fn run() -> Result<(), rasd_client::Error> {
//! let client = Client::connect("http://127.0.0.1:50051").await?;
//!
//! let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي على بلدة سرمين").country("SY");
//! let record = client.extract(&report, Options::default()).await?;
//! println!("{} incidents", record.incidents.len());
//!
//! let reports = tokio_stream::iter((0..1_000).map(move |_| report.clone()));
//! let mut answers = client.extract_stream(reports, Options::default()).await?;
//! while let Some(answer) = answers.next().await {
//!     let answer = answer?;
//!     match answer.result {
//!         Ok(record) => println!("{}: {} incidents", answer.id, record.incidents.len()),
//!         Err(error) => eprintln!("{}: {error}", answer.id),
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod client;
mod connect;
mod error;
mod lost;
mod reference;
mod retry;
mod security;
mod settings;
mod stream;

pub use client::Client;
pub use error::{Error, FieldViolation, ReportError};
pub use reference::{Page, PageRequest};
pub use security::{Tls, Token};
pub use settings::{Compression, Settings};
pub use stream::{Answer, Answers};

pub use rasd_proto::v1::{
    Actor, GazetteerPlace, GetServerInfoResponse, KindInfo, Limits, TableHash,
};
