//! The forms that documentation systems import: HXL, Uwazi, Bayanat.

use rasd_export::Format;
use serde_json::Value;

use super::{CORPUS, export, incidents, rows};

#[test]
fn hxl_has_hashtags_under_the_header() {
    let (rows, _) = rows(Format::Hxl);
    assert_eq!(rows.len(), incidents().count() + 1);
    assert!(rows[0].values().all(|tag| tag.starts_with('#')), "{:?}", rows[0]);
    assert_eq!(rows[0]["killed_min"], "#affected+killed+min");
    let sy = rows.iter().find(|row| row["place_code"] == "C1037").unwrap();
    assert!(sy["admin1_code"].starts_with("SY"), "{sy:?}");
}

#[test]
fn uwazi_has_titles_and_coordinates_in_its_form() {
    let (rows, _) = rows(Format::Uwazi);
    assert_eq!(rows.len(), incidents().count());
    for (row, incident) in rows.iter().zip(incidents()) {
        assert!(!row["title"].is_empty() && !row["title__ar"].is_empty());
        let place = incident.places.first().and_then(|p| p.lat.zip(p.lon));
        let expected = place.map_or_else(String::new, |(lat, lon)| format!("{lat}|{lon}"));
        assert_eq!(row["geolocation"], expected);
        let means: Vec<&str> = row["means"].split('|').filter(|m| !m.is_empty()).collect();
        assert_eq!(means.len(), incident.means.len());
    }
}

#[test]
fn bayanat_bodies_are_machine_created_and_name_what_has_no_id() {
    let (bytes, summary) = export(Format::Bayanat, &*CORPUS);
    let text = String::from_utf8(bytes).unwrap();
    let bodies: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((bodies.len(), summary.rows), (incidents().count(), incidents().count() as u64));
    for (body, incident) in bodies.iter().zip(incidents()) {
        assert_eq!(body["item"]["status"], "Machine Created");
        assert!(!body["item"]["title"].as_str().unwrap().is_empty());
        assert!(!body["item"]["comments"].as_str().unwrap().is_empty());
        assert_eq!(body["item"]["claimed_violations"], serde_json::json!([]));
        assert_eq!(body["names"]["locations"].as_array().unwrap().len(), incident.places.len());
        let actors = body["names"]["actors"].as_array().unwrap();
        assert_eq!(actors.len(), incident.actors.len());
        assert!(actors.iter().all(|a| a["related_as"].is_array()));
    }
}
