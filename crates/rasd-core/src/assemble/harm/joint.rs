//! Joint figures: what «بين قتيل وجريح» and people told without their fate say beside the parts.

use super::{retain_with_links, says_little};
use crate::annotate::victims::FigureMention;
use crate::model::{Count, Group, Outcome, Vague};
use crate::reading::Reading;

/// «أحد … مع سائقه», «شقيقه واثنين من أبنائه»: people told in one breath are one figure.
pub(super) fn join_people(reading: &Reading, figures: &mut Vec<FigureMention>) {
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
        let has_parts = || figures.iter().any(|f| f.within == Some(at) || f.within == Some(at - 1));
        let one_outcome = first.outcome == second.outcome && gap <= 1;
        let join = plain(first) && plain(second) && one_outcome;
        // «إصابة السائق وأفراد عائلته»: two and more, however many they were.
        let several = one_outcome
            && plain(first)
            && first.count == Count::exact(1)
            && second.group == Group::People
            && second.affiliation.is_none()
            && second.within.is_none()
            && second.count == Count::vague(Vague::Several)
            && linked(second.span.start);
        if several {
            let (span, frame) = (second.span, second.frame);
            let first = &mut figures[at - 1];
            first.span = first.span.cover(span);
            first.frame = first.frame.cover(frame);
            first.count = Count::vague(Vague::Several);
            for part in figures.iter_mut().filter(|f| f.within == Some(at)) {
                part.within = Some(at - 1);
            }
            retain_with_links(figures, |i| i != at);
        } else if join && linked(second.span.start) && !has_parts() {
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

/// «مقتل وإصابة 44», told apart as 11 and 33: whether the dead and the wounded are counted each by itself, so that
/// a joint figure of the same side counts nobody else.
pub(super) fn told_apart(figures: &[FigureMention], joint: &FigureMention) -> bool {
    let side = |f: &FigureMention| {
        let fighters = |g: Group| g == Group::Combatants;
        let known = f.group != Group::People && joint.group != Group::People;
        !(known && fighters(f.group) != fighters(joint.group))
            && (f.affiliation.is_none()
                || joint.affiliation.is_none()
                || f.affiliation == joint.affiliation)
    };
    let counted = |outcome: Outcome| {
        figures.iter().any(|f| {
            f.within.is_none()
                && f.outcome == outcome
                && !says_little(f)
                && !f.unconfirmed
                && side(f)
        })
    };
    joint.outcome == Outcome::Casualties
        && joint.within.is_none()
        && counted(Outcome::Killed)
        && counted(Outcome::Injured)
}
