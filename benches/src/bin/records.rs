//! Prints the records of JSON Lines files, by the library alone: `records FILE…`.

use std::io::{self, BufWriter, Write};

use rasd::{Extractor, Report};

/// As the command line has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> io::Result<()> {
    let extractor = Extractor::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(path)?.lines() {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| value[name].as_str();
            let text = field("text").unwrap_or_default();
            let mut report = Report::new(field("id").unwrap_or_default(), text);
            report.title = field("title").map(str::to_owned);
            report.country = field("country").map(str::to_owned);
            report.publisher = field("publisher").map(str::to_owned);
            report.published_at = field("published_at").and_then(|d| d.parse().ok());
            let mut json = Vec::new();
            extractor.extract(&report).write_json(&mut json);
            json.push(b'\n');
            out.write_all(&json)?;
        }
    }
    out.flush()
}
