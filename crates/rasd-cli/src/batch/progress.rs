//! The bar on standard error: how much of the input is read, how fast, how long still.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::input::{Progress, Source};
use crate::out;

/// A bar over the bytes of the sources. It hides itself when standard error is no terminal.
#[derive(Debug, Clone)]
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar, unless there is little to wait for or the records themselves show the progress.
    pub(crate) fn new(sources: &[Source], to_terminal: bool) -> Self {
        let sizes: Option<Vec<u64>> = sources.iter().map(Source::size).collect();
        let total: u64 = sizes.unwrap_or_default().iter().sum();
        let many = sources.len() > 1 || total > 1 << 20;
        if !many || total == 0 || (to_terminal && io::stdout().is_terminal()) {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        let line = if out::may_colour(&io::stderr()) {
            "{wide_bar:.cyan} {percent}% {msg} {eta} left"
        } else {
            "{wide_bar} {percent}% {msg} {eta} left"
        };
        let style = ProgressStyle::with_template(line);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(250));
        Self(bar)
    }

    /// What a source calls as its bytes are taken.
    pub(super) fn progress(&self) -> Progress {
        let bar = self.0.clone();
        Box::new(move |bytes| bar.inc(bytes))
    }

    /// Input was passed over that an earlier run had read: no measure of our pace.
    pub(super) fn passed(&self) {
        self.0.reset_eta();
    }

    /// `reports` have been dealt with.
    pub(crate) fn reports(&self, reports: u64) {
        if reports.is_multiple_of(16) {
            let seconds = self.0.elapsed().as_secs_f64().max(0.001);
            #[expect(clippy::cast_precision_loss, reason = "for a person to read")]
            let rate = reports as f64 / seconds;
            self.0.set_message(format!("{reports} reports, {rate:.0}/s"));
        }
    }

    /// Writes a message above the bar.
    pub(crate) fn complain(&self, message: &str) {
        self.0.suspend(|| out::complain(message));
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}
