//! What an operator may choose.

use std::time::Duration;

/// Limits of a server. Every one has a default that suits a small machine.
///
/// ```
/// use rasd_server::Config;
/// let config = Config { max_batch_reports: 10, ..Config::default() };
/// assert_eq!(config.max_text_bytes, 16 << 20);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Largest message taken, in bytes, after decompression. Default 32 MiB.
    pub max_message_bytes: usize,
    /// Largest answer sent, in bytes, before compression. A record quotes its report and may be
    /// several times as long. Default 128 MiB.
    pub max_answer_bytes: usize,
    /// Longest text of one report, title included, in bytes of UTF-8. Default 16 MiB.
    pub max_text_bytes: usize,
    /// Most reports in one batch. Default 1,000.
    pub max_batch_reports: usize,
    /// How many reports are read at once. Default: the number of processors.
    pub workers: usize,
    /// How many unary and batch calls may be open at once, those at work included; further ones are
    /// refused with `UNAVAILABLE`. Default 256.
    pub max_open_calls: usize,
    /// How many reports a stream works ahead of the answers taken. Default 16.
    pub stream_window: usize,
    /// How many streams one connection may have open. Default 64.
    pub max_streams_per_connection: u32,
    /// Longest a unary or batch call may take, whatever the caller's deadline. Default 60 s.
    pub max_call: Duration,
    /// How long the server goes on serving with health `NOT_SERVING` before it stops taking calls,
    /// for balancers to notice. Default 0.
    pub lame_duck: Duration,
    /// How long open calls may take to finish after that. Default 30 s.
    pub drain_limit: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_message_bytes: 32 << 20,
            max_answer_bytes: 128 << 20,
            max_text_bytes: 16 << 20,
            max_batch_reports: 1_000,
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            max_open_calls: 256,
            stream_window: 16,
            max_streams_per_connection: 64,
            max_call: Duration::from_secs(60),
            lame_duck: Duration::ZERO,
            drain_limit: Duration::from_secs(30),
        }
    }
}
