//! Bodies of answers that know when they have gone out.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tonic::Status;

/// A body that keeps something until it has gone out or nobody wants it any more.
#[derive(Debug)]
pub(crate) struct WithEnd<T> {
    body: tonic::body::Body,
    kept: Option<T>,
}

impl<T> WithEnd<T> {
    pub(crate) fn new(body: tonic::body::Body, kept: T) -> Self {
        let kept = (!body.is_end_stream()).then_some(kept);
        Self { body, kept }
    }
}

impl<T: Unpin> Body for WithEnd<T> {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        let last = match &frame {
            Poll::Ready(Some(Ok(frame))) => frame.is_trailers(),
            Poll::Ready(_) => true,
            Poll::Pending => false,
        };
        if last {
            self.kept = None;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Is told the status that a call ended with.
pub(crate) trait Ending {
    fn ended(self, code: tonic::Code);
}

/// A body that reads the status off its trailers. A body that is dropped before its end is a call
/// whose caller went away.
#[derive(Debug)]
pub(crate) struct WithStatus<E: Ending> {
    body: tonic::body::Body,
    ending: Option<E>,
}

impl<E: Ending> WithStatus<E> {
    pub(crate) fn new(body: tonic::body::Body, ending: E) -> Self {
        Self { body, ending: Some(ending) }
    }

    fn end(&mut self, code: tonic::Code) {
        if let Some(ending) = self.ending.take() {
            ending.ended(code);
        }
    }
}

impl<E: Ending + Unpin> Body for WithStatus<E> {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(trailers) = frame.trailers_ref() {
                    let code =
                        Status::from_header_map(trailers).map_or(tonic::Code::Ok, |s| s.code());
                    self.end(code);
                }
            }
            Poll::Ready(Some(Err(status))) => {
                let code = status.code();
                self.end(code);
            }
            Poll::Ready(None) => self.end(tonic::Code::Ok),
            Poll::Pending => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<E: Ending> Drop for WithStatus<E> {
    fn drop(&mut self) {
        self.end(tonic::Code::Cancelled);
    }
}
