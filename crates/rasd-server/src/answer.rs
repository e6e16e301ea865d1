//! Answers that a worker has written as protobuf already.
//!
//! A record is hundreds of small pieces of memory. Written and given back by the worker that made
//! it, they stay that thread's; the asynchronous threads only move bytes.

use std::marker::PhantomData;

use bytes::{BufMut, Bytes, BytesMut};
use prost::Message;
use prost::encoding::{WireType, encode_key, encode_varint};
use rasd::model::Record;
use rasd_proto::{ConvertError, v1};
use tonic::Status;
use tonic::codec::{Codec, EncodeBuf, Encoder};
use tonic_prost::ProstDecoder;

use crate::written;

/// The service as `tonic` generates it, with [`Written`] answers.
pub(crate) mod service {
    #![allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub)]
    include!(concat!(env!("OUT_DIR"), "/rasd.v1.ExtractionService.rs"));
}

/// Numbers of fields that are written here; a test holds them against the API's.
pub(crate) mod tag {
    /// Of `ExtractionResult`.
    pub(crate) const RECORD: u32 = 2;
    /// Of the answers of streams and batches.
    pub(crate) const RESULT: u32 = 1;
    /// Of the answer to one report.
    pub(crate) const ANSWERED: u32 = 1;
}

/// One message, in pieces: messages of one type written one behind the other are, by the rules of
/// protobuf, the message that has the repeated fields of all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written(Vec<Bytes>);

impl Written {
    pub(crate) fn new(message: &impl Message) -> Self {
        Self(vec![message.encode_to_vec().into()])
    }

    /// A record.
    ///
    /// # Errors
    /// It does not fit the API.
    pub(crate) fn record(record: Record) -> Result<Self, ConvertError> {
        Ok(Self(vec![written::record(record)?.into()]))
    }

    /// The record of a report, as the answers of streams and batches have it.
    ///
    /// # Errors
    /// It does not fit the API.
    pub(crate) fn read(report_id: String, record: Record) -> Result<Self, ConvertError> {
        let mut written = Self::new(&v1::ExtractionResult { report_id, result: None });
        written.append(Self::record(record)?.inside(tag::RECORD));
        Ok(written.inside(tag::RESULT))
    }

    /// Why a report was refused, as the answers of streams and batches have it.
    pub(crate) fn refused(report_id: String, error: v1::ReportError) -> Self {
        let result = Some(v1::extraction_result::Result::Error(error));
        Self::new(&v1::ExtractionResult { report_id, result }).inside(tag::RESULT)
    }

    /// The message that has this one as its field.
    pub(crate) fn inside(mut self, field: u32) -> Self {
        let mut head = BytesMut::new();
        encode_key(field, WireType::LengthDelimited, &mut head);
        encode_varint(self.len() as u64, &mut head);
        self.0.insert(0, head.freeze());
        self
    }

    /// Puts the fields of another message of the same type behind these.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// The length of the message in bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(Bytes::len).sum()
    }
}

/// Reads protobuf messages `T` and sends [`Written`] ones.
#[derive(Debug)]
pub(crate) struct WrittenCodec<T>(PhantomData<T>);

impl<T> Default for WrittenCodec<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<T: Message + Default + Send + 'static> Codec for WrittenCodec<T> {
    type Encode = Written;
    type Decode = T;
    type Encoder = WrittenEncoder;
    type Decoder = ProstDecoder<T>;

    fn encoder(&mut self) -> WrittenEncoder {
        WrittenEncoder
    }

    fn decoder(&mut self) -> ProstDecoder<T> {
        ProstDecoder::default()
    }
}

/// Sends what is written.
#[derive(Debug)]
pub(crate) struct WrittenEncoder;

impl Encoder for WrittenEncoder {
    type Item = Written;
    type Error = Status;

    fn encode(&mut self, Written(pieces): Written, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buf.reserve(pieces.iter().map(Bytes::len).sum());
        for piece in pieces {
            buf.put(piece);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rasd::{Extractor, Report};
    use rasd_proto::v1::extraction_result::Result as Outcome;

    use super::*;

    fn read<T: Message + Default>(written: &Written) -> T {
        T::decode(written.0.concat().as_slice()).unwrap()
    }

    #[test]
    fn what_is_written_is_what_the_api_says() {
        let found = Extractor::new().extract(&Report::new("r", "قُتل مدنيان بقصف على سرمين."));
        let record = v1::Record::try_from(found.clone()).unwrap();

        let answer = Written::record(found.clone()).unwrap().inside(tag::ANSWERED);
        let expected = v1::ExtractIncidentsResponse { record: Some(record.clone()) };
        assert_eq!(read::<v1::ExtractIncidentsResponse>(&answer), expected);

        let error = v1::ReportError { reason: "TEXT_EMPTY".into(), ..Default::default() };
        let mut batch = Written::default();
        for (written, result) in [
            (Written::read("r".into(), found).unwrap(), Outcome::Record(record)),
            (Written::refused("r".into(), error.clone()), Outcome::Error(error)),
        ] {
            let one = v1::ExtractionResult { report_id: "r".into(), result: Some(result) };
            let streamed: v1::StreamExtractIncidentsResponse = read(&written);
            assert_eq!(streamed.result, Some(one.clone()));
            batch.append(written);
            let batched: v1::BatchExtractIncidentsResponse = read(&batch);
            assert_eq!(batched.results.last(), Some(&one));
        }
    }
}
