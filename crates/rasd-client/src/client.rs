//! Connecting, and the calls that have one answer.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use rasd::model::Record;
use rasd::{Options, Report};
use rasd_proto::v1;
use rasd_proto::v1::extraction_result::Result as Outcome;
use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
use rasd_proto::v1::reference_service_client::ReferenceServiceClient;
use rasd_proto::{ConvertError, Fault};
use tokio::time::Instant;
use tonic::codec::CompressionEncoding::{Gzip, Zstd};
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Request, Response, Status};

use crate::error::{Error, ReportError};
use crate::settings::Settings;

const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(300);
const KEEPALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// A connection to a server. Cheap to clone; clones share the connection.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) extraction: ExtractionServiceClient<Channel>,
    pub(crate) reference: ReferenceServiceClient<Channel>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) url: Arc<str>,
}

impl Client {
    /// Connects to the server at `url` with default settings.
    ///
    /// # Errors
    /// [`Error::Address`], or [`Error::Unreachable`] when nothing answers there in time.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        Self::connect_with(url, Settings::default()).await
    }

    /// Connects to the server at `url`.
    ///
    /// # Errors
    /// As for [`connect`](Self::connect).
    pub async fn connect_with(url: &str, settings: Settings) -> Result<Self, Error> {
        let address = || Error::Address { url: url.to_owned() };
        let endpoint = Endpoint::from_shared(url.to_owned()).map_err(|_| address())?;
        if endpoint.uri().scheme_str() != Some("http") || endpoint.uri().authority().is_none() {
            return Err(address());
        }
        let endpoint = endpoint
            .connect_timeout(settings.connect_timeout)
            .tcp_nodelay(true)
            .http2_keep_alive_interval(KEEPALIVE_INTERVAL)
            .keep_alive_timeout(KEEPALIVE_TIMEOUT);
        let channel = endpoint.connect().await.map_err(|error| Error::Unreachable {
            url: url.to_owned(),
            message: innermost(&error),
        })?;
        let limit = settings.max_answer_bytes;
        Ok(Self {
            extraction: ExtractionServiceClient::new(channel.clone())
                .max_decoding_message_size(limit)
                .accept_compressed(Gzip)
                .accept_compressed(Zstd),
            reference: ReferenceServiceClient::new(channel)
                .max_decoding_message_size(limit)
                .accept_compressed(Gzip)
                .accept_compressed(Zstd),
            settings: Arc::new(settings),
            url: url.into(),
        })
    }

    /// Reads one report.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the server refuses the report; otherwise the call failed.
    pub async fn extract(&self, report: &Report, options: Options) -> Result<Record, Error> {
        let message = v1::ExtractIncidentsRequest {
            report: Some(report.clone().into()),
            offset_encoding: v1::OffsetEncoding::from(options.offset_unit).into(),
        };
        let answer = self
            .call(message, |request| {
                let mut client = self.extraction.clone();
                async move { client.extract_incidents(request).await }
            })
            .await?;
        let record = answer.record.ok_or_else(|| missing("record"))?;
        Ok(record.try_into()?)
    }

    /// Reads several reports and answers in their order. A report that the server refuses has its
    /// error in its own place.
    ///
    /// # Errors
    /// The call as a whole failed, or the server does not take that many reports at once.
    pub async fn extract_batch(
        &self,
        reports: &[Report],
        options: Options,
    ) -> Result<Vec<Result<Record, ReportError>>, Error> {
        let message = v1::BatchExtractIncidentsRequest {
            reports: reports.iter().cloned().map(Into::into).collect(),
            offset_encoding: v1::OffsetEncoding::from(options.offset_unit).into(),
        };
        let answer = self
            .call(message, |request| {
                let mut client = self.extraction.clone();
                async move { client.batch_extract_incidents(request).await }
            })
            .await?;
        if answer.results.len() != reports.len() {
            return Err(missing("results").into());
        }
        answer.results.into_iter().map(|result| Ok(outcome(result)?.1)).collect()
    }

    /// Makes a call within the deadline and repeats it while the server is not available: every
    /// method of the API may be repeated.
    pub(crate) async fn call<M, A, F>(
        &self,
        message: M,
        mut send: impl FnMut(Request<M>) -> F,
    ) -> Result<A, Error>
    where
        M: Clone,
        F: Future<Output = Result<Response<A>, Status>>,
    {
        let end = Instant::now() + self.settings.deadline;
        let mut delay = self.settings.retry_delay;
        let mut left = self.settings.retries;
        loop {
            let mut request = Request::new(message.clone());
            request.set_timeout(end.saturating_duration_since(Instant::now()));
            // The transport's timer stops at the first byte of an answer; this one does not.
            let answer = tokio::time::timeout_at(end, send(request));
            let status = match answer.await {
                Ok(Ok(response)) => return Ok(response.into_inner()),
                Ok(Err(status)) => status,
                Err(_) => return Err(Error::Deadline),
            };
            if status.code() != Code::Unavailable || left == 0 || Instant::now() + delay >= end {
                return Err(Error::from_status(&status, &self.url));
            }
            left -= 1;
            tokio::time::sleep(delay).await;
            delay *= 2;
        }
    }
}

/// Reads the result of one report of several: its id, and a record or an error.
pub(crate) fn outcome(
    result: v1::ExtractionResult,
) -> Result<(String, Result<Record, ReportError>), ConvertError> {
    let outcome = match result.result {
        Some(Outcome::Record(record)) => Ok(record.try_into()?),
        Some(Outcome::Error(error)) => Err(error.into()),
        None => return Err(missing("result")),
    };
    Ok((result.report_id, outcome))
}

pub(crate) fn missing(field: &str) -> ConvertError {
    ConvertError { path: field.to_owned(), fault: Fault::Missing }
}

/// The transport's own message is "transport error"; what happened stands at the end of the chain.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
