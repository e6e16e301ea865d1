//! The project's knowledge: the tables under `data/`, compiled in.

mod bundled;
pub mod check;
pub(crate) mod nouns;
mod phrase;
mod table;
pub(crate) mod verbs;
pub(crate) mod vocabulary;
pub(crate) mod words;

pub use crate::tokens::bare;
pub(crate) use bundled::text;
pub use bundled::{RowPlace, bundled, rows_of};
pub(crate) use phrase::push_forms;
pub use phrase::{Article, Form, Hit, PhraseTable, Proclitic, forms};
pub use table::{Row, Table, TableError};
