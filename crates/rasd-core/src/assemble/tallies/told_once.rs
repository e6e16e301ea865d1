//! Counts that are told twice, and what a count makes of the tellings beside it.

use super::TallyDraft;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::harm;
use crate::model::{Group, Outcome};
use crate::reading::Reading;

/// «118 جندياً قُتلوا و450 أصيبوا منذ …. وأكد أن 118 قتلوا و450 أصيبوا»: a draft that tells nothing but the
/// counts of a tally told before.
pub(crate) fn drop_retold(drafts: &mut Vec<Draft>, tallies: &[TallyDraft]) {
    let told = |d: &Draft, f: &FigureMention| {
        tallies.iter().any(|t| {
            t.within.is_none()
                && t.figure.span.end <= d.unit.start
                && t.figure.outcome == f.outcome
                && t.figure.count == f.count
                && f.count.min >= Some(LARGE)
        })
    };
    drafts.retain(|d| {
        let mut wholes = d.figures.iter().filter(|f| f.within.is_none()).peekable();
        // «في عمليات متفرقة … 13 … و13»، then whom a raid on … killed: an act at a place is one of the several.
        let act = d.kind.firmness >= Firmness::Means && !d.places.is_empty();
        act || wholes.peek().is_none() || !wholes.all(|f| told(d, f))
    });
}

/// Two counts of so many are one by no chance.
const LARGE: u32 = 12;

/// A headline's figure that the body counts over several incidents is no incident's toll.
pub(crate) fn strip_headlines(drafts: &mut [Draft], tallies: &[TallyDraft]) {
    let below: Vec<_> = drafts
        .iter()
        .filter(|d| !d.headline)
        .flat_map(|d| d.figures.iter().map(|f| (f.outcome, f.count.min)))
        .collect();
    for draft in drafts.iter_mut().filter(|d| d.headline) {
        let counted = |f: &FigureMention| {
            tallies.iter().any(|t| {
                t.within.is_none()
                    && t.figure.outcome == f.outcome
                    && t.figure.count.min == f.count.min
                    // So many are the same, whatever word is used of them.
                    && (t.figure.group == f.group
                        || f.count.min >= Some(LARGE)
                        || f.count.min > Some(2)
                            && (t.figure.group == Group::People || f.group == Group::People))
            })
        };
        // A title that tells no act and gives one count of a digest gives nothing but its counts.
        let digest = draft.kind.firmness == Firmness::Harm
            && draft.figures.iter().any(counted)
            && draft
                .figures
                .iter()
                .all(|f| counted(f) || below.contains(&(f.outcome, f.count.min)));
        if digest {
            draft.figures.clear();
            draft.actors.clear();
            draft.places.clear();
            draft.kind.firmness = Firmness::Weak;
            continue;
        }
        // «مقتل 74 مدنياً …، بينهم 12 طفلاً»: with a count go its parts.
        let keep: Vec<bool> = draft
            .figures
            .iter()
            .map(|f| !counted(f) && !f.within.is_some_and(|w| counted(&draft.figures[w])))
            .collect();
        harm::retain_with_links(&mut draft.figures, |i| keep[i]);
    }
}

/// «1091 ضحية، 335 قتيلاً و756 جريحاً»: victims who are the dead and the wounded together.
pub(crate) fn victims_of_both(reading: &Reading, tallies: &mut [TallyDraft]) {
    let exact = |t: &TallyDraft, outcome: Outcome| {
        t.figure.count.min.filter(|_| t.figure.outcome == outcome && t.figure.count.is_exact())
    };
    for i in 0..tallies.len() {
        let whole = &tallies[i].figure;
        let Some(all) = exact(&tallies[i], Outcome::Killed) else { continue };
        let called =
            |at: usize| ["ضحيه", "ضحايا"].iter().any(|word| reading.key(at).ends_with(word));
        if !(whole.span.start..whole.span.end).any(called) {
            continue;
        }
        let fates = |at: &usize| {
            let dead = exact(&tallies[*at], Outcome::Killed);
            let hurt = tallies.get(at + 1).and_then(|t| exact(t, Outcome::Injured));
            *at != i && dead.zip(hurt).and_then(|(a, b)| a.checked_add(b)) == Some(all)
        };
        let pair = (0..tallies.len()).find(fates);
        let again = |t: &TallyDraft| exact(t, Outcome::Casualties) == Some(all);
        if pair.is_none() && !tallies.iter().any(again) {
            continue;
        }
        let (group, affiliation) = (whole.group, whole.affiliation);
        let parts = pair.map_or(0..0, |at| at..at + 2);
        for (at, tally) in tallies.iter_mut().enumerate() {
            if parts.contains(&at) {
                tally.within = tally.within.or(Some(i));
                if tally.figure.group == Group::People {
                    (tally.figure.group, tally.figure.affiliation) = (group, affiliation);
                }
            } else if at == i || tally.within == Some(i) {
                tally.figure.outcome = Outcome::Casualties;
                // No part of the dead alone.
                tally.within = tally.within.filter(|_| at != i);
            }
        }
    }
}

/// A count told first without its time, as in a headline, spans what the same count does below.
pub(crate) fn time_told_below(tallies: &mut [TallyDraft]) {
    let key = |t: &TallyDraft| (t.figure.outcome, t.figure.group, t.figure.count);
    let wholes = |t: &TallyDraft| t.within.is_none() && t.figure.count.min.is_some_and(|n| n > 1);
    for i in 0..tallies.len() {
        let period = match (&tallies[i].period, tallies[i].within) {
            (Some(_), _) => continue,
            // Its parts are counted over the same time.
            (None, Some(whole)) => tallies.get(whole).and_then(|w| w.period.clone()),
            (None, None) if wholes(&tallies[i]) => {
                let same = |t: &&TallyDraft| wholes(t) && key(t) == key(&tallies[i]);
                tallies.iter().filter(same).find_map(|t| t.period.clone())
            }
            (None, None) => None,
        };
        tallies[i].period = period;
    }
}

/// «أوقعت غارات العديد من القتلى»: a sum that nobody counted, with no number of its own beside it, says nothing.
pub(crate) fn drop_uncounted(tallies: &mut Vec<TallyDraft>) {
    let whole = |t: &TallyDraft| t.within.is_none();
    let counted =
        |t: &TallyDraft| !harm::says_little(&t.figure) && t.figure.count.min.is_none_or(|n| n > 1);
    let near = |t: &TallyDraft, o: &TallyDraft| {
        let (a, b) = (t.figure.span, o.figure.span);
        a.start.abs_diff(b.start) <= BESIDE
    };
    let keep: Vec<bool> = (0..tallies.len())
        .map(|i| {
            let t = &tallies[i];
            !whole(t)
                || counted(t)
                || tallies.iter().any(|o| o.within == Some(i) || counted(o) && near(t, o))
        })
        .collect();
    retain(tallies, &keep);
}

/// Tokens between the figures of one count.
const BESIDE: usize = 24;

/// Whether two counts may span the same time.
fn one_period(a: &TallyDraft, b: &TallyDraft) -> bool {
    let start = |t: &TallyDraft| t.period.as_ref().and_then(|p| p.start);
    start(a).zip(start(b)).is_none_or(|(a, b)| a == b)
}

/// A total told again, in the headline or by another source, stands once.
pub(crate) fn tell_once(tallies: &mut Vec<TallyDraft>) {
    let told: Vec<bool> = tallies
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let parts = |whole: usize| tallies.iter().filter(move |c| c.within == Some(whole));
            let key = |t: &TallyDraft| (t.figure.group, t.figure.count.min);
            // Parts of it that the other telling has as well.
            let covered =
                |by: usize| parts(i).all(|part| parts(by).any(|other| key(part) == key(other)));
            let a = &t.figure;
            let again = |o: &TallyDraft| {
                let b = &o.figure;
                o.within.is_none()
                    && a.group == b.group
                    && a.affiliation == b.affiliation
                    && a.count.min == b.count.min
            };
            // «ثلاثة قتلى», and «مقتل ثلاثة أطفال» of the same: the word that says more stands.
            let said_better = |o: &TallyDraft| {
                let b = &o.figure;
                a.group == Group::People
                    && a.affiliation.is_none()
                    && a.count == b.count
                    && a.count.is_exact()
                    && a.count.min > Some(2)
                    && (b.group != Group::People || o.within.is_some())
            };
            // «3595 طفلاً» in the headline, and «7703، منهم 3595 طفلاً» below.
            let part_told = |o: &TallyDraft| {
                let b = &o.figure;
                o.within.is_some()
                    && a.group == b.group
                    && a.count == b.count
                    && a.count.min >= Some(LARGE)
            };
            let once = |j: usize| {
                let other = &tallies[j];
                let better = said_better(other) || part_told(other);
                (j > i && again(other) || j != i && better)
                    && a.outcome == other.figure.outcome
                    && one_period(t, other)
                    && covered(j)
            };
            t.within.is_none() && (0..tallies.len()).any(once)
        })
        .collect();
    // With a total go its parts.
    let told: Vec<bool> = (0..tallies.len())
        .map(|i| told[i] || tallies[i].within.is_some_and(|whole| told[whole]))
        .collect();
    let keep: Vec<bool> = told.iter().map(|t| !t).collect();
    retain(tallies, &keep);
}

/// Keeps some of the tallies, and what they are part of.
fn retain(tallies: &mut Vec<TallyDraft>, keep: &[bool]) {
    let mut kept = 0;
    let index: Vec<Option<usize>> = keep
        .iter()
        .map(|k| {
            k.then(|| {
                kept += 1;
                kept - 1
            })
        })
        .collect();
    let mut at = 0;
    tallies.retain_mut(|t| {
        let keep = keep[at];
        at += 1;
        t.within = t.within.and_then(|w| index.get(w).copied().flatten());
        keep
    });
}
