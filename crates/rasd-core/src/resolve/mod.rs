//! Resolving mentions.
pub mod dates;
pub mod places;
pub(crate) mod today;
