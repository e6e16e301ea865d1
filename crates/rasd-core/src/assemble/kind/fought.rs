//! Who fought: the sides of a fight that its figures tell.

use crate::annotate::Mentions;
use crate::annotate::events::EventClass;
use crate::assemble::draft::{ActorDraft, Draft, KindRead};
use crate::model::{ActorRole, Certainty, Kind};

/// Both sides of a fight fought: those named, and those whose fighters fell in it. In an attack
/// («هجوم على مواقع …») the side that lost fighters was attacked.
pub(crate) fn sides(draft: &mut Draft, mentions: &Mentions) {
    if draft.kind.kind != Kind::ArmedClash {
        return;
    }
    let mutual = mentions
        .events_in(draft.unit)
        .iter()
        .any(|e| draft.unit.contains(e.span) && e.class == EventClass::Mutual);
    let did = ActorDraft::did_it;
    let begun =
        draft.actors.iter().any(did) && draft.actors.iter().any(|a| a.role == ActorRole::Target);
    // «هاجموا مفوضية … وقُتل شرطيان في تبادل لإطلاق النار»: one side is said to have begun it; «تمكنت القوات من قتل
    // أربعة من … في اشتباكات», «هجوم للمعارضة»: or to have acted, and the others to have fallen.
    let in_unit = || mentions.events_in(draft.unit).iter().filter(|e| draft.unit.contains(e.span));
    let attacks =
        || in_unit().any(|e| e.kind == Some(Kind::ArmedClash) && e.class == EventClass::VerbActive);
    // «اشتباكات القوات»: behind the word for the fight.
    let of_fight = |a: &ActorDraft| {
        in_unit()
            .any(|e| e.class == EventClass::Mutual && a.span.start.abs_diff(e.span.end) <= OF_FIGHT)
    };
    let attacked = draft.actors.iter().filter(|a| did(a)).count() == 1
        && draft.actors.iter().any(|a| {
            did(a)
                && (a.rule.starts_with("roles.subject")
                    || a.rule == "roles.cue_perpetrator" && attacks()
                    || matches!(a.rule, "roles.behind_act" | "roles.act_of") && !of_fight(a)
                    || a.rule == "roles.announced")
        });
    // «هجوم لمجهولين … واندلعت اشتباكات … قُتل فيها عنصران من …»: nobody goes and attacks men unknown to him.
    let attacked = attacked
        || {
            let mut others = draft.actors.iter().filter(|a| did(a));
            matches!((others.next(), others.next()), (Some(a), None) if a.id == "unknown" && !EVEN.contains(&a.rule))
        };
    // «قُتل قيادي أثناء محاولته السيطرة على …»: who fell had attacked.
    let tried = draft.kind.rule == "kind.tried";
    let even = mutual && !begun && !attacked;
    let side = if even || tried { ActorRole::Perpetrator } else { ActorRole::Target };
    let fallen: Vec<_> =
        draft.figures.iter().filter_map(|f| Some((f.affiliation?, f.span))).collect();
    for (id, span) in fallen {
        if !draft.actors.iter().any(|a| a.id == id && (did(a) || a.role == side)) {
            let name = mentions
                .actors_in(draft.unit)
                .iter()
                .find(|a| a.id == id && draft.unit.contains(a.span))
                .map(|a| a.name.clone());
            draft.actors.retain(|a| a.id != id || a.role != ActorRole::Target);
            draft.actors.push(ActorDraft {
                role: side,
                id,
                name,
                certainty: Certainty::Stated,
                span,
                rule: "roles.fallen",
            });
        }
    }
    let fell = |id: &str| draft.figures.iter().any(|f| f.affiliation == Some(id));
    for actor in draft.actors.iter_mut().filter(|a| tried && did(a) && !fell(a.id)) {
        actor.role = ActorRole::Target;
    }
    // «تكبدت الميليشيات …، فيما استشهد جنديان»: nobody is told to have begun it.
    let both = draft.actors.iter().filter(|a| a.role == ActorRole::Target).count() > 1;
    if (mutual || both) && !draft.actors.iter().any(did) {
        for actor in draft.actors.iter_mut().filter(|a| a.role == ActorRole::Target) {
            actor.role = ActorRole::Perpetrator;
        }
    }
}

/// Whether both sides of an act do it: a fight, and «قصف متبادل بين … و…», where neither helps the other.
pub(in crate::assemble) fn both_act(mentions: &Mentions, kind: &KindRead) -> bool {
    let mutual = || {
        mentions.events_in(kind.span).iter().any(|e| {
            e.class == EventClass::Mutual
                && e.kind == Some(Kind::Shelling)
                && e.span.start == kind.span.start
        })
    };
    kind.kind == Kind::ArmedClash || kind.kind == Kind::Shelling && mutual()
}

/// How far behind the word for a fight those stand whose fight it was, in tokens.
const OF_FIGHT: usize = 2;

/// Sides that are told only to have fought, or to have lost people in the fight.
const EVEN: [&str; 3] = ["roles.fought", "roles.fallen", "roles.and"];

/// «اشتباكات بين … و… بعد هجوم شنته …»: the one named twice began it, and attacked the others.
pub(in crate::assemble) fn begun(actors: &mut [ActorDraft], began: &str) {
    let fought = |a: &ActorDraft| a.did_it() && a.id != began && EVEN.contains(&a.rule);
    for actor in actors.iter_mut().filter(|a| fought(a)) {
        actor.role = ActorRole::Target;
    }
}

/// Of two tellings of a fight the one that says who began it holds.
pub(in crate::assemble) fn begun_in_one(a: &mut Vec<ActorDraft>, b: &mut Vec<ActorDraft>) {
    for (told, even) in [(0, 1), (1, 0)] {
        let mut both = [&mut *a, &mut *b];
        let attacked: Vec<&'static str> =
            both[told].iter().filter(|x| x.role == ActorRole::Target).map(|x| x.id).collect();
        let mut did = both[told].iter().filter(|x| x.did_it()).map(|x| x.id);
        let (Some(began), None) = (did.next(), did.next()) else { continue };
        drop(did);
        if attacked.is_empty() || began == "unknown" {
            continue;
        }
        let other = &mut both[even];
        // «قُتل 15 من ميليشيا … في مواجهات مع رجال …»: only those whom they fought are named as a side.
        let faced = |x: &ActorDraft| attacked.contains(&x.id) && x.rule == "roles.fought";
        let mut sides = other.iter().filter(|x| x.did_it()).peekable();
        let only_faced = sides.peek().is_some() && sides.all(faced);
        if !only_faced && !other.iter().any(|x| x.did_it() && x.id == began) {
            continue;
        }
        for actor in other
            .iter_mut()
            .filter(|x| x.did_it() && attacked.contains(&x.id) && EVEN.contains(&x.rule))
        {
            actor.role = ActorRole::Target;
        }
    }
}
