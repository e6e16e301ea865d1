//! Why a call or a report is refused: one type for a status and for an error inside a batch.

use std::collections::HashMap;
use std::time::Duration;

use rasd_proto::{ConvertError, ERROR_DOMAIN, Fault, v1};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// Why a call, or one report of several, is refused. Never holds text of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    code: Code,
    reason: &'static str,
    message: String,
    /// Path and description of the fields at fault.
    fields: Vec<(String, String)>,
    /// When to try again.
    again: Option<Duration>,
}

impl Refusal {
    pub(crate) fn new(code: Code, reason: &'static str, message: impl Into<String>) -> Self {
        Self { code, reason, message: message.into(), fields: Vec::new(), again: None }
    }

    /// There is no room now; the same call may be taken after `wait`.
    pub(crate) fn later(reason: &'static str, message: &str, wait: Duration) -> Self {
        let message = format!("{message}; try again in {} ms", wait.as_millis().max(1));
        Self { again: Some(wait), ..Self::new(Code::ResourceExhausted, reason, message) }
    }

    /// A field of the request is not as it should be.
    pub(crate) fn field(
        reason: &'static str,
        field: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        let (field, description) = (field.into(), description.into());
        let message = format!("{field} {description}");
        Self {
            fields: vec![(field, description)],
            ..Self::new(Code::InvalidArgument, reason, message)
        }
    }

    /// The reading of a report broke off.
    pub(crate) fn unread() -> Self {
        Self::new(Code::Internal, "EXTRACTION_FAILED", "the report could not be read")
    }

    /// What the conversion of a request's field found.
    pub(crate) fn unreadable(error: &ConvertError) -> Self {
        let reason = match error.fault {
            Fault::Missing => "FIELD_MISSING",
            Fault::Word => "ENUM_VALUE_UNKNOWN",
            Fault::Date => "DATE_INVALID",
            Fault::Country => "COUNTRY_INVALID",
            _ => "FIELD_INVALID",
        };
        Self::field(reason, error.path.clone(), error.fault.to_string())
    }

    pub(crate) fn status(self) -> Status {
        let mut details = ErrorDetails::with_error_info(self.reason, ERROR_DOMAIN, HashMap::new());
        for (field, description) in self.fields {
            details.add_bad_request_violation(field, description);
        }
        if let Some(wait) = self.again {
            details.set_retry_info(Some(wait));
        }
        Status::with_error_details(self.code, self.message, details)
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        refusal.status()
    }
}

impl From<Refusal> for v1::ReportError {
    fn from(refusal: Refusal) -> Self {
        let violation = |(field, description)| v1::FieldViolation { field, description };
        Self {
            code: refusal.code.into(),
            reason: refusal.reason.to_owned(),
            message: refusal.message,
            field_violations: refusal.fields.into_iter().map(violation).collect(),
        }
    }
}
