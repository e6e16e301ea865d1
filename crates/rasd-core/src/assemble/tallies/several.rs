//! Tolls of acts that are told in the plural and nowhere: «أسفرت الغارات والمعارك عن مئات القتلى».

use super::counting::has_place;
use crate::annotate::Mentions;
use crate::annotate::events::{EventClass, EventMention};
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::Draft;
use crate::assemble::roles::same_strike::definite;
use crate::assemble::units::{Unit, acts_in};
use crate::model::Outcome;
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
use crate::word_lists::several::{ATTACKS, BROKEN};

/// Whether an act is told in the plural: «غارات», «الاعتداءات», «المعارك».
fn plural(reading: &Reading, event: &EventMention) -> bool {
    let key = bare(reading.key(event.span.start));
    matches!(event.class, EventClass::Noun | EventClass::Masdar | EventClass::Mutual)
        && (key.ends_with("ات") || BROKEN.contains(&key))
}

/// «أوقعت الغارات والاشتباكات المئات من القتلى»: so many that nobody counted, of two sorts of acts
/// with no day or place.
pub(super) fn masses_of_sorts(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let masses = |f: &FigureMention| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
            && span.contains(f.span)
            && f.count.vague.is_some()
            && f.count.min >= Some(HUNDREDS)
    };
    let sorts = || {
        acts_in(mentions, span).any(|first| {
            acts_in(mentions, span).any(|second| {
                let joined = second.span.start == first.span.end
                    && reading.key(second.span.start).starts_with("وال");
                joined
                    && definite(reading, first.span.start)
                    && first.kind != second.kind
                    && (plural(reading, first) || plural(reading, second))
            })
        })
    };
    mentions.figures_in(span).iter().any(masses)
        && !mentions.dates_in(span).iter().any(|d| span.contains(d.span) && d.names_a_day())
        && !has_place(mentions, span)
        && sorts()
}

/// Hundreds.
pub(super) const HUNDREDS: u32 = 100;

/// «أدت هجمات أمس إلى مقتل 18 شخصاً، ليصل العدد منذ بداية الحصار إلى 540»: what a day's acts, at no place
/// that is told, added to a count that goes on. `figures` are those of the count.
pub(in crate::assemble) fn feeds_count(
    reading: &Reading,
    mentions: &Mentions,
    day: &Draft,
    count: &Unit,
    figures: &[FigureMention],
) -> bool {
    // «على قطاع غزة», «على لبنان»
    let region = |i: &usize| {
        let (mention, place) = (&mentions.places[*i], &mentions.resolved[*i].place);
        place.is_region() || mention.container_only || place.named_like_unit() && !mention.typed
    };
    let adjoining = day.paragraph == count.paragraph
        && day.unit.end.abs_diff(count.span.start) <= 1
        && count.same_breath(reading);
    let added = |f: &FigureMention| {
        let more = |g: &FigureMention| g.outcome == f.outcome && g.count.min > f.count.min;
        f.within.is_none() && f.count.min > Some(1) && figures.iter().any(more)
    };
    let one_strike = |e: &EventMention| {
        matches!(e.class, EventClass::Noun | EventClass::Masdar) && !plural(reading, e)
    };
    // «بصواريخ», «بطائرة مسيّرة»: a weapon that is not the name of the acts themselves.
    let armed = || {
        mentions.means_in(day.unit).iter().any(|m| {
            day.unit.contains(m.span)
                && !acts_in(mentions, day.unit).any(|e| e.span.overlaps(m.span))
        })
    };
    let attacks =
        || (day.unit.start..day.unit.end).any(|i| ATTACKS.contains(&bare(reading.key(i))));
    adjoining
        && !day.item
        && day.figures.iter().any(added)
        && day.places.iter().chain(&day.containers).all(region)
        && !armed()
        && (attacks() || acts_in(mentions, day.unit).any(|e| plural(reading, e)))
        && !acts_in(mentions, day.unit).any(one_strike)
}

/// «15 ألف قتيل»: so many dead or wounded are a war's, and no one act's.
pub(super) fn masses(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.figures_in(span).iter().any(|f| {
        span.contains(f.span)
            && matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
            && f.count.vague.is_none()
            && f.count.min.is_some_and(|n| n >= MASSES)
    })
}

/// So many came to harm in no single incident.
pub(super) const MASSES: u32 = 10_000;
