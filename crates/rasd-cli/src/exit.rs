//! How the process ends. The numbers are part of the interface; `--help` lists them.

use std::process::ExitCode;

/// What became of a run. The greater wins when a run meets several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Exit {
    /// All went well; a reader that closed the pipe early counts as well.
    #[default]
    Ok = 0,
    /// Some reports could not be read; the records of the others were printed.
    SomeFailed = 1,
    /// The command line is wrong (clap's own code).
    Usage = 2,
    /// A file could not be opened, read or written, or the server was not there or failed.
    Io = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The table at the end of `--help`.
macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0  everything was read (also when the reader of a pipe stopped early)
  1  some reports could not be read; the records of all others were printed
  2  the command line is wrong
  3  a file could not be opened, read or written, or the server was not there or failed
When several apply, the greatest is returned."
    };
}
pub(crate) use exit_codes;
