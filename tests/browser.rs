//! Browsers: gRPC-Web over HTTP/1.1 on the same port, closed to pages of other origins unless listed.

use prost::Message;
use rasd_proto::v1;
use rasd_server::{Config, ReferenceData};
use rasd_tests::TestServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PATH: &str = "/rasd.v1.ExtractionService/ExtractIncidents";
const PAGE: &str = "https://app.example.org";

/// What a server answers to some bytes, until it closes.
async fn answer(server: &TestServer, head: &str, body: &[u8]) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let head = format!("{head}\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
    (String::from_utf8_lossy(&bytes[..end]).to_lowercase(), bytes[end + 4..].to_vec())
}

async fn start(origins: &[&str]) -> TestServer {
    let cors_origins = origins.iter().map(|&origin| origin.to_owned()).collect();
    let config = Config { cors_origins, ..Config::default() };
    TestServer::start_with(config, ReferenceData::default()).await
}

async fn preflight(server: &TestServer, origin: &str) -> String {
    let head = format!(
        "OPTIONS {PATH} HTTP/1.1\r\norigin: {origin}\r\naccess-control-request-method: POST\r\n\
         access-control-request-headers: content-type,x-grpc-web"
    );
    answer(server, &head, b"").await.0
}

#[tokio::test]
async fn only_listed_origins_may_call() {
    let allows = |head: &str| head.contains("access-control-allow-origin");
    let closed = start(&[]).await;
    assert!(!allows(&preflight(&closed, PAGE).await));
    let server = start(&[PAGE]).await;
    let head = preflight(&server, PAGE).await;
    assert!(head.contains(&format!("access-control-allow-origin: {PAGE}")), "{head}");
    assert!(head.contains("x-grpc-web"), "{head}");
    assert!(!allows(&preflight(&server, "https://evil.example").await));
}

#[tokio::test]
async fn a_page_gets_the_record_that_everybody_gets() {
    let server = start(&[PAGE]).await;
    let text = "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب.";
    let report = v1::Report { id: "web".into(), text: text.into(), ..Default::default() };
    let message = v1::ExtractIncidentsRequest { report: Some(report), offset_encoding: 0 };
    let message = message.encode_to_vec();
    let mut body = vec![0];
    body.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
    body.extend(message);
    let head = format!(
        "POST {PATH} HTTP/1.1\r\norigin: {PAGE}\r\ncontent-type: application/grpc-web+proto\r\n\
         x-grpc-web: 1\r\ncontent-length: {}",
        body.len()
    );
    let (head, body) = answer(&server, &head, &body).await;
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains("access-control-expose-headers"), "{head}");
    let body = unchunked(&body);
    let length = u32::from_be_bytes(body[1..5].try_into().unwrap()) as usize;
    let record =
        v1::ExtractIncidentsResponse::decode(&body[5..5 + length]).unwrap().record.unwrap();
    let here = rasd::Extractor::new().extract(&rasd::Report::new("web", text));
    assert_eq!(rasd::model::Record::try_from(record).unwrap(), here);
    let trailers = String::from_utf8_lossy(&body[5 + length..]).into_owned();
    assert!(
        trailers.contains("grpc-status:0") || trailers.contains("grpc-status: 0"),
        "{trailers}"
    );
}

/// The bytes of a chunked body.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = body.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&body[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        out.extend(&body[end + 2..end + 2 + size]);
        body = &body[end + 4 + size..];
    }
    out
}
