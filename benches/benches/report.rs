//! A whole report, in process, on varied text; the number of incidents found is checked.

use criterion::{Criterion, Throughput};
use rasd::Extractor;
use rasd_benches::series;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let reports = series(11, 256);
    let expected: usize = reports.iter().map(|g| g.incidents).sum();
    let bytes: usize = reports.iter().map(|g| g.report.text.len()).sum();
    let extractor = Extractor::new();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("256_reports", |b| {
        b.iter(|| {
            let found: usize =
                reports.iter().map(|g| extractor.extract(&g.report).incidents.len()).sum();
            assert_eq!(found, expected);
        });
    });
    group.finish();
    criterion.final_summary();
}
