//! Connections: who may open one, in the clear or under TLS.

mod incoming;
mod io;
mod tls;

pub(crate) use incoming::{Door, incoming};
pub(crate) use io::Peer;
pub use tls::TlsError;
pub(crate) use tls::{Settings as TlsSettings, tls_settings};
