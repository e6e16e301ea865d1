//! Tables: CSV (RFC 4180) with a row of column names, one report a row, read as a stream.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read};

use csv::{ByteRecord, ReaderBuilder};
use rasd::Report;

use super::columns::{Columns, Field};
use super::dates::published;
use super::document::named;
use super::{At, BOM, InputError, Item, Items, Located, unpack, utf8};

/// The reports of a table.
pub(super) fn rows(
    mut input: impl BufRead + Send + 'static,
    name: String,
    file: String,
    columns: &Columns,
) -> Items {
    let failed = |error: InputError| -> Items { Box::new(std::iter::once(Err(error))) };
    let mut head = Vec::new();
    if let Err(source) = unpack::line(&mut input, &mut head) {
        return failed(InputError::Io { at: name, source });
    }
    if head.starts_with(BOM) {
        head.drain(..BOM.len());
    }
    let delimiter = delimiter(&head);
    // The reader leaves the second character of `\r\n` to the row behind it.
    let first_line = u64::from(head.ends_with(b"\r\n"));
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(Cursor::new(head).chain(input));
    let header = match reader.byte_headers() {
        Ok(header) => header.iter().map(|name| utf8(name.to_vec())).collect::<Result<Vec<_>, _>>(),
        Err(error) => return failed(table_error(&name, error)),
    };
    let (fields, width) = match header.and_then(|h| Ok((columns.find(&h)?, h.len()))) {
        Ok(found) => found,
        Err(reason) => {
            return failed(InputError::Report { at: At::line(&name, 1), id: None, reason });
        }
    };
    Box::new(Rows {
        rows: reader.into_byte_records(),
        name,
        file,
        fields,
        width,
        first_line,
        ended: false,
    })
}

struct Rows<R> {
    rows: csv::ByteRecordsIntoIter<R>,
    name: String,
    file: String,
    fields: BTreeMap<Field, usize>,
    width: usize,
    first_line: u64,
    ended: bool,
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        Some(match self.rows.next()? {
            Ok(row) => self.report(&row),
            Err(error) => {
                self.ended = true;
                Err(table_error(&self.name, error))
            }
        })
    }
}

impl<R> Rows<R> {
    fn report(&self, row: &ByteRecord) -> Item {
        let line = row.position().map_or(0, csv::Position::line) + self.first_line;
        let at = At::line(&self.name, line);
        let id = self.cell(row, Field::Id).ok().flatten();
        self.read(row, line)
            .map(|report| Located { at: at.clone(), report })
            .map_err(|reason| InputError::Report { at, id, reason })
    }

    fn read(&self, row: &ByteRecord, line: u64) -> Result<Report, String> {
        if row.len() != self.width {
            let (cells, width) = (row.len(), self.width);
            return Err(format!("{cells} cells where the first row has {width}"));
        }
        let report = Report {
            id: self.cell(row, Field::Id)?.unwrap_or_default(),
            title: self.cell(row, Field::Title)?,
            text: self.raw(row, Field::Text)?.unwrap_or_default(),
            publisher: self.cell(row, Field::Publisher)?,
            published_at: match self.cell(row, Field::PublishedAt)? {
                Some(date) => Some(published(&date)?),
                None => None,
            },
            url: self.cell(row, Field::Url)?,
            country: self.cell(row, Field::Country)?,
        };
        named(report, &format!("{}:{line}", self.file))
    }

    /// A cell as it stands: offsets count in the text as given.
    fn raw(&self, row: &ByteRecord, field: Field) -> Result<Option<String>, String> {
        let Some(bytes) = self.fields.get(&field).and_then(|at| row.get(*at)) else {
            return Ok(None);
        };
        let text = utf8(bytes.to_vec())
            .map_err(|reason| format!("{}: {reason}", field.name()).replace(" (line 1)", ""))?;
        Ok(Some(text))
    }

    /// A cell without the blanks around it; none when it is empty.
    fn cell(&self, row: &ByteRecord, field: Field) -> Result<Option<String>, String> {
        Ok(self.raw(row, field)?.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()))
    }
}

/// Comma, semicolon (as spreadsheets write it in much of Europe) or tab: what the first row has
/// most of, outside quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        quoted ^= *byte == b'"';
        if !quoted && let Some(found) = counts.iter_mut().find(|(d, _)| d == byte) {
            found.1 += 1;
        }
    }
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(d, _)| *d)
}

fn table_error(name: &str, error: csv::Error) -> InputError {
    let at = name.to_owned();
    match error.into_kind() {
        csv::ErrorKind::Io(source) => InputError::Io { at, source },
        kind => InputError::Io { at, source: io::Error::other(format!("{kind:?}")) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &'static [u8]) -> Vec<Result<(String, String), String>> {
        rows(bytes, "d/r.csv".to_owned(), "r.csv".to_owned(), &Columns::default())
            .map(|item| item.map(|l| (l.report.id, l.report.text)).map_err(|e| e.to_string()))
            .collect()
    }

    #[test]
    fn quoted_cells_lines_and_bad_rows() {
        let items = read(
            "\u{feff}id,text,date\r\na,\"x, \"\"y\"\"\nz\",2024-03-18\r\nb,w\r\nc,v,18/03/2024\r\n,u,\r\nd, ,\r\n".as_bytes(),
        );
        let pair = |a: &str, b: &str| Ok((a.to_owned(), b.to_owned()));
        let error = |text: &str| Err(text.to_owned());
        assert_eq!(items[0], pair("a", "x, \"y\"\nz"));
        assert_eq!(items[1], error("d/r.csv:4: 2 cells where the first row has 3"));
        assert!(items[2].clone().unwrap_err().starts_with("d/r.csv:5: date \"18/03/2024\""));
        assert_eq!(items[3], pair("r.csv:6", "u"));
        assert_eq!(items[4], error("d/r.csv:7: the text is empty"));
        assert_eq!(items.len(), 5);
    }

    #[test]
    fn semicolons_and_tabs() {
        assert_eq!(read(b"id;text\n1;a,b\n"), [Ok(("1".to_owned(), "a,b".to_owned()))]);
        assert_eq!(read(b"id\ttext\n1\ta;b\n"), [Ok(("1".to_owned(), "a;b".to_owned()))]);
    }

    #[test]
    fn a_cell_that_is_no_utf8_costs_its_row() {
        let items = read(b"id,text\na,\xff\nb,x\n");
        assert_eq!(
            items[0].clone().unwrap_err(),
            "d/r.csv:2: text: not UTF-8: byte 0 starts no valid character"
        );
        assert!(items[1].is_ok());
        assert!(read(b"")[0].clone().unwrap_err().contains("no column for the text"));
    }
}
