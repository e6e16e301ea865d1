//! What form an input has, when the command line does not say.

use std::io::{self, BufRead, Cursor, Read};

use super::Source;
use crate::cli::InputKind;

/// The form a file's ending tells; `Auto` when it tells none.
pub(super) fn by_ending(source: &Source) -> InputKind {
    let Source::File(path) = source else { return InputKind::Auto };
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("txt") => InputKind::Text,
        Some("json") => InputKind::Json,
        Some("jsonl" | "ndjson") => InputKind::Jsonl,
        _ => InputKind::Auto,
    }
}

/// The form that the first line tells, and the input with nothing lost.
///
/// A line that opens and closes an object is JSON Lines (a single such line reads the same either
/// way); an object or array that goes on is one JSON document; all else is text. Only `{"` and
/// `[{` count as JSON: a report may well open with a bracket.
pub(super) fn by_content<R: BufRead + Send>(
    mut input: R,
) -> io::Result<(InputKind, impl BufRead + Send)> {
    let mut head = Vec::new();
    let first = loop {
        let start = head.len();
        if input.read_until(b'\n', &mut head)? == 0 {
            break Vec::new();
        }
        let line: Vec<u8> = trim(&head[start..]).to_vec();
        // A lone bracket opens a document whose next line tells more.
        if !line.is_empty() && line != b"{" && line != b"[" {
            break trim(&head).to_vec();
        }
    };
    Ok((form(&first), Cursor::new(head).chain(input)))
}

fn form(head: &[u8]) -> InputKind {
    let inside = |open: u8| {
        head.strip_prefix(&[open]).map(|rest| trim(rest).first().copied().unwrap_or_default())
    };
    match (inside(b'{'), inside(b'[')) {
        (Some(b'"' | b'}'), _) if head.ends_with(b"}") && !head.contains(&b'\n') => {
            InputKind::Jsonl
        }
        (Some(b'"' | b'}'), _) | (_, Some(b'{')) => InputKind::Json,
        (_, Some(b']')) if head.len() < 8 => InputKind::Json,
        _ => InputKind::Text,
    }
}

fn trim(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(super::BOM).unwrap_or(bytes).trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        use InputKind::{Json, Jsonl, Text};
        for (input, expected) in [
            ("", Text),
            ("قتل مدني", Text),
            ("[صورة] قتل مدني", Text),
            ("{آية} قتل مدني", Text),
            ("{\"text\":\"x\"}\n{\"text\":\"y\"}\n", Jsonl),
            ("\u{feff}{\"text\":\"x\"}", Jsonl),
            ("{\n  \"text\": \"x\"\n}\n", Json),
            ("{\"text\":\n\"x\"}", Json),
            ("[\n  {\"text\": \"x\"}\n]\n", Json),
            ("[{\"text\":\"x\"}]", Json),
            ("[]", Json),
        ] {
            let (kind, mut rest) = by_content(input.as_bytes()).unwrap();
            assert_eq!(kind, expected, "{input:?}");
            let mut all = String::new();
            rest.read_to_string(&mut all).unwrap();
            assert_eq!(all, input);
        }
    }
}
