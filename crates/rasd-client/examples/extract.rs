//! One call, one report, one record. The place to start.

mod shared;

use std::error::Error;

use rasd::Options;
use rasd_client::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, path) = shared::arguments(std::env::args())?;
    let client = Client::connect(&url).await?;
    for report in shared::reports(&path)? {
        // Within a minute, repeated twice when the server is not available: see `Settings`.
        shared::show(&client.extract(&report?, Options::default()).await?)?;
    }
    Ok(())
}
