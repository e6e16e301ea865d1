//! A toll that rose: «توفي طفل متأثراً بجراحه …، ليرتفع عدد القتلى إلى خمسة».

use super::counting::{has, has_place};
use crate::annotate::Mentions;
use crate::annotate::events::{EventMention, Strength};
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::harm;
use crate::assemble::merge::retold;
use crate::assemble::roles::same_strike::definite;
use crate::assemble::units::Unit;
use crate::model::{IncidentRole, Outcome};
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
use crate::word_lists::risen::EARLIER;
use crate::word_lists::tolls::{COUNTS, RISES};

/// Whether a unit only tells, in the same breath, what a number has come to: without a place, a day
/// or a period of its own.
pub(crate) fn tells_only_the_rise(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let cues = mentions.tally_cues_in(unit.span);
    let opens = cues
        .iter()
        .any(|c| c.role == TallyCueRole::Rise && c.span.start.abs_diff(unit.span.start) <= 1);
    let spans = || {
        cues.iter().any(|c| {
            unit.span.contains(c.span)
                && matches!(
                    c.role,
                    TallyCueRole::Span | TallyCueRole::Period | TallyCueRole::Spread
                )
        })
    };
    let placed = || mentions.places_in(unit.span).iter().any(|p| unit.span.contains(p.span));
    let dated =
        || mentions.dates_in(unit.span).iter().any(|d| unit.span.contains(d.span) && !d.since);
    opens && !figures.is_empty() && !spans() && !placed() && !dated() && unit.same_breath(reading)
}

/// Takes the new toll into the incident told just before, when it is that incident's: somebody died of
/// the wounds it gave them, or the words name the act («حصيلة القصف»). Those told before are part of it.
pub(crate) fn into_toll(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    previous: Option<&mut Draft>,
) -> bool {
    let near =
        |d: &&mut Draft| d.paragraph == unit.paragraph && d.unit.end.abs_diff(unit.span.start) <= 1;
    let Some(draft) = previous.filter(near) else { return false };
    if first_toll(reading, unit, draft) {
        draft.figures = figures.to_vec();
        draft.unit = draft.unit.cover(unit.span);
        return true;
    }
    let of_wounds = (draft.unit.start..draft.unit.end).any(|i| {
        reading.key(i).contains("متاثر")
            && (i + 1..i + 3)
                .any(|j| ["جراح", "جروح", "صاب"].iter().any(|stem| reading.key(j).contains(stem)))
    });
    let named = mentions.events_in(unit.span).iter().any(|e| {
        let key = reading.key(e.span.start);
        unit.span.contains(e.span) && key.starts_with("ال") && !key.ends_with("ات")
    });
    let rises = |new: &FigureMention| {
        let low = |f: &FigureMention| f.count.number().unwrap_or(0);
        let mut before = draft.figures.iter().filter(|f| f.outcome == new.outcome).peekable();
        before.peek().is_some() && before.all(|f| low(f) < low(new))
    };
    if !(of_wounds || named) || !figures.iter().all(|f| f.within.is_some() || rises(f)) {
        return false;
    }
    let shift = figures.len();
    for old in &mut draft.figures {
        let whole =
            figures.iter().position(|new| new.within.is_none() && new.outcome == old.outcome);
        old.within = old.within.map(|w| w + shift).or(whole);
    }
    draft.figures.splice(0..0, figures.iter().cloned());
    draft.unit = draft.unit.cover(unit.span);
    true
}

/// «استهدف … حفل زفاف في …، ليرتفع عدد الضحايا إلى 22»: «the» dead of an act of whose people nothing was told.
fn first_toll(reading: &Reading, unit: &Unit, told: &Draft) -> bool {
    let those = |i: usize| {
        COUNTS.contains(&bare(reading.key(i)))
            && reading.key(i + 1).starts_with("ال")
            && reading.key(i + 2) == "الي"
    };
    told.figures.is_empty()
        && !(told.places.is_empty() && told.containers.is_empty())
        && told.kind.firmness >= Firmness::Weak
        && (unit.span.start..unit.span.end).any(those)
}

/// «وفي وقت لاحق ارتفعت حصيلة القتلى إلى 18»: what the toll of an act told before has come to, without a place, an
/// act or a time of its own.
pub(crate) fn comes_to(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let span = unit.span;
    let harmed = |f: &FigureMention| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
    };
    let said = || {
        let counts = |i: usize| COUNTS.contains(&bare(reading.key(i)));
        let rises = |i: usize| RISES.contains(&reading.key(i).trim_start_matches(['و', 'ف']));
        let around = |i: usize| (i.max(NEAR) - NEAR..i + NEAR + 1).any(rises);
        // «الحصيلة حتى اللحظة 54 شهيداً»: the toll itself, without a verb.
        let toll = |i: usize| reading.key(i).ends_with("الحصيله");
        (span.start..span.end).any(|i| counts(i) && (around(i) || toll(i)))
    };
    let spans = || {
        [TallyCueRole::Span, TallyCueRole::Period, TallyCueRole::Spread, TallyCueRole::Rise]
            .into_iter()
            .any(|role| has(mentions, span, role))
    };
    let act = || {
        let own = |e: &EventMention| {
            span.contains(e.span)
                && e.strength == Strength::Strong
                && !definite(reading, e.span.start)
        };
        mentions.events_in(span).iter().any(own)
    };
    !unit.headline
        && !unit.bullet
        && !figures.is_empty()
        && figures.iter().all(harmed)
        && said()
        && !spans()
        && !act()
        && !has_place(mentions, span)
}

/// How far a count and the verb that it rises with may stand apart, in tokens.
const NEAR: usize = 3;

/// The act told before whose toll that is: the only one whose people are of these outcomes, and fewer.
pub(crate) fn of_what<'d>(
    drafts: &'d mut [Draft],
    unit: &Unit,
    figures: &[FigureMention],
) -> Option<&'d mut Draft> {
    let most = |d: &Draft, outcome: Outcome| {
        let told = d.figures.iter().filter(|f| f.within.is_none() && f.outcome == outcome);
        told.filter_map(|f| f.count.number()).max()
    };
    let hurt = |d: &Draft| d.role == IncidentRole::Lead && most(d, figures[0].outcome).is_some();
    // What a headline told, the body tells again.
    let body = drafts.iter().any(|d| !d.headline && hurt(d));
    let mut told = drafts.iter_mut().filter(|d| hurt(d) && d.headline != body);
    let only = told.next().filter(|d| unit.paragraph <= d.paragraph + REACH)?;
    let grew = figures.iter().filter(|f| f.within.is_none()).all(|f| {
        let (before, now) = (most(only, f.outcome), f.count.number());
        before.is_none_or(|n| now.is_some_and(|m| m >= n && m / n.max(1) < TIMES))
    });
    (grew && told.next().is_none()).then_some(only)
}

/// How many paragraphs further on a toll may have risen.
const REACH: usize = 4;

/// A toll that is so many times as large counts something else.
const TIMES: u32 = 10;

/// Takes the toll that an act has come to into its people: those told of it before, by what they are, are part.
pub(crate) fn grow(told: &mut Vec<FigureMention>, figures: Vec<FigureMention>) {
    let before = told.len();
    retold::merge(told, figures);
    for new in before..told.len() {
        let (outcome, whole) = (told[new].outcome, told[new].within.is_none());
        for old in told[..before].iter_mut() {
            if whole && old.outcome == outcome && old.within.is_none() {
                old.within = Some(new);
            }
        }
    }
}

/// Drops what a toll was said to be before, where it is told in one breath with what it is now: «18 قتيلاً، بعدما
/// كانت حصيلة سابقة تشير إلى 12», «التي كانت تحدثت عن 12».
pub(crate) fn drop_earlier(
    reading: &Reading,
    mentions: &Mentions,
    figures: &mut Vec<FigureMention>,
) {
    if figures.len() < 2 {
        return;
    }
    let low = |f: &FigureMention| f.count.number().unwrap_or(0);
    let says =
        |j: usize| mentions.sayings_in(TokenSpan::new(j, j + 1)).iter().any(|s| s.start == j);
    let said_before = |at: usize| {
        (at.saturating_sub(SAID_WITHIN)..at).any(|i| {
            let was = || matches!(reading.key(i).trim_start_matches('و'), "كان" | "كانت");
            COUNTS.contains(&bare(reading.key(i))) && EARLIER.contains(&bare(reading.key(i + 1)))
                || was() && (says(i + 1) || reading.key(i + 1) == "قد" && says(i + 2))
        })
    };
    // «17 قتيلاً بعد أن كان الدفاع المدني قد أعلن عن 12»
    let had_said = |at: usize| {
        (at.saturating_sub(SAID_WITHIN)..at).any(|i| {
            matches!(reading.key(i), "كان" | "كانت")
                && (i + 1..i + 1 + SAYER).any(|j| reading.key(j) == "قد" && says(j + 1))
        })
    };
    let mut keeps: Vec<bool> = Vec::with_capacity(figures.len());
    for (n, f) in figures.iter().enumerate() {
        let larger =
            |g: &FigureMention| g.within.is_none() && g.outcome == f.outcome && low(g) > low(f);
        let risen = || figures[..n].iter().any(larger);
        // «31 قتيلاً و285 جريحاً»: joined to one that was said before.
        let joined = || {
            n > 0 && !keeps[n - 1] && f.span.start.saturating_sub(figures[n - 1].span.end) <= JOINED
        };
        let before = f.within.is_none()
            && f.count.vague.is_none()
            && figures.iter().any(larger)
            && (said_before(f.span.start) || risen() && (had_said(f.span.start) || joined()));
        keeps.push(!before);
    }
    harm::retain_with_links(figures, |i| keeps[i]);
}

/// How far behind the verb «كان» the word stands that says who had told, in tokens.
const SAYER: usize = 4;

/// How far behind an earlier toll its next figure may stand, in tokens: و and the word for what befell them fit.
const JOINED: usize = 2;

/// How far in front of its number an earlier toll is called so, in tokens.
const SAID_WITHIN: usize = 9;
