//! What holds for every text.

use proptest::prelude::*;
use rasd::furniture::furniture;
use rasd::model::{Evidence, Part, Record};
use rasd::offsets::OffsetUnit;
use rasd::reading::Reading;
use rasd::segment::segment;
use rasd::{Extractor, Options, Report};

/// Text that looks enough like a report for the grammar to bite, and arbitrary Unicode between.
fn report_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "قُتل",
        "مقتل",
        "وإصابة",
        "أصيب",
        "استشهاد",
        "8",
        "٣",
        "۱۲",
        "أشخاص",
        "مدنيين",
        "طفلين",
        "بينهم",
        "آخرين",
        "جراء",
        "قصف",
        "مدفعي",
        "غارة",
        "جوية",
        "طائرة",
        "مسيّرة",
        "قوات",
        "النظام",
        "الروسية",
        "على",
        "بلدة",
        "سرمين",
        "قرية",
        "كفرنوران",
        "بريف",
        "إدلب",
        "حلب",
        "أمس",
        "اليوم",
        "22",
        "آب",
        "/",
        "أغسطس",
        "ديسمبر",
        "2019",
        "،",
        ".",
        "\n",
        "(",
        ")",
        "“",
        "”",
        "منذ",
        "مطلع",
        "العام",
        "يرتفع",
        "إلى",
        "عدد",
        "🔴",
        "\u{202e}",
        "\u{2067}",
        "قـ ـتـ ـل",
        "وكان",
        "المرصد",
        "السوري",
        "معظمهم",
        "من",
        "و",
        "أكثر",
        "نحو",
    ]);
    prop::collection::vec(
        prop_oneof![9 => words.prop_map(str::to_owned), 1 => any::<String>()],
        0..60,
    )
    .prop_map(|parts| parts.join(" "))
}

/// Slices `text` in the unit, the slow and obvious way.
fn slice(text: &str, unit: OffsetUnit, start: usize, end: usize) -> Option<String> {
    match unit {
        OffsetUnit::Utf8 => text.get(start..end).map(str::to_owned),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(units.get(start..end)?).ok()
        }
        OffsetUnit::Utf32 => {
            let chars: Vec<char> = text.chars().collect();
            Some(chars.get(start..end)?.iter().collect())
        }
    }
}

fn all_evidence(record: &Record) -> impl Iterator<Item = &Evidence> {
    record
        .incidents
        .iter()
        .flat_map(|i| &i.evidence)
        .chain(record.tallies.iter().flat_map(|t| &t.evidence))
        .chain(record.findings.iter().flat_map(|f| &f.evidence))
}

fn every_span_slices(report: &Report, unit: OffsetUnit) -> Record {
    let record = Extractor::new().extract_with(report, Options { offset_unit: unit });
    for evidence in all_evidence(&record) {
        let text = match evidence.part {
            Part::Title => report.title.as_deref().unwrap_or_default(),
            Part::Text => &report.text,
        };
        assert_eq!(
            slice(text, unit, evidence.start, evidence.end).as_deref(),
            Some(evidence.text.as_str()),
            "{evidence:?}"
        );
        assert!(!evidence.rule.is_empty());
    }
    for incident in &record.incidents {
        for (i, harm) in incident.harm.iter().enumerate() {
            assert!(harm.within.is_none_or(|w| w < incident.harm.len() && w != i));
        }
        assert!((0.0..=1.0).contains(&incident.confidence));
    }
    for (i, tally) in record.tallies.iter().enumerate() {
        assert!(tally.within.is_none_or(|w| w < record.tallies.len() && w != i));
    }
    record
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn evidence_slices_in_every_unit(text in report_text(), title in report_text()) {
        let report = Report::new("p", text).title(title).published_at("2021-03-10".parse().unwrap());
        for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32] {
            every_span_slices(&report, unit);
        }
    }

    #[test]
    fn never_panics_on_arbitrary_unicode(text in any::<String>()) {
        every_span_slices(&Report::new("p", text), OffsetUnit::Utf8);
    }

    #[test]
    fn same_input_same_bytes(text in report_text()) {
        let report = Report::new("p", text);
        let bytes = || serde_json::to_vec(&Extractor::new().extract(&report)).unwrap();
        prop_assert_eq!(bytes(), bytes());
    }

    #[test]
    fn segments_and_furniture_are_the_whole_text(text in report_text(), raw in any::<String>()) {
        let report = Report::new("p", format!("{text}\nالسابق\n{raw}"));
        let reading = Reading::new(&report);
        let dropped = furniture(&reading);
        let mut spans: Vec<_> = segment(&reading, &dropped).into_iter().map(|s| s.span).collect();
        spans.extend(dropped);
        spans.sort_unstable();
        let mut at = 0;
        for span in spans {
            prop_assert_eq!(span.start, at);
            at = span.end;
        }
        prop_assert_eq!(at, reading.tokens.len());
    }

    #[test]
    fn records_survive_json(text in report_text()) {
        let record = Extractor::new().extract(&Report::new("p", text));
        let json = serde_json::to_string(&record).unwrap();
        let mut written = Vec::new();
        record.write_json(&mut written);
        prop_assert_eq!(written.as_slice(), json.as_bytes());
        prop_assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
    }
}

#[test]
fn odd_texts_yield_records_not_panics() {
    let line = "قصف مدفعي على بلدة سرمين أدى إلى مقتل ٣ مدنيين، ".repeat(2_200);
    assert!(line.chars().count() > 100_000);
    for text in [
        "",
        " \n\t ",
        "\0\0قتل\0مدني",
        "\u{202e}\u{2066}قتل مدني",
        "Only Latin text, 12 killed.",
        "🔴🔴 مقتل مدني بقصف على بلدة سرمين",
        &line,
    ] {
        every_span_slices(&Report::new("odd", text), OffsetUnit::Utf16);
    }
}

/// The texts of the case tables: sentences in which every rule finds what it looks for.
fn case_texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases");
    let mut texts = Vec::new();
    for table in ["roles", "scenes", "sentences", "harm", "dates", "places"] {
        let rows = std::fs::read_to_string(format!("{folder}/{table}.tsv")).unwrap();
        let rows = rows.lines().filter(|l| !l.starts_with('#')).skip(1);
        texts.extend(rows.filter_map(|l| Some(l.split('\t').next()?.replace('¶', "\n"))));
    }
    texts
}

/// A report may end anywhere: behind a name of which a rule asks for the next word, behind «بعد», in a list.
#[test]
fn texts_cut_off_behind_any_word_are_read() {
    for text in case_texts() {
        for (at, _) in text.match_indices(' ') {
            let cut = &text[..at];
            let report = Report::new("", cut).published_at("2021-03-10".parse().unwrap());
            every_span_slices(&report, OffsetUnit::Utf8);
        }
    }
}

/// Numbers that no calendar and no toll reaches: «بعد 9999999 يوماً», «4000000000 قتيل».
#[test]
fn absurd_numbers_are_read() {
    for text in case_texts() {
        for number in ["9999999", "4294967295", "99999999999999999999"] {
            let mut absurd = String::with_capacity(text.len() + 20);
            for word in text.split_inclusive(' ') {
                let digits = word.trim_end().chars().all(|c| c.is_ascii_digit()) && word.len() > 1;
                absurd.push_str(if digits { number } else { word });
                absurd.push_str(if digits { " " } else { "" });
            }
            if absurd.len() > text.len() {
                let report = Report::new("", &*absurd).published_at("2021-03-10".parse().unwrap());
                every_span_slices(&report, OffsetUnit::Utf8);
            }
        }
    }
}
