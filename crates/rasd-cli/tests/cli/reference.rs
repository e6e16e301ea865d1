//! What the library knows.

use super::{rasd, run};

#[test]
fn rules_are_listed_by_prefix() {
    let all = run(rasd().arg("rules"));
    assert_eq!(all.code, 0);
    assert!(all.out.lines().any(|l| l.starts_with("number.digits ")), "{}", all.out);
    let dates = run(rasd().args(["rules", "date.", "--json"]));
    assert!(!dates.out.is_empty());
    for line in dates.out.lines() {
        let rule: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(rule["id"].as_str().unwrap().starts_with("date."));
        assert!(!rule["summary"].as_str().unwrap().is_empty());
    }
    let none = run(rasd().args(["rules", "no such rule"]));
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "", "no rules found\n"));
}

#[test]
fn places_are_found_by_name_and_code() {
    let named = run(rasd().args(["places", "سرمين"]));
    assert_eq!(named.code, 0);
    assert!(named.out.lines().any(|l| l.starts_with("C3953 ")), "{}", named.out);
    let coded = run(rasd().args(["places", "C3953", "--json"]));
    let place: serde_json::Value = serde_json::from_str(&coded.out).unwrap();
    assert_eq!((&place["name_en"], &place["country"]), (&"Sarmin".into(), &"SY".into()));
    let country = run(rasd().args(["places", "--country", "ye", "--json"]));
    assert!(!country.out.is_empty());
    assert!(country.out.lines().all(|l| l.contains("\"country\":\"YE\"")));
    assert!(run(rasd().args(["places", "C3953", "--country", "YE"])).out.is_empty());
}

#[test]
fn actors_are_found_by_id_and_any_name() {
    let all = run(rasd().args(["actors", "--json"]));
    assert_eq!(all.code, 0);
    let ids: Vec<String> = all
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|actor| actor["id"].as_str().unwrap().to_owned())
        .collect();
    for id in ["sy.gov", "sy.sdf", "ru.mil", "ye.houthi", "is", "coalition"] {
        assert!(ids.iter().any(|i| i == id), "{id}");
        assert!(run(rasd().args(["actors", id])).out.starts_with(&format!("{id} ")), "{id}");
    }
    for name in ["قسد", "Democratic forces", "سوريا الديمقراطيّة"] {
        let found = run(rasd().args(["actors", name]));
        assert!(found.out.lines().any(|l| l.starts_with("sy.sdf ")), "{name}: {}", found.out);
    }
}
