//! Who does the extracting: this process or a server.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Result;
use rasd::model::Record;
use rasd::{Extractor, Options, Report};
use rasd_client::{Client, Error, Settings};
use thiserror::Error;
use tokio::runtime::Runtime;

/// Why a report that came in yields no record.
#[derive(Debug, Error)]
pub(crate) enum EngineError {
    /// This report is refused; the next may do.
    #[error("{0}")]
    Report(String),
    /// The server failed on this report; it may do on the next.
    #[error("{0}")]
    Failed(String),
    /// The server is not there; nothing more will come.
    #[error("{0}")]
    Gone(String),
}

/// Turns a report into its record.
#[derive(Debug)]
pub(crate) enum Engine {
    /// In this process.
    Local(Extractor, Options),
    /// At a server.
    Remote(Box<Remote>),
}

/// A connection to a server.
#[derive(Debug)]
pub(crate) struct Remote {
    runtime: Runtime,
    client: Client,
    options: Options,
}

impl Engine {
    /// In this process.
    pub(crate) fn local(options: Options) -> Self {
        Self::Local(Extractor::new(), options)
    }

    /// At the server at `url`.
    ///
    /// # Errors
    /// The URL is none, nothing answers there, or TLS cannot be done with what `settings` say.
    pub(crate) fn remote(url: &str, settings: Settings, options: Options) -> Result<Self> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let client = runtime.block_on(Client::connect_with(url, settings))?;
        Ok(Self::Remote(Box::new(Remote { runtime, client, options })))
    }

    /// Extracts one report. Called from several threads at once, none of them of a runtime.
    pub(crate) fn extract(&self, report: &Report) -> Result<Record, EngineError> {
        match self {
            Self::Local(extractor, options) => {
                // The library promises not to panic; should it break the promise, one report is
                // lost and not the run.
                let extract = AssertUnwindSafe(|| extractor.extract_with(report, *options));
                catch_unwind(extract).map_err(|_| {
                    EngineError::Report("internal error; please report this text".to_owned())
                })
            }
            Self::Remote(remote) => {
                let answer = remote.client.extract(report, remote.options);
                remote.runtime.block_on(answer).map_err(|error| told(&error))
            }
        }
    }
}

fn told(error: &Error) -> EngineError {
    let message = error.to_string();
    match error {
        Error::Invalid(_) | Error::TooLarge(_) => EngineError::Report(message),
        Error::Unreachable { .. } | Error::Address { .. } | Error::Denied { .. } => {
            EngineError::Gone(message)
        }
        _ => EngineError::Failed(message),
    }
}
