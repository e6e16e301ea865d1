//! Articles per second in process, records and their JSON included: `throughput [THREADS] [SECONDS]`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rasd::Extractor;
use rasd_benches::articles;

/// As the command line has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (threads, seconds) = (numbers.next().unwrap_or(1), numbers.next().unwrap_or(3));
    let all = articles(11, 256);
    let bytes: usize = all.iter().map(|g| g.report.text.len()).sum();
    let extractor = Extractor::new();
    let read = |at: usize| {
        let mut json = Vec::new();
        extractor.extract(&all[at % all.len()].report).write_json(&mut json);
        json.len()
    };
    let expected: usize = (0..all.len()).map(read).sum();
    let next = AtomicUsize::new(0);
    let written = AtomicUsize::new(0);
    let begun = Instant::now();
    let until = Duration::from_secs(seconds);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while begun.elapsed() < until {
                    // A whole round, so that every round's bytes can be checked.
                    let round: usize = (0..all.len()).map(read).sum();
                    assert_eq!(round, expected);
                    next.fetch_add(all.len(), Ordering::Relaxed);
                    written.fetch_add(round, Ordering::Relaxed);
                }
            });
        }
    });
    let took = begun.elapsed().as_secs_f64();
    let reports = next.into_inner() as f64;
    println!(
        "{:.0} reports/s, {:.1} MB/s of text, {:.1} MB/s of records; {} threads, {:.0} reports of {} bytes in {took:.2} s",
        reports / took,
        reports / took * (bytes / all.len()) as f64 / 1e6,
        written.into_inner() as f64 / took / 1e6,
        threads,
        reports,
        bytes / all.len(),
    );
}
