//! What a headline says of the incidents below it: what it only adds up, what it leaves open or calls
//! otherwise, what belongs to another of them.

use crate::annotate::victims::FigureMention;
use crate::assemble::draft::Draft;
use crate::assemble::harm;
use crate::model::{Group, Outcome};
use crate::resolve::places::ResolvedPlace;
use crate::tokens::TokenSpan;

/// Whether a headline names nothing but the governorate of the district that the body names.
pub(super) fn wider(head: &Draft, body: &Draft, resolved: &[ResolvedPlace]) -> bool {
    let place = |i: &usize| resolved.get(*i).map(|r| &r.place);
    let Some(first) = body.containers.first().and_then(place) else { return false };
    // «على حمص», and «ضواحي حمص» below it: the very name.
    let named = head.places.iter().filter_map(place).any(|p| p.key == first.key);
    !named
        && !head.places.is_empty()
        && !first.named_as_unit()
        && head
            .places
            .iter()
            .filter_map(place)
            .all(|p| p.named_as_unit() && p.admin1 == first.admin1)
}

/// «قتيلان في درعا», then one here and one there: the headline only adds them up. Takes such figures out.
pub(super) fn sums_up(
    head: &mut Draft,
    told: &[Draft],
    resolved: &[ResolvedPlace],
) -> Option<Draft> {
    // A first line that names a village tells what happened there.
    let key = |i: &usize| resolved.get(*i).map(|r| &r.place.key);
    let settlement = |i: &usize| resolved.get(*i).is_some_and(|r| r.place.is_settlement());
    let shared = |i: &usize| told.iter().any(|d| d.places.iter().any(|p| key(p) == key(i)));
    if head.places.iter().any(settlement) && !head.places.iter().any(shared) {
        return None;
    }
    let adds = |f: &FigureMention| {
        // All of them in one incident: it is that one's toll.
        let counts: Vec<u32> = told
            .iter()
            .flat_map(|d| d.figures.iter())
            .filter(|g| g.outcome == f.outcome && g.within.is_none())
            .filter_map(|g| g.count.min)
            .collect();
        let sum = || counts.iter().try_fold(0_u32, |sum, n| sum.checked_add(*n));
        let tells = |d: &&Draft| d.figures.iter().any(|g| g.outcome == f.outcome);
        counts.len() > 1
            && told.iter().filter(tells).count() > 1
            && f.count.is_exact()
            && f.count.min == sum()
            && !told
                .iter()
                .any(|d| d.figures.iter().any(|g| g.outcome == f.outcome && g.count == f.count))
    };
    let sum: Vec<bool> = head.figures.iter().map(adds).collect();
    if !sum.contains(&true) {
        return None;
    }
    let mut taken = head.clone();
    harm::retain_with_links(&mut taken.figures, |i| sum[i]);
    harm::retain_with_links(&mut head.figures, |i| !sum[i]);
    Some(taken)
}

/// The figures of a headline and its body that cannot both be right.
pub(super) fn contradicts(head: &Draft, body: &Draft) -> Option<(TokenSpan, TokenSpan)> {
    let alone = |d: &Draft| -> Vec<FigureMention> {
        d.figures.iter().filter(|f| f.within.is_none() && f.count.is_exact()).cloned().collect()
    };
    let (heads, bodies) = (alone(head), alone(body));
    heads.iter().find_map(|h| {
        let open = |f: &FigureMention| f.within.is_none() && !f.count.is_exact();
        // «37 على الأقل», and two children besides: what the headline's number may be.
        if body.figures.iter().any(|f| f.outcome == h.outcome && open(f)) {
            return None;
        }
        let same: Vec<_> = bodies.iter().filter(|b| b.outcome == h.outcome).collect();
        let [only] = same.as_slice() else { return None };
        let alike =
            h.group == only.group || h.group == Group::People || only.group == Group::People;
        (alike && h.count.min != only.count.min && !body.update).then_some((h.span, only.span))
    })
}

/// Takes from a headline what incidents other than its own tell.
pub(super) fn leave_to_others(
    head: &mut Draft,
    own: &Draft,
    others: &[Draft],
    resolved: &[ResolvedPlace],
) {
    let same = |f: &FigureMention, d: &Draft| {
        d.figures.iter().any(|g| g.outcome == f.outcome && g.count == f.count && g.group == f.group)
    };
    let keep: Vec<bool> =
        head.figures.iter().map(|f| same(f, own) || !others.iter().any(|d| same(f, d))).collect();
    harm::retain_with_links(&mut head.figures, |i| keep[i]);
    let key = |i: &usize| resolved.get(*i).map(|r| &r.place.key);
    let names = |d: &Draft, i: &usize| d.places.iter().any(|p| key(p) == key(i));
    // «في البلدة»: a place that another telling has from the headline itself is no other's.
    let of_other = |i: &usize| others.iter().any(|d| !d.assumed && names(d, i));
    head.places.retain(|i| names(own, i) || !of_other(i));
}

/// «مقتل قيادي …» above «قُتل مدني …»: one man whom the headline calls something else; the body's word stands.
pub(super) fn called_otherwise(title: &mut Vec<FigureMention>, body: &[FigureMention]) {
    let alone = |all: &[FigureMention], o: Outcome| {
        let mut told = all.iter().enumerate().filter(|(_, f)| f.outcome == o && f.within.is_none());
        told.next().filter(|_| told.next().is_none()).map(|(i, f)| (i, f.count, f.group))
    };
    for outcome in [Outcome::Killed, Outcome::Injured] {
        let (Some((at, count, group)), Some((_, told, other))) =
            (alone(title, outcome), alone(body, outcome))
        else {
            continue;
        };
        let status = |g: Group| matches!(g, Group::Civilians | Group::Combatants);
        if count == told && count.is_exact() && group != other && status(group) && status(other) {
            harm::retain_with_links(title, |i| i != at);
        }
    }
}
