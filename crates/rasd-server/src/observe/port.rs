//! The operator's port: plain HTTP, apart from the API. It tells counts and whether the server
//! serves, and nothing of any report.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use tokio::net::TcpListener;

use super::Metrics;

/// Whether the server takes calls. Cheap to clone; all clones tell the same.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    pub(crate) fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Relaxed);
    }

    /// Whether the server takes calls.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Answers `/metrics`, `/livez` (the process runs) and `/readyz` (it takes calls) until `shutdown`
/// ends.
///
/// # Errors
/// The listener fails.
pub async fn observe_at(
    listener: TcpListener,
    metrics: Metrics,
    readiness: Readiness,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = Router::new()
        .route("/metrics", get(tell))
        .route("/livez", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .with_state((metrics, readiness));
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await
}

type Shared = State<(Metrics, Readiness)>;

async fn tell(State((metrics, _)): Shared) -> ([(http::HeaderName, &'static str); 1], String) {
    let form = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(CONTENT_TYPE, form)], metrics.text())
}

async fn ready(State((_, readiness)): Shared) -> (StatusCode, &'static str) {
    if readiness.is_ready() {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}
