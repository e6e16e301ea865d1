//! Where in the report a slot was read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Which of the report's two texts a span lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The separately given title.
    Title,
    /// The text.
    #[default]
    Text,
}

/// A span of the report that a slot rests on.
///
/// `start..end` is half-open, in the record's [`offset unit`](super::ReportRef::offset_unit),
/// and always slices to [`text`](Self::text).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Path of the slot, for example `kind`, `when`, `places[0]` or `harm[2]`.
    pub field: Cow<'static, str>,
    /// Which text the offsets count in.
    #[serde(default)]
    pub part: Part,
    /// First unit of the span.
    pub start: usize,
    /// One past the last unit of the span.
    pub end: usize,
    /// The words themselves, as given.
    pub text: String,
    /// Id of the rule or table row that read the slot (see `rasd rules`).
    pub rule: Cow<'static, str>,
}
