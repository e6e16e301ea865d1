//! What befalls a server's whole process: killed, asked to stop under load, a log without room.

use std::fs::OpenOptions;
use std::process::Command as Process;
use std::sync::Arc;

use ::rasd::{Options, Report};
use rasd_client::{Client, Error};
use tokio::sync::Semaphore;

use super::serve::Served;
use super::{Folder, rasd, run};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn report(id: usize) -> Report {
    Report::new(format!("r-{id}"), "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب.\n".repeat(20))
}

#[test]
fn a_server_killed_in_mid_stream_is_told_and_nothing_is_made_up() {
    let folder = Folder::new();
    let mut server = Served::start(&folder, &[]);
    let (given, answered, error) = runtime().block_on(async {
        let client = Client::connect(&server.url).await.unwrap();
        let source = tokio_stream::iter((0..1_000_000).map(report));
        let mut answers = client.extract_stream(source, Options::default()).await.unwrap();
        let mut answered = 0;
        loop {
            match tokio_stream::StreamExt::next(&mut answers).await {
                Some(Ok(answer)) => {
                    assert_eq!(answer.id, format!("r-{answered}"), "in order, none left out");
                    assert_eq!(answer.result.unwrap().incidents.len(), 1);
                    answered += 1;
                    if answered == 50 {
                        server.signal("-KILL");
                    }
                }
                Some(Err(error)) => return (1_000_000, answered, Some(error)),
                None => return (1_000_000, answered, None),
            }
        }
    });
    assert!(answered >= 50 && answered < given);
    let error = error.expect("a stream that broke off is an error, not an end");
    assert!(matches!(error, Error::Unreachable { .. } | Error::Server { .. }), "{error:?}");
    assert_eq!(server.ended().code(), None);
}

#[test]
fn calls_taken_before_sigterm_are_answered() {
    let folder = Folder::new();
    let mut server =
        Served::start(&folder, &["--set", "server.lame_duck=0.2", "--log-level", "debug"]);
    let (answered, refused, lost) = runtime().block_on(async {
        let client = Client::connect(&server.url).await.unwrap();
        let under_load = Arc::new(Semaphore::new(0));
        let mut calls = tokio::task::JoinSet::new();
        for caller in 0..16 {
            let (client, under_load) = (client.clone(), Arc::clone(&under_load));
            calls.spawn(async move {
                let (mut answered, mut refused, mut lost) = (0, 0, 0);
                for n in 0..100_000 {
                    match client.extract(&report(caller * 1_000 + n), Options::default()).await {
                        Ok(record) => {
                            assert_eq!(record.incidents.len(), 1);
                            answered += 1;
                            under_load.add_permits(1);
                        }
                        // Not taken at all: it may be sent to another server.
                        Err(Error::Unreachable { .. }) => {
                            refused += 1;
                            break;
                        }
                        Err(error) => {
                            println!("{error:?}");
                            lost += 1;
                        }
                    }
                }
                (answered, refused, lost)
            });
        }
        let _ = under_load.acquire_many(100).await.unwrap();
        server.signal("-TERM");
        let (mut answered, mut refused, mut lost) = (0, 0, 0);
        while let Some(call) = calls.join_next().await {
            let call = call.unwrap();
            (answered, refused, lost) = (answered + call.0, refused + call.1, lost + call.2);
        }
        (answered, refused, lost)
    });
    assert!(answered >= 100 && refused == 16, "{answered} {refused}");
    assert_eq!(lost, 0, "of {answered} answered");
    assert_eq!(server.ended().code(), Some(0));
    // What the server took, it answered, and every answer arrived.
    let log = server.log();
    let taken = log.lines().filter(|line| line.contains("a call ended")).collect::<Vec<_>>();
    assert!(taken.iter().all(|line| line.contains("code=Ok")), "{:?}", taken.last());
    assert_eq!(taken.len(), answered);
}

#[cfg(target_os = "linux")]
#[test]
fn a_log_without_room_is_no_reason_to_stop() {
    let folder = Folder::new();
    // Every write to it fails as on a full disk.
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let log = folder.file("log.txt", "");
    let server = Served::start_logging_to(log, full, &["--log-level", "debug"]);
    let reports = folder.file("r.txt", "قُتل مدنيان بقصف مدفعي على بلدة سرمين.");
    for _ in 0..3 {
        let ran = run(rasd().args(["extract", "--server", &server.url]).arg(&reports));
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert!(server.ask("/metrics").contains("rasd_reports_total{outcome=\"record\"} 3"));
}

/// The wall clock a day ahead and a day back, by libfaketime where it is installed; deadlines and
/// keepalive go by the monotonic clock.
#[cfg(target_os = "linux")]
#[test]
fn a_clock_that_jumps_changes_nothing() {
    let library = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"]
        .into_iter()
        .find(|path| std::path::Path::new(path).exists());
    let Some(library) = library else {
        println!("libfaketime is not installed: not run");
        return;
    };
    let folder = Folder::new();
    let clock = folder.file("clock", "+0d\n");
    let reports = folder.file("r.txt", "قُتل مدنيان بقصف مدفعي على بلدة سرمين.");
    let mut child = Process::new(env!("CARGO_BIN_EXE_rasd"))
        .args(["serve", "--listen", "127.0.0.1:0", "--set", "server.keepalive=1"])
        .env("LD_PRELOAD", library)
        .env("FAKETIME_TIMESTAMP_FILE", &clock)
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("DONT_FAKE_MONOTONIC", "1")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = std::io::BufReader::new(child.stdout.as_mut().unwrap());
    std::io::BufRead::read_line(&mut out, &mut line).unwrap();
    let url = format!("http://{}", line.replace("listening on ", "").trim());
    let expected = run(rasd().args(["extract", "--format=jsonl"]).arg(&reports)).out;
    for jump in ["+0d\n", "+1d\n", "-1d\n", "+3650d\n"] {
        std::fs::write(&clock, jump).unwrap();
        let mut command = rasd();
        let ran = run(command.args(["extract", "--format=jsonl", "--server", &url]).arg(&reports));
        assert_eq!((ran.code, ran.out.as_str()), (0, expected.as_str()), "{jump} {}", ran.err);
    }
    let _ = child.kill();
    let _ = child.wait();
}
