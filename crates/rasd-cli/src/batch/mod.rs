//! Whole collections of reports.

pub(crate) mod args;
pub(crate) mod feed;
pub(crate) mod progress;
