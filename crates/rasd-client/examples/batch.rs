//! Several reports in one call. One that cannot be read has its error in its own place.

mod shared;

use std::error::Error;

use rasd::{Options, Report};
use rasd_client::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, path) = shared::arguments(std::env::args())?;
    // Nothing but white space: the server refuses this report and reads the others.
    let mut reports = vec![Report::new("no-text", " ")];
    for report in shared::reports(&path)? {
        reports.push(report?);
    }
    let client = Client::connect(&url).await?;
    let results = client.extract_batch(&reports, Options::default()).await?;
    for (report, result) in reports.iter().zip(results) {
        match result {
            Ok(record) => shared::show(&record)?,
            Err(refused) => {
                eprintln!("{}: {refused}", report.id);
                for at in &refused.fields {
                    eprintln!("  {} {}", at.field, at.description);
                }
            }
        }
    }
    Ok(())
}
