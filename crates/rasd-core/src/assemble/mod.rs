//! Assembling: from mentions to incidents and tallies.
//!
//! Sentences are cut into [`units`]; each unit gives a draft incident, figures of a running
//! tally, or nothing; the tellings of one incident are merged ([`merge`]).

mod again;
mod beside;
mod broad;
mod by_hand;
mod by_victims;
mod by_whom;
mod bylines;
mod chosen;
mod continued;
mod counting;
mod day;
pub(crate) mod draft;
mod elsewhere;
mod firing;
mod flown;
mod fought;
mod going_on;
mod gravity;
mod habit;
mod harm;
mod headline;
mod homes;
mod kind;
mod landmarks;
mod likeness;
mod listed_again;
mod merge;
mod numbered;
mod occasion;
mod openings;
mod period;
mod places;
mod quarters;
mod received;
mod rest;
mod resumed;
mod retold;
mod risen;
mod roles;
mod same_act;
mod same_day;
mod same_place;
mod same_strike;
mod same_toll;
mod scene;
mod series;
mod several;
mod shares;
mod shot_first;
mod site;
mod spot;
mod subject;
mod summed;
mod sums;
mod tallies;
mod telling;
mod told_once;
mod totals;
mod turns;
mod units;
mod weapons;
mod when;
mod worth;

use smallvec::SmallVec;

use self::draft::{ActorDraft, Draft, Firmness};
pub(crate) use self::series::LASTING;
pub(crate) use self::tallies::TallyDraft;
use self::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::events::Strength;
use crate::annotate::unreal;
use crate::annotate::victims::FigureMention;
use crate::held::BOMBER;
use crate::lexicon::vocabulary::Parts;
use crate::model::{ActorRole, DatePrecision, IncidentRole};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// Hands over each word that the rules here ask about, with its classes as bits.
pub(crate) fn each_part(mut found: impl FnMut(&str, Parts)) {
    roles::each_part(&mut found);
    elsewhere::each_part(&mut found);
    firing::each_part(&mut found);
    landmarks::each_part(&mut found);
    when::each_part(&mut found);
}

/// Incidents and tallies before resolution.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    pub(crate) drafts: Vec<Draft>,
    /// Acts without anything to hang an incident on; kept for those who ask.
    pub(crate) dropped: Vec<Draft>,
    pub(crate) tallies: Vec<TallyDraft>,
}

/// Assembles the mentions of a reading.
pub(crate) fn assemble(reading: &Reading, mentions: &Mentions) -> Assembly {
    let mut assembly = Assembly::default();
    let mut drafts: Vec<Draft> = Vec::with_capacity(16);
    let mut tally: Option<RunningTally> = None;
    let mut context = scene::Context::default();
    let mut habit: Option<usize> = None;
    // Paragraph and words of acts that were counted over a long time, without people.
    let mut acts: Option<(usize, TokenSpan)> = None;
    let mut head: Option<ActorDraft> = None;
    let mut recent: Option<RunningTally> = None;
    // Whether the last people were counted over several incidents.
    let mut counted = false;
    let mut summed: Option<summed::Summed> = None;
    for unit in units::units(reading, mentions) {
        if !(unit.span.start..unit.span.end).any(|i| reading.tokens[i].is_word()) {
            continue;
        }
        let mut figures = figures_in(mentions, unit.span);
        harm::settle(reading, &mut figures);
        if counting::updates(mentions, unit.span) {
            harm::last_counted(reading, &mut figures);
        }
        if natural(mentions, &unit) || habit::only_comments(reading, mentions, &unit, &figures) {
            tally = None;
            continue;
        }
        if tally.is_some_and(|t| {
            t.breath && !unit.same_breath(reading)
                || t.paragraph != unit.paragraph
                    && !(t.listed && continued::goes_on_list(reading, mentions, &unit))
        }) {
            tally = None;
        }
        let counts_habit =
            habit == Some(unit.paragraph) && habit::counts_habit(mentions, &unit, &figures);
        let of_acts = acts.filter(|(paragraph, _)| {
            unit.paragraph <= paragraph + 1
                && habit::tolls_of_acts(reading, mentions, &unit, &figures)
        });
        let starts =
            counts_habit || of_acts.is_some() || counting::starts(reading, mentions, &unit);
        // «حصيلة شهداء إدلب وحلب»: the next line tells how many.
        if figures.is_empty() && counting::heads_digest(reading, mentions, &unit) {
            recent = Some(RunningTally {
                base: assembly.tallies.len(),
                paragraph: unit.paragraph,
                listed: false,
                opened: unit.span,
                breath: false,
                heads: true,
            });
            context.sums_up(reading, mentions, &unit);
            continue;
        }
        if habit::counts_acts(reading, mentions, &unit, &figures) {
            acts = Some((unit.paragraph, unit.span));
        }
        if tally.is_none() {
            tally = recent
                .filter(|t| resumed::resumes(reading, mentions, &unit, &figures, *t, counted))
                .map(|t| RunningTally { paragraph: unit.paragraph, ..t });
        }
        let goes_on =
            tally.is_some_and(|t| continued::goes_on(reading, mentions, &unit, &figures, t.listed));
        let rise =
            !starts && !goes_on && risen::tells_only_the_rise(reading, mentions, &unit, &figures);
        if rise && risen::into_toll(reading, mentions, &unit, &figures, drafts.last_mut()) {
            continue;
        }
        if starts
            && let Some(day) =
                drafts.pop_if(|day| several::feeds_count(reading, mentions, day, &unit, &figures))
        {
            totals::add(day, &mut assembly.tallies, mentions);
        }
        if starts || goes_on || rise {
            let listed = tally.is_some_and(|t| t.listed) && unit.bullet;
            let base = tally.map_or(assembly.tallies.len(), |t| t.base);
            let base = if starts && !goes_on { assembly.tallies.len() } else { base };
            tallies::add(
                &mut assembly.tallies,
                base,
                reading,
                mentions,
                unit.span,
                figures,
                listed,
                tally.map(|t| t.opened).or(of_acts.map(|(_, words)| words)),
            );
            let announces =
                continued::announces_list(mentions, &unit) || tally.is_some_and(|t| t.listed);
            // «في حوادث متفرقة»: the next sentences tell them one by one.
            let spread = starts && !goes_on && counting::is_spread(mentions, &unit);
            // A headline's count is told by the day of what the body tells.
            if spread || unit.headline && starts {
                context.sums_up(reading, mentions, &unit);
                summed = summed::Summed::of(mentions, &unit, &assembly.tallies[base..]);
            }
            let opened = match (tally.filter(|_| goes_on), of_acts) {
                (Some(running), _) => running.opened,
                (None, Some((_, words))) => words,
                (None, None) => unit.span,
            };
            tally = Some(RunningTally {
                base,
                paragraph: unit.paragraph,
                listed: announces,
                opened,
                breath: spread && !announces,
                heads: false,
            });
            recent = tally.filter(|t| !t.breath).or(recent);
            counted = true;
            continue;
        }
        tally = None;
        if continued::tells_parts(reading, mentions, &unit, &figures)
            && let Some(told) = drafts.iter_mut().rev().take(4).find(|d| {
                unit.paragraph <= d.paragraph + 2
                    && figures.iter().all(|f| {
                        f.within.is_some() || retold::whole_of_part(&d.figures, f).is_some()
                    })
            })
        {
            retold::merge(&mut told.figures, figures);
            continue;
        }
        if received::seen_or_received(reading, mentions, &unit, &figures)
            && let Some(told) = received::of_whom(&mut drafts, &unit)
        {
            if !received::of_several(reading, mentions, &unit) {
                retold::counted_elsewhere(&mut told.figures, figures);
            }
            continue;
        }
        if habit::is_habit(reading, mentions, &unit)
            || habit == Some(unit.paragraph) && habit::goes_on_habit(mentions, &unit)
            || going_on::dwells(reading, mentions, &unit, &figures, acts.map(|(at, _)| at))
            || !drafts.is_empty()
                && (going_on::only_goes_on(reading, mentions, &unit, &figures)
                    || going_on::speaks_of_several(reading, mentions, &unit, &figures)
                    || going_on::holds_ground(reading, mentions, &unit, &figures))
        {
            habit = Some(unit.paragraph);
            continue;
        }
        if habit::counts_acts_of_nowhere(reading, mentions, &unit, &figures) {
            continue;
        }
        context.enter(reading, mentions, &unit);
        let people = !figures.is_empty();
        let draft = telling::draft(reading, mentions, &unit, figures, &mut context, &drafts);
        if !people
            && let Some(told) = drafts.last_mut()
            && spot::told_closer(reading, mentions, &unit, draft.as_ref(), told)
        {
            continue;
        }
        if let Some(mut draft) = draft {
            if unit.bullet && draft.perpetrators().next().is_none() {
                draft.actors.extend(head.clone());
            }
            counted = false;
            if let Some(summed) = &mut summed {
                summed.hand_on(&unit, &mut draft);
            }
            if let Some(told) = drafts.last_mut() {
                if same_act::only_claims(reading, &draft, told) {
                    let claimants = draft.actors.into_iter();
                    told.actors.extend(claimants.filter(|a| a.role == ActorRole::Claimant));
                    continue;
                }
                if same_act::only_fell(reading, &unit, &draft, told) {
                    told.figures.extend(draft.figures);
                    continue;
                }
            }
            head = if unit.bullet { head } else { subject::heads_list(reading, &unit, &draft) };
            drafts.extend(shares::by_place(reading, mentions, &unit, draft));
        }
        context.heads_list(reading, mentions, &unit);
    }
    broad::drop_told_in_detail(&mut drafts, mentions);
    totals::take(reading, &mut drafts, &mut assembly.tallies, mentions);
    told_once::drop_retold(&mut drafts, &assembly.tallies);
    told_once::strip_headlines(&mut drafts, &assembly.tallies);
    drafts.retain(|d| !d.headline || says_something(d));
    let mut sums = Vec::new();
    let mut merged = merge::merge(drafts, &mentions.resolved, &mut sums);
    for sum in sums {
        totals::add(sum, &mut assembly.tallies, mentions);
    }
    told_once::tell_once(&mut assembly.tallies);
    told_once::drop_uncounted(&mut assembly.tallies);
    told_once::time_told_below(&mut assembly.tallies);
    for draft in &mut merged {
        weapons::tidy(reading, draft);
        places::tidy(reading, draft, mentions);
        fought::sides(draft, mentions);
        roles::claimed(&mut draft.actors);
        by_whom::bomber_of_nobody(draft);
        harm::drop_emptied(&mut draft.figures);
        again::drop_same_parts(&mut draft.figures);
        let bomber = draft.perpetrators().next().filter(|id| *id != "unknown");
        for figure in &mut draft.figures {
            let bombs = |i: usize| reading.forms.any_parts(i) & BOMBER != 0;
            if figure.affiliation.is_none()
                && bomber.is_some()
                && (figure.span.start..figure.span.end).any(bombs)
            {
                figure.affiliation = bomber;
            }
        }
    }
    places::only_one(&mut merged, mentions);
    quarters::take_their_town(&mut merged, &assembly.tallies, mentions);
    assembly.dropped = worth::keep(reading, &mut merged, mentions, !assembly.tallies.is_empty());
    long_before(&mut merged);
    flown::over_one(reading, &mut merged, mentions);
    for draft in merged.iter_mut().chain(&mut assembly.dropped) {
        day::whole_month(draft);
        day::untold(mentions, draft);
    }
    for draft in &mut merged {
        by_victims::dug_out(reading, draft);
        occasion::fought_for(draft);
    }
    assembly.drafts = merged;
    assembly
}

/// What happened days before the first news of a report is told beside it.
fn long_before(drafts: &mut [Draft]) {
    let day = |d: &Draft| {
        let when = d.when.as_ref()?;
        when.value.start.filter(|_| when.value.precision == DatePrecision::Day)
    };
    let lead = |d: &Draft| d.role == IncidentRole::Lead;
    let Some(first) = drafts.iter().filter(|d| lead(d)).find_map(day) else { return };
    for draft in drafts.iter_mut().filter(|d| lead(d)) {
        let before = day(draft).and_then(|day| day.until(first).ok());
        if before.is_some_and(|span| span.get_days() > 1) {
            draft.role = IncidentRole::Background;
        }
    }
}

/// A flood, a disease: deaths without an act or a weapon.
fn natural(mentions: &Mentions, unit: &Unit) -> bool {
    let inside = |span: TokenSpan| unit.span.contains(span);
    unreal::by_nature(&mentions.unreal, unit.span)
        && !mentions
            .events_in(unit.span)
            .iter()
            .any(|e| inside(e.span) && e.strength == Strength::Strong)
        && !mentions.means_in(unit.span).iter().any(|m| inside(m.span))
}

#[derive(Debug, Clone, Copy)]
struct RunningTally {
    base: usize,
    paragraph: usize,
    listed: bool,
    /// The words that opened it: they tell the time that its later figures span.
    opened: TokenSpan,
    /// A heading that counts nobody itself.
    heads: bool,
    /// It goes on no further than its sentence: the next ones tell its incidents one by one.
    breath: bool,
}

/// The figures inside a span, with `within` counted from the first of them.
fn figures_in(mentions: &Mentions, span: TokenSpan) -> Vec<FigureMention> {
    let inside: SmallVec<[usize; 8]> = mentions
        .figure_numbers_in(span)
        .filter(|i| span.contains(mentions.figures[*i].span))
        .collect();
    inside
        .iter()
        .map(|i| {
            let mut figure = mentions.figures[*i].clone();
            figure.within = figure.within.and_then(|w| inside.iter().position(|at| *at == w));
            figure
        })
        .collect()
}

/// A headline's «استهداف …» without a place, people or a side says nothing.
fn says_something(draft: &Draft) -> bool {
    draft.kind.firmness != Firmness::Weak
        || !draft.places.is_empty()
        || !draft.figures.is_empty()
        || !draft.actors.is_empty()
        || !draft.means.is_empty()
}
