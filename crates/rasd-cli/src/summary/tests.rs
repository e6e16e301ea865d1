use rasd::model::Record;

use super::{Style, render};

#[test]
fn a_record_reads_as_blocks() {
    let json = r#"{"report":{"id":"r-1","publisher":"example.org","published_at":"2021-03-10"},
     "incidents":[{"kind":"shelling","also":["raid"],"role":"lead",
      "when":{"start":"2021-03-09","end":"2021-03-09","precision":"day","basis":"relative","text":"أمس"},
      "places":[{"name":"سرمين","name_en":"Sarmin","type":"town","admin1":"Idleb","admin2":"Idleb",
        "pcode":"C3871","lat":35.9,"lon":36.72,"precision":"settlement","text":"بلدة سرمين"},
       {"name":"المزرعة","type":"area","precision":"unresolved","text":"المزرعة"}],
      "actors":[{"role":"perpetrator","id":"sy.gov","name":"قوات النظام","certainty":"suspected"}],
      "means":["artillery"],
      "harm":[{"outcome":"killed","group":"people","affiliation":null,"within":null,"text":"",
        "count":{"min":5,"max":null}}],
      "attribution":[{"source":"ناشطون","stance":"reported"}],"damage":["house"],"confidence":0.9}],
     "tallies":[{"outcome":"killed","group":"civilians","affiliation":null,"within":null,"text":"",
      "count":{"min":33,"max":33},"period":{"start":"2021-03-01","end":null,"text":"منذ مطلع آذار"},
      "areas":["إدلب"]}],
     "findings":[{"code":"months_disagree","message":"two months","evidence":[]}]}"#;
    let record: Record = serde_json::from_str(json).unwrap();
    let shown = render(&record, Style::plain()).replace('\u{2068}', "<").replace('\u{2069}', ">");
    assert_eq!(
        shown,
        "\
r-1 · example.org · published 2021-03-10

  1. shelling, with raid (lead)
     when       2021-03-09 (relative) <أمس>
     where      <سرمين> Sarmin, town · Idleb < Idleb · C3871 · 35.9000, 36.7200 (settlement)
                <المزرعة>, area · not resolved
     actors     perpetrator: <قوات النظام> [sy.gov] (suspected)
     means      artillery
     harm       killed: 5 or more people
     damage     house
     source     <ناشطون> (reported)
     confidence 0.90

Tallies (totals the report gives; not part of any incident)
   - killed: 33 civilians; since 2021-03-01; <منذ مطلع آذار>; in <إدلب>

Findings (what to question in the report itself)
   ! months disagree: two months
"
    );
}
