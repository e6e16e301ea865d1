//! Texts in quotes, looked through eight or sixteen bytes at a time for what must be escaped.

use super::Json;

impl Json<'_> {
    /// A text in quotes.
    pub(super) fn text(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        self.escaped(text);
        self.out.push(b'"');
    }

    /// A text without what JSON does not allow in one.
    pub(super) fn escaped(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            self.out.extend_from_slice(text.as_bytes());
            return;
        }
        for byte in text.bytes() {
            let short = match byte {
                b'"' | b'\\' => byte,
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x08 => b'b',
                0x0c => b'f',
                0..0x20 => {
                    let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
                    let digits = [digit(byte >> 4), digit(byte & 15)];
                    self.out.extend_from_slice(b"\\u00");
                    self.out.extend_from_slice(&digits);
                    continue;
                }
                _ => {
                    self.out.push(byte);
                    continue;
                }
            };
            self.out.extend_from_slice(&[b'\\', short]);
        }
    }
}

/// Whether a text holds nothing that must be escaped: sixteen or eight bytes at a time, the last of them
/// again instead of the rest one by one.
fn is_plain(text: &[u8]) -> bool {
    let sixteen = |bytes: &[u8; 16]| {
        bytes.iter().fold(true, |all, b| all & (*b >= 0x20) & (*b != b'"') & (*b != b'\\'))
    };
    if let Some(last) = text.last_chunk::<16>() {
        return text.as_chunks::<16>().0.iter().all(sixteen) && sixteen(last);
    }
    let eight = |bytes: &[u8; 8]| are_plain(u64::from_le_bytes(*bytes));
    match (text.last_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(last), ..) => text.as_chunks::<8>().0.iter().all(eight) && eight(last),
        (_, Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            are_plain(u64::from(first) << 32 | u64::from(last))
        }
        _ => text.iter().all(|byte| are_plain(u64::from_le_bytes([*byte; 8]))),
    }
}

/// Whether none of eight bytes is a control, a quotation mark or a backslash.
fn are_plain(eight: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    /// Sets the highest bit of the first byte that is less than `bound`, if there is one.
    const fn less(bytes: u64, bound: u8) -> u64 {
        bytes.wrapping_sub(EACH * bound as u64) & !bytes & (EACH * 0x80)
    }
    let is = |byte: u8| less(eight ^ (EACH * u64::from(byte)), 1);
    less(eight, 0x20) | is(b'"') | is(b'\\') == 0
}
