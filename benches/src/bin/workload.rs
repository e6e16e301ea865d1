//! The work whose instructions are counted: `workload [warm] [json]`.
//!
//! All runs make the same articles and load the tables by reading one; without `warm` the other
//! 63 are read too. The difference of the two runs' instruction counts is the reading alone. With
//! `json` records are written as well.

use rasd::Extractor;
use rasd_benches::articles;

/// As the command line has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let extractor = Extractor::new();
    let all = articles(11, 64);
    let asked = |word: &str| std::env::args().any(|argument| argument == word);
    let only = if asked("warm") { 1 } else { all.len() };
    let written = asked("json");
    let mut json = Vec::with_capacity(1 << 20);
    let mut read = |report| {
        let record = extractor.extract(report);
        if written {
            json.clear();
            record.write_json(&mut json);
        }
        record.incidents.len()
    };
    let found: usize = all.iter().take(only).map(|g| read(&g.report)).sum();
    let told: usize = all.iter().take(only).map(|g| g.incidents).sum();
    assert!(found <= told && found * 100 >= told * 90, "{found} incidents for {told}");
    println!("{only} {found}");
}
