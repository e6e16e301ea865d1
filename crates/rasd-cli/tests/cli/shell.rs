//! Completions, manual pages, help, colour, `rasd doctor`.

use std::process::Command as Process;

use super::{Folder, rasd, run};

const COMMANDS: [&str; 12] = [
    "extract",
    "serve",
    "places",
    "actors",
    "rules",
    "eval",
    "explain",
    "compare",
    "lexicon",
    "doctor",
    "completions",
    "man",
];

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(rasd().args(["completions", shell]));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for word in ["extract", "resume", "doctor"] {
            assert!(ran.out.contains(word), "{shell} lacks {word}");
        }
    }
    let ran = run(rasd().args(["completions", "bash"]));
    let folder = Folder::new();
    let script = folder.file("rasd.bash", &ran.out);
    // The shell itself reads it, where there is one.
    if let Ok(status) = Process::new("bash").arg("-n").arg(&script).status() {
        assert!(status.success());
    }
    assert_eq!(run(rasd().args(["completions", "cmd"])).code, 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    let dir = folder.0.path().join("man1");
    let ran = run(rasd().arg("man").arg(&dir));
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    for command in COMMANDS {
        let page = std::fs::read_to_string(dir.join(format!("rasd-{command}.1"))).unwrap();
        assert!(page.contains(".TH rasd-"), "{command}: {page}");
    }
    assert!(dir.join("rasd-lexicon-check.1").is_file());
    let extract = std::fs::read_to_string(dir.join("rasd-extract.1")).unwrap();
    assert!(extract.contains("resume") && extract.contains("Exit codes:"), "{extract}");
    let own = run(rasd().arg("man"));
    assert!(own.out.contains(".TH rasd 1") && own.out.contains("rasd\\-extract"), "{}", own.out);
}

#[test]
fn help_teaches_by_example() {
    let of = |args: &[&str]| {
        let ran = run(rasd().args(args).arg("--help"));
        assert_eq!(ran.code, 0, "{args:?}");
        assert!(ran.out.contains("Examples:\n  "), "{args:?}: {}", ran.out);
    };
    of(&[]);
    COMMANDS.iter().filter(|c| **c != "lexicon").for_each(|command| of(&[command]));
    of(&["lexicon", "check"]);
}

#[test]
fn colour_when_asked_for_and_never_else() {
    let text = "قُتل مدنيان بقصف مدفعي على بلدة سرمين.";
    for (args, env, coloured) in [
        (vec!["extract"], None, false),
        (vec!["extract", "--color=always"], None, true),
        (vec!["extract", "--color", "always"], Some("1"), true),
        (vec!["--color=never", "extract"], None, false),
        (vec!["extract", "--help"], None, false),
        (vec!["extract", "--help", "--color=always"], None, true),
    ] {
        let mut command = rasd();
        command.args(&args).write_stdin(text);
        if let Some(value) = env {
            command.env("NO_COLOR", value);
        }
        let ran = run(&mut command);
        assert_eq!((ran.code, ran.out.contains('\u{1b}')), (0, coloured), "{args:?}");
    }
}

#[test]
fn the_doctor_says_what_is_well() {
    let folder = Folder::new();
    let mut command = rasd();
    command.args(["doctor", "--json", "--out"]).arg(folder.0.path()).env("LC_ALL", "ar_SY.UTF-8");
    let ran = run(&mut command);
    let checks = ran.records();
    assert_eq!(ran.code, 0, "{}", ran.out);
    let names: Vec<_> = checks.iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["version", "tables", "sample", "locale", "terminal", "output"]);
    assert!(checks.iter().all(|c| c["health"] == "ok"), "{}", ran.out);
    assert_eq!(std::fs::read_dir(folder.0.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn the_doctor_says_what_is_not() {
    let folder = Folder::new();
    let file = folder.file("file", "");
    let mut command = rasd();
    command.args(["doctor", "--out"]).arg(&file).env("LC_ALL", "C");
    // A port that nobody listens on: bound, then left.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let ran = run(command.args(["--server", &format!("http://127.0.0.1:{port}")]));
    assert_eq!(ran.code, 1, "{}", ran.out);
    let is = |line: &&str, name: &str| line.split_whitespace().nth(1) == Some(name);
    let line = |name: &str| ran.out.lines().find(|line| is(line, name)).unwrap().to_owned();
    assert!(line("locale").starts_with("warn"), "{}", ran.out);
    assert!(line("output").starts_with("FAIL"), "{}", ran.out);
    assert!(line("server").starts_with("FAIL"), "{}", ran.out);
    assert!(line("sample").starts_with("ok"), "{}", ran.out);
}
