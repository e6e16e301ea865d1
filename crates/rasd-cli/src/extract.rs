//! `rasd extract`.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rasd::Options;

use crate::cli::ExtractArgs;
use crate::engine::{Engine, EngineError};
use crate::exit::Exit;
use crate::input::{InputError, Source};
use crate::out;
use crate::pipeline::{self, Failure};
use crate::sink::Sink;

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Exit> {
    let options = Options { offset_unit: args.offsets.into() };
    let sources = Source::list(&args.files);
    if sources.iter().filter(|s| **s == Source::Stdin).count() > 1 {
        out::complain("error: standard input (-) can be read only once");
        return Ok(Exit::Usage);
    }
    if let Some(reason) = Sink::refuses(args.format, args.output.as_deref()) {
        out::complain(&format!("error: {reason}"));
        return Ok(Exit::Usage);
    }
    let sink = Sink::open(args.format, args.output.as_deref())?;
    let engine = match &args.server {
        None => Engine::local(options),
        Some(url) => Engine::remote(url, args.deadline, options)?,
    };
    let bar = progress(&sources);
    let items = {
        let (kind, defaults, bar) = (args.input, args.defaults.clone(), bar.clone());
        sources.into_iter().flat_map(move |source| {
            let bar = bar.clone();
            source.items(kind, defaults.clone(), move |bytes| bar.inc(bytes))
        })
    };
    let jobs = args.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, std::num::NonZero::get),
        usize::from,
    );
    let outcomes = pipeline::run(items, Arc::new(engine), jobs);
    let exit = print(&outcomes, sink, &bar);
    bar.finish_and_clear();
    exit.with_context(|| match &args.output {
        None => "cannot write to standard output".to_owned(),
        Some(path) => format!("cannot write {}", path.display()),
    })
}

fn print(outcomes: &pipeline::Outcomes, mut sink: Sink, bar: &ProgressBar) -> Result<Exit> {
    let mut exit = Exit::Ok;
    let mut reports = 0_u64;
    while let Some(outcome) = outcomes.next(|| sink.flush()) {
        reports += 1;
        bar.set_message(format!("{reports} reports"));
        match outcome? {
            Ok((report, record)) => sink.write(&record, Some(&report))?,
            Err(failure) => {
                exit = exit.max(severity(&failure));
                sink.failed()?;
                bar.suspend(|| out::complain(&format!("error: {failure}")));
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

/// A bar on standard error over the bytes of several files. It hides itself when that is no
/// terminal; when standard output is one too, the records themselves show the progress.
fn progress(sources: &[Source]) -> ProgressBar {
    let sizes: Option<Vec<u64>> = sources.iter().map(Source::size).collect();
    let total: u64 = sizes.unwrap_or_default().iter().sum();
    let many = sources.len() > 1 || total > 1 << 20;
    if !many || total == 0 || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {msg} {eta}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
