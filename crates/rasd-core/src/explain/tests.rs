use super::{Account, Slot};
use crate::{Extractor, Options, Report};

fn explain(text: &str) -> super::Explanation {
    let report = Report::new("r", text).country("SY").published_at(jiff::civil::date(2021, 3, 10));
    let extractor = Extractor::new();
    let explanation = extractor.explain_with(&report, Options::default());
    assert_eq!(explanation.record, extractor.extract(&report), "the same record");
    assert_eq!(explanation.incidents.len(), explanation.record.incidents.len());
    assert_eq!(explanation.tallies.len(), explanation.record.tallies.len());
    explanation
}

fn slot<'a>(account: &'a Account, field: &str) -> &'a Slot {
    account.slots.iter().find(|s| s.field == field).unwrap()
}

#[test]
fn a_slot_has_its_words_its_rule_and_its_row() {
    let told = explain("قُتل مدنيان بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب أمس.");
    let incident = &told.incidents[0];
    let kind = slot(incident, "kind");
    assert_eq!(kind.value, "shelling");
    assert!(kind.rows.iter().any(|r| r.table == "events" && r.line > 1), "{kind:?}");
    let place = slot(incident, "places[0]");
    assert_eq!(place.rule.as_ref().map(|r| r.stage.as_str()), Some("annotate"));
    assert!(place.rows.iter().any(|r| r.table == "gazetteer"), "{place:?}");
    let who = slot(incident, "actors[0]");
    assert!(who.rows.iter().any(|r| r.table == "actor_aliases"), "{who:?}");
    assert_eq!(slot(incident, "when").value, "2021-03-09 (relative)");
    assert_eq!(slot(incident, "harm[0]").value, "killed civilians 2");
}

#[test]
fn homonyms_say_why_they_lost() {
    let told = explain("قصف مدفعي لقوات النظام على قرية الصالحية بريف القامشلي");
    let place = slot(&told.incidents[0], "places[0]");
    assert!(place.lost.len() > 1, "{place:?}");
    assert!(place.lost.iter().all(|l| l.what == "place" && !l.why.is_empty()));
}

#[test]
fn what_is_not_taken_is_told() {
    let told = explain(
        "قُتل مدني بقصف مدفعي على بلدة سرمين أمس، وسقطت 7 قذائف. وحلقت طائرات استطلاع في المنطقة.",
    );
    let all = || told.incidents.iter().flat_map(|a| &a.lost).chain(&told.unused);
    assert!(all().any(|l| l.what == "number" && l.value == "7"), "{told:#?}");
    let acts = told.incidents.iter().flat_map(|a| &a.slots).flat_map(|s| &s.lost).chain(all());
    assert!(acts.filter(|l| l.what == "act").any(|l| l.why.contains("non_events")), "{told:#?}");
}

#[test]
fn a_country_has_its_own_row_only() {
    let told = explain("وثقت الشبكة مقتل 62 مدنياً في سوريا منذ مطلع العام 2021.");
    let slots = told.tallies.iter().flat_map(|t| &t.slots);
    let areas: Vec<_> = slots.filter(|s| s.field.starts_with("areas")).collect();
    assert_eq!(areas.len(), 1, "{told:#?}");
    assert_eq!(areas[0].rows.len(), 1, "{:?}", areas[0]);
}

#[test]
fn a_tally_says_what_makes_it_one() {
    let told = explain("وثقت الشبكة مقتل 12 مدنياً منذ بداية العام 2021 في محافظة إدلب.");
    assert_eq!(told.tallies.len(), 1);
    assert!(told.tallies[0].lost[0].why.contains("more than one incident"), "{told:?}");
}

#[test]
fn long_texts_and_empty_ones() {
    assert!(explain("").incidents.is_empty());
    let one = "قُتل مدنيان بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب أمس.\n";
    let filler = "قال مصدر إن الأسواق هادئة.\n".repeat(3000);
    let text = format!("{filler}{one}");
    let told = explain(&text);
    let evidence = told.incidents[0].slots[0].evidence.as_ref().unwrap();
    assert_eq!(&text[evidence.start..evidence.end], evidence.text);
}
