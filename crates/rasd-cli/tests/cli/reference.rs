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
