//! What holds between the parts of a unit once each actor has been read.

use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, Strength};
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::persons::{Number, person_at};
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::assemble::merge::add_actor;
use crate::assemble::roles::words::{WordClass, is};
use crate::model::{ActorRole, Certainty, Group, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// With a stated attacker, others that did it too are co-perpetrators; a fight has none. Of
/// several, the one named nearest to the act that did the harm leads.
pub(super) fn settle(actors: &mut Vec<ActorDraft>, kind: &KindRead) {
    if kind.kind == Kind::ArmedClash {
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
            let leader = actors.remove(leader);
            actors.insert(0, leader);
        }
        None => {
            if let Some(actor) = actors.iter_mut().find(|a| a.role == ActorRole::CoPerpetrator) {
                actor.role = ActorRole::Perpetrator;
            }
        }
    }
    // Those who demonstrate are no actors, and those they demonstrate against did not attack.
    if kind.kind == Kind::Protest {
        actors.retain(|a| !matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator));
    }
    // Who did it cannot be its own target.
    let did: Vec<&str> = actors
        .iter()
        .filter(|a| matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator))
        .map(|a| a.id)
        .collect();
    actors.retain(|a| a.role != ActorRole::Target || !did.contains(&a.id));
}

/// «دون معلومات عن الجهة المنفذة»: the report itself says that nobody knows.
pub(super) fn disclaim(reading: &Reading, actors: &[&ActorMention], out: &mut Vec<ActorDraft>) {
    let disclaimer = actors.iter().find(|a| {
        a.form == ActorForm::UnknownAttacker
            && reading.key(a.span.start).ends_with("الجهه")
            && (a.span.start.saturating_sub(4)..a.span.start)
                .any(|i| matches!(reading.key(i), "دون" | "بدون" | "تعرف" | "يعرف" | "لم"))
    });
    if let Some(actor) = disclaimer {
        out.retain(|a| !matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator));
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

/// How far behind a verb of accusing the charge stands, in tokens.
const CHARGE_REACH: usize = 14;
/// How far in front of the charge the accused stands, in tokens.
const ACCUSED_REACH: usize = 3;

/// «اتهمت الحكومة … بقصف …», «حملت … … مسؤولية …»: the one named last did it, as they say; who says
/// so has no part.
pub(super) fn accused(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    actors: &[&ActorMention],
    out: &mut Vec<ActorDraft>,
) {
    let told_of = |i: usize| {
        is(reading, i, WordClass::Charge)
            || mentions.events_in(TokenSpan::new(i, i)).iter().any(|e| {
                e.span.start == i
                    && e.class == EventClass::Masdar
                    && reading.forms[i].iter().any(|f| f.proclitic.preposition == Some('ب'))
            })
    };
    for verb in (span.start..span.end).filter(|i| is(reading, *i, WordClass::Accuses)) {
        let end = (verb + CHARGE_REACH).min(span.end);
        let Some(charge) = (verb + 1..end).find(|i| told_of(*i)) else { continue };
        let between: Vec<&&ActorMention> = actors
            .iter()
            .filter(|a| verb < a.span.start && a.span.end <= charge)
            .filter(|a| !matches!(a.form, ActorForm::Generic | ActorForm::Adjective))
            .collect();
        let Some(actor) = between.last().filter(|a| charge - a.span.end <= ACCUSED_REACH) else {
            continue;
        };
        out.retain(|a| !between.iter().any(|b| b.span == a.span || b.id == a.id));
        let did = |a: &ActorDraft| a.role == ActorRole::Perpetrator && a.id != "unknown";
        if out.iter().any(did) {
            continue;
        }
        out.push(ActorDraft {
            role: ActorRole::Perpetrator,
            id: actor.id,
            name: Some(actor.name.clone()),
            certainty: Certainty::Suspected,
            span: actor.span,
            rule: "roles.accused",
        });
    }
}

/// How far behind its verb who announces something is named, in tokens.
const ANNOUNCER_REACH: usize = 2;

/// «أعلنت … قصف مدينة …», «أعلن …، الاثنين، استعادة السيطرة على …»: who tells of an act of his own.
///
/// Of a device that went off, or of «دورية له», he tells as the one who was hit.
pub(super) fn announced(
    reading: &Reading,
    mentions: &Mentions,
    actors: &[&ActorMention],
    kind: &KindRead,
    out: &mut Vec<ActorDraft>,
) {
    let did = |a: &ActorDraft| {
        matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator | ActorRole::Claimant)
    };
    let suffered =
        [Kind::Ied, Kind::LandmineErw, Kind::SuicideBombing, Kind::BodyFound, Kind::Accident];
    // «أعلنت … تفجير عبوة بآلية …»: of another side's loss he tells as the one who did it.
    let hit = |id: &str| out.iter().any(|a| a.role == ActorRole::Target && a.id != id);
    let own_device =
        |id: &str| kind.kind == Kind::Ied && reading.reads(kind.span.start, "تفجير") && hit(id);
    if out.iter().any(did) {
        return;
    }
    let verb_behind = |at: usize| at + usize::from(is(reading, at, WordClass::Announces));
    let own = |i: usize| matches!(reading.key(i), "له" | "لها" | "لهم" | "لقواته" | "لقواتها");
    let announcer = actors.iter().find(|actor| {
        let before = actor.span.start.saturating_sub(ANNOUNCER_REACH)..actor.span.start;
        let told = before.clone().any(|i| is(reading, i, WordClass::Announces))
            || is(reading, actor.span.end, WordClass::Announces);
        actor.form == ActorForm::Name
            && told
            && (!suffered.contains(&kind.kind) || own_device(actor.id))
            && verbal_noun_behind(reading, mentions, verb_behind(actor.span.end)).is_some_and(
                |act| {
                    act.start <= kind.span.start
                        && (!toll_at(mentions, act.start)
                            || carried_out(
                                reading,
                                mentions,
                                TokenSpan::new(act.end, kind.span.end),
                            ))
                        && !is(reading, act.start, WordClass::Repels)
                    // «نفى … استهداف أي مناطق»: of nothing in particular.
                    && reading.key(act.end) != "اي"
                        && !(act.end..(kind.span.end + 5).min(reading.tokens.len())).any(own)
                },
            )
    });
    if let Some(actor) = announcer {
        out.retain(|a| a.id != actor.id);
        out.push(ActorDraft {
            role: ActorRole::Perpetrator,
            id: actor.id,
            name: Some(actor.name.clone()),
            certainty: actor.hedge,
            span: actor.span,
            rule: "roles.announced",
        });
    }
}

/// Whether «مقتل» and the like stand at `at`.
fn toll_at(mentions: &Mentions, at: usize) -> bool {
    mentions.outcomes_in(TokenSpan::new(at, at)).iter().any(|o| {
        o.span.start == at && o.outcome == Outcome::Killed && o.class == OutcomeClass::Masdar
    })
}

/// How far behind the act «نفذها» stands, in tokens.
const CARRIED_REACH: usize = 6;

/// «مقتل قيادي بغارة نفذها قرب …»: the act has a doer who is not named behind it.
fn carried_out(reading: &Reading, mentions: &Mentions, from: TokenSpan) -> bool {
    let to = from.end + CARRIED_REACH;
    mentions.events.iter().any(|e| {
        let end = e.span.end;
        let key = reading.key(end - 1);
        from.start <= e.span.start
            && e.span.start <= to
            && e.class == EventClass::VerbActive
            && e.strength == Strength::Support
            && (key.ends_with('ه') || key.ends_with("ها"))
            && !mentions.actors.iter().any(|a| end <= a.span.start && a.span.start <= end + 2)
            && person_at(reading, end).is_none()
    })
}

/// The verbal noun of an act that stands at `at`, or behind the day and the place of telling.
fn verbal_noun_behind(reading: &Reading, mentions: &Mentions, mut at: usize) -> Option<TokenSpan> {
    loop {
        let token = reading.tokens.get(at)?;
        if token.kind == TokenKind::Soft || token.is_punct('،') {
            at += 1;
        } else if let Some(date) = mentions.dates.iter().find(|d| d.span.start == at) {
            at = date.span.end;
        } else {
            break;
        }
    }
    let Some(act) = mentions.events.iter().find(|e| e.span.start == at) else {
        return toll_at(mentions, at).then_some(TokenSpan::new(at, at + 1));
    };
    (act.class == EventClass::Masdar || act.strength == Strength::Support).then_some(act.span)
}

/// «قيادي في تنظيم …» whom they came for: his side is the target.
pub(super) fn sought(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    figures: &[FigureMention],
    out: &mut Vec<ActorDraft>,
) {
    for actor in
        mentions.actors.iter().filter(|a| span.contains(a.span) && a.form == ActorForm::Name)
    {
        let from = actor.span.start.saturating_sub(3).max(span.start);
        let head = (from..actor.span.start).find(|i| {
            person_at(reading, *i).is_some_and(|h| {
                h.value.group == Group::Combatants
                    && matches!(h.value.number, Number::Singular | Number::Accusative)
            })
        });
        let Some(head) = head else { continue };
        let linked =
            (head..actor.span.start).any(|i| matches!(reading.key(i), "في" | "من" | "لدي" | "ب"));
        let victim = figures.iter().any(|f| f.span.start <= head && head < f.span.end);
        let known = out.iter().any(|a| a.id == actor.id);
        if linked && !victim && !known && !out.is_empty() {
            let whole = TokenSpan::new(head, actor.span.end);
            out.push(ActorDraft {
                role: ActorRole::Target,
                id: actor.id,
                name: Some(reading.words(whole).to_owned()),
                certainty: Certainty::Suspected,
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
    let did = |id: &str| {
        actors.iter().any(|a| {
            a.id == id && matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator)
        })
    };
    for at in 0..figures.len() {
        let figure = &figures[at];
        if figure.group != Group::Combatants || figure.affiliation.is_some() {
            continue;
        }
        let last = reading.key(figure.span.end - 1);
        let whose = if OWN.contains(&last) {
            let side = mentions
                .actors
                .iter()
                .filter(|a| span.contains(a.span) && a.span.end <= figure.span.start)
                .rfind(|a| a.form == ActorForm::Name);
            side.map(|a| a.id).filter(|id| !did(id))
        } else if ["هم", "ها", "ه"].iter().any(|suffix| last.ends_with(suffix)) {
            let mut hit = actors.iter().filter(|a| a.role == ActorRole::Target).map(|a| a.id);
            let attacked = hit.next().filter(|id| *id != "unknown");
            attacked.filter(|id| hit.all(|other| other == *id))
        } else if last.trim_start_matches("ال").starts_with("مهاجم") {
            let mut attackers = actors.iter().filter(|a| did(a.id) && a.id != "unknown");
            attackers.next().map(|a| a.id).filter(|_| attackers.next().is_none())
        } else if is(reading, figure.span.end - 1, WordClass::Troops) {
            // «هاجموا حاجزاً لقوات … وقتلوا أربعة جنود»: soldiers are those of the side attacked.
            let mut hit = actors.iter().filter(|a| a.role == ActorRole::Target).map(|a| a.id);
            let attacked = hit.next().filter(|id| !matches!(*id, "unknown" | "other"));
            attacked.filter(|_| hit.next().is_none() && actors.iter().any(|a| did(a.id)))
        } else {
            None
        };
        figures[at].affiliation = whose;
        // «خسرت … ثلاثة من مقاتليها وأصيب سبعة آخرون»: the others are the same side's.
        let others = figures.get(at + 1).is_some_and(|f| {
            f.rule == "victims.others" && f.group == Group::Combatants && f.within.is_none()
        });
        if others && whose.is_some() {
            figures[at + 1].affiliation = whose;
        }
    }
}

/// Fighters of the side named last.
const OWN: [&str; 10] = [
    "عناصره",
    "عناصرها",
    "جنوده",
    "جنودها",
    "مقاتليه",
    "مقاتليها",
    "مسلحيه",
    "مسلحيها",
    "عناصرهم",
    "مقاتليهم",
];

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
