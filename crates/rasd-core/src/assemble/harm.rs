//! Bringing the figures of several tellings of one incident together.

use smallvec::SmallVec;

use crate::annotate::victims::FigureMention;
use crate::model::{Count, Group, Outcome, Vague};
use crate::reading::Reading;

/// Settles what the figures of one stretch say of each other.
///
/// «قتلى وجرحى في صفوف …» are both of that side; «جثة الشاب» behind «قُتل الشاب» is the same man.
pub(crate) fn settle(reading: &Reading, figures: &mut Vec<FigureMention>) {
    for i in 1..figures.len() {
        let (before, behind) = figures.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else { continue };
        let joined = second.span.start.saturating_sub(first.span.end) <= 1;
        let plain = says_little(first) && first.group == Group::People && first.within.is_none();
        if joined && plain && second.group == Group::Combatants && says_little(second) {
            first.group = Group::Combatants;
            first.affiliation = second.affiliation;
        }
    }
    join_people(reading, figures);
    let definite = |at: usize| reading.key(at).starts_with("ال");
    let again = |i: usize, f: &FigureMention| {
        let start = f.span.start;
        let body = reading.key(start).starts_with("جث") && definite(f.span.end);
        let one =
            |g: &FigureMention| g.within.is_none() && g.count.is_exact() && g.count.min == Some(1);
        i > 0
            && one(f)
            && (body || definite(start))
            && figures[..i].iter().any(|g| {
                one(g)
                    && g.outcome == f.outcome
                    && (g.group == f.group || f.group == Group::People || g.group == Group::People)
            })
    };
    let keep: Vec<bool> = figures.iter().enumerate().map(|(i, f)| !again(i, f)).collect();
    if keep.contains(&false) {
        retain_with_links(figures, |i| keep[i]);
    }
}

/// «قتل عشرات الآلاف»: the dead and wounded of a war, and of no one incident.
pub(crate) fn drop_wars(figures: &mut Vec<FigureMention>) {
    let war = |f: &FigureMention| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
            && matches!(f.count.vague, Some(Vague::Thousands | Vague::TensOfThousands))
    };
    if figures.iter().any(war) {
        let keep: SmallVec<[bool; 16]> = figures.iter().map(|f| !war(f)).collect();
        retain_with_links(figures, |i| keep[i]);
    }
}

/// «ارتفع عدد القتلى إلى 17 بعد وفاة طفل متأثراً بجراحه»: the number has him in it.
pub(crate) fn last_counted(reading: &Reading, figures: &mut [FigureMention]) {
    let counts = |f: &FigureMention| f.within.is_none() && f.outcome == Outcome::Killed;
    for i in 1..figures.len() {
        let (whole, late) = figures.split_at_mut(i);
        let late = &mut late[0];
        let start = late.frame.start;
        let after = (start.saturating_sub(2)..start).any(|at| reading.key(at) == "بعد");
        let parent = whole.iter().rposition(|f| {
            counts(f)
                && f.group != Group::Combatants
                && f.count.is_exact()
                && larger(f.count, late.count)
        });
        if after && counts(late) && late.count.is_exact() {
            late.within = parent;
        }
    }
}

/// «أحد … مع سائقه», «شقيقه واثنين من أبنائه»: people told in one breath are one figure.
fn join_people(reading: &Reading, figures: &mut Vec<FigureMention>) {
    let linked = |at: usize| {
        let and = reading
            .forms
            .get(at)
            .is_some_and(|f| f.iter().any(|f| f.proclitic.conjunction.is_some()));
        and || (at > 0 && reading.key(at - 1) == "مع")
    };
    let plain = |f: &FigureMention| {
        f.group == Group::People
            && f.affiliation.is_none()
            && f.within.is_none()
            && !f.unconfirmed
            && f.count.is_exact()
    };
    let mut at = 1;
    while at < figures.len() {
        let (first, second) = (&figures[at - 1], &figures[at]);
        let gap = second.span.start.saturating_sub(first.span.end);
        let has_parts = figures.iter().any(|f| f.within == Some(at) || f.within == Some(at - 1));
        let join = plain(first) && plain(second) && first.outcome == second.outcome && gap <= 1;
        if join && linked(second.span.start) && !has_parts {
            let (span, frame, more) = (second.span, second.frame, second.count.min);
            let first = &mut figures[at - 1];
            first.span = first.span.cover(span);
            first.frame = first.frame.cover(frame);
            first.count.min = first.count.min.zip(more).map(|(a, b)| a.saturating_add(b));
            first.count.max = first.count.min;
            retain_with_links(figures, |i| i != at);
        } else {
            at += 1;
        }
    }
}

/// Adds the figures of a second telling to those of the first.
///
/// A figure that both give is kept once, with the more telling group; where they differ the later
/// or larger stands; a bare plural («جرحى») beside any figure of its outcome says nothing new.
pub(crate) fn merge(first: &mut Vec<FigureMention>, second: Vec<FigureMention>) {
    let base = first.len();
    // Where each figure of the second telling went.
    let mut went: Vec<Option<usize>> = Vec::with_capacity(second.len());
    for figure in second {
        let parent = figure.within.and_then(|w| went.get(w).copied().flatten());
        if figure.within.is_some() && parent.is_none() {
            went.push(None);
            continue;
        }
        let same = (0..base).find(|i| told_before(first, *i, &figure, parent));
        if let Some(at) = same {
            match relation(&first[at], &figure) {
                Relation::Same => {
                    absorb(&mut first[at], figure);
                    went.push(Some(at));
                }
                Relation::Part => {
                    let again = (0..base)
                        .find(|i| first[*i].within == Some(at) && first[*i].group == figure.group);
                    if let Some(part) = again {
                        absorb(&mut first[part], figure);
                        went.push(Some(part));
                        continue;
                    }
                    went.push(Some(first.len()));
                    first.push(FigureMention { within: Some(at), ..figure });
                }
                Relation::Whole => {
                    first[at].within = Some(first.len());
                    went.push(Some(first.len()));
                    first.push(FigureMention { within: None, ..figure });
                }
            }
            continue;
        }
        if parent.is_none() && says_nothing_new(first, base, &figure) {
            went.push(None);
            continue;
        }
        let parts = if parent.is_none() { parts_of(first, base, &figure) } else { Vec::new() };
        if !parts.is_empty() {
            let whole = first.len();
            for part in parts {
                first[part].within = Some(whole);
            }
            went.push(Some(whole));
            first.push(FigureMention { within: None, ..figure });
            continue;
        }
        // «ضحايا من المدنيين», then «مقتل امرأة»: the plural said that there were some.
        let foretold = (0..base).find(|i| parent.is_none() && foretells(first, *i, &figure));
        if let Some(at) = foretold {
            absorb(&mut first[at], figure);
            went.push(Some(at));
            continue;
        }
        let mut figure = figure;
        figure.within = parent;
        went.push(Some(first.len()));
        first.push(figure);
    }
    drop_emptied(first);
}

/// Whether figure `at` of the first telling is the one that `figure` tells again.
fn told_before(
    first: &[FigureMention],
    at: usize,
    figure: &FigureMention,
    parent: Option<usize>,
) -> bool {
    let known = &first[at];
    if known.outcome != figure.outcome || known.unconfirmed != figure.unconfirmed {
        return false;
    }
    if parent.is_some() || known.within.is_some() {
        return known.within == parent && known.group == figure.group;
    }
    let sides_agree = known.affiliation.is_none()
        || figure.affiliation.is_none()
        || known.affiliation == figure.affiliation;
    let groups_agree = known.group == figure.group
        || known.group == Group::People
        || figure.group == Group::People;
    let only_one = first
        .iter()
        .filter(|f| f.within.is_none() && f.outcome == figure.outcome && !f.unconfirmed)
        .count()
        == 1;
    let same_count = known.count == figure.count;
    // The same number of the same outcome is the same figure unless the groups exclude each other.
    (same_count
        && !known.bare
        && (groups_agree || compatible(known.group, figure.group))
        && sides_agree)
        || (known.group == figure.group && sides_agree && (only_one || known.affiliation.is_some()))
        || (only_one && groups_agree && sides_agree)
}

/// «رجل وزوجته وابنهما», told again as «ثلاثة شهداء»: the figures that make it up, two at least.
fn parts_of(first: &[FigureMention], base: usize, figure: &FigureMention) -> Vec<usize> {
    let parts: Vec<usize> = (0..base)
        .filter(|i| first[*i].within.is_none() && first[*i].outcome == figure.outcome)
        .collect();
    let sum: Option<u32> =
        parts.iter().map(|i| first[*i].count.min.filter(|_| first[*i].count.is_exact())).sum();
    let takes = |i: &usize| {
        let part = &first[*i];
        !part.unconfirmed && (figure.group == Group::People || compatible(figure.group, part.group))
    };
    let whole = figure.affiliation.is_none()
        && !figure.unconfirmed
        && figure.count.is_exact()
        && sum == figure.count.min
        && parts.iter().all(takes);
    if whole && parts.len() > 1 { parts } else { Vec::new() }
}

/// Whether figure `at` is a bare plural of civilians whom `figure` then tells one by one.
fn foretells(first: &[FigureMention], at: usize, figure: &FigureMention) -> bool {
    let known = &first[at];
    known.bare
        && says_little(known)
        && !says_little(figure)
        && known.outcome == figure.outcome
        && known.within.is_none()
        && known.affiliation.is_none()
        && !known.unconfirmed
        && !figure.unconfirmed
        && compatible(known.group, figure.group)
        && !first.iter().any(|f| f.within == Some(at))
}

/// How a figure stands to the one it tells again.
enum Relation {
    Same,
    Part,
    Whole,
}

/// «مقتل 5 أشخاص», told again as «3 مدنيين» or as «8 أشخاص», is no smaller and no other total.
fn relation(known: &FigureMention, figure: &FigureMention) -> Relation {
    if says_little(known) || says_little(figure) || known.within.is_some() {
        return Relation::Same;
    }
    match (known.group, figure.group) {
        (Group::People, group) if group != Group::People && larger(known.count, figure.count) => {
            Relation::Part
        }
        (group, Group::People) if group != Group::People && larger(figure.count, known.count) => {
            Relation::Whole
        }
        _ => Relation::Same,
    }
}

/// A bare plural, «عدد من …»: at least two, and no more is said.
pub(crate) fn says_little(figure: &FigureMention) -> bool {
    let vague = matches!(figure.count.vague, Some(Vague::Several | Vague::Many));
    vague || (figure.bare && !figure.count.is_exact())
}

/// Whether two words can name the same people: a civilian and a man, not a man and a woman.
fn compatible(a: Group, b: Group) -> bool {
    let trait_only = |g: Group| !matches!(g, Group::Civilians | Group::Combatants | Group::People);
    (a == Group::Civilians && trait_only(b)) || (b == Group::Civilians && trait_only(a))
}

/// Lets a second telling sharpen a figure.
fn absorb(known: &mut FigureMention, figure: FigureMention) {
    if known.group == Group::People && figure.group != Group::People {
        let narrower = matches!(figure.group, Group::Civilians | Group::Combatants);
        if narrower || figure.count == known.count {
            known.group = figure.group;
        }
    }
    if known.affiliation.is_none() {
        known.affiliation = figure.affiliation;
    }
    known.provisional |= figure.provisional;
    // A count told later says more than «جرحى».
    let little = says_little(known);
    if !says_little(&figure) && (little || larger(figure.count, known.count)) {
        if little && (known.group == Group::People || figure.group != Group::People) {
            known.group = figure.group;
        }
        known.count = figure.count;
        known.span = figure.span;
        known.frame = figure.frame;
        known.rule = figure.rule;
        known.bare = figure.bare;
    }
}

fn larger(a: Count, b: Count) -> bool {
    let low = |c: Count| c.min.or(c.max).unwrap_or(0);
    low(a) > low(b)
}

/// A bare plural beside a counted figure of the same outcome, or a lone group that the first
/// telling already breaks its total into.
fn says_nothing_new(first: &[FigureMention], base: usize, figure: &FigureMention) -> bool {
    let same = || first[..base].iter().filter(|f| f.outcome == figure.outcome);
    (figure.bare && figure.affiliation.is_none() && same().next().is_some())
        || same().any(|f| f.within.is_some() && f.group == figure.group && f.count == figure.count)
        || (figure.outcome == Outcome::Casualties
            && first[..base]
                .iter()
                .any(|f| matches!(f.outcome, Outcome::Killed | Outcome::Injured)))
}

/// Drops top-level bare plurals that a counted figure of the same outcome and side now covers.
pub(crate) fn drop_emptied(figures: &mut Vec<FigureMention>) {
    let has = |o: Outcome| figures.iter().any(|f| f.outcome == o && f.within.is_none());
    let both = has(Outcome::Killed) && has(Outcome::Injured);
    let covered: SmallVec<[bool; 16]> = figures
        .iter()
        .enumerate()
        .map(|(i, f)| {
            // «قتلى وجرحى» jointly, where each is told by itself.
            (both && f.outcome == Outcome::Casualties && says_little(f))
                || f.bare
                    && f.within.is_none()
                    && f.affiliation.is_none()
                    && !f.unconfirmed
                    && !figures.iter().any(|g| g.within == Some(i))
                    && figures.iter().enumerate().any(|(j, g)| {
                        j != i
                            && g.outcome == f.outcome
                            && g.within.is_none()
                            && (!g.bare || j < i)
                            && (f.group == Group::People || f.group == g.group)
                    })
        })
        .collect();
    if covered.contains(&true) {
        retain_with_links(figures, |i| !covered[i]);
    }
}

/// Keeps the figures that `keep` says, renumbering `within`.
pub(crate) fn retain_with_links(figures: &mut Vec<FigureMention>, keep: impl Fn(usize) -> bool) {
    let mut new_index = Vec::with_capacity(figures.len());
    let mut next = 0;
    for i in 0..figures.len() {
        new_index.push(keep(i).then_some(next));
        next += usize::from(keep(i));
    }
    let mut i = 0;
    figures.retain_mut(|f| {
        let kept = keep(i);
        i += 1;
        f.within = f.within.and_then(|w| new_index.get(w).copied().flatten());
        kept
    });
}
