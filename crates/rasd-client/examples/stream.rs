//! Any number of reports over one call, answered in order, a bounded number of them unanswered.

mod shared;

use std::error::Error;

use rasd::Options;
use rasd_client::{Client, Settings};
use tokio_stream::StreamExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, path) = shared::arguments(std::env::args())?;
    let settings = Settings { window: 64, ..Settings::default() };
    let client = Client::connect_with(&url, settings).await?;

    // Each is read when there is room for it: the file may be longer than memory.
    let reports = shared::reports(&path)?.map_while(|report| {
        report.inspect_err(|error| eprintln!("the file cannot be read on: {error}")).ok()
    });
    let mut answers =
        client.extract_stream(tokio_stream::iter(reports), Options::default()).await?;
    while let Some(answer) = answers.next().await {
        let answer = answer?;
        match answer.result {
            Ok(record) => shared::show(&record)?,
            Err(refused) => eprintln!("{}: {refused}", answer.id),
        }
    }
    Ok(())
}
