//! `rasd.v1.ExtractionService`.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use rasd::{Options, Report};
use rasd_proto::v1;
use rasd_proto::v1::extraction_result::Result as Outcome;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tonic::{Code, Request, Response, Status, Streaming};

use crate::answer::Written;
use crate::answer::service::extraction_service_server::ExtractionService;
use crate::config::Config;
use crate::deadline::Deadline;
use crate::edge::{deadline_passed, explained};
use crate::input;
use crate::observe::Metrics;
use crate::refusal::Refusal;
use crate::work::{Work, Workers};

/// The service.
#[derive(Debug, Clone)]
pub(crate) struct Extraction {
    workers: Workers,
    metrics: Metrics,
    max_text_bytes: usize,
    max_answer_bytes: usize,
    max_batch_reports: usize,
    stream_window: usize,
    stream_idle: Duration,
}

impl Extraction {
    pub(crate) fn new(config: &Config, metrics: Metrics) -> io::Result<Self> {
        Ok(Self {
            workers: Workers::new(config, metrics.clone())?,
            metrics,
            max_text_bytes: config.max_text_bytes,
            max_answer_bytes: config.max_answer_bytes,
            max_batch_reports: config.max_batch_reports,
            stream_window: config.stream_window,
            stream_idle: config.stream_idle,
        })
    }

    /// Checks a report and the options beside it.
    fn take(
        &self,
        report: Option<v1::Report>,
        path: &str,
        offset_encoding: i32,
    ) -> Result<(Report, Options), Refusal> {
        let taken = input::options(offset_encoding).and_then(|options| {
            input::report(report, path, self.max_text_bytes).map(|report| (report, options))
        });
        taken.inspect_err(|_| self.metrics.report("refused", 0))
    }

    /// Starts on one report of a stream, when the queue has room for it.
    async fn begin(&self, id: &str, taken: Result<(Report, Options), Refusal>) -> Begun {
        let (report, options) = match taken {
            Ok(taken) => taken,
            Err(refusal) => return Begun::Refused(refusal),
        };
        match self.workers.admitted(report.text.len()).await {
            Ok(queued) => {
                let id = id.to_owned();
                let write = |record| streamed(id, Ok(record));
                Begun::Work(self.workers.start(report, options, Some(queued), write))
            }
            Err(refusal) => Begun::Refused(refusal),
        }
    }

    /// Refuses an answer that the transport would break off in the middle.
    fn fits(&self, answer: Written) -> Result<Written, Refusal> {
        let (bytes, limit) = (answer.len(), self.max_answer_bytes);
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
    async fn finish(self) -> Result<Written, Refusal> {
        match self {
            Self::Work(work) => work.await,
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

/// An answer of a stream.
fn streamed(id: String, record: Result<v1::Record, Refusal>) -> Written {
    Written::new(&v1::StreamExtractIncidentsResponse { result: Some(result(id, record)) })
}

/// The answer of a batch as far as one report goes.
fn batched(id: String, record: Result<v1::Record, Refusal>) -> Written {
    Written::new(&v1::BatchExtractIncidentsResponse { results: vec![result(id, record)] })
}

type Answers = Pin<Box<dyn Stream<Item = Result<Written, Status>> + Send>>;

#[tonic::async_trait]
impl ExtractionService for Extraction {
    async fn extract_incidents(
        &self,
        request: Request<v1::ExtractIncidentsRequest>,
    ) -> Result<Response<Written>, Status> {
        let v1::ExtractIncidentsRequest { report, offset_encoding } = request.into_inner();
        let (report, options) = self.take(report, "report", offset_encoding)?;
        let queued = self.workers.admit(1, report.text.len())?;
        let write = |record| Written::new(&v1::ExtractIncidentsResponse { record: Some(record) });
        let answer = self.workers.start(report, options, Some(queued), write).await?;
        Ok(Response::new(self.fits(answer)?))
    }

    async fn batch_extract_incidents(
        &self,
        request: Request<v1::BatchExtractIncidentsRequest>,
    ) -> Result<Response<Written>, Status> {
        let v1::BatchExtractIncidentsRequest { reports, offset_encoding } = request.into_inner();
        input::options(offset_encoding)?;
        if reports.len() > self.max_batch_reports {
            let (n, most) = (reports.len(), self.max_batch_reports);
            let description = format!("has {n} reports; this server takes up to {most} in a batch");
            return Err(Refusal::field("BATCH_TOO_LARGE", "reports", description).into());
        }
        let bytes = reports.iter().map(|report| report.text.len()).sum();
        // Held until the whole batch has been read.
        let _queued = self.workers.admit(reports.len(), bytes)?;
        // A few at a time, so that a batch does not stand before everybody else's reports.
        let mut reading = VecDeque::with_capacity(self.stream_window);
        let mut answer = Written::default();
        let append = async |answer: &mut Written, (id, begun): (String, Begun)| {
            let part = begun.finish().await;
            answer.append(part.unwrap_or_else(|refusal| batched(id, Err(refusal))));
        };
        for (i, report) in reports.into_iter().enumerate() {
            if reading.len() >= self.stream_window
                && let Some(first) = reading.pop_front()
            {
                append(&mut answer, first).await;
            }
            let id = report.id.clone();
            let begun = match self.take(Some(report), &format!("reports[{i}]"), offset_encoding) {
                Ok((report, options)) => {
                    let of = id.clone();
                    let write = |record| batched(of, Ok(record));
                    Begun::Work(self.workers.start(report, options, None, write))
                }
                Err(refusal) => Begun::Refused(refusal),
            };
            reading.push_back((id, begun));
        }
        for last in reading {
            append(&mut answer, last).await;
        }
        Ok(Response::new(self.fits(answer)?))
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
                let answer = begun.finish().await.and_then(|answer| service.fits(answer));
                Ok(answer.unwrap_or_else(|refusal| streamed(id, Err(refusal))))
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
    let idle = service.stream_idle;
    let work = async {
        loop {
            // Room first: a report is only taken off the wire when its answer has a place.
            let Ok(room) = tokio::time::timeout(idle, begun.reserve()).await else {
                return Some(idled("took no answer", idle));
            };
            let Ok(room) = room else { return None };
            let Ok(next) = tokio::time::timeout(idle, reports.message()).await else {
                return Some(idled("brought no report", idle));
            };
            match next {
                Ok(Some(v1::StreamExtractIncidentsRequest { report, offset_encoding })) => {
                    let id = report.as_ref().map(|report| report.id.clone()).unwrap_or_default();
                    let taken = service.take(report, "report", offset_encoding);
                    let begun = service.begin(&id, taken).await;
                    room.send(Ok((id, begun)));
                }
                Ok(None) => return None,
                Err(status) => {
                    room.send(Err(explained(&status)));
                    return None;
                }
            }
        }
    };
    let late = async {
        match deadline {
            Some(Deadline(at)) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
    };
    let ended = tokio::select! {
        ended = work => ended,
        () = begun.closed() => None,
        () = late => Some(deadline_passed()),
    };
    if let Some(status) = ended {
        // Waits for room, and no longer than the answers are wanted.
        let _ = begun.send(Err(status)).await;
    }
}

/// What a stream ends with on which nothing happens.
fn idled(what: &str, idle: Duration) -> Status {
    let message = format!("the client {what} for {} s", idle.as_secs_f32());
    Refusal::new(Code::Aborted, "STREAM_IDLE", message).status()
}
