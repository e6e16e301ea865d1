//! An explanation for a person at a terminal. Nothing stands beneath Arabic words: a terminal may
//! turn them round, so labels come first and every Arabic run is an isolate.

use std::fmt::Write;

use rasd::explain::{Account, Explanation, Lost, Slot};
use rasd::model::{Evidence, Part};
use rasd::{OffsetUnit, Options, Report};

use crate::summary::{Style, show};

/// One report's explanation, ending in a line end.
pub(crate) fn render(
    report: &Report,
    explanation: &Explanation,
    options: Options,
    style: Style,
) -> String {
    let mut page = Page { out: String::new(), style, report, unit: options.offset_unit };
    let id = style.bold(&show(&report.id));
    let published = report
        .published_at
        .map_or_else(|| "publication date not given".to_owned(), |d| format!("published {d}"));
    let _ = writeln!(page.out, "{id} · {published}");
    if explanation.incidents.is_empty() {
        page.out.push_str("  No incidents.\n");
    }
    for (i, account) in explanation.incidents.iter().enumerate() {
        page.account(&format!("Incident {}", i + 1), account);
    }
    for (i, account) in explanation.tallies.iter().enumerate() {
        page.account(&format!("Tally {i}"), account);
    }
    if !explanation.unused.is_empty() {
        let _ = writeln!(page.out, "\n{}", style.bold("Read and used nowhere"));
        explanation.unused.iter().for_each(|lost| page.lost("  - ", lost));
    }
    for finding in &explanation.record.findings {
        let _ = writeln!(page.out, "\n{} {}", style.bold("Finding"), finding.code);
        let _ = writeln!(page.out, "  {}", show(&finding.message));
        for evidence in &finding.evidence {
            let _ = writeln!(page.out, "    from {}", page.words(evidence));
        }
    }
    page.out
}

struct Page<'r> {
    out: String,
    style: Style,
    report: &'r Report,
    unit: OffsetUnit,
}

impl Page<'_> {
    fn account(&mut self, title: &str, account: &Account) {
        let _ = writeln!(self.out, "\n{}", self.style.bold(title));
        account.slots.iter().for_each(|slot| self.slot(slot));
        if !account.lost.is_empty() {
            let _ = writeln!(self.out, "  beside it");
            account.lost.iter().for_each(|lost| self.lost("    - ", lost));
        }
    }

    fn slot(&mut self, slot: &Slot) {
        let field = self.style.bold(&slot.field);
        let _ = writeln!(self.out, "  {field}: {}", show(&slot.value));
        if let Some(evidence) = &slot.evidence {
            let _ = writeln!(self.out, "    from {}", self.words(evidence));
        }
        if let Some(rule) = &slot.rule {
            let _ = writeln!(self.out, "    rule {}: {}", rule.id, show(&rule.summary));
        }
        for row in &slot.rows {
            let cells: Vec<String> = row.row.split('\t').map(show).collect();
            let cells = cells.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>();
            let _ =
                writeln!(self.out, "    row {}.tsv:{}: {}", row.table, row.line, cells.join(" | "));
        }
        slot.lost.iter().for_each(|lost| self.lost("    not ", lost));
    }

    fn lost(&mut self, lead: &str, lost: &Lost) {
        let mut line = format!("{lead}{}", lost.what);
        if !lost.value.is_empty() {
            let _ = write!(line, " {}", show(&lost.value));
        }
        if let Some(evidence) = &lost.evidence {
            let _ = write!(line, ", {}", self.words(evidence));
        }
        let _ = writeln!(self.out, "{}: {}", self.style.dim(&line), lost.why);
    }

    /// Where the words stand, and the words (long ones cut).
    fn words(&self, evidence: &Evidence) -> String {
        const LONGEST: usize = 160;
        let mut text: String = evidence.text.chars().take(LONGEST).collect();
        if text.len() < evidence.text.len() {
            text.push('…');
        }
        let (start, end) = (evidence.start, evidence.end);
        let place = match evidence.part {
            Part::Title => format!("title, {start}..{end}"),
            Part::Text => format!("line {}, {start}..{end}", self.line(start)),
        };
        format!("{place}: {}", show(text.trim()))
    }

    /// The line, from 1, of an offset in the text.
    fn line(&self, offset: usize) -> usize {
        let mut at = 0;
        let before = self.report.text.chars().take_while(|c| {
            let inside = at < offset;
            at += match self.unit {
                OffsetUnit::Utf8 => c.len_utf8(),
                OffsetUnit::Utf16 => c.len_utf16(),
                OffsetUnit::Utf32 => 1,
            };
            inside
        });
        before.filter(|c| *c == '\n').count() + 1
    }
}
