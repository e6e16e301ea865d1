//! The command line of `rasd serve`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::exit_codes;

#[derive(Debug, Args, Default)]
#[command(after_help = SERVE_HELP)]
pub(crate) struct ServeArgs {
    /// File of settings (TOML).
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Address and port; port 0 takes any free one. It is printed once the server listens
    /// [default: 127.0.0.1:50051].
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<String>,
    /// Address and port of /metrics, /livez and /readyz [default: none].
    #[arg(long, value_name = "ADDR")]
    pub(crate) metrics: Option<String>,
    /// The server's certificate with its chain (PEM).
    #[arg(long, value_name = "FILE")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// The certificate's private key (PEM).
    #[arg(long, value_name = "FILE")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Certificates of those who may sign clients' certificates (PEM); every client must then show
    /// one.
    #[arg(long, value_name = "FILE")]
    pub(crate) tls_client_ca: Option<PathBuf>,
    /// Serve a public address in plain text: something in front does TLS.
    #[arg(long)]
    pub(crate) allow_plaintext: bool,
    /// File of bearer tokens, one `NAME TOKEN` a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) tokens: Option<PathBuf>,
    /// Origin of a browser's page that may call, such as https://app.example.org; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors_origin: Vec<String>,
    /// Reports to read at once [default: as many as there are processors].
    #[arg(long, value_name = "N")]
    pub(crate) workers: Option<u16>,
    /// Least important lines that are logged [default: info].
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) log_level: Option<LogLevel>,
    /// Form of the log [default: text].
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) log_format: Option<LogFormat>,
    /// Any setting by its name in the file, for example server.max_text_bytes=1000000; may be
    /// repeated.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
    /// Check the settings and the files they name, print them and stop.
    #[arg(long)]
    pub(crate) check_config: bool,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogLevel {
    /// What failed.
    Error,
    /// And what an operator should look at.
    Warn,
    /// And start, stop, and new certificates and tokens.
    Info,
    /// And how every call ended.
    Debug,
}

/// Form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogFormat {
    /// For a person.
    Text,
    /// One JSON object a line.
    Json,
}

const SERVE_HELP: &str = concat!(
    "\
A setting is taken from the command line, else from the environment, else from the file, else it has
its default. In the environment `server.max_text_bytes` is RASD_SERVE_SERVER_MAX_TEXT_BYTES. All
settings, with what they mean, stand in deploy/rasd.toml.

Examples:
  rasd serve
  rasd serve --config /etc/rasd/rasd.toml --check-config
  rasd serve --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem --tokens tokens.txt
  rasd serve --metrics 127.0.0.1:9464 --log-format json --set server.max_open_calls=64

",
    exit_codes!()
);
