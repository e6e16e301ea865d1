//! The processors: reading is CPU work, done off the asynchronous threads and never more of it at
//! once than there are workers.

use std::sync::Arc;

use rasd::{Extractor, Options, Report};
use rasd_proto::v1;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use tonic::Code;

use crate::refusal::Refusal;

/// A record on its way.
pub(crate) type Work = JoinHandle<Result<v1::Record, Refusal>>;

/// Hands reports to the extractor.
#[derive(Debug, Clone)]
pub(crate) struct Workers {
    extractor: Arc<Extractor>,
    /// One permit for each report being read.
    slots: Arc<Semaphore>,
    /// One permit for each unary or batch call that is open.
    calls: Arc<Semaphore>,
}

impl Workers {
    pub(crate) fn new(workers: usize, max_open_calls: usize) -> Self {
        Self {
            extractor: Arc::new(Extractor::new()),
            slots: Arc::new(Semaphore::new(workers.max(1))),
            calls: Arc::new(Semaphore::new(max_open_calls.max(1))),
        }
    }

    /// Takes a place for a call, or refuses it: a queue without an end would only hide the load.
    pub(crate) fn admit(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        Arc::clone(&self.calls).try_acquire_owned().map_err(|_| {
            let message = "the server has as many calls open as it takes; try again later";
            Refusal::new(Code::Unavailable, "SERVER_BUSY", message)
        })
    }

    /// Waits for a free worker and starts reading.
    pub(crate) async fn start(&self, report: Report, options: Options) -> Work {
        let slot = Arc::clone(&self.slots).acquire_owned().await;
        let extractor = Arc::clone(&self.extractor);
        tokio::task::spawn_blocking(move || {
            // Held until the work is done, also when nobody waits for it any more.
            let _slot = slot;
            let record = extractor.extract_with(&report, options);
            v1::Record::try_from(record).map_err(|error| {
                tracing::error!(%error, "a record does not fit the API");
                failed()
            })
        })
    }

    /// Reads one report.
    pub(crate) async fn read(
        &self,
        report: Report,
        options: Options,
    ) -> Result<v1::Record, Refusal> {
        finish(self.start(report, options).await).await
    }
}

/// Waits for a record.
pub(crate) async fn finish(work: Work) -> Result<v1::Record, Refusal> {
    work.await.unwrap_or_else(|error| {
        tracing::error!(panicked = error.is_panic(), "reading a report broke off");
        Err(failed())
    })
}

fn failed() -> Refusal {
    Refusal::new(Code::Internal, "EXTRACTION_FAILED", "the report could not be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(refusal: Refusal) -> String {
        v1::ReportError::from(refusal).reason
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_report_only() {
        let work = tokio::task::spawn_blocking(|| panic!("made for this test"));
        let refusal = finish(work).await.unwrap_err();
        assert!(!format!("{refusal:?}").contains("made for this test"));
        assert_eq!(reason(refusal), "EXTRACTION_FAILED");
    }

    #[tokio::test]
    async fn calls_beyond_the_limit_are_refused_until_one_ends() {
        let workers = Workers::new(1, 1);
        let call = workers.admit().unwrap();
        assert_eq!(reason(workers.admit().unwrap_err()), "SERVER_BUSY");
        drop(call);
        assert!(workers.admit().is_ok());
    }

    #[tokio::test]
    async fn work_nobody_waits_for_gives_its_place_back() {
        let workers = Workers::new(1, 1);
        for _ in 0..10 {
            drop(workers.start(Report::new("r", "قصف"), Options::default()).await);
        }
        assert!(workers.read(Report::new("r", "قصف"), Options::default()).await.is_ok());
    }
}
