//! Panics without the words that they happened on.

use std::panic;

/// Makes panics of the whole process log where they happened and nothing else.
///
/// Rust's own message for a bad string index holds the string, which may be a report. A program that
/// serves reports calls this once at its start.
pub fn report_panics_by_place() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
        tracing::error!(place = place.as_deref().unwrap_or("unknown"), "panic");
    }));
}
