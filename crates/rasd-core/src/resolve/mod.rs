//! Resolving mentions.
pub mod dates;
pub mod places;
