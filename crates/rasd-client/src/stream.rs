//! Many reports over one call: answers in order, a bounded number of reports under way.

use std::collections::VecDeque;
use std::future::Future as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use rasd::model::Record;
use rasd::{Options, Report};
use rasd_proto::v1;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::time::Instant;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tonic::{Request, Streaming};

use crate::client::{Client, missing, outcome};
use crate::error::{Error, ReportError};
use crate::lost::settled;

/// The answer to one report of a stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The report's id.
    pub id: String,
    /// What it yields, or why the server refuses it.
    pub result: Result<Record, ReportError>,
}

/// Answers in the order of the reports. An error ends the stream. Dropping it ends the call.
#[derive(Debug)]
pub struct Answers {
    inner: ReceiverStream<Result<Answer, Error>>,
}

impl Stream for Answers {
    type Item = Result<Answer, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.inner).poll_next(context)
    }
}

impl Client {
    /// Reads reports as they come and answers in their order. No more of them are taken while
    /// [`window`](crate::Settings::window) of them are unanswered.
    ///
    /// # Errors
    /// The call cannot be begun. What fails later comes as the last answer.
    pub async fn extract_stream<S>(&self, reports: S, options: Options) -> Result<Answers, Error>
    where
        S: Stream<Item = Report> + Send + 'static,
    {
        let under_way = Arc::new(UnderWay::new(self.settings.window));
        let offset_encoding = v1::OffsetEncoding::from(options.offset_unit).into();
        let mark = Arc::clone(&under_way);
        let (running, over) = oneshot::channel();
        let inner = reports.then(move |report| {
            let mark = Arc::clone(&mark);
            async move {
                mark.sent().await;
                let report = Some(report.into());
                v1::StreamExtractIncidentsRequest { report, offset_encoding }
            }
        });
        let mut request = Request::new(Requests { inner: Box::pin(inner), over });
        let end = self.settings.stream_deadline.map(|limit| Instant::now() + limit);
        if let Some(limit) = self.settings.stream_deadline {
            request.set_timeout(limit);
        }
        let mut client = self.extraction.clone();
        let begun = client.stream_extract_incidents(request);
        let answers = match tokio::time::timeout(self.settings.deadline, begun).await {
            Ok(Ok(response)) => response.into_inner(),
            Ok(Err(status)) => return Err(Error::from_status(&settled(status), &self.url)),
            Err(_) => return Err(Error::Deadline),
        };
        let (answered, inner) = mpsc::channel(1);
        let reader = Reader {
            answers,
            under_way,
            patience: self.settings.deadline,
            end,
            url: Arc::clone(&self.url),
            _running: running,
        };
        tokio::spawn(reader.run(answered));
        Ok(Answers { inner: ReceiverStream::new(inner) })
    }
}

/// Takes answers off the wire and hands them on.
struct Reader {
    answers: Streaming<v1::StreamExtractIncidentsResponse>,
    under_way: Arc<UnderWay>,
    patience: Duration,
    end: Option<Instant>,
    url: Arc<str>,
    /// Ends the requests when it is dropped.
    _running: oneshot::Sender<()>,
}

/// Reports on their way, until nobody reads the answers any more. A call is cancelled only when both
/// of its halves are gone, and this one would wait for room, or for a slow source, for ever.
struct Requests<S> {
    inner: Pin<Box<S>>,
    over: oneshot::Receiver<()>,
}

impl<S: Stream> Stream for Requests<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        if Pin::new(&mut self.over).poll(context).is_ready() {
            return Poll::Ready(None);
        }
        self.inner.as_mut().poll_next(context)
    }
}

impl Reader {
    async fn run(mut self, answered: mpsc::Sender<Result<Answer, Error>>) {
        loop {
            let answer = tokio::select! {
                answer = self.next() => answer,
                // Nobody wants the answers any more: dropping the stream cancels the call.
                () = answered.closed() => return,
            };
            let Some(answer) = answer else { return };
            let last = answer.is_err();
            if answered.send(answer).await.is_err() || last {
                return;
            }
        }
    }

    async fn next(&mut self) -> Option<Result<Answer, Error>> {
        // What arrived while the caller was busy with earlier answers is not late.
        let began = Instant::now();
        loop {
            let now = Instant::now();
            let since = self.under_way.oldest().map(|oldest| oldest.max(began));
            if self.end.is_some_and(|end| end <= now)
                || since.is_some_and(|since| since + self.patience <= now)
            {
                return Some(Err(Error::Deadline));
            }
            // A slow source is no fault of the server's: with nothing under way, look again later.
            let wake = since.unwrap_or(now) + self.patience;
            let wake = self.end.map_or(wake, |end| end.min(wake));
            let Ok(message) = tokio::time::timeout_at(wake, self.answers.message()).await else {
                continue;
            };
            return match message {
                Ok(Some(message)) => {
                    self.under_way.answered();
                    Some(read(message))
                }
                Ok(None) => None,
                Err(status) => Some(Err(Error::from_status(&settled(status), &self.url))),
            };
        }
    }
}

fn read(message: v1::StreamExtractIncidentsResponse) -> Result<Answer, Error> {
    let (id, result) = outcome(message.result.ok_or_else(|| missing("result"))?)?;
    Ok(Answer { id, result })
}

/// The reports that were sent and not answered.
#[derive(Debug)]
struct UnderWay {
    room: Semaphore,
    since: Mutex<VecDeque<Instant>>,
}

impl UnderWay {
    fn new(window: usize) -> Self {
        Self { room: Semaphore::new(window.max(1)), since: Mutex::default() }
    }

    /// A report is about to be sent; waits until there is room for it.
    async fn sent(&self) {
        // The semaphore is never closed; if it were, there would be no limit left to keep.
        if let Ok(permit) = self.room.acquire().await {
            permit.forget();
        }
        self.since().push_back(Instant::now());
    }

    /// The oldest report was answered.
    fn answered(&self) {
        if self.since().pop_front().is_some() {
            self.room.add_permits(1);
        }
    }

    fn oldest(&self) -> Option<Instant> {
        self.since().front().copied()
    }

    fn since(&self) -> MutexGuard<'_, VecDeque<Instant>> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
