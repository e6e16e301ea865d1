//! Whose strikes they were where only one side flies (`data/skies.tsv`).

use std::cell::LazyCell;
use std::sync::LazyLock;

use smallvec::SmallVec;

use crate::annotate::Mentions;
use crate::annotate::actors::is_no_side;
use crate::assemble::draft::{ActorDraft, Draft, KindRead};
use crate::gazetteer::{Gazetteer, PlaceRow};
use crate::lexicon::Table;
use crate::model::{ActorRole, Kind, Means};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::flown::{DEFENCES, NO_AIRCRAFT};

/// Land and who flies over it.
struct Sky {
    country: String,
    /// The first-level unit; empty for the whole country.
    admin1: String,
    actor: String,
    /// What is shelled from the ground is theirs as well.
    shells: bool,
    /// Others fly there as well.
    shared: bool,
    /// Others fly there, and nothing of this sort: barrel bombs are dropped, or aircraft with men in them flown, by it alone.
    alone_with: Option<Sort>,
}

/// What only one of those who fly over a land has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Barrels,
    Manned,
}

static SKIES: LazyLock<Vec<Sky>> = LazyLock::new(|| {
    let table = skies_table();
    let text = |row, column| table.get(row, column).to_owned();
    let sky = |row| Sky {
        country: text(row, "country"),
        admin1: text(row, "admin1"),
        actor: text(row, "actor"),
        shells: table.get(row, "fire") == "all",
        shared: table.get(row, "fire") == "bare",
        alone_with: match table.get(row, "fire") {
            "barrels" => Some(Sort::Barrels),
            "manned" => Some(Sort::Manned),
            _ => None,
        },
    };
    table.rows.iter().map(sky).collect()
});

/// The table of who flies where.
fn skies_table() -> Table {
    Table::parse("skies", include_str!("../../../data/skies.tsv")).expect("compiled-in table")
}

/// Who alone could have struck a place; `flown` where it was struck from the air.
fn alone_over(place: &PlaceRow, draft: &Draft, flown: bool) -> Option<&'static str> {
    let with = |sort: Sort| match sort {
        Sort::Barrels => draft.means.iter().any(|m| m.value == Means::BarrelBomb),
        Sort::Manned => draft.kind.kind == Kind::AirStrike,
    };
    let over = |sky: &&Sky| {
        !sky.shared
            && sky.country == place.country
            && (sky.admin1.is_empty() || sky.admin1 == place.admin[0])
            && (flown || sky.shells)
            && sky.alone_with.is_none_or(with)
    };
    SKIES.iter().find(over).map(|sky| sky.actor.as_str())
}

/// «غارة على دير البلح»: no word of whose it was, in a report that names the side elsewhere.
pub(in crate::assemble) fn over_one(reading: &Reading, drafts: &mut [Draft], mentions: &Mentions) {
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
            .map(|place| alone_over(place, draft, flown));
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

/// «قصف إسرائيلي على مطار …», in a report that tells of raids or of air defence: it came from the air, where that
/// side has no guns.
pub(in crate::assemble) fn bare_bombardment(
    reading: &Reading,
    drafts: &mut [Draft],
    mentions: &Mentions,
) {
    let row = |i: &usize| {
        mentions.resolved.get(*i).and_then(|r| r.row).and_then(|id| Gazetteer::get().row(id))
    };
    let bare = |d: &Draft| d.kind.kind == Kind::Shelling && d.means.is_empty();
    let guns: Vec<&'static str> =
        drafts.iter().filter(|d| from_the_ground(d)).flat_map(Draft::perpetrators).collect();
    // Asked of the whole report, and once.
    let defended = LazyCell::new(|| shot_at(reading));
    let mut fliers: SmallVec<[(&str, bool); 4]> = SmallVec::new();
    let mut known_to_fly = |side: &'static str| {
        let known = fliers.iter().find(|(id, _)| *id == side).map(|(_, flies)| *flies);
        known.unwrap_or_else(|| {
            fliers.push((side, flies(mentions, side)));
            fliers[fliers.len() - 1].1
        })
    };
    for draft in drafts.iter_mut().filter(|d| bare(d)) {
        let sides: SmallVec<[&'static str; 2]> =
            draft.perpetrators().filter(|id| !is_no_side(id)).collect();
        let [side] = sides[..] else { continue };
        let far = |sky: &&Sky| sky.shared && sky.actor == side;
        let mut places = draft.places.iter().chain(&draft.containers).filter_map(row).peekable();
        let over = |country: &str| SKIES.iter().filter(far).any(|sky| sky.country == country);
        let there = if places.peek().is_some() {
            places.all(|p| over(p.country))
        } else {
            mentions.country.as_deref().is_some_and(over)
        };
        if there && !guns.contains(&side) && (known_to_fly(side) || *defended) {
            draft.kind.kind = Kind::AirStrike;
            draft.kind.rule = "kind.bare_bombardment";
        }
    }
}

/// «غارات استهدفت مواقع للحوثيين», «الغارات على … حزب العمال»: who has no aircraft flew no raid, and was hit by it
/// where he is named behind it. «أغار مسلحو …» are men who came on the ground.
pub(in crate::assemble) fn grounded(
    reading: &Reading,
    kind: &KindRead,
    actors: &mut Vec<ActorDraft>,
) {
    let came = reading.key(kind.span.start).trim_start_matches(['و', 'ف']).starts_with("اغار");
    if kind.kind != Kind::AirStrike || came {
        return;
    }
    let on_the_ground =
        |a: &ActorDraft| a.did_it() && (NO_AIRCRAFT.contains(&a.id) || a.rule == "roles.gunmen");
    for actor in actors.iter_mut().filter(|a| on_the_ground(a) && a.rule == "roles.behind_act") {
        actor.role = ActorRole::Target;
        actor.rule = "roles.grounded";
    }
    actors.retain(|a| !on_the_ground(a));
    // «… وفصائل … غارات لطيران …»: who is left alone did it.
    let led = actors.iter().any(|a| a.role == ActorRole::Perpetrator);
    if let Some(left) = actors.iter_mut().find(|a| !led && a.role == ActorRole::CoPerpetrator) {
        left.role = ActorRole::Perpetrator;
    }
}

/// Whether an act was done with guns or rockets that stand on the ground.
fn from_the_ground(draft: &Draft) -> bool {
    draft.kind.kind == Kind::Shelling
        && draft
            .means
            .iter()
            .any(|m| matches!(m.value, Means::Artillery | Means::Mortar | Means::Tank))
}

/// How far from a side's name its raids or aircraft are told, in tokens.
const ITS_OWN: usize = 2;

/// «غارات إسرائيلية», «الطيران الإسرائيلي»: whether a report tells of a side's raids or aircraft, whether or not of these.
fn flies(mentions: &Mentions, side: &str) -> bool {
    mentions.actors.iter().filter(|a| a.id == side).any(|a| {
        let around = TokenSpan::new(a.span.start.saturating_sub(ITS_OWN), a.span.end);
        mentions.events_in(around).iter().any(|e| e.kind == Some(Kind::AirStrike))
            || mentions.means_in(around).iter().any(|m| m.means == Some(Means::Aircraft))
    })
}

/// «تصدت الدفاعات الجوية لـ…»: what air defence fires at came through the air.
fn shot_at(reading: &Reading) -> bool {
    let defence = |i: usize| {
        reading.reads_any(i, &DEFENCES) && matches!(reading.key(i + 1), "الجويه" | "الجوي")
    };
    (0..reading.tokens.len()).any(defence)
}
