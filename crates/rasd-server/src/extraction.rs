//! `rasd.v1.ExtractionService`.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use futures_util::{FutureExt, Stream, StreamExt, TryStreamExt, stream};
use rasd::{Options, Report};
use rasd_proto::v1;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Code, Request, Response, Status, Streaming};

use crate::answer::service::extraction_service_server::ExtractionService;
use crate::answer::{Written, tag};
use crate::config::Config;
use crate::deadline::Deadline;
use crate::edge::{deadline_passed, explained};
use crate::handful::{self, Begun, Handful};
use crate::input;
use crate::observe::Metrics;
use crate::refusal::Refusal;
use crate::work::{Task, Workers, Write};

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

    /// An empty handful, which may take no more than the window has.
    fn handful(&self) -> Handful {
        Handful::new(self.most_in_hand())
    }

    /// Of one call there is work for every worker.
    fn most_in_hand(&self) -> usize {
        (self.stream_window / self.workers.count()).clamp(1, handful::REPORTS)
    }

    /// How many handfuls of a call are under way at once.
    fn ahead(&self) -> usize {
        self.stream_window / self.most_in_hand()
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
        let write: Write = |_, record| Ok(Written::record(record)?.inside(tag::ANSWERED));
        let work = self.workers.start(vec![Task { report, options, write }], Some(queued));
        let answer = work.done().await.pop().unwrap_or_else(|| Err(Refusal::unread()))?;
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
        let mut reading = VecDeque::with_capacity(self.ahead());
        let mut answer = Written::default();
        let append = async |answer: &mut Written, begun: Begun| {
            for (id, part) in begun.finish().await {
                answer.append(part.unwrap_or_else(|refusal| Written::refused(id, refusal.into())));
            }
        };
        let mut reports = reports.into_iter().enumerate().peekable();
        while reports.peek().is_some() {
            let mut handful = self.handful();
            while handful.has_room()
                && let Some((i, report)) = reports.next()
            {
                let id = report.id.clone();
                let path = format!("reports[{i}]");
                handful.put(id, self.take(Some(report), &path, offset_encoding));
            }
            if reading.len() >= self.ahead()
                && let Some(first) = reading.pop_front()
            {
                append(&mut answer, first).await;
            }
            reading.push_back(handful.begin(&self.workers, None));
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
        let (begun, taken) = mpsc::channel(self.ahead());
        tokio::spawn(read_ahead(self.clone(), request.into_inner(), begun, deadline));
        let service = self.clone();
        let answers =
            ReceiverStream::new(taken).then(async |next: Result<Begun, Status>| match next {
                Ok(begun) => begun.finish().await.into_iter().map(Ok).collect(),
                Err(status) => vec![Err(status)],
            });
        let answers = answers.flat_map(stream::iter).map_ok(move |(id, answer)| {
            let answer = answer.and_then(|answer| service.fits(answer));
            answer.unwrap_or_else(|refusal| Written::refused(id, refusal.into()))
        });
        Ok(Response::new(Box::pin(answers)))
    }
}

/// Starts on the reports of a stream as they come, as far ahead as the channel has room.
async fn read_ahead(
    service: Extraction,
    mut reports: Streaming<v1::StreamExtractIncidentsRequest>,
    begun: mpsc::Sender<Result<Begun, Status>>,
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
            let Ok(next) = tokio::time::timeout(idle, reports.next()).await else {
                return Some(idled("brought no report", idle));
            };
            let mut next = Some(next);
            let mut handful = service.handful();
            while let Some(Some(Ok(request))) = next {
                let v1::StreamExtractIncidentsRequest { report, offset_encoding } = request;
                let id = report.as_ref().map(|report| report.id.clone()).unwrap_or_default();
                handful.put(id, service.take(report, "report", offset_encoding));
                // What has come already goes with it; nobody waits for more.
                next = handful.has_room().then(|| reports.next().now_or_never()).flatten();
            }
            if !handful.is_empty() {
                let queued = handful.admitted(&service.workers).await;
                room.send(Ok(handful.begin(&service.workers, queued)));
            }
            match next {
                Some(None) => return None,
                Some(Some(Err(status))) => return Some(explained(&status)),
                _ => {}
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
