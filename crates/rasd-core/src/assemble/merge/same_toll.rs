//! Whether the people of two tellings can be the same.

use smallvec::SmallVec;

use super::retold::OTHERS;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::harm;
use crate::model::{Count, Group, Outcome};

/// How the tolls of two tellings stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toll {
    /// Both count the same outcome and the figures are not the same.
    Differ,
    /// One of them counts nothing that the other counts too.
    Open,
    /// A figure that is not just "one person" stands in both.
    Same,
}

type Counted = (Outcome, Count, Group, Option<&'static str>);

/// Whether two figures can be of the same people: no woman is a man, no side is the other.
fn comparable(f: &Counted, g: &Counted) -> bool {
    let sides = f.3.is_none() || g.3.is_none() || f.3 == g.3;
    sides && (f.2 == g.2 || f.2 == Group::People || g.2 == Group::People)
}

/// «6 أشخاص على الأقل» and «6 أشخاص» are one figure.
fn same_count(a: Count, b: Count) -> bool {
    a == b || (a.min.is_some() && a.min == b.min) || (a.max.is_some() && a.max == b.max)
}

/// Whether two figures of one number can be the same: a civilian may be a man, not a fighter.
fn may_be(f: &Counted, g: &Counted) -> bool {
    let status = |x: &Counted| matches!(x.2, Group::Civilians | Group::People);
    let sides = f.3.is_none() || g.3.is_none() || f.3 == g.3;
    let fights = |x: &Counted| x.2 == Group::Combatants;
    comparable(f, g) || (sides && (status(f) && !fights(g) || status(g) && !fights(f)))
}

/// What figures add up to, when each of them is a plain number.
fn exact_sum<'c>(mut of: impl Iterator<Item = &'c Counted>) -> Option<u32> {
    of.try_fold(0_u32, |sum, p| sum.checked_add(p.1.min.filter(|_| p.1.is_exact())?))
}

/// «10 … : رجلين … وثمانية رجال»: several figures of one telling make up one of the other.
fn adds_up(whole: &[Counted], parts: &[Counted]) -> bool {
    whole.iter().any(|w| {
        let of = || parts.iter().filter(|p| p.0 == w.0);
        let sum = exact_sum(of());
        // «شابان» are no woman and her son.
        of().count() > 1 && w.1.is_exact() && sum == w.1.min && of().all(|p| may_be(w, p))
    })
}

/// «110 بين قتيل وجريح», and 52 killed and 58 wounded: the one figure is both of the other.
fn joint(whole: &[Counted], parts: &[Counted]) -> bool {
    let sum = |o: Outcome| -> Option<u32> {
        let mut of = parts.iter().filter(|p| p.0 == o).peekable();
        of.peek()?;
        exact_sum(of)
    };
    whole.iter().any(|w| {
        w.0 == Outcome::Casualties
            && w.1.is_exact()
            && sum(Outcome::Killed).zip(sum(Outcome::Injured)).map(|(k, i)| k + i) == w.1.min
    })
}

/// The counted figures of a telling; `parts`: those that are part of another, or those that stand alone.
fn counted(d: &Draft, parts: bool) -> SmallVec<[Counted; 4]> {
    d.figures
        .iter()
        .filter(|f| f.within.is_some() == parts && !harm::says_little(f) && !f.unconfirmed)
        .map(|f| (f.outcome, f.count, f.group, f.affiliation))
        .collect()
}

/// Whether two figures are one.
fn told(f: &Counted, g: &Counted) -> bool {
    f.0 == g.0 && same_count(f.1, g.1) && may_be(f, g)
}

/// How many figures stand in both tellings.
pub(super) fn figures_told_twice(a: &Draft, b: &Draft) -> usize {
    let y = counted(b, false);
    counted(a, false).iter().filter(|f| y.iter().any(|g| told(f, g))).count()
}

/// Whether whatever `a` counts, `b` counts as well, or tells of without a number.
pub(super) fn all_counted(a: &Draft, b: &Draft) -> bool {
    let y = counted(b, false);
    let told_of = |o: Outcome| b.figures.iter().any(|g| g.outcome == o);
    counted(a, false).iter().all(|f| y.iter().any(|g| told(f, g)))
        && a.figures.iter().filter(|f| harm::says_little(f)).all(|f| told_of(f.outcome))
}

/// «13 قُتلوا، هم ثلاثة قرويين وعشرة جنود», then the three and the ten: the parts of the one telling are all that
/// the other tells.
fn parts_of(whole: &Draft, parts: &[Counted]) -> bool {
    let own = counted(whole, true);
    parts.len() > 1 && parts.iter().all(|p| own.iter().any(|f| told(f, p)))
}

/// Whether one of two tellings counts both the dead and the wounded by the one number that they are in the other; few
/// are as many by chance.
pub(super) fn told_jointly(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (counted(a, false), counted(b, false));
    let many = |c: &[Counted]| c.iter().any(|f| f.0 == Outcome::Casualties && f.1.min > Some(FEW));
    many(&x) && joint(&x, &y) || many(&y) && joint(&y, &x)
}

/// How many people two acts may have killed and wounded alike.
const FEW: u32 = 4;

/// How the counted figures that stand alone compare, outcome by outcome.
pub(super) fn toll(a: &Draft, b: &Draft) -> Toll {
    if a.figures.is_empty() || b.figures.is_empty() {
        return Toll::Open;
    }
    let (x, y) = (counted(a, false), counted(b, false));
    // «طفلة ورجل» are not both the one civilian of another telling.
    let mut left: SmallVec<[&Counted; 4]> = y.iter().collect();
    let mut weight = 0;
    for f in &x {
        if let Some(at) = left.iter().position(|g| told(f, g)) {
            left.swap_remove(at);
            weight = f.1.number().unwrap_or(0).saturating_add(weight);
        }
    }
    if weight > 1 {
        return Toll::Same;
    }
    if parts_of(a, &y) {
        return Toll::Same;
    }
    if adds_up(&x, &y) || adds_up(&y, &x) || joint(&x, &y) || joint(&y, &x) {
        return Toll::Same;
    }
    let differ = x.iter().any(|f| {
        y.iter().any(|g| f.0 == g.0 && comparable(f, g) && !same_count(f.1, g.1))
            && !y.iter().any(|g| f.0 == g.0 && same_count(f.1, g.1))
    });
    if differ { Toll::Differ } else { Toll::Open }
}

/// Whether a telling counts no fewer of the people whom another told without a number, or as another source has it.
pub(super) fn none_fewer(a: &Draft, b: &Draft) -> bool {
    let low = |f: &FigureMention| f.count.number().unwrap_or(0);
    let more = |f: &FigureMention| {
        let mut told =
            a.figures.iter().filter(|k| k.within.is_none() && k.outcome == f.outcome).peekable();
        told.peek().is_none()
            || told.any(|k| {
                let vague = k.count.vague.is_some();
                let counted = !b.sources.is_empty() && k.group == f.group && low(f) >= low(k);
                f.rule != OTHERS && (vague || counted)
            })
    };
    b.figures.iter().all(|f| f.within.is_some() || more(f))
}

/// «قُتل مدنيان بمقذوف … على نجران. من جهتها، قالت الجماعة إنها قصفت مواقع في نجران وقتلت 8 جنود»: what one side
/// tells of civilians and the other of soldiers.
pub(super) fn civilians_here_fighters_there(a: &Draft, b: &Draft) -> bool {
    let fighters = |d: &Draft| d.figures.iter().all(|f| f.group == Group::Combatants);
    let civilians =
        |d: &Draft| d.figures.iter().all(|f| !matches!(f.group, Group::Combatants | Group::People));
    let apart = !a.figures.is_empty()
        && !b.figures.is_empty()
        && (fighters(b) && civilians(a) || fighters(a) && civilians(b));
    apart
        && !(a.headline || b.definite || b.assumed || !b.by_doer)
        && a.kind.firmness.min(b.kind.firmness) > Firmness::Harm
        && a.perpetrators().next().is_some()
}

/// «بعد أن قتلت 507 مدنيين على حدودها»: below one woman's death, no other telling of it.
pub(super) fn of_another_size(a: &Draft, b: &Draft) -> bool {
    // «ارتفعت حصيلة التفجير إلى …»: a number told before may rise to any.
    let risen = b.update && killed(a).is_some();
    let told = killed(a).unwrap_or(0).max(1);
    !a.figures.is_empty() && !risen && killed(b).is_some_and(|n| n >= MANY && n / told >= TIMES)
}

/// How many a telling says were killed.
pub(super) fn killed(d: &Draft) -> Option<u32> {
    let counts = d.figures.iter().filter(|f| f.within.is_none() && f.outcome == Outcome::Killed);
    counts.filter_map(|f| f.count.min).max()
}

/// So many killed, this many times as many as were told before, are others.
const MANY: u32 = 50;
const TIMES: u32 = 10;
