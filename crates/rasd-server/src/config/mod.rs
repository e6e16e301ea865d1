//! What an operator may choose.

mod check;

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use check::ConfigError;

/// What a server takes, whom it lets in and how it stops. Every field has a default that suits a
/// small machine.
///
/// In a file the names are those of the fields; durations are seconds, with a fraction if need be.
///
/// ```
/// use rasd_server::Config;
/// let config = Config { max_batch_reports: 10, ..Config::default() };
/// assert_eq!(config.max_text_bytes, 16 << 20);
/// assert!(config.check().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
    /// Most bytes of headers on one call. Default 16 KiB.
    pub max_header_bytes: u32,

    /// How many reports are read at once. Default: the number of processors.
    pub workers: usize,
    /// How many unary and batch calls may be open at once, those at work included; further ones are
    /// refused with `RESOURCE_EXHAUSTED` and told when to come again. Default 256.
    pub max_open_calls: usize,
    /// How many bytes of reports may wait for a worker; further calls are refused likewise. A call
    /// that finds nothing waiting is always taken. Default 32 MiB.
    pub max_queue_bytes: usize,
    /// How many streams may be open at once. Default 128.
    pub max_open_streams: usize,
    /// How many reports a stream works ahead of the answers taken, and a batch has in work at once.
    /// Default 16.
    pub stream_window: usize,
    /// How many streams one connection may have open. Default 64.
    pub max_streams_per_connection: u32,
    /// How many connections may be open; further ones are closed at once. Default 1,024.
    pub max_connections: usize,

    /// How many calls one client (its token, else its certificate, else its address) may have open
    /// at once. Default 128: no client takes more than half of the server.
    pub max_calls_per_client: usize,
    /// How many calls one client may make in a second; 0 for as many as it likes. Default 0.
    pub max_calls_per_second: u32,

    /// Longest a unary or batch call may take, whatever the caller's deadline. Default 60 s.
    #[serde(with = "seconds")]
    pub max_call: Duration,
    /// How long a stream may bring nothing or take nothing. Default 600 s.
    #[serde(with = "seconds")]
    pub stream_idle: Duration,
    /// How long a new connection may take until its first byte, and its TLS handshake. Default 10 s.
    #[serde(with = "seconds")]
    pub handshake: Duration,
    /// How often an open connection is pinged. One that does not answer within a third
    /// of that is closed. Default 60 s.
    #[serde(with = "seconds")]
    pub keepalive: Duration,
    /// How long the server goes on serving with health `NOT_SERVING` before it stops taking calls,
    /// for balancers to notice. Default 0.
    #[serde(with = "seconds")]
    pub lame_duck: Duration,
    /// How long open calls may take to finish after that. Default 30 s.
    #[serde(with = "seconds")]
    pub drain_limit: Duration,

    /// The server's certificate and key; without them it speaks plain text.
    pub tls: Option<TlsFiles>,
    /// A public address may be served in plain text: something in front does TLS.
    pub allow_plaintext: bool,
    /// File of bearer tokens, one `NAME TOKEN` a line; without it every caller is let in.
    pub tokens: Option<PathBuf>,
    /// How often certificates and tokens are looked at for a change. Default 30 s.
    #[serde(with = "seconds")]
    pub reload: Duration,
    /// Browsers' origins that may call, such as `https://app.example.org`. Default: none.
    pub cors_origins: Vec<String>,
}

/// Where the server's certificate stands. PEM files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// The certificate with its chain.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// Certificates of those who may sign clients' certificates. With it, every client must show one.
    #[serde(default)]
    pub client_ca: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_message_bytes: 32 << 20,
            max_answer_bytes: 128 << 20,
            max_text_bytes: 16 << 20,
            max_batch_reports: 1_000,
            max_header_bytes: 16 << 10,
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            max_open_calls: 256,
            max_queue_bytes: 32 << 20,
            max_open_streams: 128,
            stream_window: 16,
            max_streams_per_connection: 64,
            max_connections: 1_024,
            max_calls_per_client: 128,
            max_calls_per_second: 0,
            max_call: Duration::from_secs(60),
            stream_idle: Duration::from_secs(600),
            handshake: Duration::from_secs(10),
            keepalive: Duration::from_secs(60),
            lame_duck: Duration::ZERO,
            drain_limit: Duration::from_secs(30),
            tls: None,
            allow_plaintext: false,
            tokens: None,
            reload: Duration::from_secs(30),
            cors_origins: Vec::new(),
        }
    }
}

/// Durations as numbers of seconds.
mod seconds {
    use std::time::Duration;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(time.as_secs_f64())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        let seconds = f64::deserialize(from)?;
        Duration::try_from_secs_f64(seconds)
            .map_err(|_| D::Error::custom("expected a number of seconds, 0 or more"))
    }
}
