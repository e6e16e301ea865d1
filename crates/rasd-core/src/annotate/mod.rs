//! Annotators: each reads one sort of mention out of the tokens, with its span and rule id.

pub mod actors;
pub(crate) mod aimed;
mod allegiance;
mod bands;
pub mod clauses;
pub mod damage;
mod date_calendar;
mod date_frame;
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
mod spoken_of;
pub mod tally_cues;
pub mod unreal;
mod unused_weapons;
pub mod victims;
pub(crate) mod words;

use std::cell::Cell;
use std::ops::Range;

use crate::model::{Basis, When};
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

/// Those of the mentions, in the order of their starts, that begin inside a stretch.
pub(crate) fn starting_in<T>(
    mentions: &[T],
    start: impl Fn(&T) -> usize,
    stretch: TokenSpan,
) -> &[T] {
    let first = mentions.partition_point(|m| start(m) < stretch.start);
    let behind = &mentions[first..];
    &behind[..behind.partition_point(|m| start(m) < stretch.end)]
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
    /// The day from which the report tells its days: that of publication, else one that is assumed
    /// so that days can be compared with each other. No assumed day is told.
    pub written: Option<jiff::civil::Date>,
    /// Figures, sentence by sentence.
    pub figures: Vec<victims::FigureMention>,
    /// Where they stand in their lists.
    pub(crate) stretches: Stretches,
}

/// The mentions that may lie inside a span. Each list stands in the order of its spans, and a unit
/// of a long text looks only at its own stretch of it, not at the whole.
macro_rules! stretches {
    ($($field:ident $method:ident $mention:ty,)+) => {
        /// The lists, for their numbers.
        #[expect(non_camel_case_types, reason = "named as the lists are")]
        #[derive(Clone, Copy)]
        pub(crate) enum List { $($field,)+ sayings }

        impl Mentions {
            $(
                pub(crate) fn $method(&self, span: TokenSpan) -> &[$mention] {
                    let start = |m: &$mention| m.span.start;
                    &self.$field[self.stretches.of(List::$field, &self.$field, start, span)]
                }
            )+

            /// Takes note of where each list has its mentions, once all are there.
            pub(crate) fn in_stretches(mut self, tokens: usize) -> Self {
                let mut stretches = Stretches::of_tokens(tokens);
                $(stretches.add(List::$field, self.$field.iter().map(|m| m.span));)+
                stretches.add(List::sayings, self.sayings.iter().copied());
                self.stretches = stretches;
                self
            }

            /// Whether the lists stand in order.
            pub(crate) fn in_order(&self) -> bool {
                self.sayings.is_sorted_by_key(|s| s.start)
                    && self.sayings.is_sorted_by_key(|s| s.end)
                    $(&& self.$field.is_sorted_by_key(|m| m.span.start))+
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
    /// Whether surely nothing of these lists lies inside a span.
    pub(crate) fn none_in(&self, span: TokenSpan, lists: [List; 5]) -> bool {
        self.stretches.none(span, lists)
    }

    /// The act words that may cover a token or end in front of it.
    pub(crate) fn events_at(&self, at: usize) -> &[events::EventMention] {
        self.events_in(self.stretches.and_before(List::events, TokenSpan::new(at, at)))
    }

    /// The dates that may lie across a span.
    pub(crate) fn dates_across(&self, span: TokenSpan) -> &[dates::DateMention] {
        self.dates_in(self.stretches.and_before(List::dates, span))
    }

    /// The same with the days they stand for.
    pub(crate) fn days_across(
        &self,
        span: TokenSpan,
    ) -> impl Iterator<Item = (&dates::DateMention, &When)> {
        self.days_in(self.stretches.and_before(List::dates, span))
    }

    /// The outcome words that may cover a token.
    pub(crate) fn outcomes_at(&self, at: usize) -> &[outcomes::OutcomeMention] {
        self.outcomes_in(self.stretches.and_before(List::outcomes, TokenSpan::new(at, at)))
    }

    /// The figures that may cover a token.
    pub(crate) fn figures_at(&self, at: usize) -> &[victims::FigureMention] {
        self.figures_in(self.stretches.and_before(List::figures, TokenSpan::new(at, at)))
    }

    /// The weapons that may cover a token or end in front of it.
    pub(crate) fn means_at(&self, at: usize) -> &[means::MeansMention] {
        self.means_in(self.stretches.and_before(List::means, TokenSpan::new(at, at)))
    }

    /// The clause words that may end in front of a token or one further in front.
    pub(crate) fn clauses_before(&self, at: usize) -> &[clauses::ClauseMention] {
        let span = TokenSpan::new(at.saturating_sub(1), at);
        self.clauses_in(self.stretches.and_before(List::clauses, span))
    }

    /// The verbs of saying that may lie inside a span.
    pub(crate) fn sayings_in(&self, span: TokenSpan) -> &[TokenSpan] {
        &self.sayings[self.stretches.of(List::sayings, &self.sayings, |s| s.start, span)]
    }

    /// The verbs of saying in front of a token, the nearest first.
    pub(crate) fn sayings_before(&self, at: usize) -> impl Iterator<Item = &TokenSpan> {
        let begun =
            self.stretches.of(List::sayings, &self.sayings, |s| s.start, TokenSpan::new(0, at));
        self.sayings[begun].iter().rev().skip_while(move |s| s.end > at)
    }

    /// The dates of a stretch with the days they stand for.
    pub(crate) fn days_in(
        &self,
        span: TokenSpan,
    ) -> impl DoubleEndedIterator<Item = (&dates::DateMention, &When)> {
        let days = self.stretches.of(List::dates, &self.dates, |d| d.span.start, span);
        self.dates[days.clone()].iter().zip(&self.whens[days])
    }

    /// Whether what a date means rests on a day of writing that is only assumed.
    pub(crate) fn assumes(&self, when: &When) -> bool {
        self.published.is_none() && when.basis != Basis::Explicit
    }

    /// The places of a stretch by their numbers.
    pub(crate) fn place_numbers_in(&self, span: TokenSpan) -> Range<usize> {
        self.stretches.of(List::places, &self.places, |p| p.span.start, span)
    }

    /// The figures of a stretch by their numbers.
    pub(crate) fn figure_numbers_in(&self, span: TokenSpan) -> Range<usize> {
        self.stretches.of(List::figures, &self.figures, |f| f.span.start, span)
    }
}

/// How many lists there are.
const LISTS: usize = List::sayings as usize + 1;

/// Where each list has its mentions: a search for each stretch of each list was a seventh of
/// assembling.
#[derive(Debug, Default)]
pub(crate) struct Stretches {
    /// List by list, for each token and two more how many mentions begin in front of it, or as many as
    /// fit.
    before: Vec<u16>,
    /// The last of each list: all its mentions begin in front of it.
    last: usize,
    /// Tokens of the longest mention of each list.
    longest: [usize; LISTS],
}

thread_local! {
    /// The room that the report before left: it is too much to be asked for anew each time.
    static ROOM: Cell<Vec<u16>> = const { Cell::new(Vec::new()) };
}

impl Drop for Stretches {
    fn drop(&mut self) {
        ROOM.set(std::mem::take(&mut self.before));
    }
}

impl Stretches {
    fn of_tokens(tokens: usize) -> Self {
        let last = tokens + 1;
        let mut before = ROOM.take();
        // Every count of it is written anew.
        before.resize((last + 1) * LISTS, 0);
        Self { before, last, longest: [0; LISTS] }
    }

    /// Counts the mentions of a list by where they stand.
    fn add(&mut self, list: List, spans: impl Iterator<Item = TokenSpan>) {
        let first = list as usize * (self.last + 1);
        let before = &mut self.before[first..=first + self.last];
        let (mut count, mut longest, mut known) = (0_u16, 0, 0);
        for TokenSpan { start, end } in spans {
            longest = longest.max(end - start);
            // So many begin in front of this token and of those that lead to it.
            if start >= known {
                before[known..=start].fill(count);
                known = start + 1;
            }
            count = count.saturating_add(1);
        }
        before[known..].fill(count);
        self.longest[list as usize] = longest;
    }

    /// How many mentions of a list begin in front of a token.
    #[inline]
    fn begun(&self, list: List, at: usize) -> usize {
        let first = list as usize * (self.last + 1);
        self.before.get(first + at.min(self.last)).map_or(0, |count| usize::from(*count))
    }

    /// Whether none of these lists has a mention that begins in a span or right behind it.
    fn none(&self, span: TokenSpan, lists: [List; 5]) -> bool {
        lists.iter().all(|list| {
            let to = self.begun(*list, span.end + 1);
            // As many as fit may be all that is counted.
            to < usize::from(u16::MAX) && to == self.begun(*list, span.start)
        })
    }

    /// A span with room in front of it for a mention of a list that ends inside it.
    fn and_before(&self, list: List, span: TokenSpan) -> TokenSpan {
        TokenSpan { start: span.start.saturating_sub(self.longest[list as usize]), ..span }
    }

    /// Where in a list the mentions stand that may lie inside a span.
    #[inline]
    fn of<T>(
        &self,
        list: List,
        all: &[T],
        start: impl Fn(&T) -> usize,
        span: TokenSpan,
    ) -> Range<usize> {
        let (from, to) = (self.begun(list, span.start), self.begun(list, span.end + 1));
        let search = || {
            let from = all.partition_point(|m| start(m) < span.start);
            from..all.partition_point(|m| start(m) <= span.end).max(from)
        };
        if to < usize::from(u16::MAX) {
            debug_assert_eq!(search(), from..to.max(from));
            return from..to.max(from);
        }
        search()
    }
}
