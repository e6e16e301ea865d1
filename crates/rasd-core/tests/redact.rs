//! Masking names: the case table, and what holds for every text.

use std::fmt::Write as _;

use proptest::prelude::*;
use rasd::lexicon::Table;
use rasd::model::{Part, Record};
use rasd::offsets::OffsetUnit;
use rasd::redact::{find, names, redact_record};
use rasd::{Extractor, Options, Report};

fn cases() -> Table {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/names.tsv");
    Table::parse("names", &std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Right, missed and wrongly masked names.
#[derive(Default)]
struct Score {
    right: usize,
    part: usize,
    missed: usize,
    wrong: usize,
    told: String,
}

fn score(set: &str) -> Score {
    let table = cases();
    let mut score = Score::default();
    for row in table.rows.iter().filter(|row| table.get(row, "set") == set) {
        let text = table.get(row, "text").replace("\\n", "\n");
        let expected = table.get(row, "expected");
        let expected: Vec<&str> =
            if expected == "-" { Vec::new() } else { expected.split("; ").collect() };
        let found: Vec<&str> = find(&text).into_iter().map(|range| &text[range]).collect();
        let before = score.missed + score.wrong + score.part;
        for name in &expected {
            if found.contains(name) {
                score.right += 1;
            } else if found.iter().any(|f| f.split(' ').any(|w| name.split(' ').any(|n| n == w))) {
                score.part += 1;
            } else {
                score.missed += 1;
            }
        }
        let touches =
            |f: &str| expected.iter().any(|e| e.split(' ').any(|e| f.split(' ').any(|f| f == e)));
        score.wrong += found.iter().filter(|f| !touches(f)).count();
        if score.missed + score.wrong + score.part > before {
            let _ = writeln!(
                score.told,
                "{}: {text}\n  expected {expected:?}\n  found    {found:?}",
                row.line
            );
        }
    }
    score
}

/// The floors are what was measured; `docs/redaction.md` gives the figures.
#[test]
fn names_in_sentences() {
    assert!(cases().rows.len() >= 150);
    for (set, whole, touched, wrong) in [("rules", 1.0, 1.0, 0), ("held", 0.80, 0.88, 0)] {
        let score = score(set);
        let all = (score.right + score.part + score.missed) as f64;
        let (right, part) = (score.right as f64, score.part as f64);
        println!(
            "{set}: {all} names, {} whole, {} in part, {} missed, {} wrong\n{}",
            score.right, score.part, score.missed, score.wrong, score.told
        );
        assert!(right / all >= whole, "{set}: {}", score.told);
        assert!((right + part) / all >= touched, "{set}: {}", score.told);
        assert!(score.wrong <= wrong, "{set}: {}", score.told);
    }
}

/// The three lengths, and where each character begins in each unit.
fn widths(text: &str) -> Vec<(usize, usize)> {
    text.chars().map(|c| (c.len_utf8(), c.len_utf16())).collect()
}

fn slice(text: &str, start: usize, end: usize, unit: OffsetUnit) -> String {
    match unit {
        OffsetUnit::Utf8 => text[start..end].to_owned(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
        OffsetUnit::Utf32 => text.chars().skip(start).take(end - start).collect(),
    }
}

/// Every span of `record` slices the masked texts to the words it quotes.
fn assert_slices(record: &Record, title: Option<&str>, text: &str) {
    let unit = record.report.offset_unit;
    let evidence = record
        .incidents
        .iter()
        .flat_map(|i| &i.evidence)
        .chain(record.tallies.iter().flat_map(|t| &t.evidence))
        .chain(record.findings.iter().flat_map(|f| &f.evidence));
    for e in evidence {
        let of = if e.part == Part::Title { title.unwrap_or_default() } else { text };
        assert_eq!(e.text, slice(of, e.start, e.end, unit), "{}", e.field);
    }
}

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32];

#[test]
fn a_record_without_names_says_the_same_otherwise() {
    let text = "🔴 قُتل الشاب أحمد السالم وأصيب شقيقه محمد بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب أمس.";
    let report = Report::new("r", text)
        .title("مقتل الشاب أحمد السالم في سرمين")
        .published_at("2021-03-10".parse().unwrap());
    for offset_unit in UNITS {
        let before = Extractor::new().extract_with(&report, Options { offset_unit });
        let mut record = before.clone();
        let masked = redact_record(&mut record, &report);
        assert_slices(&record, masked.title.as_deref(), &masked.text);
        let json = serde_json::to_string(&record).unwrap();
        for name in ["أحمد", "السالم", "محمد"] {
            assert!(!json.contains(name) && !masked.text.contains(name), "{json}");
            assert!(!masked.title.as_deref().unwrap().contains(name));
        }
        let (was, is) = (&before.incidents[0], &record.incidents[0]);
        assert_eq!((&was.places, &was.actors, &was.harm), (&is.places, &is.actors, &is.harm));
        assert!(json.contains("سرمين") && json.contains("قوات النظام"), "{json}");
    }
}

#[test]
fn a_title_that_the_text_repeats_is_masked_too() {
    let title = "مقتل الشاب أحمد السالم في سرمين";
    let report = Report::new("r", format!("{title}\nقتل الشاب برصاص مجهولين.")).title(title);
    let mut record = Extractor::new().extract(&report);
    let masked = redact_record(&mut record, &report);
    assert!(!masked.title.unwrap().contains("أحمد"));
    assert!(!masked.text.contains("أحمد"));
}

#[test]
fn places_and_actors_of_the_record_stay() {
    for (text, words) in [
        (
            "قصف مدفعي لقوات النظام على بلدة الشيخ مسكين بريف درعا، قتل الشاب أحمد مسكين.",
            "الشيخ مسكين",
        ),
        ("غارة روسية على مدينة جاسم، وقتل الشاب جاسم الحمد.", "مدينة جاسم"),
    ] {
        let report = Report::new("r", text).country("SY");
        let mut record = Extractor::new().extract(&report);
        let masked = redact_record(&mut record, &report);
        assert!(masked.text.contains(words), "{}", masked.text);
        assert!(masked.text.contains("××"), "{}", masked.text);
    }
}

#[test]
fn long_texts_are_masked_in_parts() {
    let text = "قُتل الشاب أحمد السالم برصاص مسلحين في بلدة سرمين.\n".repeat(2_000);
    let masked = names(&text);
    assert!(!masked.contains("أحمد") && masked.contains("سرمين"));
    let report = Report::new("r", text);
    let mut record = Extractor::new().extract(&report);
    let masked = redact_record(&mut record, &report);
    assert!(!masked.text.contains("أحمد"));
    assert_slices(&record, None, &masked.text);
}

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "قُتل",
        "الشاب",
        "أحمد",
        "مُحمّد",
        "ومحمد",
        "عبد",
        "الرحمن",
        "السالم",
        "أبو",
        "بن",
        "وهم",
        ":",
        "،",
        "(",
        "32",
        "عاماً",
        ")",
        "نجل",
        "عائلة",
        "يدعى",
        "حي",
        "الشيخ",
        "بلدة",
        "سرمين",
        "قوات",
        "النظام",
        "بقصف",
        "مدفعي",
        "على",
        "🔴",
        "\u{202e}",
        "ﻣﺤﻤﺪ",
        "\n",
        ".",
        "1-",
        "«",
        "»",
        "أ حـ ـمد",
        "الطفلة",
    ]);
    prop::collection::vec(
        prop_oneof![9 => words.prop_map(str::to_owned), 1 => any::<String>()],
        0..40,
    )
    .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_length_changes(text in text()) {
        let masked = names(&text);
        prop_assert_eq!(widths(&masked), widths(&text));
        // What is masked stays so, and nothing but names changed.
        for (was, is) in text.chars().zip(masked.chars()) {
            prop_assert!(was == is || matches!(is, 'x' | '×' | '╳' | '🞩'));
        }
    }

    #[test]
    fn spans_of_a_masked_record_slice(text in text(), title in prop::option::of(text())) {
        let report = Report { title, ..Report::new("r", text) };
        for offset_unit in UNITS {
            let mut record = Extractor::new().extract_with(&report, Options { offset_unit });
            let places: Vec<_> = record.incidents.iter().map(|i| (i.places.clone(), i.actors.clone())).collect();
            let masked = redact_record(&mut record, &report);
            prop_assert_eq!(widths(&masked.text), widths(&report.text));
            assert_slices(&record, masked.title.as_deref(), &masked.text);
            let after: Vec<_> = record.incidents.iter().map(|i| (i.places.clone(), i.actors.clone())).collect();
            prop_assert_eq!(places, after);
        }
    }
}
