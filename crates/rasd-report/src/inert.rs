//! JSON that stays data inside HTML, whatever the texts in it say.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes `<`, `>`, `&`, U+2028 and U+2029 in strings as escapes: no text can end the `<script>`
/// element that it stands in, open a comment in it, or break a line of JavaScript.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices() {
            let escape: &[u8] = match c {
                '<' => b"\\u003c",
                '>' => b"\\u003e",
                '&' => b"\\u0026",
                '\u{2028}' => b"\\u2028",
                '\u{2029}' => b"\\u2029",
                _ => continue,
            };
            writer.write_all(&fragment.as_bytes()[from..at])?;
            writer.write_all(escape)?;
            from = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[from..])
    }
}

/// Writes `value` as JSON that is safe between `<script>` and `</script>`.
pub(crate) fn write(value: &impl Serialize, out: &mut impl Write) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Inert))
}

/// Text as the content of an HTML element or of a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_element() {
        let texts = [
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "]]>&lt;\u{2028}\u{2029}\"\\\n\u{0}",
            "قصف <b>مدفعي</b> 🔴",
        ];
        for text in texts {
            let mut out = Vec::new();
            write(&text, &mut out).unwrap();
            let json = String::from_utf8(out).unwrap();
            assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn markup_in_a_heading_is_text() {
        assert_eq!(escape("<b a=\"x\">'&"), "&lt;b a=&quot;x&quot;&gt;&#39;&amp;");
    }
}
