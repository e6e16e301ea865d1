//! Extraction: never panics, evidence slices to its text, the same input gives the same record.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rasd::{Extractor, Report};

fuzz_target!(|text: &str| {
    let report = Report::new("fuzz", text);
    let extractor = Extractor::new();
    let record = extractor.extract(&report);
    for incident in &record.incidents {
        for evidence in &incident.evidence {
            assert_eq!(text.get(evidence.start..evidence.end), Some(evidence.text.as_str()));
        }
    }
    assert_eq!(record, extractor.extract(&report));
});
