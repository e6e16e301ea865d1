//! `rasd serve`, and `rasd extract --server` against it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command as Process, ExitStatus, Stdio};

use super::{Folder, rasd, run};

/// A server of our own at a free port, stopped when dropped.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start() -> Self {
        let mut child = Process::new(env!("CARGO_BIN_EXE_rasd"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening on ").unwrap().trim();
        let url = format!("http://{address}");
        Self { child, url }
    }

    #[cfg(unix)]
    fn signal(&mut self, signal: &str) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Process::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const REPORTS: &str = "\
{\"id\":\"a\",\"text\":\"قُتل مدنيان، أمس، بقصف مدفعي على بلدة سرمين بريف إدلب.\",\"published_at\":\"2021-03-10\",\"url\":\"https://example.org/1\"}
{\"id\":\"b\",\"text\":\"🔴 إصابة 3 أطفال بانفجار لغم في قرية تل شنان\",\"title\":\"إصابات\",\"publisher\":\"example.org\",\"country\":\"SY\"}
not json
{\"id\":\"c\",\"text\":\" \"}
{\"text\":\"Two civilians were killed.\\u0000\"}
";

#[test]
fn a_server_gives_the_same_bytes() {
    let server = Server::start();
    let folder = Folder::new();
    let path = folder.file("r.jsonl", REPORTS);
    for format in ["summary", "json", "jsonl"] {
        for unit in ["utf8", "utf16", "utf32"] {
            let args = ["extract", "--format", format, "--offsets", unit, "--published=2021-05-01"];
            let here = run(rasd().args(args).arg(&path));
            let there = run(rasd().args(args).arg(&path).args(["--server", &server.url]));
            assert_eq!(there.out, here.out, "{format} {unit}");
            assert_eq!((there.err, there.code), (here.err, 1));
        }
    }
}

/// The table of cases that every way in must agree on.
#[test]
fn the_cases_give_the_same_records_every_way() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/reports.jsonl");
    let server = Server::start();
    let args = ["extract", "--format", "jsonl", path];
    let here = run(rasd().args(args));
    let there = run(rasd().args(args).args(["--server", &server.url]));
    assert_eq!((here.code, here.err.as_str()), (0, ""));
    assert_eq!((there.code, &there.out), (0, &here.out));
    let reports = std::fs::read_to_string(path).unwrap();
    assert_eq!(here.out.lines().count(), reports.lines().count());
    for (report, printed) in reports.lines().zip(here.out.lines()) {
        let report: ::rasd::Report = serde_json::from_str(report).unwrap();
        let record = ::rasd::Extractor::new().extract(&report);
        assert_eq!(serde_json::to_string(&record).unwrap(), printed);
    }
}

#[test]
fn a_server_that_is_not_there() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{free}");
    let mut command = rasd();
    command.args(["extract", "--server", &url]).write_stdin("قصف");
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains(&url) && ran.err.lines().count() == 1, "{}", ran.err);
    let mut command = rasd();
    command.args(["extract", "--server", "no address"]).write_stdin("قصف");
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("http://127.0.0.1:50051"), "the message shows one: {}", ran.err);
}

#[test]
fn a_deadline_that_passes() {
    // It takes connections and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let mut command = rasd();
    command.args(["extract", "--deadline", "0.2", "--server", &url]).write_stdin("قصف");
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert_eq!(ran.err, "error: stdin: the server did not answer within the deadline\n");
}

#[test]
fn an_address_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = run(rasd().args(["serve", "--listen", &address]));
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains(&format!("cannot listen on {address}")), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn signals_end_the_server_in_good_order() {
    for signal in ["-INT", "-TERM"] {
        assert_eq!(Server::start().signal(signal).code(), Some(0), "{signal}");
    }
}
