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
use rasd_proto::v1::server_service_client::ServerServiceClient;
use rasd_proto::{ConvertError, Fault};
use tokio::time::Instant;
use tonic::codec::CompressionEncoding::{Gzip, Zstd};
use tonic::{Request, Response, Status};

use crate::connect::{Transport, connect, connect_lazy};
use crate::error::{Error, ReportError};
use crate::lost::settled;
use crate::retry::Retries;
use crate::settings::{Compression, Settings};

/// A connection to a server. Cheap to clone; clones share the connection.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) extraction: ExtractionServiceClient<Transport>,
    pub(crate) reference: ReferenceServiceClient<Transport>,
    server: ServerServiceClient<Transport>,
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

    /// Connects to the server at `url`, `http://` or `https://`.
    ///
    /// # Errors
    /// As for [`connect`](Self::connect); also [`Error::Tls`] and [`Error::TokenInPlainText`].
    pub async fn connect_with(url: &str, settings: Settings) -> Result<Self, Error> {
        Ok(Self::over(connect(url, &settings).await?, url, settings))
    }

    /// A client that connects with its first call, for programs that may start before the server
    /// does: its calls are repeated while the server is not there, as often as `settings` say.
    ///
    /// However it was made, a client that lost its connection connects again with the next call.
    ///
    /// # Errors
    /// As for [`connect_with`](Self::connect_with), but [`Error::Unreachable`], which the calls end
    /// with.
    ///
    /// # Panics
    /// Outside of a Tokio runtime.
    pub fn connect_lazy(url: &str, settings: Settings) -> Result<Self, Error> {
        Ok(Self::over(connect_lazy(url, &settings)?, url, settings))
    }

    fn over(transport: Transport, url: &str, settings: Settings) -> Self {
        let compression = settings.compression.map(|compression| match compression {
            Compression::Gzip => Gzip,
            Compression::Zstd => Zstd,
        });
        // The three clients are types of their own without a trait in common.
        macro_rules! client {
            ($type:ident) => {{
                let client = $type::new(transport.clone())
                    .max_decoding_message_size(settings.max_answer_bytes)
                    .accept_compressed(Gzip)
                    .accept_compressed(Zstd);
                match compression {
                    Some(encoding) => client.send_compressed(encoding),
                    None => client,
                }
            }};
        }
        Self {
            extraction: client!(ExtractionServiceClient),
            reference: client!(ReferenceServiceClient),
            server: client!(ServerServiceClient),
            settings: Arc::new(settings),
            url: url.into(),
        }
    }

    /// A client over the same connection whose calls may take that long.
    #[must_use]
    pub fn with_deadline(&self, deadline: Duration) -> Self {
        let settings = Arc::new(Settings { deadline, ..(*self.settings).clone() });
        Self { settings, ..self.clone() }
    }

    /// What the server is: its version, its word tables, its limits.
    ///
    /// # Errors
    /// The call failed.
    pub async fn server_info(&self) -> Result<v1::GetServerInfoResponse, Error> {
        self.call(v1::GetServerInfoRequest {}, |request| {
            let mut client = self.server.clone();
            async move { client.get_server_info(request).await }
        })
        .await
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
        let mut retries = Retries::new(&self.settings);
        loop {
            let mut request = Request::new(message.clone());
            request.set_timeout(end.saturating_duration_since(Instant::now()));
            // The transport's timer stops at the first byte of an answer; this one does not.
            let answer = tokio::time::timeout_at(end, send(request));
            let status = match answer.await {
                Ok(Ok(response)) => return Ok(response.into_inner()),
                Ok(Err(status)) => settled(status),
                Err(_) => return Err(Error::Deadline),
            };
            match retries.next(&status) {
                // What cannot be over in time is not begun.
                Some(wait) if Instant::now() + wait < end => tokio::time::sleep(wait).await,
                _ => return Err(Error::from_status(&status, &self.url)),
            }
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
