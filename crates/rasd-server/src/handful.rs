//! Reports of one call that a worker reads one behind the other.
//!
//! To wake a thread for every report, and the connection's for every answer, costs a tenth of the
//! reading; for a few at once it costs that once.

use rasd::{Options, Report};

use crate::answer::Written;
use crate::refusal::Refusal;
use crate::work::{Queued, Task, Work, Workers};

/// As many reports at most.
pub(crate) const REPORTS: usize = 8;

/// A handful that has as many bytes takes no further report: long ones are spread over the workers.
const BYTES: usize = 64 << 10;

/// Some reports, in order, of which some may have been refused.
pub(crate) struct Handful {
    most: usize,
    reports: Vec<(String, Option<Refusal>)>,
    tasks: Vec<Task>,
    bytes: usize,
}

impl Handful {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, reports: Vec::new(), tasks: Vec::new(), bytes: 0 }
    }

    pub(crate) fn has_room(&self) -> bool {
        self.reports.len() < self.most && self.bytes < BYTES
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    pub(crate) fn put(&mut self, id: String, taken: Result<(Report, Options), Refusal>) {
        let refusal = match taken {
            Ok((report, options)) => {
                self.bytes += report.text.len();
                self.tasks.push(Task { report, options, write: Written::read });
                None
            }
            Err(refusal) => Some(refusal),
        };
        self.reports.push((id, refusal));
    }

    /// Room in the queue for what is to be read, when there is.
    pub(crate) async fn admitted(&self, workers: &Workers) -> Option<Queued> {
        workers.admitted(self.tasks.len(), self.bytes).await
    }

    pub(crate) fn begin(self, workers: &Workers, queued: Option<Queued>) -> Begun {
        let work = (!self.tasks.is_empty()).then(|| workers.start(self.tasks, queued));
        Begun { reports: self.reports, work }
    }
}

/// A handful that work has begun on.
pub(crate) struct Begun {
    reports: Vec<(String, Option<Refusal>)>,
    work: Option<Work>,
}

impl Begun {
    /// What became of each report, in order, with its id.
    pub(crate) async fn finish(self) -> Vec<(String, Result<Written, Refusal>)> {
        let answered = match self.work {
            Some(work) => work.done().await,
            None => Vec::new(),
        };
        let mut answered = answered.into_iter();
        let mut next = || answered.next().unwrap_or_else(|| Err(Refusal::unread()));
        let answer = |(id, refusal): (_, Option<_>)| (id, refusal.map_or_else(&mut next, Err));
        self.reports.into_iter().map(answer).collect()
    }
}
