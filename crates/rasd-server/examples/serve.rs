//! Serves the API at the address given, or at a free port of the loopback interface.
//!
//! ```text
//! cargo run -p rasd-server --example serve -- 127.0.0.1:50051
//! ```

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    rasd_server::report_panics_by_place();
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("listening on {}", listener.local_addr()?);
    let mut terminated = signal(SignalKind::terminate())?;
    let stop = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
    };
    rasd_server::serve(listener, rasd_server::Config::default(), stop).await?;
    Ok(())
}
