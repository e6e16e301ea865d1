//! The figures of one stretch: what they say of each other, and which of them tell nothing.

pub(in crate::assemble) mod again;
pub(in crate::assemble) mod among;
mod joint;
pub(in crate::assemble) mod partition;
pub(in crate::assemble) mod received;
pub(in crate::assemble) mod same_act;
pub(in crate::assemble) mod shares;

use smallvec::SmallVec;

use self::joint::{join_people, told_apart};
use crate::annotate::victims::FigureMention;
use crate::model::{Count, Group, Outcome, Vague};
use crate::reading::Reading;

/// Settles what the figures of one stretch say of each other.
///
/// «قتلى وجرحى في صفوف …» are both of that side; «جثة الشاب» behind «قُتل الشاب» is the same man,
/// «جثماني القتيلين» behind «قُتل مدنيان» the same two.
pub(crate) fn settle(reading: &Reading, figures: &mut Vec<FigureMention>) {
    if figures.len() < 2 {
        return;
    }
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
    list_parts(reading, figures);
    let definite = |at: usize| reading.key(at).starts_with("ال");
    let again = |i: usize, f: &FigureMention| {
        let start = f.span.start;
        let body = reading.key(start).starts_with("جث") && definite(f.span.end);
        // «الجنود الثلاثة»: those told before, however many.
        let these = definite(start) && definite(f.span.end - 1) && f.span.end > start + 1;
        let few = |g: &FigureMention| {
            g.within.is_none() && g.count.is_exact() && (these || g.count.min <= Some(2))
        };
        i > 0
            && few(f)
            && (body || definite(start))
            && figures[..i].iter().any(|g| {
                few(g)
                    && g.count.min == f.count.min
                    && g.outcome == f.outcome
                    && (g.group == f.group || f.group == Group::People || g.group == Group::People)
            })
    };
    let keeps =
        |(i, f): (usize, &FigureMention)| !again(i, f) && !led_to_again(reading, &figures[..i], f);
    if !figures.iter().enumerate().all(keeps) {
        let keep: SmallVec<[bool; 16]> = figures.iter().enumerate().map(keeps).collect();
        retain_with_links(figures, |i| keep[i]);
    }
    again::join_alike(figures);
    again::told_twice(reading, figures);
}

/// «أصيب أربعة أشخاص بانفجار عبوة، ما أسفر عن إصابة أربعة من أبناء المدينة»: what the act led to is told
/// in front of it and behind it.
fn led_to_again(reading: &Reading, before: &[FigureMention], figure: &FigureMention) -> bool {
    let people = |f: &FigureMention| {
        f.within.is_none()
            && f.affiliation.is_none()
            && f.count.is_exact()
            && f.count.min.is_some_and(|n| n > 1)
            && matches!(f.group, Group::People | Group::Civilians)
    };
    let start = figure.frame.start;
    let led = || start > 0 && matches!(reading.key(start - 1), "الي" | "عن" | "في");
    people(figure)
        && led()
        && before.iter().any(|f| {
            people(f)
                && f.outcome == figure.outcome
                && f.count == figure.count
                && start.saturating_sub(f.span.end) > LIST_REACH / 2
        })
}

/// How far apart the figures of a list may stand, in tokens.
const LIST_GAP: usize = 2;
/// How far behind their number the list of those who were harmed may begin, in tokens.
const LIST_REACH: usize = 12;

/// «4 شهداء، طفلان وسيدة ورجل مسن», «قُتل 6 مدنيين بقصف …: طفلان وامرأتان ورجلان»: people told one by
/// one, who make up the number in front.
fn list_parts(reading: &Reading, figures: &mut [FigureMention]) {
    let plain = |f: &FigureMention| f.within.is_none() && f.count.is_exact() && !f.unconfirmed;
    for whole in 0..figures.len() {
        let f = &figures[whole];
        let counts = plain(f)
            && matches!(f.group, Group::People | Group::Civilians)
            && f.count.min.is_some_and(|n| n > 1);
        // «مدنيان، شاب وطفلة»: two are told one by one right behind their number only, and not with «و».
        let two = f.count.min == Some(2);
        let adjoining = || {
            figures.get(whole + 1).is_some_and(|part| {
                part.span.start.saturating_sub(f.span.end) <= LIST_GAP
                    && !reading.key(part.span.start).starts_with('و')
            })
        };
        if !counts || two && !adjoining() {
            continue;
        }
        let (outcome, least) = (f.outcome, f.count.min.unwrap_or(0));
        let (mut sum, mut end, mut reach) = (0, f.span.end, LIST_REACH);
        let list = figures[whole + 1..].iter().take_while(|part| {
            let near = part.span.start.saturating_sub(end) <= reach;
            (end, reach) = (part.span.end, LIST_GAP);
            let next = near
                && plain(part)
                && part.outcome == outcome
                && part.affiliation.is_none()
                && sum < least;
            sum += part.count.min.unwrap_or(0) * u32::from(next);
            next
        });
        let parts = list.count();
        if parts > 1 && sum == least {
            for part in &mut figures[whole + 1..=whole + parts] {
                part.within = Some(whole);
            }
        }
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
        if after && counts(late) && late.count.is_exact() {
            late.within = whole.iter().rposition(|f| {
                counts(f)
                    && f.group != Group::Combatants
                    && f.count.is_exact()
                    && larger(f.count, late.count)
            });
        }
    }
}

/// A bare plural, «عدد من …»: at least two, and no more is said.
pub(crate) fn says_little(figure: &FigureMention) -> bool {
    let vague = matches!(figure.count.vague, Some(Vague::Several | Vague::Many));
    vague || (figure.bare && !figure.count.is_exact())
}

/// Whether one count is above another.
pub(crate) fn larger(a: Count, b: Count) -> bool {
    let low = |c: Count| c.number().unwrap_or(0);
    low(a) > low(b)
}

/// Drops top-level bare plurals that a counted figure of the same outcome and side now covers; `again`: what
/// was told twice, so that «عدد من …» and a number are of the same people.
pub(crate) fn drop_emptied(figures: &mut Vec<FigureMention>, again: bool) {
    // «عدد من عناصره», where two of them are told.
    let several = |f: &FigureMention| again && f.count == Count::vague(Vague::Several);
    if !figures.iter().any(|f| f.bare || several(f) || f.outcome == Outcome::Casualties) {
        return;
    }
    let has = |o: Outcome| figures.iter().any(|f| f.outcome == o && f.within.is_none());
    let both = has(Outcome::Killed) && has(Outcome::Injured);
    let apart = |f: &FigureMention| told_apart(figures, f);
    let plural = |f: &FigureMention| f.bare && !f.count.is_exact();
    let covered: SmallVec<[bool; 16]> = figures
        .iter()
        .enumerate()
        .map(|(i, f)| {
            // «قتلى وجرحى» jointly, where each is told by itself.
            (both && f.outcome == Outcome::Casualties && says_little(f))
                || apart(f)
                || f.within.is_some_and(|w| apart(&figures[w]))
                || (plural(f) || several(f))
                    && f.within.is_none()
                    && !f.unconfirmed
                    && !figures.iter().any(|g| g.within == Some(i))
                    && figures.iter().enumerate().any(|(j, g)| {
                        j != i
                            && g.outcome == f.outcome
                            && g.within.is_none()
                            // «خسر التنظيم عدداً من عناصره … قُتل عنصران»: fighters of one side.
                            && (f.affiliation.is_none() && f.bare
                                || (f.affiliation == g.affiliation || g.affiliation.is_none())
                                    && f.group == g.group
                                    && f.rule != "victims.others"
                                    && g.count.min > Some(1))
                            && (f.bare || g.count.is_exact())
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

/// «سقوط ضحايا»: the dead and the wounded alike where no number says how many died; nobody beside those who are
/// told; «ضحايا وجرحى» tells the dead first.
pub(crate) fn victims_unsaid(reading: &Reading, figures: &mut Vec<FigureMention>) {
    let victims = |i: usize| reading.key(i).ends_with("ضحايا");
    let Some(at) = figures.iter().position(|f| {
        f.bare
            && f.outcome == Outcome::Killed
            && f.within.is_none()
            && (f.span.start..f.span.end).any(victims)
    }) else {
        return;
    };
    let end = figures[at].span.end;
    let beside = |f: &FigureMention| {
        f.outcome == Outcome::Injured && (end..=end + 1).contains(&f.span.start)
    };
    if figures.iter().any(beside) {
        return;
    }
    let told = |(i, f): (usize, &FigureMention)| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured)
            && i != at
            && f.within.is_none()
            && f.group != Group::Combatants
    };
    if figures.iter().enumerate().any(told) && !figures.iter().any(|f| f.within == Some(at)) {
        retain_with_links(figures, |i| i != at);
        return;
    }
    for (i, figure) in figures.iter_mut().enumerate() {
        if i == at || figure.within == Some(at) {
            figure.outcome = Outcome::Casualties;
        }
    }
}
