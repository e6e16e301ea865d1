//! Answers that a worker has written as protobuf already.
//!
//! A record is hundreds of small pieces of memory. Written and given back by the worker that made
//! it, they stay that thread's; the asynchronous threads only move bytes.

use std::marker::PhantomData;

use bytes::{BufMut, Bytes};
use prost::Message;
use tonic::Status;
use tonic::codec::{Codec, EncodeBuf, Encoder};
use tonic_prost::ProstDecoder;

/// The service as `tonic` generates it, with [`Written`] answers.
pub(crate) mod service {
    #![allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub)]
    include!(concat!(env!("OUT_DIR"), "/rasd.v1.ExtractionService.rs"));
}

/// One message, in pieces: messages of one type written one behind the other are, by the rules of
/// protobuf, the message that has the repeated fields of all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written(Vec<Bytes>);

impl Written {
    pub(crate) fn new(message: &impl Message) -> Self {
        Self(vec![message.encode_to_vec().into()])
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
