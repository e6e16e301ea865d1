//! How `rasd extract --server` connects.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use rasd_client::{Settings, Tls, Token};

/// Who the server is, and who this client is.
#[derive(Debug, Args, Default)]
pub(crate) struct RemoteArgs {
    /// Certificates of the authorities that the server's may be of (PEM) [default: the system's].
    #[arg(long, value_name = "FILE", requires = "server")]
    ca: Option<PathBuf>,
    /// This client's certificate with its chain (PEM), for a server that asks.
    #[arg(long, value_name = "FILE", requires_all = ["server", "key"])]
    cert: Option<PathBuf>,
    /// The certificate's private key (PEM).
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// File that holds the bearer token, for a server that asks.
    #[arg(long, value_name = "FILE", requires = "server")]
    token_file: Option<PathBuf>,
}

impl RemoteArgs {
    /// What a client is set to, with `deadline` for each report.
    ///
    /// # Errors
    /// A file cannot be read, or holds no token.
    pub(crate) fn settings(&self, deadline: Duration) -> Result<Settings> {
        let identity = match (&self.cert, &self.key) {
            (Some(cert), Some(key)) => Some((read(cert)?, read(key)?)),
            _ => None,
        };
        let ca = self.ca.as_deref().map(read).transpose()?;
        let token = self.token_file.as_deref().map(token).transpose()?;
        Ok(Settings {
            deadline,
            tls: Tls { ca, identity, ..Tls::default() },
            token,
            // A run over many reports may well be more than its share: it has time to wait.
            retries: 5,
            retry_when_busy: true,
            user_agent: Some(concat!("rasd/", env!("CARGO_PKG_VERSION")).to_owned()),
            ..Settings::default()
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn token(path: &Path) -> Result<Token> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // What stands in the file is not for a terminal.
    Token::new(&text).with_context(|| format!("{} does not hold a token", path.display()))
}
