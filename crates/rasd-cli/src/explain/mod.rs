//! `rasd explain`: each slot with its words and the rule or row that gave it, and what lost.

pub(crate) mod args;
mod text;

use std::io::{self, Write};

use anyhow::Result;
use rasd::{Extractor, Options};

use self::args::ExplainArgs;
use crate::cli::ReportFormat;
use crate::exit::Exit;
use crate::input::{InputError, Source};
use crate::out;
use crate::summary::Style;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<Exit> {
    let options = Options { offset_unit: args.offsets.into() };
    let sources = Source::list(&args.files);
    if sources.iter().filter(|s| **s == Source::Stdin).count() > 1 {
        out::complain("error: standard input (-) can be read only once");
        return Ok(Exit::Usage);
    }
    let extractor = Extractor::new();
    let style = Style::detect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Ok;
    let mut told = 0;
    let items = sources.iter().flat_map(|s| s.reports(args.input, args.defaults.clone()));
    for item in items {
        let mut report = match item {
            Ok(report) => report,
            Err(error) => {
                let io = matches!(error, InputError::Io { .. });
                exit = exit.max(if io { Exit::Io } else { Exit::SomeFailed });
                out::complain(&format!("error: {error}"));
                continue;
            }
        };
        report.title = report.title.or_else(|| args.title.clone());
        let explanation = extractor.explain_with(&report, options);
        match args.format {
            ReportFormat::Json => {
                serde_json::to_writer(&mut out, &explanation).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            ReportFormat::Text => {
                if told > 0 {
                    out.write_all(b"\n")?;
                }
                out.write_all(text::render(&report, &explanation, options, style).as_bytes())?;
            }
        }
        told += 1;
    }
    out.flush()?;
    Ok(exit)
}
