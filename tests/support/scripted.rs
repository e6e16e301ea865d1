//! A service that answers as the test says, and remembers what it was sent.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rasd_proto::v1;
use rasd_proto::v1::extraction_service_server::{ExtractionService, ExtractionServiceServer};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tonic::codec::CompressionEncoding;
use tonic::metadata::MetadataMap;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, Streaming};

/// What the service does and what it saw. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// What the next calls fail with; then they succeed.
    failures: Arc<Mutex<VecDeque<Status>>>,
    /// How long every call takes.
    delay: Duration,
    calls: Arc<Mutex<Vec<MetadataMap>>>,
    streams: Arc<()>,
}

type Answer<T> = Result<Response<T>, Status>;

impl Script {
    /// A service whose first calls fail so.
    #[must_use]
    pub fn failing(failures: impl IntoIterator<Item = Status>) -> Self {
        let failures = Arc::new(Mutex::new(failures.into_iter().collect()));
        Self { failures, ..Self::default() }
    }

    /// A service that takes its time.
    #[must_use]
    pub fn slow(delay: Duration) -> Self {
        Self { delay, ..Self::default() }
    }

    /// Serves on a free port until the runtime ends; the URL.
    pub async fn serve(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound listener"));
        let service = ExtractionServiceServer::new(self.clone())
            .accept_compressed(CompressionEncoding::Gzip)
            .accept_compressed(CompressionEncoding::Zstd);
        let server = Server::builder().add_service(service);
        tokio::spawn(server.serve_with_incoming(TcpIncoming::from(listener)));
        url
    }

    /// The headers of the calls so far.
    #[must_use]
    pub fn calls(&self) -> Vec<MetadataMap> {
        self.calls.lock().expect("no panic").clone()
    }

    /// How many streams are open.
    #[must_use]
    pub fn open_streams(&self) -> usize {
        // Each holds a clone made for it; the service and the test hold one between them.
        Arc::strong_count(&self.streams).saturating_sub(2)
    }
}

#[tonic::async_trait]
impl ExtractionService for Script {
    type StreamExtractIncidentsStream =
        Pin<Box<dyn Stream<Item = Result<v1::StreamExtractIncidentsResponse, Status>> + Send>>;

    async fn extract_incidents(
        &self,
        request: Request<v1::ExtractIncidentsRequest>,
    ) -> Answer<v1::ExtractIncidentsResponse> {
        self.calls.lock().expect("no panic").push(request.metadata().clone());
        tokio::time::sleep(self.delay).await;
        if let Some(failure) = self.failures.lock().expect("no panic").pop_front() {
            return Err(failure);
        }
        let record = record(request.into_inner().report);
        Ok(Response::new(v1::ExtractIncidentsResponse { record: Some(record) }))
    }

    async fn batch_extract_incidents(
        &self,
        _: Request<v1::BatchExtractIncidentsRequest>,
    ) -> Answer<v1::BatchExtractIncidentsResponse> {
        Err(Status::unimplemented("not in this script"))
    }

    async fn stream_extract_incidents(
        &self,
        request: Request<Streaming<v1::StreamExtractIncidentsRequest>>,
    ) -> Answer<Self::StreamExtractIncidentsStream> {
        let (answers, taken) = mpsc::channel(1);
        let open = Arc::clone(&self.streams);
        let mut requests = request.into_inner();
        tokio::spawn(async move {
            while let Some(Ok(request)) = requests.next().await {
                let id = request.report.as_ref().map(|r| r.id.clone()).unwrap_or_default();
                let result = v1::extraction_result::Result::Record(record(request.report));
                let result = v1::ExtractionResult { report_id: id, result: Some(result) };
                let answer = v1::StreamExtractIncidentsResponse { result: Some(result) };
                if answers.send(Ok(answer)).await.is_err() {
                    break;
                }
            }
            drop(open);
        });
        Ok(Response::new(Box::pin(ReceiverStream::new(taken))))
    }
}

fn record(report: Option<v1::Report>) -> v1::Record {
    let id = report.map(|report| report.id).unwrap_or_default();
    let unit = v1::OffsetEncoding::Utf8.into();
    let report = v1::ReportRef { id, offset_unit: unit, ..Default::default() };
    v1::Record { report: Some(report), ..Default::default() }
}
