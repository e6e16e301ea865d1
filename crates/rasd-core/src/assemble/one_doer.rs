//! Whose act it was where the report knows of one doer only: «العدو الأمريكي يوسّع عدوانه: …، غارة على سيارة في …».

use super::draft::{ActorDraft, Draft};
use super::subject::doers_again;
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, is_no_side};
use crate::model::{ActorRole, Kind};
use crate::word_lists::flown::NO_AIRCRAFT;

/// Acts that one side does all of, where no other that could is named.
const SORTS: [&[Kind]; 3] =
    [&[Kind::AirStrike, Kind::DroneStrike], &[Kind::LandmineErw], &[Kind::ProtestViolence]];

/// Gives the acts of nobody the side that did all others of their sort, where one of these is told in front.
pub(super) fn the_only_one(drafts: &mut [Draft], mentions: &Mentions) {
    for sort in SORTS {
        let of_it = |d: &&Draft| sort.contains(&d.kind.kind);
        // «وفي سياق منفصل»: other news, whoever did it.
        let of_nobody = |d: &Draft| sort.contains(&d.kind.kind) && !d.fresh && nobodys(d);
        if !drafts.iter().any(of_nobody) {
            continue;
        }
        let Some((told, side)) = only_doer(drafts.iter().filter(of_it)) else { continue };
        // Bands fly drones, and nothing larger.
        let aircraft = |d: &Draft| d.kind.kind == Kind::AirStrike;
        let flown = drafts.iter().filter(|d| of_nobody(d)).all(aircraft);
        let could = |id: &str| !is_no_side(id) && !(flown && NO_AIRCRAFT.contains(&id));
        let named = |form: ActorForm| matches!(form, ActorForm::Name | ActorForm::Adjective);
        if mentions.actors.iter().any(|a| named(a.form) && a.id != side.id && could(a.id)) {
            continue;
        }
        for draft in drafts.iter_mut().filter(|d| of_nobody(d) && d.unit.start >= told) {
            draft.actors.retain(|a| a.id != side.id);
            draft.actors.push(side.clone());
        }
    }
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
