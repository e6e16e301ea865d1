//! Proto conversion: whatever decodes either converts or is refused with a typed error, and what
//! converts survives the round trip.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prost::Message;
use rasd::model::Record;
use rasd_proto::v1;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(message) = v1::Report::decode(bytes) {
        let _ = rasd::Report::try_from(message);
    }
    if let Ok(message) = v1::Record::decode(bytes)
        && let Ok(record) = Record::try_from(message)
    {
        let back = v1::Record::try_from(record.clone()).map(Record::try_from);
        assert!(matches!(back, Ok(Ok(r)) if format!("{r:?}") == format!("{record:?}")));
    }
});
