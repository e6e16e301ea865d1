use std::fs::File;
use std::io::Write;

use rasd::OffsetUnit;
use rasd::model::Record;
use rasd_export::{Format, parquet};

use super::{CORPUS, corpus, export};

fn back(bytes: &[u8]) -> Vec<Record> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    parquet::read(file).unwrap().map(Result::unwrap).collect()
}

fn lines<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    records.into_iter().map(|r| serde_json::to_string(r).unwrap() + "\n").collect()
}

#[test]
fn there_and_back_gives_the_same_bytes() {
    for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32] {
        let corpus = corpus(unit);
        let (bytes, summary) = export(Format::Parquet, &corpus);
        assert_eq!(summary.rows, corpus.len() as u64);
        assert!(summary.left_out.is_empty());
        let before = lines(corpus.iter().map(|(_, record)| record));
        // As the command line does: from the printed form.
        let printed: Vec<Record> =
            before.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines(&printed), before);
        assert_eq!(lines(&back(&bytes)), before);
    }
}

#[test]
fn row_groups_follow_each_other() {
    let many: Vec<_> = CORPUS.iter().cycle().take(9000).collect();
    let (bytes, _) = export(Format::Parquet, many.iter().copied());
    let records = back(&bytes);
    assert_eq!(records.len(), 9000);
    assert!(records.iter().zip(&many).all(|(a, (_, b))| a == b));
}

#[test]
fn the_bounds_of_numbers_are_kept() {
    let mut pair = CORPUS
        .iter()
        .find(|(_, r)| r.incidents.iter().any(|i| !i.harm.is_empty()))
        .unwrap()
        .clone();
    let incident = pair.1.incidents.iter_mut().find(|i| !i.harm.is_empty()).unwrap();
    incident.harm[0].count.min = Some(u32::MAX);
    incident.harm[0].count.max = None;
    incident.confidence = 0.1 + 0.2;
    incident.places[0].lat = Some(0.1 + 0.2);
    incident.places[0].lon = Some(-1.0 / 3.0);
    pair.1.report.id = "quotes \" tabs \t lines \n \u{1F534} \u{202B} nul \0".to_owned();
    let (bytes, _) = export(Format::Parquet, [&pair]);
    assert_eq!(back(&bytes), [pair.1]);
}

#[test]
fn no_records_are_a_file_all_the_same() {
    let (bytes, _) = export(Format::Parquet, []);
    assert!(back(&bytes).is_empty());
}

#[test]
fn what_is_no_parquet_says_so() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"PAR1 and nothing else").unwrap();
    assert!(parquet::read(File::open(file.path()).unwrap()).is_err());
}
