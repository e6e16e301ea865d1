//! What a caller may choose.

use std::time::Duration;

/// How a client connects and how long it waits.
///
/// ```
/// use rasd_client::Settings;
/// use std::time::Duration;
/// let settings = Settings { deadline: Duration::from_secs(5), ..Settings::default() };
/// assert_eq!(settings.window, 64);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How long connecting may take. Default 5 s.
    pub connect_timeout: Duration,
    /// How long a call may take, retries included. On a stream: how long the answer to one report
    /// may take from when the report was handed over. Default 60 s.
    pub deadline: Duration,
    /// How long a whole stream may take. Default: no limit, for a stream may run for days.
    pub stream_deadline: Option<Duration>,
    /// How many reports of a stream may be unanswered. Default 64.
    pub window: usize,
    /// How often a call is repeated when the server is not available. Default 2.
    pub retries: u32,
    /// How long to wait before the first repetition; doubled for each further one. Default 100 ms.
    pub retry_delay: Duration,
    /// Largest answer taken, in bytes. Default 128 MiB, the server's own limit.
    pub max_answer_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            deadline: Duration::from_secs(60),
            stream_deadline: None,
            window: 64,
            retries: 2,
            retry_delay: Duration::from_millis(100),
            max_answer_bytes: 128 << 20,
        }
    }
}
