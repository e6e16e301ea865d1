//! What goes in: one published text and what is known about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One published report.
///
/// The reference date and the country are inputs: the extractor has no clock and no locale.
///
/// ```
/// use rasd::Report;
/// let report = Report::new("r-1", "قتل مدنيان بقصف مدفعي على بلدة سرمين")
///     .published_at("2021-03-10".parse().unwrap())
///     .country("SY");
/// assert_eq!(report.country.as_deref(), Some("SY"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The caller's id, echoed in the record.
    #[serde(default)]
    pub id: String,
    /// The title, when it is kept apart from the text.
    #[serde(default)]
    pub title: Option<String>,
    /// The text as given. Offsets count in it.
    pub text: String,
    /// Who published it, for example a site's host name.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Publication date: the anchor of "yesterday" and of a day without a year.
    #[serde(default)]
    pub published_at: Option<Date>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country that unqualified place names are looked for in first.
    #[serde(default)]
    pub country: Option<String>,
}

impl Report {
    /// A report with an id and a text.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// Sets the publication date.
    #[must_use]
    pub fn published_at(mut self, date: Date) -> Self {
        self.published_at = Some(date);
        self
    }

    /// Sets the publisher.
    #[must_use]
    pub fn publisher(mut self, publisher: impl Into<String>) -> Self {
        self.publisher = Some(publisher.into());
        self
    }

    /// Sets the separately kept title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the default country (ISO 3166-1 alpha-2).
    #[must_use]
    pub fn country(mut self, country: impl Into<String>) -> Self {
        self.country = Some(country.into());
        self
    }
}
