//! `rasd-load soak`: does memory grow?

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::calls::{Caller, Method};
use crate::measure::Outcome;
use crate::process::Server;
use crate::reports::reports;

/// One row of the table for each of these many seconds.
const ROW: u64 = 60;

pub(crate) async fn soak(rasd: &Path, seconds: u64) -> Result<()> {
    let reports = Arc::new(reports(512));
    let server = Server::start(rasd, &["serve", "--listen", "127.0.0.1:0"])?;
    println!("| second | reports | server RSS MiB |\n|---|---|---|");
    let (mut all, mut at) = (Outcome::default(), 0);
    while at < seconds {
        let time = Duration::from_secs(ROW.min(seconds - at) / 3);
        // New connections every time, so that what a connection leaves behind would show.
        let caller = Caller::connect(&server.url, 4, &reports, true).await?;
        for (method, at_once) in [(Method::Unary, 8), (Method::Batch, 1), (Method::Stream, 2)] {
            all.join(caller.closed(method, at_once, time).await);
        }
        all.took.clear();
        at += ROW.min(seconds - at);
        println!("| {at} | {} | {} |", all.reports, server.memory()?.0 / 1024);
    }
    ensure!(all.failed == 0, "{} calls failed", all.failed);
    println!("\nmost there was: {} MiB", server.memory()?.1 / 1024);
    Ok(())
}
