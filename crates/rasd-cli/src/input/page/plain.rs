//! The words of a cleaned fragment of HTML, a paragraph a line.
//!
//! What comes in was written by an HTML serialiser: tags are whole, and in text only `&`, `<`, `>`
//! and the no-break space are escaped. Titles and attributes come from the page itself, so the
//! numeric entities are read as well.

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "tr",
    "ul",
];

/// The text of a fragment.
pub(super) fn text(html: &str) -> String {
    let mut words = String::with_capacity(html.len() / 2);
    let mut rest = html;
    let mut silent: Option<&str> = None;
    while let Some(open) = rest.find('<') {
        if silent.is_none() {
            push(&mut words, &rest[..open]);
        }
        let tag = &rest[open + 1..];
        let end = end_of(tag);
        let (closing, name) = name(&tag[..end]);
        match silent {
            Some(element) if closing && name.eq_ignore_ascii_case(element) => silent = None,
            Some(_) => {}
            None => {
                let lower = name.to_ascii_lowercase();
                if BLOCKS.contains(&lower.as_str()) {
                    words.push('\n');
                }
                silent =
                    ["script", "style", "noscript"].into_iter().find(|e| !closing && *e == lower);
            }
        }
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    if silent.is_none() {
        push(&mut words, rest);
    }
    let lines = words.lines().map(squeeze).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A title or an attribute: one line, entities read.
pub(super) fn line(value: &str) -> String {
    let mut words = String::new();
    push(&mut words, value);
    squeeze(&words)
}

/// Where a tag ends; `>` inside quotes does not count.
fn end_of(tag: &str) -> usize {
    let mut quote = None;
    for (i, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return i,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn name(tag: &str) -> (bool, &str) {
    let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    (closing, &tag[..end])
}

/// Appends text with its entities read; a line end in the source is a blank.
fn push(words: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        blanks(words, &rest[..at]);
        let entity = rest[at + 1..].split_once(';').filter(|(name, _)| name.len() < 9);
        match entity.and_then(|(name, behind)| Some((character(name)?, behind))) {
            Some((c, behind)) => {
                words.push(if c == '\u{a0}' { ' ' } else { c });
                rest = behind;
            }
            None => {
                words.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    blanks(words, rest);
}

fn blanks(words: &mut String, text: &str) {
    words.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "laquo" => Some('«'),
        "raquo" => Some('»'),
        _ => {
            let digits = entity.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())
        }
    }
}

fn squeeze(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_entities_and_odd_tags() {
        assert_eq!(
            text(
                "<div><p>قصف  <b>مدفعي</b>\nعنيف</p><img alt=\"a>b\"><p>ثلاثة&nbsp;قتلى &amp;<br>جرحى &lt;</p></div>"
            ),
            "قصف مدفعي عنيف\nثلاثة قتلى &\nجرحى <"
        );
        assert_eq!(text("a<script>var x = '<p>';</script>b<style>p{}</style>"), "ab");
        assert_eq!(text("a <"), "a");
        assert_eq!(line(" &laquo;قصف&raquo; &#1571; &bogus; & x "), "«قصف» أ &bogus; & x");
    }
}
