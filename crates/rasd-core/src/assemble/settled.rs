//! What is settled when the whole report is told: sums go to their tallies, tellings of one incident are merged,
//! and what is told well enough stands.

use super::Assembly;
use crate::annotate::Mentions;
use crate::assemble::day;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::harm::{self, again};
use crate::assemble::kind::{by_victims, by_whom, fought, occasion, weapons};
use crate::assemble::merge;
use crate::assemble::roles::{self, flown, one_doer};
use crate::assemble::scene::{apart, places, quarters};
use crate::assemble::tallies::TallyDraft;
use crate::assemble::tallies::{broad, told_once, totals};
use crate::assemble::worth;
use crate::held::BOMBER;
use crate::model::{DatePrecision, IncidentRole};
use crate::reading::Reading;

/// Drafts and counts as they were told, made the incidents and tallies of the report.
pub(super) fn settle(
    reading: &Reading,
    mentions: &Mentions,
    mut drafts: Vec<Draft>,
    mut tallies: Vec<TallyDraft>,
) -> Assembly {
    broad::drop_told_in_detail(&mut drafts, mentions);
    totals::take(reading, &mut drafts, &mut tallies, mentions);
    told_once::drop_retold(&mut drafts, &tallies);
    told_once::strip_headlines(&mut drafts, &tallies);
    drafts.retain(|d| !d.headline || says_something(d));
    let mut sums = Vec::new();
    let mut drafts = merge::merge(drafts, &mentions.resolved, &mut sums);
    for sum in sums {
        totals::add(sum, &mut tallies, mentions);
    }
    told_once::victims_of_both(reading, &mut tallies);
    told_once::tell_once(&mut tallies);
    told_once::drop_uncounted(&mut tallies);
    told_once::time_told_below(&mut tallies);
    for draft in &mut drafts {
        tidy(reading, mentions, draft);
    }
    apart::only_one(reading, &mut drafts, mentions);
    quarters::take_their_town(&mut drafts, &tallies, mentions);
    let mut dropped = worth::keep(reading, &mut drafts, mentions, !tallies.is_empty());
    long_before(&mut drafts);
    flown::over_one(reading, &mut drafts, mentions);
    one_doer::the_only_one(reading, &mut drafts, mentions);
    roles::of_the_state(reading, mentions, &mut drafts);
    flown::bare_bombardment(reading, &mut drafts, mentions);
    for draft in drafts.iter_mut().chain(&mut dropped) {
        day::whole_month(draft);
        day::untold(mentions, draft);
    }
    for draft in &mut drafts {
        by_victims::dug_out(reading, draft);
        by_victims::held_in_raid(draft);
        by_victims::shot_in_raid(draft);
        occasion::fought_for(draft);
    }
    Assembly { drafts, dropped, tallies }
}

/// Slots of one incident that are clear only when all its tellings are together.
fn tidy(reading: &Reading, mentions: &Mentions, draft: &mut Draft) {
    weapons::tidy(reading, draft);
    places::tidy(reading, draft, mentions);
    fought::sides(draft, mentions);
    roles::claimed(&mut draft.actors);
    by_whom::bomber_of_nobody(reading, draft);
    harm::drop_emptied(&mut draft.figures, true);
    again::drop_same_parts(reading, &mut draft.figures);
    harm::victims_unsaid(reading, &mut draft.figures);
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

/// A headline's «استهداف …» without a place, people or a side says nothing.
fn says_something(draft: &Draft) -> bool {
    draft.kind.firmness != Firmness::Weak
        || !draft.places.is_empty()
        || !draft.figures.is_empty()
        || !draft.actors.is_empty()
        || !draft.means.is_empty()
}
