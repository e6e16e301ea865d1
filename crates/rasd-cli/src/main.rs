//! `rasd`: the command line of Rasd.

mod batch;
mod cli;
mod compare;
mod convert;
mod engine;
mod eval;
mod exit;
mod explain;
mod extract;
mod input;
mod lexicon;
mod out;
mod pipeline;
mod reference;
mod remote;
mod report;
mod serve;
mod sink;
mod summary;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::cli::{Cli, Command};
use crate::exit::Exit;

/// A record is many small strings; the figure is in docs/performance.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, on standard output.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Ok }.into();
        }
    };
    let result = match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Places(args) => reference::places::run(&args),
        Command::Actors(args) => reference::actors::run(&args),
        Command::Rules(args) => reference::rules::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) if out::is_broken_pipe(&error) => Exit::Ok.into(),
        Err(error) => {
            out::complain(&format!("error: {error:#}"));
            Exit::Io.into()
        }
    }
}
