//! Counts what one article allocates, warm: `allocations`. Deterministic, so it is compared by eye.

use std::alloc::System;

use rasd::Extractor;
use rasd_benches::articles;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let extractor = Extractor::new();
    let all = articles(11, 64);
    let expected: usize = all.iter().map(|g| extractor.extract(&g.report).incidents.len()).sum();
    let region = Region::new(GLOBAL);
    let found: usize = all.iter().map(|g| extractor.extract(&g.report).incidents.len()).sum();
    let stats = region.change();
    assert_eq!(found, expected);
    let bytes: usize = all.iter().map(|g| g.report.text.len()).sum();
    println!(
        "{} articles of {} bytes: {} allocations, {} reallocations, {} bytes allocated per article",
        all.len(),
        bytes / all.len(),
        stats.allocations / all.len(),
        stats.reallocations / all.len(),
        stats.bytes_allocated / all.len(),
    );
}
