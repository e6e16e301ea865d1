//! Types of the `rasd.v1` API, generated from `proto/`, and the one place where they are converted
//! to and from the incident model.
//!
//! ```
//! use rasd::{Extractor, Report};
//! use rasd_proto::v1;
//!
//! let record = Extractor::new().extract(&Report::new("r-1", "لا شيء"));
//! let message = v1::Record::try_from(record.clone())?;
//! assert_eq!(rasd::model::Record::try_from(message)?, record);
//! # Ok::<(), rasd_proto::ConvertError>(())
//! ```

pub mod convert;

pub use convert::{ConvertError, Fault, is_country_code};

/// Messages, enums, clients and servers of `rasd.v1`, as generated.
// Only what the generator itself writes (oneof enums, server builders) is without documentation.
#[allow(missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
pub mod v1 {
    tonic::include_proto!("rasd.v1");
}

/// The encoded `google.protobuf.FileDescriptorSet` of the API, for server reflection.
pub const FILE_DESCRIPTOR_SET: &[u8] =
    include_bytes!(concat!(env!("OUT_DIR"), "/rasd_descriptor.bin"));

/// Domain of every error reason of the API.
pub const ERROR_DOMAIN: &str = "rasd.v1";
