//! The Rust client: what it repeats and what not, what it sends, whom it trusts, what it gives up.

use std::collections::HashMap;
use std::fs;
use std::time::{Duration, Instant};

use rasd::{Options, Report};
use rasd_client::{Client, Compression, Error, Settings, Tls, Token};
use rasd_server::{Config, ReferenceData};
use rasd_tests::TestServer;
use rasd_tests::certificates::{Authority, Pair};
use rasd_tests::scripted::Script;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_stream::StreamExt;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

const TOKEN: &str = "an-invented-token-of-a-test-0123456789";
const MS: Duration = Duration::from_millis(1);

fn report() -> Report {
    Report::new("r", "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب.")
}

async fn extract(client: &Client) -> Result<rasd::model::Record, Error> {
    client.extract(&report(), Options::default()).await
}

async fn client(script: &Script, settings: Settings) -> Client {
    Client::connect_with(&script.serve().await, settings).await.expect("the script is served")
}

fn asking(code: Code, wait: Duration) -> Status {
    let mut details = ErrorDetails::with_error_info("SERVER_BUSY", "rasd.v1", HashMap::new());
    details.set_retry_info(Some(wait));
    Status::with_error_details(code, "come back", details)
}

#[tokio::test]
async fn what_is_not_available_is_asked_again() {
    let script = Script::failing([Status::unavailable("no"), Status::unavailable("not yet")]);
    let client = client(&script, Settings::default()).await;
    let began = Instant::now();
    assert_eq!(extract(&client).await.unwrap().report.id, "r");
    assert_eq!(script.calls().len(), 3);
    // 100 ms and 200 ms, less a fifth.
    assert!(began.elapsed() >= 240 * MS, "{:?}", began.elapsed());
}

#[tokio::test]
async fn no_more_often_than_set() {
    let script = Script::failing((0..9).map(|_| Status::unavailable("no")));
    let settings = Settings { retries: 4, retry_delay: MS, ..Settings::default() };
    let error = extract(&client(&script, settings).await).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
    assert_eq!(script.calls().len(), 5);
}

#[tokio::test]
async fn other_failures_are_final() {
    for code in (1..=16).map(Code::from).filter(|code| *code != Code::Unavailable) {
        let script = Script::failing([Status::new(code, "final")]);
        let client = client(&script, Settings::default()).await;
        assert!(extract(&client).await.is_err(), "{code:?}");
        assert_eq!(script.calls().len(), 1, "{code:?}");
    }
}

#[tokio::test]
async fn the_servers_wish_is_waited_for() {
    let script = Script::failing([asking(Code::Unavailable, 400 * MS)]);
    let client = client(&script, Settings { retry_delay: MS, ..Settings::default() }).await;
    let began = Instant::now();
    extract(&client).await.unwrap();
    assert!(began.elapsed() >= 400 * MS, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_busy_server_is_left_alone_unless_chosen_otherwise() {
    let busy = || asking(Code::ResourceExhausted, 50 * MS);
    let script = Script::failing([busy()]);
    let error = extract(&client(&script, Settings::default()).await).await.unwrap_err();
    let Error::Busy { reason, retry_after, .. } = error else { panic!("{error:?}") };
    assert_eq!((reason.as_str(), retry_after), ("SERVER_BUSY", 50 * MS));
    assert_eq!(script.calls().len(), 1);

    let script = Script::failing([busy()]);
    let patient = Settings { retry_when_busy: true, ..Settings::default() };
    extract(&client(&script, patient).await).await.unwrap();
    assert_eq!(script.calls().len(), 2);
}

#[tokio::test]
async fn a_server_that_is_only_just_starting_is_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let settings = Settings { retries: 9, ..Settings::default() };
    let client = Client::connect_lazy(&format!("http://{address}"), settings).unwrap();
    let call = tokio::spawn(async move { extract(&client).await });
    tokio::time::sleep(200 * MS).await;
    assert!(!call.is_finished());
    let listener = TcpListener::bind(address).await.unwrap();
    let server = rasd_server::Server::new(Config::default()).unwrap();
    tokio::spawn(server.serve(listener, std::future::pending()));
    assert_eq!(call.await.unwrap().unwrap().report.id, "r");
}

#[tokio::test]
async fn the_deadline_holds_for_all_repetitions_together() {
    let script = Script::failing((0..99).map(|_| Status::unavailable("no")));
    let deadline = 300 * MS;
    let settings = Settings { deadline, retries: 99, ..Settings::default() };
    let client = client(&script, settings).await;
    let began = Instant::now();
    assert!(extract(&client).await.is_err());
    assert!(began.elapsed() < deadline + 100 * MS, "{:?}", began.elapsed());
    assert!((2..=4).contains(&script.calls().len()), "{}", script.calls().len());
}

#[tokio::test]
async fn a_call_may_have_a_deadline_of_its_own() {
    let script = Script::slow(400 * MS);
    let client = client(&script, Settings::default()).await;
    let error = extract(&client.with_deadline(50 * MS)).await.unwrap_err();
    assert!(matches!(error, Error::Deadline), "{error:?}");
    extract(&client).await.unwrap();
    let timeouts: Vec<_> =
        script.calls().iter().map(|call| call.get("grpc-timeout").cloned()).collect();
    assert!(timeouts.iter().all(Option::is_some), "{timeouts:?}");
}

#[tokio::test]
async fn token_name_and_compression_are_sent() {
    let script = Script::default();
    let settings = Settings {
        token: Some(Token::new(TOKEN).unwrap()),
        user_agent: Some("archive/7".into()),
        compression: Some(Compression::Zstd),
        ..Settings::default()
    };
    extract(&client(&script, settings).await).await.unwrap();
    let call = script.calls().remove(0);
    assert_eq!(call.get("authorization").unwrap(), &format!("Bearer {TOKEN}"));
    assert_eq!(call.get("grpc-encoding").unwrap(), "zstd");
    assert!(call.get("user-agent").unwrap().to_str().unwrap().starts_with("archive/7"));
}

async fn closed(script: &Script) {
    let gone = async {
        while script.open_streams() > 0 {
            tokio::time::sleep(5 * MS).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), gone).await.expect("the call was cancelled");
}

#[tokio::test]
async fn a_stream_that_nobody_reads_any_more_is_given_up() {
    let script = Script::default();
    let client = client(&script, Settings::default()).await;
    let endless = tokio_stream::iter((0..).map(|i| Report::new(format!("{i}"), "قصف")));
    let mut answers = client.extract_stream(endless, Options::default()).await.unwrap();
    for i in 0..200 {
        assert_eq!(answers.next().await.unwrap().unwrap().id, i.to_string());
    }
    assert_eq!(script.open_streams(), 1);
    drop(answers);
    closed(&script).await;
    // The connection is still good.
    extract(&client).await.unwrap();
}

#[tokio::test]
async fn also_when_the_source_has_nothing_to_say() {
    let script = Script::default();
    let client = client(&script, Settings::default()).await;
    let silent = tokio_stream::once(report()).chain(tokio_stream::pending());
    let mut answers = client.extract_stream(silent, Options::default()).await.unwrap();
    assert!(answers.next().await.unwrap().is_ok());
    assert_eq!(script.open_streams(), 1);
    drop(answers);
    closed(&script).await;
}

/// A server with TLS and a token, its URL, and who signed its certificate.
async fn guarded(folder: &TempDir, clients: Option<&Authority>) -> (TestServer, String, Authority) {
    let authority = Authority::new();
    let mut tls = authority.sign().write(folder.path());
    if let Some(clients) = clients {
        let path = folder.path().join("clients.pem");
        fs::write(&path, clients.cert()).unwrap();
        tls.client_ca = Some(path);
    }
    let tokens = folder.path().join("tokens");
    fs::write(&tokens, format!("test {TOKEN}\n")).unwrap();
    let config = Config { tls: Some(tls), tokens: Some(tokens), ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let url = server.url.replace("http://", "https://");
    (server, url, authority)
}

/// Connects and makes a call.
async fn over_tls(
    url: &str,
    ca: &Authority,
    own: Option<&Pair>,
    token: Option<&str>,
) -> Result<rasd::model::Record, Error> {
    let identity = own.map(|own| (own.cert.clone().into_bytes(), own.key.clone().into_bytes()));
    let tls = Tls { ca: Some(ca.cert().into_bytes()), identity, ..Tls::default() };
    let token = token.map(Token::new).transpose()?;
    let client = Client::connect_with(url, Settings { tls, token, ..Settings::default() }).await?;
    extract(&client).await
}

#[tokio::test]
async fn the_right_server_and_the_right_token() {
    let folder = TempDir::new().unwrap();
    let (_server, url, authority) = guarded(&folder, None).await;
    let record = over_tls(&url, &authority, None, Some(TOKEN)).await.unwrap();
    assert_eq!(record, rasd::Extractor::new().extract(&report()));

    for (token, expected) in [(None, "TOKEN_MISSING"), (Some("another-token"), "TOKEN_UNKNOWN")] {
        let error = over_tls(&url, &authority, None, token).await.unwrap_err();
        let Error::Denied { reason, .. } = &error else { panic!("{error:?}") };
        assert_eq!(reason, expected);
    }
    let error = over_tls(&url, &Authority::new(), None, Some(TOKEN)).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
    // Nobody's authority but the system's: a certificate of the test's own is a stranger's.
    let error = Client::connect(&url).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_certificate_is_shown_where_one_is_asked() {
    let (folder, clients) = (TempDir::new().unwrap(), Authority::new());
    let (_server, url, authority) = guarded(&folder, Some(&clients)).await;
    over_tls(&url, &authority, Some(&clients.sign()), Some(TOKEN)).await.unwrap();
    for own in [None, Some(Authority::new().sign())] {
        let error = over_tls(&url, &authority, own.as_ref(), Some(TOKEN)).await.unwrap_err();
        assert!(matches!(error, Error::Unreachable { .. } | Error::Server { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn a_name_other_than_the_urls_may_be_expected() {
    let folder = TempDir::new().unwrap();
    let (_server, url, authority) = guarded(&folder, None).await;
    for (domain, good) in [("localhost", true), ("rasd.example", false)] {
        let ca = Some(authority.cert().into_bytes());
        let tls = Tls { ca, domain: Some(domain.into()), ..Tls::default() };
        let connected = Client::connect_with(&url, Settings { tls, ..Settings::default() }).await;
        assert_eq!(connected.is_ok(), good, "{domain}");
    }
}

#[tokio::test]
async fn the_server_says_what_it_is() {
    let server = TestServer::start().await;
    let info = server.client().await.server_info().await.unwrap();
    assert_eq!(info.tables_hash, rasd::tables_hash());
    assert!(info.limits.unwrap().max_batch_reports > 0);
}
