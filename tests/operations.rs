//! What an operator relies on: health, reflection, compression, shutdown.

use std::time::Duration;

use rasd::{Options, Report};
use rasd_client::Error;
use rasd_proto::v1;
use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
use rasd_server::{Config, ReferenceData, ServeError};
use rasd_tests::TestServer;
use tokio_stream::StreamExt;
use tonic::Code;
use tonic::codec::CompressionEncoding;
use tonic::transport::Channel;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

const SERVICES: [&str; 2] = ["rasd.v1.ExtractionService", "rasd.v1.ReferenceService"];

async fn channel(server: &TestServer) -> Channel {
    Channel::from_shared(server.url.clone()).unwrap().connect().await.unwrap()
}

#[tokio::test]
async fn health_knows_the_server_and_its_services() {
    let server = TestServer::start().await;
    let mut health = HealthClient::new(channel(&server).await);
    for service in ["", SERVICES[0], SERVICES[1]] {
        let request = HealthCheckRequest { service: service.into() };
        let answer = health.check(request).await.unwrap().into_inner();
        assert_eq!(answer.status(), ServingStatus::Serving, "{service}");
    }
    let unknown = HealthCheckRequest { service: "rasd.v1.Nothing".into() };
    assert_eq!(health.check(unknown).await.unwrap_err().code(), Code::NotFound);
}

macro_rules! reflected {
    ($version:ident, $server:expr) => {{
        use tonic_reflection::pb::$version::ServerReflectionRequest;
        use tonic_reflection::pb::$version::server_reflection_client::ServerReflectionClient;
        use tonic_reflection::pb::$version::server_reflection_request::MessageRequest;
        use tonic_reflection::pb::$version::server_reflection_response::MessageResponse;
        let mut client = ServerReflectionClient::new(channel($server).await);
        let ask = |request| ServerReflectionRequest {
            host: String::new(),
            message_request: Some(request),
        };
        let requests = tokio_stream::iter([
            ask(MessageRequest::ListServices(String::new())),
            ask(MessageRequest::FileContainingSymbol("rasd.v1.Incident".into())),
        ]);
        let mut answers = client.server_reflection_info(requests).await.unwrap().into_inner();
        let first = answers.message().await.unwrap().unwrap().message_response.unwrap();
        let MessageResponse::ListServicesResponse(list) = first else { panic!("{first:?}") };
        let second = answers.message().await.unwrap().unwrap().message_response.unwrap();
        assert!(matches!(second, MessageResponse::FileDescriptorResponse(_)), "{second:?}");
        list.service.into_iter().map(|service| service.name).collect::<Vec<_>>()
    }};
}

#[tokio::test]
async fn reflection_is_there_in_both_versions() {
    let server = TestServer::start().await;
    for names in [reflected!(v1, &server), reflected!(v1alpha, &server)] {
        for service in SERVICES {
            assert!(names.iter().any(|name| name == service), "{names:?}");
        }
    }
}

#[tokio::test]
async fn both_compressions_are_taken_and_sent() {
    let server = TestServer::start().await;
    for encoding in [CompressionEncoding::Gzip, CompressionEncoding::Zstd] {
        let mut client = ExtractionServiceClient::new(channel(&server).await)
            .send_compressed(encoding)
            .accept_compressed(encoding);
        let report =
            v1::Report { id: "z".into(), text: "قصف ".repeat(999), ..Default::default() };
        let request = v1::ExtractIncidentsRequest { report: Some(report), offset_encoding: 0 };
        let answer = client.extract_incidents(request).await.unwrap();
        let name = answer.metadata().get("grpc-encoding").unwrap().to_str().unwrap().to_owned();
        assert_eq!(answer.into_inner().record.unwrap().report.unwrap().id, "z");
        assert_eq!(name, if encoding == CompressionEncoding::Gzip { "gzip" } else { "zstd" });
    }
}

#[tokio::test]
async fn shutdown_turns_health_and_lets_open_calls_finish() {
    let mut server = TestServer::start().await;
    let mut health = HealthClient::new(channel(&server).await);
    let request = HealthCheckRequest { service: SERVICES[0].into() };
    let mut watch = health.watch(request).await.unwrap().into_inner();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::Serving);

    let client = server.client().await;
    let (send, reports) = tokio::sync::mpsc::channel(1);
    let source = tokio_stream::wrappers::ReceiverStream::new(reports);
    let mut answers = client.extract_stream(source, Options::default()).await.unwrap();
    send.send(Report::new("before", "قصف")).await.unwrap();
    assert_eq!(answers.next().await.unwrap().unwrap().id, "before");

    server.stop();
    assert_eq!(watch.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    assert!(watch.message().await.unwrap().is_none(), "a watcher does not keep the server up");
    send.send(Report::new("after", "قصف")).await.unwrap();
    assert_eq!(answers.next().await.unwrap().unwrap().id, "after");
    drop(send);
    assert!(answers.next().await.is_none());
    server.stopped().await.unwrap();
}

#[tokio::test]
async fn shutdown_does_not_wait_for_ever() {
    let limit = Duration::from_millis(200);
    let config = Config { drain_limit: limit, ..Config::default() };
    let server = TestServer::start_with(config, ReferenceData::default()).await;
    let client = server.client().await;
    let endless = tokio_stream::iter([Report::new("a", "قصف")]).chain(tokio_stream::pending());
    let mut answers = client.extract_stream(endless, Options::default()).await.unwrap();
    answers.next().await.unwrap().unwrap();
    let ended = server.stopped().await.unwrap_err();
    assert!(matches!(ended, ServeError::DrainLimit(at) if at == limit), "{ended:?}");
}

#[tokio::test]
async fn a_stopping_server_is_unreachable() {
    let server = TestServer::start().await;
    let url = server.url.clone();
    server.stopped().await.unwrap();
    let error = rasd_client::Client::connect(&url).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
}
