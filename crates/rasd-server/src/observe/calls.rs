//! One span and one count for each call, from its first byte to the last of its answer.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tokio::time::Instant;
use tonic::body::Body;
use tonic::{Code, Status};
use tower::{Layer, Service};
use tracing::{Instrument, Span};

use super::body::{Ending, WithStatus};
use super::metrics::{Metrics, method};

/// Puts [`Observed`] around a service.
#[derive(Debug, Clone)]
pub(crate) struct ObserveLayer(pub(crate) Metrics);

impl<S> Layer<S> for ObserveLayer {
    type Service = Observed<S>;

    fn layer(&self, inner: S) -> Observed<S> {
        Observed { inner, metrics: self.0.clone() }
    }
}

/// See the module.
#[derive(Debug, Clone)]
pub(crate) struct Observed<S> {
    inner: S,
    metrics: Metrics,
}

impl<S> Service<Request<Body>> for Observed<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
    S::Error: 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let method = method(request.uri().path());
        let span = tracing::info_span!(
            "call",
            otel.kind = "server",
            rpc.system = "grpc",
            rpc.method = method,
            rpc.grpc.status_code = tracing::field::Empty,
            client = tracing::field::Empty,
        );
        #[cfg(feature = "otel")]
        super::otel::follow(&span, request.headers());
        let call = Call {
            metrics: self.metrics.clone(),
            method,
            begun: Instant::now(),
            span: span.clone(),
        };
        call.metrics.opened(method);
        let answer = {
            // The gate runs at once and tells the span who calls.
            let _entered = span.enter();
            self.inner.call(request)
        };
        let told = async move {
            let response = answer.await?;
            // A refused call has its status among the headers and no body.
            if let Some(status) = Status::from_header_map(response.headers()) {
                call.ended(status.code());
                return Ok(response);
            }
            Ok(response.map(|body| Body::new(WithStatus::new(body, call))))
        };
        Box::pin(told.instrument(span))
    }
}

/// A call under way.
#[derive(Debug)]
struct Call {
    metrics: Metrics,
    method: &'static str,
    begun: Instant,
    span: Span,
}

impl Ending for Call {
    fn ended(self, code: Code) {
        let took = self.begun.elapsed();
        self.metrics.closed(self.method, code, took);
        self.span.record("rpc.grpc.status_code", i32::from(code));
        let (method, ms) = (self.method, took.as_millis());
        self.span.in_scope(|| match code {
            Code::Internal | Code::Unknown | Code::DataLoss => {
                tracing::error!(method, ?code, ms, "a call failed");
            }
            // Refusals too: whoever sends many bad calls must not fill the log.
            _ => tracing::debug!(method, ?code, ms, "a call ended"),
        });
    }
}
