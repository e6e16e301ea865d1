//! The outermost layer: deadlines, and answers of the transport made what the gRPC specification and
//! our own promises say.
//!
//! The transport answers a message over the limit with `OUT_OF_RANGE`, an expired deadline with
//! `CANCELLED` and a message that is no protobuf with `INTERNAL`; and it knows nothing of
//! `google.rpc.ErrorInfo`.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Request, Response};
use tokio::time::Instant;
use tonic::{Code, Status};
use tower::{Layer, Service};

use crate::deadline::{self, Deadline};
use crate::refusal::Refusal;

/// The transport has the same timer; ours must go off first to give the right status.
const AHEAD_OF_TRANSPORT: Duration = Duration::from_millis(5);

/// Puts [`Edge`] around a service.
#[derive(Debug, Clone)]
pub(crate) struct EdgeLayer {
    pub(crate) max_call: Duration,
}

impl<S> Layer<S> for EdgeLayer {
    type Service = Edge<S>;

    fn layer(&self, inner: S) -> Edge<S> {
        Edge { inner, max_call: self.max_call }
    }
}

/// See the module.
#[derive(Debug, Clone)]
pub(crate) struct Edge<S> {
    inner: S,
    max_call: Duration,
}

impl<S, A, B> Service<Request<A>> for Edge<S>
where
    S: Service<Request<A>, Response = Response<B>>,
    S::Future: Send + 'static,
    S::Error: 'static,
    B: Default + Send + 'static,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<B>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<A>) -> Self::Future {
        // Health and reflection are not ours to speak for.
        if !request.uri().path().starts_with("/rasd.") {
            return Box::pin(self.inner.call(request));
        }
        let asked = deadline::timeout(request.headers());
        if let Some(at) = asked.and_then(|timeout| Instant::now().checked_add(timeout)) {
            request.extensions_mut().insert(Deadline(at));
        }
        let asked = asked.map(|timeout| timeout.saturating_sub(AHEAD_OF_TRANSPORT));
        // A stream answers at once and minds the caller's deadline itself.
        let limit = asked.map_or(self.max_call, |timeout| timeout.min(self.max_call));
        let answer = self.inner.call(request);
        Box::pin(async move {
            match tokio::time::timeout(limit, answer).await {
                Ok(response) => response.map(corrected),
                Err(_) => Ok(deadline_passed().into_http()),
            }
        })
    }
}

/// What a call ends with whose deadline has passed.
pub(crate) fn deadline_passed() -> Status {
    let message = "the deadline passed before the answer was ready; allow more time or send less";
    Refusal::new(Code::DeadlineExceeded, "DEADLINE_PASSED", message).status()
}

fn corrected<B: Default>(response: Response<B>) -> Response<B> {
    match Status::from_header_map(response.headers()) {
        Some(status) if status.code() != Code::Ok && status.details().is_empty() => {
            explained(&status).into_http()
        }
        _ => response,
    }
}

/// The status that the transport should have given, with its reason.
pub(crate) fn explained(status: &Status) -> Status {
    let message = status.message();
    let (code, reason) = match status.code() {
        Code::OutOfRange if message.contains("message length too large") => {
            (Code::ResourceExhausted, "MESSAGE_TOO_LARGE")
        }
        Code::ResourceExhausted => (Code::ResourceExhausted, "MESSAGE_TOO_LARGE"),
        Code::Internal if message.contains("decode") => {
            (Code::InvalidArgument, "REQUEST_MALFORMED")
        }
        Code::Unimplemented => (Code::Unimplemented, "NOT_IMPLEMENTED"),
        Code::Cancelled => (Code::Cancelled, "CALL_CANCELLED"),
        code => (code, "TRANSPORT_ERROR"),
    };
    Refusal::new(code, reason, message).status()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use tonic_types::StatusExt;
    use tower::service_fn;

    async fn call(path: &str, timeout: &str, answer: Response<String>) -> Option<Status> {
        let wait = Duration::from_millis(200);
        let inner = service_fn(move |_: Request<()>| {
            let answer = answer.clone();
            async move {
                tokio::time::sleep(wait).await;
                Ok::<_, Infallible>(answer)
            }
        });
        let mut edge = EdgeLayer { max_call: Duration::from_secs(9) }.layer(inner);
        let request =
            Request::builder().uri(path).header("grpc-timeout", timeout).body(()).unwrap();
        Status::from_header_map(edge.call(request).await.unwrap().headers())
    }

    fn reason(status: &Status) -> String {
        status.get_error_details().error_info().unwrap().reason.clone()
    }

    #[tokio::test]
    async fn a_passed_deadline_is_said_so() {
        let status = call("/rasd.v1.X/Y", "20m", Response::default()).await.unwrap();
        assert_eq!(status.code(), Code::DeadlineExceeded);
        assert_eq!(reason(&status), "DEADLINE_PASSED");
    }

    #[tokio::test]
    async fn transport_statuses_are_put_right() {
        for (from, to, why) in [
            (
                Status::out_of_range("Error, decoded message length too large: found 9"),
                Code::ResourceExhausted,
                "MESSAGE_TOO_LARGE",
            ),
            (
                Status::internal("failed to decode Protobuf message: X.y: invalid"),
                Code::InvalidArgument,
                "REQUEST_MALFORMED",
            ),
            (Status::unimplemented(""), Code::Unimplemented, "NOT_IMPLEMENTED"),
        ] {
            let status = call("/rasd.v1.X/Y", "5S", from.into_http()).await.unwrap();
            assert_eq!((status.code(), reason(&status).as_str()), (to, why));
        }
    }

    #[tokio::test]
    async fn our_own_statuses_and_other_services_pass_through() {
        let own = Refusal::field("TEXT_EMPTY", "report.text", "must not be empty").status();
        let status = call("/rasd.v1.X/Y", "5S", own.into_http()).await.unwrap();
        assert_eq!(reason(&status), "TEXT_EMPTY");
        let other = Status::not_found("service not registered").into_http();
        let status = call("/grpc.health.v1.Health/Check", "5S", other).await.unwrap();
        assert!(status.details().is_empty());
        assert!(call("/rasd.v1.X/Y", "5S", Response::default()).await.is_none());
    }
}
