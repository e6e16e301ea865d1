//! Records as protobuf, written from the model.
//!
//! Most of a record is evidence. It is written as it is, without a message of strings made for each
//! span first; and because protobuf puts the length of a message before it, which counts all that it
//! holds at every level anew, what is written already is counted once.

use std::mem;

use prost::Message;
use prost::encoding::{WireType, bytes, encode_key, encode_varint, int32};
use rasd::model::{Evidence, Record};
use rasd_proto::{ConvertError, Fault, v1};

/// Numbers of the fields that are written here; a test holds them against the API's.
mod tag {
    /// Of `Record`.
    pub(super) const INCIDENTS: u32 = 2;
    /// Of `Incident`.
    pub(super) const EVIDENCE: u32 = 11;
    // Of `Evidence`.
    pub(super) const FIELD: u32 = 1;
    pub(super) const PART: u32 = 2;
    pub(super) const START: u32 = 3;
    pub(super) const END: u32 = 4;
    pub(super) const TEXT: u32 = 5;
    pub(super) const RULE: u32 = 6;
}

/// The record as a `rasd.v1.Record`.
///
/// # Errors
/// A number of it has no place in the API.
pub(crate) fn record(mut record: Record) -> Result<Vec<u8>, ConvertError> {
    let incidents = mem::take(&mut record.incidents);
    let mut written = v1::Record::try_from(record)?.encode_to_vec();
    let (mut one, mut scratch) = (Vec::new(), Vec::new());
    for (i, mut incident) in incidents.into_iter().enumerate() {
        let inside = |error: ConvertError| error.inside(&format!("incidents[{i}]"));
        let spans = mem::take(&mut incident.evidence);
        one.clear();
        // A vector always has room.
        let _ = v1::Incident::try_from(incident).map_err(inside)?.encode(&mut one);
        for span in &spans {
            scratch.clear();
            evidence(span, &mut scratch).map_err(inside)?;
            bytes::encode(tag::EVIDENCE, &scratch, &mut one);
        }
        bytes::encode(tag::INCIDENTS, &one, &mut written);
    }
    Ok(written)
}

fn evidence(evidence: &Evidence, out: &mut Vec<u8>) -> Result<(), ConvertError> {
    let Evidence { field, part, start, end, text, rule } = evidence;
    let offset = |n: usize| i32::try_from(n).map_err(|_| ConvertError::from(Fault::OutOfRange));
    string(tag::FIELD, field, out);
    int32::encode(tag::PART, &i32::from(v1::Part::from(*part)), out);
    int32::encode(tag::START, &offset(*start)?, out);
    int32::encode(tag::END, &offset(*end)?, out);
    string(tag::TEXT, text, out);
    string(tag::RULE, rule, out);
    Ok(())
}

fn string(tag: u32, text: &str, out: &mut Vec<u8>) {
    encode_key(tag, WireType::LengthDelimited, out);
    encode_varint(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use rasd::{Extractor, Report};

    use super::*;

    #[test]
    fn what_is_written_is_the_message() {
        let text = "قُتل مدنيان بقصف مدفعي على بلدة سرمين في ريف إدلب.\n\
                    وأصيب طفل برصاص قناص في مدينة تعز.";
        let found = Extractor::new().extract(&Report::new("r", text));
        assert!(found.incidents.len() > 1);
        assert!(found.incidents.iter().all(|incident| !incident.evidence.is_empty()));
        let message = v1::Record::try_from(found.clone()).unwrap();
        assert_eq!(v1::Record::decode(record(found).unwrap().as_slice()).unwrap(), message);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let mut found = Extractor::new().extract(&Report::new("r", "قُتل مدنيان بقصف على سرمين."));
        found.incidents[0].evidence[0].end = usize::MAX;
        let error = record(found).unwrap_err();
        assert_eq!((error.path.as_str(), error.fault), ("incidents[0]", Fault::OutOfRange));
    }
}
