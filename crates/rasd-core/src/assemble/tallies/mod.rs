//! Counts over several incidents, kept apart from every incident's toll.

pub(in crate::assemble) mod broad;
pub(in crate::assemble) mod continued;
pub(in crate::assemble) mod counting;
pub(in crate::assemble) mod going_on;
pub(in crate::assemble) mod habit;
mod numbered;
mod period;
mod rest;
pub(in crate::assemble) mod resumed;
pub(in crate::assemble) mod risen;
pub(in crate::assemble) mod series;
pub(in crate::assemble) mod several;
pub(in crate::assemble) mod summed;
mod sums;
pub(in crate::assemble) mod told_once;
pub(in crate::assemble) mod totals;
mod two_acts;

use self::period::{PeriodDraft, period};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::victims::FigureMention;
use crate::assemble::harm;
use crate::model::{Count, Group, PlaceType};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::tallies::COUNTED_WITH;

/// One tally figure with what its unit says of it.
#[derive(Debug, Clone)]
pub(crate) struct TallyDraft {
    pub(crate) figure: FigureMention,
    /// Index among the record's tallies.
    pub(crate) within: Option<usize>,
    pub(crate) period: Option<PeriodDraft>,
    /// Indexes of place mentions.
    pub(crate) areas: Vec<usize>,
    pub(crate) perpetrators: Vec<(&'static str, TokenSpan)>,
    pub(crate) exhaustive: bool,
}

/// Adds the figures of one tally unit. `base` is the index of the running tally's first figure, `opened` the
/// words that opened it.
#[expect(clippy::too_many_arguments, reason = "what is known of the count so far")]
pub(crate) fn add(
    out: &mut Vec<TallyDraft>,
    base: usize,
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    figures: Vec<FigureMention>,
    listed: bool,
    opened: Option<TokenSpan>,
) {
    let first = out.len();
    let carried = out.get(base).cloned();
    let last = out.iter().rev().find_map(|t| t.period.clone().filter(|p| p.start.is_some()));
    let period = period(reading, mentions, span)
        .map(|own| own.or_this_one(reading, last.as_ref()))
        .or_else(|| carried.as_ref().and_then(|c| c.period.clone()))
        .or_else(|| period(reading, mentions, opened?));
    let places: Vec<usize> = mentions
        .place_numbers_in(span)
        .filter(|i| span.contains(mentions.places[*i].frame))
        .filter(|i| !acts_as_side(reading, mentions, *i))
        .collect();
    let perpetrators: Vec<(&'static str, TokenSpan)> = mentions
        .actors_in(span)
        .iter()
        .filter(|a| span.contains(a.span) && a.form != ActorForm::Generic)
        .filter(|a| did_it(mentions, a, span))
        .map(|a| (a.id, a.span))
        .collect();
    for mut figure in counted_only(reading, figures) {
        let within =
            figure.within.map(|w| first + w).or_else(|| parent(out, base, first, &figure, listed));
        // «15 مدنياً، توزعوا كالتالي: 5 في حماة، و4 في حلب»: the noun is told once.
        if listed
            && figure.rule == "victims.bare_number"
            && figure.group == Group::People
            && let Some(whole) = within.and_then(|w| out.get(w))
            && matches!(whole.figure.group, Group::Civilians | Group::Combatants)
        {
            (figure.group, figure.affiliation) = (whole.figure.group, whole.figure.affiliation);
        }
        out.push(TallyDraft {
            within,
            period: period.clone(),
            areas: if places.is_empty() && !listed {
                carried.as_ref().map(|c| c.areas.clone()).unwrap_or_default()
            } else {
                places.clone()
            },
            perpetrators: if perpetrators.is_empty() {
                carried.as_ref().map(|c| c.perpetrators.clone()).unwrap_or_default()
            } else {
                perpetrators.clone()
            },
            exhaustive: listed || figure.exhaustive,
            figure,
        });
    }
}

/// «وبمقتل الشاب يصل عدد الشهداء منذ مطلع العام إلى 175»: the one who was told before, with whom the count
/// came to be what it is, is no count.
fn counted_only(reading: &Reading, figures: Vec<FigureMention>) -> Vec<FigureMention> {
    let last_one = figures.first().is_some_and(|f| {
        let key = reading.key(f.frame.start);
        f.within.is_none()
            && f.count == Count::exact(1)
            && ["وب", "ب"]
                .iter()
                .any(|by| key.strip_prefix(by).is_some_and(|word| COUNTED_WITH.contains(&word)))
            && (figures.len() == 1
                || figures.iter().any(|g| g.outcome == f.outcome && g.count.min > Some(1)))
            && !figures.iter().any(|g| g.within == Some(0))
    });
    let mut figures = figures;
    // «حصيلة شهداء وجرحى القصف 5 شهداء و38 إصابة»
    harm::drop_emptied(&mut figures, false);
    if !last_one {
        return figures;
    }
    harm::retain_with_links(&mut figures, |i| i > 0);
    figures
}

/// «حملة نفذها … مع روسيا وإيران»: a state told as a side, and not as where they fell.
fn acts_as_side(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    let span = mentions.places[at].span;
    let inside = span
        .start
        .checked_sub(1)
        .is_some_and(|i| matches!(reading.key(i), "في" | "داخل" | "علي" | "الي" | "انحاء"));
    mentions.resolved[at].place.r#type == PlaceType::Country
        && !inside
        && mentions.actors_in(span).iter().any(|a| a.span.overlaps(span))
}

/// Whether an act word or a perpetrator cue stands right in front of the actor.
fn did_it(mentions: &Mentions, mention: &ActorMention, span: TokenSpan) -> bool {
    let actor = mention.span;
    let near = |end: usize| end <= actor.start && actor.start - end <= 2;
    mentions.events_in(span).iter().any(|e| span.contains(e.span) && near(e.span.end))
        || mentions.outcomes_in(span).iter().any(|o| {
            span.contains(o.span)
                && near(o.span.end)
                // «قُتل 5 من قوات …» are theirs; in «اعتقلت قوات … 37 مواطناً» they are who did it.
                && !mentions
                    .figures
                    .iter()
                    .any(|f| f.span.contains(actor) && f.affiliation == Some(mention.id))
        })
        || mentions.role_cues_in(span).iter().any(|c| {
            span.contains(c.span)
                && c.before
                && c.role == crate::annotate::actors::CueRole::Perpetrator
                && near(c.span.end)
        })
}

/// The earlier figure of the same running tally that this one is part of.
fn parent(
    out: &[TallyDraft],
    base: usize,
    first: usize,
    figure: &FigureMention,
    listed: bool,
) -> Option<usize> {
    let low = |f: &FigureMention| f.count.number().unwrap_or(0);
    let fits = |i: &usize| {
        let known = &out[*i].figure;
        known.outcome == figure.outcome && low(known) >= low(figure) && known.within.is_none()
    };
    // A cut by area repeats the groups of the cut by status.
    let same_group = (base..first).find(|i| {
        let known = &out[*i].figure;
        fits(i)
            && *i != base
            && known.group == figure.group
            && known.affiliation == figure.affiliation
            && known.group != Group::People
            && listed
    });
    same_group.or_else(|| {
        (base..out.len()).find(|i| {
            let known = &out[*i].figure;
            fits(i)
                && out[*i].within.is_none()
                && low(known) > low(figure)
                && (known.group == Group::People || (listed && *i < first))
                && (figure.group != Group::People || listed)
        })
    })
}
