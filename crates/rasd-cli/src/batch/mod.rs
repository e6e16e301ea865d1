//! Whole collections of reports: reading them, and going on after an interruption.

pub(crate) mod args;
pub(crate) mod counts;
mod errors;
pub(crate) mod feed;
mod journal;
mod manifest;
mod output;
pub(crate) mod progress;
pub(crate) mod run;

use std::path::Path;

/// Whether `path` is there and neither a file nor a folder: nothing can be gone back to in it.
fn is_stream(path: &Path) -> bool {
    path.metadata().is_ok_and(|m| !m.is_file() && !m.is_dir())
}
