//! Resolving mentions.
pub mod places; pub mod dates;
