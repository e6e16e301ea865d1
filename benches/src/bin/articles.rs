//! Prints generated articles as JSON Lines: `articles COUNT [SEED]`. The same seed, the same bytes.

use std::io::{self, BufWriter, Write};

use rasd_benches::article;
use serde_json::json;

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|a| a.parse::<u64>().unwrap_or(0));
    let (count, seed) = (numbers.next().unwrap_or(256), numbers.next().unwrap_or(11));
    let mut out = BufWriter::new(io::stdout().lock());
    for index in 0..count {
        let report = article(seed, index).report;
        let date = report.published_at.map(|d| d.to_string());
        serde_json::to_writer(
            &mut out,
            &json!({"id": report.id, "text": report.text, "published_at": date}),
        )?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
