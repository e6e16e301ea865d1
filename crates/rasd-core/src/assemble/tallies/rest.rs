//! A number of which some were here and the rest there: «خمسة مدنيين، أربعة منهم في الباب …. وقُتل مدني خامس في
//! بزاعة».

use super::sums::count_of;
use crate::annotate::Mentions;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness, KindRead};
use crate::assemble::harm;
use crate::model::{Count, Group};
use crate::reading::Reading;
use crate::word_lists::rest::{LEFT, NTH};

/// How far behind the first telling that of the rest may stand, in tellings.
const REACH: usize = 2;

/// Takes a number out of the telling at `at` when its rest is told elsewhere: those of the telling stay in it.
/// What is given back counts both.
pub(super) fn told_elsewhere(
    reading: &Reading,
    drafts: &mut [Draft],
    at: usize,
    mentions: &Mentions,
) -> Option<Draft> {
    let (draft, next) = (&drafts[at], drafts.get(at + 1..)?);
    let (whole, part) = divided(reading, draft)?;
    let (of, here) = (&draft.figures[whole], &draft.figures[part]);
    let left = of.count.min?.checked_sub(here.count.min?).filter(|left| *left > 0)?;
    let name = |i: &usize| mentions.places[*i].name.as_str();
    let apart = |d: &Draft| {
        !d.places.is_empty()
            && !d.places.iter().any(|i| draft.places.iter().any(|k| name(k) == name(i)))
    };
    let rest = |f: &FigureMention| {
        f.outcome == of.outcome && f.count == Count::exact(left) && is_left(reading, f, of)
    };
    let there =
        next.iter().take(REACH).position(|d| apart(d) && d.figures.iter().any(rest))? + at + 1;
    let mut both = draft.clone();
    both.figures.retain(|f| f.within.is_none() && f.outcome == of.outcome);
    both.places.extend(drafts[there].places.iter().copied());
    let act = KindRead { rule: "kind.same_act", ..draft.kind.clone() };
    let (group, means) = (of.group, draft.means.clone());
    let draft = &mut drafts[at];
    draft.figures[part].within = None;
    draft.figures[part].group = group;
    harm::retain_with_links(&mut draft.figures, |i| i != whole);
    // «إصابة خمسة مدنيين غربي إدلب»: the same number, told in front of all the region.
    let (outcome, count) = (both.figures.first()?.outcome, both.figures.first()?.count);
    for d in &mut drafts[..at] {
        let wide = |i: &usize| mentions.resolved[*i].place.is_wide();
        if d.places.iter().all(wide) {
            let other: Vec<bool> =
                d.figures.iter().map(|f| f.outcome != outcome || f.count != count).collect();
            harm::retain_with_links(&mut d.figures, |i| other[i]);
        }
    }
    let other = &mut drafts[there];
    if other.kind.firmness == Firmness::Harm {
        (other.kind, other.means) = (act, means);
    }
    Some(both)
}

/// How many tellings behind the first may tell further parts of the number it opens with.
const PARTS: usize = 8;

/// «مقتل 7 أشخاص في درعا، حيث قُتل 3 في طفس، و2 …، وعُثر على جثتين …»: takes out of the telling at `at` the number
/// it opens with when the others it tells of that outcome, and those of the next tellings, add up to it.
pub(super) fn opens_with_sum(
    drafts: &mut [Draft],
    at: usize,
    mentions: &Mentions,
) -> Option<Draft> {
    let (draft, next) = (&drafts[at], drafts.get(at + 1..)?);
    if draft.figures.len() < 2 {
        return None;
    }
    let wholes = || draft.figures.iter().enumerate().filter(|(_, f)| f.within.is_none());
    let (whole, of) = wholes().min_by_key(|(_, f)| f.span.start)?;
    let exact = |f: &FigureMention| f.count.min.filter(|_| f.count.is_exact());
    let number = exact(of).filter(|n| *n > 2)?;
    let mut sum = 0_u32;
    let mut here = 0;
    // «3 أطفال وامرأتان» are told beside each other.
    let covers = |part: &FigureMention| match of.group {
        Group::People => true,
        Group::Civilians => part.group != Group::Combatants,
        group => part.group == group,
    };
    for (_, part) in wholes().filter(|(i, f)| *i != whole && f.outcome == of.outcome) {
        if !covers(part) {
            return None;
        }
        sum = sum.checked_add(exact(part)?)?;
        here += 1;
    }
    let mut there = 0;
    for part in next.iter().take(PARTS).take_while(|d| d.role == draft.role) {
        if sum >= number {
            break;
        }
        if let Some(n) = count_of(part, of.outcome) {
            sum = sum.checked_add(n)?;
            there += 1;
        }
    }
    if here == 0 || there == 0 || sum != number {
        return None;
    }
    let own = |i: usize, f: &FigureMention| i == whole || f.within == Some(whole);
    let told: Vec<bool> = draft.figures.iter().enumerate().map(|(i, f)| own(i, f)).collect();
    let mut both = draft.clone();
    // Where the first part was is not where all of them were.
    let parts = wholes().map(|(_, f)| f.span.start).filter(|start| *start > of.span.start).min()?;
    both.places.retain(|i| mentions.places[*i].span.end <= parts);
    harm::retain_with_links(&mut both.figures, |i| told[i]);
    harm::retain_with_links(&mut drafts[at].figures, |i| !told[i]);
    Some(both)
}

/// «خمسة …، أربعة منهم في …»: the only number of an outcome, and those of it who were here.
fn divided(reading: &Reading, draft: &Draft) -> Option<(usize, usize)> {
    let figures = &draft.figures;
    let placed = |f: &FigureMention| {
        let behind = f.span.end;
        reading.key(behind) == "في"
            || reading.key(behind).starts_with("منه") && reading.key(behind + 1) == "في"
    };
    let part = figures.iter().position(|f| {
        f.within.is_some() && f.count.is_exact() && placed(f) && f.rule == "victims.bare_number"
    })?;
    let whole = figures[part].within?;
    let alone = figures
        .iter()
        .enumerate()
        .all(|(i, f)| i == whole || f.within.is_some() || f.outcome != figures[whole].outcome);
    (alone && figures[whole].count.is_exact() && figures[whole].outcome == figures[part].outcome)
        .then_some((whole, part))
}

/// «الطفلة الرابعة», «والآخر»: words for who is left of the number.
fn is_left(reading: &Reading, figure: &FigureMention, of: &FigureMention) -> bool {
    let nth = of.count.min.and_then(|n| NTH.get(usize::try_from(n).ok()?.checked_sub(2)?));
    let around = figure.span.start.saturating_sub(1)..figure.span.end + 2;
    around.into_iter().any(|i| {
        let key = reading.key(i);
        LEFT.contains(&key) || nth.is_some_and(|nth| key.trim_start_matches("ال").starts_with(nth))
    })
}

/// «قوات الاحتلال تعتقل 14 مواطناً. اعتقلت … 14 مواطناً: …»: what was told before of a sum and of nothing else.
pub(super) fn tells_sum(first: &Draft, sum: &Draft, mentions: &Mentions) -> bool {
    let same = |f: &FigureMention| {
        sum.figures.iter().any(|s| s.outcome == f.outcome && s.count == f.count)
    };
    let wide = |i: &usize| mentions.resolved[*i].place.is_wide();
    let mut wholes = first.figures.iter().filter(|f| f.within.is_none()).peekable();
    wholes.peek().is_some()
        && wholes.all(same)
        && first.kind.kind == sum.kind.kind
        && first.role == sum.role
        && first.places.iter().all(wide)
}

/// «…، كما جُرح فيها العشرات»: more people of the same sum, without an act, a place or a day.
pub(super) fn adds_people(draft: &Draft) -> bool {
    draft.kind.firmness <= Firmness::Harm
        && draft.places.is_empty()
        && !draft.states_day()
        && !draft.figures.is_empty()
}
