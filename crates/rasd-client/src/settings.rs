//! What a caller may choose.

use std::time::Duration;

use crate::security::{Tls, Token};

/// How a client connects, how long it waits and what it repeats.
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
    /// How long a call may take, retries included; see also
    /// [`Client::with_deadline`](crate::Client::with_deadline). On a stream: how long the answer to
    /// one report may take from when the report was handed over. Default 60 s.
    pub deadline: Duration,
    /// How long a whole stream may take. Default: no limit, for a stream may run for days.
    pub stream_deadline: Option<Duration>,
    /// How many reports of a stream may be unanswered. Default 64.
    pub window: usize,
    /// How often a call is repeated when the server is not available. Default 2.
    pub retries: u32,
    /// How long to wait before the first repetition; doubled for each further one, and up to a fifth
    /// more or less, so that clients do not come back all at once. Default 100 ms.
    pub retry_delay: Duration,
    /// Longest wait before a repetition, unless the server asks for more. Default 5 s.
    pub max_retry_delay: Duration,
    /// Whether a call is also repeated when a busy server says when to come back. Default: no; the
    /// error tells the caller, who knows better whether more calls help.
    pub retry_when_busy: bool,
    /// Largest answer taken, in bytes. Default 128 MiB, the server's own limit.
    pub max_answer_bytes: usize,
    /// Who is trusted and what is shown, for `https://`. Default: the system's own authorities, no
    /// certificate.
    pub tls: Tls,
    /// Token sent with every call. Only over `https://`, or to this machine itself.
    pub token: Option<Token>,
    /// How requests are compressed. Default: not at all. Answers are taken either way.
    pub compression: Option<Compression>,
    /// How often a connection that is in use is tried. Default 5 min; servers close on those who try
    /// much more often.
    pub keepalive_interval: Duration,
    /// How long the other side may take to answer that. Default 20 s.
    pub keepalive_timeout: Duration,
    /// What the client calls itself, before the library's own name. Default: nothing.
    pub user_agent: Option<String>,
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
            max_retry_delay: Duration::from_secs(5),
            retry_when_busy: false,
            max_answer_bytes: 128 << 20,
            tls: Tls::default(),
            token: None,
            compression: None,
            keepalive_interval: Duration::from_secs(300),
            keepalive_timeout: Duration::from_secs(20),
            user_agent: None,
        }
    }
}

/// How a message is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// What everybody has.
    Gzip,
    /// Smaller and faster.
    Zstd,
}
