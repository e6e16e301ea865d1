//! The gate: every call is asked who it is, and whether there is room for it, before a byte of its
//! message is read.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use arc_swap::ArcSwap;
use http::header::AUTHORIZATION;
use http::{Request, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonic::Code;
use tonic::body::Body;
use tower::{Layer, Service};

use super::quota::{OpenCall, Over, Quota};
use super::tokens::Tokens;
use crate::config::Config;
use crate::observe::{Client, Metrics, WithEnd};
use crate::refusal::Refusal;
use crate::transport::Peer;

/// When to come again after the server, or a client's part of it, was full.
const SOON: Duration = Duration::from_millis(100);

/// Who is let in, and how many.
#[derive(Debug)]
pub(crate) struct Gate {
    tokens: Option<Arc<ArcSwap<Tokens>>>,
    quota: Arc<Quota>,
    calls: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    metrics: Metrics,
}

/// Room for one call; given back when its answer has gone out or its caller has gone.
#[derive(Debug)]
struct Room {
    _place: OwnedSemaphorePermit,
    _of_client: OpenCall,
}

impl Gate {
    pub(crate) fn new(
        config: &Config,
        tokens: Option<Arc<ArcSwap<Tokens>>>,
        metrics: Metrics,
    ) -> Self {
        Self {
            tokens,
            quota: Arc::new(Quota::new(config.max_calls_per_client, config.max_calls_per_second)),
            calls: Arc::new(Semaphore::new(config.max_open_calls)),
            streams: Arc::new(Semaphore::new(config.max_open_streams)),
            metrics,
        }
    }

    /// Who calls: the holder of the token, else of the certificate, else an address.
    fn client<B>(&self, request: &Request<B>) -> Result<Arc<str>, Refusal> {
        // Balancers and orchestrators ask for health and know no token.
        let asks_health = request.uri().path().starts_with("/grpc.health.v1.Health/");
        if let Some(tokens) = self.tokens.as_ref().filter(|_| !asks_health) {
            let shown = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
            let token = shown.and_then(bearer).ok_or_else(|| {
                let message =
                    "the call has no token; send the header `authorization: Bearer TOKEN`";
                Refusal::new(Code::Unauthenticated, "TOKEN_MISSING", message)
            })?;
            let tokens = tokens.load();
            return tokens.holder(token).map(Arc::from).ok_or_else(|| {
                let message = "the token is not one that this server knows";
                Refusal::new(Code::Unauthenticated, "TOKEN_UNKNOWN", message)
            });
        }
        Ok(match request.extensions().get::<Peer>() {
            Some(Peer { certificate: Some(certificate), .. }) => Arc::clone(certificate),
            Some(Peer { ip, .. }) => ip.to_string().into(),
            None => "unknown".into(),
        })
    }

    fn room(&self, path: &str, client: &Arc<str>) -> Result<Room, Refusal> {
        let of_client = self.quota.open(client).map_err(|over| match over {
            Over::Open => self.full("CLIENT_BUSY", "this client has as many calls open as it may"),
            Over::Rate(wait) => {
                self.metrics.shed("CLIENT_RATE");
                let message = "this client calls more often than it may";
                Refusal::later("CLIENT_RATE", message, wait)
            }
        })?;
        let places = if is_stream(path) { &self.streams } else { &self.calls };
        let place = Arc::clone(places).try_acquire_owned().map_err(|_| {
            self.full("SERVER_BUSY", "the server has as many calls open as it takes")
        })?;
        Ok(Room { _place: place, _of_client: of_client })
    }

    fn full(&self, reason: &'static str, message: &str) -> Refusal {
        self.metrics.shed(reason);
        Refusal::later(reason, message, SOON)
    }
}

fn is_stream(path: &str) -> bool {
    path.ends_with("/StreamExtractIncidents")
        || path.ends_with("/ServerReflectionInfo")
        || path.ends_with("/Watch")
}

/// The token of an `authorization` header.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Puts the gate before a service.
#[derive(Debug, Clone)]
pub(crate) struct GateLayer(pub(crate) Arc<Gate>);

impl<S> Layer<S> for GateLayer {
    type Service = Gated<S>;

    fn layer(&self, inner: S) -> Gated<S> {
        Gated { inner, gate: Arc::clone(&self.0) }
    }
}

/// See the module.
#[derive(Debug, Clone)]
pub(crate) struct Gated<S> {
    inner: S,
    gate: Arc<Gate>,
}

impl<S> Service<Request<Body>> for Gated<S>
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

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let let_in = self.gate.client(&request).and_then(|client| {
            let room = self.gate.room(request.uri().path(), &client)?;
            tracing::Span::current().record("client", &*client);
            Ok((client, room))
        });
        match let_in {
            Ok((client, room)) => {
                request.extensions_mut().insert(Client(client));
                let answer = self.inner.call(request);
                Box::pin(async move {
                    let response = answer.await?;
                    Ok(response.map(|body| Body::new(WithEnd::new(body, room))))
                })
            }
            Err(refusal) => Box::pin(async move { Ok(refusal.status().into_http()) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearers() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc "), Some("abc"));
        for none in ["", "abc", "Basic abc", "Bearerabc"] {
            assert_eq!(bearer(none), None, "{none}");
        }
    }
}
