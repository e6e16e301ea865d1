//! Annotators: each reads one sort of mention out of the tokens, with its span and rule id.

pub mod actors;
mod allegiance;
pub mod clauses;
pub mod damage;
mod date_calendar;
mod date_pieces;
mod date_ranges;
pub(crate) mod date_words;
pub mod dates;
pub mod events;
pub mod means;
pub(crate) mod number_bounds;
pub(crate) mod number_roles;
pub(crate) mod number_words;
pub mod numbers;
pub mod outcomes;
pub mod persons;
pub mod places;
pub mod sources;
pub(crate) mod split_acts;
pub mod tally_cues;
pub mod unreal;
pub mod victims;
pub(crate) mod words;

use std::ops::Range;

use crate::model::When;
use crate::resolve::places::ResolvedPlace;
use crate::segment::Sentence;
use crate::tokens::TokenSpan;

/// Those of the mentions that begin at token `at`. Mentions stand in the order of their starts, so
/// that a list of a thousand numbers is not gone through for each of a thousand tokens.
pub(crate) fn starting_at<T>(
    mentions: &[T],
    start: impl Fn(&T) -> usize,
    at: usize,
) -> impl Iterator<Item = &T> {
    let first = mentions.partition_point(|m| start(m) < at);
    mentions[first..].iter().take_while(move |m| start(m) == at)
}

/// All mentions of one reading.
#[derive(Debug)]
pub struct Mentions {
    /// Page furniture, left out of everything else.
    pub furniture: Vec<TokenSpan>,
    /// Sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Numbers.
    pub numbers: Vec<numbers::NumberMention>,
    /// Dates.
    pub dates: Vec<dates::DateMention>,
    /// The dates resolved, one for one.
    pub whens: Vec<When>,
    /// Places.
    pub places: Vec<places::PlaceMention>,
    /// The places resolved, one for one.
    pub resolved: Vec<ResolvedPlace>,
    /// Actors.
    pub actors: Vec<actors::ActorMention>,
    /// Cues for actors' parts.
    pub role_cues: Vec<actors::CueMention>,
    /// Weapons.
    pub means: Vec<means::MeansMention>,
    /// Act words.
    pub events: Vec<events::EventMention>,
    /// Outcome words.
    pub outcomes: Vec<outcomes::OutcomeMention>,
    /// Cues between figures.
    pub figure_cues: Vec<outcomes::CueMention>,
    /// Cues of tallies.
    pub tally_cues: Vec<tally_cues::TallyCue>,
    /// What did not happen, and what nature did.
    pub unreal: Vec<unreal::UnrealMention>,
    /// The act words that these keep from telling an incident.
    pub unreal_acts: Vec<events::EventMention>,
    /// Words that part or join acts.
    pub clauses: Vec<clauses::ClauseMention>,
    /// Sources.
    pub sources: Vec<sources::SourceMention>,
    /// Verbs of saying.
    pub sayings: Vec<TokenSpan>,
    /// Things that may have been damaged.
    pub damage: Vec<damage::DamageMention>,
    /// The country it is read for: the caller's, else what the text tells.
    pub country: Option<String>,
    /// The publication date.
    pub published: Option<jiff::civil::Date>,
    /// Figures, sentence by sentence.
    pub figures: Vec<victims::FigureMention>,
}

/// The mentions that may lie inside a span. Each list stands in the order of its spans, and a unit
/// of a long text looks only at its own stretch of it, not at the whole.
macro_rules! stretches {
    ($($field:ident $method:ident $mention:ty,)+) => {
        impl Mentions {
            $(
                pub(crate) fn $method(&self, span: TokenSpan) -> &[$mention] {
                    &self.$field[stretch(&self.$field, |m| m.span.start, span)]
                }
            )+

            /// Whether the lists stand in order.
            pub(crate) fn in_order(&self) -> bool {
                true $(&& self.$field.is_sorted_by_key(|m| m.span.start))+
            }
        }
    };
}

stretches! {
    events events_in events::EventMention,
    outcomes outcomes_in outcomes::OutcomeMention,
    means means_in means::MeansMention,
    clauses clauses_in clauses::ClauseMention,
    tally_cues tally_cues_in tally_cues::TallyCue,
    numbers numbers_in numbers::NumberMention,
    dates dates_in dates::DateMention,
    places places_in places::PlaceMention,
    actors actors_in actors::ActorMention,
    damage damage_in damage::DamageMention,
    sources sources_in sources::SourceMention,
    role_cues role_cues_in actors::CueMention,
    figures figures_in victims::FigureMention,
}

impl Mentions {
    /// The dates of a stretch with the days they stand for.
    pub(crate) fn days_in(
        &self,
        span: TokenSpan,
    ) -> impl DoubleEndedIterator<Item = (&dates::DateMention, &When)> {
        let days = stretch(&self.dates, |d| d.span.start, span);
        self.dates[days.clone()].iter().zip(&self.whens[days])
    }

    /// The places of a stretch by their numbers.
    pub(crate) fn place_numbers_in(&self, span: TokenSpan) -> Range<usize> {
        stretch(&self.places, |p| p.span.start, span)
    }

    /// The figures of a stretch by their numbers.
    pub(crate) fn figure_numbers_in(&self, span: TokenSpan) -> Range<usize> {
        stretch(&self.figures, |f| f.span.start, span)
    }
}

/// Where in a list the mentions stand that may lie inside a span.
fn stretch<T>(all: &[T], start: impl Fn(&T) -> usize, span: TokenSpan) -> Range<usize> {
    let from = all.partition_point(|m| start(m) < span.start);
    // A stretch holds a few of many.
    from..from + all[from..].iter().take_while(|m| start(m) <= span.end).count()
}
