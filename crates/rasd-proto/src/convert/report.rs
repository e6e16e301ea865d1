//! What goes in.

use rasd::{OffsetUnit, Report};

use super::words::word;
use super::{ConvertError, Fault, optional_date};
use crate::v1;

/// Whether `code` has the form of an ISO 3166-1 alpha-2 code. Whether a country bears it is for the
/// gazetteer to know.
///
/// ```
/// assert!(rasd_proto::is_country_code("SY"));
/// assert!(!rasd_proto::is_country_code("Syria"));
/// ```
#[must_use]
pub fn is_country_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

impl From<Report> for v1::Report {
    fn from(report: Report) -> Self {
        let Report { id, title, text, publisher, published_at, url, country } = report;
        let published_at = published_at.map(|date| date.to_string());
        Self { id, title, text, publisher, published_at, url, country }
    }
}

impl TryFrom<v1::Report> for Report {
    type Error = ConvertError;

    fn try_from(report: v1::Report) -> Result<Self, ConvertError> {
        let v1::Report { id, title, text, publisher, published_at, url, country } = report;
        let published_at = optional_date("published_at", published_at)?;
        if country.as_deref().is_some_and(|code| !is_country_code(code)) {
            return Err(ConvertError::from(Fault::Country).inside("country"));
        }
        Ok(Self { id, title, text, publisher, published_at, url, country })
    }
}

impl v1::OffsetEncoding {
    /// Reads the offset encoding of a request, where "not set" means UTF-8 bytes.
    ///
    /// # Errors
    /// A number that is no offset encoding.
    pub fn requested(number: i32) -> Result<OffsetUnit, ConvertError> {
        match Self::try_from(number) {
            Ok(Self::Unspecified) => Ok(OffsetUnit::default()),
            _ => word::<Self, _>("offset_encoding", number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_of_date_only() {
        for text in ["", "20210310", "2021-03-10T00:00", "2021-3-10", "2021-02-30", " 2021-03-10"] {
            let message = v1::Report { published_at: Some(text.into()), ..Default::default() };
            let error = Report::try_from(message).unwrap_err();
            assert_eq!((error.path.as_str(), error.fault), ("published_at", Fault::Date), "{text}");
        }
    }

    #[test]
    fn country_codes_have_two_capitals() {
        for code in ["", "sy", "SYR", "س", "S1"] {
            let message = v1::Report { country: Some(code.into()), ..Default::default() };
            assert_eq!(Report::try_from(message).unwrap_err().fault, Fault::Country, "{code}");
        }
    }

    #[test]
    fn offsets_default_to_bytes() {
        assert_eq!(v1::OffsetEncoding::requested(0), Ok(OffsetUnit::Utf8));
        assert_eq!(v1::OffsetEncoding::requested(2), Ok(OffsetUnit::Utf16));
        assert!(v1::OffsetEncoding::requested(-1).is_err());
    }
}
