//! How fast the workers are, so that a caller who is sent away knows when to come again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::work::UNIT;

/// A caller is not told to come again sooner or later than that.
const WAIT: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// How long a kibibyte takes: a running mean, in nanoseconds, of which each report moves a sixteenth.
#[derive(Debug, Default)]
pub(crate) struct Pace(AtomicU64);

impl Pace {
    pub(crate) fn took(&self, bytes: usize, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let new = nanos.saturating_mul(UNIT as u64) / (bytes as u64).max(1);
        // Two reports that finish at once may lose one of the two; a mean can bear that.
        let old = self.0.load(Ordering::Relaxed);
        let mean = if old == 0 { new } else { old - old / 16 + new / 16 };
        self.0.store(mean, Ordering::Relaxed);
    }

    /// How long the workers will be busy with so many bytes.
    pub(crate) fn wait(&self, bytes: usize, workers: usize) -> Duration {
        let nanos = self.0.load(Ordering::Relaxed).saturating_mul((bytes / UNIT) as u64);
        Duration::from_nanos(nanos / workers as u64).clamp(WAIT.0, WAIT.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
