//! `rasd.v1.ExtractionService`.

use std::pin::Pin;

use prost::Message;
use rasd_proto::v1;
use rasd_proto::v1::extraction_result::Result as Outcome;
use rasd_proto::v1::extraction_service_server::ExtractionService;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tonic::{Code, Request, Response, Status, Streaming};

use crate::config::Config;
use crate::deadline::Deadline;
use crate::edge::{deadline_passed, explained};
use crate::input;
use crate::refusal::Refusal;
use crate::work::{Work, Workers, finish};

/// The service.
#[derive(Debug, Clone)]
pub(crate) struct Extraction {
    workers: Workers,
    max_text_bytes: usize,
    max_answer_bytes: usize,
    max_batch_reports: usize,
    stream_window: usize,
}

impl Extraction {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            workers: Workers::new(config.workers, config.max_open_calls),
            max_text_bytes: config.max_text_bytes,
            max_answer_bytes: config.max_answer_bytes,
            max_batch_reports: config.max_batch_reports,
            stream_window: config.stream_window.max(1),
        }
    }

    /// Starts on one report of several; what is wrong with it is kept for its place in the answer.
    async fn begin(
        &self,
        report: Option<v1::Report>,
        path: &str,
        offset_encoding: i32,
    ) -> (String, Begun) {
        let id = report.as_ref().map(|report| report.id.clone()).unwrap_or_default();
        let input = input::options(offset_encoding).and_then(|options| {
            input::report(report, path, self.max_text_bytes).map(|report| (report, options))
        });
        let begun = match input {
            Ok((report, options)) => Begun::Work(self.workers.start(report, options).await),
            Err(refusal) => Begun::Refused(refusal),
        };
        (id, begun)
    }

    /// Refuses an answer that the transport would break off in the middle.
    fn fits<M: Message>(&self, answer: M) -> Result<M, Refusal> {
        let (bytes, limit) = (answer.encoded_len(), self.max_answer_bytes);
        if bytes <= limit {
            return Ok(answer);
        }
        let message = format!(
            "the answer has {bytes} bytes, this server sends up to {limit}; send fewer or shorter reports"
        );
        Err(Refusal::new(Code::ResourceExhausted, "ANSWER_TOO_LARGE", message))
    }
}

/// A report that work has begun on, or that cannot be read.
enum Begun {
    Work(Work),
    Refused(Refusal),
}

impl Begun {
    async fn finish(self) -> Result<v1::Record, Refusal> {
        match self {
            Self::Work(work) => finish(work).await,
            Self::Refused(refusal) => Err(refusal),
        }
    }
}

fn result(report_id: String, record: Result<v1::Record, Refusal>) -> v1::ExtractionResult {
    let result = match record {
        Ok(record) => Outcome::Record(record),
        Err(refusal) => Outcome::Error(refusal.into()),
    };
    v1::ExtractionResult { report_id, result: Some(result) }
}

type Answers =
    Pin<Box<dyn Stream<Item = Result<v1::StreamExtractIncidentsResponse, Status>> + Send>>;

#[tonic::async_trait]
impl ExtractionService for Extraction {
    async fn extract_incidents(
        &self,
        request: Request<v1::ExtractIncidentsRequest>,
    ) -> Result<Response<v1::ExtractIncidentsResponse>, Status> {
        let v1::ExtractIncidentsRequest { report, offset_encoding } = request.into_inner();
        let options = input::options(offset_encoding)?;
        let report = input::report(report, "report", self.max_text_bytes)?;
        let _call = self.workers.admit()?;
        let record = Some(self.workers.read(report, options).await?);
        Ok(Response::new(self.fits(v1::ExtractIncidentsResponse { record })?))
    }

    async fn batch_extract_incidents(
        &self,
        request: Request<v1::BatchExtractIncidentsRequest>,
    ) -> Result<Response<v1::BatchExtractIncidentsResponse>, Status> {
        let v1::BatchExtractIncidentsRequest { reports, offset_encoding } = request.into_inner();
        input::options(offset_encoding)?;
        if reports.len() > self.max_batch_reports {
            let (n, most) = (reports.len(), self.max_batch_reports);
            let description = format!("has {n} reports; this server takes up to {most} in a batch");
            return Err(Refusal::field("BATCH_TOO_LARGE", "reports", description).into());
        }
        let _call = self.workers.admit()?;
        let mut begun = Vec::with_capacity(reports.len());
        for (i, report) in reports.into_iter().enumerate() {
            let path = format!("reports[{i}]");
            begun.push(self.begin(Some(report), &path, offset_encoding).await);
        }
        let mut results = Vec::with_capacity(begun.len());
        for (id, begun) in begun {
            results.push(result(id, begun.finish().await));
        }
        Ok(Response::new(self.fits(v1::BatchExtractIncidentsResponse { results })?))
    }

    type StreamExtractIncidentsStream = Answers;

    async fn stream_extract_incidents(
        &self,
        request: Request<Streaming<v1::StreamExtractIncidentsRequest>>,
    ) -> Result<Response<Answers>, Status> {
        let deadline = request.extensions().get::<Deadline>().copied();
        let (begun, taken) = mpsc::channel(self.stream_window);
        tokio::spawn(read_ahead(self.clone(), request.into_inner(), begun, deadline));
        let service = self.clone();
        let answers = ReceiverStream::new(taken).then(move |next| {
            let service = service.clone();
            async move {
                let (id, begun): (String, Begun) = next?;
                let answer = |record| v1::StreamExtractIncidentsResponse {
                    result: Some(result(id.clone(), record)),
                };
                let record = begun.finish().await;
                Ok(service.fits(answer(record)).unwrap_or_else(|refusal| answer(Err(refusal))))
            }
        });
        Ok(Response::new(Box::pin(answers)))
    }
}

/// Starts on the reports of a stream as they come, as far ahead as the channel has room.
async fn read_ahead(
    service: Extraction,
    mut reports: Streaming<v1::StreamExtractIncidentsRequest>,
    begun: mpsc::Sender<Result<(String, Begun), Status>>,
    deadline: Option<Deadline>,
) {
    let work = async {
        loop {
            // Room first: a report is only taken off the wire when its answer has a place.
            let Ok(room) = begun.reserve().await else { return };
            match reports.message().await {
                Ok(Some(v1::StreamExtractIncidentsRequest { report, offset_encoding })) => {
                    room.send(Ok(service.begin(report, "report", offset_encoding).await));
                }
                Ok(None) => return,
                Err(status) => return room.send(Err(explained(&status))),
            }
        }
    };
    let late = async {
        match deadline {
            Some(Deadline(at)) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = work => {}
        () = begun.closed() => {}
        () = late => {
            // Waits for room, and no longer than the answers are wanted.
            let _ = begun.send(Err(deadline_passed())).await;
        }
    }
}
