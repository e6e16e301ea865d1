//! The figures of an incident that is told twice: which are the same, which part of which.

use smallvec::SmallVec;

use crate::annotate::victims::FigureMention;
use crate::assemble::harm::again;
use crate::assemble::harm::{drop_emptied, larger, says_little};
use crate::model::{Count, Group, Outcome};

/// The rule of people who are told as others than those before them.
pub(super) const OTHERS: &str = "victims.others";

/// Adds those whom a hospital or a witness counted to the people told before: of an outcome that was not
/// told, or more than were.
pub(crate) fn counted_elsewhere(first: &mut Vec<FigureMention>, mut counted: Vec<FigureMention>) {
    let known = |f: &FigureMention| {
        first
            .iter()
            .any(|k| k.outcome == f.outcome && k.within.is_none() && !larger(f.count, k.count))
    };
    counted.retain(|f| f.within.is_none() && !known(f));
    merge(first, counted);
}

/// Adds the figures of a second telling to those of the first.
///
/// A figure that both give is kept once, with the more telling group; where they differ the later
/// or larger stands; a bare plural («جرحى») beside any figure of its outcome says nothing new.
pub(crate) fn merge(first: &mut Vec<FigureMention>, second: Vec<FigureMention>) {
    let base = first.len();
    let unsaid: SmallVec<[bool; 16]> = first.iter().map(says_little).collect();
    // Where each figure of the second telling went.
    let mut went: Vec<Option<usize>> = Vec::with_capacity(second.len());
    let wholes: SmallVec<[Option<usize>; 16]> =
        second.iter().map(|f| again::whole_told_before(first, &second, f)).collect();
    for (figure, whole) in second.into_iter().zip(wholes) {
        let parent = figure.within.and_then(|w| went.get(w).copied().flatten()).or(whole);
        if figure.within.is_some() && parent.is_none() {
            went.push(None);
            continue;
        }
        if let Some(whole) = whole_of_part(first, &figure) {
            let again = |i: &usize| {
                let part = &first[*i];
                part.within == Some(whole)
                    && part.group == figure.group
                    && (says_little(&figure) || !larger(figure.count, part.count))
            };
            let known = (0..first.len()).find(again);
            went.push(known.or(Some(first.len())));
            if known.is_none() {
                first.push(FigureMention { within: Some(whole), ..figure });
            }
            continue;
        }
        // «قتلى», told again as «رجل وستة أطفال»: the plural cannot be the one and the other.
        let taken = |i: &usize| {
            unsaid[*i]
                && figure.within.is_none()
                && !figure.bare
                && figure.group != Group::People
                && went.contains(&Some(*i))
        };
        let same = (0..base).find(|i| told_before(first, *i, &figure, parent) && !taken(i));
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
    drop_emptied(first, true);
}

/// «من بين القتلى ثلاثة أطفال»: the largest figure told before that may hold them.
fn whole_of_part(first: &[FigureMention], part: &FigureMention) -> Option<usize> {
    let low = |f: &FigureMention| f.count.number().unwrap_or(0);
    (0..first.len())
        .filter(|i| {
            let whole = &first[*i];
            part.of_told
                && part.within.is_none()
                && whole.within.is_none()
                && whole.outcome == part.outcome
                && low(whole) >= low(part)
                && whole.count != Count::exact(1)
        })
        .max_by_key(|i| (low(&first[*i]), std::cmp::Reverse(*i)))
}

/// Whether people told before may hold those of a figure: it says so, or tells who some of them were.
pub(crate) fn holds(first: &[FigureMention], part: &FigureMention) -> bool {
    let more = |f: &FigureMention| {
        f.within.is_none()
            && f.outcome == part.outcome
            && f.group == Group::People
            && larger(f.count, part.count)
    };
    whole_of_part(first, part).is_some() || !part.of_told && first.iter().any(more)
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
        || by_age(known, figure)
        || by_age(figure, known)
        || known.group == Group::People
        || figure.group == Group::People;
    let only_one = first
        .iter()
        .filter(|f| f.within.is_none() && f.outcome == figure.outcome && !f.unconfirmed)
        .count()
        == 1;
    // «قُتل جندي», then «عدداً من الحوثيين»: fighters of a side that is told, and one of whom it is not.
    let others = known.group == Group::Combatants
        && figure.group == Group::Combatants
        && known.affiliation.is_none()
        && figure.affiliation.is_some()
        && known.count == Count::exact(1)
        && figure.count.vague.is_some();
    if others {
        return false;
    }
    // «قُتل 25 شخصاً», then «مقتل عدد من عناصر …»: some of one side are not all who died.
    if says_little(figure)
        && figure.affiliation.is_some()
        && known.affiliation.is_none()
        && known.group == Group::People
        && known.count.min.is_some_and(|n| n > 2)
        && !says_little(known)
    {
        return false;
    }
    // «6 على الأقل» and «6» are one figure.
    let same_count = known.count == figure.count
        || known.count.min.is_some_and(|n| n > 2)
            && known.count.min == figure.count.min
            && known.count.vague.is_none()
            && figure.count.vague.is_none();
    // The same number of the same outcome is the same figure unless the groups exclude each other.
    (same_count
        && !known.bare
        && (groups_agree || compatible(known.group, figure.group))
        && sides_agree)
        || (known.group == figure.group && sides_agree && (only_one || known.affiliation.is_some()))
        || (only_one && groups_agree && sides_agree)
}

/// «شاب يبلغ من العمر 15 عاماً», told again as «شاب»: the child and the young man are one.
fn by_age(child: &FigureMention, other: &FigureMention) -> bool {
    child.aged == Some(other.group)
        && child.count == Count::exact(1)
        && other.count == Count::exact(1)
}

/// «رجل وزوجته وابنهما», told again as «ثلاثة شهداء»: the figures that make it up, two at least.
fn parts_of(first: &[FigureMention], base: usize, figure: &FigureMention) -> Vec<usize> {
    let parts: Vec<usize> = (0..base)
        .filter(|i| first[*i].within.is_none() && first[*i].outcome == figure.outcome)
        .collect();
    let exact = |i: usize| first[i].count.min.filter(|_| first[i].count.is_exact());
    let sum = parts.iter().try_fold(0_u32, |sum, i| sum.checked_add(exact(*i)?));
    let takes = |i: &usize| {
        let part = &first[*i];
        // «قُتل سامر الخطيب وابنه», told again as «مدنيان»: their names say no group.
        let unsaid = figure.group == Group::People || part.group == Group::People;
        !part.unconfirmed && (unsaid || compatible(figure.group, part.group))
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
    // «14 آخرين», told again as «12 آخرون»: whose group is that of the people told before them.
    let others = known.rule == OTHERS && figure.rule == OTHERS;
    if others || says_little(known) || says_little(figure) || known.within.is_some() {
        return Relation::Same;
    }
    match (known.group, figure.group) {
        (Group::People, group) if group != Group::People && larger(known.count, figure.count) => {
            Relation::Part
        }
        (group, Group::People) if group != Group::People && larger(figure.count, known.count) => {
            Relation::Whole
        }
        // «مدني», then «شاب»: both words are said of the same people.
        (Group::Civilians, group) if both_said(known, figure) && compatible(known.group, group) => {
            Relation::Part
        }
        (group, Group::Civilians)
            if both_said(known, figure) && compatible(group, figure.group) =>
        {
            Relation::Whole
        }
        _ => Relation::Same,
    }
}

/// Whether two figures tell the same number.
fn both_said(known: &FigureMention, figure: &FigureMention) -> bool {
    known.count.is_exact() && known.count == figure.count && known.group != figure.group
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
            // «شخصان على الأقل», told again as «مدنيان»: who they were, and how many.
            if narrower && figure.count.is_exact() && figure.count.min == known.count.min {
                known.count = figure.count;
            }
        }
    }
    if by_age(&figure, known) {
        (known.group, known.aged) = (figure.group, figure.aged);
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

/// A bare plural beside a counted figure of the same outcome, or a lone group that the first
/// telling already breaks its total into.
fn says_nothing_new(first: &[FigureMention], base: usize, figure: &FigureMention) -> bool {
    let same = || first[..base].iter().filter(|f| f.outcome == figure.outcome);
    (figure.bare && figure.affiliation.is_none() && same().next().is_some())
        || same().any(|f| f.within.is_some() && f.group == figure.group && f.count == figure.count)
        || (figure.outcome == Outcome::Casualties
            && first[..base]
                .iter()
                .filter(|f| {
                    // «سبعة من المقاومة بين قتيل وجريح», beside the other side's dead.
                    f.affiliation.is_none()
                        || figure.affiliation.is_none()
                        || f.affiliation == figure.affiliation
                })
                .any(|f| matches!(f.outcome, Outcome::Killed | Outcome::Injured)))
}
