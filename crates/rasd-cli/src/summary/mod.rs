//! A record for a person at a terminal.
//!
//! Such a terminal reorders right-to-left text, so nothing is drawn beneath words and every
//! Arabic run stands in an isolate ([`bidi`]).

mod bidi;
mod phrases;

use std::fmt::Write;
use std::io;

use rasd::model::{Evidence, Finding, Incident, Place, Record, Tally, When};

pub(crate) use bidi::show;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    colour: bool,
}

impl Style {
    /// As standard output may have it.
    pub(crate) fn detect() -> Self {
        Self { colour: crate::out::may_colour(&io::stdout()) }
    }

    /// Without colour, as for a file.
    pub(crate) const fn plain() -> Self {
        Self { colour: false }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    pub(crate) fn warn(self, text: &str) -> String {
        self.paint("33", text)
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.paint("32", text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.paint("1;31", text)
    }
}

/// The summary of one record, ending in a line end.
pub(crate) fn render(record: &Record, style: Style) -> String {
    let mut page = Page { out: String::new(), style };
    page.head(record);
    if record.incidents.is_empty() {
        page.line("  No incidents.");
    }
    for (i, incident) in record.incidents.iter().enumerate() {
        page.incident(i + 1, incident);
    }
    page.tallies(&record.tallies);
    page.findings(&record.findings);
    page.out
}

struct Page {
    out: String,
    style: Style,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A slot of an incident: label, then its values each on a line of its own.
    fn slot(&mut self, label: &str, values: &[String]) {
        for (i, value) in values.iter().enumerate() {
            let label = self.style.dim(&format!("{:<10}", if i == 0 { label } else { "" }));
            let _ = writeln!(self.out, "     {label} {value}");
        }
    }

    fn head(&mut self, record: &Record) {
        let report = &record.report;
        let mut parts = vec![self.style.bold(&show(&report.id))];
        parts.extend(report.publisher.as_deref().map(show));
        match report.published_at {
            Some(date) => parts.push(format!("published {date}")),
            None => parts.push("publication date not given".to_owned()),
        }
        self.line(&parts.join(" · "));
    }

    fn incident(&mut self, number: usize, incident: &Incident) {
        let mut title = self.style.bold(phrases::word(incident.kind.as_str()).as_str());
        if !incident.also.is_empty() {
            let also: Vec<_> = incident.also.iter().map(|k| phrases::word(k.as_str())).collect();
            let _ = write!(title, ", with {}", also.join(", "));
        }
        let _ = writeln!(self.out, "\n{number:>3}. {title} ({})", incident.role);
        self.slot("when", &[when(&incident.when)]);
        self.slot("where", &incident.places.iter().map(place).collect::<Vec<_>>());
        self.slot("actors", &phrases::actors(&incident.actors));
        let means: Vec<_> = incident.means.iter().map(|m| phrases::word(m.as_str())).collect();
        self.list("means", &means);
        self.slot("harm", &phrases::figures(&incident.harm));
        let damage: Vec<_> = incident.damage.iter().map(|d| phrases::word(d.as_str())).collect();
        self.list("damage", &damage);
        let sources: Vec<_> = incident
            .attribution
            .iter()
            .map(|a| format!("{} ({})", show(&a.source), a.stance))
            .collect();
        self.list("source", &sources);
        self.slot("confidence", &[format!("{:.2}", incident.confidence)]);
    }

    fn list(&mut self, label: &str, words: &[String]) {
        if !words.is_empty() {
            self.slot(label, &[words.join(", ")]);
        }
    }

    fn tallies(&mut self, tallies: &[Tally]) {
        if tallies.is_empty() {
            return;
        }
        let title = self.style.bold("Tallies");
        let _ = writeln!(self.out, "\n{title} (totals the report gives; not part of any incident)");
        for (tally, figure) in phrases::top_figures(tallies) {
            let mut parts = vec![figure];
            let period = &tally.period;
            let dates = match (period.start, period.end) {
                (Some(start), Some(end)) if start == end => Some(format!("on {start}")),
                (Some(start), Some(end)) => Some(format!("{start} to {end}")),
                (Some(start), None) => Some(format!("since {start}")),
                (None, Some(end)) => Some(format!("until {end}")),
                (None, None) => None,
            };
            parts.extend(dates);
            parts.extend(period.text.as_deref().map(show));
            if !tally.areas.is_empty() {
                let areas: Vec<_> = tally.areas.iter().map(|a| show(a)).collect();
                parts.push(format!("in {}", areas.join(", ")));
            }
            if !tally.perpetrators.is_empty() {
                let by: Vec<_> = tally.perpetrators.iter().map(|p| show(p)).collect();
                parts.push(format!("by {}", by.join(", ")));
            }
            let _ = writeln!(self.out, "   - {}", parts.join("; "));
        }
    }

    fn findings(&mut self, findings: &[Finding]) {
        if findings.is_empty() {
            return;
        }
        let title = self.style.bold("Findings");
        let _ = writeln!(self.out, "\n{title} (what to question in the report itself)");
        for finding in findings {
            let code = self.style.warn(&phrases::word(finding.code.as_str()));
            let words: Vec<_> = finding.evidence.iter().map(evidence).collect();
            let words =
                if words.is_empty() { String::new() } else { format!(": {}", words.join(" … ")) };
            let _ = writeln!(self.out, "   ! {code}: {}{words}", show(&finding.message));
        }
    }
}

fn evidence(evidence: &Evidence) -> String {
    show(&evidence.text)
}

fn when(when: &When) -> String {
    let mut text = match (when.start, when.end) {
        (Some(start), Some(end)) if start != end => format!("{start} to {end}"),
        (Some(start), _) => start.to_string(),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => "date not known".to_owned(),
    };
    let mut notes = vec![when.basis.to_string()];
    if when.start.is_some() && when.precision != rasd::model::DatePrecision::Day {
        notes.push(format!("to the {}", when.precision));
    }
    let _ = write!(text, " ({})", notes.join(", "));
    if let Some(words) = &when.text {
        let _ = write!(text, " {}", show(words));
    }
    text
}

fn place(place: &Place) -> String {
    let mut text = show(&place.name);
    if let Some(name) = &place.name_en {
        let _ = write!(text, " {}", show(name));
    }
    let _ = write!(text, ", {}", place.r#type);
    let chain: Vec<_> = [&place.admin3, &place.admin2, &place.admin1]
        .into_iter()
        .filter_map(|a| a.as_deref().map(show))
        .collect();
    if !chain.is_empty() {
        let _ = write!(text, " · {}", chain.join(" < "));
    }
    if let Some(code) = &place.pcode {
        let _ = write!(text, " · {}", show(code));
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        let _ = write!(text, " · {lat:.4}, {lon:.4} ({})", place.precision);
    } else if place.precision == rasd::model::PlacePrecision::Unresolved {
        text.push_str(" · not resolved");
    }
    text
}

#[cfg(test)]
mod tests;
