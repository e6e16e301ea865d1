//! Between the incident model and its protobuf form, both ways.
//!
//! Every conversion of a record or report is a `From` or `TryFrom` between `rasd` and [`v1`](crate::v1) types. What fails
//! names the field by its path in the message.

mod error;
mod incident;
mod record;
mod reference;
mod report;
mod words;

pub use error::{ConvertError, Fault};
pub use report::is_country_code;

use error::At;
use jiff::civil::Date;

/// Reads a calendar date written `YYYY-MM-DD`, and nothing else that could pass for one.
fn date(text: &str) -> Result<Date, ConvertError> {
    let date: Date = text.parse().map_err(|_| Fault::Date)?;
    // The parser also takes `20210310` and a date with a time; the API has one form only.
    if date.to_string() == text { Ok(date) } else { Err(Fault::Date.into()) }
}

fn optional_date(field: &'static str, text: Option<String>) -> Result<Option<Date>, ConvertError> {
    text.map(|text| date(&text)).transpose().at(field)
}

fn required<T>(field: &'static str, value: Option<T>) -> Result<T, ConvertError> {
    value.ok_or_else(|| ConvertError::from(Fault::Missing)).at(field)
}

fn to_i32(field: &'static str, value: usize) -> Result<i32, ConvertError> {
    i32::try_from(value).map_err(|_| Fault::OutOfRange.into()).at(field)
}

fn to_usize(field: &'static str, value: i32) -> Result<usize, ConvertError> {
    usize::try_from(value).map_err(|_| Fault::OutOfRange.into()).at(field)
}

/// Converts a list, naming the element at fault.
fn list<A, B>(field: &'static str, items: Vec<A>) -> Result<Vec<B>, ConvertError>
where
    B: TryFrom<A, Error = ConvertError>,
{
    items
        .into_iter()
        .enumerate()
        .map(|(i, item)| B::try_from(item).map_err(|e| e.inside(&format!("{field}[{i}]"))))
        .collect()
}
