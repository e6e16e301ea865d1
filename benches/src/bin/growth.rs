//! Cost against length: `growth TEXT BYTES` reads one hard text once (for callgrind);
//! `growth` prints a table of microseconds per KB for all of them.

use std::time::Instant;

use rasd::{Extractor, Report};
use rasd_benches::adversarial::{HARD, hard};

fn main() {
    let extractor = Extractor::new();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let read = |name: &str, bytes: usize| {
        let report = Report::new(name, hard(name, bytes));
        let begun = Instant::now();
        let record = extractor.extract(&report);
        let took = begun.elapsed().as_secs_f64() * 1e6;
        (took / (report.text.len() as f64 / 1024.0), record.incidents.len())
    };
    if let [name, bytes] = arguments.as_slice() {
        println!("{}", read(name, bytes.parse().unwrap_or(1)).1);
        return;
    }
    read("reports", 1024);
    println!("| text | 1 KB | 10 KB | 100 KB | 1,000 KB |\n|---|---:|---:|---:|---:|");
    for (name, _) in HARD {
        // The best of some runs: others share the machine.
        let best = |kb: usize| {
            let runs = if kb > 100 { 2 } else { 5 };
            (0..runs).map(|_| read(name, kb * 1024).0).fold(f64::MAX, f64::min)
        };
        let [a, b, c, d] = [1, 10, 100, 1000].map(best);
        println!("| {name} | {a:.0} | {b:.0} | {c:.0} | {d:.0} |");
    }
}
