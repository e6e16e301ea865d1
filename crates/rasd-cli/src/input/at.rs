//! Where in the input a report stands.

use std::fmt;

/// An input and the place in it, told as editors and compilers tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At {
    /// File, as named on the command line or found below it; `stdin`.
    pub(crate) input: String,
    /// Line, from 1; none when the report is the whole input.
    pub(crate) line: Option<u64>,
    /// What stands behind the input's name: `:3`, `:3:9`, `[2]` or nothing.
    place: String,
}

impl At {
    /// The whole input.
    pub(crate) fn whole(input: &str) -> Self {
        Self { input: input.to_owned(), line: None, place: String::new() }
    }

    /// A line.
    pub(crate) fn line(input: &str, line: u64) -> Self {
        Self { input: input.to_owned(), line: Some(line), place: format!(":{line}") }
    }

    /// A column of a line.
    pub(crate) fn column(input: &str, line: u64, column: usize) -> Self {
        Self { input: input.to_owned(), line: Some(line), place: format!(":{line}:{column}") }
    }

    /// An element of an array, from 1.
    pub(crate) fn element(input: &str, position: usize) -> Self {
        Self { input: input.to_owned(), line: None, place: format!("[{position}]") }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.input, self.place)
    }
}
