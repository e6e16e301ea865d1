//! What an output has to offer so that a run into it can be gone on with.

use std::path::PathBuf;

use anyhow::Result;
use rasd::Report;
use rasd::model::Record;
use serde_json::Value;

/// An output that can be cut back to any of its marks.
///
/// Records come in the order of the input. After [`mark`](Self::mark) gave a value, everything
/// written so far outlives the process, and opening the output with that value gives this very
/// state again.
pub(crate) trait Durable {
    /// Takes a record. The report it was read from is for outputs that carry text.
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<()>;

    /// Takes a record as a line of JSON Lines without its end.
    fn line(&mut self, line: &[u8]) -> Result<()> {
        self.write(&serde_json::from_slice(line)?, None)
    }

    /// Whether a mark can stand behind any record. Otherwise the output is asked after each.
    fn marks_anywhere(&self) -> bool;

    /// Makes what was written durable; none when this is no place for a mark.
    fn mark(&mut self) -> Result<Option<Value>>;

    /// Writes what is still held. [`mark`](Self::mark) must give a value after it.
    fn finish(&mut self) -> Result<()>;

    /// The files that were written, in order.
    fn files(&self) -> Vec<PathBuf>;
}
