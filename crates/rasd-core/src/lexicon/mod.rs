//! The project's knowledge: the tables under `data/`, compiled in.

mod phrase;
mod table;

pub use phrase::{Article, Form, Hit, PhraseTable, Proclitic, bare, forms};
pub use table::{Row, Table, TableError};
