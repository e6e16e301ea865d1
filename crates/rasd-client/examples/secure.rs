//! TLS with a certificate authority of your own, and a bearer token in every call.
//!
//! `secure https://localhost:50051 REPORTS.jsonl ca.pem token`

mod shared;

use std::error::Error;
use std::fs;

use rasd::Options;
use rasd_client::{Client, Settings, Tls, Token};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (url, path) = shared::arguments(std::env::args())?;
    let mut files = std::env::args().skip(3);
    let (Some(ca), Some(token)) = (files.next(), files.next()) else {
        return Err("usage: secure https://localhost:50051 REPORTS.jsonl CA TOKEN_FILE".into());
    };
    let settings = Settings {
        // Without `ca`, the system's own authorities.
        tls: Tls { ca: Some(fs::read(ca)?), ..Tls::default() },
        // A file, because a command line is there for every user of the machine to read.
        token: Some(Token::new(&fs::read_to_string(token)?)?),
        ..Settings::default()
    };
    let client = Client::connect_with(&url, settings).await?;
    for report in shared::reports(&path)? {
        shared::show(&client.extract(&report?, Options::default()).await?)?;
    }
    Ok(())
}
