//! Load on a server that runs in a process of its own, beside a bare echo server and the extractor
//! in this process, all in one run.
//!
//! ```console
//! $ cargo build --release --bin rasd
//! $ cargo run --release -p rasd-load -- run target/release/rasd
//! $ cargo run --release -p rasd-load -- soak target/release/rasd --seconds 600
//! ```
//!
//! Client and server share the machine's processors, so what a server can do is given per second of
//! processor time that it spent itself (`/proc`, Linux only).

mod calls;
mod echo;
mod measure;
mod process;
mod reports;
mod run;
mod soak;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Load on a rasd server.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Throughput and latency of every method, and what happens over saturation.
    Run {
        /// The executable `rasd`.
        rasd: PathBuf,
        /// Seconds for each measurement.
        #[arg(long, default_value_t = 8)]
        seconds: u64,
        /// The stream alone, for a profiler.
        #[arg(long)]
        stream_only: bool,
    },
    /// Memory under a steady load.
    Soak {
        /// The executable `rasd`.
        rasd: PathBuf,
        /// How long.
        #[arg(long, default_value_t = 600)]
        seconds: u64,
    },
    /// The bare server that the others are compared with.
    Echo,
}

/// As the command line has it: the extractor in this process allocates as the server does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match Cli::parse().command {
        Command::Run { rasd, seconds, stream_only } => {
            runtime.block_on(run::run(&rasd, seconds, stream_only))
        }
        Command::Soak { rasd, seconds } => runtime.block_on(soak::soak(&rasd, seconds)),
        Command::Echo => runtime.block_on(echo::serve()),
    }
}
