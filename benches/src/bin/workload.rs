//! The work whose instructions are counted: `workload [warm]`.
//!
//! Both runs make the same articles and load the tables by reading one; without `warm` the other
//! 63 are read too. The difference of the two runs' instruction counts is the reading alone.

use rasd::Extractor;
use rasd_benches::articles;

fn main() {
    let extractor = Extractor::new();
    let all = articles(11, 64);
    let only = if std::env::args().any(|a| a == "warm") { 1 } else { all.len() };
    let found: usize =
        all.iter().take(only).map(|g| extractor.extract(&g.report).incidents.len()).sum();
    let told: usize = all.iter().take(only).map(|g| g.incidents).sum();
    assert!(found <= told && found * 100 >= told * 90, "{found} incidents for {told}");
    println!("{only} {found}");
}
