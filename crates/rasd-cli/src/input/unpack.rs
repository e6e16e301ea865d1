//! Compressed input: known by its first bytes, unpacked as a stream, within bounds.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::read::MultiGzDecoder;

/// The longest single document (a text, a page, a JSON value, a line) that is read. A report is a
/// thousandth of it; what is longer is no report, or made to fill the memory.
pub(super) const DOCUMENT: u64 = 256 << 20;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// `input` unpacked, if it is gzip or Zstandard; never more than `limit` bytes of it.
pub(super) fn unpack(mut input: impl Read + Send + 'static, limit: u64) -> io::Result<Unpacked> {
    let mut head = Vec::new();
    input.by_ref().take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let gzip = head.starts_with(GZIP);
    let zstd = head == ZSTD;
    let whole = Cursor::new(head).chain(input);
    let stream: Box<dyn Read + Send> = if gzip {
        Box::new(Bounded::new(MultiGzDecoder::new(BufReader::new(whole)), limit))
    } else if zstd {
        Box::new(Bounded::new(zstd::Decoder::new(whole)?, limit))
    } else {
        Box::new(whole)
    };
    Ok(BufReader::with_capacity(1 << 16, stream))
}

/// What [`unpack`] gives.
pub(super) type Unpacked = BufReader<Box<dyn Read + Send>>;

/// Fails once more than `left` bytes come.
struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R> Bounded<R> {
    const fn new(inner: R, limit: u64) -> Self {
        Self { inner, left: limit, limit }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| {
            let limit = self.limit;
            io::Error::other(format!("it unpacks to more than {limit} bytes (--max-unpacked)"))
        })?;
        Ok(n)
    }
}

/// Reads a document to its end.
pub(super) fn document(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(DOCUMENT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > DOCUMENT {
        return Err(too_long("one document"));
    }
    Ok(bytes)
}

/// Appends the next line, its end included, to `line`. Gives the number of bytes, 0 at the end.
pub(super) fn line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    let n = input.take(DOCUMENT + 1).read_until(b'\n', line)?;
    if n as u64 > DOCUMENT { Err(too_long("one line")) } else { Ok(n) }
}

fn too_long(what: &str) -> io::Error {
    io::Error::other(format!("more than {} MiB in {what}", DOCUMENT >> 20))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(bytes: Vec<u8>, limit: u64) -> io::Result<String> {
        let mut text = String::new();
        unpack(Cursor::new(bytes), limit)?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gz(text: &str) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text.as_bytes()).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn plain_and_packed_read_the_same() {
        let text = "قصف مدفعي".repeat(1000);
        let zst = zstd::encode_all(text.as_bytes(), 0).unwrap();
        // Either may be several streams one behind the other, as `cat a.gz b.gz` makes them.
        let twice = |bytes: &[u8]| [bytes, bytes].concat();
        for packed in [twice(text.as_bytes()), twice(&gz(&text)), twice(&zst)] {
            assert_eq!(read(packed, 1 << 20).unwrap(), text.repeat(2));
        }
        for short in ["", "a", "\u{1f}"] {
            assert_eq!(read(short.into(), 0).unwrap(), short);
        }
    }

    #[test]
    fn a_bomb_stops_at_the_bound_and_a_cut_stream_is_an_error() {
        let text = "0".repeat(1 << 20);
        assert!(read(gz(&text), 1 << 20).is_ok());
        let error = read(gz(&text), (1 << 20) - 1).unwrap_err().to_string();
        assert!(error.contains("more than 1048575 bytes"), "{error}");
        let packed = gz(&text);
        assert!(read(packed[..packed.len() - 9].into(), u64::MAX).is_err());
        let packed = zstd::encode_all(text.as_bytes(), 0).unwrap();
        assert!(read(packed[..packed.len() - 3].into(), u64::MAX).is_err());
    }
}
