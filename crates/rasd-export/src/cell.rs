//! Cells of a flat table, and how text is kept from being run as a formula.

use std::borrow::Cow;
use std::fmt::Display;

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Nothing is known.
    Empty,
    /// Words, possibly a report's: escaped.
    Text(String),
    /// A whole number; never escaped.
    Int(i64),
    /// A coordinate or a share; never escaped.
    Float(f64),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub(crate) fn opt(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(crate) fn shown(value: Option<impl Display>) -> Self {
        value.map_or(Self::Empty, |v| Self::text(v.to_string()))
    }

    pub(crate) fn int(value: Option<impl TryInto<i64>>) -> Self {
        value.and_then(|v| v.try_into().ok()).map_or(Self::Empty, Self::Int)
    }

    pub(crate) fn float(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Float)
    }

    /// Values in one cell.
    pub(crate) fn list(values: impl IntoIterator<Item = impl Into<String>>, between: &str) -> Self {
        Self::text(values.into_iter().map(Into::into).collect::<Vec<_>>().join(between))
    }

    /// As it stands in CSV.
    pub(crate) fn csv(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => escape(text),
            Self::Int(n) => Cow::Owned(n.to_string()),
            Self::Float(n) => Cow::Owned(n.to_string()),
        }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        match self {
            Self::Empty => serde_json::Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Int(n) => (*n).into(),
            Self::Float(n) => (*n).into(),
        }
    }
}

/// Keeps a spreadsheet from running text as a formula: text that begins with a character that
/// opens one gets an apostrophe in front. Text that begins with an apostrophe gets one too, so that
/// taking off one leading apostrophe always gives the text back.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    const OPENS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠'];
    if text.starts_with(OPENS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_come_back() {
        for text in ["=1+1", "+cmd", "-1", "@SUM(A1)", "\t=1", "\r=1", "'a", "''", "ـ", "قصف", ""]
        {
            let cell = escape(text);
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), text);
        }
        assert_eq!(Cell::Float(-12.5).csv(), "-12.5");
        assert_eq!(Cell::Text("-12.5".to_owned()).csv(), "'-12.5");
    }
}
