//! A whole report, in process, on varied text; the number of incidents found is checked.

use criterion::{Criterion, Throughput};
use rasd::Extractor;
use rasd_benches::{articles, series};

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
    // Articles of 4.5 KB. A few neighbouring acts may be read as one, so that what was told is a
    // bound and the first pass the answer.
    let articles = articles(11, 64);
    let told: usize = articles.iter().map(|g| g.incidents).sum();
    let read =
        || -> usize { articles.iter().map(|g| extractor.extract(&g.report).incidents.len()).sum() };
    let expected = read();
    assert!(expected <= told && expected * 100 >= told * 94, "{expected} of {told}");
    let bytes: usize = articles.iter().map(|g| g.report.text.len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("64_articles", |b| b.iter(|| assert_eq!(read(), expected)));
    group.finish();
    criterion.final_summary();
}
