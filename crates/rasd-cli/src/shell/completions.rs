//! `rasd completions`.

use std::io::{self, Write};

use anyhow::Result;
use clap::CommandFactory;

use super::args::CompletionsArgs;
use crate::cli::Cli;
use crate::exit::Exit;

/// Prints the script that completes rasd's command line.
pub(crate) fn completions(args: &CompletionsArgs) -> Result<Exit> {
    // The generator gives up when its writer fails; ours says why.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rasd", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Exit::Ok)
}
