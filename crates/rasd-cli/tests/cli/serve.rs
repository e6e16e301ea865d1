//! `rasd serve` as an operator meets it: settings, the operator's port, and what the log never says.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command as Process, ExitStatus, Stdio};

use rasd_client::Client;

use super::{Folder, rasd, run};

const TOKEN: &str = "b6f7c1d3f4f0e4c0db1f1c35a9f9a7b2";

/// A server in a process of its own with an operator's port; its log goes to a file.
pub(crate) struct Served {
    child: Child,
    /// The API, as a URL.
    pub(crate) url: String,
    /// The operator's port.
    pub(crate) port: String,
    log: std::path::PathBuf,
}

impl Served {
    pub(crate) fn start(folder: &Folder, args: &[&str]) -> Self {
        let log = folder.file("log.txt", "");
        let stderr = fs::File::create(&log).unwrap();
        Self::start_logging_to(log, stderr, args)
    }

    pub(crate) fn start_logging_to(
        log: std::path::PathBuf,
        stderr: fs::File,
        args: &[&str],
    ) -> Self {
        let mut child = Process::new(env!("CARGO_BIN_EXE_rasd"))
            .args(["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        let mut told = |what: &str| lines.next().unwrap().unwrap().replace(what, "");
        let url = format!("http://{}", told("listening on "));
        let port = told("metrics on ");
        Self { child, url, port, log }
    }

    /// What the operator's port answers.
    pub(crate) fn ask(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.port).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Process::new("kill").args([signal, &id]).status().unwrap().success());
    }

    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_settings_in_force_are_printed() {
    let folder = Folder::new();
    let file = folder.file("rasd.toml", "listen = \"127.0.0.1:7\"\n[server]\nmax_open_calls = 5\n");
    let mut command = rasd();
    command.args(["serve", "--check-config", "--config"]).arg(&file);
    command.args(["--set", "server.max_text_bytes=9"]).env("RASD_SERVE_SERVER_MAX_CALL", "3");
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in
        ["listen = \"127.0.0.1:7\"", "max_open_calls = 5", "max_text_bytes = 9", "max_call = 3.0"]
    {
        assert!(ran.out.contains(line), "{line} in {}", ran.out);
    }
}

#[test]
fn settings_that_would_not_work_are_named() {
    for (args, told) in [
        (&["--listen", "0.0.0.0:0"][..], "allow_plaintext"),
        (&["--set", "server.workers=0"], "workers"),
        (&["--set", "server.nothing=0"], "server.nothing"),
        (&["--tokens", "/no/such/file"], "/no/such/file"),
        (&["--tls-cert", "/no/such/cert"], "a certificate and its key"),
        (&["--tls-cert", "/no/such/cert", "--tls-key", "/no/such/key"], "/no/such/"),
        (&["--cors-origin", "*"], "origin"),
        (&["--config", "/no/such/file"], "/no/such/file"),
    ] {
        let ran = run(rasd().args(["serve", "--check-config"]).args(args));
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(told) && ran.err.lines().count() <= 2, "{args:?}: {}", ran.err);
    }
    let ran = run(rasd().args(["serve", "--listen", "0.0.0.0:0"]));
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("allow_plaintext"), "{}", ran.err);
}

#[test]
fn the_operators_port_tells_counts_and_readiness() {
    let folder = Folder::new();
    let server = Served::start(&folder, &[]);
    let reports = folder
        .file("r.jsonl", "{\"id\":\"a\",\"text\":\"قُتل مدنيان بقصف مدفعي على بلدة سرمين.\"}\n");
    let ran = run(rasd().args(["extract", "--server", &server.url]).arg(reports));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(server.ask("/livez").starts_with("HTTP/1.1 200"));
    assert!(server.ask("/readyz").starts_with("HTTP/1.1 200"));
    assert!(server.ask("/nothing").starts_with("HTTP/1.1 404"));
    let metrics = server.ask("/metrics");
    for line in [
        "rasd_reports_total{outcome=\"record\"} 1",
        "rasd_incidents_total 1",
        "rasd_stage_duration_seconds_count{stage=\"annotate\"} 1",
        "rasd_build_info{version=",
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
}

/// Words that stand in reports, names, ids, requests that fail, and tokens; none of them may come out.
#[test]
fn no_word_of_a_report_reaches_log_metrics_or_errors() {
    let folder = Folder::new();
    let tokens = folder.file("tokens.txt", format!("desk {TOKEN}\n"));
    let tokens = tokens.to_str().unwrap();
    for form in ["text", "json"] {
        let server = Served::start(
            &folder,
            &["--log-level", "debug", "--log-format", form, "--tokens", tokens],
        );
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let told = runtime.block_on(calls(&server.url));
        let (log, metrics) = (server.log(), server.ask("/metrics"));
        assert!(log.contains("a call ended"), "{log}");
        assert!(metrics.contains("rasd_requests_total"), "{metrics}");
        for secret in ["ياسمين", "الحمصي", "سري", "secret-id", "example.org/secret", TOKEN]
        {
            assert!(!log.contains(secret), "{secret} in the log:\n{log}");
            assert!(!metrics.contains(secret), "{secret} in the metrics");
            assert!(!told.contains(secret), "{secret} in an error: {told}");
        }
        // Nor in any other spelling.
        for spelled in ["\\u06", "%D9", "%d9", "\\xd9", "\\331"] {
            assert!(!log.contains(spelled) && !told.contains(spelled), "{spelled}");
        }
    }
}

/// Calls that do and do not succeed, with words that must not come out; returns the errors.
async fn calls(url: &str) -> String {
    use rasd_proto::v1;
    use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
    let channel = tonic::transport::Channel::from_shared(url.to_owned()).unwrap();
    let mut client = ExtractionServiceClient::new(channel.connect().await.unwrap());
    let good = v1::Report {
        id: "secret-id".into(),
        text: "قُتلت الطفلة ياسمين الحمصي بقصف مدفعي على بلدة سرمين.".into(),
        url: Some("https://example.org/secret".into()),
        ..Default::default()
    };
    let bad = [
        v1::Report { published_at: Some("سري".into()), ..good.clone() },
        v1::Report { country: Some("سري".into()), ..good.clone() },
        v1::Report { text: " ".into(), title: Some("ياسمين".into()), ..good.clone() },
        v1::Report { text: good.text.repeat(300_000), ..good.clone() },
    ];
    let mut errors = String::new();
    for report in [good.clone()].into_iter().chain(bad) {
        for token in [Some(TOKEN), Some("secret-id-ffffffffffffffffffffffffffff"), None] {
            let message =
                v1::ExtractIncidentsRequest { report: Some(report.clone()), offset_encoding: 0 };
            let mut request = tonic::Request::new(message);
            if let Some(token) = token {
                let header = format!("Bearer {token}").parse().unwrap();
                request.metadata_mut().insert("authorization", header);
            }
            if let Err(status) = client.extract_incidents(request).await {
                errors += &format!("{:?} {}\n", status.code(), status.message());
                errors += &String::from_utf8_lossy(status.details());
            }
        }
    }
    assert!(errors.lines().count() > 4, "{errors}");
    // A connection that is no gRPC at all, with words in its path.
    let mut raw = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    let _ = raw.write_all("GET /ياسمين?token=secret-id HTTP/1.1\r\nhost: سري\r\n\r\n".as_bytes());
    let _ = raw.write_all(b"GET /secret-id HTTP/1.1\r\nhost: x\r\n\r\n");
    let _ = Client::connect(url).await;
    errors
}
