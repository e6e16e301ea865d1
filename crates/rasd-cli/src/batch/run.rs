//! A run over many reports: records to the output, failures to the list, marks to the journal.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use jiff::Timestamp;

use super::args::WriteArgs;
use super::counts::Counts;
use super::errors::Errors;
use super::feed::{InputEnd, Known};
use super::journal::{Left, Mark, Partial, Settings};
use super::manifest::{Manifest, Program, RunTime, Written, name};
use super::output::Output;
use super::progress::Bar;
use crate::engine::EngineError;
use crate::exit::Exit;
use crate::input::{InputError, hex};
use crate::out;
use crate::pipeline::{Failure, Outcome, Outcomes, Step};
use crate::sink::Format;

/// How long work may be lost for, at most, when a run is stopped.
const MARK_EVERY: Duration = Duration::from_secs(1);

/// A run.
pub(crate) struct Run {
    output: Output,
    errors: Option<Errors>,
    settings: Settings,
    /// What an earlier run read to its end, and what this one has.
    ended: Vec<InputEnd>,
    /// How many of these the journal knows of.
    marked: usize,
    partial: Option<Partial>,
    counts: Counts,
    last_mark: Instant,
    began: (Timestamp, Instant),
    resumed: bool,
    finished_before: bool,
    exit: Exit,
}

/// What the manifest says beside what the run itself knows.
pub(crate) struct About {
    /// Reports worked on at once.
    pub(crate) jobs: usize,
    /// The server that extracts.
    pub(crate) server: Option<String>,
    /// Files in folders that were not read.
    pub(crate) passed_over: Vec<PathBuf>,
}

impl Run {
    /// Opens the outputs. What is known is to be passed over.
    pub(crate) fn open(
        args: &WriteArgs,
        format: Format,
        settings: Settings,
    ) -> Result<(Self, Known)> {
        let began = (Timestamp::now(), Instant::now());
        let (output, left) = Output::open(args, format, &settings)?;
        let errors = args.errors_path().map(|path| Errors::open(&path, left.mark.errors));
        let known = left.known(args.manifest_path().is_some());
        let resumed = !left.ended.is_empty() || left.mark.counts != Counts::default();
        let Left { ended, mark } = left;
        let run = Self {
            output,
            errors: errors.transpose()?,
            settings,
            marked: ended.len(),
            ended,
            partial: mark.partial,
            exit: if mark.counts.failed > 0 { Exit::SomeFailed } else { Exit::Ok },
            counts: mark.counts,
            last_mark: Instant::now(),
            began,
            resumed,
            finished_before: mark.finished,
        };
        Ok((run, known))
    }

    /// Takes all that comes and ends the outputs.
    pub(crate) fn take(
        mut self,
        outcomes: &Outcomes,
        args: &WriteArgs,
        about: About,
        bar: &Bar,
    ) -> Result<Exit> {
        if self.resumed {
            let before = self.counts.reports;
            bar.complain(&format!("note: going on behind {before} reports that were read before"));
        }
        let mut gone = false;
        while let Some(step) = outcomes.next(|| self.output.flush()) {
            match step? {
                Step::Outcome { input, outcome, chain } => {
                    if let Err(Failure::Engine { source: EngineError::Gone(_), .. }) = &*outcome {
                        gone = true;
                    }
                    self.outcome(&input, &outcome, gone, bar)?;
                    if gone {
                        break;
                    }
                    self.step_on(&input, outcome.is_ok(), &chain);
                    if outcome.is_ok() && self.mark_is_due() {
                        self.mark(false)?;
                    }
                }
                Step::End(end) => self.end_of(end),
                Step::Changed(what) => bail!("{what}; --force instead of --resume begins anew"),
            }
        }
        if gone {
            self.mark(false)?;
            if let Output::Stream(_) = &self.output {
                self.output.end()?;
            } else if matches!(self.output, Output::Kept { .. }) {
                bar.complain("note: --resume goes on behind what was read");
            }
            return Ok(self.exit);
        }
        self.finish(args, about, bar)
    }

    /// Writes what came of a report.
    fn outcome(&mut self, input: &str, outcome: &Outcome, gone: bool, bar: &Bar) -> Result<()> {
        match outcome {
            Ok(done) => {
                self.output.write(&done.form)?;
                self.counts.record(&done.sums);
            }
            Err(failure) => {
                self.exit = self.exit.max(severity(failure));
                self.output.failed()?;
                bar.complain(&format!("error: {failure}"));
                // A report that no server was there for is read when the run is gone on with.
                if !gone {
                    self.counts.failed();
                    if let Some(errors) = &mut self.errors {
                        errors.add(input, failure)?;
                    }
                }
            }
        }
        bar.reports(self.counts.reports);
        Ok(())
    }

    /// Remembers that one more item of a source is done.
    fn step_on(&mut self, input: &str, read: bool, chain: &[u8]) {
        let same = self.partial.take().filter(|partial| partial.input == input);
        let mut partial = same.unwrap_or_else(|| Partial {
            input: input.to_owned(),
            items: 0,
            chain: String::new(),
            records: 0,
            failed: 0,
        });
        partial.items += 1;
        partial.records += u64::from(read);
        partial.failed += u64::from(!read);
        partial.chain = hex(chain);
        self.partial = Some(partial);
    }

    fn end_of(&mut self, end: InputEnd) {
        let partial = self.partial.take().filter(|partial| partial.input == end.input);
        let (records, failed) = partial.map_or((0, 0), |p| (p.records, p.failed));
        self.ended.push(InputEnd { records, failed, ..end });
    }

    fn mark_is_due(&self) -> bool {
        match &self.output {
            Output::Kept { sink, .. } => {
                !sink.marks_anywhere() || self.last_mark.elapsed() >= MARK_EVERY
            }
            Output::Stream(_) | Output::AtEnd { .. } => false,
        }
    }

    /// Puts everything on the disk and says so in the journal, if this is a place for it.
    fn mark(&mut self, finished: bool) -> Result<()> {
        let Output::Kept { sink, journal } = &mut self.output else { return Ok(()) };
        let Some(out) = sink.mark()? else { return Ok(()) };
        let errors = self.errors.as_mut().map(Errors::sync).transpose()?.unwrap_or(0);
        journal.mark(&Mark {
            ended: self.ended[self.marked..].to_vec(),
            partial: self.partial.clone(),
            out,
            errors,
            counts: self.counts.clone(),
            finished,
        })?;
        self.marked = self.ended.len();
        self.last_mark = Instant::now();
        Ok(())
    }

    fn finish(mut self, args: &WriteArgs, about: About, bar: &Bar) -> Result<Exit> {
        if let Output::Kept { sink, .. } = &mut self.output {
            sink.finish()?;
        }
        if !self.finished_before || self.marked < self.ended.len() {
            self.mark(true)?;
        }
        if let Some(errors) = &mut self.errors {
            errors.sync()?;
        }
        let files = self.output.end()?;
        if let Some(path) = args.manifest_path() {
            Manifest {
                rasd: Program::this(),
                options: &self.settings,
                inputs: &self.ended,
                passed_over: about.passed_over.iter().map(|p| p.display().to_string()).collect(),
                counts: &self.counts,
                outputs: files.iter().map(|path| Written::of(path)).collect::<Result<_>>()?,
                errors: args.errors_path().map(|path| name(&path)),
                run: RunTime {
                    began: self.began.0.to_string(),
                    seconds: self.began.1.elapsed().as_secs_f64(),
                    resumed: self.resumed,
                    jobs: about.jobs,
                    server: about.server,
                },
            }
            .write(&path)?;
        }
        bar.end();
        if args.out.is_some() {
            let Counts { reports, records, failed, incidents, .. } = self.counts;
            out::complain(&format!(
                "{reports} reports: {records} records with {incidents} incidents, {failed} failed"
            ));
        }
        Ok(self.exit)
    }
}

fn severity(failure: &Failure) -> Exit {
    match failure {
        Failure::Input(InputError::Report { .. })
        | Failure::Engine { source: EngineError::Report(_), .. } => Exit::SomeFailed,
        Failure::Input(InputError::Io { .. })
        | Failure::Engine { source: EngineError::Failed(_) | EngineError::Gone(_), .. } => Exit::Io,
    }
}
