//! Prints the numbers and dates that Rasd reads as JSON, one line for each line of input.
//!
//! Input: `numbers|dates<TAB>publication date or nothing<TAB>text`. The time the reading took, without
//! start-up, goes to standard error. Used by `benches/parsers/compare.py`.

use std::io::{BufRead, Write};
use std::time::Instant;

use rasd::Report;
use rasd::annotate::dates::dates;
use rasd::annotate::numbers::numbers;
use rasd::reading::Reading;
use rasd::resolve::dates::resolve;
use serde_json::{Value, json};

fn read(stage: &str, published: &str, text: &str) -> Value {
    let report = Report::new("", text);
    let reading = Reading::new(&report);
    let found = numbers(&reading);
    if stage == "numbers" {
        return found.iter().map(|n| json!([n.count.min, n.count.max])).collect();
    }
    let published = published.trim().parse().ok();
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    dates(&reading, &found)
        .iter()
        .map(|d| {
            let when = resolve(d, published);
            json!([day(when.start), day(when.end)])
        })
        .collect()
}

fn main() -> std::io::Result<()> {
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    // The tables are built at the first look-up: not part of the time.
    read("dates", "2021-03-10", "قتل 3 أمس");
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    let answers: Vec<Value> = lines
        .iter()
        .map(|line| {
            let mut parts = line.splitn(3, '\t');
            let mut part = || parts.next().unwrap_or_default();
            read(part(), part(), part())
        })
        .collect();
    let taken = start.elapsed();
    for answer in answers {
        writeln!(out, "{answer}")?;
    }
    eprintln!("{:.6}", taken.as_secs_f64());
    Ok(())
}
