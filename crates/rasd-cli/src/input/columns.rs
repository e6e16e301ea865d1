//! Which column of a table holds what of a report.

use std::collections::BTreeMap;
use std::str::FromStr;

/// A field of a report that a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Id,
    Title,
    Text,
    Publisher,
    PublishedAt,
    Url,
    Country,
}

/// Each field's name, then the column names that are taken for it without being told, best first.
/// Names are compared without case, and `_`, `-` and blanks alike.
const NAMES: [(Field, &[&str]); 7] = [
    (Field::Id, &["id", "report id", "uuid", "_id", "المعرف", "رقم الخبر"]),
    (Field::Title, &["title", "headline", "العنوان", "عنوان الخبر", "عنوان"]),
    (
        Field::Text,
        &[
            "text",
            "body",
            "full text",
            "article",
            "content",
            "message",
            "description",
            "النص",
            "نص الخبر",
            "نص",
            "المحتوى",
            "الخبر",
        ],
    ),
    (
        Field::Publisher,
        &["publisher", "outlet", "site", "source", "source name", "الناشر", "المصدر", "الموقع"],
    ),
    (
        Field::PublishedAt,
        &[
            "published at",
            "published",
            "publish date",
            "publication date",
            "date published",
            "pub date",
            "pubdate",
            "date",
            "تاريخ النشر",
            "التاريخ",
            "تاريخ",
        ],
    ),
    (Field::Url, &["url", "link", "source link", "source url", "الرابط", "رابط"]),
    (Field::Country, &["country", "country code", "البلد", "الدولة"]),
];

/// What `--columns` says: `text=body,published_at=date`. A field left empty (`title=`) is not
/// looked for; fields not named are found by the columns' names.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct Columns(BTreeMap<&'static str, String>);

impl Field {
    /// The field's name in JSON reports and in `--columns`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Text => "text",
            Self::Publisher => "publisher",
            Self::PublishedAt => "published_at",
            Self::Url => "url",
            Self::Country => "country",
        }
    }
}

impl FromStr for Columns {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut columns = BTreeMap::new();
        for pair in text.split(',') {
            let (field, column) =
                pair.split_once('=').ok_or_else(|| format!("{pair:?}: expected FIELD=COLUMN"))?;
            let known = NAMES.iter().map(|(f, _)| f.name()).find(|name| *name == field.trim());
            let Some(name) = known else {
                let all: Vec<_> = NAMES.iter().map(|(f, _)| f.name()).collect();
                return Err(format!("{field:?} is no field; the fields are {}", all.join(", ")));
            };
            if columns.insert(name, column.trim().to_owned()).is_some() {
                return Err(format!("{name} is given twice"));
            }
        }
        Ok(Self(columns))
    }
}

impl Columns {
    /// The position of each field's column in `header`.
    ///
    /// # Errors
    /// There is no column for the text, or a column that was named is not there.
    pub(super) fn find(&self, header: &[String]) -> Result<BTreeMap<Field, usize>, String> {
        let keys: Vec<String> = header.iter().map(|name| key(name)).collect();
        let position = |name: &str| keys.iter().position(|k| *k == key(name));
        let there = || format!("the columns are {}", header.join(", "));
        let mut found = BTreeMap::new();
        for (field, names) in NAMES {
            let at = match self.0.get(field.name()).map(String::as_str) {
                Some("") => None,
                Some(column) => Some(
                    position(column).ok_or_else(|| format!("no column {column:?}; {}", there()))?,
                ),
                None => names.iter().find_map(|name| position(name)),
            };
            found.extend(at.map(|at| (field, at)));
        }
        if found.contains_key(&Field::Text) {
            Ok(found)
        } else {
            Err(format!("no column for the text (--columns text=NAME); {}", there()))
        }
    }
}

/// A column name as it is compared.
fn key(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| c == '_' || c == '-' || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(columns: &str, header: &str) -> Result<Vec<(Field, usize)>, String> {
        let columns: Columns =
            if columns.is_empty() { Columns::default() } else { columns.parse()? };
        let header: Vec<String> = header.split('|').map(str::to_owned).collect();
        columns.find(&header).map(|found| found.into_iter().collect())
    }

    #[test]
    fn columns_are_found_by_name_or_told() {
        use Field::{Id, PublishedAt, Text, Title};
        assert_eq!(
            find("", "ID|Body|Publish_Date").unwrap(),
            [(Id, 0), (Text, 1), (PublishedAt, 2)]
        );
        assert_eq!(find("", "العنوان|النص").unwrap(), [(Title, 0), (Text, 1)]);
        // The surer name wins over the order of the columns.
        assert_eq!(find("", "description|text").unwrap(), [(Text, 1)]);
        assert_eq!(find("text=b", "text|b").unwrap(), [(Text, 1)]);
        assert_eq!(find("title=", "title|text").unwrap(), [(Text, 1)]);
    }

    #[test]
    fn what_is_missing_is_told_with_what_is_there() {
        assert!(
            find("", "a|b").unwrap_err().contains("--columns text=NAME); the columns are a, b")
        );
        assert!(find("text=x", "a|text").unwrap_err().contains("no column \"x\""));
        assert!("body=text".parse::<Columns>().unwrap_err().contains("is no field"));
        assert!("text".parse::<Columns>().is_err());
        assert!("text=a,text=b".parse::<Columns>().unwrap_err().contains("twice"));
    }
}
