//! What a page says about itself: address, day of publication, encoding.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::input::dates::published;

/// Names (of `name`, `property` or `itemprop`) under which pages give the day of publication.
const PUBLISHED: [&str; 9] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "publish-date",
    "publication_date",
    "pubdate",
    "date",
];

/// Address and day.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) url: Option<String>,
    date: Option<Date>,
}

static TAG: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?is)<(meta|link|time)\b((?:[^>"']|"[^"]*"|'[^']*')*)>"#));
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?is)([a-z][a-z0-9:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#));
/// What browsers write in front of a page that they save.
static SAVED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)saved from url=\(\d+\)(https?://\S+)|SingleFile\s+url:\s*(https?://\S+)")
});
static CHARSET: LazyLock<regex::bytes::Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant of the program")]
    regex::bytes::Regex::new(r#"(?i)charset\s*=\s*["']?\s*([a-z0-9_:-]+)"#).expect("a regex")
});

#[expect(clippy::expect_used, reason = "constants of the program")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a regex")
}

/// The encoding that the head of a page declares.
pub(super) fn charset(head: &[u8]) -> Option<Vec<u8>> {
    CHARSET.captures(head).and_then(|found| found.get(1)).map(|label| label.as_bytes().to_vec())
}

impl Meta {
    /// What `html` says.
    pub(super) fn of(html: &str) -> Self {
        let mut canonical = None;
        let mut shared = None;
        let mut dates: Vec<(usize, Date)> = Vec::new();
        for tag in TAG.captures_iter(html) {
            let attribute = |name: &str| {
                ATTRIBUTE.captures_iter(&tag[2]).find(|a| a[1].eq_ignore_ascii_case(name)).and_then(
                    |a| (2..5).find_map(|i| a.get(i)).map(|v| super::plain::line(v.as_str())),
                )
            };
            let name = ["property", "name", "itemprop"].iter().find_map(|key| attribute(key));
            let name = name.map(|name| name.to_lowercase()).unwrap_or_default();
            match tag[1].to_lowercase().as_str() {
                "link" if attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    canonical = canonical.or_else(|| attribute("href"));
                }
                "meta" if name == "og:url" => shared = shared.or_else(|| attribute("content")),
                element => {
                    let value = attribute(if element == "time" { "datetime" } else { "content" });
                    let rank = PUBLISHED.iter().position(|known| *known == name);
                    // `<time pubdate>` was HTML for a while.
                    let pubdate = element == "time" && tag[2].to_lowercase().contains("pubdate");
                    let rank = rank.or_else(|| pubdate.then_some(PUBLISHED.len()));
                    if let (Some(rank), Some(Ok(date))) = (rank, value.map(|v| published(&v))) {
                        dates.push((rank, date));
                    }
                }
            }
        }
        let saved = || {
            let found = SAVED.captures(html)?;
            (1..3).find_map(|i| found.get(i)).map(|url| url.as_str().to_owned())
        };
        let web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        Self {
            url: canonical.filter(web).or(shared.filter(web)).or_else(saved),
            date: dates.iter().min_by_key(|(rank, _)| *rank).map(|(_, date)| *date),
        }
    }

    /// The day of publication; `told` is what the page's structured data give.
    pub(super) fn published(&self, told: Option<&str>) -> Option<Date> {
        told.and_then(|text| published(text).ok()).or(self.date)
    }

    /// The site: the address's host without `www.`.
    pub(super) fn host(&self) -> Option<String> {
        let (_, rest) = self.url.as_deref()?.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        (!host.is_empty()).then(|| host.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_days() {
        let meta = |html: &str| {
            let meta = Meta::of(html);
            (meta.host(), meta.published(None).map(|d| d.to_string()))
        };
        let both = |host: &str, day: &str| (Some(host.to_owned()), Some(day.to_owned()));
        assert_eq!(
            meta(
                "<link href='https://www.a.example/x?a=1&amp;b=2' rel=canonical>\
                  <meta name=\"date\" content=\"2020-01-01\">\
                  <meta content=2021-02-03T10:00 property=article:published_time>"
            ),
            both("a.example", "2021-02-03")
        );
        assert_eq!(
            meta(
                "<!-- saved from url=(0021)https://b.example/ar -->\
                  <time datetime=\"2022-05-06\" itemprop=\"datePublished\">"
            ),
            both("b.example", "2022-05-06")
        );
        assert_eq!(
            meta(
                "<!--\n Page saved with SingleFile \n url: https://c.example/1 \n--><time pubdate datetime='2022-05-07'>"
            ),
            both("c.example", "2022-05-07")
        );
        assert_eq!(
            meta("<meta name=date content='7 May'><link rel=canonical href=/x>"),
            (None, None)
        );
    }
}
