//! `rasd extract`.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rasd::Options;
use rasd::model::Record;

use crate::cli::{ExtractArgs, Format};
use crate::engine::{Engine, EngineError};
use crate::exit::Exit;
use crate::input::{InputError, Source};
use crate::out;
use crate::pipeline::{self, Failure};
use crate::summary::{self, Style};

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Exit> {
    let options = Options { offset_unit: args.offsets.into() };
    let sources = Source::list(&args.files);
    if sources.iter().filter(|s| **s == Source::Stdin).count() > 1 {
        out::complain("error: standard input (-) can be read only once");
        return Ok(Exit::Usage);
    }
    let engine = match &args.server {
        None => Engine::local(options),
        Some(url) => Engine::remote(url, args.remote.settings(args.deadline)?, options)?,
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
    let exit = print(&outcomes, &mut Printer::new(args.format), &bar);
    bar.finish_and_clear();
    exit.context("cannot write to standard output")
}

fn print(outcomes: &pipeline::Outcomes, printer: &mut Printer, bar: &ProgressBar) -> Result<Exit> {
    let mut exit = Exit::Ok;
    let mut reports = 0_u64;
    while let Some(outcome) = outcomes.next(|| printer.flush()) {
        reports += 1;
        bar.set_message(format!("{reports} reports"));
        match outcome? {
            Ok(record) => printer.record(&record)?,
            Err(failure) => {
                exit = exit.max(severity(&failure));
                printer.failed()?;
                bar.suspend(|| out::complain(&format!("error: {failure}")));
                if matches!(failure, Failure::Engine { source: EngineError::Gone(_), .. }) {
                    break;
                }
            }
        }
    }
    printer.end()?;
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

/// Prints records in the chosen format.
struct Printer {
    format: Format,
    style: Style,
    out: BufWriter<io::Stdout>,
    /// Items seen, those that failed included.
    seen: usize,
    printed: usize,
    /// JSON: the first record, held until it is known whether it is the only one.
    held: Option<Record>,
}

impl Printer {
    fn new(format: Format) -> Self {
        let out = BufWriter::new(io::stdout());
        Self { format, style: Style::detect(), out, seen: 0, printed: 0, held: None }
    }

    fn failed(&mut self) -> Result<()> {
        self.seen += 1;
        self.release()
    }

    fn record(&mut self, record: &Record) -> Result<()> {
        self.seen += 1;
        match self.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, record).map_err(io::Error::from)?;
                self.out.write_all(b"\n")?;
            }
            Format::Summary => {
                if self.printed > 0 {
                    self.out.write_all(b"\n")?;
                }
                self.out.write_all(summary::render(record, self.style).as_bytes())?;
            }
            Format::Json if self.seen == 1 => {
                self.held = Some(record.clone());
                return Ok(());
            }
            Format::Json => {
                self.release()?;
                self.element(record)?;
            }
        }
        self.printed += 1;
        Ok(())
    }

    /// Prints the held record as the first of an array: another item has come in.
    fn release(&mut self) -> Result<()> {
        if self.seen > 1
            && let Some(first) = self.held.take()
        {
            self.element(&first)?;
            self.printed += 1;
        }
        Ok(())
    }

    fn element(&mut self, record: &Record) -> Result<()> {
        let json = serde_json::to_string_pretty(record)?.replace('\n', "\n  ");
        let lead = if self.printed == 0 { "[\n  " } else { ",\n  " };
        write!(self.out, "{lead}{json}")?;
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        if self.format == Format::Json {
            match self.held.take() {
                Some(only) => writeln!(self.out, "{}", serde_json::to_string_pretty(&only)?)?,
                None if self.printed == 0 => writeln!(self.out, "[]")?,
                None => writeln!(self.out, "\n]")?,
            }
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}
