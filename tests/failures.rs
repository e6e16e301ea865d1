//! Bad input, a server that is not there, a deadline that passes: each has an answer of its own.

use std::time::Duration;

use rasd::{Options, Report};
use rasd_client::{Client, Error, Settings};
use rasd_proto::v1;
use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
use rasd_server::{Config, ReferenceData};
use rasd_tests::TestServer;
use tokio::net::TcpListener;
use tokio_stream::StreamExt;
use tonic::transport::Channel;
use tonic::{Code, Request, Status};
use tonic_types::StatusExt;

fn once(deadline: Duration) -> Settings {
    Settings { deadline, retries: 0, ..Settings::default() }
}

async fn channel(server: &TestServer) -> Channel {
    Channel::from_shared(server.url.clone()).unwrap().connect().await.unwrap()
}

/// Code, reason and fields of a status; checks that the domain is ours.
fn told(status: &Status) -> (Code, String, Vec<String>) {
    let details = status.get_error_details();
    let info = details.error_info().expect("every error has an ErrorInfo");
    assert_eq!(info.domain, "rasd.v1");
    let fields = details.bad_request().map(|b| b.field_violations.clone()).unwrap_or_default();
    (status.code(), info.reason.clone(), fields.into_iter().map(|v| v.field).collect())
}

#[tokio::test]
async fn bad_requests_name_reason_and_field() {
    let server = TestServer::start().await;
    let mut client = ExtractionServiceClient::new(channel(&server).await);
    let good = v1::Report { text: "قصف".into(), ..Default::default() };
    let request = |report: v1::Report| v1::ExtractIncidentsRequest {
        report: Some(report),
        offset_encoding: 0,
    };
    let date = Some("2021-3-10".to_owned());
    for (request, reason, field) in [
        (v1::ExtractIncidentsRequest::default(), "REPORT_MISSING", "report"),
        (request(v1::Report::default()), "TEXT_EMPTY", "report.text"),
        (
            request(v1::Report { published_at: date, ..good.clone() }),
            "DATE_INVALID",
            "report.published_at",
        ),
        (
            request(v1::Report { country: Some("sy".into()), ..good.clone() }),
            "COUNTRY_INVALID",
            "report.country",
        ),
        (
            v1::ExtractIncidentsRequest { report: Some(good), offset_encoding: 77 },
            "OFFSET_ENCODING_UNKNOWN",
            "offset_encoding",
        ),
    ] {
        let status = client.extract_incidents(request).await.unwrap_err();
        let expected = (Code::InvalidArgument, reason.to_owned(), vec![field.to_owned()]);
        assert_eq!(told(&status), expected);
    }
}

#[tokio::test]
async fn the_client_tells_a_refused_report() {
    let server = TestServer::start().await;
    let client = server.client().await;
    let error = client.extract(&Report::new("r", "  "), Options::default()).await.unwrap_err();
    let Error::Invalid(error) = error else { panic!("{error}") };
    assert_eq!(error.reason, "TEXT_EMPTY");
    assert_eq!(error.fields[0].field, "report.text");
}

#[tokio::test]
async fn odd_texts_are_read() {
    let server = TestServer::start().await;
    let client = server.client().await;
    let long_line = "قصف مدفعي ".repeat(10_000);
    for text in ["\0قصف\0", "\u{202b}قصف", "\u{2067}\u{202e}", "🔴🔴 قصف", "no Arabic", &long_line]
    {
        let record = client.extract(&Report::new("odd", text), Options::default()).await.unwrap();
        assert_eq!(record.report.id, "odd");
    }
}

#[tokio::test]
async fn ten_mebibytes_fit_and_more_than_the_limit_does_not() {
    let server = TestServer::start().await;
    let client = server.client().await;
    let text = "قصف ".repeat((10 << 20) / 7);
    client.extract(&Report::new("long", text), Options::default()).await.unwrap();

    let config = Config { max_text_bytes: 100, max_message_bytes: 10_000, ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let client = server.client().await;
    let long = Report::new("long", "ق".repeat(51));
    let error = client.extract(&long, Options::default()).await.unwrap_err();
    let Error::Invalid(error) = error else { panic!("{error}") };
    assert_eq!(error.reason, "TEXT_TOO_LONG");

    let longer = Report::new("longer", "ق".repeat(6_000));
    let error = client.extract(&longer, Options::default()).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    let mut raw = ExtractionServiceClient::new(channel(&server).await);
    let request = v1::ExtractIncidentsRequest { report: Some(longer.into()), offset_encoding: 0 };
    let status = raw.extract_incidents(request).await.unwrap_err();
    let expected = (Code::ResourceExhausted, "MESSAGE_TOO_LARGE".to_owned(), vec![]);
    assert_eq!(told(&status), expected);
}

#[tokio::test]
async fn a_message_over_the_limit_ends_its_stream_with_the_right_status() {
    let config = Config { max_message_bytes: 1_000, ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let client = server.client().await;
    let reports = [Report::new("a", "قصف"), Report::new("b", "ق".repeat(900))];
    let source = tokio_stream::iter(reports);
    let mut answers = client.extract_stream(source, Options::default()).await.unwrap();
    assert_eq!(answers.next().await.unwrap().unwrap().id, "a");
    let error = answers.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert!(answers.next().await.is_none());
}

#[tokio::test]
async fn a_batch_has_a_limit() {
    let config = Config { max_batch_reports: 2, ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let client = server.client().await;
    let reports = [Report::new("a", "1"), Report::new("b", "2"), Report::new("c", "3")];
    assert!(client.extract_batch(&reports[..2], Options::default()).await.is_ok());
    let error = client.extract_batch(&reports, Options::default()).await.unwrap_err();
    let Error::Invalid(error) = error else { panic!("{error}") };
    assert_eq!(error.reason, "BATCH_TOO_LARGE");
}

#[tokio::test]
async fn an_answer_over_the_limit_is_told_in_its_place() {
    let config = Config { max_answer_bytes: 1_000, ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let client = server.client().await;
    let wide = Report::new("wide", "قصف").publisher("p".repeat(1_000));
    let error = client.extract(&wide, Options::default()).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    let source = tokio_stream::iter([wide, Report::new("narrow", "قصف")]);
    let mut answers = client.extract_stream(source, Options::default()).await.unwrap();
    let refused = answers.next().await.unwrap().unwrap();
    assert_eq!(refused.result.unwrap_err().reason, "ANSWER_TOO_LARGE");
    assert!(answers.next().await.unwrap().unwrap().result.is_ok());
}

/// The request with bytes where the API has strings.
#[derive(Clone, PartialEq, prost::Message)]
struct BytesReport {
    #[prost(bytes = "vec", tag = "3")]
    text: Vec<u8>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct BytesRequest {
    #[prost(message, optional, tag = "1")]
    report: Option<BytesReport>,
}

#[tokio::test]
async fn invalid_utf8_is_the_callers_mistake() {
    let server = TestServer::start().await;
    let mut grpc = tonic::client::Grpc::new(channel(&server).await);
    grpc.ready().await.unwrap();
    let request = BytesRequest { report: Some(BytesReport { text: vec![0xd9, 0xff, 0x41] }) };
    let path = tonic::codegen::http::uri::PathAndQuery::from_static(
        "/rasd.v1.ExtractionService/ExtractIncidents",
    );
    let codec = tonic_prost::ProstCodec::<BytesRequest, v1::ExtractIncidentsResponse>::default();
    let status = grpc.unary(Request::new(request), path, codec).await.unwrap_err();
    let expected = (Code::InvalidArgument, "REQUEST_MALFORMED".to_owned(), vec![]);
    assert_eq!(told(&status), expected);
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Client::connect(&url).await.unwrap_err();
    assert!(matches!(&error, Error::Unreachable { url: at, .. } if *at == url), "{error:?}");

    for url in ["", "localhost:1", "ftp://localhost", "not a url"] {
        let error = Client::connect(url).await.unwrap_err();
        assert!(matches!(error, Error::Address { .. }), "{url}: {error:?}");
    }
}

#[tokio::test]
async fn a_server_that_goes_away() {
    let server = TestServer::start().await;
    let client = server.client_with(once(Duration::from_secs(5))).await;
    client.extract(&Report::new("r", "قصف"), Options::default()).await.unwrap();
    server.stopped().await.unwrap();
    let error = client.extract(&Report::new("r", "قصف"), Options::default()).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_deadline_that_passes() {
    // Takes connections and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let client = Client::connect_with(&url, once(Duration::from_millis(100))).await.unwrap();
    let report = Report::new("r", "قصف");
    let error = client.extract(&report, Options::default()).await.unwrap_err();
    assert!(matches!(error, Error::Deadline), "{error:?}");
    let source = tokio_stream::iter([report]);
    let error = client.extract_stream(source, Options::default()).await.unwrap_err();
    assert!(matches!(error, Error::Deadline), "{error:?}");
}

#[tokio::test]
async fn the_server_minds_its_own_limit_on_calls() {
    let config = Config { max_call: Duration::ZERO, ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let mut raw = ExtractionServiceClient::new(channel(&server).await);
    let report = v1::Report { text: "قصف ".repeat(1 << 18), ..Default::default() };
    let request = v1::ExtractIncidentsRequest { report: Some(report), offset_encoding: 0 };
    let status = raw.extract_incidents(request).await.unwrap_err();
    assert_eq!(told(&status).0, Code::DeadlineExceeded);
    assert_eq!(told(&status).1, "DEADLINE_PASSED");
}

#[tokio::test]
async fn the_server_ends_a_stream_at_the_callers_deadline() {
    let server = TestServer::start().await;
    let stream_deadline = Some(Duration::from_millis(200));
    let client = server.client_with(Settings { stream_deadline, ..Settings::default() }).await;
    let idle = tokio_stream::iter([Report::new("a", "قصف")]).chain(tokio_stream::pending());
    let mut answers = client.extract_stream(idle, Options::default()).await.unwrap();
    assert_eq!(answers.next().await.unwrap().unwrap().id, "a");
    let error = answers.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Deadline), "{error:?}");
}
