//! What a request must hold before anything is read.

use rasd::{Options, Report};
use rasd_proto::{ConvertError, v1};

use crate::refusal::Refusal;

/// Reads the options of a request.
pub(crate) fn options(offset_encoding: i32) -> Result<Options, Refusal> {
    let offset_unit = v1::OffsetEncoding::requested(offset_encoding).map_err(|_| {
        Refusal::field(
            "OFFSET_ENCODING_UNKNOWN",
            "offset_encoding",
            "must be OFFSET_ENCODING_UTF8, OFFSET_ENCODING_UTF16 or OFFSET_ENCODING_UTF32",
        )
    })?;
    Ok(Options { offset_unit })
}

/// Reads the report that stands at `path` of a request.
pub(crate) fn report(
    report: Option<v1::Report>,
    path: &str,
    max_text_bytes: usize,
) -> Result<Report, Refusal> {
    let report = report.ok_or_else(|| Refusal::field("REPORT_MISSING", path, "must be set"))?;
    let bytes = report.text.len() + report.title.as_ref().map_or(0, String::len);
    if bytes > max_text_bytes {
        let description =
            format!("has {bytes} bytes of UTF-8; this server reads up to {max_text_bytes}");
        return Err(Refusal::field("TEXT_TOO_LONG", format!("{path}.text"), description));
    }
    if report.text.trim().is_empty() {
        return Err(Refusal::field("TEXT_EMPTY", format!("{path}.text"), "must not be empty"));
    }
    Report::try_from(report).map_err(|e: ConvertError| Refusal::unreadable(&e.inside(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(message: v1::Report) -> String {
        let refusal = report(Some(message), "report", 10).unwrap_err();
        v1::ReportError::from(refusal).reason
    }

    #[test]
    fn names_what_is_wrong() {
        let good = v1::Report { text: "قصف".into(), ..Default::default() };
        assert!(report(Some(good.clone()), "report", 10).is_ok());
        assert_eq!(reason(v1::Report { text: " \n".into(), ..good.clone() }), "TEXT_EMPTY");
        assert_eq!(reason(v1::Report { text: "قصف قصف".into(), ..good.clone() }), "TEXT_TOO_LONG");
        assert_eq!(
            reason(v1::Report { title: Some("قصف".into()), ..good.clone() }),
            "TEXT_TOO_LONG"
        );
        let date = Some("10/03/2021".to_owned());
        assert_eq!(reason(v1::Report { published_at: date, ..good.clone() }), "DATE_INVALID");
        assert_eq!(reason(v1::Report { country: Some("Syria".into()), ..good }), "COUNTRY_INVALID");
        assert!(report(None, "report", 10).is_err());
    }

    #[test]
    fn odd_characters_are_text() {
        for text in ["\0", "\u{202e}قصف", "🔴", "abc"] {
            let message = v1::Report { text: text.into(), ..Default::default() };
            assert!(report(Some(message), "report", 10).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn errors_hold_nothing_of_the_text() {
        let message = v1::Report {
            text: "سري جدا".into(),
            published_at: Some("سري".into()),
            ..Default::default()
        };
        let refusal = report(Some(message), "reports[2]", 100).unwrap_err();
        let error = v1::ReportError::from(refusal);
        assert_eq!(error.field_violations[0].field, "reports[2].published_at");
        assert!(!format!("{error:?}").contains("سري"));
    }
}
