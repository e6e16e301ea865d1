//! Whose act it was where the report knows of one doer only: «العدو الأمريكي يوسّع عدوانه: …، غارة على سيارة في …».

use super::subject::doers_again;
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, is_no_side};
use crate::assemble::draft::{ActorDraft, Draft};
use crate::held::REMNANTS;
use crate::model::{ActorRole, Group, Kind, Means};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::flown::NO_AIRCRAFT;

/// Acts that one side does all of, where no other that could is named.
const SORTS: [&[Kind]; 3] =
    [&[Kind::AirStrike, Kind::DroneStrike], &[Kind::LandmineErw], &[Kind::ProtestViolence]];

/// Gives the acts of nobody the side that did all others of their sort, where one of these is told in front.
pub(in crate::assemble) fn the_only_one(
    reading: &Reading,
    drafts: &mut [Draft],
    mentions: &Mentions,
) {
    for sort in SORTS {
        // «قصف العدو مبنى» among raids: with nothing else that they could have been done with.
        let bare = |d: &Draft| {
            sort.contains(&Kind::AirStrike)
                && d.kind.kind == Kind::Shelling
                && d.means.is_empty()
                && d.figures.iter().all(|f| f.group != Group::Combatants)
                // «سقط صاروخ على …»: what came down was shot by others.
                && !(d.unit.start..d.kind.span.end)
                    .any(|i| reading.key(i).contains("سقط") || reading.key(i).contains("سقوط"))
        };
        let of_it = |d: &&Draft| sort.contains(&d.kind.kind);
        // «وفي سياق منفصل»: other news, whoever did it.
        let of_nobody = |d: &Draft| (of_it(&d) || bare(d)) && (!d.fresh || d.item) && nobodys(d);
        if !drafts.iter().any(of_nobody) {
            continue;
        }
        let told = only_doer(drafts.iter().filter(of_it));
        let Some((told, side)) = told.or_else(|| topic(reading, mentions, sort, drafts)) else {
            continue;
        };
        // Bands fly drones, and nothing larger.
        let aircraft = |d: &Draft| matches!(d.kind.kind, Kind::AirStrike | Kind::Shelling);
        let flown = drafts.iter().filter(|d| of_nobody(d)).all(aircraft);
        let could = |id: &str| !is_no_side(id) && (!flown || !NO_AIRCRAFT.contains(&id));
        if sides(mentions).any(|a| a.id != side.id && could(a.id)) {
            continue;
        }
        for draft in drafts.iter_mut().filter(|d| of_nobody(d) && d.unit.end > told) {
            draft.actors.retain(|a| a.id != side.id);
            draft.actors.push(side.clone());
        }
    }
}

/// The sides that the report names.
fn sides(mentions: &Mentions) -> impl Iterator<Item = &ActorMention> + Clone {
    mentions.actors.iter().filter(|a| matches!(a.form, ActorForm::Name | ActorForm::Adjective))
}

/// Whether nobody is told to have done it or to claim it.
fn nobodys(draft: &Draft) -> bool {
    !draft.actors.iter().any(|a| a.did_it() || a.role == ActorRole::Claimant)
}

/// The one side that did whatever of these is told to have been done by anybody, and where that is first told.
fn only_doer<'a>(drafts: impl Iterator<Item = &'a Draft>) -> Option<(usize, ActorDraft)> {
    let theirs = |d: &'a Draft| {
        doers_again(d, "roles.only_one").into_iter().map(move |side| (d.unit.start, side))
    };
    let mut told = drafts.flat_map(theirs);
    let (mut first, side) = told.next().filter(|(_, side)| !is_no_side(side.id))?;
    for (start, other) in told {
        first = first.min(start);
        if other.id != side.id {
            return None;
        }
    }
    Some((first, side))
}

/// «العدو الأمريكي يوسّع عدوانه: …», «ألغام الحوثيين تقتل …»: the one side that the report names at all, with its
/// raids or mines.
fn topic(
    reading: &Reading,
    mentions: &Mentions,
    sort: &[Kind],
    drafts: &[Draft],
) -> Option<(usize, ActorDraft)> {
    let mine = sort.contains(&Kind::LandmineErw);
    // «قنبلة من مخلفات …» alone has nobody who did it now; several are what a side has left behind.
    let several = drafts.iter().filter(|d| sort.contains(&d.kind.kind)).nth(1).is_some();
    let theirs = |a: &&ActorMention| {
        let before = TokenSpan::new(a.span.start.saturating_sub(NEAR), a.span.start);
        let around = TokenSpan::new(before.start, a.span.end + NEAR);
        let words = || (around.start..around.end.min(reading.tokens.len())).map(|i| reading.key(i));
        if mine {
            mentions.means_in(before).iter().any(|m| m.means == Some(Means::Landmine))
                || several
                    && (before.start..before.end)
                        .any(|i| reading.forms.any_parts(i) & REMNANTS != 0)
        } else {
            mentions.events_in(around).iter().any(|e| e.kind == Some(Kind::AirStrike))
                || words().any(|word| word.contains("عدوان"))
        }
    };
    if sort.contains(&Kind::ProtestViolence) {
        return None;
    }
    let mut known = sides(mentions).filter(|a| !is_no_side(a.id));
    let first = known.clone().find(theirs)?;
    let hit = |d: &Draft| d.actors.iter().any(|a| a.id == first.id && a.role == ActorRole::Target);
    let alone = known.all(|a| a.id == first.id);
    (alone && !drafts.iter().any(hit)).then(|| {
        (first.span.start, ActorDraft::of(first, ActorRole::Perpetrator, "roles.only_one"))
    })
}

/// How far from a side's name its raids or mines are told, in tokens.
const NEAR: usize = 3;
