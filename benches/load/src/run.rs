//! `rasd-load run`: a table of every method, then what happens around saturation.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::calls::{Caller, Method};
use crate::measure::{Outcome, percentile};
use crate::process::{self, Server};
use crate::reports::{Told, reports};

const CONNECTIONS: usize = 4;

pub(crate) async fn run(rasd: &Path, seconds: u64, stream_only: bool) -> Result<()> {
    let time = Duration::from_secs(seconds);
    let reports = Arc::new(reports(512));
    let bytes: usize = reports.iter().map(|told| told.report.text.len()).sum();
    println!(
        "{} reports of {} bytes on average, {seconds} s each\n",
        reports.len(),
        bytes / reports.len()
    );
    println!(
        "| what | at once | reports/s | p50 ms | p99 ms | server CPU s | reports per server CPU s |"
    );
    println!("|---|---|---|---|---|---|---|");
    let in_process = in_process(&reports, time)?;
    println!("| extractor, in process | 1 | {in_process:.0} | | | | {in_process:.0} |");

    let echo = std::env::current_exe()?;
    let mut saturation = 0.0;
    let mut streamed = 0.0;
    for (name, server, checked) in [
        ("echo", Server::start(&echo, &["echo"])?, false),
        ("rasd", Server::start(rasd, &["serve", "--listen", "127.0.0.1:0"])?, true),
    ] {
        let caller = Caller::connect(&server.url, CONNECTIONS, &reports, checked).await?;
        // Tables are read and connections warm before anything counts.
        caller.closed(Method::Unary, 4, Duration::from_secs(1)).await;
        for (what, method, at_once) in [
            ("unary", Method::Unary, 1),
            ("unary", Method::Unary, 16),
            ("batch of 64", Method::Batch, 2),
            ("stream", Method::Stream, 4),
        ] {
            if stream_only && method != Method::Stream {
                continue;
            }
            let (cpu, begun) = (server.cpu()?, Instant::now());
            let mut all = caller.closed(method, at_once, time).await;
            let (took, cpu) = (begun.elapsed(), server.cpu()? - cpu);
            ensure!(
                all.failed == 0 && all.shed == 0,
                "{name} {what}: {} failed, {} shed",
                all.failed,
                all.shed
            );
            let (rate, each) = (rate(&all, took), rate(&all, cpu));
            // Of a stream, the time until the next answer is there.
            let (p50, p99) = (percentile(&mut all.took, 0.5), percentile(&mut all.took, 0.99));
            println!(
                "| {name}, {what} | {at_once} | {rate:.0} | {p50:.2} | {p99:.2} | {:.2} | {each:.0} |",
                cpu.as_secs_f64()
            );
            if checked && at_once == 16 {
                saturation = rate;
            }
            if checked && method == Method::Stream {
                streamed = each;
            }
        }
    }
    println!(
        "\nstream, per second of server CPU, to the extractor in process: {:.2}",
        streamed / in_process
    );
    if stream_only {
        return Ok(());
    }

    println!("\nUnary calls at a steady rate (open loop), saturation {saturation:.0} reports/s:\n");
    println!(
        "| rate | of saturation | answered/s | shed | p50 ms | p99 ms | p99 ms of refusals | server RSS MiB |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for part in [0.25, 0.5, 0.8, 1.0, 2.0] {
        let server = Server::start(rasd, &["serve", "--listen", "127.0.0.1:0"])?;
        let caller = Caller::connect(&server.url, CONNECTIONS, &reports, true).await?;
        caller.closed(Method::Unary, 4, Duration::from_secs(1)).await;
        let begun = Instant::now();
        let mut all = caller.open(saturation * part, time).await;
        let took = begun.elapsed();
        ensure!(all.failed == 0, "{} failed", all.failed);
        let calls = all.took.len() + all.refused.len();
        #[expect(clippy::cast_precision_loss)]
        let shed = 100.0 * all.shed as f64 / calls as f64;
        println!(
            "| {:.0} | {part} | {:.0} | {shed:.1} % | {:.2} | {:.2} | {:.2} | {} |",
            saturation * part,
            rate(&all, took),
            percentile(&mut all.took, 0.5),
            percentile(&mut all.took, 0.99),
            percentile(&mut all.refused, 0.99),
            server.memory()?.1 / 1024,
        );
    }
    Ok(())
}

/// Reports for each second of processor time that one thread of this process reads.
fn in_process(reports: &[Told], time: Duration) -> Result<f64> {
    let extractor = rasd::Extractor::new();
    let ours: Vec<rasd::Report> = reports
        .iter()
        .map(|told| rasd::Report::try_from(told.report.clone()))
        .collect::<Result<_, _>>()?;
    let (begun, cpu) = (Instant::now(), process::cpu(std::process::id())?);
    let mut read = 0_u32;
    while begun.elapsed() < time {
        for (report, told) in ours.iter().zip(reports) {
            ensure!(extractor.extract(report).incidents.len() == told.incidents, "another number");
            read += 1;
        }
    }
    // By processor time as the servers are: the machine may have other things to do.
    let spent = process::cpu(std::process::id())? - cpu;
    Ok(f64::from(read) / spent.as_secs_f64())
}

#[expect(clippy::cast_precision_loss)]
fn rate(all: &Outcome, time: Duration) -> f64 {
    all.reports as f64 / time.as_secs_f64()
}
