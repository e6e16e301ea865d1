//! «قُتل شرطيان بانفجار عبوة»: soldiers and policemen of whom the report does not say whose they are are the state's.

use super::words::{WordClass, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, is_no_side, of_the_state as force};
use crate::annotate::events::EventClass;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Draft};
use crate::gazetteer::Gazetteer;
use crate::model::{ActorRole, Certainty, Group, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// Where no side is told to have been hit or to have done it, men in uniform are those of the state in whose land it was.
pub(crate) fn of_the_state(reading: &Reading, mentions: &Mentions, drafts: &mut [Draft]) {
    for draft in drafts {
        let fired = shooter(reading, mentions, draft).map(|men| (men, ActorRole::Perpetrator));
        let hit = || {
            let men = draft.figures.iter().find_map(|f| in_uniform(reading, f));
            men.filter(|_| attacked(draft)).map(|men| (men, ActorRole::Target))
        };
        let Some(((police, span), role)) = fired.or_else(hit) else { continue };
        let Some(id) = land(mentions, draft)
            .and_then(|country| force(police, Some(country), mentions.published))
        else {
            continue;
        };
        draft.actors.push(ActorDraft {
            role,
            id,
            name: (role == ActorRole::Perpetrator).then(|| reading.words(span).to_owned()),
            certainty: Certainty::Stated,
            span,
            rule: "roles.in_uniform",
        });
    }
}

/// Those in uniform of a figure of whom no side is told, and whether they are policemen.
fn in_uniform(reading: &Reading, figure: &FigureMention) -> Option<(bool, TokenSpan)> {
    let taken = matches!(figure.outcome, Outcome::Killed | Outcome::Injured | Outcome::Abducted);
    let own = taken && figure.group == Group::Combatants && figure.affiliation.is_none();
    let troops = |i: &usize| is(reading, *i, WordClass::Troops);
    let word = (figure.span.start..figure.span.end).find(|i| own && troops(i))?;
    Some((reading.key(word).contains("شرطي"), figure.span))
}

/// «أطلق جندي النار على زملائه», «فتح عسكريون النار»: who fired, where nobody else is told to have done it.
fn shooter(reading: &Reading, mentions: &Mentions, draft: &Draft) -> Option<(bool, TokenSpan)> {
    let fire = matches!(draft.kind.kind, Kind::Shooting | Kind::ProtestViolence);
    if !fire || draft.perpetrators().next().is_some() {
        return None;
    }
    let mut events = mentions.events_in(draft.unit).iter();
    events.find_map(|e| {
        let at = e.span.start + 1;
        let subject = e.class == EventClass::VerbActive
            && e.kind == Some(Kind::Shooting)
            && draft.unit.contains(e.span)
            && is(reading, at, WordClass::Troops)
            && !reading.key(at).ends_with('ا');
        // «أطلق جندي من …», «جندي إسرائيلي»: whose he was is told.
        let whose = |a: &ActorMention| a.form != ActorForm::Generic && a.span.start <= at + 3;
        let told = mentions.actors_in(TokenSpan::new(at, at + 3)).iter().any(whose);
        (subject && !told).then(|| (reading.key(at).contains("شرطي"), TokenSpan::new(at, at + 1)))
    })
}

/// The country where it was. A homonym abroad says nothing of whose men they are.
fn land(mentions: &Mentions, draft: &Draft) -> Option<&'static str> {
    let places = draft.places.iter().chain(&draft.containers).chain(&draft.area);
    let row = |i: &usize| {
        mentions.resolved.get(*i).and_then(|r| r.row).and_then(|id| Gazetteer::get().row(id))
    };
    let country = places.filter_map(row).next()?.country;
    mentions.country.as_deref().is_none_or(|told| told == country).then_some(country)
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
