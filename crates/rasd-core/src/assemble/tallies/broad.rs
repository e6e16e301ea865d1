//! What is told in general of strikes that the report tells place by place.

use super::sums::PARTS;
use crate::annotate::Mentions;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::harm::says_little;
use crate::assemble::kind::gravity::bombards;
use crate::model::{IncidentRole, Outcome};

/// Drops «شنت الطائرات غارات على ريف إدلب أوقعت قتلى وجرحى» where it is told beside it which place was struck
/// and whom that hurt, and «استهدفت مسيّرات موقعين شمال الحسكة» where the next paragraph tells of them.
pub(in crate::assemble) fn drop_told_in_detail(drafts: &mut Vec<Draft>, mentions: &Mentions) {
    let mut at = 0;
    while at < drafts.len() {
        let first = drafts[..at].iter().all(|d| d.headline);
        match detail_of(drafts, at, first, mentions) {
            Some(detail) => {
                let broad = drafts.remove(at);
                let detail = &mut drafts[if detail > at { detail - 1 } else { detail }];
                if detail.when.is_none() {
                    detail.when_inherited = broad.when.is_some();
                    detail.when = broad.when;
                }
                if detail.when_inherited && broad.role == IncidentRole::Background {
                    detail.role = broad.role;
                }
            }
            None => at += 1,
        }
    }
}

/// The telling that tells in detail what the one at `at` tells in general.
fn detail_of(drafts: &[Draft], at: usize, first: bool, mentions: &Mentions) -> Option<usize> {
    let broad = &drafts[at];
    let place = |i: &usize| &mentions.resolved[*i].place;
    let wide = |i: &usize| place(i).is_wide();
    let named = || broad.places.iter().chain(&broad.containers);
    // «شهداء وجرحى في صنعاء والحديدة وإب» above what befell whom in each.
    let heads = broad.headline
        && broad.kind.firmness == Firmness::Harm
        && !broad.figures.is_empty()
        && broad.figures.iter().all(says_little)
        && broad.places.len() > 1
        && (broad.places.len() > 2 || broad.places.iter().all(wide));
    if heads {
        let below = drafts.iter().skip(at + 1).filter(|d| !d.headline && !d.places.is_empty());
        let told = below.clone().any(|d| !d.figures.is_empty());
        return (told && below.count() > 1).then_some(at + 1);
    }
    let general = !broad.headline
        && bombards(broad.kind.kind)
        && broad.figures.iter().all(says_little)
        && named().next().is_some()
        && named().all(wide);
    if !general {
        return None;
    }
    let own_day =
        |d: &Draft| d.when.as_ref().filter(|_| !d.when_inherited).and_then(|w| w.value.start);
    let same_day = |d: &Draft| match (own_day(broad), own_day(d)) {
        (Some(a), Some(b)) => a == b,
        (Some(a), None) => d.when.as_ref().is_none_or(|w| w.value.start == Some(a)),
        _ => true,
    };
    let shares = |d: &Draft| broad.perpetrators().next().is_none() || broad.shares_doer(d);
    let inside = |d: &Draft| {
        let units = || named().filter_map(|i| place(i).admin1);
        let own = d.places.iter().filter_map(|i| place(i).admin1).next();
        units().next().is_none() || own.is_none_or(|own| units().any(|unit| unit == own))
    };
    let hurt = |d: &Draft| {
        broad.figures.iter().all(|f| {
            let either = |o: Outcome| {
                f.outcome == Outcome::Casualties && matches!(o, Outcome::Killed | Outcome::Injured)
            };
            let told = |o: Outcome| o == f.outcome || o == Outcome::Casualties || either(o);
            d.figures.iter().any(|g| told(g.outcome))
        })
    };
    let tells = |i: usize| {
        let d = &drafts[i];
        let alike =
            d.kind.kind == broad.kind.kind || broad.figures.is_empty() && bombards(d.kind.kind);
        let role = d.role == broad.role || broad.role == IncidentRole::Background && i > at;
        // Without people, only what states its day is told again, by whoever tells the details right behind; the
        // lead, behind other news as well.
        let behind = || {
            let named = broad.perpetrators().next().is_some();
            let dated = own_day(broad).is_some() && !d.definite;
            let reach = if first && named { LEADS } else { usize::from(first || dated) };
            (at + 1..=at + reach).contains(&i)
                && d.paragraph <= broad.paragraph + 2
                && (!d.sources.is_empty() || first && named && d.kind.kind == broad.kind.kind)
        };
        i != at
            && !d.headline
            && alike
            && role
            && !d.places.is_empty()
            && !d.places.iter().all(wide)
            && shares(d)
            && same_day(d)
            && inside(d)
            && if broad.figures.is_empty() { behind() } else { hurt(d) }
    };
    let near = at.saturating_sub(PARTS)..(at + PARTS + 1).min(drafts.len());
    near.into_iter().filter(|i| tells(*i)).min_by_key(|i| i.abs_diff(at))
}

/// How many tellings behind the lead its details may be told.
const LEADS: usize = 3;
