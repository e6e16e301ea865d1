//! `rasd serve`.

use std::io::{self, Write};

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::cli::ServeArgs;
use crate::exit::Exit;
use crate::out::may_colour;

/// Runs the command until the process is asked to stop.
pub(crate) fn run(args: &ServeArgs) -> Result<Exit> {
    // A panic's own message may hold words of a report; the log must not.
    rasd_server::report_panics_by_place();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let colour = may_colour(&io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colour)
        .with_writer(io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve(&args.listen));
    // A call that is still open at the drain limit does not hold the process up.
    runtime.shutdown_background();
    served.map(|()| Exit::Ok)
}

async fn serve(address: &str) -> Result<()> {
    let stop = asked_to_stop()?;
    let listener =
        TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    announce(&listener)?;
    rasd_server::serve(listener, rasd_server::Config::default(), stop).await?;
    Ok(())
}

/// Tells where, for whoever started the process and asked for any free port. A closed standard
/// output is no reason not to serve.
fn announce(listener: &TcpListener) -> Result<()> {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "listening on {}", listener.local_addr()?).and_then(|()| out.flush());
    Ok(())
}

/// Ends at SIGINT or SIGTERM. The handlers stand before the server is announced, so that no signal
/// falls between.
#[cfg(unix)]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends at Ctrl-C.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
