//! Each stage by itself, on varied text.

use criterion::{Criterion, Throughput};
use rasd::annotate::{actors, dates, events, means, numbers, outcomes, places};
use rasd::furniture::furniture;
use rasd::normalise::normalise;
use rasd::reading::Reading;
use rasd::segment::segment;
use rasd_benches::articles;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let reports = articles(13, 64);
    let bytes: usize = reports.iter().map(|g| g.report.text.len()).sum();
    let readings: Vec<Reading> = reports.iter().map(|g| Reading::new(&g.report)).collect();
    let mut group = criterion.benchmark_group("stage");
    group.throughput(Throughput::Bytes(bytes as u64));
    let letters: usize = reports.iter().map(|g| normalise(&g.report.text).text.len()).sum();
    group.bench_function("normalise", |b| {
        b.iter(|| {
            let n: usize = reports.iter().map(|g| normalise(&g.report.text).text.len()).sum();
            assert_eq!(n, letters);
        });
    });
    group.bench_function("tokenise", |b| {
        b.iter(|| reports.iter().map(|g| Reading::new(&g.report).tokens.len()).sum::<usize>());
    });
    let mut stage = |name: &str, count: &dyn Fn(&Reading) -> usize| {
        let expected: usize = readings.iter().map(count).sum();
        assert!(expected > 0, "{name} finds nothing");
        group.bench_function(name, |b| {
            b.iter(|| assert_eq!(readings.iter().map(count).sum::<usize>(), expected));
        });
    };
    stage("segment", &|r| segment(r, &furniture(r)).len());
    stage("annotate_numbers", &|r| numbers::numbers(r).len());
    stage("annotate_dates", &|r| dates::dates(r, &numbers::numbers(r)).len());
    stage("annotate_places", &|r| places::places(r).len());
    stage("annotate_actors", &|r| actors::actors(r, None).len());
    stage("annotate_means", &|r| means::means(r, &events::non_events(r)).len());
    stage("annotate_events", &|r| events::events(r, &events::non_events(r)).len());
    stage("annotate_outcomes", &|r| outcomes::outcomes(r, &outcomes::figure_cues(r)).len());
    stage("annotate_all", &|r| rasd::extract::annotate(r).figures.len());
    group.finish();
    criterion.final_summary();
}
