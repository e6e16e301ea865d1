//! Writing: what a closed pipe means, and messages for a person.

use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use crate::shell::args::Color;

/// Whether an error says that the reader of our output has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Writes a line to standard error. Unlike `eprintln!` it does not panic when that is closed.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(message));
}

/// A message with control characters (a report's words may be quoted in it) made visible.
fn visible(message: &str) -> String {
    message
        .chars()
        .map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

/// What `--color` says.
static COLOR: OnceLock<Color> = OnceLock::new();

/// Sets what `--color` says, once.
pub(crate) fn set_color(color: Color) {
    let _ = COLOR.set(color);
}

/// Whether `stream` may be coloured: as `--color` says, else on a terminal that can, unless
/// `NO_COLOR` is set and not empty.
pub(crate) fn may_colour(stream: &impl IsTerminal) -> bool {
    match COLOR.get() {
        Some(Color::Always) => return true,
        Some(Color::Never) => return false,
        Some(Color::Auto) | None => {}
    }
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    !refused && !dumb && stream.is_terminal()
}
