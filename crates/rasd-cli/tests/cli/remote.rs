//! `rasd extract --server` over TLS, with a client's certificate and a token.

use rasd_tests::certificates::Authority;

use super::serve::Served;
use super::{Folder, rasd, run};

const TOKEN: &str = "an-invented-token-of-a-test-0123456789";
const REPORT: &str = "قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب.";

#[test]
fn the_right_papers_give_the_same_bytes_and_wrong_ones_nothing() {
    let (folder, servers, clients) = (Folder::new(), Authority::new(), Authority::new());
    let (server, client) = (servers.sign(), clients.sign());
    let file = |name: &str, text: &str| folder.file(name, text).to_str().unwrap().to_owned();
    let tokens = file("tokens", &format!("test {TOKEN}\n"));
    let served = Served::start(
        &folder,
        &[
            "--tls-cert",
            &file("server.pem", &server.cert),
            "--tls-key",
            &file("server.key", &server.key),
            "--tls-client-ca",
            &file("clients.pem", &clients.cert()),
            "--tokens",
            &tokens,
        ],
    );
    let url = served.url.replace("http://", "https://");
    let report = file("r.txt", REPORT);
    let (ca, other) = (file("ca.pem", &servers.cert()), file("other.pem", &clients.cert()));
    let (cert, key) = (file("client.pem", &client.cert), file("client.key", &client.key));
    let (good, bad) = (file("token", &format!("{TOKEN}\n")), file("bad", "another-token"));

    let extract = |url: &str, ca: &str, token: &str| {
        let extract = ["extract", "--format", "jsonl", "--server", url, "--ca", ca];
        let papers = ["--cert", &cert, "--key", &key, "--token-file", token, &report];
        run(rasd().args(extract).args(papers))
    };
    let here = run(rasd().args(["extract", "--format", "jsonl", &report]));
    let there = extract(&url, &ca, &good);
    assert_eq!((there.code, there.err.as_str()), (0, ""));
    assert_eq!(there.out, here.out);

    for (url, ca, token, told) in [
        (url.as_str(), ca.as_str(), bad.as_str(), "TOKEN_UNKNOWN"),
        (&url, &other, &good, "cannot be reached"),
        (&served.url, &ca, &good, "TLS needs https://"),
        (&url, &ca, "no-such-file", "cannot read no-such-file"),
        (&url, &ca, &report, "does not hold a token"),
    ] {
        let ran = extract(url, ca, token);
        assert!(ran.code != 0 && ran.out.is_empty(), "{told}: {}", ran.out);
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
        assert!(!ran.err.contains("token-of") && !ran.err.contains("another"), "{}", ran.err);
    }
}

#[test]
fn papers_belong_to_a_server() {
    for (args, told) in [
        (&["--ca", "ca.pem"][..], "--server"),
        (&["--token-file", "token"], "--server"),
        (&["--server", "https://localhost:1", "--cert", "client.pem"], "--key"),
    ] {
        let ran = run(rasd().arg("extract").args(args));
        assert!(ran.code == 2 && ran.err.contains(told), "{args:?}: {}", ran.err);
    }
}
