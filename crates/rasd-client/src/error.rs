//! What can go wrong, told apart by what a caller can do about it.

use std::time::Duration;

use rasd_proto::{ConvertError, v1};
use thiserror::Error;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::retry::retry_after;

/// Why a call failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The address is not a URL that a client can connect to.
    #[error("{url:?} is not a server address; write for example http://127.0.0.1:50051")]
    Address {
        /// As given.
        url: String,
    },
    /// What TLS is to be done with cannot be used.
    #[error("TLS cannot be set up: {message}")]
    Tls {
        /// Why.
        message: String,
    },
    /// The token would be there for everybody on the way to read.
    #[error("the token is not sent to {url} in plain text; use https://")]
    TokenInPlainText {
        /// The server's address.
        url: String,
    },
    /// The token is empty, or has characters that no header can.
    #[error("the token must be one word of visible ASCII characters")]
    Token,
    /// The name has characters that no header can.
    #[error("the user agent must be visible ASCII characters")]
    UserAgent,
    /// There is no server there, or it went away.
    #[error("the server at {url} cannot be reached: {message}")]
    Unreachable {
        /// The server's address.
        url: String,
        /// What the transport says.
        message: String,
    },
    /// The deadline passed.
    #[error("the server did not answer within the deadline")]
    Deadline,
    /// The server does not let this client in.
    #[error("the server refuses this client: {message} ({reason})")]
    Denied {
        /// Reason in the domain `rasd.v1`, for example `TOKEN_UNKNOWN`, or empty.
        reason: String,
        /// For a person.
        message: String,
    },
    /// The server, or this client's share of it, has too much to do just now.
    #[error("the server is busy: {message} ({reason})")]
    Busy {
        /// Reason in the domain `rasd.v1`, for example `SERVER_BUSY`.
        reason: String,
        /// When the server may be asked again.
        retry_after: Duration,
        /// For a person.
        message: String,
    },
    /// The server refuses the request as it stands.
    #[error(transparent)]
    Invalid(ReportError),
    /// There is no entry with the id asked for.
    #[error("there is no entry with the id {id:?}")]
    NotFound {
        /// The id.
        id: String,
    },
    /// The message or its answer is larger than the server or this client takes.
    #[error("a message is too large: {0}")]
    TooLarge(String),
    /// The server failed for a reason of its own.
    #[error("the server failed with {code:?} ({reason}): {message}")]
    Server {
        /// Status code of gRPC.
        code: Code,
        /// Reason in the domain `rasd.v1`, or empty.
        reason: String,
        /// For a person.
        message: String,
    },
    /// The answer does not fit the API that this client was built for.
    #[error("the server's answer cannot be read: {0}")]
    Answer(#[from] ConvertError),
}

/// Why one report was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message} ({reason})")]
pub struct ReportError {
    /// Status code of gRPC.
    pub code: Code,
    /// Reason in the domain `rasd.v1`, for a program, for example `TEXT_EMPTY`.
    pub reason: String,
    /// For a person, in English.
    pub message: String,
    /// The fields at fault.
    pub fields: Vec<FieldViolation>,
}

/// A field at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldViolation {
    /// Path from the request, for example `report.text`.
    pub field: String,
    /// What is wrong with it.
    pub description: String,
}

impl From<v1::ReportError> for ReportError {
    fn from(error: v1::ReportError) -> Self {
        let v1::ReportError { code, reason, message, field_violations } = error;
        let field =
            |v: v1::FieldViolation| FieldViolation { field: v.field, description: v.description };
        let fields = field_violations.into_iter().map(field).collect();
        Self { code: Code::from(code), reason, message, fields }
    }
}

impl Error {
    /// Reads the status that a call to the server at `url` ended with.
    pub(crate) fn from_status(status: &Status, url: &str) -> Self {
        let details = status.get_error_details();
        let reason = details.error_info().map(|info| info.reason.clone()).unwrap_or_default();
        let message = status.message().to_owned();
        match status.code() {
            Code::Unavailable => Self::Unreachable { url: url.to_owned(), message },
            Code::DeadlineExceeded => Self::Deadline,
            // What this side's transport makes of its own timer.
            Code::Cancelled if message == "Timeout expired" => Self::Deadline,
            Code::InvalidArgument => {
                let field = |v: &tonic_types::FieldViolation| FieldViolation {
                    field: v.field.clone(),
                    description: v.description.clone(),
                };
                let fields = details.bad_request().map(|b| b.field_violations.iter().map(field));
                let fields = fields.into_iter().flatten().collect();
                Self::Invalid(ReportError { code: status.code(), reason, message, fields })
            }
            Code::Unauthenticated | Code::PermissionDenied => Self::Denied { reason, message },
            Code::ResourceExhausted => match retry_after(status) {
                Some(retry_after) => Self::Busy { reason, retry_after, message },
                None => Self::TooLarge(message),
            },
            Code::OutOfRange if message.contains("too large") => Self::TooLarge(message),
            code => Self::Server { code, reason, message },
        }
    }
}
