//! When a call is made again.

use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::settings::Settings;

/// The repetitions of one call.
#[derive(Debug)]
pub(crate) struct Retries<'a> {
    settings: &'a Settings,
    left: u32,
    delay: Duration,
}

impl<'a> Retries<'a> {
    pub(crate) fn new(settings: &'a Settings) -> Self {
        Self { settings, left: settings.retries, delay: settings.retry_delay }
    }

    /// How long to wait before the call that ended so is made again; none when it is not.
    pub(crate) fn next(&mut self, status: &Status) -> Option<Duration> {
        let asked = retry_after(status);
        let worth = match status.code() {
            Code::Unavailable => true,
            // Without a word of when, the message is too large, and will be again.
            Code::ResourceExhausted => self.settings.retry_when_busy && asked.is_some(),
            _ => false,
        };
        if !worth || self.left == 0 {
            return None;
        }
        self.left -= 1;
        let delay = self.delay.min(self.settings.max_retry_delay);
        self.delay = delay.saturating_mul(2);
        // Never sooner than the server asks, and not with everybody else either.
        let spread = delay.mul_f64(0.8 + 0.4 * fastrand::f64());
        Some(asked.map_or(spread, |asked| asked + spread.min(asked)))
    }
}

/// When the server says that it may be asked again.
pub(crate) fn retry_after(status: &Status) -> Option<Duration> {
    status.get_error_details().retry_info().and_then(|info| info.retry_delay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic_types::ErrorDetails;

    const MS: Duration = Duration::from_millis(1);

    fn busy(code: Code, wait: Option<Duration>) -> Status {
        let mut details = ErrorDetails::new();
        details.set_retry_info(wait);
        Status::with_error_details(code, "", details)
    }

    fn waits(settings: &Settings, status: &Status) -> Vec<Duration> {
        let mut retries = Retries::new(settings);
        std::iter::from_fn(|| retries.next(status)).take(99).collect()
    }

    #[test]
    fn waits_double_up_to_a_limit_with_some_spread() {
        let settings = Settings { retries: 8, max_retry_delay: 400 * MS, ..Settings::default() };
        let waits = waits(&settings, &Status::unavailable("gone"));
        let middles = [100, 200, 400, 400, 400, 400, 400, 400];
        assert_eq!(waits.len(), middles.len());
        for (wait, middle) in waits.iter().zip(middles) {
            let middle = middle * MS;
            assert!((middle.mul_f64(0.8)..=middle.mul_f64(1.2)).contains(wait), "{wait:?}");
        }
        assert!(waits[2..].windows(2).any(|pair| pair[0] != pair[1]), "{waits:?}");
    }

    #[test]
    fn only_unavailable_is_repeated() {
        let settings = Settings::default();
        for code in (0..=16).map(Code::from) {
            let expected = if code == Code::Unavailable { 2 } else { 0 };
            assert_eq!(waits(&settings, &Status::new(code, "")).len(), expected, "{code:?}");
        }
    }

    #[test]
    fn a_busy_server_is_asked_again_by_those_who_choose_to() {
        let (wait, code) = (700 * MS, Code::ResourceExhausted);
        let patient = Settings { retry_when_busy: true, ..Settings::default() };
        assert!(waits(&Settings::default(), &busy(code, Some(wait))).is_empty());
        assert!(waits(&patient, &busy(code, None)).is_empty());
        for waited in waits(&patient, &busy(code, Some(wait))) {
            assert!((wait..=2 * wait).contains(&waited), "{waited:?}");
        }
        assert_eq!(waits(&patient, &busy(code, Some(wait))).len(), 2);
    }

    #[test]
    fn what_the_server_asks_for_is_waited() {
        for waited in waits(&Settings::default(), &busy(Code::Unavailable, Some(900 * MS))) {
            assert!(waited >= 900 * MS, "{waited:?}");
        }
    }
}
