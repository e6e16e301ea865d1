//! Who is let in: TLS, clients' certificates, tokens, and how much one client may take.

use std::fs;
use std::time::Duration;

use rasd_proto::v1;
use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
use rasd_proto::v1::server_service_client::ServerServiceClient;
use rasd_server::{Config, ReferenceData, TlsFiles};
use rasd_tests::TestServer;
use rasd_tests::certificates::{Authority, Pair};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Code, Request, Status, Streaming};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_types::StatusExt;

const SOON: Duration = Duration::from_millis(50);

async fn start(config: Config) -> TestServer {
    TestServer::start_with(config, ReferenceData::default()).await
}

fn request(text: &str) -> v1::ExtractIncidentsRequest {
    let report = v1::Report { text: text.into(), ..Default::default() };
    v1::ExtractIncidentsRequest { report: Some(report), offset_encoding: 0 }
}

fn reason(status: &Status) -> String {
    status.get_error_details().error_info().expect("an ErrorInfo").reason.clone()
}

async fn plain(server: &TestServer) -> Channel {
    Channel::from_shared(server.url.clone()).unwrap().connect().await.unwrap()
}

/// One call over TLS; the client trusts `authority` and shows `own`.
async fn over_tls(server: &TestServer, authority: &Authority, own: Option<&Pair>) -> bool {
    let mut tls = ClientTlsConfig::new()
        .ca_certificate(Certificate::from_pem(authority.cert()))
        .domain_name("localhost");
    if let Some(own) = own {
        tls = tls.identity(Identity::from_pem(&own.cert, &own.key));
    }
    let url = server.url.replace("http://", "https://");
    let endpoint = Endpoint::from_shared(url).unwrap().tls_config(tls).unwrap();
    let Ok(channel) = endpoint.connect().await else { return false };
    ExtractionServiceClient::new(channel).extract_incidents(request("قصف")).await.is_ok()
}

fn with_tls(folder: &TempDir, pair: &Pair) -> Config {
    Config { tls: Some(pair.write(folder.path())), reload: SOON, ..Config::default() }
}

#[tokio::test]
async fn tls_is_served_and_plain_text_is_not() {
    let (folder, authority) = (TempDir::new().unwrap(), Authority::new());
    let server = start(with_tls(&folder, &authority.sign())).await;
    assert!(over_tls(&server, &authority, None).await);
    assert!(!over_tls(&server, &Authority::new(), None).await, "another authority");
    let channel = Channel::from_shared(server.url.clone()).unwrap().connect_lazy();
    let answer = ExtractionServiceClient::new(channel).extract_incidents(request("قصف")).await;
    assert!(answer.is_err());
}

#[tokio::test]
async fn an_expired_certificate_is_the_clients_to_refuse() {
    let (folder, authority) = (TempDir::new().unwrap(), Authority::new());
    let server = start(with_tls(&folder, &authority.sign_expired())).await;
    assert!(!over_tls(&server, &authority, None).await);
}

#[tokio::test]
async fn clients_show_a_certificate_where_that_is_asked() {
    let (folder, authority, clients) =
        (TempDir::new().unwrap(), Authority::new(), Authority::new());
    let client_ca = folder.path().join("clients.pem");
    fs::write(&client_ca, clients.cert()).unwrap();
    let mut config = with_tls(&folder, &authority.sign());
    config.tls = config.tls.map(|tls| TlsFiles { client_ca: Some(client_ca), ..tls });
    let server = start(config).await;
    assert!(over_tls(&server, &authority, Some(&clients.sign())).await);
    assert!(!over_tls(&server, &authority, None).await, "none");
    assert!(!over_tls(&server, &authority, Some(&authority.sign())).await, "of another authority");
    assert!(!over_tls(&server, &authority, Some(&clients.sign_expired())).await, "expired");
    assert!(over_tls(&server, &authority, Some(&clients.sign())).await, "still there");
}

#[tokio::test]
async fn certificates_are_exchanged_without_a_restart() {
    let (folder, old, new) = (TempDir::new().unwrap(), Authority::new(), Authority::new());
    let server = start(with_tls(&folder, &old.sign())).await;
    assert!(over_tls(&server, &old, None).await);
    // A half-written file: the old certificate stays.
    fs::write(folder.path().join("cert.pem"), "-----BEGIN CERT").unwrap();
    tokio::time::sleep(4 * SOON).await;
    assert!(over_tls(&server, &old, None).await);
    let _ = new.sign().write(folder.path());
    for _ in 0..100 {
        if over_tls(&server, &new, None).await {
            assert!(!over_tls(&server, &old, None).await);
            return;
        }
        tokio::time::sleep(SOON).await;
    }
    panic!("the new certificate is not served");
}

const TOKEN: &str = "5f0c1d3f4f0e4c0db1f1c35a9f9a7b21";
const OTHER: &str = "00000000000000000000000000000000";

async fn with_token(server: &TestServer, header: Option<&str>) -> Result<(), Status> {
    let mut request = Request::new(request("قصف"));
    if let Some(header) = header {
        request.metadata_mut().insert("authorization", header.parse().unwrap());
    }
    ExtractionServiceClient::new(plain(server).await).extract_incidents(request).await.map(|_| ())
}

#[tokio::test]
async fn a_token_is_asked_for_and_may_be_exchanged() {
    let folder = TempDir::new().unwrap();
    let tokens = folder.path().join("tokens.txt");
    fs::write(&tokens, format!("desk {TOKEN}\n")).unwrap();
    let config = Config { tokens: Some(tokens.clone()), reload: SOON, ..Config::default() };
    let server = start(config).await;
    assert!(with_token(&server, Some(&format!("Bearer {TOKEN}"))).await.is_ok());
    for (header, why) in [
        (None, "TOKEN_MISSING"),
        (Some("Basic abc"), "TOKEN_MISSING"),
        (Some("Bearer "), "TOKEN_UNKNOWN"),
        (Some(&*format!("Bearer {OTHER}")), "TOKEN_UNKNOWN"),
        (Some(&*format!("Bearer {TOKEN}0")), "TOKEN_UNKNOWN"),
    ] {
        let status = with_token(&server, header).await.unwrap_err();
        assert_eq!((status.code(), reason(&status)), (Code::Unauthenticated, why.to_owned()));
        assert!(!format!("{status:?}").contains(OTHER));
    }
    // Whoever asks for health has no token.
    let request = HealthCheckRequest { service: String::new() };
    assert!(HealthClient::new(plain(&server).await).check(request).await.is_ok());
    // Everything else wants one, reflection and reference data as well.
    let status = ServerServiceClient::new(plain(&server).await)
        .get_server_info(v1::GetServerInfoRequest {})
        .await
        .unwrap_err();
    assert_eq!(status.code(), Code::Unauthenticated);

    fs::write(&tokens, format!("field {OTHER}\n")).unwrap();
    for _ in 0..100 {
        tokio::time::sleep(SOON).await;
        if with_token(&server, Some(&format!("Bearer {OTHER}"))).await.is_ok() {
            let old = with_token(&server, Some(&format!("Bearer {TOKEN}"))).await;
            assert_eq!(old.unwrap_err().code(), Code::Unauthenticated);
            return;
        }
    }
    panic!("the new token is not taken");
}

/// Full servers and eager clients are told when to come again.
fn told_to_wait(status: &Status, why: &str) {
    assert_eq!((status.code(), reason(status).as_str()), (Code::ResourceExhausted, why));
    let details = status.get_error_details();
    let delay = details.retry_info().and_then(|info| info.retry_delay).expect("a time to wait");
    assert!(!delay.is_zero() && delay <= Duration::from_secs(5), "{delay:?}");
}

#[tokio::test]
async fn a_client_that_calls_too_often_is_told_to_wait() {
    let server = start(Config { max_calls_per_second: 3, ..Config::default() }).await;
    let mut client = ExtractionServiceClient::new(plain(&server).await);
    let mut refused = None;
    for _ in 0..10 {
        if let Err(status) = client.extract_incidents(request("قصف")).await {
            refused = Some(status);
        }
    }
    told_to_wait(&refused.expect("ten calls are more than three"), "CLIENT_RATE");
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert!(client.extract_incidents(request("قصف")).await.is_ok());
}

type Open = (
    mpsc::Sender<v1::StreamExtractIncidentsRequest>,
    Streaming<v1::StreamExtractIncidentsResponse>,
);

/// A stream that stays open until both ends of it are dropped.
async fn open_stream(client: &mut ExtractionServiceClient<Channel>) -> Open {
    let (end, reports) = mpsc::channel(1);
    let stream = client.stream_extract_incidents(ReceiverStream::new(reports)).await.unwrap();
    (end, stream.into_inner())
}

#[tokio::test]
async fn a_client_has_only_so_many_calls_open() {
    let server = start(Config { max_calls_per_client: 1, ..Config::default() }).await;
    let mut client = ExtractionServiceClient::new(plain(&server).await);
    let (end, held) = open_stream(&mut client).await;
    let status = client.extract_incidents(request("قصف")).await.unwrap_err();
    told_to_wait(&status, "CLIENT_BUSY");
    drop((end, held));
    for _ in 0..100 {
        if client.extract_incidents(request("قصف")).await.is_ok() {
            return;
        }
        tokio::time::sleep(SOON).await;
    }
    panic!("the place of a call that was given up is not given back");
}

#[tokio::test]
async fn a_full_server_sheds_load() {
    let server = start(Config {
        max_open_streams: 1,
        workers: 1,
        max_queue_bytes: 1024,
        ..Config::default()
    })
    .await;
    let mut client = ExtractionServiceClient::new(plain(&server).await);
    let (end, held) = open_stream(&mut client).await;
    let status = client.stream_extract_incidents(tokio_stream::pending()).await.unwrap_err();
    told_to_wait(&status, "SERVER_BUSY");
    drop((end, held));
    // One long report at work fills the queue; whichever call comes second is turned away, and
    // that may be the long one, so the attempt is made until a short one was.
    let long = "قصف مدفعي على بلدة سرمين. ".repeat(40_000);
    let mut shed = None;
    for _ in 0..100 {
        let (mut busy, report) = (client.clone(), request(&long));
        let at_work = tokio::spawn(async move { busy.extract_incidents(report).await.map(|_| ()) });
        while shed.is_none() && !at_work.is_finished() {
            shed = client.extract_incidents(request("قصف")).await.err();
        }
        match at_work.await.unwrap() {
            Ok(()) if shed.is_some() => break,
            Ok(()) => {}
            Err(status) => told_to_wait(&status, "QUEUE_FULL"),
        }
    }
    told_to_wait(&shed.expect("the queue was full"), "QUEUE_FULL");
    assert!(client.extract_incidents(request("قصف")).await.is_ok());
    assert!(server.metrics.text().contains("rasd_shed_total{reason=\"QUEUE_FULL\"}"));
}

#[tokio::test]
async fn the_server_tells_what_it_is() {
    let server = start(Config::default()).await;
    let info = ServerServiceClient::new(plain(&server).await)
        .get_server_info(v1::GetServerInfoRequest {})
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (info.version.as_str(), info.tables_hash.as_str()),
        (rasd::VERSION, rasd::tables_hash())
    );
    assert_eq!(info.tables.len(), rasd::table_hashes().len());
    assert_eq!(info.limits.unwrap().max_batch_reports, 1_000);
    let record = ExtractionServiceClient::new(plain(&server).await)
        .extract_incidents(request("قصف"))
        .await
        .unwrap()
        .into_inner()
        .record
        .unwrap();
    assert_eq!(record.made_by.unwrap().tables, info.tables_hash);
}

#[tokio::test]
async fn a_public_address_in_plain_text_is_refused() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    let error = rasd_server::serve(listener, Config::default(), std::future::pending()).await;
    assert!(error.unwrap_err().to_string().contains("allow_plaintext"));
}
