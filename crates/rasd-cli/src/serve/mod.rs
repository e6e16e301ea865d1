//! `rasd serve`.

pub(crate) mod args;
mod log;
mod settings;
mod traces;

use std::env;
use std::io::{self, Write};

use anyhow::{Context, Result};
use rasd_server::Server;
use tokio::net::TcpListener;
use tokio::sync::watch;

use self::args::ServeArgs;
use self::settings::Settings;
use crate::exit::Exit;
use crate::out;

/// Runs the command until the process is asked to stop.
pub(crate) fn run(args: &ServeArgs) -> Result<Exit> {
    let settings = match Settings::gather(args, env::vars_os()) {
        Ok(settings) => settings,
        Err(error) => {
            out::complain(&format!("error: {error:#}"));
            return Ok(Exit::Usage);
        }
    };
    if args.check_config {
        return check(&settings);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.network_threads.get())
        .enable_all()
        .build()?;
    // A panic's own message may hold words of a report; the log must not.
    rasd_server::report_panics_by_place();
    let traces = {
        // The exporter of spans speaks gRPC itself.
        let _inside = runtime.enter();
        log::begin(&settings)?
    };
    let served = runtime.block_on(serve(settings));
    // The last spans go out while there is a runtime to send them.
    traces.end();
    // A call that is still open at the drain limit does not hold the process up.
    runtime.shutdown_background();
    served.map(|()| Exit::Ok)
}

/// Prints the settings as they are in force, and whether a server would start with them.
fn check(settings: &Settings) -> Result<Exit> {
    io::stdout().lock().write_all(toml::to_string(settings)?.as_bytes())?;
    let listen = settings.listen.parse();
    let checked = settings
        .server
        .check()
        .and_then(|()| listen.map_or(Ok(()), |address| settings.server.check_address(address)));
    match checked {
        Ok(()) => Ok(Exit::Ok),
        Err(error) => {
            let error = anyhow::Error::from(error);
            out::complain(&format!("error: {error:#}"));
            Ok(Exit::Usage)
        }
    }
}

async fn serve(settings: Settings) -> Result<()> {
    let stop = asked_to_stop()?;
    let listener = listen(&settings.listen).await?;
    settings.server.check_address(listener.local_addr()?)?;
    let server = Server::new(settings.server)?;
    let (ended, end) = watch::channel(());
    let port = match &settings.metrics {
        None => None,
        Some(address) => {
            let listener = listen(address).await?;
            let at = listener.local_addr()?;
            let mut end = end.clone();
            let shutdown = async move {
                let _ = end.changed().await;
            };
            let port =
                rasd_server::observe_at(listener, server.metrics(), server.readiness(), shutdown);
            Some((tokio::spawn(port), at))
        }
    };
    // For whoever started the process and asked for any free port. A closed standard output is no
    // reason not to serve.
    let mut lines = format!("listening on {}\n", listener.local_addr()?);
    if let Some((_, at)) = &port {
        lines += &format!("metrics on {at}\n");
    }
    let mut out = io::stdout();
    let _ = out.write_all(lines.as_bytes()).and_then(|()| out.flush());
    tracing::info!(version = rasd::VERSION, tables = rasd::tables_hash(), "serving");

    let served = server.serve(listener, stop).await;
    drop(ended);
    if let Some((port, _)) = port {
        let _ = port.await;
    }
    tracing::info!("stopped");
    Ok(served?)
}

async fn listen(address: &str) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
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
