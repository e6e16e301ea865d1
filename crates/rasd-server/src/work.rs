//! The processors: reading is CPU work, done by threads of its own off the asynchronous ones, and no
//! longer than somebody waits for it.

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use rasd::model::Record;
use rasd::{Extractor, Options, Report, Stage};
use rasd_proto::ConvertError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::Instant;
use tonic::Code;

use crate::answer::Written;
use crate::config::Config;
use crate::observe::Metrics;
use crate::pace::Pace;
use crate::refusal::Refusal;

/// What a queue counts in: the semaphore's permits are 32 bits wide.
pub(crate) const UNIT: usize = 1024;

/// Hands reports to the threads that read them; the threads end when nobody can any more.
#[derive(Debug, Clone)]
pub(crate) struct Workers {
    /// Without a bound of its own: what waits in it holds room of `queue`.
    jobs: Sender<Job>,
    /// One permit for each [`UNIT`] of the reports that wait or are being read.
    queue: Arc<Semaphore>,
    units: usize,
    workers: usize,
    pace: Arc<Pace>,
    metrics: Metrics,
}

impl Workers {
    /// Starts the threads.
    ///
    /// # Errors
    /// The system gives no more threads.
    pub(crate) fn new(config: &Config, metrics: Metrics) -> io::Result<Self> {
        let units = config.max_queue_bytes.div_ceil(UNIT).min(u32::MAX as usize);
        let workers = config.workers.max(1);
        let (jobs, taken) = unbounded();
        let (extractor, pace) = (Arc::new(Extractor::new()), Arc::<Pace>::default());
        for n in 0..workers {
            let worker = Worker {
                extractor: Arc::clone(&extractor),
                pace: Arc::clone(&pace),
                metrics: metrics.clone(),
            };
            let taken = taken.clone();
            let thread = thread::Builder::new().name(format!("reader-{n}"));
            thread.spawn(move || worker.read_all(&taken))?;
        }
        Ok(Self { jobs, queue: Arc::new(Semaphore::new(units)), units, workers, pace, metrics })
    }

    /// Takes room in the queue for the reports of a call, or refuses it: a queue without an end
    /// would only hide the load. A call that finds the queue empty is never refused.
    pub(crate) fn admit(&self, reports: usize, bytes: usize) -> Result<Queued, Refusal> {
        match Arc::clone(&self.queue).try_acquire_many_owned(self.units_of(bytes)) {
            Ok(room) => Ok(self.queued(room, reports, bytes)),
            Err(_) => {
                self.metrics.shed("QUEUE_FULL");
                let waiting = (self.units - self.queue.available_permits()) * UNIT;
                let wait = self.pace.wait(waiting, self.workers);
                let message = "as many reports wait as the server takes";
                Err(Refusal::later("QUEUE_FULL", message, wait))
            }
        }
    }

    /// Waits for room in the queue for reports of a stream.
    pub(crate) async fn admitted(&self, reports: usize, bytes: usize) -> Option<Queued> {
        let room = Arc::clone(&self.queue).acquire_many_owned(self.units_of(bytes)).await;
        room.ok().map(|room| self.queued(room, reports, bytes))
    }

    /// How many threads read.
    pub(crate) fn count(&self) -> usize {
        self.workers
    }

    fn units_of(&self, bytes: usize) -> u32 {
        let units = bytes.div_ceil(UNIT).clamp(1, self.units);
        u32::try_from(units).unwrap_or(u32::MAX)
    }

    fn queued(&self, room: OwnedSemaphorePermit, reports: usize, bytes: usize) -> Queued {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (reports, bytes) = (count(reports), count(bytes));
        self.metrics.queued(reports, bytes);
        Queued { _room: room, reports, bytes, metrics: self.metrics.clone() }
    }

    /// Lets the next free worker read. What is in `queued` is given back when all is read.
    pub(crate) fn start(&self, tasks: Vec<Task>, queued: Option<Queued>) -> Work {
        let (answer, work) = oneshot::channel();
        let (since, span) = (Instant::now(), tracing::Span::current());
        // A job that finds no worker is dropped with its `answer`, and the work then fails.
        let _ = self.jobs.send(Job { tasks, queued, since, span, answer });
        Work(work)
    }
}

/// A report to be read, and how its record is written.
pub(crate) struct Task {
    pub(crate) report: Report,
    pub(crate) options: Options,
    pub(crate) write: Write,
}

/// Makes the answer of a report's id and record.
pub(crate) type Write = fn(String, Record) -> Result<Written, ConvertError>;

/// Tasks that wait for a worker, who does them one behind the other.
struct Job {
    tasks: Vec<Task>,
    queued: Option<Queued>,
    since: Instant,
    span: tracing::Span,
    answer: Answer,
}

/// The answers to the tasks of a job, in their order.
type Answered = Vec<Result<Written, Refusal>>;

/// Where the answers go; closed when nobody waits for them.
type Answer = oneshot::Sender<Answered>;

/// One thread that reads.
struct Worker {
    extractor: Arc<Extractor>,
    pace: Arc<Pace>,
    metrics: Metrics,
}

impl Worker {
    fn read_all(&self, jobs: &Receiver<Job>) {
        for Job { tasks, queued, since, span, answer } in jobs {
            let _span = span.entered();
            let read = |task| {
                self.metrics.stage("queue", since.elapsed());
                caught(|| self.read(task, &answer))
            };
            let answered = tasks.into_iter().map(read).collect();
            // There is room again before the caller has the answers and calls again.
            drop(queued);
            let _ = answer.send(answered);
        }
    }

    fn read(&self, task: Task, answer: &Answer) -> Result<Written, Refusal> {
        let Task { report, options, write } = task;
        let metrics = &self.metrics;
        let begun = Instant::now();
        let mut clock = Clock { metrics, stage: None, begun, answer };
        let record =
            self.extractor.extract_watched(&report, options, &mut |stage| clock.begins(stage));
        clock.ends();
        let Some(record) = record else {
            metrics.report("abandoned", 0);
            return Err(unwanted_now());
        };
        self.pace.took(report.text.len(), begun.elapsed());
        metrics.report("record", record.incidents.len());
        let converted = Instant::now();
        let written = write(report.id, record).map_err(|error| {
            tracing::error!(%error, "a record does not fit the API");
            Refusal::unread()
        });
        metrics.stage("convert", converted.elapsed());
        written
    }
}

/// A panic fails the report it befell and no other.
fn caught(read: impl FnOnce() -> Result<Written, Refusal>) -> Result<Written, Refusal> {
    // Nothing that a reading changes outlives it but counters.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        tracing::error!("reading a report broke off");
        Err(Refusal::unread())
    })
}

/// Room that the reports of a call have in the queue.
pub(crate) struct Queued {
    _room: OwnedSemaphorePermit,
    reports: i64,
    bytes: i64,
    metrics: Metrics,
}

impl Drop for Queued {
    fn drop(&mut self) {
        self.metrics.queued(-self.reports, -self.bytes);
    }
}

impl fmt::Debug for Queued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queued").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

/// Answers on their way. Dropping it stops the reading at its next stage.
#[derive(Debug)]
pub(crate) struct Work(oneshot::Receiver<Answered>);

impl Work {
    /// The answers in the order of the tasks; none when the worker is no more.
    pub(crate) async fn done(self) -> Answered {
        self.0.await.unwrap_or_default()
    }
}

/// Takes the time of the stages, and ends the reading when nobody waits for it.
struct Clock<'c> {
    metrics: &'c Metrics,
    stage: Option<Stage>,
    begun: Instant,
    answer: &'c Answer,
}

impl Clock<'_> {
    fn begins(&mut self, stage: Stage) -> ControlFlow<()> {
        self.ends();
        self.stage = Some(stage);
        if self.answer.is_closed() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn ends(&mut self) {
        let now = Instant::now();
        if let Some(stage) = self.stage.take() {
            self.metrics.stage(stage.as_str(), now - self.begun);
        }
        self.begun = now;
    }
}

/// Nobody is there to be told.
fn unwanted_now() -> Refusal {
    Refusal::new(Code::Cancelled, "CALL_CANCELLED", "the caller went away")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rasd_proto::v1;

    use super::*;

    fn reason(refusal: Refusal) -> String {
        v1::ReportError::from(refusal).reason
    }

    fn workers(max_queue_bytes: usize) -> Workers {
        let config = Config { workers: 1, max_queue_bytes, ..Config::default() };
        Workers::new(&config, Metrics::new()).unwrap()
    }

    fn task(text: &str) -> Vec<Task> {
        let write: Write = |_, record| Written::record(record);
        vec![Task { report: Report::new("r", text), options: Options::default(), write }]
    }

    #[test]
    fn a_panic_fails_its_own_report_only() {
        let refusal = caught(|| panic!("made for this test")).unwrap_err();
        assert!(!format!("{refusal:?}").contains("made for this test"));
        assert_eq!(reason(refusal), "EXTRACTION_FAILED");
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_an_empty_one_does_not() {
        let workers = workers(4 * UNIT);
        let whole = workers.admit(1, 100 * UNIT).unwrap();
        assert_eq!(reason(workers.admit(1, 1).unwrap_err()), "QUEUE_FULL");
        drop(whole);
        let _half = workers.admit(1, 2 * UNIT).unwrap();
        assert!(workers.admit(1, 2 * UNIT).is_ok());
        assert!(workers.admit(1, 3 * UNIT).is_err());
    }

    #[tokio::test]
    async fn work_nobody_waits_for_gives_its_place_back() {
        let workers = workers(UNIT);
        for _ in 0..10 {
            let queued = workers.admitted(1, 1).await.unwrap();
            drop(workers.start(task("قصف"), Some(queued)));
        }
        assert!(workers.start(task("قصف"), None).done().await[0].is_ok());
    }

    #[tokio::test]
    async fn work_nobody_waits_for_is_stopped() {
        let workers = workers(UNIT);
        let long = "قصف مدفعي على بلدة سرمين. ".repeat(200_000);
        let begun = Instant::now();
        drop(workers.start(task(&long), None));
        // The one worker is free again when the next report has been read.
        workers.start(task("قصف"), None).done().await;
        assert!(workers.metrics.text().contains("outcome=\"abandoned\"} 1"));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}
