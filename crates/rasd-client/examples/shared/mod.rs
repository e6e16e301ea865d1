//! What the examples share: reports in from JSON Lines, records out as JSON Lines.

use std::env::Args;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use rasd::Report;
use rasd::model::Record;

/// URL and file of reports from the command line.
pub(crate) fn arguments(mut args: Args) -> Result<(String, String), Box<dyn Error>> {
    match (args.nth(1), args.next()) {
        (Some(url), Some(reports)) => Ok((url, reports)),
        _ => Err("usage: EXAMPLE http://127.0.0.1:50051 REPORTS.jsonl".into()),
    }
}

/// The reports of a JSON Lines file, one after the other.
pub(crate) fn reports(
    path: &str,
) -> Result<impl Iterator<Item = Result<Report, Box<dyn Error>>> + use<>, Box<dyn Error>> {
    let lines = BufReader::new(File::open(path)?).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Prints a record on one line.
pub(crate) fn show(record: &Record) -> Result<(), Box<dyn Error>> {
    println!("{}", serde_json::to_string(record)?);
    Ok(())
}
