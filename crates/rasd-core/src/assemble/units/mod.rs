//! Cutting sentences into units: stretches of text that tell one act.
//!
//! Real reports hold few full stops. A new unit begins where a new main verb tells an act that
//! has a place of its own, or where a running count opens.

mod beside;
mod openings;
mod turns;

use smallvec::SmallVec;

use self::beside::{another_one, beside, beside_at, struck_as_well};
use self::openings::{
    another_acts, another_day, clause_at, find_candidates, had_been, joins_one_of_many, scene_at,
};
use self::turns::{
    first_of_several, other_news, other_sides, second_news, to_arrest, toll_first, turns_to_habit,
};
use crate::annotate::clauses::ClauseRole;
use crate::annotate::events::{EventMention, Strength};
use crate::annotate::places::PlaceMention;
use crate::annotate::tally_cues::{TallyCue, TallyCueRole};
use crate::annotate::{List, Mentions};
use crate::assemble::running::ones_of_many;
use crate::assemble::scene::elsewhere::taken_to;
use crate::assemble::scene::landmarks;
use crate::assemble::tallies::counting;
use crate::reading::Reading;
use crate::segment::{Opener, Sentence};
use crate::tokens::{TokenKind, TokenSpan};

/// A stretch of text that tells one act.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    pub(crate) span: TokenSpan,
    pub(crate) paragraph: usize,
    pub(crate) headline: bool,
    pub(crate) bullet: bool,
    pub(crate) opener: Option<Opener>,
    /// The first unit of its sentence.
    pub(crate) first: bool,
}

impl Unit {
    /// Whether a comma or nothing at all parts it from what stands in front of it.
    pub(crate) fn same_breath(&self, reading: &Reading) -> bool {
        let before = self.span.start.checked_sub(1).and_then(|i| reading.tokens.get(i));
        before.is_some_and(|t| t.kind == TokenKind::Word || t.is_punct('،') || t.is_punct(','))
    }

    /// Whether a colon ends it, or nearly so.
    pub(crate) fn ends_in_colon(&self, reading: &Reading) -> bool {
        let tokens = &reading.tokens[self.span.start..self.span.end];
        tokens.iter().rev().take(3).any(|t| t.is_punct(':'))
    }
}

/// Cuts the sentences into units, in order; together they cover the sentences.
pub(crate) fn units(reading: &Reading, mentions: &Mentions) -> Vec<Unit> {
    let mut out = Vec::with_capacity(mentions.sentences.len() + 8);
    let mut room = Vec::with_capacity(16);
    for sentence in &mentions.sentences {
        let from = out.len();
        cut(reading, mentions, sentence, &mut room, &mut out);
        if from > 0 && from < out.len() && toll_first(reading, mentions, &out[from - 1], &out[from])
        {
            let act = out.remove(from);
            let toll = &mut out[from - 1];
            toll.span = toll.span.cover(act.span);
        }
    }
    out
}

fn cut(
    reading: &Reading,
    mentions: &Mentions,
    sentence: &Sentence,
    candidates: &mut Vec<usize>,
    out: &mut Vec<Unit>,
) {
    let span = sentence.span;
    // «عُثر على جثة شاب، وكان قد اختُطف قبل ثلاثة أيام»: told aside, and the news goes on behind it.
    let comma = |i: usize| reading.tokens[i].is_punct('،');
    let in_passing =
        sentence.opener == Some(Opener::Recall) && span.start.checked_sub(1).is_some_and(comma);
    // Many sentences hold nothing that a unit opens with.
    let openers = [List::actors, List::clauses, List::events, List::outcomes, List::tally_cues];
    if mentions.none_in(span, openers) && mentions.sayings_in(span).is_empty() {
        out.push(Unit { opener: sentence.opener, ..unit(sentence, span, !in_passing) });
        return;
    }
    let sides: SmallVec<[usize; 4]> = other_sides(reading, mentions, span).collect();
    find_candidates(reading, mentions, span, &sides, candidates);
    let besides: SmallVec<[usize; 4]> =
        beside_at(reading, mentions, span).filter(|at| !candidates.contains(at)).collect();
    candidates.extend(besides.iter().copied().filter(|at| *at > span.start));
    if sentence.headline {
        candidates.extend(second_news(reading, mentions, span));
    }
    let several = first_of_several(reading, mentions, span);
    candidates.extend(several);
    let ones = ones_of_many(reading, mentions, span);
    candidates.extend(ones.iter().copied());
    let earlier = had_been(reading, mentions, span);
    candidates.extend(earlier);
    candidates.sort_unstable();
    candidates.dedup();
    let mut start = span.start;
    let mut first = !in_passing;
    let mut opener = sentence.opener;
    for (i, &at) in candidates.iter().enumerate() {
        let next = candidates.get(i + 1).copied().unwrap_or(span.end);
        let left = TokenSpan::new(start, at);
        let right = TokenSpan::new(at, next);
        // «، ليرتفع إلى 37 عدد من وثق المرصد مقتلهم»: a number, whether its people are told or not.
        let rises = |c: &TallyCue| {
            matches!(c.role, TallyCueRole::Rise | TallyCueRole::Count)
                && mentions.numbers_in(right).iter().any(|n| right.contains(n.span))
        };
        let behind = TokenSpan::new(at, span.end);
        let people = || mentions.figures_in(behind).iter().any(|f| f.span.end <= span.end);
        let counts = mentions.tally_cues_in(TokenSpan::new(at, at)).iter().any(|c| {
            c.span.start == at && counting::opens(reading, mentions, c) && (rises(c) || people())
        }) && !counting::counts(mentions, left);
        let answered = clause_at(mentions, at, ClauseRole::Response)
            && acts(mentions, left)
            && acts(mentions, right);
        // What was answered is told in passing; the news goes on behind it.
        let aside = clause_at(mentions, start, ClauseRole::Response)
            && acts(mentions, left)
            && hurt(mentions, right);
        let counted = counts_long(mentions, left) && incident(mentions, right);
        // «وحققت المقاومة تقدماً في مأرب ودارت مواجهات في تعز»: a scene in which nothing was done.
        let idle = clause_at(mentions, start, ClauseRole::Scene)
            && clause_at(mentions, at, ClauseRole::Scene)
            && !acts(mentions, left)
            && acts(mentions, right)
            && mentions.places_in(left).iter().any(|p| left.contains(p.span))
            && new_scene(reading, mentions, left, right);
        // «قُتل 18 في تعز، وشهدت منطقة … اندلاع اشتباكات»: what is left lies in a governorate.
        let set = || {
            scene_at(reading, mentions, at)
                && hurt(mentions, left)
                && acts(mentions, right)
                && mentions.places_in(left).iter().any(|p| left.contains(p.span))
        };
        let elsewhere =
            || (tells(mentions, left) || set()) && new_scene(reading, mentions, left, right);
        // «…، مشيراً إلى أن طيران التحالف شن غارات»: what another side did.
        let added = clause_at(mentions, at, ClauseRole::Adds)
            && acts(mentions, left)
            && acts(mentions, right)
            && another_acts(mentions, at, left, right);
        // «وفي صعدة استشهد مواطن | وأصيب آخر بنيران …»: the dead and the wounded of one act, told behind them.
        let took = || to_arrest(reading, mentions, left, right);
        let one_toll = toll_only(mentions, left) && wounds(mentions, at, left) && !took();
        // «قُتل 20 في تفجيرات في العراق وهجوم استهدف مسجداً في … أدى إلى مقتل خمسة»
        let one_of_many = || {
            acts(mentions, left)
                && hurt(mentions, right)
                && new_scene(reading, mentions, left, right)
        };
        let parts = if joins_one_of_many(mentions, span.start, at) && !besides.contains(&at) {
            one_of_many()
        } else if one_toll {
            false
        } else if besides.contains(&at) {
            // Another side's act, or each with people of its own.
            beside(reading, mentions, at, left, right)
                || struck_as_well(reading, mentions, left, right)
                || hurt(mentions, left) && hurt(mentions, right) && elsewhere()
        } else {
            let one = several == Some(at) && acts(mentions, behind) && hurt(mentions, behind);
            // «اغتيل ضابط أمس، وقبل أسبوع قُتل مدير …»: what befell others on another day.
            let dated = || {
                hurt(mentions, left)
                    && hurt(mentions, right)
                    && another_day(reading, mentions, at, left)
            };
            let before = earlier == Some(at) && acts(mentions, left);
            let another = || another_one(reading, mentions, left, behind);
            answered
                || aside
                || counted
                || idle
                || added
                || one
                || before
                || elsewhere()
                || dated()
                || another()
                || took()
        };
        // «هجوم لداعش على …، والطيران الروسي يقصف المنطقة»: what another side did then.
        let answers = sides.contains(&at)
            && acts(mentions, left)
            && (acts(mentions, right) || hurt(mentions, right));
        // «غارات بريف دمشق | وإصابة طفل في القنيطرة»: a headline's second news.
        let second = || {
            sentence.headline
                && other_news(reading, mentions, at)
                && acts(mentions, left)
                && !hurt(mentions, left)
                && hurt(mentions, right)
                && mentions.places_in(left).iter().any(|p| left.contains(p.span))
                && new_scene(reading, mentions, left, right)
        };
        // «قُتل 22 في هجمات متفرقة، كان أبرزها هجوم على سامراء أسفر عن مقتل أربعة»
        let one = ones.contains(&at) && hurt(mentions, left) && hurt(mentions, behind);
        let parts = parts || answers || one || second();
        let habit = turns_to_habit(reading, mentions, at) && acts(mentions, left);
        if (counts && at > start + 3) || habit || parts {
            out.push(Unit { opener: opener.take(), ..unit(sentence, left, first) });
            first = false;
            start = at;
            opener =
                if answered { Some(Opener::Recall) } else { counted.then_some(Opener::Meanwhile) };
        }
    }
    let rest = TokenSpan::new(start, span.end);
    out.push(Unit { opener: opener.take(), ..unit(sentence, rest, first) });
}

/// Whether a stretch tells whom an act hurt and nothing of the act.
fn toll_only(mentions: &Mentions, span: TokenSpan) -> bool {
    hurt(mentions, span)
        && !mentions.events_in(span).iter().any(|e| span.contains(e.span))
        && !mentions.means_in(span).iter().any(|m| span.contains(m.span))
}

/// Whether the verb at `at` tells another outcome than the people of `left` had.
fn wounds(mentions: &Mentions, at: usize, left: TokenSpan) -> bool {
    let verb = mentions.outcomes_in(TokenSpan::new(at, at + 1));
    verb.iter().any(|o| {
        o.span.start == at
            && !mentions
                .figures_in(left)
                .iter()
                .any(|f| left.contains(f.span) && f.outcome == o.outcome)
    })
}

/// Whether people are told of.
pub(super) fn hurt(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.figures_in(span).iter().any(|f| span.contains(f.span))
}

/// Whether people are counted over a stretch of time.
fn counts_long(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions
        .figures_in(span)
        .iter()
        .any(|f| span.contains(f.span) && f.count.number().is_some_and(|n| n > 1))
        && mentions.tally_cues_in(span).iter().any(|c| {
            span.contains(c.span) && matches!(c.role, TallyCueRole::Span | TallyCueRole::Period)
        })
}

/// «، فيما قُتل اثنان بقصف على سرمين اليوم»: an act with people, a place and a day of its own.
fn incident(mentions: &Mentions, span: TokenSpan) -> bool {
    let today = mentions
        .dates_in(span)
        .iter()
        .any(|d| span.contains(d.span) && !d.since && !d.until && d.names_a_day());
    today
        && acts(mentions, span)
        && hurt(mentions, span)
        && mentions.places_in(span).iter().any(|p| span.contains(p.span))
}

fn unit(sentence: &Sentence, span: TokenSpan, first: bool) -> Unit {
    Unit {
        span,
        paragraph: sentence.paragraph,
        headline: sentence.headline,
        bullet: sentence.bullet && first,
        opener: None,
        first,
    }
}

/// «، وشهدت منطقة …», «، كما دارت اشتباكات في …»: a unit that opens another scene.
pub(crate) fn sets_scene(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    scene_at(reading, mentions, unit.span.start)
}

/// The acts that a stretch names, words that only carry another act word left out.
pub(super) fn acts_in<'m>(
    mentions: &'m Mentions,
    span: TokenSpan,
) -> impl Iterator<Item = &'m EventMention> + use<'m> {
    mentions
        .events_in(span)
        .iter()
        .filter(move |e| span.contains(e.span) && e.strength != Strength::Support)
}

/// Whether a stretch names an act.
pub(super) fn acts(mentions: &Mentions, span: TokenSpan) -> bool {
    acts_in(mentions, span).next().is_some()
}

/// Whether a stretch tells an act with a place or people.
fn tells(mentions: &Mentions, span: TokenSpan) -> bool {
    let act = mentions.events_in(span).iter().any(|e| span.contains(e.span))
        || mentions.outcomes_in(span).iter().any(|o| span.contains(o.span));
    act && mentions.places_in(span).iter().any(|p| span.contains(p.span) && !p.container_only)
}

/// Whether `right` names a place that `left` does not: one where something happened, and not where
/// the wounded were taken; and none of `left`, unless both lie in it or near it.
pub(super) fn new_scene(
    reading: &Reading,
    mentions: &Mentions,
    left: TokenSpan,
    right: TokenSpan,
) -> bool {
    let named = |span: TokenSpan| {
        mentions
            .places_in(span)
            .iter()
            .filter(move |p| span.contains(p.span) && !p.container_only && p.origin.is_none())
    };
    let told = |p: &PlaceMention| named(left).any(|known| known.name == p.name);
    let around = |p: &PlaceMention, span: TokenSpan| {
        p.within_of.is_some() || landmarks::beside(reading, span.start, p)
    };
    let again = |p: &PlaceMention| {
        named(left).any(|q| q.name == p.name && !(around(q, left) && around(p, right)))
    };
    named(right).any(|p| !told(p) && !taken_to(reading, p)) && !named(right).any(again)
}
