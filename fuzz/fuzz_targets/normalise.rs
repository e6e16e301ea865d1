//! Normalising: never panics, and every character maps back to a valid range.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let normal = rasd::normalise::normalise(text);
    for (at, c) in normal.text.char_indices() {
        let range = normal.original(at..at + c.len_utf8());
        assert!(text.get(range).is_some());
    }
});
