//! Who did it to whom: parts for the actors of a unit.
//!
//! Cues decide first («برصاص», «التي تسيطر عليها»), then the order of words: an actor right
//! behind the act word or in front of its verb did it; one behind a preposition, a position or a
//! vehicle was hit; those around «بين … و…» of a fight both fought.

use super::draft::{ActorDraft, KindRead};
use super::merge::add_actor;
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, CueRole as Cue};
use crate::annotate::events::EventClass;
use crate::annotate::persons::{Number, person_at};
use crate::annotate::victims::FigureMention;
use crate::model::{ActorRole, Certainty, Group, Kind};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// Words right in front of an actor that make what is his the target.
const HELD: [&str; 40] = [
    "مواقع",
    "موقع",
    "نقاط",
    "نقطه",
    "تمركزات",
    "تجمعات",
    "تجمع",
    "مقر",
    "مقرات",
    "حاجز",
    "حواجز",
    "سياره",
    "سيارات",
    "اليه",
    "اليات",
    "رتل",
    "دوريه",
    "مناطق",
    "منطقه",
    "مخفر",
    "قاعده",
    "ثكنه",
    "عسكريه",
    "عسكري",
    "تابعه",
    "تابع",
    "التابعه",
    "التابع",
    "لمواقع",
    "ضد",
    "مواقعها",
    "حافله",
    "نقاطها",
    "مستودع",
    "مستودعات",
    "معسكر",
    "منزل",
    "عناصر",
    "قيادي",
    "قادة",
];

/// Words behind which an actor joins those who already act.
const JOINED: [&str; 7] = ["بدعم", "بمسانده", "بمشاركه", "مدعومه", "برفقه", "مدعوما", "بالتعاون"];

/// The actors of a unit in their parts.
pub(crate) fn roles(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    figures: &[FigureMention],
) -> Vec<ActorDraft> {
    let mut out: Vec<ActorDraft> = Vec::new();
    let actors: Vec<&ActorMention> =
        mentions.actors.iter().filter(|a| span.contains(a.span)).collect();
    let clash = kind.kind == Kind::ArmedClash;
    let mut previous: Option<(usize, ActorRole)> = None;
    for actor in &actors {
        if actor.form == ActorForm::Generic {
            continue;
        }
        let victim = figures
            .iter()
            .any(|f| f.span.start <= actor.span.start && actor.span.start < f.span.end);
        // «عثرت الشرطة على جثة مجهولة الهوية»: neither the finder nor the dead did it.
        let finds = kind.kind == Kind::BodyFound
            && (actor.span.start.checked_sub(kind.span.end).is_some_and(|gap| gap <= 1)
                || (actor.form == ActorForm::UnknownAttacker
                    && reading.words(actor.span).contains("الهوية")));
        let read = if victim || finds {
            None
        } else {
            cued(reading, mentions, actor, span)
                .or_else(|| joined(reading, actor, previous, clash))
                .or_else(|| ordered(reading, mentions, actor, span, clash, !out.is_empty()))
        };
        let Some((role, rule)) = read else { continue };
        previous = Some((actor.span.end, role));
        let certainty = match (actor.form, actor.hedge) {
            (ActorForm::UnknownAttacker, _) => Certainty::Unknown,
            (_, hedge) => hedge,
        };
        let draft = ActorDraft {
            role,
            id: actor.id.to_string(),
            name: Some(actor.name.clone()),
            certainty,
            span: actor.span,
            rule: rule.to_owned(),
        };
        add_actor(&mut out, draft);
    }
    disclaim(reading, &actors, &mut out);
    settle(&mut out, kind);
    sought(reading, mentions, span, figures, &mut out);
    targets_from_victims(&mut out, figures, kind.kind);
    out
}

/// A part given by a cue next to the actor.
fn cued(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
) -> Option<(ActorRole, &'static str)> {
    let cue = mentions.role_cues.iter().filter(|c| span.contains(c.span)).find(|c| {
        if c.before {
            let gap = actor.span.start.checked_sub(c.span.end);
            gap.is_some_and(|g| {
                g <= 3 && (c.span.end..actor.span.start).all(|i| is_head(reading, i))
            })
        } else {
            let gap = c.span.start.checked_sub(actor.span.end);
            gap.is_some_and(|g| g <= 3 && !breaks(reading, actor.span.end, c.span.start))
        }
    })?;
    Some(match cue.role {
        Cue::Perpetrator => (ActorRole::Perpetrator, "roles.cue_perpetrator"),
        Cue::Target => (ActorRole::Target, "roles.cue_target"),
        Cue::Controller => (ActorRole::Controller, "roles.cue_controller"),
        Cue::Claimant => (ActorRole::Claimant, "roles.cue_claimant"),
        Cue::Affiliation => return None,
    })
}

/// Words that may stand between a cue and the name: heads of the name and soft tokens.
fn is_head(reading: &Reading, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.kind == TokenKind::Soft
        || matches!(
            reading.forms[at].last().map_or("", |f| f.bare.as_str()),
            "قوات"
                | "عناصر"
                | "مسلحي"
                | "مقاتلي"
                | "ميليشيا"
                | "دوريه"
                | "تنظيم"
                | "فصيل"
                | "مجموعه"
                | "طائره"
                | "طائرات"
                | "خلايا"
                | "فصائل"
                | "من"
                | "تابعه"
                | "طيران"
                | "مسلحين"
                | "افراد"
        )
}

fn breaks(reading: &Reading, from: usize, to: usize) -> bool {
    (from..to)
        .any(|i| reading.tokens[i].is_punct('،') || reading.tokens[i].kind == TokenKind::Break)
}

/// «X و Y»: the second shares the first's part; who joins a perpetrator is a co-perpetrator.
fn joined(
    reading: &Reading,
    actor: &ActorMention,
    previous: Option<(usize, ActorRole)>,
    clash: bool,
) -> Option<(ActorRole, &'static str)> {
    let start = actor.span.start;
    if (start.saturating_sub(4)..start)
        .any(|i| JOINED.iter().any(|j| reading.reads(i, j) || reading.key(i) == *j))
    {
        return Some((ActorRole::CoPerpetrator, "roles.supported_by"));
    }
    let (end, role) = previous?;
    let gap = start.checked_sub(end)?;
    let and = reading.key(start).starts_with('و') && reading.forms[start].len() > 1
        || (start > 0 && reading.key(start - 1) == "و");
    let soft = (end..start)
        .all(|i| reading.tokens[i].kind == TokenKind::Soft || matches!(reading.key(i), "و" | "،"));
    if gap <= 3 && and && soft {
        return Some(match role {
            ActorRole::Perpetrator | ActorRole::CoPerpetrator if !clash => {
                (ActorRole::CoPerpetrator, "roles.and_with_perpetrator")
            }
            role => (role, "roles.and"),
        });
    }
    None
}

/// A part given by the order of words around the act.
fn ordered(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
    clash: bool,
    any: bool,
) -> Option<(ActorRole, &'static str)> {
    let start = possessor_start(reading, actor.span.start, span.start);
    if clash && fights(reading, start, span) {
        return Some((ActorRole::Perpetrator, "roles.fought"));
    }
    let held = (start.saturating_sub(2)..start)
        .any(|i| HELD.iter().any(|h| reading.key(i) == *h || reading.reads(i, h)));
    let event_before = mentions
        .events
        .iter()
        .filter(|e| span.contains(e.span) && e.span.end <= start + 1)
        .max_by_key(|e| e.span.end);
    let means_before = mentions
        .means
        .iter()
        .filter(|m| span.contains(m.span) && m.span.end <= start)
        .map(|m| m.span.end)
        .max();
    if actor.form == ActorForm::Adjective {
        // «غارات روسية», «مسيّرة تركية»: an adjective needs the act or weapon right in front.
        let near = |end: usize| end <= start && start - end <= 2;
        let covered = mentions.events.iter().any(|e| e.span.end > start && e.span.start <= start)
            || mentions.means.iter().any(|m| m.span.end > start && m.span.start <= start);
        let fits = covered
            || event_before.is_some_and(|e| near(e.span.end))
            || means_before.is_some_and(near);
        return fits.then_some((ActorRole::Perpetrator, "roles.adjective"));
    }
    if let Some(event) = event_before {
        let gap = start.saturating_sub(event.span.end);
        let lam = reading.forms[start]
            .iter()
            .any(|f| f.proclitic.preposition == Some('ل') && reading.key(start).contains("لل"))
            || reading.key(start).starts_with("لل");
        let another = mentions.actors.iter().any(|a| {
            a.span.start >= event.span.end && a.span.end <= start && a.form != ActorForm::Generic
        });
        if held && (gap > 0 || another) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        if gap <= 2 && !another {
            return Some((ActorRole::Perpetrator, "roles.behind_act"));
        }
        if lam && gap <= 3 && !another {
            return Some((ActorRole::Perpetrator, "roles.act_of"));
        }
        if event.class == EventClass::VerbActive && gap <= 4 && !another && !any {
            return Some((ActorRole::Perpetrator, "roles.subject"));
        }
        if another && gap <= 12 && any {
            return Some((ActorRole::Target, "roles.object"));
        }
    }
    // «قوات النظام قصفت»: the subject in front of its verb.
    let verb = mentions.events.iter().any(|e| {
        span.contains(e.span)
            && e.class == EventClass::VerbActive
            && e.span.start >= actor.span.end
            && e.span.start - actor.span.end <= 5
            && !breaks(reading, actor.span.end, e.span.start)
    });
    if verb && !held && !any {
        return Some((ActorRole::Perpetrator, "roles.subject_first"));
    }
    None
}

/// Nouns that act for the side they belong to.
const AGENTS: [&str; 18] = [
    "دوريه",
    "قوات",
    "قوه",
    "مجموعه",
    "مجموعات",
    "عناصر",
    "طائره",
    "طائرات",
    "مسيره",
    "خلايا",
    "وحدات",
    "مدفعيه",
    "طيران",
    "مسلحون",
    "مسلحين",
    "مقاتلين",
    "مقاتلون",
    "حاجز",
];

/// «دورية تابعة لقوات …» acts for its side: the place of the noun, else of the name itself.
fn possessor_start(reading: &Reading, start: usize, floor: usize) -> usize {
    let linked = (start.saturating_sub(2).max(floor)..start).find(|i| {
        matches!(
            reading.key(*i),
            "تابعه" | "تابع" | "التابعه" | "التابع" | "تابعين" | "التابعين" | "من"
        )
    });
    let Some(link) = linked else { return start };
    let head = (link.saturating_sub(4).max(floor)..link)
        .rev()
        .find(|i| AGENTS.iter().any(|a| reading.reads(*i, a)));
    match head {
        Some(head) if reading.key(link) != "من" || head + 1 == link => head,
        _ => start,
    }
}

/// Whether the words in front say that this actor fought: «بين», «مع», «ضد».
fn fights(reading: &Reading, start: usize, span: TokenSpan) -> bool {
    let from = start.saturating_sub(14).max(span.start);
    (from..start)
        .any(|i| matches!(reading.key(i), "بين" | "مع" | "ضد" | "جهه" | "جانب" | "طرف" | "ومع"))
}

/// With a stated attacker, others that did it too are co-perpetrators; a fight has none. Of
/// several, the one named nearest to the act that did the harm leads.
fn settle(actors: &mut Vec<ActorDraft>, kind: &KindRead) {
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
    // Who did it cannot be its own target.
    let did: Vec<String> = actors
        .iter()
        .filter(|a| matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator))
        .map(|a| a.id.clone())
        .collect();
    actors.retain(|a| a.role != ActorRole::Target || !did.contains(&a.id));
}

/// «دون معلومات عن الجهة المنفذة»: the report itself says that nobody knows.
fn disclaim(reading: &Reading, actors: &[&ActorMention], out: &mut Vec<ActorDraft>) {
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
            id: actor.id.clone(),
            name: None,
            certainty: Certainty::Unknown,
            span: actor.span,
            rule: "roles.disclaimed".to_owned(),
        });
    }
}

/// «قيادي في تنظيم …» whom they came for: his side is the target.
fn sought(
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
                id: actor.id.clone(),
                name: Some(reading.words(whole).to_owned()),
                certainty: Certainty::Suspected,
                span: whole,
                rule: "roles.sought".to_owned(),
            });
        }
    }
}

/// The side of killed or wounded fighters was attacked.
fn targets_from_victims(out: &mut Vec<ActorDraft>, figures: &[FigureMention], kind: Kind) {
    if matches!(kind, Kind::ArmedClash | Kind::BodyFound | Kind::Accident | Kind::Agreement) {
        return;
    }
    for figure in figures.iter().filter(|f| f.group == Group::Combatants && f.within.is_none()) {
        let Some(id) = figure.affiliation.as_ref().filter(|id| id.as_str() != "unknown") else {
            continue;
        };
        if out.iter().all(|a| &a.id != id) {
            add_actor(
                out,
                ActorDraft {
                    role: ActorRole::Target,
                    id: id.clone(),
                    name: None,
                    certainty: Certainty::Stated,
                    span: figure.span,
                    rule: "roles.victims_side".to_owned(),
                },
            );
        }
    }
}
