//! The bytes of a source on their way in: counted and hashed.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

/// Called with the number of bytes as they are taken.
pub(crate) type Progress = Box<dyn Fn(u64) + Send>;

/// A source that remembers what was read from it. Clones share the source.
#[derive(Clone)]
pub(crate) struct Tap(Arc<Mutex<Inner>>);

struct Inner {
    reader: Box<dyn Read + Send>,
    /// None when nobody asks for it.
    hash: Option<Sha256>,
    bytes: u64,
    progress: Progress,
    failed: bool,
}

/// What went through a [`Tap`], from the first byte to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drained {
    /// How many bytes.
    pub(crate) bytes: u64,
    /// Their SHA-256, as `sha256sum` prints it; none when the source could not be read to its end,
    /// or nobody asked for it.
    pub(crate) sha256: Option<String>,
}

impl Tap {
    pub(super) fn new(reader: Box<dyn Read + Send>, progress: Progress, hashed: bool) -> Self {
        let hash = hashed.then(Sha256::new);
        let inner = Inner { reader, hash, bytes: 0, progress, failed: false };
        Self(Arc::new(Mutex::new(inner)))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what the reports left (a decoder stops where its stream ends) and closes the account.
    pub(crate) fn drain(&self) -> Drained {
        let mut inner = self.inner();
        let mut buffer = vec![0; 1 << 16];
        while !inner.failed {
            match inner.read(&mut buffer) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => inner.failed = true,
            }
        }
        let hash = inner.hash.take().filter(|_| !inner.failed);
        let sha256 = hash.map(|hash| hex(&hash.finalize()));
        Drained { bytes: inner.bytes, sha256 }
    }
}

impl Read for Tap {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner().read(buffer)
    }
}

impl Inner {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = match self.reader.read(buffer) {
            Ok(n) => n,
            Err(error) => {
                self.failed |= error.kind() != io::ErrorKind::Interrupted;
                return Err(error);
            }
        };
        if let Some(hash) = &mut self.hash {
            hash.update(&buffer[..n]);
        }
        self.bytes += n as u64;
        (self.progress)(n as u64);
        Ok(n)
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_read_is_hashed_too() {
        let mut tap = Tap::new(Box::new(&b"abc"[..]), Box::new(|_| {}), true);
        tap.read_exact(&mut [0]).unwrap();
        let drained = tap.drain();
        assert_eq!(drained.bytes, 3);
        assert_eq!(
            drained.sha256.as_deref(),
            Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        );
    }
}
