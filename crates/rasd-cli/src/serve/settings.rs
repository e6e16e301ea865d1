//! The settings of `rasd serve`: command line before environment before file before default.

use std::ffi::OsString;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use rasd_server::Config;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::args::{LogFormat, LogLevel, ServeArgs};

/// Names of settings in the environment begin so.
const ENVIRONMENT: &str = "RASD_SERVE_";

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// Where the API is served.
    pub(crate) listen: String,
    /// Where the operator's port is, if there is one.
    pub(crate) metrics: Option<String>,
    /// Least important lines that are logged.
    pub(crate) log_level: LogLevel,
    /// Form of the log.
    pub(crate) log_format: LogFormat,
    /// Where spans are sent (OTLP over gRPC), if the program was built with it.
    pub(crate) otlp_endpoint: Option<String>,
    /// Threads that move bytes; reports are read by others (`server.workers`).
    pub(crate) network_threads: NonZeroUsize,
    /// Limits, access and shutdown.
    pub(crate) server: Config,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:50051".to_owned(),
            metrics: None,
            log_level: LogLevel::Info,
            log_format: LogFormat::Text,
            otlp_endpoint: None,
            network_threads: network_threads(),
            server: Config::default(),
        }
    }
}

/// Half the processors: reading a report takes several times the work of bringing it and its record
/// over the network, and threads without work wake each other.
fn network_threads() -> NonZeroUsize {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    NonZeroUsize::new(processors / 2).unwrap_or(NonZeroUsize::MIN)
}

impl Settings {
    /// Brings together what the three places say.
    ///
    /// # Errors
    /// The file cannot be read, or something is set that is no setting or has no such value.
    pub(crate) fn gather(
        args: &ServeArgs,
        environment: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Self> {
        let names = names();
        let mut table = args.config.as_deref().map(file).transpose()?.unwrap_or_default();
        let mut ours: Vec<(String, String)> = Vec::new();
        for (name, value) in environment {
            let Some(name) = name.to_str().and_then(|name| name.strip_prefix(ENVIRONMENT)) else {
                continue;
            };
            let value = value
                .into_string()
                .map_err(|_| anyhow!("{ENVIRONMENT}{name} in the environment is not UTF-8"))?;
            ours.push((name.to_owned(), value));
        }
        ours.sort();
        for (name, value) in ours {
            let setting = names
                .iter()
                .find(|setting| setting.replace('.', "_").to_uppercase() == name)
                .with_context(|| format!("{ENVIRONMENT}{name} in the environment is no setting"))?;
            put(&mut table, setting, read(&value))?;
        }
        for (setting, value) in flags(args)? {
            if !names.contains(&setting) {
                bail!("--set {setting}: there is no such setting; all stand in deploy/rasd.toml");
            }
            put(&mut table, &setting, value)?;
        }
        if let Some(tls) = table.get("server").and_then(|server| server.get("tls"))
            && (tls.get("cert").is_none() || tls.get("key").is_none())
        {
            bail!("TLS needs both a certificate and its key (`tls.cert`, `tls.key`)");
        }
        Ok(Self::deserialize(table)?)
    }
}

fn file(path: &Path) -> Result<Table> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    // Read twice: once for what is wrong and where, once to be laid under the rest.
    toml::from_str::<Settings>(&text).with_context(|| format!("in {}", path.display()))?;
    let mut table: Table = text.parse().with_context(|| format!("in {}", path.display()))?;
    let base = path.parent().unwrap_or_else(|| Path::new(""));
    for name in ["tls.cert", "tls.key", "tls.client_ca", "tokens"] {
        beside(&mut table, &format!("server.{name}"), base);
    }
    Ok(table)
}

/// A file that the file of settings names stands beside it, not beside whoever starts the server.
fn beside(table: &mut Table, name: &str, base: &Path) {
    let (sections, last) = name.rsplit_once('.').unwrap_or(("", name));
    let inner = sections
        .split('.')
        .try_fold(table, |table, section| table.get_mut(section).and_then(Value::as_table_mut));
    if let Some(Value::String(path)) = inner.and_then(|table| table.get_mut(last)) {
        *path = base.join(&*path).to_string_lossy().into_owned();
    }
}

/// What the command line sets.
fn flags(args: &ServeArgs) -> Result<Vec<(String, Value)>> {
    let mut flags = Vec::new();
    let mut add = |name: &str, value: Option<Value>| {
        flags.extend(value.map(|value| (name.to_owned(), value)));
    };
    let path = |path: &Option<PathBuf>| {
        path.as_ref().map(|path| Value::String(path.to_string_lossy().into_owned()))
    };
    add("listen", args.listen.clone().map(Value::String));
    add("metrics", args.metrics.clone().map(Value::String));
    add("log_level", args.log_level.map(Value::try_from).transpose()?);
    add("log_format", args.log_format.map(Value::try_from).transpose()?);
    add("server.tls.cert", path(&args.tls_cert));
    add("server.tls.key", path(&args.tls_key));
    add("server.tls.client_ca", path(&args.tls_client_ca));
    add("server.tokens", path(&args.tokens));
    add("server.allow_plaintext", args.allow_plaintext.then_some(Value::Boolean(true)));
    let origins = args.cors_origin.iter().cloned().map(Value::String).collect::<Vec<_>>();
    add("server.cors_origins", (!origins.is_empty()).then_some(Value::Array(origins)));
    add("server.workers", args.workers.map(|n| Value::Integer(n.into())));
    for set in &args.set {
        let (name, value) =
            set.split_once('=').with_context(|| format!("--set {set}: expected NAME=VALUE"))?;
        flags.push((name.trim().to_owned(), read(value.trim())));
    }
    Ok(flags)
}

/// A value as in a file; what is none there is text.
fn read(value: &str) -> Value {
    let line = format!("value = {value}");
    let parsed = line.parse::<Table>().ok().and_then(|mut table| table.remove("value"));
    parsed.unwrap_or_else(|| Value::String(value.to_owned()))
}

fn put(table: &mut Table, name: &str, value: Value) -> Result<()> {
    match name.split_once('.') {
        None => {
            table.insert(name.to_owned(), value);
            Ok(())
        }
        Some((section, rest)) => {
            let inner = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            let inner =
                inner.as_table_mut().with_context(|| format!("`{section}` is a section"))?;
            put(inner, rest, value)
        }
    }
}

/// The names of all settings, `section.name`.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    // JSON has a null for what is not set by default, TOML has nothing.
    if let Ok(serde_json::Value::Object(all)) = serde_json::to_value(Settings::default()) {
        for (name, value) in all {
            match value {
                serde_json::Value::Object(inner) => {
                    names.extend(inner.keys().map(|key| format!("{name}.{key}")));
                }
                _ => names.push(name),
            }
        }
    }
    names.retain(|name| name != "server.tls");
    names.extend(["cert", "key", "client_ca"].map(|key| format!("server.tls.{key}")));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn gather(file: Option<&str>, env: &[(&str, &str)], args: ServeArgs) -> Result<Settings> {
        let folder = tempfile::tempdir()?;
        let config = file
            .map(|text| -> Result<PathBuf> {
                let path = folder.path().join("rasd.toml");
                fs::write(&path, text)?;
                Ok(path)
            })
            .transpose()?;
        let env = env.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
        Settings::gather(&ServeArgs { config, ..args }, env)
    }

    #[test]
    fn the_nearer_place_wins() {
        let file =
            "listen = \"127.0.0.1:1\"\n[server]\nmax_open_calls = 1\nmax_call = 1\nworkers = 1\n";
        let env = [("RASD_SERVE_SERVER_MAX_CALL", "2.5"), ("RASD_SERVE_SERVER_WORKERS", "2")];
        let args = ServeArgs { workers: Some(3), ..ServeArgs::default() };
        let settings = gather(Some(file), &env, args).unwrap();
        assert_eq!(settings.listen, "127.0.0.1:1");
        assert_eq!(settings.server.max_open_calls, 1);
        assert_eq!(settings.server.max_call, Duration::from_millis(2_500));
        assert_eq!(settings.server.workers, 3);
        assert_eq!(settings.server.max_text_bytes, Config::default().max_text_bytes);
    }

    #[test]
    fn every_setting_has_a_name_everywhere() {
        assert!(names().len() > 30, "{:?}", names());
        let set = vec!["server.stream_idle=5".to_owned(), "log_level=debug".to_owned()];
        let settings = gather(None, &[], ServeArgs { set, ..ServeArgs::default() }).unwrap();
        assert_eq!(settings.server.stream_idle, Duration::from_secs(5));
        assert_eq!(settings.log_level, LogLevel::Debug);
        let env = [("RASD_SERVE_SERVER_CORS_ORIGINS", "[\"https://a.example\"]")];
        let settings = gather(None, &env, ServeArgs::default()).unwrap();
        assert_eq!(settings.server.cors_origins, ["https://a.example"]);
    }

    #[test]
    fn what_is_no_setting_is_named() {
        let set = vec!["server.max_txt=1".to_owned()];
        let told = |result: Result<Settings>| format!("{:#}", result.unwrap_err());
        let wrong = told(gather(None, &[], ServeArgs { set, ..ServeArgs::default() }));
        assert!(wrong.contains("server.max_txt"), "{wrong}");
        let wrong = told(gather(Some("[server]\nmax_txt = 1\n"), &[], ServeArgs::default()));
        assert!(wrong.contains("max_txt") && wrong.contains("line 2"), "{wrong}");
        let wrong = told(gather(None, &[("RASD_SERVE_WRONG", "1")], ServeArgs::default()));
        assert!(wrong.contains("RASD_SERVE_WRONG"), "{wrong}");
        let wrong =
            told(gather(None, &[("RASD_SERVE_SERVER_WORKERS", "two")], ServeArgs::default()));
        assert!(wrong.contains("workers") || wrong.contains("two"), "{wrong}");
    }

    #[test]
    fn files_are_looked_for_beside_the_settings() {
        let settings = gather(
            Some(
                "[server]\ntokens = \"tokens.txt\"\ntls = { cert = \"c.pem\", key = \"/k.pem\" }\n",
            ),
            &[],
            ServeArgs::default(),
        )
        .unwrap();
        let tls = settings.server.tls.unwrap();
        assert!(tls.cert.is_absolute() && tls.cert.ends_with("c.pem"), "{:?}", tls.cert);
        assert_eq!(tls.key, Path::new("/k.pem"));
        assert!(settings.server.tokens.unwrap().is_absolute());
    }

    #[test]
    fn the_example_file_holds_the_defaults_and_every_name() {
        let text = include_str!("../../../../deploy/rasd.toml");
        let plain: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n");
        let all = Value::Table(plain.parse().unwrap());
        for name in names() {
            let found = name.split('.').try_fold(&all, |at, key| at.get(key));
            assert!(found.is_some(), "{name} stands in deploy/rasd.toml");
        }
        let mut settings: Settings = toml::from_str(text).unwrap();
        settings.server.workers = Config::default().workers;
        assert_eq!(settings, Settings::default());
    }
}
