//! `iob`: a token a line, `token TAB start TAB end TAB tag`, in the IOB2 scheme.
//!
//! Lossy: a token has one tag, so of marks that overlap the first and longest stands; and a word
//! with its clitics is one token, so a mark that begins inside a word takes all of it. Offsets are
//! code points of title, line feed and text. A blank line stands for each line's end.

use std::io::Write;

use rasd::Report;
use rasd::model::Record;
use rasd::offsets::{OffsetIndex, OffsetUnit};

use super::marks::{Document, marks};
use crate::ExportError;
use crate::format::{Exporter, Summary};

/// Writes tokens as they come.
pub(crate) struct Writer {
    out: Box<dyn Write + Send>,
    summary: Summary,
}

impl Writer {
    pub(crate) fn new(out: Box<dyn Write + Send>) -> Self {
        Self { out, summary: Summary::default() }
    }
}

/// A token: its bytes, and whether it ends a line.
struct Token {
    start: usize,
    end: usize,
    last: bool,
}

impl Exporter for Writer {
    fn write(&mut self, record: &Record, report: Option<&Report>) -> Result<(), ExportError> {
        let marks = marks(record, report, "iob")?;
        let Some(report) = report else { return Ok(()) };
        self.summary.saw(record);
        let document = Document::of(report);
        let tokens = tokens(&document.text);
        let mut tags: Vec<Option<(&str, bool)>> = vec![None; tokens.len()];
        let mut spans: Vec<_> = marks.iter().map(|m| (document.bytes(m), m.label)).collect();
        spans.sort_by_key(|(bytes, _)| (bytes.start, std::cmp::Reverse(bytes.end)));
        for (bytes, label) in spans {
            let from = tokens.partition_point(|t| t.end <= bytes.start);
            let to = tokens.partition_point(|t| t.start < bytes.end);
            if from >= to || tags[from..to].iter().any(Option::is_some) {
                self.summary.leave_out("overlapping span");
                continue;
            }
            for (i, tag) in tags[from..to].iter_mut().enumerate() {
                *tag = Some((label, i == 0));
            }
            self.summary.rows += 1;
        }
        let index = OffsetIndex::new(&document.text, OffsetUnit::Utf32);
        let id = record.report.id.replace(['\n', '\r'], " ");
        writeln!(self.out, "# report = {id}")?;
        for (token, tag) in tokens.iter().zip(tags) {
            let word = &document.text[token.start..token.end];
            let (start, end) = (index.from_byte(token.start), index.from_byte(token.end));
            write!(self.out, "{word}\t{start}\t{end}\t")?;
            match tag {
                None => writeln!(self.out, "O")?,
                Some((label, true)) => writeln!(self.out, "B-{label}")?,
                Some((label, false)) => writeln!(self.out, "I-{label}")?,
            }
            if token.last {
                writeln!(self.out)?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, ExportError> {
        self.out.flush()?;
        Ok(self.summary)
    }
}

/// Runs of letters and digits, and every other visible character by itself.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // Bidi controls and joiners are no tokens and do not part words.
        let unseen = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
        if c == '\n' || c == '\r' {
            in_word = false;
            if let Some(token) = tokens.last_mut() {
                token.last = true;
            }
        } else if c.is_whitespace() || c.is_control() {
            in_word = false;
        } else if unseen {
        } else if c.is_alphanumeric() {
            match tokens.last_mut() {
                Some(token) if in_word => token.end = end,
                _ => tokens.push(Token { start: at, end, last: false }),
            }
            in_word = true;
        } else {
            tokens.push(Token { start: at, end, last: false });
            in_word = false;
        }
    }
    if let Some(token) = tokens.last_mut() {
        token.last = true;
    }
    tokens
}
