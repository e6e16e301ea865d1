//! A count over several incidents that the next unit may go on with.

use smallvec::SmallVec;

use crate::annotate::Mentions;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::assemble::harm;
use crate::assemble::tallies::counting::has_place;
use crate::assemble::tallies::{continued, counting, risen};
use crate::assemble::units::{Unit, acts};
use crate::reading::Reading;
use crate::segment::heads_items;
use crate::tokens::TokenSpan;
use crate::word_lists::running::{CHIEF, DETAILS, FOR, NAMES_FOLLOW};

#[derive(Debug, Clone, Copy)]
pub(super) struct RunningTally {
    /// The first of its figures among the tallies.
    pub(super) base: usize,
    pub(super) paragraph: usize,
    /// It announced a list.
    pub(super) listed: bool,
    /// Its items may tell incidents of their own ([`sums_up_items`]).
    pub(super) items: bool,
    /// The words that opened it: they tell the time that its later figures span.
    pub(super) opened: TokenSpan,
    /// A heading that counts nobody itself.
    pub(super) heads: bool,
    /// It goes on no further than its sentence: the next ones tell its incidents one by one.
    pub(super) breath: bool,
}

impl RunningTally {
    /// «حصيلة شهداء إدلب وحلب»: a unit that only says what the next one counts.
    pub(super) fn heading(base: usize, unit: &Unit) -> Self {
        Self {
            base,
            paragraph: unit.paragraph,
            listed: false,
            items: false,
            opened: unit.span,
            heads: true,
            breath: false,
        }
    }

    /// Whether it ends before this unit.
    pub(super) fn is_over(self, reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
        let another_paragraph = self.paragraph != unit.paragraph;
        self.breath && (!unit.same_breath(reading) || turns_to_one(reading, mentions, unit))
            || another_paragraph
                && !((self.listed || self.items)
                    && continued::goes_on_list(reading, mentions, unit))
    }
}

/// «بلغ عدد الشهداء اليوم 8:», with items below that tell of people: who is counted in no place nearer than a
/// governorate and by no act, and told one by one. «…، عُرف منهم:» has names below.
pub(super) fn sums_up_items(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let span = unit.span;
    let many = |f: &FigureMention| span.contains(f.span) && f.count.min > Some(1);
    if !unit.ends_in_colon(reading)
        || unit.bullet
        || !mentions.figures_in(span).iter().any(many)
        || acts(mentions, span)
        || mentions.means_in(span).iter().any(|m| span.contains(m.span))
        || (span.end.saturating_sub(4)..span.end).any(|i| NAMES_FOLLOW.contains(&reading.key(i)))
    {
        return false;
    }
    let sentences = &mentions.sentences;
    let line = sentences.partition_point(|s| s.span.end < span.end);
    let told = |at: usize| {
        let below = sentences.get(at).filter(|s| s.bullet);
        below.is_some_and(|s| mentions.figures_in(s.span).iter().any(|f| s.span.contains(f.span)))
    };
    heads_items(reading, sentences, line)
        && told(line + 1)
        && mentions.place_numbers_in(span).all(|i| {
            let (place, found) = (&mentions.places[i], &mentions.resolved[i].place);
            place.dateline || place.container_only || found.named_like_unit()
        })
}

/// «…، كان أبرزها اشتباكات شمال بغداد», «…، فقد قُتل تسعة في هيت»: one of the acts that were counted.
fn turns_to_one(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    names_chief(reading, unit.span.start)
        || [FOR, DETAILS].iter().any(|words| words.contains(&reading.key(unit.span.start)))
            && has_place(mentions, unit.span)
}

/// «كان أبرزها», «أعنفها»
fn names_chief(reading: &Reading, at: usize) -> bool {
    (at..at + 2).any(|i| CHIEF.contains(&reading.key(i)))
}

/// Where a sentence that counts people over several acts begins to tell one of them.
pub(super) fn ones_of_many(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> SmallVec<[usize; 2]> {
    let cue = mentions.tally_cues_in(span).iter().find(|c| {
        span.contains(c.span) && matches!(c.role, TallyCueRole::Separate | TallyCueRole::Spread)
    });
    let Some(front) = cue.map(|c| c.span.end) else { return SmallVec::new() };
    let opens = |i: &usize| {
        reading.tokens[i - 1].is_punct('،')
            && (names_chief(reading, *i) || FOR.contains(&reading.key(*i)))
    };
    (front + 1..span.end).filter(opens).collect()
}

/// The figures inside a span, with `within` counted from the first of them.
fn figures_in(mentions: &Mentions, span: TokenSpan) -> Vec<FigureMention> {
    let numbers = mentions.figure_numbers_in(span);
    let inside = |i: &usize| span.contains(mentions.figures[*i].span);
    let figure = |i: usize| {
        let mut figure = mentions.figures[i].clone();
        let whole = figure.within.filter(|whole| numbers.contains(whole) && inside(whole));
        figure.within = whole.map(|whole| (numbers.start..whole).filter(inside).count());
        figure
    };
    numbers.clone().filter(inside).map(figure).collect()
}

/// The figures of a unit as it tells them in the end.
pub(super) fn figures_of(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
) -> Vec<FigureMention> {
    let mut figures = figures_in(mentions, unit.span);
    harm::settle(reading, &mut figures);
    risen::drop_earlier(reading, mentions, &mut figures);
    if counting::updates(mentions, unit.span) {
        harm::last_counted(reading, &mut figures);
    }
    figures
}
