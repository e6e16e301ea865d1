//! The `rasd.v1` API over the extractor.
//!
//! [`serve`] takes a bound listener, a [`Config`] and a future that ends when the server should stop,
//! and serves extraction, reference data, health and reflection until then.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! println!("listening on {}", listener.local_addr()?);
//! rasd_server::serve(listener, rasd_server::Config::default(), std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! The text of a report never reaches a log line or an error message; see also
//! [`report_panics_by_place`].

mod access;
mod answer;
mod config;
mod deadline;
mod edge;
mod extraction;
mod handful;
mod info;
mod input;
mod observe;
mod pace;
mod panics;
mod reference;
mod refusal;
mod reload;
mod serve;
mod transport;
mod work;
mod written;

pub use access::{TokenError, Tokens};
pub use config::{Config, ConfigError, TlsFiles};
pub use observe::{Metrics, Readiness, observe_at};
pub use panics::report_panics_by_place;
pub use reference::ReferenceData;
pub use serve::{ServeError, Server, serve, serve_with};
pub use transport::TlsError;
