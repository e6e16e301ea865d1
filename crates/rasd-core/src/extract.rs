//! The pipeline: one report in, one record out.

use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::outcomes::{figure_cues, outcomes};
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::{FigureMention, VictimInput, figures};
use crate::annotate::{
    Mentions, actors, clauses, damage, dates, events, means, numbers, places, sources, tally_cues,
    unreal,
};
use crate::assemble::assemble;
use crate::check::check;
use crate::finish;
use crate::furniture::furniture;
use crate::long;
use crate::model::{Kind, Outcome, Record, ReportRef, When};
use crate::offsets::OffsetUnit;
use crate::reading::{EvidenceMaker, Reading};
use crate::report::Report;
use crate::resolve;
use crate::segment::segment;
use crate::tokens::TokenSpan;

/// What a caller may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Unit of the offsets in the record.
    pub offset_unit: OffsetUnit,
}

/// Reads reports. Cheap to clone and share: the compiled-in tables are loaded once per process.
///
/// ```
/// use rasd::{Extractor, Report};
/// use rasd::model::Kind;
/// let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب.");
/// let record = Extractor::new().extract(&report);
/// assert_eq!(record.incidents[0].kind, Kind::Shelling);
/// ```
#[derive(Debug, Default, Clone, Copy)]
pub struct Extractor {}

impl Extractor {
    /// An extractor over the compiled-in tables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Extracts with default options. Never fails and never panics, whatever the text.
    #[must_use]
    pub fn extract(&self, report: &Report) -> Record {
        self.extract_with(report, Options::default())
    }

    /// Extracts with the given options.
    #[must_use]
    pub fn extract_with(&self, report: &Report, options: Options) -> Record {
        // What is longer than an article is no title; it is left unread.
        let title = report.title.as_ref().filter(|title| title.len() <= long::PART);
        if report.text.len() <= long::PART && title == report.title.as_ref() {
            return read(report, options);
        }
        let mut part = Report {
            id: report.id.clone(),
            title: title.cloned(),
            text: String::new(),
            publisher: report.publisher.clone(),
            published_at: report.published_at,
            url: report.url.clone(),
            country: report.country.clone(),
        };
        let mut whole = Record {
            report: told(report, options),
            incidents: Vec::new(),
            tallies: Vec::new(),
            findings: Vec::new(),
        };
        let mut before = 0;
        for text in long::parts(&report.text) {
            text.clone_into(&mut part.text);
            long::append(&mut whole, read(&part, options), before);
            before += long::length(text, options.offset_unit);
            part.title = None;
        }
        whole
    }
}

/// What a record says of its report.
fn told(report: &Report, options: Options) -> ReportRef {
    ReportRef {
        id: report.id.clone(),
        publisher: report.publisher.clone(),
        published_at: report.published_at,
        url: report.url.clone(),
        offset_unit: options.offset_unit,
    }
}

/// Reads a text of ordinary length.
fn read(report: &Report, options: Options) -> Record {
    let reading = Reading::new(report);
    let mentions = annotate(&reading);
    let assembly = assemble(&reading, &mentions);
    let maker = EvidenceMaker::new(&reading, options.offset_unit);
    Record {
        report: told(report, options),
        incidents: assembly
            .drafts
            .iter()
            .map(|d| finish::incident(&reading, &maker, &mentions, d))
            .collect(),
        tallies: assembly
            .tallies
            .iter()
            .map(|t| finish::tally(&reading, &maker, &mentions, t))
            .collect(),
        findings: check(&reading, &mentions, &assembly, &maker),
    }
}

/// Runs every annotator, in the order in which they build on each other.
#[must_use]
pub fn annotate(reading: &Reading) -> Mentions {
    let furniture = furniture(reading);
    let sentences = segment(reading, &furniture);
    let numbers = numbers::numbers(reading);
    let dates = dates::dates(reading, &numbers);
    let published = reading.report.published_at;
    let whens: Vec<When> = dates.iter().map(|d| resolve::dates::resolve(d, published)).collect();
    let told = actors::country_of(reading);
    let country = reading.report.country.as_deref().or(told.as_deref());
    let actors = actors::actors(reading, country);
    let places = places::places(reading);
    let mut events = events::events(reading);
    let unreal = unreal::unreal(reading);
    let all = events.clone();
    events.retain(|e| !unreal::is_unreal(reading, &unreal, &sentences, &all, e));
    // «هيئة تحرير الشام» liberates nothing: words inside a name tell no act.
    events.retain(|e| {
        !actors.iter().any(|a| a.form == actors::ActorForm::Name && a.core.contains(e.span))
    });
    // «مخلفات قصف سابق» is a thing that explodes, not a bombardment.
    let means = means::means(reading);
    events.retain(|e| {
        !means.iter().any(|m| {
            m.kind_hint == Some(Kind::LandmineErw) && m.span.contains(e.span) && m.span != e.span
        })
    });
    let resolved = resolve::places::resolve(
        &places,
        &resolve::places::PlaceContext { country, publisher: reading.report.publisher.as_deref() },
    );
    let figure_cues = figure_cues(reading);
    let outcomes = outcomes(reading, &figure_cues);
    let taken: Vec<TokenSpan> =
        dates.iter().map(|d| d.span).chain(places.iter().map(|p| p.span)).collect();
    let tally_cues = tally_cues::tally_cues(reading);
    let mut all_figures: Vec<FigureMention> = Vec::new();
    let mut listed: Option<Outcome> = None;
    for sentence in &sentences {
        let input = VictimInput {
            numbers: &numbers,
            actors: &actors,
            outcomes: &outcomes,
            cues: &figure_cues,
            taken: &taken,
            listed: listed.filter(|_| sentence.bullet),
        };
        // «وتوزع القتلى على النحو الآتي:» says what became of the people in the list behind it.
        let opens_list = tally_cues
            .iter()
            .any(|c| c.role == TallyCueRole::List && sentence.span.contains(c.span));
        let base = all_figures.len();
        all_figures.extend(figures(reading, input, sentence.span).into_iter().map(|mut f| {
            f.within = f.within.map(|w| w + base);
            f
        }));
        if opens_list {
            let noun = outcomes
                .iter()
                .rev()
                .find(|o| o.class == OutcomeClass::Noun && sentence.span.contains(o.span))
                .map(|o| o.outcome);
            listed = noun.or_else(|| all_figures[base..].first().map(|f| f.outcome));
        }
    }
    Mentions {
        role_cues: actors::cues(reading),
        means,
        events,
        tally_cues,
        unreal,
        clauses: clauses::clauses(reading),
        sources: sources::sources(reading),
        sayings: sources::sayings(reading),
        damage: damage::damage(reading),
        furniture,
        sentences,
        numbers,
        dates,
        whens,
        places,
        resolved,
        actors,
        outcomes,
        figure_cues,
        published,
        figures: all_figures,
    }
}
