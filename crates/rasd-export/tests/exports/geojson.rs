use rasd_export::Format;
use serde_json::Value;

use super::{CORPUS, export, incidents};

#[test]
fn a_feature_for_each_incident_longitude_first() {
    let (bytes, _) = export(Format::GeoJson, &*CORPUS);
    let collection: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), incidents().count());
    let mut placed = 0;
    for (feature, incident) in features.iter().zip(incidents()) {
        assert_eq!(feature["properties"]["kind"], incident.kind.as_str());
        let points: Vec<_> = incident.places.iter().filter_map(|p| p.lon.zip(p.lat)).collect();
        let geometry = &feature["geometry"];
        match points.as_slice() {
            [] => assert!(geometry.is_null()),
            [(lon, lat)] => assert_eq!(geometry["coordinates"], serde_json::json!([lon, lat])),
            many => assert_eq!(geometry["coordinates"].as_array().unwrap().len(), many.len()),
        }
        placed += usize::from(!points.is_empty());
    }
    assert!(placed > 30);
}

#[test]
fn no_records_make_an_empty_collection() {
    let (bytes, _) = export(Format::GeoJson, []);
    let collection: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(collection["features"], serde_json::json!([]));
}
