//! The pipeline: one report in, one record out.

use std::ops::ControlFlow;

use crate::annotate::outcomes::{OutcomeMention, figure_cues, outcomes};
use crate::annotate::victims::{TokenIndex, VictimInput, all_figures};
use crate::annotate::{
    Mentions, Stretches, actors, aimed, clauses, damage, dates, events, means, numbers, places,
    sources, tally_cues, unreal,
};
use crate::assemble::{Assembly, assemble};
use crate::check::check;
use crate::explain::{self, Explanation};
use crate::finish;
use crate::furniture::furniture;
use crate::long;
use crate::model::{Kind, MadeBy, Record, ReportRef};
use crate::offsets::OffsetUnit;
use crate::reading::{EvidenceMaker, Reading};
use crate::report::Report;
use crate::resolve;
use crate::segment::segment;
use crate::tokens::TokenSpan;
use crate::watch::{Stage, Unwatched, Watch};

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
        self.extract_watched(report, options, &mut Unwatched)
            .unwrap_or_else(|| empty(report, options))
    }

    /// Extracts, and tells `watch` how far it is. `None` when `watch` ended it.
    ///
    /// The record is the one that [`extract_with`](Self::extract_with) gives.
    pub fn extract_watched(
        &self,
        report: &Report,
        options: Options,
        watch: &mut impl Watch,
    ) -> Option<Record> {
        let mut whole: Option<Record> = None;
        let ended = in_parts(report, options, |part, before| {
            let record = read_all(part, options, watch, |record, _| record)?;
            match &mut whole {
                None => whole = Some(record),
                Some(whole) => long::append(whole, record, before),
            }
            ControlFlow::Continue(())
        });
        match ended {
            ControlFlow::Continue(()) => Some(whole.unwrap_or_else(|| empty(report, options))),
            ControlFlow::Break(()) => None,
        }
    }

    /// Extracts, and tells for every slot where it comes from and what else was there.
    ///
    /// The record is the one that [`extract_with`](Self::extract_with) gives: the same stages run,
    /// and what they found is then told instead of thrown away.
    ///
    /// ```
    /// use rasd::{Extractor, Options, Report};
    /// let report = Report::new("r-1", "قُتل مدنيان بقصف مدفعي لقوات النظام على بلدة سرمين.");
    /// let explanation = Extractor::new().explain_with(&report, Options::default());
    /// let kind = &explanation.incidents[0].slots[0];
    /// assert_eq!((kind.field.as_str(), kind.value.as_str()), ("kind", "shelling"));
    /// assert!(kind.evidence.as_ref().is_some_and(|e| e.text.contains("قصف")));
    /// ```
    #[must_use]
    pub fn explain_with(&self, report: &Report, options: Options) -> Explanation {
        let mut whole: Option<Explanation> = None;
        let _ = in_parts(report, options, |part, before| {
            let read = read_all(part, options, &mut Unwatched, explain::explain)?;
            match &mut whole {
                None => whole = Some(read),
                Some(whole) => whole.append(read, before),
            }
            ControlFlow::Continue(())
        });
        whole.unwrap_or_else(|| Explanation::of(empty(report, options)))
    }
}

/// Hands over the parts of a report that are read at once, each with the length of the text in
/// front of it.
fn in_parts(
    report: &Report,
    options: Options,
    mut read: impl FnMut(&Report, usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    // What is longer than an article is no title; it is left unread.
    let title = report.title.as_ref().filter(|title| title.len() <= long::PART);
    if report.text.len() <= long::PART && title == report.title.as_ref() {
        return read(report, 0);
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
    let mut before = 0;
    for text in long::parts(&report.text) {
        text.clone_into(&mut part.text);
        read(&part, before)?;
        before += long::length(text, options.offset_unit);
        part.title = None;
    }
    ControlFlow::Continue(())
}

/// The record of nothing.
fn empty(report: &Report, options: Options) -> Record {
    Record {
        report: told(report, options),
        incidents: Vec::new(),
        tallies: Vec::new(),
        findings: Vec::new(),
        made_by: Some(MadeBy::this()),
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

/// What the stages made of a report on the way to its record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stages<'s> {
    pub(crate) reading: &'s Reading<'s>,
    pub(crate) mentions: &'s Mentions,
    pub(crate) assembly: &'s Assembly,
    pub(crate) maker: &'s EvidenceMaker<'s>,
}

/// Reads a text of ordinary length and shows `then` the record with what led to it.
fn read_all<T>(
    report: &Report,
    options: Options,
    watch: &mut impl Watch,
    then: impl FnOnce(Record, Stages) -> T,
) -> ControlFlow<(), T> {
    watch.begins(Stage::Normalise)?;
    let reading = Reading::new(report);
    watch.begins(Stage::Annotate)?;
    let mentions = annotate(&reading);
    debug_assert!(mentions.in_order());
    watch.begins(Stage::Assemble)?;
    let assembly = assemble(&reading, &mentions);
    watch.begins(Stage::Finish)?;
    let maker = EvidenceMaker::new(&reading, options.offset_unit);
    let record = Record {
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
        made_by: Some(MadeBy::this()),
    };
    let stages =
        Stages { reading: &reading, mentions: &mentions, assembly: &assembly, maker: &maker };
    ControlFlow::Continue(then(record, stages))
}

/// Runs every annotator, in the order in which they build on each other.
#[must_use]
pub fn annotate(reading: &Reading) -> Mentions {
    let furniture = furniture(reading);
    let sentences = segment(reading, &furniture);
    let numbers = numbers::numbers(reading);
    let dates = dates::dates(reading, &numbers);
    let published = reading.report.published_at;
    let written = published.or_else(|| resolve::today::assumed_day(&dates));
    let whens = resolve::dates::resolve_all(&dates, &furniture, written);
    let given = reading.report.country.clone();
    let places = places::places(reading);
    // A report that names no country and no governorate is of the one in which its towns lie.
    let by_places = || resolve::places::country_of(&places).map(str::to_owned);
    let country = given.or_else(|| actors::country_of(reading)).or_else(by_places);
    let country = country.as_deref();
    let actors = actors::actors(reading, country);
    let (all, idle) = events::events_and_others(reading);
    // «خرق اتفاق وقف إطلاق النار بقصف …»: the name of the agreement stops nothing.
    let mut unreal = unreal::unreal(reading);
    unreal.retain(|word| !idle.iter().any(|phrase| phrase.contains(word.span)));
    let (unreal_acts, mut events): (Vec<_>, Vec<_>) =
        all.iter().cloned().partition(|e| unreal::is_unreal(reading, &unreal, &sentences, &all, e));
    // «هيئة تحرير الشام» liberates nothing: words inside a name tell no act.
    let mut names = actors.iter().filter(|a| a.form == actors::ActorForm::Name).peekable();
    events.retain(|e| {
        while names.next_if(|a| a.span.end <= e.span.start).is_some() {}
        let mut around = names.clone().take_while(|a| a.span.start <= e.span.start);
        !around.any(|a| a.core.contains(e.span))
    });
    // «مخلفات قصف سابق» is a thing that explodes, not a bombardment.
    let mut means = means::means(reading, &idle);
    // «مسيرة احتجاجية»: people who march, no drone.
    means.retain(|m| {
        !events.iter().any(|e| e.kind == Some(Kind::Protest) && e.span.contains(m.span))
    });
    let remnants: Vec<TokenSpan> =
        means.iter().filter(|m| m.kind_hint == Some(Kind::LandmineErw)).map(|m| m.span).collect();
    events.retain(|e| !remnants.iter().any(|r| r.contains(e.span) && *r != e.span));
    aimed::aimed(reading, &means, &places, &mut events);
    let resolved = resolve::places::resolve(
        &places,
        &resolve::places::PlaceContext { country, publisher: reading.report.publisher.as_deref() },
    );
    let figure_cues = figure_cues(reading);
    let mut outcomes = outcomes(reading, &figure_cues);
    // «حكماً بالإعدام على ستة»: nobody was killed yet.
    let within = |phrase: &TokenSpan, word: TokenSpan| {
        phrase.contains(word) && (phrase.start == word.start || phrase.end == word.end)
    };
    // «قضت محكمة بإعدام 11 مواطناً»: nor are they.
    let passed = |o: &OutcomeMention| {
        reading.reads_any(o.span.start, &["قضت", "حكمت"])
            && unreal
                .iter()
                .any(|w| w.role == unreal::UnrealRole::Court && w.span.start == o.span.end)
            || unreal_acts
                .iter()
                .any(|e| e.span.start == o.span.start && unreal::sentenced(&unreal, e))
    };
    outcomes.retain(|o| !idle.iter().any(|phrase| within(phrase, o.span)) && !passed(o));
    debug_assert!(outcomes.is_sorted_by_key(|o| o.span.start));
    debug_assert!(figure_cues.is_sorted_by_key(|c| c.span.start));
    let (sources, sayings) = sources::sources(reading);
    // «كتائب شهداء الأقصى», «نادي الأسير»: people in a name were not counted.
    let in_names = actors
        .iter()
        .filter(|a| a.form == actors::ActorForm::Name && a.core.end > a.core.start + 1)
        .map(|a| TokenSpan::new(a.core.start + 1, a.core.end));
    let taken: Vec<TokenSpan> = dates
        .iter()
        .map(|d| d.span)
        .chain(places.iter().map(|p| p.span))
        .chain(in_names)
        .chain(sources.iter().map(|s| s.span))
        .collect();
    let index = TokenIndex::new(reading, &numbers, &taken);
    let tally_cues = tally_cues::tally_cues(reading);
    let role_cues = actors::cues(reading);
    let figures = {
        let input = VictimInput {
            numbers: &numbers,
            actors: &actors,
            outcomes: &outcomes,
            cues: &figure_cues,
            events: &events,
            role_cues: &role_cues,
            index: &index,
            listed: None,
            taken: None,
        };
        all_figures(reading, &sentences, &tally_cues, input)
    };
    let country = country.map(str::to_owned);
    Mentions {
        country,
        role_cues,
        means,
        events,
        tally_cues,
        unreal,
        unreal_acts,
        clauses: clauses::clauses(reading),
        sources,
        sayings,
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
        written,
        figures,
        stretches: Stretches::default(),
    }
    .in_stretches(reading.tokens.len())
}
