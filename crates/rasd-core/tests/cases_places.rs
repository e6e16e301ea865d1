//! The shared case table of places (`tests/cases/places.tsv`): a text, the report's country and
//! what is read from it.

use rasd::Report;
use rasd::annotate::places::places;
use rasd::lexicon::Table;
use rasd::reading::Reading;
use rasd::resolve::places::{PlaceContext, resolve};

/// What is read, one place after the other: `name|type|admin1`, marked `^` for a dateline, `-` for
/// an origin, `~` for a mere container, `<` for what another place lies in.
fn read(text: &str, country: &str) -> String {
    let mut report = Report::new("case", text);
    if !country.is_empty() {
        report = report.country(country);
    }
    let mentions = places(&Reading::new(&report));
    let resolved = resolve(&mentions, &PlaceContext::from(&report));
    let lines: Vec<String> = mentions
        .iter()
        .zip(&resolved)
        .map(|(mention, resolved)| {
            let mark = if mention.dateline {
                "^"
            } else if mention.origin.is_some() {
                "-"
            } else if mention.container_only {
                "~"
            } else if mention.within_of.is_some() {
                "<"
            } else {
                ""
            };
            let place = &resolved.place;
            let admin1 = place.admin1.unwrap_or_default();
            let name = mention.whole.as_ref().unwrap_or(&mention.name);
            format!("{mark}{name}|{}|{admin1}", place.r#type.as_str())
        })
        .collect();
    lines.join("; ")
}

#[test]
fn cases() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/places.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    let table = Table::parse("places", &text).unwrap();
    assert!(table.rows.len() >= 250);
    let mut wrong = Vec::new();
    for row in &table.rows {
        let (text, country) = (table.get(row, "text"), table.get(row, "country"));
        let (expected, found) = (table.get(row, "expected"), read(text, country));
        // "! " marks what is known to come out wrong: the row fails when it comes right.
        match expected.strip_prefix("! ") {
            Some(expected) if expected.trim_start_matches('-') == found => {
                wrong.push(format!("{text}\n  comes right: take away the !"));
            }
            None if expected != found => {
                wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_text_panics() {
    for text in [
        "",
        "و",
        "#",
        "بريف",
        "ريف",
        "قرى و",
        "بلدتي",
        "(",
        "حلب (",
        "طريق حلب -",
        "قرية \"",
        "شمال شرق",
        "كل من",
        "قرى: ",
        "مدينة ()",
        "ريفي و",
        "الريف الشرقي ل",
        "في الفوج 46",
        "قرية 99999999999999999999",
        "بلدة \u{202b}حلب",
        "دير_",
        "#_#_",
        "قريتي أ و",
    ] {
        read(text, "SY");
        read(&text.repeat(50), "");
    }
}

#[test]
fn spans_lead_back_to_the_words() {
    let report = Report::new("", "قصف على قُرى كنصفرة و\"البارة\" بريف إدلب").title("قصف #إدلب");
    let reading = Reading::new(&report);
    for mention in places(&reading) {
        assert!(mention.frame.contains(mention.span), "{mention:?}");
        assert!(!reading.words(mention.span).is_empty());
    }
}
