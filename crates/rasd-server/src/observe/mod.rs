//! What is seen from outside: metrics, one span a call, and the port they are asked at. No text of a
//! report, no name in one and no token gets here.

mod body;
mod calls;
mod metrics;
#[cfg(feature = "otel")]
mod otel;
mod port;

use std::sync::Arc;

pub(crate) use body::WithEnd;
pub(crate) use calls::ObserveLayer;
pub use metrics::Metrics;
pub use port::{Readiness, observe_at};

/// Who calls. Stands in the extensions of every request that was let in.
#[derive(Debug, Clone)]
pub(crate) struct Client(
    #[expect(dead_code, reason = "for the services to come")] pub(crate) Arc<str>,
);
