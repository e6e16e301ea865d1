//! `rasd extract`.

use std::thread;

use anyhow::Result;
use clap::ValueEnum;
use rasd::{Options, Report};
use serde_json::json;

use crate::batch::args::Redact;
use crate::batch::feed::feed;
use crate::batch::progress::Bar;
use crate::batch::run::{About, Run};
use crate::cli::ExtractArgs;
use crate::engine::Engine;
use crate::exit::Exit;
use crate::input::{self, Source};
use crate::out;
use crate::pipeline::{self, Done};
use crate::sink::{Format, Sink};

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Exit> {
    let listing = input::list(&args.files, &args.write.written());
    let sources = listing.sources;
    if sources.iter().filter(|s| **s == Source::Stdin).count() > 1 {
        out::complain("error: standard input (-) can be read only once");
        return Ok(Exit::Usage);
    }
    if let Some(first) = listing.passed_over.first() {
        let (count, first) = (listing.passed_over.len(), first.display());
        out::complain(&format!("note: {count} files of other kinds passed over, such as {first}"));
    }
    let jobs = args.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, std::num::NonZero::get),
        usize::from,
    );
    let options = Options { offset_unit: args.offsets.into() };
    let engine = match &args.server {
        None => Engine::local(options),
        Some(url) => Engine::remote(url, args.remote.settings(args.deadline)?, options)?,
    };
    let form = format(args);
    if let Some(reason) = Sink::refuses(form, args.write.out.as_deref()) {
        out::complain(&format!("error: {reason}"));
        return Ok(Exit::Usage);
    }
    let (run, known) = match Run::open(&args.write, form, settings(args, form)) {
        Ok(opened) => opened,
        // Nothing was read and nothing written: what was asked for cannot be.
        Err(error) if args.write.out.is_some() => {
            out::complain(&format!("error: {error:#}"));
            return Ok(Exit::Usage);
        }
        Err(error) => return Err(error),
    };
    let bar = Bar::new(&sources, args.write.out.is_none());
    let how = args.read.how(args.input, args.defaults.clone());
    let fed = feed(sources, how, known, bar.clone());
    let redact = args.redact;
    let lines = form == Format::Jsonl && args.write.part_size.is_none();
    let extract = move |mut report: Report| {
        let mut record = engine.extract(&report)?;
        if redact == Redact::Names {
            let masked = rasd::redact::redact_record(&mut record, &report);
            (report.title, report.text) = (masked.title, masked.text);
        }
        Ok(if lines { Done::line(&record) } else { Done::record(report, record) })
    };
    let outcomes = pipeline::run(fed, extract, jobs);
    let about = About { jobs, server: args.server.clone(), passed_over: listing.passed_over };
    let exit = run.take(&outcomes, &args.write, about, &bar);
    bar.end();
    exit.map_err(|error| {
        if args.write.out.is_some() {
            error
        } else {
            error.context("cannot write to standard output")
        }
    })
}

/// For a person at a terminal, for a program in a file.
fn format(args: &ExtractArgs) -> Format {
    args.format.unwrap_or(if args.write.out.is_some() { Format::Jsonl } else { Format::Summary })
}

/// What bears on the records: two runs that agree in it and in their input give the same.
fn settings(args: &ExtractArgs, format: Format) -> serde_json::Map<String, serde_json::Value> {
    let name = |value: Option<clap::builder::PossibleValue>| value.map(|v| v.get_name().to_owned());
    let settings = json!({
        "version": rasd::VERSION,
        "tables": rasd::tables_hash(),
        "format": format.name(),
        "part_size": args.write.part_size,
        "input": name(args.input.to_possible_value()),
        "offsets": name(args.offsets.to_possible_value()),
        "published": args.defaults.published,
        "publisher": args.defaults.publisher,
        "country": args.defaults.country,
        "columns": args.read.columns,
        "max_unpacked": args.read.max_unpacked,
        "redact": name(args.redact.to_possible_value()),
    });
    match settings {
        serde_json::Value::Object(settings) => settings,
        _ => serde_json::Map::new(),
    }
}
