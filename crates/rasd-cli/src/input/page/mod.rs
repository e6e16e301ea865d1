//! Web pages as browsers save them: the main text, and what the page says about itself.

mod meta;
mod plain;

use std::io::BufRead;

use rasd::Report;

use super::document::named;
use super::{At, InputError, Item, Located, unpack};
use meta::Meta;

/// The page as one report.
pub(super) fn page(
    mut input: impl BufRead,
    name: String,
    id: String,
) -> impl Iterator<Item = Item> {
    std::iter::once_with(move || {
        let bytes = match unpack::document(&mut input) {
            Ok(bytes) => bytes,
            Err(source) => return Err(InputError::Io { at: name, source }),
        };
        let at = At::whole(&name);
        read(&decode(&bytes))
            .and_then(|report| named(report, &id))
            .map(|report| Located { at: at.clone(), report })
            .map_err(|reason| InputError::Report { at, id: Some(id), reason })
    })
}

fn read(html: &str) -> Result<Report, String> {
    let meta = Meta::of(html);
    let article = legible::parse(html, meta.url.as_deref(), None)
        .or_else(|error| match error {
            // An address that is none is the page's mistake, not ours.
            legible::Error::InvalidUrl(_) => legible::parse(html, None, None),
            error => Err(error),
        })
        .map_err(|error| format!("no main text found in the page: {error}"))?;
    let title = Some(plain::line(&article.title)).filter(|t| !t.is_empty());
    Ok(Report {
        title,
        text: plain::text(&article.content),
        publisher: meta.host().or(article.site_name),
        published_at: meta.published(article.published_time.as_deref()),
        url: meta.url,
        ..Report::default()
    })
}

/// The page's characters: its byte order mark decides, then what it declares, then UTF-8 if it is
/// that, else the encoding of older Arabic pages.
fn decode(bytes: &[u8]) -> String {
    let declared = meta::charset(&bytes[..bytes.len().min(4096)]);
    let encoding = match declared.and_then(|label| encoding_rs::Encoding::for_label(&label)) {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::WINDOWS_1256,
    };
    encoding.decode(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../tests/data/page.html");

    #[test]
    fn the_main_text_and_what_the_page_says_of_itself() {
        let report = read(PAGE).unwrap();
        assert_eq!(report.title.as_deref(), Some("قصف مدفعي يوقع ضحايا في بلدة سرمين"));
        assert_eq!(report.published_at, "2024-03-18".parse().ok());
        assert_eq!(report.url.as_deref(), Some("https://www.news.example.org/syria/1234"));
        assert_eq!(report.publisher.as_deref(), Some("news.example.org"));
        let paragraphs: Vec<&str> = report.text.lines().collect();
        assert!(paragraphs[0].starts_with("قُتل مدنيان وأصيب أربعة آخرون"), "{paragraphs:?}");
        assert!(report.text.contains("«لم يكن في المكان أي هدف» & رفض"), "{}", report.text);
        for furniture in ["من نحن", "اتصل بنا", "اقرأ أيضاً", "script", "جميع الحقوق"]
        {
            assert!(!report.text.contains(furniture), "{furniture} in {}", report.text);
        }
    }

    #[test]
    fn old_encodings() {
        let text = "قصف مدفعي على بلدة سرمين";
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(text);
        let declared = [&b"<meta charset=windows-1256><p>"[..], &bytes].concat();
        assert!(decode(&declared).ends_with(text));
        assert!(decode(&bytes).ends_with(text));
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[&b"\xef\xbb\xbf"[..], text.as_bytes()].concat()), text);
    }

    #[test]
    fn an_empty_page_is_an_error() {
        assert!(read("<html><body></body></html>").unwrap_err().starts_with("no main text"));
    }
}
