//! Totals that the report itself adds up: «مقتل 24 …», then 6 here and 18 there.

use super::draft::{Draft, Firmness};
use super::period::PeriodDraft;
use super::tallies::TallyDraft;
use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::victims::FigureMention;
use crate::model::{Outcome, PlaceType};

/// The smallest total worth comparing: small numbers add up by chance.
const SMALLEST: u32 = 5;
/// The smallest one whose parts stand each at one of its places.
const SMALLEST_BY_PLACE: u32 = 2;

/// Takes out, as tallies, the drafts whose toll is the sum of the incidents told next or is that of whole
/// governorates.
pub(crate) fn take(drafts: &mut Vec<Draft>, tallies: &mut Vec<TallyDraft>, mentions: &Mentions) {
    let mut at = 0;
    while at < drafts.len() {
        let (draft, next) = (&drafts[at], &drafts[at + 1..]);
        if is_total(draft, next, mentions)
            || counts_vaguely(draft, next, mentions)
            || is_of_regions(at, drafts, mentions)
        {
            let draft = drafts.remove(at);
            add(draft, tallies, mentions);
        } else {
            at += 1;
        }
    }
}

fn count_of(draft: &Draft, outcome: Outcome) -> Option<u32> {
    let mut of = draft
        .figures
        .iter()
        .filter(|f| f.outcome == outcome && f.within.is_none())
        .map(|f: &FigureMention| f.count.is_exact().then_some(f.count.min).flatten())
        .peekable();
    of.peek()?;
    of.sum()
}

/// How many of the next incidents may make up a total.
const PARTS: usize = 6;

/// Whether two or more of the next incidents make up the toll, one after the other.
fn is_total(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let told = [
        Outcome::Killed,
        Outcome::Injured,
        Outcome::Casualties,
        Outcome::Detained,
        Outcome::Abducted,
    ];
    let counted: Vec<Outcome> =
        told.into_iter().filter(|o| count_of(draft, *o).is_some()).collect();
    if counted.is_empty() || next.len() < 2 {
        return false;
    }
    // «أربعة قتلى بقصف على عفرين ومريمين»: small numbers add up by chance, but not place by place.
    let by_place = place_by_place(draft, next, mentions);
    let smallest = if by_place { SMALLEST_BY_PLACE } else { SMALLEST };
    // One outcome must add up over incidents that all tell it; another may have befallen people in
    // one of them only.
    let parts = |outcome, gaps: bool| {
        let whole = count_of(draft, outcome)?;
        let mut sum = 0;
        let mut terms = 0;
        for part in next.iter().take(PARTS) {
            match count_of(part, outcome) {
                Some(n) => {
                    sum += n;
                    terms += 1;
                }
                None if gaps => continue,
                None => break,
            }
            if sum >= whole {
                break;
            }
        }
        (sum == whole).then_some(terms)
    };
    let large = counted.iter().any(|o| count_of(draft, *o) >= Some(smallest));
    // A headline's figure is mostly that of the first incident: two of them seldom add up by chance.
    let sure = !draft.headline || by_place || counted.len() > 1;
    let whole = || counted.iter().all(|o| parts(*o, false).is_some_and(|terms: usize| terms > 1));
    // Three figures do not match by chance, wherever they are told.
    let figures = draft.figures.iter().filter(|f| f.within.is_none()).count();
    let mixed = || {
        counted.iter().any(|o| parts(*o, by_place).is_some_and(|terms: usize| terms > 1))
            && counted.iter().all(|o| parts(*o, true).is_some())
            && (figures > 2 || around(draft, next, mentions))
    };
    sure && large && (whole() || mixed())
}

/// Whether the next incidents may lie where a sum is told: it names no place, or one of theirs. What
/// adds up at a place of its own does so by chance.
fn around(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let name = |i: &usize| mentions.places[*i].name.as_str();
    draft.places.is_empty()
        || draft.places.iter().any(|i| {
            let parts = next.iter().take(PARTS).flat_map(|d| &d.places);
            parts.into_iter().any(|p| name(p) == name(i))
        })
}

/// Whether the next incidents with people are each at another one of the places told here.
fn place_by_place(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let name = |i: &usize| mentions.places[*i].name.as_str();
    let mut left: Vec<&str> = draft.places.iter().map(name).collect();
    if left.len() < 2 {
        return false;
    }
    let several = left.len();
    for part in next.iter().filter(|d| !d.figures.is_empty()).take(several) {
        let Some(at) = left.iter().position(|n| part.places.iter().any(|i| name(i) == *n)) else {
            return false;
        };
        left.swap_remove(at);
    }
    left.len() + 1 < several
}

/// «مقتل العشرات من … في العراق»: a headline that says no act and no place for what its body tells
/// incident by incident.
fn counts_vaguely(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let vague = |f: &FigureMention| f.count.vague.is_some();
    let country =
        |i: &usize| mentions.resolved.get(*i).is_some_and(|r| r.place.r#type == PlaceType::Country);
    let told = |d: &&Draft| !d.headline && count_of(d, Outcome::Killed).is_some();
    draft.headline
        && draft.kind.firmness == Firmness::Harm
        && !draft.figures.is_empty()
        && draft.figures.iter().all(vague)
        && draft.places.iter().chain(&draft.containers).all(country)
        && next.iter().filter(told).count() > 1
        && !next.iter().flat_map(|d| &d.figures).any(|f| f.count == draft.figures[0].count)
}

/// «37 مدنياً بين قتيل وجريح في ريفي إدلب وحلب»: people of two governorates with no place told of
/// them, neither here nor where the same count is told again.
fn is_of_regions(at: usize, drafts: &[Draft], mentions: &Mentions) -> bool {
    let draft = &drafts[at];
    let mut regions: Vec<&str> = Vec::new();
    for i in draft.places.iter().chain(&draft.containers) {
        let place = &mentions.resolved[*i].place;
        let whole = place.r#type == PlaceType::Governorate
            || place.r#type == PlaceType::Area && place.admin2.is_none();
        match place.admin1.filter(|_| whole) {
            Some(region) if regions.contains(&region) => {}
            Some(region) => regions.push(region),
            None => return false,
        }
    }
    let same = |f: &FigureMention, o: &FigureMention| f.outcome == o.outcome && f.count == o.count;
    let told_again = |f: &FigureMention| {
        let others = drafts.iter().enumerate().filter(|(i, d)| *i != at && !d.places.is_empty());
        others.flat_map(|(_, d)| &d.figures).any(|o| same(f, o))
    };
    let mut wholes = draft.figures.iter().filter(|f| f.within.is_none()).peekable();
    regions.len() > 1
        && wholes.peek().is_some()
        && wholes.all(|f| f.count.min.is_some_and(|n| n >= SMALLEST) && !told_again(f))
}

fn add(draft: Draft, tallies: &mut Vec<TallyDraft>, mentions: &Mentions) {
    let base = tallies.len();
    let perpetrators: Vec<_> = mentions
        .actors_in(draft.unit)
        .iter()
        .filter(|a| draft.unit.contains(a.span) && a.form == ActorForm::Name)
        .filter(|a| draft.perpetrators().any(|id| id == a.id))
        .map(|a| (a.id, a.span))
        .collect();
    let areas: Vec<usize> = draft.places.iter().chain(&draft.containers).copied().collect();
    for figure in draft.figures {
        tallies.push(TallyDraft {
            within: figure.within.map(|w| base + w),
            period: draft.when.as_ref().map(|w| PeriodDraft {
                span: w.span,
                start: w.value.start,
                end: w.value.end,
            }),
            areas: areas.clone(),
            perpetrators: perpetrators.clone(),
            exhaustive: false,
            figure,
        });
    }
}

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
                    && t.figure.group == f.group
                    && t.figure.count.min == f.count.min
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
        let keep: Vec<bool> = draft.figures.iter().map(|f| !counted(f)).collect();
        super::harm::retain_with_links(&mut draft.figures, |i| keep[i]);
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
            let alone = t.within.is_none() && !tallies.iter().any(|c| c.within == Some(i));
            let again = |o: &TallyDraft| {
                let (a, b) = (&t.figure, &o.figure);
                o.within.is_none()
                    && a.outcome == b.outcome
                    && a.group == b.group
                    && a.affiliation == b.affiliation
                    && a.count.min == b.count.min
                    && one_period(t, o)
            };
            alone && tallies[i + 1..].iter().any(again)
        })
        .collect();
    let mut kept = 0;
    let index: Vec<Option<usize>> = told
        .iter()
        .map(|t| {
            (!t).then(|| {
                kept += 1;
                kept - 1
            })
        })
        .collect();
    let mut at = 0;
    tallies.retain_mut(|t| {
        let keep = !told[at];
        at += 1;
        t.within = t.within.and_then(|w| index.get(w).copied().flatten());
        keep
    });
}
