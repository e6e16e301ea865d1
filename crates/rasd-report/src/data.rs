//! What the page is given.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rasd::Report;
use rasd::gazetteer::{Gazetteer, Level};
use rasd::model::{Incident, Record};
use serde::Serialize;

use crate::labels::{Label, Labels};
use crate::outlines::Outlines;
use crate::{Error, Options, Written, labels, outlines, redact, spans};

/// Everything between the page's `<script>` tags of type `application/json`.
#[derive(Debug, Serialize)]
pub(crate) struct Data {
    version: &'static str,
    /// What is masked.
    redaction: &'static str,
    records: Vec<Entry>,
    labels: Labels,
    /// The governorates that occur, by the name in the records.
    areas: BTreeMap<String, Area>,
    /// Names of the countries of those.
    countries: BTreeMap<&'static str, Label>,
    outlines: Outlines,
}

/// A record with the texts that its evidence lies in.
#[derive(Debug, Serialize)]
struct Entry {
    #[serde(flatten)]
    record: Record,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A governorate.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Area {
    id: &'static str,
    country: &'static str,
    #[serde(flatten)]
    label: Label,
}

/// Puts together what the page is given.
pub(crate) fn gather(
    records: Vec<Record>,
    reports: Vec<Report>,
    options: &Options,
) -> Result<(Data, Written), Error> {
    let mut texts: BTreeMap<String, VecDeque<Report>> = BTreeMap::new();
    for report in reports {
        texts.entry(report.id.clone()).or_default().push_back(report);
    }
    let mut written = Written::default();
    let mut entries = Vec::with_capacity(records.len());
    for record in records {
        // Two records of one id: the first has the first text, the second the second.
        let report = texts
            .get_mut(&record.report.id)
            .and_then(|all| if all.len() > 1 { all.pop_front() } else { all.front().cloned() });
        let (mut record, report) = redact::masked(record, report, options.redaction);
        let (title, text) = report.map_or((None, None), |r| (r.title, Some(r.text)));
        written.records += 1;
        written.incidents += record.incidents.len();
        written.without_text += usize::from(text.is_none());
        written.misplaced += spans::to_utf16(&mut record, title.as_deref(), text.as_deref());
        entries.push(Entry { record, title, text });
    }
    let incidents = || entries.iter().flat_map(|e| &e.record.incidents);
    let areas = areas(incidents());
    let codes: BTreeSet<&'static str> =
        areas.values().map(|a| a.country).chain(countries_of(incidents())).collect();
    let data = Data {
        version: rasd::VERSION,
        redaction: options.redaction.as_str(),
        labels: labels::load()?,
        areas,
        countries: countries(&codes),
        outlines: outlines::of(&codes)?,
        records: entries,
    };
    Ok((data, written))
}

/// The governorates that the places lie in. A name that two countries have is that of the country
/// of the place's own row.
fn areas<'i>(incidents: impl Iterator<Item = &'i Incident>) -> BTreeMap<String, Area> {
    let gazetteer = Gazetteer::get();
    let units = || gazetteer.rows().iter().filter(|row| row.level == Level::Admin1);
    let mut areas = BTreeMap::new();
    for place in incidents.flat_map(|i| &i.places) {
        let Some(name) = &place.admin1 else { continue };
        if areas.contains_key(name) {
            continue;
        }
        let own = place.pcode.as_deref().and_then(|code| gazetteer.by_id(code));
        let fits = |country: Option<&str>| {
            units().find(|u| u.name_en == name && country.is_none_or(|c| c == u.country))
        };
        if let Some(unit) = fits(own.map(|row| row.country)).or_else(|| fits(None)) {
            let label = Label { ar: unit.name.to_owned(), en: unit.name_en.to_owned() };
            areas.insert(name.clone(), Area { id: unit.id, country: unit.country, label });
        }
    }
    areas
}

/// The countries of the places that the gazetteer has.
fn countries_of<'i>(incidents: impl Iterator<Item = &'i Incident>) -> BTreeSet<&'static str> {
    let places = incidents.flat_map(|i| &i.places).filter_map(|p| p.pcode.as_deref());
    places.filter_map(|code| Gazetteer::get().by_id(code)).map(|row| row.country).collect()
}

fn countries(codes: &BTreeSet<&'static str>) -> BTreeMap<&'static str, Label> {
    let rows = Gazetteer::get().rows().iter().filter(|row| row.level == Level::Country);
    rows.filter(|row| codes.contains(row.country))
        .map(|row| (row.country, Label { ar: row.name.to_owned(), en: row.name_en.to_owned() }))
        .collect()
}
