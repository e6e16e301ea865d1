//! What the figures of one stretch or one incident tell twice: the same toll behind «ما أسفر عن», a list that
//! tells children in two words, a part that says no more than its whole.

use smallvec::SmallVec;

use super::{retain_with_links, says_little};
use crate::annotate::victims::FigureMention;
use crate::assemble::merge::retold;
use crate::model::{Count, Group, Outcome};
use crate::reading::Reading;
use crate::word_lists::again::{KIN, LED};

/// How far apart the two tellings of a toll stand at least, in tokens.
const APART: usize = 6;
/// The smallest number that two tellings agree on by no chance.
const SURE: u32 = 3;
/// How far in front of the second telling the word stands that leads to it, in tokens.
const LED_WITHIN: usize = 3;

/// «استشهد عامل وأصيب 19 مدنياً بصاروخ استهدف …، تسبب بسقوط شهيد وإصابة 19 مدنياً، بينهم 5 أطفال»: the second
/// telling of one toll goes into the first.
pub(super) fn told_twice(reading: &Reading, figures: &mut Vec<FigureMention>) {
    let led = |start: usize| {
        (start.saturating_sub(LED_WITHIN)..=start)
            .any(|i| LED.iter().any(|stem| reading.key(i).contains(stem)))
    };
    let second = (1..figures.len()).find(|i| {
        let (before, here) = (&figures[..*i], &figures[*i]);
        let end = before.iter().map(|f| f.span.end).max().unwrap_or(0);
        here.within.is_none()
            && here.frame.start.saturating_sub(end) >= APART
            && figures[*i..].iter().all(|f| f.within.is_none_or(|w| w >= *i))
            && agree(before, &figures[*i..])
            && led(here.frame.start)
    });
    let Some(at) = second else { return };
    let mut again = figures.split_off(at);
    for figure in &mut again {
        figure.within = figure.within.map(|w| w - at);
    }
    retold::merge(figures, again);
}

/// Whether two tellings give the same number of each outcome that both tell, of one of which so many that it
/// is no chance, or of two.
fn agree(first: &[FigureMention], second: &[FigureMention]) -> bool {
    let wholes = |figures: &[FigureMention], outcome: Outcome| {
        let mut of = figures.iter().filter(|f| f.within.is_none() && f.outcome == outcome);
        let one = of.next().cloned();
        // Two sides' dead are told one by one.
        if of.next().is_some() { None } else { one }
    };
    let counts = |a: &FigureMention, b: &FigureMention| {
        says_little(a) && b.count.is_exact() && a.group == b.group
    };
    let (mut same, mut largest) = (0, 0);
    for figure in second.iter().filter(|f| f.within.is_none()) {
        if !first.iter().any(|f| f.outcome == figure.outcome && f.within.is_none()) {
            continue;
        }
        let both = wholes(first, figure.outcome).zip(wholes(second, figure.outcome));
        match both {
            // «قُتل عدد من الجنود بهجوم …، أسفر عن مقتل 4 جنود»: how many is told behind it.
            Some((a, b))
                if (a.count.min == b.count.min && a.count.min.is_some() || counts(&a, &b))
                    && (a.affiliation == b.affiliation
                        || a.affiliation.is_none()
                        || b.affiliation.is_none()) =>
            {
                same += 1;
                let told = if counts(&a, &b) { b } else { a };
                let counted = told.count.vague.is_none_or(|_| told.count.max.is_some());
                largest = largest.max(told.count.min.filter(|_| counted).unwrap_or(0));
            }
            _ => return false,
        }
    }
    largest >= SURE || same > 1 && largest > 0
}

/// «طفلة وطفل وامرأة», «مقتل 3 أطفال ووالدتهم، وطفل آخر», «أصيبت امرأة وابنتها»: people of one list told by the
/// same trait in two words are one figure.
pub(super) fn join_alike(figures: &mut Vec<FigureMention>) {
    let by_trait =
        |g: Group| matches!(g, Group::Children | Group::Women | Group::Men | Group::Elderly);
    let alike = |a: &FigureMention, b: &FigureMention| {
        by_trait(a.group)
            && a.group == b.group
            && a.outcome == b.outcome
            && a.within == b.within
            && a.count.is_exact()
            && b.count.is_exact()
            && !a.unconfirmed
            && !b.unconfirmed
            && a.of_told == b.of_told
    };
    let mut at = 1;
    while at < figures.len() {
        // Back to where the list begins, and no further.
        let listed =
            |i: &usize| figures[i + 1].span.start.saturating_sub(figures[*i].span.end) <= 1;
        let parts = |i: usize| figures.iter().any(|f| f.within == Some(at) || f.within == Some(i));
        let first = (0..at)
            .rev()
            .take_while(listed)
            .find(|i| alike(&figures[*i], &figures[at]) && !parts(*i));
        let Some(first) = first else {
            at += 1;
            continue;
        };
        let more = figures[at].count.min;
        let whole = figures[first].within.and_then(|w| figures.get(w)).and_then(|w| w.count.max);
        let sum = figures[first].count.min.zip(more).map(|(a, b)| a.saturating_add(b));
        // More than all there were are the same ones, told again.
        if whole.is_some_and(|all| sum > Some(all)) {
            at += 1;
            continue;
        }
        (figures[first].count.min, figures[first].count.max) = (sum, sum);
        retain_with_links(figures, |i| i != at);
    }
}

/// «خمسة مدنيين», told again as «أربعة أطفال وامرأة»: the number in front that they make up.
pub(in crate::assemble) fn whole_told_before(
    first: &[FigureMention],
    second: &[FigureMention],
    figure: &FigureMention,
) -> Option<usize> {
    let alone = |f: &&FigureMention| f.within.is_none() && f.outcome == figure.outcome;
    let mut parts = second.iter().filter(alone);
    let by_trait = |f: &FigureMention| {
        f.count.is_exact()
            && !f.unconfirmed
            && !matches!(f.group, Group::People | Group::Civilians | Group::Combatants)
    };
    if !alone(&figure) || parts.clone().count() < 2 || !parts.clone().all(by_trait) {
        return None;
    }
    let sum = parts.try_fold(0_u32, |sum, f| sum.checked_add(f.count.min?))?;
    let mut wholes = first.iter().enumerate().filter(|(_, f)| alone(f));
    let (at, whole) = wholes.next()?;
    let makes_up = matches!(whole.group, Group::People | Group::Civilians)
        && whole.affiliation.is_none()
        && whole.count == Count::exact(sum)
        && wholes.next().is_none();
    makes_up.then_some(at)
}

/// «أربعة أطفال», of whom another telling knows «رضيع» to be one; «5 نساء», of whom a roll tells three by
/// name: a part of the same sort as its whole says nothing, nor do «7 أطفال بينهم 3 أشقاء»: people among people.
pub(in crate::assemble) fn drop_same_parts(reading: &Reading, figures: &mut Vec<FigureMention>) {
    if figures.iter().all(|f| f.within.is_none()) {
        return;
    }
    // «14 شخصاً بينهم 13 عاملاً»: so many of one trade are told for their own sake.
    let trade = |f: &FigureMention| {
        let kin = |i: usize| KIN.iter().any(|stem| reading.key(i).contains(stem));
        f.rule == "victims.numbered" && !(f.span.start..f.span.end).any(kin)
    };
    let says_nothing: SmallVec<[bool; 16]> = figures
        .iter()
        .enumerate()
        .map(|(i, f)| {
            let Some(whole) = f.within.and_then(|w| figures.get(w)) else { return false };
            let same = matches!(f.group, Group::Children | Group::Women | Group::Men)
                && whole.group == f.group;
            let people = || f.group == Group::People && f.count.is_exact() && !trade(f);
            whole.outcome == f.outcome
                && whole.count.min >= f.count.min
                && !figures.iter().any(|g| g.within == Some(i))
                && (same || people())
        })
        .collect();
    if says_nothing.contains(&true) {
        retain_with_links(figures, |i| !says_nothing[i]);
    }
}
