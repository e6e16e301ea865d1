//! Many reports at once, with the records in the order of the input and bounded memory.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded};
use rasd::Report;
use rasd::model::Record;
use thiserror::Error;

use crate::batch::counts::Sums;
use crate::batch::feed::{Chain, Fed, InputEnd};
use crate::engine::EngineError;
use crate::input::{At, InputError};

/// Why an item yields no record.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// It could not be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// It was read, not extracted.
    #[error("{id}: {source}")]
    Engine {
        /// Where it stands.
        at: At,
        /// The report's id.
        id: String,
        /// Why.
        source: EngineError,
    },
}

/// What was read from a report.
pub(crate) struct Done {
    pub(crate) sums: Sums,
    pub(crate) form: DoneForm,
}

/// In which form it is handed on.
pub(crate) enum DoneForm {
    /// With the report it was read from.
    Record(Box<(Report, Record)>),
    /// As a line of JSON Lines without its end. The thread that read the record writes and frees
    /// it: thousands of small pieces do not go from one core to another.
    Line(Vec<u8>),
}

impl Done {
    /// The record as it is.
    pub(crate) fn record(report: Report, record: Record) -> Self {
        let sums = Sums::of(&record);
        Self { sums, form: DoneForm::Record(Box::new((report, record))) }
    }

    /// The record as a line.
    pub(crate) fn line(record: &Record) -> Self {
        thread_local! {
            static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        // Written into room that is there already, and copied once its length is known.
        let line = LINE.with_borrow_mut(|line| {
            line.clear();
            record.write_json(line);
            line.as_slice().to_vec()
        });
        Self { sums: Sums::of(record), form: DoneForm::Line(line) }
    }
}

/// One item's outcome.
pub(crate) type Outcome = Result<Done, Failure>;

/// What comes out, in input order.
pub(crate) enum Step {
    /// One item's outcome.
    Outcome {
        /// The source it came from.
        input: Arc<str>,
        /// What became of it.
        outcome: Box<Outcome>,
        /// One hash over all items of the source up to this.
        chain: Chain,
    },
    /// All items of a source have come.
    End(InputEnd),
    /// An input is not what it was when the run was interrupted: nothing more can come.
    Changed(String),
}

/// The steps in input order.
///
/// Workers answer each on a channel of its own; the channels stand in a bounded queue in input
/// order. Nobody waits for the threads: when the consumer stops early the process is about to end.
pub(crate) struct Outcomes {
    queue: Receiver<Waiting>,
}

enum Waiting {
    For(Receiver<Outcome>, Arc<str>, Chain),
    Nothing(Box<Step>),
}

type Job = (Report, At, Sender<Outcome>);

/// Reports in the queue for each thread: so many that neither reading nor writing keeps a thread
/// waiting, few enough to stay small.
const AHEAD: usize = 8;

/// Has `extract` work on what is `fed`, on `jobs` threads.
pub(crate) fn run(
    fed: impl Iterator<Item = Fed> + Send + 'static,
    extract: impl Fn(Report) -> Result<Done, EngineError> + Send + Sync + 'static,
    jobs: usize,
) -> Outcomes {
    let (ordered, queue) = bounded(jobs * AHEAD);
    let (work, waiting) = bounded::<Job>(jobs * AHEAD);
    let extract = Arc::new(extract);
    for _ in 0..jobs {
        let (waiting, extract) = (waiting.clone(), Arc::clone(&extract));
        thread::spawn(move || worker(&waiting, &*extract));
    }
    thread::spawn(move || {
        for fed in fed {
            let (input, item, chain) = match fed {
                Fed::Item { input, item, chain } => (input, item, chain),
                Fed::End(end) => {
                    if ordered.send(Waiting::Nothing(Box::new(Step::End(end)))).is_err() {
                        return;
                    }
                    continue;
                }
                Fed::Changed(what) => {
                    let _ = ordered.send(Waiting::Nothing(Box::new(Step::Changed(what))));
                    return;
                }
            };
            let (answer, outcome) = bounded(1);
            if ordered.send(Waiting::For(outcome, input, chain)).is_err() {
                return;
            }
            match item {
                Ok(located) => {
                    if work.send((located.report, located.at, answer)).is_err() {
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

fn worker(waiting: &Receiver<Job>, extract: &impl Fn(Report) -> Result<Done, EngineError>) {
    for (report, at, answer) in waiting {
        let id = report.id.clone();
        let outcome = extract(report).map_err(|source| Failure::Engine { at, id, source });
        let _ = answer.send(outcome);
    }
}

impl Outcomes {
    /// The next step. Calls `idle` before it has to wait for one.
    pub(crate) fn next(
        &self,
        idle: impl FnOnce() -> anyhow::Result<()>,
    ) -> Option<anyhow::Result<Step>> {
        let mut idle = Some(idle);
        let mut wait = || idle.take().map_or(Ok(()), |idle| idle());
        let waiting = match self.queue.try_recv() {
            Ok(waiting) => waiting,
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {
                if let Err(error) = wait() {
                    return Some(Err(error));
                }
                self.queue.recv().ok()?
            }
        };
        let (coming, input, chain) = match waiting {
            Waiting::Nothing(step) => return Some(Ok(*step)),
            Waiting::For(coming, input, chain) => (coming, input, chain),
        };
        let outcome = match coming.try_recv() {
            Ok(outcome) => outcome,
            Err(_) => {
                if let Err(error) = wait() {
                    return Some(Err(error));
                }
                coming.recv().ok()?
            }
        };
        Some(Ok(Step::Outcome { input, outcome: Box::new(outcome), chain }))
    }
}
