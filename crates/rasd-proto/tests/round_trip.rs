//! Whatever record the model can hold comes back from protobuf unchanged, encoding included.

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use prost::Message;
use rasd::model::*;
use rasd::{OffsetUnit, Report};
use rasd_proto::{ConvertError, Fault, v1};

fn text() -> impl Strategy<Value = String> {
    // Any text, short; the two Arabic blocks make sure that the usual case is among them.
    prop_oneof![any::<String>(), "[\u{600}-\u{6ff}\u{fe70}-\u{fefc} ]{0,12}"]
}

fn date() -> impl Strategy<Value = Date> {
    (1900i16..2200, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn word<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn unit() -> impl Strategy<Value = OffsetUnit> {
    word(&[OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Utf32])
}

fn count() -> impl Strategy<Value = Count> {
    (any::<Option<u32>>(), any::<Option<u32>>(), option::of(word(Vague::ALL)))
        .prop_map(|(min, max, vague)| Count { min, max, vague })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (text(), any::<bool>(), 0usize..1 << 31, 0usize..1 << 31, text(), text()).prop_map(
        |(field, title, start, end, text, rule)| {
            let part = if title { Part::Title } else { Part::Text };
            Evidence { field: field.into(), part, start, end, text, rule: rule.into() }
        },
    )
}

fn harm() -> impl Strategy<Value = Harm> {
    (
        word(Outcome::ALL),
        word(Group::ALL),
        option::of(text()),
        count(),
        option::of(0usize..9),
        any::<bool>(),
        text(),
    )
        .prop_map(|(outcome, group, affiliation, count, within, provisional, text)| Harm {
            outcome,
            group,
            affiliation,
            count,
            within,
            provisional,
            text,
        })
}

fn when() -> impl Strategy<Value = When> {
    (
        option::of(date()),
        option::of(date()),
        word(DatePrecision::ALL),
        word(Basis::ALL),
        option::of(text()),
    )
        .prop_map(|(start, end, precision, basis, text)| When {
            start,
            end,
            precision,
            basis,
            text,
        })
}

fn place() -> impl Strategy<Value = Place> {
    let names = (text(), option::of(text()), text(), option::of(text()));
    let admin = (option::of(text()), option::of(text()), option::of(text()));
    let spot = (option::of(-90.0..90.0), option::of(-180.0..180.0), word(PlacePrecision::ALL));
    (names, admin, spot, word(PlaceType::ALL)).prop_map(
        |(
            (name, name_en, text, pcode),
            (admin1, admin2, admin3),
            (lat, lon, precision),
            r#type,
        )| {
            Place {
                name,
                name_en,
                r#type,
                admin1,
                admin2,
                admin3,
                pcode,
                lat,
                lon,
                precision,
                text,
            }
        },
    )
}

fn actor() -> impl Strategy<Value = ActorRef> {
    (word(ActorRole::ALL), text(), option::of(text()), word(Certainty::ALL), option::of(text()))
        .prop_map(|(role, id, name, certainty, text)| ActorRef { role, id, name, certainty, text })
}

fn incident() -> impl Strategy<Value = Incident> {
    let what = (word(Kind::ALL), vec(word(Kind::ALL), 0..3), word(IncidentRole::ALL), when());
    let who = (
        vec(place(), 0..3),
        vec(actor(), 0..3),
        vec(word(Means::ALL), 0..3),
        vec((text(), word(Stance::ALL)), 0..2),
    );
    let rest =
        (vec(harm(), 0..4), vec(word(Damage::ALL), 0..3), vec(evidence(), 0..4), 0.0f32..=1.0);
    (what, who, rest).prop_map(
        |(
            (kind, also, role, when),
            (places, actors, means, said),
            (harm, damage, evidence, confidence),
        )| {
            let attribution =
                said.into_iter().map(|(source, stance)| Attribution { source, stance }).collect();
            Incident {
                kind,
                also,
                role,
                when,
                places,
                actors,
                means,
                harm,
                attribution,
                damage,
                evidence,
                confidence,
                slot_confidence: rasd::model::SlotConfidence {
                    kind: Some(confidence),
                    ..Default::default()
                },
            }
        },
    )
}

fn tally() -> impl Strategy<Value = Tally> {
    let period = (option::of(date()), option::of(date()), option::of(text()))
        .prop_map(|(start, end, text)| Period { start, end, text });
    (harm(), period, vec(text(), 0..3), vec(text(), 0..3), vec(evidence(), 0..3)).prop_map(
        |(harm, period, areas, perpetrators, evidence)| Tally {
            outcome: harm.outcome,
            group: harm.group,
            affiliation: harm.affiliation,
            count: harm.count,
            within: harm.within,
            provisional: harm.provisional,
            period,
            areas,
            perpetrators,
            text: harm.text,
            evidence,
        },
    )
}

fn finding() -> impl Strategy<Value = Finding> {
    (word(FindingCode::ALL), text(), vec(evidence(), 0..3))
        .prop_map(|(code, message, evidence)| Finding { code, message, evidence })
}

fn record() -> impl Strategy<Value = Record> {
    let report = (text(), option::of(text()), option::of(date()), option::of(text()), unit())
        .prop_map(|(id, publisher, published_at, url, offset_unit)| ReportRef {
            id,
            publisher,
            published_at,
            url,
            offset_unit,
        });
    let made_by = (text(), text()).prop_map(|(version, tables)| MadeBy { version, tables });
    let told = (vec(incident(), 0..3), vec(tally(), 0..3), vec(finding(), 0..2));
    (report, told, option::of(made_by)).prop_map(
        |(report, (incidents, tallies, findings), made_by)| Record {
            report,
            incidents,
            tallies,
            findings,
            made_by,
        },
    )
}

fn report() -> impl Strategy<Value = Report> {
    let said = (text(), option::of(text()), text());
    let known =
        (option::of(text()), option::of(date()), option::of(text()), option::of("[A-Z]{2}"));
    (said, known).prop_map(|((id, title, text), (publisher, published_at, url, country))| Report {
        id,
        title,
        text,
        publisher,
        published_at,
        url,
        country,
    })
}

proptest! {
    #[test]
    fn records_come_back(record in record()) {
        let bytes = v1::Record::try_from(record.clone()).unwrap().encode_to_vec();
        let message = v1::Record::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(Record::try_from(message).unwrap(), record);
    }

    #[test]
    fn reports_come_back(report in report()) {
        let bytes = v1::Report::from(report.clone()).encode_to_vec();
        let message = v1::Report::decode(bytes.as_slice()).unwrap();
        prop_assert_eq!(Report::try_from(message).unwrap(), report);
    }

    #[test]
    fn no_bytes_make_a_conversion_panic(bytes in vec(any::<u8>(), 0..256)) {
        if let Ok(message) = v1::Record::decode(bytes.as_slice()) {
            let _ = Record::try_from(message);
        }
        if let Ok(message) = v1::Report::decode(bytes.as_slice()) {
            let _ = Report::try_from(message);
        }
    }
}

#[test]
fn errors_name_the_field_and_not_its_content() {
    let incident = v1::Incident {
        kind: v1::Kind::Ied.into(),
        role: v1::IncidentRole::Lead.into(),
        when: Some(v1::When { start: Some("سري".into()), ..Default::default() }),
        ..Default::default()
    };
    let record = v1::Record {
        report: Some(v1::ReportRef {
            offset_unit: v1::OffsetEncoding::Utf8.into(),
            ..Default::default()
        }),
        incidents: vec![incident],
        ..Default::default()
    };
    let error = Record::try_from(record).unwrap_err();
    assert_eq!(error, ConvertError { path: "incidents[0].when.start".into(), fault: Fault::Date });
    assert!(!error.to_string().contains("سري"));
}

#[test]
fn an_absent_count_is_not_zero() {
    let none = v1::Count::from(Count { min: None, max: Some(0), vague: None });
    assert_eq!((none.min, none.max), (None, Some(0)));
}

#[test]
fn numbers_beyond_protobuf_are_refused() {
    let evidence = Evidence {
        field: "kind".into(),
        part: Part::Text,
        start: 0,
        end: usize::MAX,
        text: String::new(),
        rule: "r".into(),
    };
    let error = v1::Evidence::try_from(evidence).unwrap_err();
    assert_eq!(error, ConvertError { path: "end".into(), fault: Fault::OutOfRange });
    let negative = v1::Evidence { start: -1, part: v1::Part::Text.into(), ..Default::default() };
    assert_eq!(Evidence::try_from(negative).unwrap_err().path, "start");
}
