//! What an act's own word says it was done with: fire that was set, a gun that was fired, a knife, a
//! car. Who attacks with a knife or a car is mostly shot on the spot: the attack is what happened, he
//! did it, and who shot him was the one attacked.

use crate::annotate::Mentions;
use crate::annotate::events::EventMention;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Firmness, KindRead, Read};
use crate::model::{ActorRole, Certainty, Count, Group, Kind, Means, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::by_hand::{ATTACKS, BURNING};

/// The weapon in the act words of a stretch: «أحرقوا منازل», «أضرموا النار في …», «أطلقت النار على …».
pub(in crate::assemble) fn in_its_word(
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    told: &[Read<Means>],
) -> Option<Read<Means>> {
    let acts = || mentions.events_in(span).iter().filter(|e| span.contains(e.span));
    let burnt = |e: &&EventMention| {
        e.kind == Some(Kind::PropertyDestruction) && BURNING.iter().any(|w| e.rule.contains(w))
    };
    let fired = |e: &&EventMention| {
        e.kind == Some(Kind::Shooting)
            && (e.rule.starts_with("split_acts:أطلق") || e.rule.starts_with("split_acts:فتح"))
            || e.rule == "kind.force_against_protest"
    };
    let armed = told.iter().any(|m| m.value != Means::Blade);
    if kind.kind == Kind::PropertyDestruction
        && let Some(e) = acts().find(burnt)
    {
        return Some(Read::new(Means::Fire, e.span, "kind.weapon_in_word"));
    }
    let shooting = [Kind::Shooting, Kind::Assassination, Kind::Other, Kind::ProtestViolence];
    let fire = shooting.contains(&kind.kind) && !armed;
    let shot = acts().filter(|_| fire).find(fired)?;
    Some(Read::new(Means::SmallArms, shot.span, "kind.weapon_in_word"))
}

/// «نفذ عملية طعن», «طعن شاب جنديين»: the attack by knife or car that a stretch tells.
fn attack<'m>(
    reading: &Reading,
    mentions: &'m Mentions,
    span: TokenSpan,
) -> Option<&'m EventMention> {
    let by_hand = |e: &&EventMention| {
        e.kind == Some(Kind::Other) && ATTACKS.iter().any(|w| e.rule.contains(w))
    };
    mentions
        .events_in(span)
        .iter()
        .filter(|e| span.contains(e.span))
        .find(|e| by_hand(e) && !tried(reading, e))
}

/// «حاول طعن جندي», «محاولة دهس», «بزعم محاولته تنفيذ عملية طعن»: it came to nothing.
pub(super) fn tried(reading: &Reading, act: &EventMention) -> bool {
    act.kind == Some(Kind::Other)
        && ATTACKS.iter().any(|w| act.rule.contains(w))
        && (act.span.start.saturating_sub(TRIED)..act.span.start)
            .any(|i| reading.key(i).contains("حاول") || reading.key(i).contains("ينوي"))
}

/// How far in front of an attack the word stands that it was tried, in tokens.
const TRIED: usize = 2;

/// Makes the attack by knife or car what happened, and its attacker the one who did it.
pub(in crate::assemble) fn attacked(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &mut KindRead,
    also: &mut Vec<KindRead>,
    actors: &mut Vec<ActorDraft>,
    figures: &mut [FigureMention],
) {
    let open = matches!(
        kind.kind,
        Kind::Other | Kind::Shooting | Kind::ArmedClash | Kind::Accident | Kind::Assassination
    );
    if !open {
        return;
    }
    let Some(attack) = attack(reading, mentions, span) else { return };
    if kind.kind != Kind::Other {
        also.insert(0, kind.clone());
        also.retain(|k| matches!(k.kind, Kind::Shooting | Kind::Raid));
    }
    *kind = KindRead {
        kind: Kind::Other,
        firmness: Firmness::Strong,
        span: attack.span,
        rule: "kind.attacked_by_hand",
    };
    // Soldiers and police who shot him: those he attacked, where they were.
    let guards = |a: &ActorDraft| a.did_it() && a.id == "il.mil";
    let shot_him = actors.iter().any(guards);
    actors.retain(|a| !guards(a));
    let here = shot_him
        || mentions.actors_in(span).iter().any(|a| matches!(a.id, "il.mil" | "ps.settlers"))
        || (span.start..span.end).any(|i| reading.key(i).contains("سراييلي"));
    if !here {
        return;
    }
    if !actors.iter().any(|a| a.did_it()) {
        actors.push(ActorDraft {
            role: ActorRole::Perpetrator,
            id: "other",
            name: None,
            certainty: Certainty::Stated,
            span: attack.span,
            rule: "roles.attacked_by_hand",
        });
    }
    let settlers = |f: &&FigureMention| {
        (f.frame.start.min(f.span.start)..f.frame.end.max(f.span.end))
            .any(|i| reading.key(i).contains("مستوطن"))
    };
    if let Some(f) = figures.iter().find(settlers)
        && !actors.iter().any(|a| a.id == "ps.settlers")
    {
        actors.push(ActorDraft {
            role: ActorRole::Target,
            id: "ps.settlers",
            name: None,
            certainty: Certainty::Stated,
            span: f.span,
            rule: "roles.attacked_by_hand",
        });
    }
    // «استشهد شاب … بعد أن نفذ عملية طعن»
    let mourned = |f: &FigureMention| {
        (f.frame.start.min(f.span.start)..f.frame.end.max(f.span.end))
            .any(|i| reading.key(i).contains("شهد") || reading.key(i).contains("شهيد"))
    };
    let him = |f: &FigureMention| {
        f.outcome == Outcome::Killed
            && f.within.is_none()
            && f.count == Count::exact(1)
            && (mourned(f) || shot_him && f.group == Group::Men)
            && matches!(f.group, Group::Men | Group::People | Group::Children | Group::Combatants)
    };
    if let Some(f) = figures.iter_mut().find(|f| him(f)) {
        f.group = Group::Combatants;
        f.affiliation = Some("other");
    }
}
