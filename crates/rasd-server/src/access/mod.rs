//! Whom the server lets in, and how much of it each may take.

mod gate;
mod quota;
mod tokens;

pub(crate) use gate::{Gate, GateLayer};
pub use tokens::{TokenError, Tokens};
