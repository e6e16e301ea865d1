//! `rasd doctor`.

use std::io::{self, Write};

use anyhow::Result;
use serde::Serialize;

use super::args::DoctorArgs;
use super::checks;
use crate::exit::Exit;
use crate::summary::Style;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Health {
    /// As it should be.
    Ok,
    /// It will do, but.
    Warn,
    /// It will not do.
    Fail,
}

/// One check.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Check {
    /// What was looked at.
    pub(super) name: &'static str,
    /// How it came out.
    pub(super) health: Health,
    /// What was found, and what to do about it.
    pub(super) told: String,
}

impl Check {
    pub(super) fn new(name: &'static str, health: Health, told: impl Into<String>) -> Self {
        Self { name, health, told: told.into() }
    }
}

/// Runs all checks and prints what they found.
pub(crate) fn doctor(args: &DoctorArgs) -> Result<Exit> {
    let mut found = vec![
        checks::version(),
        checks::tables(),
        checks::sample(),
        checks::locale(),
        checks::terminal(),
    ];
    found.push(checks::folder(args.out.as_deref()));
    if let Some(url) = &args.server {
        found.push(checks::server(url, &args.remote, args.deadline));
    }
    let style = Style::detect();
    let mut out = io::stdout().lock();
    for check in &found {
        if args.json {
            serde_json::to_writer(&mut out, check).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        } else {
            let word = match check.health {
                Health::Ok => style.good("ok  "),
                Health::Warn => style.warn("warn"),
                Health::Fail => style.bad("FAIL"),
            };
            writeln!(out, "{word}  {:<9} {}", check.name, check.told)?;
        }
    }
    out.flush()?;
    let failed = found.iter().any(|check| check.health == Health::Fail);
    Ok(if failed { Exit::SomeFailed } else { Exit::Ok })
}
