//! Settings that would not work, found before the server starts.

use std::net::SocketAddr;
use std::time::Duration;

use http::{HeaderValue, Uri};
use thiserror::Error;

use super::Config;
use crate::access::{TokenError, Tokens};
use crate::transport::{TlsError, tls_settings};

/// What is wrong with a configuration.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A limit that would refuse everything.
    #[error("`{0}` must be more than 0")]
    Zero(&'static str),
    /// A limit that cannot hold what another allows.
    #[error("`{0}` must not be smaller than `{1}`")]
    Smaller(&'static str, &'static str),
    /// An origin that no browser would send.
    #[error("`cors_origins`: {0:?} is no origin; write it as https://host or https://host:port")]
    Origin(String),
    /// The certificate, its key or the clients' authorities cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The file of tokens cannot be used.
    #[error(transparent)]
    Tokens(#[from] TokenError),
    /// Reports would cross a network in the clear.
    #[error(
        "{0} can be reached from other machines and there is no TLS; set `tls`, or \
         `allow_plaintext` if something in front of the server does TLS"
    )]
    PublicPlaintext(SocketAddr),
}

impl Config {
    /// Looks at every setting and opens the files it names.
    ///
    /// # Errors
    /// The first setting that would not work.
    pub fn check(&self) -> Result<(), ConfigError> {
        for (name, value) in [
            ("max_message_bytes", self.max_message_bytes),
            ("max_answer_bytes", self.max_answer_bytes),
            ("max_text_bytes", self.max_text_bytes),
            ("max_batch_reports", self.max_batch_reports),
            ("max_header_bytes", self.max_header_bytes as usize),
            ("workers", self.workers),
            ("max_open_calls", self.max_open_calls),
            ("max_queue_bytes", self.max_queue_bytes),
            ("max_open_streams", self.max_open_streams),
            ("stream_window", self.stream_window),
            ("max_streams_per_connection", self.max_streams_per_connection as usize),
            ("max_connections", self.max_connections),
            ("max_calls_per_client", self.max_calls_per_client),
        ] {
            if value == 0 {
                return Err(ConfigError::Zero(name));
            }
        }
        for (name, value) in [
            ("stream_idle", self.stream_idle),
            ("handshake", self.handshake),
            ("keepalive", self.keepalive),
            ("reload", self.reload),
        ] {
            if value == Duration::ZERO {
                return Err(ConfigError::Zero(name));
            }
        }
        self.origins()?;
        if let Some(files) = &self.tls {
            tls_settings(files)?;
        }
        if let Some(path) = &self.tokens {
            Tokens::read(path)?;
        }
        Ok(())
    }

    /// Whether a server may listen there.
    ///
    /// # Errors
    /// The address can be reached from other machines, there is no TLS, and plain text was not
    /// explicitly allowed.
    pub fn check_address(&self, address: SocketAddr) -> Result<(), ConfigError> {
        let open = !address.ip().to_canonical().is_loopback();
        if open && self.tls.is_none() && !self.allow_plaintext {
            return Err(ConfigError::PublicPlaintext(address));
        }
        Ok(())
    }

    /// The origins of browsers, as they stand in headers.
    pub(crate) fn origins(&self) -> Result<Vec<HeaderValue>, ConfigError> {
        self.cors_origins
            .iter()
            .map(|origin| {
                let wrong = || ConfigError::Origin(origin.clone());
                let uri: Uri = origin.parse().map_err(|_| wrong())?;
                let is_origin = matches!(uri.scheme_str(), Some("http" | "https"))
                    && uri.path() == "/"
                    && uri.query().is_none()
                    && !origin.ends_with('/');
                if is_origin { origin.parse().map_err(|_| wrong()) } else { Err(wrong()) }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_wants_tls_or_a_word() {
        let config = Config::default();
        for loopback in ["127.0.0.1:1", "127.9.9.9:1", "[::1]:1", "[::ffff:127.0.0.1]:1"] {
            assert!(config.check_address(loopback.parse().unwrap()).is_ok(), "{loopback}");
        }
        let told = Config { allow_plaintext: true, ..Config::default() };
        for public in ["0.0.0.0:1", "[::]:1", "10.0.0.1:1", "192.0.2.1:1"] {
            let refused = config.check_address(public.parse().unwrap());
            assert!(matches!(refused, Err(ConfigError::PublicPlaintext(_))), "{public}");
            assert!(told.check_address(public.parse().unwrap()).is_ok());
        }
    }

    #[test]
    fn limits_of_nothing_are_named() {
        let config = Config { workers: 0, ..Config::default() };
        assert_eq!(config.check().unwrap_err().to_string(), "`workers` must be more than 0");
        let config = Config { stream_idle: Duration::ZERO, ..Config::default() };
        assert!(config.check().unwrap_err().to_string().contains("stream_idle"));
    }

    #[test]
    fn origins_are_origins() {
        let with =
            |origin: &str| Config { cors_origins: vec![origin.to_owned()], ..Config::default() };
        for good in ["https://app.example.org", "http://localhost:8080"] {
            assert!(with(good).check().is_ok(), "{good}");
        }
        for bad in ["*", "app.example.org", "https://example.org/", "https://example.org/app", ""] {
            assert!(matches!(with(bad).check(), Err(ConfigError::Origin(_))), "{bad}");
        }
    }
}
