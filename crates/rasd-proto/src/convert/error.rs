//! What can be wrong with a message, and where.

use thiserror::Error;

/// A message that has no counterpart in the model, or a value that has none in protobuf.
///
/// Holds the path of the field and never its content, so it may be logged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{path} {fault}")]
pub struct ConvertError {
    /// Path of the field, for example `incidents[0].when.start`.
    pub path: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// A field that must be set is not.
    #[error("is not set")]
    Missing,
    /// An enum holds a number that is no value of it, or its unspecified value.
    #[error("is not a known value of its enum")]
    Word,
    /// Not a calendar date.
    #[error("is not a calendar date of the form YYYY-MM-DD")]
    Date,
    /// Not a country code.
    #[error("is not an ISO 3166-1 alpha-2 code: two capital letters, for example SY")]
    Country,
    /// A number too large or too small for the other side.
    #[error("is out of range")]
    OutOfRange,
}

impl ConvertError {
    /// The same error seen from one level up.
    #[must_use]
    pub fn inside(mut self, parent: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => parent.to_owned(),
            path => format!("{parent}.{path}"),
        };
        self
    }
}

impl From<Fault> for ConvertError {
    fn from(fault: Fault) -> Self {
        Self { path: String::new(), fault }
    }
}

/// Names the field that a conversion failed in.
pub(super) trait At {
    /// Puts `field` before the path of an error.
    fn at(self, field: &str) -> Self;
}

impl<T> At for Result<T, ConvertError> {
    fn at(self, field: &str) -> Self {
        self.map_err(|e| e.inside(field))
    }
}
