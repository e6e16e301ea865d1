//! Round trips through a server on the loopback interface: one report, a batch, a stream. Every
//! answer's number of incidents is checked.

use criterion::{Criterion, Throughput};
use rasd::{Options, Report};
use rasd_benches::{Generated, series};
use rasd_client::Client;
use rasd_server::Config;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_stream::StreamExt;

/// Reports of a batch and of a stream.
const MANY: usize = 64;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap_or_else(|error| panic!("no runtime: {error}"));
    let client = runtime.block_on(connect());
    let generated = series(17, MANY as u64);
    let reports: Vec<Report> = generated.iter().map(|g| g.report.clone()).collect();
    let told: usize = generated.iter().map(|g| g.incidents).sum();

    let mut group = criterion.benchmark_group("server");
    group.throughput(Throughput::Elements(1));
    let mut next = generated.iter().cycle();
    group.bench_function("unary", |b| {
        b.iter(|| {
            // A report after the other, so that no two neighbours are the same.
            if let Some(Generated { report, incidents }) = next.next() {
                assert_eq!(unary(&runtime, &client, report), *incidents);
            }
        });
    });
    group.throughput(Throughput::Elements(MANY as u64));
    group.bench_function("batch_of_64", |b| {
        b.iter(|| assert_eq!(batch(&runtime, &client, &reports), told));
    });
    group.bench_function("stream_of_64", |b| {
        b.iter(|| assert_eq!(stream(&runtime, &client, &reports), told));
    });
    group.finish();
    criterion.final_summary();
}

async fn connect() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap_or_else(|e| panic!("{e}"));
    let address = listener.local_addr().unwrap_or_else(|e| panic!("{e}"));
    tokio::spawn(rasd_server::serve(listener, Config::default(), std::future::pending()));
    Client::connect(&format!("http://{address}")).await.unwrap_or_else(|e| panic!("{e}"))
}

fn unary(runtime: &Runtime, client: &Client, report: &Report) -> usize {
    match runtime.block_on(client.extract(report, Options::default())) {
        Ok(record) => record.incidents.len(),
        Err(error) => panic!("{error}"),
    }
}

fn batch(runtime: &Runtime, client: &Client, reports: &[Report]) -> usize {
    match runtime.block_on(client.extract_batch(reports, Options::default())) {
        Ok(results) => results.iter().flatten().map(|record| record.incidents.len()).sum(),
        Err(error) => panic!("{error}"),
    }
}

fn stream(runtime: &Runtime, client: &Client, reports: &[Report]) -> usize {
    runtime.block_on(async {
        let source = tokio_stream::iter(reports.to_vec());
        let mut answers = match client.extract_stream(source, Options::default()).await {
            Ok(answers) => answers,
            Err(error) => panic!("{error}"),
        };
        let mut incidents = 0;
        while let Some(answer) = answers.next().await {
            match answer {
                Ok(answer) => incidents += answer.result.map_or(0, |r| r.incidents.len()),
                Err(error) => panic!("{error}"),
            }
        }
        incidents
    })
}
