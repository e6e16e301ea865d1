//! JSON Lines, read as a stream.

use std::io::BufRead;

use rasd::Report;

use super::document::named;
use super::{At, BOM, InputError, Item, Located, json_reason, unpack, utf8};

/// The reports of a JSON Lines source. Blank lines are passed over.
pub(super) struct Lines<R> {
    input: R,
    name: String,
    file: String,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(input: R, name: String, file: String) -> Self {
        Self { input, name, file, line: 0, ended: false }
    }

    fn report(&self, bytes: Vec<u8>) -> Item {
        let line = self.line;
        let at = At::line(&self.name, line);
        let error = |at, id, reason| Err(InputError::Report { at, id, reason });
        let Ok(text) = simdutf8::basic::from_utf8(&bytes) else {
            let reason = utf8(bytes).err().unwrap_or_default();
            // The line is known; what helps is the byte within it.
            return error(at, None, reason.replace(" (line 1)", " of the line"));
        };
        match serde_json::from_str::<Report>(text) {
            Ok(report) => {
                let id = Some(report.id.clone()).filter(|id| !id.is_empty());
                match named(report, &format!("{}:{line}", self.file)) {
                    Ok(report) => Ok(Located { at, report }),
                    Err(reason) => error(at, id, reason),
                }
            }
            Err(e) if e.is_data() => {
                error(at, id_of(text), format!("not a report: {}", json_reason(&e)))
            }
            Err(e) => {
                let at = At::column(&self.name, line, e.column());
                error(at, None, format!("malformed JSON: {}", json_reason(&e)))
            }
        }
    }
}

/// The id of what is JSON and no report.
fn id_of(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    Some(value.get("id")?.as_str()?.to_owned())
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let mut bytes = Vec::new();
            match unpack::line(&mut self.input, &mut bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(source) => {
                    self.ended = true;
                    return Some(Err(InputError::Io { at: self.name.clone(), source }));
                }
            }
            self.line += 1;
            if self.line == 1 && bytes.starts_with(BOM) {
                bytes.drain(..BOM.len());
            }
            while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
                bytes.pop();
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return Some(self.report(bytes));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    fn read(bytes: &[u8]) -> Vec<Result<(String, String), String>> {
        Lines::new(bytes, "dir/r.jsonl".to_owned(), "r.jsonl".to_owned())
            .map(|item| item.map(|l| (l.report.id, l.report.text)).map_err(|e| e.to_string()))
            .collect()
    }

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let items = read(
            b"\xef\xbb\xbf{\"id\":\"a\",\"text\":\"x\",\"more\":[1]}\r\n\n{\"text\": \n{\"id\":\"c\"}\n{\"text\":\"\xff\"}\n[]\n{\"text\":\"y\"}",
        );
        let pair = |a: &str, b: &str| Ok((a.to_owned(), b.to_owned()));
        assert_eq!(items[0], pair("a", "x"));
        let error = |i: usize| items[i].clone().unwrap_err();
        assert_eq!(error(1), "dir/r.jsonl:3:9: malformed JSON: EOF while parsing a value");
        assert_eq!(error(2), "dir/r.jsonl:4: not a report: missing field `text`");
        assert_eq!(
            error(3),
            "dir/r.jsonl:5: not UTF-8: byte 9 of the line starts no valid character"
        );
        assert!(error(4).starts_with("dir/r.jsonl:6"), "{}", error(4));
        assert_eq!(items[5], pair("r.jsonl:7", "y"));
        assert_eq!(items.len(), 6);
    }
}
