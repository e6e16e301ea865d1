//! A deadline for every call, and repetition when the server is not there. A busy server is asked
//! again when it says so; that is the caller's choice.

mod shared;

use std::error::Error;
use std::time::Duration;

use rasd::Options;
use rasd_client::{Client, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, path) = shared::arguments(std::env::args())?;
    let settings = Settings {
        // Repetitions included.
        deadline: Duration::from_secs(5),
        retries: 4,
        retry_delay: Duration::from_millis(200),
        max_retry_delay: Duration::from_secs(2),
        retry_when_busy: true,
        ..Settings::default()
    };
    // Connects with the first call, so that a server that is only just starting is waited for.
    let client = Client::connect_lazy(&url, settings)?;
    for report in shared::reports(&path)? {
        let report = report?;
        // Ten bytes or ten megabytes: one call may have more time than the others.
        let seconds = 5 + report.text.len() as u64 / 1_000_000;
        let client = client.with_deadline(Duration::from_secs(seconds));
        match client.extract(&report, Options::default()).await {
            Ok(record) => shared::show(&record)?,
            Err(rasd_client::Error::Busy { retry_after, .. }) => {
                eprintln!("{}: still busy; come back in {retry_after:?}", report.id);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
