//! Times and counts of one measurement.

use std::time::Duration;

/// What came of some calls.
#[derive(Debug, Default, Clone)]
pub(crate) struct Outcome {
    /// Reports read.
    pub(crate) reports: u64,
    /// Calls refused for want of room.
    pub(crate) shed: u64,
    /// Calls that ended otherwise.
    pub(crate) failed: u64,
    /// Time of each call that was answered.
    pub(crate) took: Vec<Duration>,
    /// Time of each refusal.
    pub(crate) refused: Vec<Duration>,
}

impl Outcome {
    pub(crate) fn join(&mut self, other: Self) {
        self.reports += other.reports;
        self.shed += other.shed;
        self.failed += other.failed;
        self.took.extend(other.took);
        self.refused.extend(other.refused);
    }
}

/// The time that `part` of all stay under, in milliseconds.
pub(crate) fn percentile(times: &mut [Duration], part: f64) -> f64 {
    if times.is_empty() {
        return f64::NAN;
    }
    times.sort_unstable();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = ((times.len() as f64 * part).ceil() as usize).clamp(1, times.len()) - 1;
    times[at].as_secs_f64() * 1_000.0
}
