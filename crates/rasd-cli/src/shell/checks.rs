//! What `rasd doctor` looks at.

use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

use rasd::lexicon::check::{Severity, check};
use rasd::{Extractor, Options, Report};
use rasd_client::Settings;

use super::doctor::{Check, Health};
use crate::engine::Engine;
use crate::remote::RemoteArgs;

use Health::{Fail, Ok as Fine, Warn};

/// An invented report and the record it must give.
const SAMPLE: &str =
    "قُتل مدنيان وأصيب ثلاثة آخرون، أمس، بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب.";
const RECORD: &str = include_str!("sample.json");

/// Which program this is.
pub(super) fn version() -> Check {
    let told = format!("rasd {} on {} {}", rasd::VERSION, env::consts::OS, env::consts::ARCH);
    Check::new("version", Fine, told)
}

/// Whether the compiled-in tables are sound.
pub(super) fn tables() -> Check {
    let tables = rasd::lexicon::bundled();
    let issues = check(tables);
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let (health, more) = match errors {
        0 => (Fine, String::new()),
        n => (Fail, format!(", {n} errors: see rasd lexicon check")),
    };
    Check::new(
        "tables",
        health,
        format!("{} tables, {}{more}", tables.len(), &rasd::tables_hash()[..12]),
    )
}

/// A sample report, with day and country.
pub(super) fn sample_report() -> Report {
    let report = Report::new("sample", SAMPLE).country("SY");
    match "2024-03-18".parse() {
        Ok(date) => report.published_at(date),
        Err(_) => report,
    }
}

/// Whether a sample report gives the record it must, but for how sure it is and which tables read
/// it.
pub(super) fn sample() -> Check {
    let record = Extractor::new().extract_with(&sample_report(), Options::default());
    match differs(&record) {
        None => Check::new("sample", Fine, "the sample report gives the record it must"),
        Some(what) => {
            Check::new("sample", Fail, format!("the sample report reads otherwise: {what}"))
        }
    }
}

fn differs(record: &rasd::model::Record) -> Option<String> {
    let expected: serde_json::Value = serde_json::from_str(RECORD).ok()?;
    let found = core(&serde_json::to_value(record).ok()?);
    if found == expected { None } else { Some(found.to_string()) }
}

/// What of a record the check is about.
fn core(record: &serde_json::Value) -> serde_json::Value {
    let incidents = record["incidents"].as_array().into_iter().flatten().map(|incident| {
        serde_json::json!({
            "kind": incident["kind"],
            "start": incident["when"]["start"],
            "place": incident["places"][0]["name"],
            "actor": incident["actors"][0]["id"],
            "harm": incident["harm"].as_array().into_iter().flatten().map(|harm| {
                serde_json::json!([harm["outcome"], harm["group"], harm["count"]["min"], harm["count"]["max"]])
            }).collect::<Vec<_>>(),
        })
    });
    serde_json::Value::Array(incidents.collect())
}

/// Whether the locale's encoding is UTF-8.
pub(super) fn locale() -> Check {
    if cfg!(windows) {
        return Check::new("locale", Fine, "Windows writes UTF-8 to files and Unicode to consoles");
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| {
        env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (*name, value))
    });
    match set {
        Some((name, value)) if value.to_lowercase().replace('-', "").contains("utf8") => {
            Check::new("locale", Fine, format!("{name}={value}"))
        }
        Some((name, value)) => Check::new(
            "locale",
            Warn,
            format!("{name}={value} is not UTF-8: other programs may not show the output right"),
        ),
        None => Check::new(
            "locale",
            Warn,
            "no locale is set (LANG): other programs may not show the output right",
        ),
    }
}

/// Whether output goes to a terminal that can show colour and Arabic.
pub(super) fn terminal() -> Check {
    let term = env::var("TERM").unwrap_or_default();
    if !io::stdout().is_terminal() {
        return Check::new("terminal", Fine, "standard output is no terminal: plain text");
    }
    if term == "linux" {
        let told = "the Linux console shows no Arabic: read the output in another terminal";
        return Check::new("terminal", Warn, told);
    }
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return Check::new("terminal", Fine, "no colour, as NO_COLOR asks");
    }
    Check::new("terminal", Fine, if term.is_empty() { "a terminal".to_owned() } else { term })
}

/// Whether a folder can be written into. What is tried is removed again.
pub(super) fn folder(dir: Option<&Path>) -> Check {
    let dir = dir.unwrap_or(Path::new("."));
    let probe = dir.join(format!(".rasd-doctor-{}", std::process::id()));
    let tried = fs::write(&probe, "رصد").and_then(|()| fs::remove_file(&probe));
    match tried {
        Ok(()) => Check::new("output", Fine, format!("{} can be written into", dir.display())),
        Err(error) => {
            Check::new("output", Fail, format!("{} cannot be written into: {error}", dir.display()))
        }
    }
}

/// Whether a server is there and reads the sample as this program does.
pub(super) fn server(url: &str, remote: &RemoteArgs, deadline: Duration) -> Check {
    let options = Options::default();
    let engine = remote.settings(deadline).and_then(|settings| {
        // Asked once: what is wrong is to be seen.
        let settings = Settings { retries: 0, retry_when_busy: false, ..settings };
        Engine::remote(url, settings, options)
    });
    let engine = match engine {
        Ok(engine) => engine,
        Err(error) => return Check::new("server", Fail, format!("{url}: {error:#}")),
    };
    match engine.extract(&sample_report()) {
        Err(error) => Check::new("server", Fail, format!("{url}: {error}")),
        Ok(record) => {
            let own = Extractor::new().extract_with(&sample_report(), options);
            let same = serde_json::to_value(&record).ok() == serde_json::to_value(&own).ok();
            if same {
                Check::new("server", Fine, format!("{url} answers, and reads as this program does"))
            } else {
                let told = format!("{url} answers, but is of another version or has other tables");
                Check::new("server", Warn, told)
            }
        }
    }
}
