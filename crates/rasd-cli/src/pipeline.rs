//! Many reports at once, with the records in the order of the input and bounded memory.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rasd::Report;
use rasd::model::Record;
use thiserror::Error;

use crate::engine::{Engine, EngineError};
use crate::input::{InputError, Item};

/// Why an item yields no record.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// It could not be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// It was read, not extracted.
    #[error("{id}: {source}")]
    Engine {
        /// The report's id.
        id: String,
        /// Why.
        source: EngineError,
    },
}

/// One item's outcome: the report and what was read from it.
pub(crate) type Outcome = Result<(Report, Record), Failure>;

/// The outcomes in input order.
///
/// Workers answer each on a channel of its own; the channels stand in a bounded queue in input
/// order. Nobody waits for the threads: when the consumer stops early the process is about to end.
pub(crate) struct Outcomes {
    queue: Receiver<Receiver<Outcome>>,
}

type Job = (Report, SyncSender<Outcome>);

/// Reads `items` and extracts them on `jobs` threads.
pub(crate) fn run(
    items: impl Iterator<Item = Item> + Send + 'static,
    engine: Arc<Engine>,
    jobs: usize,
) -> Outcomes {
    let (ordered, queue) = sync_channel(jobs * 4);
    let (work, waiting) = sync_channel::<Job>(jobs * 2);
    let waiting = Arc::new(Mutex::new(waiting));
    for _ in 0..jobs {
        let (waiting, engine) = (Arc::clone(&waiting), Arc::clone(&engine));
        thread::spawn(move || worker(&waiting, &engine));
    }
    thread::spawn(move || {
        for item in items {
            let (answer, outcome) = sync_channel(1);
            if ordered.send(outcome).is_err() {
                return;
            }
            match item {
                Ok(report) => {
                    if work.send((report, answer)).is_err() {
                        return;
                    }
                }
                Err(error) => {
                    let _ = answer.send(Err(error.into()));
                }
            }
        }
    });
    Outcomes { queue }
}

fn worker(waiting: &Mutex<Receiver<Job>>, engine: &Engine) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((report, answer)) = job else { return };
        let outcome = match engine.extract(&report) {
            Ok(record) => Ok((report, record)),
            Err(source) => Err(Failure::Engine { id: report.id, source }),
        };
        let _ = answer.send(outcome);
    }
}

impl Outcomes {
    /// The next outcome. Calls `idle` before it has to wait for one.
    pub(crate) fn next(
        &self,
        idle: impl FnOnce() -> anyhow::Result<()>,
    ) -> Option<anyhow::Result<Outcome>> {
        let mut idle = Some(idle);
        let mut wait = || idle.take().map_or(Ok(()), |idle| idle());
        let outcome = match self.queue.try_recv() {
            Ok(outcome) => outcome,
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {
                if let Err(error) = wait() {
                    return Some(Err(error));
                }
                self.queue.recv().ok()?
            }
        };
        match outcome.try_recv() {
            Ok(outcome) => Some(Ok(outcome)),
            Err(_) => {
                if let Err(error) = wait() {
                    return Some(Err(error));
                }
                outcome.recv().ok().map(Ok)
            }
        }
    }
}
