//! `rasd extract`.

use std::thread;

use anyhow::{Context, Result};
use rasd::Options;

use crate::batch::feed::{Known, feed};
use crate::batch::progress::Bar;
use crate::cli::ExtractArgs;
use crate::engine::{Engine, EngineError};
use crate::exit::Exit;
use crate::input::{self, InputError, Source};
use crate::out;
use crate::pipeline::{self, Failure, Step};
use crate::sink::Sink;

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Exit> {
    let options = Options { offset_unit: args.offsets.into() };
    let listing = input::list(&args.files, &[]);
    let sources = listing.sources;
    if sources.iter().filter(|s| **s == Source::Stdin).count() > 1 {
        out::complain("error: standard input (-) can be read only once");
        return Ok(Exit::Usage);
    }
    told_passed_over(&listing.passed_over);
    let sink = Sink::open(args.format, None)?;
    let engine = match &args.server {
        None => Engine::local(options),
        Some(url) => Engine::remote(url, args.deadline, options)?,
    };
    let bar = Bar::new(&sources, true);
    let how = args.read.how(args.input, args.defaults.clone());
    let fed = feed(sources, how, Known::default(), bar.clone());
    let jobs = args.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, std::num::NonZero::get),
        usize::from,
    );
    let outcomes = pipeline::run(fed, move |report| engine.extract(report), jobs);
    let exit = print(&outcomes, sink, &bar);
    bar.end();
    exit.context("cannot write to standard output")
}

/// Files that a folder holds and we do not read: said once, so that none is missed in silence.
fn told_passed_over(files: &[std::path::PathBuf]) {
    if let Some(first) = files.first() {
        let (count, first) = (files.len(), first.display());
        out::complain(&format!("note: {count} files of other kinds passed over, such as {first}"));
    }
}

fn print(outcomes: &pipeline::Outcomes, mut sink: Sink, bar: &Bar) -> Result<Exit> {
    let mut exit = Exit::Ok;
    let mut reports = 0_u64;
    while let Some(step) = outcomes.next(|| sink.flush()) {
        let outcome = match step? {
            Step::Outcome { outcome, .. } => outcome,
            Step::End(_) => continue,
            Step::Changed(what) => anyhow::bail!(what),
        };
        reports += 1;
        bar.reports(reports);
        match *outcome {
            Ok((report, record)) => sink.write(&record, Some(&report))?,
            Err(failure) => {
                exit = exit.max(severity(&failure));
                sink.failed()?;
                bar.complain(&format!("error: {failure}"));
                if matches!(failure, Failure::Engine { source: EngineError::Gone(_), .. }) {
                    break;
                }
            }
        }
    }
    sink.end()?;
    Ok(exit)
}

fn severity(failure: &Failure) -> Exit {
    match failure {
        Failure::Input(InputError::Report { .. })
        | Failure::Engine { source: EngineError::Report(_), .. } => Exit::SomeFailed,
        Failure::Input(InputError::Io { .. })
        | Failure::Engine { source: EngineError::Failed(_) | EngineError::Gone(_), .. } => Exit::Io,
    }
}
