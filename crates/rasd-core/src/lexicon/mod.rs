//! The project's knowledge: the tables under `data/`, compiled in.

mod bundled;
pub mod check;
mod form;
pub(crate) mod nouns;
mod phrase;
mod table;
mod table_set;
pub(crate) mod verbs;
pub(crate) mod vocabulary;
pub(crate) mod words;

pub use crate::tokens::bare;
pub(crate) use bundled::text;
pub use bundled::{RowPlace, bundled, rows_of};
pub(crate) use form::push_forms;
pub use form::{Form, Proclitic, forms};
pub use phrase::{Article, Hit, PhraseTable};
pub use table::{Row, Table, TableError};
