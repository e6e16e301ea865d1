//! The server's log: standard error, in lines for a person or for a machine.

use std::{io, iter};

use anyhow::Result;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use super::args::{LogFormat, LogLevel};
use super::settings::Settings;
use crate::out::may_colour;

/// What takes a share of spans and events.
pub(crate) type Part = Box<dyn Layer<Registry> + Send + Sync>;

/// Begins to log. What is returned ends the export of spans.
pub(crate) fn begin(settings: &Settings) -> Result<super::traces::Traces> {
    let level = match settings.log_level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    // Only what we write ourselves can be made louder: the libraries below would print headers, and
    // with them tokens, if they were asked for everything.
    let filter = Targets::new()
        .with_default(level.min(LevelFilter::WARN))
        .with_target("rasd", level)
        .with_target("rasd_server", level);
    // A log that cannot be written, for want of space say, is no reason to stop serving.
    let lines = fmt::layer().with_writer(io::stderr).log_internal_errors(false);
    let lines: Part = match settings.log_format {
        LogFormat::Text => Box::new(lines.with_ansi(may_colour(&io::stderr())).with_filter(filter)),
        LogFormat::Json => Box::new(lines.json().flatten_event(true).with_filter(filter)),
    };
    let (spans, traces) = super::traces::layer(settings)?;
    // Nothing without a filter stands among them: it would have every span of the libraries made.
    let parts: Vec<Part> = iter::once(lines).chain(spans).collect();
    tracing_subscriber::registry().with(parts).init();
    Ok(traces)
}
