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
mod shell;
mod sink;
mod summary;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use mimalloc::MiMalloc;

use crate::cli::{Cli, Command};
use crate::exit::Exit;
use crate::shell::args::Color;

/// A record is many small strings; the figure is in docs/performance.md. Built without huge pages
/// (`no_thp`): with them a process that needs a few megabytes holds twice as many.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let color = Color::asked(std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()));
    let parsed = Cli::command().color(color.into()).try_get_matches();
    let cli = match parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, on standard output.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Ok }.into();
        }
    };
    out::set_color(cli.color);
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
        Command::Doctor(args) => shell::doctor(&args),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
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
