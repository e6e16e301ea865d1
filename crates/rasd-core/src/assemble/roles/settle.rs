//! What holds between the parts of a unit once each actor has been read.

use super::apart::quoted;
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, is_no_side};
use crate::annotate::persons::{Number, person_at};
use crate::annotate::victims::{FigureMention, losing_verb};
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::assemble::merge::add_actor;
use crate::assemble::roles::words::{WordClass, is};
use crate::model::{ActorRole, Certainty, Group, Kind};
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
use crate::word_lists::settle::{MEMBERS, OWN};

/// With a stated attacker, others that did it too are co-perpetrators; a fight has none. Of
/// several, the one named nearest to the act that did the harm leads.
pub(super) fn settle(actors: &mut Vec<ActorDraft>, kind: &KindRead, both: bool) {
    if both {
        for actor in actors.iter_mut().filter(|a| a.role == ActorRole::CoPerpetrator) {
            if actor.rule != "roles.supported_by" {
                actor.role = ActorRole::Perpetrator;
            }
        }
        return;
    }
    let nearest = (0..actors.len())
        .filter(|i| actors[*i].role == ActorRole::Perpetrator)
        .min_by_key(|i| actors[*i].span.start.abs_diff(kind.span.start));
    match nearest {
        Some(leader) => {
            for (i, actor) in actors.iter_mut().enumerate() {
                if actor.role == ActorRole::Perpetrator && i != leader {
                    actor.role = ActorRole::CoPerpetrator;
                }
            }
            actors[..=leader].rotate_right(1);
        }
        None => {
            if let Some(actor) = actors.iter_mut().find(|a| a.role == ActorRole::CoPerpetrator) {
                actor.role = ActorRole::Perpetrator;
            }
        }
    }
    // Those who demonstrate are no actors, and those they demonstrate against did not attack.
    if kind.kind == Kind::Protest {
        actors.retain(|a| !a.did_it());
    }
    // Who did it cannot be its own target.
    if actors.iter().all(|a| a.role != ActorRole::Target) {
        return;
    }
    let did: Vec<&str> = actors.iter().filter(|a| a.did_it()).map(|a| a.id).collect();
    actors.retain(|a| a.role != ActorRole::Target || !did.contains(&a.id));
}

/// «دون معلومات عن الجهة المنفذة»: the report itself says that nobody knows.
pub(super) fn disclaim(reading: &Reading, actors: &[&ActorMention], out: &mut Vec<ActorDraft>) {
    let unknown = actors.iter().filter(|a| a.form == ActorForm::UnknownAttacker);
    let disclaimer = { unknown }.find(|a| {
        let party = (a.span.start..a.span.end).find(|i| reading.key(*i).ends_with("الجهه"));
        party.is_some()
            && (a.span.start.saturating_sub(4)..party.unwrap_or(a.span.start))
                .any(|i| matches!(reading.key(i), "دون" | "بدون" | "تعرف" | "يعرف" | "لم"))
    });
    if let Some(actor) = disclaimer {
        out.retain(|a| !a.did_it());
        out.push(ActorDraft {
            role: ActorRole::Perpetrator,
            id: actor.id,
            name: None,
            certainty: Certainty::Unknown,
            span: actor.span,
            rule: "roles.disclaimed",
        });
    }
}

/// «قيادي في تنظيم …» whom they came for: his side is the target.
pub(super) fn sought(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    figures: &[FigureMention],
    out: &mut Vec<ActorDraft>,
) {
    for actor in mentions
        .actors_in(span)
        .iter()
        .filter(|a| span.contains(a.span) && a.form == ActorForm::Name)
    {
        if out.is_empty() || out.iter().any(|known| known.id == actor.id) {
            continue;
        }
        // «العنصر (س. ص.) في …»: what is said aside is nobody's rank.
        let aside = (0..actor.span.start).rev().take(2).any(|i| reading.tokens[i].is_punct(')'));
        let reach = if aside { 7 } else { 3 };
        let from = actor.span.start.saturating_sub(reach).max(span.start);
        let head = (from..actor.span.start).find(|i| {
            person_at(reading, *i).is_some_and(|h| {
                h.value.group == Group::Combatants
                    && matches!(h.value.number, Number::Singular | Number::Accusative)
            })
        });
        let Some(head) = head else { continue };
        let linked =
            (head..actor.span.start).any(|i| matches!(reading.key(i), "في" | "من" | "لدي" | "ب"));
        // «قُتل القيادي في … فلان»: the dead man, whose side his figure does not tell.
        let figure = figures.iter().find(|f| f.span.start <= head && head < f.span.end);
        let victim = figure.is_some_and(|f| f.affiliation.is_some());
        let speaks = actor.span.start.checked_sub(1).is_some_and(|i| quoted(reading, i));
        if linked && !victim && !speaks {
            let whole = TokenSpan::new(head, actor.span.end);
            out.push(ActorDraft {
                role: ActorRole::Target,
                id: actor.id,
                name: Some(reading.words(whole).to_owned()),
                certainty: if figure.is_some() { Certainty::Stated } else { Certainty::Suspected },
                span: whole,
                rule: "roles.sought",
            });
        }
    }
}

/// «هاجموا نقطة لـ… وقتلوا ثلاثة من عناصرها», «خمسة من المهاجمين»: whose fighters a pronoun or their
/// part in the act says.
pub(crate) fn own_people(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    figures: &mut [FigureMention],
    actors: &[ActorDraft],
) {
    let did = |id: &str| actors.iter().any(|a| a.id == id && a.did_it());
    // «أحبطت الفصائل محاولة تسلل لقوات … وقتلت خمسة من عناصرها»: who beat the attack off killed.
    let beaten = actors.iter().any(|a| a.rule == "roles.beat_off");
    let acts = |id: &str| {
        if beaten {
            actors.iter().any(|a| a.id == id && a.role == ActorRole::Target)
        } else {
            did(id)
        }
    };
    for at in 0..figures.len() {
        // «هاجموا نقطة تفتيش لـ… ما أدى إلى إصابة اثنين من أفرادها»
        if figures[at].group == Group::People
            && members(reading, figures[at].span.end)
            && let Some(side) = only_target(actors)
            && !(span.start..figures[at].span.start).any(|i| of_family(reading.key(i)))
        {
            // «فقُتل ستة من أفرادها وجُرح ستة»: and those behind, of whom no more is told.
            let from = figures[at].span.end;
            let alike = |f: &&mut FigureMention| {
                f.group == Group::People
                    && f.rule == "victims.bare_number"
                    && f.frame.start <= from + BEHIND_MEMBERS
            };
            let next = figures.get_mut(at + 1).filter(alike).map_or(at, |_| at + 1);
            for figure in &mut figures[at..=next] {
                figure.group = Group::Combatants;
                figure.affiliation = Some(side);
            }
        }
        let figure = &figures[at];
        if figure.group != Group::Combatants || figure.affiliation.is_some() {
            continue;
        }
        let last = reading.key(figure.span.end - 1);
        // «سبعة عناصر من تنظيم … قتلوا»
        let theirs = mentions.actors_in(span).iter().find(|a| {
            figure.rule == "victims.before_verb"
                && a.form == ActorForm::Name
                && figure.span.end <= a.span.start
                && a.span.end <= figure.frame.end
        });
        let whose = if let Some(side) = theirs {
            Some(side.id)
        } else if OWN.contains(&last) {
            let side = mentions
                .actors_in(span)
                .iter()
                .filter(|a| span.contains(a.span) && a.span.end <= figure.span.start)
                .rfind(|a| a.form == ActorForm::Name && !acts(a.id));
            side.map(|a| a.id)
        } else if let Some(verb) = losing_verb(reading, figure.span.start) {
            // «خسرت … مقاتلين اثنين», «كبدتها …»: the side behind the verb, or the pronoun's.
            let behind = TokenSpan::new(verb + 1, figure.span.start);
            let sides = mentions.actors_in(behind).iter().filter(|a| a.form == ActorForm::Name);
            let inside: Vec<_> = sides.filter(|a| behind.contains(a.span)).collect();
            // «كبدت قوات … الميليشيات 14 قتيلاً»: who inflicted it, and who suffered it.
            let behind = inside.last().map(|a| a.id);
            let taken_up = || {
                let pronoun = ["ها", "هم"].iter().any(|p| reading.key(verb).ends_with(p));
                let mut before = mentions.actors_in(span).iter().filter(|a| a.span.end <= verb);
                before.rfind(|a| pronoun && a.form == ActorForm::Name).map(|a| a.id)
            };
            behind.filter(|_| inside.len() == 1 || inflicts(reading, verb)).or_else(taken_up)
        } else if ["هم", "ها", "ه"].iter().any(|suffix| last.ends_with(suffix)) {
            let mut hit = actors.iter().filter(|a| a.role == ActorRole::Target).map(|a| a.id);
            let attacked = hit.next().filter(|id| *id != "unknown");
            attacked.filter(|id| hit.all(|other| other == *id))
        } else if last.trim_start_matches("ال").starts_with("مهاجم") {
            let mut attackers = actors.iter().filter(|a| did(a.id) && a.id != "unknown");
            attackers.next().map(|a| a.id).filter(|_| attackers.next().is_none())
        } else if (figure.span.start..figure.span.end).any(|i| is(reading, i, WordClass::Troops)) {
            // «هاجموا حاجزاً لقوات … وقتلوا أربعة جنود»: soldiers are those of the side attacked.
            let mut hit = actors.iter().filter(|a| a.role == ActorRole::Target).map(|a| a.id);
            let attacked = hit.next().filter(|id| !matches!(*id, "unknown" | "other"));
            attacked.filter(|_| hit.next().is_none() && actors.iter().any(|a| did(a.id)))
        } else {
            None
        };
        // «18 من عناصر البيشمركة بينهم ضابط»: a part of them is theirs.
        let whole = figures[at].within.and_then(|w| figures.get(w)).and_then(|f| f.affiliation);
        figures[at].affiliation = whose.or(whole);
        // «خسرت … ثلاثة من مقاتليها وأصيب سبعة آخرون»: the others are the same side's.
        let others = figures.get(at + 1).is_some_and(|f| {
            f.rule == "victims.others" && f.group == Group::Combatants && f.within.is_none()
        });
        if others && whose.is_some() {
            figures[at + 1].affiliation = whose;
        }
    }
}

/// «كبدت … …»: who stands behind it inflicted the losses on the next.
fn inflicts(reading: &Reading, verb: usize) -> bool {
    reading.key(verb).trim_start_matches(['و', 'ف']).starts_with("كبد")
}

/// The one side that was attacked, and no more.
fn only_target(actors: &[ActorDraft]) -> Option<&'static str> {
    let mut hit = actors.iter().filter(|a| a.role == ActorRole::Target).map(|a| a.id);
    let side = hit.next().filter(|id| !is_no_side(id))?;
    hit.all(|other| other == side).then_some(side)
}

/// How far behind a number of its members the next verb may stand, in tokens: «من أفرادها» fits.
const BEHIND_MEMBERS: usize = 2;

/// «اثنين من أفرادها», the figure ending in front of `end` or in front of «من».
fn members(reading: &Reading, end: usize) -> bool {
    MEMBERS.contains(&reading.key(end - 1))
        || reading.key(end) == "من" && MEMBERS.contains(&reading.key(end + 1))
}

/// «عائلة … ثلاثة من أفرادها».
fn of_family(key: &str) -> bool {
    let stem = bare(key.trim_start_matches(['و', 'ل', 'ب']));
    ["عايل", "اسر", "قبيل", "عشير"].iter().any(|s| stem.starts_with(s))
}

/// The side of killed or wounded fighters was attacked.
pub(crate) fn targets_from_victims(
    out: &mut Vec<ActorDraft>,
    figures: &[FigureMention],
    kind: Kind,
) {
    if matches!(kind, Kind::ArmedClash | Kind::BodyFound | Kind::Accident | Kind::Agreement) {
        return;
    }
    for figure in figures.iter().filter(|f| f.group == Group::Combatants && f.within.is_none()) {
        let Some(id) = figure.affiliation.filter(|id| *id != "unknown") else {
            continue;
        };
        if out.iter().all(|a| a.id != id) {
            add_actor(
                out,
                ActorDraft {
                    role: ActorRole::Target,
                    id,
                    name: None,
                    certainty: Certainty::Stated,
                    span: figure.span,
                    rule: "roles.victims_side",
                },
            );
        }
    }
}

/// «تفجير تبناه تنظيم …»: who claims what nobody else is told to have done did it.
pub(crate) fn claimed(actors: &mut Vec<ActorDraft>) {
    let did = ActorDraft::did_it;
    if actors.iter().any(did) {
        return;
    }
    let claimant = actors.iter().find(|a| a.role == ActorRole::Claimant).cloned();
    if let Some(claimant) = claimant {
        actors.retain(|a| a.role != ActorRole::Target || a.id != claimant.id);
        actors.push(ActorDraft { role: ActorRole::Perpetrator, rule: "roles.claimed", ..claimant });
    }
}
