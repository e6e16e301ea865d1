//! stub
/// v1
#[allow(missing_docs, unreachable_pub, clippy::all)]
pub mod v1 { tonic::include_proto!("rasd.v1"); }
