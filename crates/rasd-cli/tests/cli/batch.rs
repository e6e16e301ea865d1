//! Runs into a file: interrupted and gone on with, listed errors, the manifest.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::{Folder, Ran, rasd, run};

const PLACES: [&str; 5] = ["سرمين", "جاسم", "الأتارب", "ذيبان", "الرستن"];

/// A folder of reports in several forms; some lines are none.
fn reports(folder: &Folder, lines: usize) -> PathBuf {
    let mut rows = String::new();
    for i in 0..lines {
        let place = PLACES[i % PLACES.len()];
        if i % 97 == 13 {
            let _ = writeln!(rows, "{{\"id\":\"bad-{i}\",\"text\":\" \"}}");
        } else {
            let text = format!(
                "قُتل {} مدنيين أمس بقصف مدفعي على بلدة {place}. وأصيب {} آخرون بجروح في القصف رقم {i}.",
                i % 7 + 3,
                i % 5 + 3
            )
            .repeat(1 + i % 4);
            let _ = writeln!(rows, "{{\"id\":\"r-{i}\",\"text\":\"{text}\"}}");
        }
    }
    folder.file("in/b/rows.jsonl", rows);
    for i in 0..40 {
        folder.file(&format!("in/a/{i:03}.txt"), format!("قصف مدفعي على بلدة سرمين {i}"));
    }
    folder.file("in/a/broken.txt", b"\xff");
    folder.file("in/c.txt", "قصف");
    folder.0.path().join("in")
}

fn extract(input: &Path, out: &Path, more: &[&str]) -> Ran {
    let mut command = rasd();
    command.arg("extract").arg(input).arg("--out").arg(out).args(more);
    run(&mut command)
}

fn beside(out: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", out.display()))
}

/// The manifest without what the clock says.
fn manifest(out: &Path) -> Value {
    let mut all: Value =
        serde_json::from_slice(&fs::read(beside(out, "run.json")).unwrap()).unwrap();
    let run = all.as_object_mut().unwrap().remove("run").unwrap();
    assert!(run["began"].as_str().unwrap().ends_with('Z'), "{run}");
    all
}

/// Starts a run, kills it after a while, again and again; then lets it end. Gives how many of the
/// kills came before the end.
fn with_kills(input: &Path, out: &Path, more: &[&str]) -> usize {
    let mut killed = 0;
    for growth in [100_000, 400_000, 1] {
        let before = size(out);
        let mut child = Process::new(env!("CARGO_BIN_EXE_rasd"))
            .args(["extract", "--jobs", "1", "--resume", "--out"])
            .arg(out)
            .arg(input)
            .args(more)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while size(out) < before + growth && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        if child.try_wait().unwrap().is_some() {
            break;
        }
        // SIGKILL: nothing of the process runs after it.
        child.kill().unwrap();
        child.wait().unwrap();
        killed += 1;
    }
    let args = [&["--resume"], more].concat();
    let ran = extract(input, out, &args);
    assert_eq!(ran.code & !1, 0, "{}", ran.err);
    killed
}

/// How much has been written to a file, or to the files of a folder.
fn size(out: &Path) -> u64 {
    let Ok(about) = fs::metadata(out) else { return 0 };
    if about.is_file() {
        return about.len();
    }
    let files = fs::read_dir(out).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|about| about.len()).sum()
}

/// Makes enough reports for a run that is killed at several places.
fn enough(folder: &Folder) -> PathBuf {
    reports(folder, 4_000)
}

#[test]
fn killed_and_gone_on_with_equals_uninterrupted() {
    let folder = Folder::new();
    let input = enough(&folder);
    let at = |name: &str| folder.0.path().join(name);
    let whole = extract(&input, &at("whole.jsonl"), &[]);
    assert_eq!(whole.code, 1, "{}", whole.err);
    let killed = with_kills(&input, &at("cut.jsonl"), &[]);
    assert!(killed > 0, "the run was over before it could be killed");
    let read = |name: &str| fs::read(at(name)).unwrap();
    assert!(read("cut.jsonl") == read("whole.jsonl"), "the records differ");
    assert_eq!(read("cut.jsonl.errors.jsonl"), read("whole.jsonl.errors.jsonl"));
    let (mut cut, mut all) = (manifest(&at("cut.jsonl")), manifest(&at("whole.jsonl")));
    for manifest in [&mut cut, &mut all] {
        manifest["outputs"][0]["file"] = Value::Null;
        manifest["errors"] = Value::Null;
    }
    assert_eq!(cut, all);
}

#[test]
fn parts_killed_and_gone_on_with_equal_uninterrupted() {
    let folder = Folder::new();
    let input = enough(&folder);
    let at = |name: &str| folder.0.path().join(name);
    extract(&input, &at("whole"), &["--part-size", "150"]);
    let killed = with_kills(&input, &at("cut"), &["--part-size", "150"]);
    assert!(killed > 0, "the run was over before it could be killed");
    let files = |name: &str| {
        let mut files: Vec<_> = fs::read_dir(at(name))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_owned(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    };
    let (cut, whole) = (files("cut"), files("whole"));
    assert!(whole.len() > 5, "{} parts", whole.len());
    assert!(cut == whole, "the parts differ");
    let lines = |part: &[u8]| part.iter().filter(|b| **b == b'\n').count();
    assert!(whole[..whole.len() - 1].iter().all(|(_, part)| lines(part) == 150));
}

#[test]
fn what_failed_is_listed_and_counted() {
    let folder = Folder::new();
    let input = reports(&folder, 30);
    let out = folder.0.path().join("out.jsonl");
    let ran = extract(&input, &out, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.ends_with("72 reports: 70 records with 69 incidents, 2 failed\n"),
        "{}",
        ran.err
    );
    let list = fs::read_to_string(beside(&out, "errors.jsonl")).unwrap();
    let lines: Vec<Value> = list.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let ends = |line: &Value, end: &str| line["input"].as_str().unwrap().ends_with(end);
    assert!(ends(&lines[0], "in/a/broken.txt"), "{list}");
    assert_eq!((&lines[0]["line"], &lines[0]["id"]), (&Value::Null, &"a/broken".into()));
    assert!(lines[0]["reason"].as_str().unwrap().starts_with("not UTF-8"), "{list}");
    assert!(ends(&lines[1], "in/b/rows.jsonl"), "{list}");
    assert_eq!((&lines[1]["line"], &lines[1]["id"]), (&14.into(), &"bad-13".into()));
    let manifest = manifest(&out);
    let counts = &manifest["counts"];
    for (name, count) in [("reports", 72), ("records", 70), ("failed", 2), ("incidents", 69)] {
        assert_eq!(counts[name], count, "{name}");
    }
    let inputs = manifest["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 43);
    let rows = inputs.iter().find(|i| ends(i, "rows.jsonl")).unwrap();
    assert_eq!((&rows["records"], &rows["failed"]), (&29.into(), &1.into()));
    assert_eq!(rows["sha256"].as_str().map(str::len), Some(64));
    let c = inputs.last().unwrap();
    assert!(ends(c, "in/c.txt"));
    // As `printf 'قصف' | sha256sum` prints it.
    assert_eq!(c["sha256"], "dcaf9caa3c5134e194fa8ccdba3d167ce9578cfd1b80fcebd6703f5b02450e84");
    assert_eq!(manifest["rasd"]["tables_sha256"].as_str().map(str::len), Some(64));
    assert!(manifest["rasd"]["tables"]["means"].is_string());
    assert_eq!(manifest["options"]["offsets"], "utf8");
    assert_eq!(manifest["outputs"][0]["file"], "out.jsonl");
}

#[test]
fn lists_and_manifest_without_an_output_file() {
    let folder = Folder::new();
    let input = reports(&folder, 30);
    let (list, told) = (folder.0.path().join("e.jsonl"), folder.0.path().join("m.json"));
    let mut command = rasd();
    command.arg("extract").arg(&input).args(["--format=jsonl", "--errors"]).arg(&list);
    let ran = run(command.arg("--manifest").arg(&told));
    assert_eq!((ran.code, ran.records().len()), (1, 70));
    assert_eq!(fs::read_to_string(&list).unwrap().lines().count(), 2);
    let told: Value = serde_json::from_slice(&fs::read(&told).unwrap()).unwrap();
    assert_eq!((&told["counts"]["failed"], &told["outputs"]), (&2.into(), &serde_json::json!([])));
}

#[test]
fn what_a_run_writes_into_its_own_input_is_not_read() {
    let folder = Folder::new();
    let input = reports(&folder, 10);
    let out = input.join("a/out.jsonl");
    let first = extract(&input, &out, &[]);
    let again = extract(&input, &out, &["--force"]);
    assert_eq!(again.err, first.err);
    let resumed = extract(&input, &out, &["--resume"]);
    assert!(resumed.err.starts_with("note: going on behind 52 reports"), "{}", resumed.err);
    assert_eq!(resumed.err.lines().last(), first.err.lines().last());
}

#[test]
fn a_finished_run_takes_what_was_added_since() {
    let folder = Folder::new();
    folder.file("in/1.txt", "قصف مدفعي على بلدة سرمين");
    let (input, out) = (folder.0.path().join("in"), folder.0.path().join("out.jsonl"));
    assert_eq!(extract(&input, &out, &["--resume"]).code, 0, "there is nothing to resume: begin");
    let first = fs::read_to_string(&out).unwrap();
    assert_eq!(extract(&input, &out, &["--resume"]).code, 0);
    assert_eq!(fs::read_to_string(&out).unwrap(), first);
    folder.file("in/0.txt", "قصف");
    assert_eq!(extract(&input, &out, &["--resume"]).code, 0);
    let both = fs::read_to_string(&out).unwrap();
    assert!(both.starts_with(&first) && both.lines().count() == 2, "{both}");
}

#[test]
fn a_run_is_not_gone_on_with_when_something_has_changed() {
    let folder = Folder::new();
    let file = folder.file("in/1.txt", "قصف مدفعي على بلدة سرمين");
    let (input, out) = (folder.0.path().join("in"), folder.0.path().join("out.jsonl"));
    assert_eq!(extract(&input, &out, &[]).code, 0);
    let before = fs::read(&out).unwrap();
    let refused = |ran: Ran, code: i32, why: &str| {
        assert_eq!(ran.code, code, "{}", ran.err);
        assert!(ran.err.contains(why), "{}", ran.err);
        assert_eq!(fs::read(&out).unwrap(), before, "nothing is touched");
    };
    refused(extract(&input, &out, &[]), 2, "is there already: --resume goes on with it");
    let args = ["--resume", "--offsets", "utf16"];
    refused(extract(&input, &out, &args), 2, "had offsets \"utf8\", this one has \"utf16\"");
    fs::write(&file, "قصف مدفعي على بلدة جاسم").unwrap();
    refused(extract(&input, &out, &["--resume"]), 3, "1.txt has changed since it was read");
    fs::remove_file(beside(&out, "journal")).unwrap();
    refused(extract(&input, &out, &["--resume"]), 2, "nothing tells how far it is");
    assert_eq!(extract(&input, &out, &["--force"]).code, 0);
    assert_ne!(fs::read(&out).unwrap(), before);
}

#[test]
fn outputs_that_cannot_be_gone_on_with_say_so() {
    let folder = Folder::new();
    let input = folder.file("1.txt", "قصف مدفعي على بلدة سرمين");
    let out = folder.0.path().join("out.json");
    let ran = extract(&input, &out, &["--format=json", "--resume"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot be gone on with"), "{}", ran.err);
    assert_eq!(extract(&input, &out, &["--format=json"]).code, 0);
    let record: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(record["report"]["id"], "1");
    assert_eq!(extract(&input, &out, &["--format=json"]).code, 2, "it is there");
    #[cfg(unix)]
    {
        let stream = Path::new("/dev/stdout");
        let ran = extract(&input, stream, &["--resume"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("/dev/stdout cannot be gone on with"), "{}", ran.err);
        let ran = extract(&input, stream, &[]);
        assert_eq!((ran.code, ran.records().len()), (0, 1), "{}", ran.err);
    }
}
