//! Calls that ended because their connection did.

use std::error::Error;
use std::{io, iter};

use tonic::Status;

/// The status as the specification of gRPC has it: a connection that went away, or that closed before
/// the call's turn came, is `UNAVAILABLE`. The transport makes other codes of it, by where it was
/// when it noticed. What a server answered stays as it is.
pub(crate) fn settled(status: Status) -> Status {
    let mut chain = iter::successors(status.source(), |&error| error.source());
    let lost = chain.find_map(connection_lost);
    lost.map_or(status, Status::unavailable)
}

/// What became of the connection, when this error says that it is gone.
fn connection_lost(error: &(dyn Error + 'static)) -> Option<String> {
    let gone = if let Some(error) = error.downcast_ref::<hyper::Error>() {
        error.is_canceled() || error.is_closed() || error.is_incomplete_message()
    } else if let Some(error) = error.downcast_ref::<h2::Error>() {
        // A server that shuts down says from which call on it took none.
        let refused = error.reason() == Some(h2::Reason::NO_ERROR)
            || error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_io() || (error.is_remote() && refused)
    } else {
        error.is::<io::Error>()
    };
    gone.then(|| error.to_string())
}

#[cfg(test)]
mod tests {
    use tonic::Code;

    use super::*;

    fn settled_code(error: Box<dyn Error + Send + Sync>) -> Code {
        settled(Status::from_error(error)).code()
    }

    #[test]
    fn a_broken_connection_is_unavailable() {
        for kind in [io::ErrorKind::BrokenPipe, io::ErrorKind::ConnectionReset] {
            assert_eq!(settled_code(Box::new(io::Error::from(kind))), Code::Unavailable);
        }
    }

    #[test]
    fn what_the_server_says_is_left_alone() {
        for code in (0..=16).map(Code::from) {
            assert_eq!(settled(Status::new(code, "as it is")).code(), code);
        }
        let broken = h2::Error::from(h2::Reason::PROTOCOL_ERROR);
        assert_eq!(settled_code(Box::new(broken)), Code::Internal);
    }
}
