//! Formats that point into the text: the marks of a record on its report's text.

mod brat;
mod conll;
mod label_studio;
mod locate;
mod marks;
mod web_annotation;

pub(crate) use self::brat::Writer as Brat;
pub(crate) use self::conll::Writer as Iob;
pub(crate) use self::label_studio::Writer as LabelStudio;
pub(crate) use self::web_annotation::Writer as W3c;
