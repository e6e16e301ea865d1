//! What form an input has, when the command line does not say.

use std::io::{self, BufRead, Cursor, Read};
use std::path::Path;

use super::{Source, unpack};
use crate::cli::InputKind;

/// The form a file's ending tells; `Auto` when it tells none.
pub(super) fn by_ending(source: &Source) -> InputKind {
    match source {
        Source::File { path, .. } => by_path(path).unwrap_or(InputKind::Auto),
        Source::Stdin | Source::Failed { .. } => InputKind::Auto,
    }
}

/// The form that an ending tells, that of a compressor left aside.
pub(super) fn by_path(path: &Path) -> Option<InputKind> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let (_, ending) = plain(&name).rsplit_once('.')?;
    match ending {
        "txt" => Some(InputKind::Text),
        "json" => Some(InputKind::Json),
        "jsonl" | "ndjson" => Some(InputKind::Jsonl),
        "csv" | "tsv" => Some(InputKind::Csv),
        "html" | "htm" | "xhtml" => Some(InputKind::Html),
        _ => None,
    }
}

/// A file name without the ending of a compressor.
pub(super) fn plain(name: &str) -> &str {
    [".gz", ".zst", ".GZ", ".ZST"].iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name)
}

/// The form that the first line tells, and the input with nothing lost.
///
/// A line that opens and closes an object is JSON Lines (a single such line reads the same either
/// way); an object or array that goes on is one JSON document; what opens as a page is one; all
/// else is text. Only `{"` and `[{` count as JSON: a report may well open with a bracket.
pub(super) fn by_content<R: BufRead + Send>(
    mut input: R,
) -> io::Result<(InputKind, impl BufRead + Send)> {
    let mut head = Vec::new();
    let first = loop {
        let start = head.len();
        if unpack::line(&mut input, &mut head)? == 0 {
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
    let opens = |with: &str| {
        head.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    match (inside(b'{'), inside(b'[')) {
        (Some(b'"' | b'}'), _) if head.ends_with(b"}") && !head.contains(&b'\n') => {
            InputKind::Jsonl
        }
        (Some(b'"' | b'}'), _) | (_, Some(b'{')) => InputKind::Json,
        (_, Some(b']')) if head.len() < 8 => InputKind::Json,
        _ if opens("<!doctype html") || opens("<html") => InputKind::Html,
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
        use InputKind::{Html, Json, Jsonl, Text};
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
            ("\n<!DOCTYPE html>\n<p>", Html),
            ("<html dir=rtl>", Html),
            ("<قتل>", Text),
        ] {
            let (kind, mut rest) = by_content(input.as_bytes()).unwrap();
            assert_eq!(kind, expected, "{input:?}");
            let mut all = String::new();
            rest.read_to_string(&mut all).unwrap();
            assert_eq!(all, input);
        }
    }

    #[test]
    fn endings() {
        for (name, kind) in [
            ("a/b.txt", Some(InputKind::Text)),
            ("b.TXT.gz", Some(InputKind::Text)),
            ("b.jsonl.zst", Some(InputKind::Jsonl)),
            ("b.htm", Some(InputKind::Html)),
            ("b.gz", None),
            ("b.png", None),
        ] {
            assert_eq!(by_path(Path::new(name)), kind, "{name}");
        }
    }
}
