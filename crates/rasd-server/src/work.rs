//! The processors: reading is CPU work, done off the asynchronous threads, never more of it at once
//! than there are workers, and no longer than somebody waits for it.

use std::fmt;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use rasd::{Extractor, Options, Report, Stage};
use rasd_proto::v1;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tonic::Code;

use crate::answer::Written;
use crate::config::Config;
use crate::observe::Metrics;
use crate::refusal::Refusal;

/// What a queue counts in: the semaphore's permits are 32 bits wide.
const UNIT: usize = 1024;

/// A caller is not told to come again sooner or later than that.
const WAIT: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// Hands reports to the extractor.
#[derive(Debug, Clone)]
pub(crate) struct Workers {
    extractor: Arc<Extractor>,
    /// One permit for each report being read.
    slots: Arc<Semaphore>,
    /// One permit for each [`UNIT`] of the reports that wait or are being read.
    queue: Arc<Semaphore>,
    units: usize,
    workers: usize,
    pace: Arc<Pace>,
    metrics: Metrics,
}

impl Workers {
    pub(crate) fn new(config: &Config, metrics: Metrics) -> Self {
        let units = config.max_queue_bytes.div_ceil(UNIT).min(u32::MAX as usize);
        let workers = config.workers.max(1);
        Self {
            extractor: Arc::new(Extractor::new()),
            slots: Arc::new(Semaphore::new(workers)),
            queue: Arc::new(Semaphore::new(units)),
            units,
            workers,
            pace: Arc::default(),
            metrics,
        }
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

    /// Waits for room in the queue for one report of a stream.
    pub(crate) async fn admitted(&self, bytes: usize) -> Result<Queued, Refusal> {
        let room = Arc::clone(&self.queue).acquire_many_owned(self.units_of(bytes)).await;
        room.map(|room| self.queued(room, 1, bytes)).map_err(|_| failed())
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

    /// Waits for a free worker and starts reading; `write` makes the answer of the record. What is in
    /// `queued` is given back when the answer is written.
    pub(crate) async fn start(
        &self,
        report: Report,
        options: Options,
        queued: Option<Queued>,
        write: impl FnOnce(v1::Record) -> Written + Send + 'static,
    ) -> Work {
        let waited = Instant::now();
        let slot = Arc::clone(&self.slots).acquire_owned().await;
        self.metrics.stage("queue", waited.elapsed());
        let (extractor, metrics) = (Arc::clone(&self.extractor), self.metrics.clone());
        let pace = Arc::clone(&self.pace);
        let unwanted = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&unwanted);
        let span = tracing::Span::current();
        let task = tokio::task::spawn_blocking(move || {
            // Held until the work is done, also when nobody waits for it any more.
            let _held = (slot, queued);
            let _span = span.entered();
            let begun = Instant::now();
            let mut clock = Clock { metrics: &metrics, stage: None, begun, unwanted: &seen };
            let record =
                extractor.extract_watched(&report, options, &mut |stage| clock.begins(stage));
            clock.ends();
            let Some(record) = record else {
                metrics.report("abandoned", 0);
                return Err(unwanted_now());
            };
            pace.took(report.text.len(), begun.elapsed());
            metrics.report("record", record.incidents.len());
            let converted = Instant::now();
            let message = v1::Record::try_from(record).map_err(|error| {
                tracing::error!(%error, "a record does not fit the API");
                failed()
            });
            let written = message.map(write);
            metrics.stage("convert", converted.elapsed());
            written
        });
        Work { task, unwanted }
    }
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

/// An answer on its way. Dropping it stops the reading at its next stage.
#[derive(Debug)]
pub(crate) struct Work {
    task: JoinHandle<Result<Written, Refusal>>,
    unwanted: Arc<AtomicBool>,
}

impl Future for Work {
    type Output = Result<Written, Refusal>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.task).poll(context).map(|done| {
            done.unwrap_or_else(|error| {
                tracing::error!(panicked = error.is_panic(), "reading a report broke off");
                Err(failed())
            })
        })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }
}

/// Takes the time of the stages, and ends the reading when nobody waits for it.
struct Clock<'c> {
    metrics: &'c Metrics,
    stage: Option<Stage>,
    begun: Instant,
    unwanted: &'c AtomicBool,
}

impl Clock<'_> {
    fn begins(&mut self, stage: Stage) -> ControlFlow<()> {
        self.ends();
        self.stage = Some(stage);
        if self.unwanted.load(Ordering::Relaxed) {
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

/// How long a kibibyte takes: a running mean, in nanoseconds, of which each report moves a sixteenth.
#[derive(Debug, Default)]
struct Pace(AtomicU64);

impl Pace {
    fn took(&self, bytes: usize, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let new = nanos.saturating_mul(UNIT as u64) / (bytes as u64).max(1);
        // Two reports that finish at once may lose one of the two; a mean can bear that.
        let old = self.0.load(Ordering::Relaxed);
        let mean = if old == 0 { new } else { old - old / 16 + new / 16 };
        self.0.store(mean, Ordering::Relaxed);
    }

    /// How long the workers will be busy with so many bytes.
    fn wait(&self, bytes: usize, workers: usize) -> Duration {
        let nanos = self.0.load(Ordering::Relaxed).saturating_mul((bytes / UNIT) as u64);
        Duration::from_nanos(nanos / workers as u64).clamp(WAIT.0, WAIT.1)
    }
}

fn failed() -> Refusal {
    Refusal::new(Code::Internal, "EXTRACTION_FAILED", "the report could not be read")
}

/// Nobody is there to be told.
fn unwanted_now() -> Refusal {
    Refusal::new(Code::Cancelled, "CALL_CANCELLED", "the caller went away")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(refusal: Refusal) -> String {
        v1::ReportError::from(refusal).reason
    }

    fn workers(max_queue_bytes: usize) -> Workers {
        let config = Config { workers: 1, max_queue_bytes, ..Config::default() };
        Workers::new(&config, Metrics::new())
    }

    fn write(record: v1::Record) -> Written {
        Written::new(&record)
    }

    fn short() -> Report {
        Report::new("r", "قصف")
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_report_only() {
        let task = tokio::task::spawn_blocking(|| panic!("made for this test"));
        let refusal = Work { task, unwanted: Arc::default() }.await.unwrap_err();
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
            let queued = workers.admitted(1).await.unwrap();
            drop(workers.start(short(), Options::default(), Some(queued), write).await);
        }
        assert!(workers.start(short(), Options::default(), None, write).await.await.is_ok());
    }

    #[tokio::test]
    async fn work_nobody_waits_for_is_stopped() {
        let workers = workers(UNIT);
        let long = Report::new("long", "قصف مدفعي على بلدة سرمين. ".repeat(200_000));
        let begun = Instant::now();
        drop(workers.start(long, Options::default(), None, write).await);
        // The one worker is free again when the next report has been read.
        workers.start(short(), Options::default(), None, write).await.await.unwrap();
        assert!(workers.metrics.text().contains("outcome=\"abandoned\"} 1"));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }

    #[test]
    fn the_wait_follows_the_pace() {
        let pace = Pace::default();
        assert_eq!(pace.wait(1 << 20, 2), WAIT.0, "nothing is known yet");
        for _ in 0..100 {
            pace.took(10 * UNIT, Duration::from_millis(10));
        }
        assert_eq!(pace.wait(1 << 20, 2), Duration::from_millis(512));
        assert_eq!(pace.wait(1 << 30, 1), WAIT.1);
    }
}
