//! Reports as JSON: whatever parses extracts.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    if let Ok(report) = serde_json::from_slice::<rasd::Report>(json) {
        let record = rasd::Extractor::new().extract(&report);
        assert!(serde_json::to_string(&record).is_ok());
    }
});
