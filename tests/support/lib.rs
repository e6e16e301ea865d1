//! What the cross-crate tests share: a server of their own and the table of cases.

pub mod certificates;
pub mod scripted;

use rasd::Report;
use rasd_client::{Client, Settings};
use rasd_server::{Config, Metrics, ReferenceData, ServeError, Server};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server on a free port of the loopback interface, stopped when dropped.
#[derive(Debug)]
pub struct TestServer {
    /// Its address as a URL.
    pub url: String,
    /// What it counts.
    pub metrics: Metrics,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<Result<(), ServeError>>,
}

impl TestServer {
    /// Starts a server with default limits.
    pub async fn start() -> Self {
        Self::start_with(Config::default(), ReferenceData::compiled_in()).await
    }

    /// Starts a server.
    pub async fn start_with(config: Config, reference: ReferenceData) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound listener"));
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async {
            let _ = stopped.await;
        };
        let server = Server::new(config).expect("a good configuration").with_reference(reference);
        let metrics = server.metrics();
        let ended = tokio::spawn(server.serve(listener, shutdown));
        Self { url, metrics, stop: Some(stop), ended }
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// A client of the server.
    pub async fn client(&self) -> Client {
        self.client_with(Settings::default()).await
    }

    /// A client of the server.
    pub async fn client_with(&self, settings: Settings) -> Client {
        Client::connect_with(&self.url, settings).await.expect("the server is there")
    }

    /// Asks the server to stop.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }

    /// Asks the server to stop and waits until it has.
    ///
    /// # Errors
    /// What the server ended with.
    pub async fn stopped(mut self) -> Result<(), ServeError> {
        self.stop();
        self.ended.await.expect("the server does not panic")
    }
}

/// The reports of `cases/reports.jsonl`: invented, one for each sort of text.
#[must_use]
pub fn cases() -> Vec<Report> {
    let table = include_str!("../cases/reports.jsonl");
    table.lines().map(|line| serde_json::from_str(line).expect("a report in JSON")).collect()
}
