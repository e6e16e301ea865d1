//! Whose strikes they were where only one side flies (`data/skies.tsv`).

use std::sync::LazyLock;

use super::draft::{ActorDraft, Draft};
use crate::annotate::Mentions;
use crate::gazetteer::{Gazetteer, PlaceRow};
use crate::lexicon::Table;
use crate::model::{ActorRole, Kind};
use crate::reading::Reading;

/// Land and who flies over it.
struct Sky {
    country: String,
    /// The first-level unit; empty for the whole country.
    admin1: String,
    actor: String,
    /// What is shelled from the ground is theirs as well.
    shells: bool,
}

static SKIES: LazyLock<Vec<Sky>> = LazyLock::new(|| {
    let table = skies_table();
    let text = |row, column| table.get(row, column).to_owned();
    let sky = |row| Sky {
        country: text(row, "country"),
        admin1: text(row, "admin1"),
        actor: text(row, "actor"),
        shells: table.get(row, "fire") == "all",
    };
    table.rows.iter().map(sky).collect()
});

/// The table of who flies where.
fn skies_table() -> Table {
    Table::parse("skies", include_str!("../../data/skies.tsv")).expect("compiled-in table")
}

/// Who alone could have struck a place; `flown` where it was struck from the air.
fn alone_over(place: &PlaceRow, flown: bool) -> Option<&'static str> {
    let over = |sky: &&Sky| {
        sky.country == place.country
            && (sky.admin1.is_empty() || sky.admin1 == place.admin[0])
            && (flown || sky.shells)
    };
    SKIES.iter().find(over).map(|sky| sky.actor.as_str())
}

/// «غارة على دير البلح»: no word of whose it was, in a report that names the side elsewhere.
pub(super) fn over_one(reading: &Reading, drafts: &mut [Draft], mentions: &Mentions) {
    let row = |i: &usize| {
        mentions.resolved.get(*i).and_then(|r| r.row).and_then(|id| Gazetteer::get().row(id))
    };
    for draft in drafts.iter_mut() {
        let flown = matches!(draft.kind.kind, Kind::AirStrike | Kind::DroneStrike);
        if !(flown || draft.kind.kind == Kind::Shelling) || draft.perpetrators().next().is_some() {
            continue;
        }
        let mut sides = draft
            .places
            .iter()
            .chain(&draft.containers)
            .chain(&draft.area)
            .filter_map(row)
            .map(|place| alone_over(place, flown));
        let Some(id) = sides.next().flatten().filter(|id| sides.all(|other| other == Some(*id)))
        else {
            continue;
        };
        let Some(side) = mentions.actors.iter().find(|a| a.id == id) else { continue };
        let others = draft.actors.iter().any(|a| a.role == ActorRole::Claimant || a.id == id);
        // «سقط صاروخ أُطلق من القطاع»: what came down was shot by others.
        let fell = reading.key(draft.kind.span.start).contains("سقط")
            || reading.key(draft.kind.span.start).contains("سقوط");
        if !others && !fell {
            draft.actors.push(ActorDraft::of(side, ActorRole::Perpetrator, "roles.flown_over"));
        }
    }
}
