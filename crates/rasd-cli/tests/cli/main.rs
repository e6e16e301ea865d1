//! The binary as a user meets it.

mod bad_input;
mod batch;
mod compare;
mod convert;
mod corpus;
mod eval;
mod explain;
mod faults;
mod formats;
mod inputs;
mod lexicon;
mod reference;
mod remote;
mod report;
mod serve;
mod server;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The binary under test, in an environment that does not colour or talk to anyone.
fn rasd() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasd"));
    command.env_remove("NO_COLOR").env_remove("RUST_LOG");
    command
}

/// A folder with files of our own.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }
}

/// What a run printed.
struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl Ran {
    /// The ids of the JSON Lines records, in order.
    fn ids(&self) -> Vec<String> {
        self.records().iter().map(|r| r["report"]["id"].as_str().unwrap().to_owned()).collect()
    }

    fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn run(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    Ran { out: text(output.stdout), err: text(output.stderr), code }
}

/// `rasd extract --format jsonl FILES`.
fn jsonl(files: &[&Path]) -> Ran {
    run(rasd().args(["extract", "--format", "jsonl"]).args(files))
}
