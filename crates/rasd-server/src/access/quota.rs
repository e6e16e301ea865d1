//! How much of the server one client may take.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota as Rate, RateLimiter};

/// Calls of each client: how many are open, and how many come in a second.
#[derive(Debug)]
pub(crate) struct Quota {
    most_open: usize,
    open: Mutex<BTreeMap<Arc<str>, usize>>,
    rate: Option<DefaultKeyedRateLimiter<Arc<str>>>,
}

/// Why a client has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// It has as many calls open as it may.
    Open,
    /// It calls too often; a call is taken after so long.
    Rate(Duration),
}

/// Clients whose rate is remembered before those that have been quiet are forgotten.
const REMEMBERED: usize = 10_000;

impl Quota {
    pub(crate) fn new(most_open: usize, per_second: u32) -> Self {
        let rate = NonZeroU32::new(per_second)
            .map(|per_second| RateLimiter::keyed(Rate::per_second(per_second)));
        Self { most_open, open: Mutex::default(), rate }
    }

    /// Opens a call of a client.
    pub(crate) fn open(self: &Arc<Self>, client: &Arc<str>) -> Result<OpenCall, Over> {
        if let Some(rate) = &self.rate {
            if rate.len() > REMEMBERED {
                rate.retain_recent();
            }
            rate.check_key(client)
                .map_err(|until| Over::Rate(until.wait_time_from(DefaultClock::default().now())))?;
        }
        let mut open = self.lock();
        let calls = open.entry(Arc::clone(client)).or_default();
        if *calls >= self.most_open {
            return Err(Over::Open);
        }
        *calls += 1;
        Ok(OpenCall { quota: Arc::clone(self), client: Arc::clone(client) })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client's open call; dropping it makes room for the next.
#[derive(Debug)]
pub(crate) struct OpenCall {
    quota: Arc<Quota>,
    client: Arc<str>,
}

impl Drop for OpenCall {
    fn drop(&mut self) {
        let mut open = self.quota.lock();
        if let Some(calls) = open.get_mut(&self.client) {
            *calls -= 1;
            if *calls == 0 {
                open.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_client_has_its_own() {
        let quota = Arc::new(Quota::new(2, 0));
        let (a, b): (Arc<str>, Arc<str>) = ("a".into(), "b".into());
        let first = quota.open(&a).unwrap();
        let _second = quota.open(&a).unwrap();
        assert_eq!(quota.open(&a).unwrap_err(), Over::Open);
        assert!(quota.open(&b).is_ok());
        drop(first);
        assert!(quota.open(&a).is_ok());
        assert_eq!(quota.lock().len(), 1, "b has no call open and is forgotten");
    }

    #[test]
    fn the_rate_says_how_long_to_wait() {
        let quota = Arc::new(Quota::new(9, 2));
        let a: Arc<str> = "a".into();
        let _calls = (quota.open(&a).unwrap(), quota.open(&a).unwrap());
        let Over::Rate(wait) = quota.open(&a).unwrap_err() else { panic!("not the rate") };
        assert!(wait <= Duration::from_millis(500), "{wait:?}");
    }
}
