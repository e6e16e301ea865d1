use rasd::model::{Count, Group, Harm, Kind, Outcome, Record};
use rasd::{Extractor, Report};
use rasd_export::Format;

use super::{CORPUS, export, incidents, rows};

fn number(text: &str) -> u64 {
    if text.is_empty() { 0 } else { text.parse().unwrap() }
}

#[test]
fn csv_has_a_row_for_each_incident() {
    let (rows, summary) = rows(Format::Csv);
    let count = incidents().count();
    assert!(count > 50, "{count}");
    assert_eq!((rows.len(), summary.rows, summary.incidents), (count, count as u64, count as u64));
    for (row, incident) in rows.iter().zip(incidents()) {
        assert_eq!(row["kind"], incident.kind.as_str());
        assert_eq!(row["place"], incident.places.first().map_or("", |p| &p.name));
        let top = |h: &&Harm| h.outcome == Outcome::Killed && h.within.is_none() && !h.provisional;
        let killed = incident.harm.iter().filter(top);
        let min: u64 = killed.map(|h| u64::from(h.count.min.unwrap_or(0))).sum();
        assert_eq!(number(&row["killed_min"]), min, "{}", row["incident_id"]);
        assert_eq!(number(&row["figures"]), incident.harm.len() as u64);
    }
    let tallies: usize = CORPUS.iter().map(|(_, record)| record.tallies.len()).sum();
    assert_eq!(summary.left_out["tally"], tallies as u64);
}

#[test]
fn csv_harm_has_a_row_for_each_figure() {
    let (rows, summary) = rows(Format::CsvHarm);
    let figures: Vec<&Harm> = incidents().flat_map(|i| &i.harm).collect();
    assert!(figures.len() > 80);
    assert_eq!((rows.len(), summary.rows), (figures.len(), figures.len() as u64));
    for (row, figure) in rows.iter().zip(figures) {
        let bound = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        assert_eq!(
            (&row["min"], &row["max"]),
            (&bound(figure.count.min), &bound(figure.count.max))
        );
        assert_eq!(row["group"], figure.group.as_str());
        assert_eq!(row["within"], figure.within.map_or_else(String::new, |i| (i + 1).to_string()));
    }
}

#[test]
fn acled_has_all_but_what_acled_has_not() {
    let (rows, summary) = rows(Format::Acled);
    let outside = [Kind::Accident, Kind::Displacement];
    let inside: Vec<_> = incidents().filter(|i| !outside.contains(&i.kind)).collect();
    let mut ids: Vec<&str> = rows.iter().map(|r| r["event_id_cnty"].as_str()).collect();
    // An incident of several days has several rows: ID.1, ID.2 …
    ids.dedup_by_key(|id| {
        id.rsplit_once('#')
            .map_or("", |(report, n)| &id[..report.len() + 1 + n.find('.').unwrap_or(n.len())])
    });
    assert_eq!(ids.len(), inside.len());
    let left: u64 =
        summary.left_out.iter().filter(|(what, _)| *what != "tally").map(|(_, n)| n).sum();
    assert_eq!(inside.len() as u64 + left, summary.incidents);
    for row in &rows {
        assert!(!row["event_type"].is_empty() && !row["disorder_type"].is_empty());
        assert!(["", "1", "2", "3"].contains(&row["time_precision"].as_str()));
        assert_eq!(row["country"].is_empty(), row["iso"].is_empty());
        assert!(!row["inter1"].contains("unknown"));
    }
}

/// A record with these figures of people killed.
fn record(kind: Kind, harm: &[(Group, Count, Option<usize>)]) -> (Report, Record) {
    let report = Report::new("r", "قصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب أمس")
        .published_at("2021-03-10".parse().unwrap())
        .country("SY");
    let mut record = Extractor::new().extract(&report);
    assert_eq!(record.incidents.len(), 1);
    record.incidents[0].kind = kind;
    record.incidents[0].harm = harm
        .iter()
        .map(|(group, count, within)| Harm {
            outcome: Outcome::Killed,
            group: *group,
            affiliation: None,
            count: *count,
            within: *within,
            provisional: false,
            text: "قتل".to_owned(),
        })
        .collect();
    (report, record)
}

fn cell(format: Format, pair: &(Report, Record), column: &str) -> String {
    let (bytes, _) = export(format, [pair]);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let at = reader.headers().unwrap().iter().position(|c| c == column).unwrap();
    let row = reader.records().next().unwrap().unwrap();
    row[at].to_owned()
}

#[test]
fn acled_takes_the_lowest_figure_and_its_own_words_for_vague_ones() {
    use rasd::model::Vague;
    let cases = [
        (Count::at_least(8), "8"),
        (Count::between(8, 10), "8"),
        (Count::vague(Vague::Several), "3"),
        (Count::vague(Vague::Tens), "12"),
        (Count::vague(Vague::Hundreds), "100"),
        (Count::up_to(8), "0"),
    ];
    for (count, fatalities) in cases {
        let pair = record(Kind::Shelling, &[(Group::People, count, None)]);
        assert_eq!(cell(Format::Acled, &pair, "fatalities"), fatalities, "{count:?}");
    }
}

#[test]
fn acled_splits_days_evenly_with_the_rest_on_the_first() {
    let mut pair = record(Kind::Shelling, &[(Group::People, Count::exact(8), None)]);
    pair.1.incidents[0].when.start = Some("2021-03-07".parse().unwrap());
    pair.1.incidents[0].when.end = Some("2021-03-09".parse().unwrap());
    let (bytes, summary) = export(Format::Acled, [&pair]);
    assert_eq!(summary.rows, 3);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<std::collections::BTreeMap<String, String>> =
        reader.deserialize().map(Result::unwrap).collect();
    let days: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|r| (r["event_id_cnty"].as_str(), r["event_date"].as_str(), r["fatalities"].as_str()))
        .collect();
    assert_eq!(
        days,
        [("r#1.1", "2021-03-07", "4"), ("r#1.2", "2021-03-08", "2"), ("r#1.3", "2021-03-09", "2")]
    );
}

#[test]
fn ucdp_best_is_the_sum_of_its_four() {
    let (rows, summary) = rows(Format::Ucdp);
    assert!(rows.len() > 10);
    let left: u64 =
        summary.left_out.iter().filter(|(what, _)| *what != "tally").map(|(_, n)| n).sum();
    assert_eq!(summary.rows + left, summary.incidents);
    for row in &rows {
        let n = |column: &str| row[column].parse::<u64>().unwrap();
        let parts = n("deaths_a") + n("deaths_b") + n("deaths_civilians") + n("deaths_unknown");
        assert_eq!(n("best"), parts, "{row:?}");
        assert!(n("low") <= n("best") && n("best") <= n("high"));
        assert!(["1", "2", "3"].contains(&row["type_of_violence"].as_str()));
    }
}

#[test]
fn ucdp_puts_parts_in_their_columns_and_the_rest_in_unknown() {
    let pair = record(
        Kind::Shelling,
        &[
            (Group::People, Count::exact(10), None),
            (Group::Civilians, Count::exact(6), Some(0)),
            (Group::Children, Count::exact(2), Some(1)),
            (Group::Combatants, Count::exact(1), Some(0)),
        ],
    );
    // A fighter whose side is not told is dead of unknown side, in a fight with someone not named.
    let get = |column| cell(Format::Ucdp, &pair, column);
    let columns = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best"];
    assert_eq!(columns.map(get), ["0", "0", "6", "4", "10"]);
    assert_eq!((get("type_of_violence"), get("side_b")), ("1".to_owned(), "unknown".to_owned()));
    let mut told = pair.clone();
    told.1.incidents[0].harm[3].affiliation = Some("sy.rebels".to_owned());
    let get = |column| cell(Format::Ucdp, &told, column);
    assert_eq!(columns.map(get), ["0", "1", "6", "3", "10"]);
    assert_eq!(get("side_b"), "Other opposition factions");
}

#[test]
fn airwars_ranges_are_in_order() {
    let (rows, _) = rows(Format::Airwars);
    assert!(rows.len() > 30);
    for row in &rows {
        for (column, min) in row.iter().filter(|(column, _)| column.ends_with("_min")) {
            let max = &row[&column.replace("_min", "_max")];
            assert!(max.is_empty() || number(min) <= number(max), "{column} {row:?}");
        }
    }
}

#[test]
fn cells_are_quoted_and_formulas_stay_text() {
    let mut pair = record(Kind::Shelling, &[]);
    let nasty = "=HYPERLINK(\"http://example.org\",\"x\"),\nnext \"line\"";
    nasty.clone_into(&mut pair.1.incidents[0].places[0].name);
    let (bytes, _) = export(Format::Csv, [&pair]);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    assert!(
        text.contains("\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\"),\nnext \"\"line\"\"\"")
    );
    let back = cell(Format::Csv, &pair, "place");
    assert_eq!(back.strip_prefix('\''), Some(nasty));
    // Numbers below zero are numbers.
    pair.1.incidents[0].places[0].lon = Some(-12.5);
    assert_eq!(cell(Format::Csv, &pair, "lon"), "-12.5");
}
