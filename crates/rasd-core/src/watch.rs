//! Being told how far a reading is, and stopping it.
//!
//! The library knows no clock. A caller that wants to know what the stages cost, or that no longer
//! needs the answer, watches the reading from outside.

use std::ops::ControlFlow;

/// A stage of the pipeline, named as in `ARCHITECTURE.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// The reading form of the text, its tokens and the map back.
    Normalise,
    /// Mentions of every sort, resolved.
    Annotate,
    /// Mentions to incidents and tallies.
    Assemble,
    /// Findings, and the records with their evidence.
    Finish,
}

impl Stage {
    /// Every stage, in the order in which they run.
    pub const ALL: [Self; 4] = [Self::Normalise, Self::Annotate, Self::Assemble, Self::Finish];

    /// The stage's name, for metrics and logs.
    ///
    /// ```
    /// assert_eq!(rasd::Stage::Annotate.as_str(), "annotate");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normalise => "normalise",
            Self::Annotate => "annotate",
            Self::Assemble => "assemble",
            Self::Finish => "finish",
        }
    }
}

/// Is told when a stage begins, and says whether to go on. A long text is read in parts, and every
/// part runs through all stages.
///
/// ```
/// use std::ops::ControlFlow;
/// use rasd::{Extractor, Options, Report, Stage};
/// let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي على بلدة سرمين.");
/// let mut seen = Vec::new();
/// let record = Extractor::new().extract_watched(&report, Options::default(), &mut |stage| {
///     seen.push(stage);
///     ControlFlow::Continue(())
/// });
/// assert!(record.is_some());
/// assert_eq!(seen, Stage::ALL);
/// let stopped = Extractor::new()
///     .extract_watched(&report, Options::default(), &mut |_| ControlFlow::Break(()));
/// assert!(stopped.is_none());
/// ```
pub trait Watch {
    /// `stage` is about to begin; `Break` ends the reading without a record.
    fn begins(&mut self, stage: Stage) -> ControlFlow<()>;
}

impl<F: FnMut(Stage) -> ControlFlow<()>> Watch for F {
    fn begins(&mut self, stage: Stage) -> ControlFlow<()> {
        self(stage)
    }
}

/// Lets everything run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unwatched;

impl Watch for Unwatched {
    fn begins(&mut self, _: Stage) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
