//! What goes wrong on a network, by accident or by intent: the server stays up and serves the next
//! call. Faults of a whole process (kill -9, a full disk) stand with the command line's tests.

use std::time::Duration;

use rasd_proto::v1;
use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
use rasd_server::{Config, ReferenceData};
use rasd_tests::TestServer;
use rasd_tests::certificates::Authority;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};
use tokio_stream::wrappers::ReceiverStream;
use tonic::codec::CompressionEncoding::{Gzip, Zstd};
use tonic::transport::Channel;
use tonic::{Code, Request};
use tonic_types::StatusExt;

const SOON: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(20);
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];

async fn start(config: Config) -> TestServer {
    TestServer::start_with(config, ReferenceData::default()).await
}

async fn client(server: &TestServer) -> ExtractionServiceClient<Channel> {
    let channel = Channel::from_shared(server.url.clone()).unwrap().connect().await.unwrap();
    ExtractionServiceClient::new(channel)
}

fn report(text: impl Into<String>) -> Option<v1::Report> {
    Some(v1::Report { text: text.into(), ..Default::default() })
}

fn request(text: impl Into<String>) -> v1::ExtractIncidentsRequest {
    v1::ExtractIncidentsRequest { report: report(text), offset_encoding: 0 }
}

async fn serves(server: &TestServer) {
    let answer = client(server).await.extract_incidents(request("قصف مدفعي على بلدة سرمين")).await;
    assert!(answer.is_ok(), "{answer:?}");
}

/// Waits until the metrics have a line.
async fn counted(server: &TestServer, line: &str) {
    let begun = Instant::now();
    while !server.metrics.text().contains(line) {
        assert!(begun.elapsed() < LONG, "{line} in\n{}", server.metrics.text());
        tokio::time::sleep(SOON).await;
    }
}

/// How many reports the server has read.
fn reports_read(server: &TestServer) -> u64 {
    let text = server.metrics.text();
    let line = text.lines().find(|line| line.starts_with("rasd_reports_total{outcome=\"record\"}"));
    line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
}

/// Whether the other side closes within `limit`.
async fn closes(stream: &mut TcpStream, limit: Duration) -> bool {
    let mut bytes = [0; 4096];
    let read = async { while !matches!(stream.read(&mut bytes).await, Ok(0) | Err(_)) {} };
    timeout(limit, read).await.is_ok()
}

#[tokio::test]
async fn a_caller_who_goes_away_costs_no_more_work() {
    let server = start(Config { workers: 1, ..Config::default() }).await;
    let mut caller = client(&server).await;
    let long = "قصف مدفعي على بلدة سرمين. ".repeat(300_000);
    let call = caller.extract_incidents(request(long));
    assert!(timeout(Duration::from_millis(300), call).await.is_err(), "it takes longer");
    counted(&server, "rasd_reports_total{outcome=\"abandoned\"} 1").await;
    serves(&server).await;
}

#[tokio::test]
async fn a_slow_reader_is_held_back_and_holds_nobody_else_back() {
    let server = start(Config { stream_window: 4, ..Config::default() }).await;
    let mut slow = client(&server).await;
    let text = "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب.\n".repeat(40);
    let (send, reports) = mpsc::channel(1);
    let answers =
        slow.stream_extract_incidents(ReceiverStream::new(reports)).await.unwrap().into_inner();
    let eager = tokio::spawn(async move {
        let next = || v1::StreamExtractIncidentsRequest {
            report: report(text.clone()),
            offset_encoding: 0,
        };
        while send.send(next()).await.is_ok() {}
    });
    // Nothing is taken off `answers`: the server stops once the windows of both sides are full.
    let mut before = 0;
    let begun = Instant::now();
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let read = reports_read(&server);
        if read == before && read > 0 {
            break;
        }
        before = read;
        assert!(begun.elapsed() < LONG, "{read} reports read and nobody takes the answers");
    }
    serves(&server).await;
    // Until the end of the test: a reader who gave up would be another fault.
    drop(answers);
    eager.abort();
}

#[tokio::test]
async fn a_stream_on_which_nothing_comes_is_ended() {
    let server = start(Config { stream_idle: 4 * SOON, ..Config::default() }).await;
    let mut idle = client(&server).await;
    let mut answers =
        idle.stream_extract_incidents(tokio_stream::pending()).await.unwrap().into_inner();
    let status = timeout(LONG, answers.message()).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Aborted);
    assert_eq!(status.get_error_details().error_info().unwrap().reason, "STREAM_IDLE");
}

#[tokio::test]
async fn connections_that_say_nothing_are_closed() {
    let folder = tempfile::tempdir().unwrap();
    let tls = Some(Authority::new().sign().write(folder.path()));
    for tls in [None, tls] {
        let server = start(Config { handshake: 4 * SOON, tls, ..Config::default() }).await;
        let mut silent = TcpStream::connect(server.address()).await.unwrap();
        assert!(closes(&mut silent, LONG).await);
    }
}

#[tokio::test]
async fn a_connection_whose_other_end_is_gone_is_closed() {
    // Half open: the handshake is done and then nothing comes, no answer to a ping either.
    let server = start(Config { keepalive: 6 * SOON, ..Config::default() }).await;
    let mut gone = TcpStream::connect(server.address()).await.unwrap();
    gone.write_all(PREFACE).await.unwrap();
    gone.write_all(SETTINGS).await.unwrap();
    assert!(closes(&mut gone, LONG).await);
    counted(&server, "rasd_connections 0").await;
}

#[tokio::test]
async fn connections_have_a_limit() {
    let server = start(Config { max_connections: 1, ..Config::default() }).await;
    let first = client(&server).await;
    let mut second = TcpStream::connect(server.address()).await.unwrap();
    assert!(closes(&mut second, LONG).await);
    drop(first);
    counted(&server, "rasd_connections 0").await;
    serves(&server).await;
}

#[tokio::test]
async fn what_inflates_over_the_limit_is_refused() {
    let server = start(Config { max_message_bytes: 1 << 20, ..Config::default() }).await;
    for encoding in [Gzip, Zstd] {
        // 32 MiB that travel as some kilobytes.
        let bomb = request("ق".repeat(16 << 20));
        let mut client = client(&server).await.send_compressed(encoding);
        let status = client.extract_incidents(bomb).await.unwrap_err();
        assert_eq!(status.code(), Code::ResourceExhausted, "{encoding:?} {status:?}");
        let reason = status.get_error_details().error_info().unwrap().reason.clone();
        assert_eq!(reason, "MESSAGE_TOO_LARGE");
    }
    serves(&server).await;
}

#[tokio::test]
async fn headers_over_the_limit_are_refused() {
    let server = start(Config::default()).await;
    let mut client = client(&server).await;
    let mut request = Request::new(request("قصف"));
    request.metadata_mut().insert("x-long", "x".repeat(64 << 10).parse().unwrap());
    assert!(client.extract_incidents(request).await.is_err());
    serves(&server).await;
}

/// xorshift64*: the same bytes at every run.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }

    fn below(&mut self, n: u64) -> usize {
        usize::try_from(self.next() % n).unwrap()
    }

    /// A frame of HTTP/2, more or less: any type and flags, a length that may be a lie.
    fn frame(&mut self) -> Vec<u8> {
        let length = self.below(200);
        let told = if self.below(8) == 0 { self.below(1 << 24) } else { length };
        let mut frame = u32::try_from(told).unwrap().to_be_bytes()[1..].to_vec();
        frame.push(self.byte() % 12);
        frame.push(self.byte());
        frame.extend(u32::try_from(self.below(8)).unwrap().to_be_bytes());
        frame.extend((0..length).map(|_| self.byte()));
        frame
    }
}

#[tokio::test]
async fn malformed_frames_end_their_own_connection_only() {
    let server =
        start(Config { handshake: 4 * SOON, keepalive: 6 * SOON, ..Config::default() }).await;
    let mut draw = Draw(17);
    for round in 0..300 {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        let mut bytes = Vec::new();
        // Pure noise; noise behind the preface; frames that are nearly right.
        match round % 3 {
            0 => bytes.extend((0..500).map(|_| draw.byte())),
            1 => {
                bytes.extend(PREFACE);
                bytes.extend((0..500).map(|_| draw.byte()));
            }
            _ => {
                bytes.extend(PREFACE);
                bytes.extend(SETTINGS);
                for _ in 0..20 {
                    bytes.extend(draw.frame());
                }
            }
        }
        // The server may close before everything is written.
        let _ = stream.write_all(&bytes).await;
        if round % 50 == 0 {
            serves(&server).await;
        }
    }
    serves(&server).await;
    counted(&server, "rasd_connections 0").await;
}
