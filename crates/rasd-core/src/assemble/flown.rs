//! Whose strikes they were where only one side flies: over Gaza, the West Bank and Lebanon.

use super::draft::{ActorDraft, Draft};
use crate::annotate::Mentions;
use crate::gazetteer::{Gazetteer, PlaceRow};
use crate::model::{ActorRole, Kind};
use crate::reading::Reading;

/// The side that flies there.
const FLIES: &str = "il.mil";

/// «غارة على دير البلح»: no word of whose it was, in a report that names the side elsewhere.
pub(super) fn over_one(reading: &Reading, drafts: &mut [Draft], mentions: &Mentions) {
    let Some(side) = mentions.actors.iter().find(|a| a.id == FLIES) else { return };
    let row = |i: &usize| {
        mentions.resolved.get(*i).and_then(|r| r.row).and_then(|id| Gazetteer::get().row(id))
    };
    for draft in drafts.iter_mut() {
        let flown = matches!(draft.kind.kind, Kind::AirStrike | Kind::DroneStrike);
        if !(flown || draft.kind.kind == Kind::Shelling) || draft.perpetrators().next().is_some() {
            continue;
        }
        let under = |r: &PlaceRow| {
            r.country == "PS" && (flown || r.admin[0] == "PS-GZ") || r.country == "LB" && flown
        };
        let mut rows =
            draft.places.iter().chain(&draft.containers).chain(&draft.area).filter_map(row);
        let others = draft.actors.iter().any(|a| a.role == ActorRole::Claimant || a.id == FLIES);
        // «سقط صاروخ أُطلق من القطاع»: what came down was shot by others.
        let fell = reading.key(draft.kind.span.start).contains("سقط")
            || reading.key(draft.kind.span.start).contains("سقوط");
        if rows.next().is_some_and(under) && rows.all(under) && !others && !fell {
            draft.actors.push(ActorDraft::of(side, ActorRole::Perpetrator, "roles.flown_over"));
        }
    }
}
