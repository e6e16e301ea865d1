//! «قُتل شرطيان بانفجار عبوة»: soldiers and policemen of whom the report does not say whose they are are the state's.

use super::words::{WordClass, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{is_no_side, of_the_state as force};
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Draft};
use crate::gazetteer::Gazetteer;
use crate::model::{ActorRole, Certainty, Group, Kind, Outcome};
use crate::reading::Reading;

/// Where no side is told to have been hit, men in uniform are those of the state in whose land it was.
pub(crate) fn of_the_state(reading: &Reading, mentions: &Mentions, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| attacked(d)) {
        let in_uniform = |f: &FigureMention| {
            let taken = matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Abducted);
            let own = taken && f.group == Group::Combatants && f.affiliation.is_none();
            let troops = |i: &usize| is(reading, *i, WordClass::Troops);
            let word = (f.span.start..f.span.end).find(|i| own && troops(i))?;
            Some((reading.key(word).contains("شرطي"), f.span))
        };
        let Some((police, span)) = draft.figures.iter().find_map(in_uniform) else { continue };
        let places = draft.places.iter().chain(&draft.containers).chain(&draft.area);
        let row = |i: &usize| {
            mentions.resolved.get(*i).and_then(|r| r.row).and_then(|id| Gazetteer::get().row(id))
        };
        let Some(land) = places.filter_map(row).next() else { continue };
        // A homonym abroad says nothing of whose men they are.
        if mentions.country.as_deref().is_some_and(|told| told != land.country) {
            continue;
        }
        let Some(id) = force(police, Some(&land.country), mentions.published) else { continue };
        draft.actors.push(ActorDraft {
            role: ActorRole::Target,
            id,
            name: None,
            certainty: Certainty::Stated,
            span,
            rule: "roles.in_uniform",
        });
    }
}

/// Whether men of whom nobody knows, or who are no army, attacked somebody of whom no side is told.
fn attacked(draft: &Draft) -> bool {
    let attack = matches!(
        draft.kind.kind,
        Kind::Ied
            | Kind::SuicideBombing
            | Kind::Grenade
            | Kind::Shooting
            | Kind::Assassination
            | Kind::Execution
            | Kind::Abduction
    );
    // An army that attacks hits another's men.
    let band = |a: &ActorDraft| {
        a.role == ActorRole::Claimant || a.did_it() && (is_no_side(a.id) || a.id == "is")
    };
    attack && draft.actors.iter().all(band)
}
