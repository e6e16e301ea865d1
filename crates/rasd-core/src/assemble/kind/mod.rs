//! What happened: one kind from the act words and weapons of a unit.

pub(in crate::assemble) mod by_hand;
pub(in crate::assemble) mod by_victims;
pub(in crate::assemble) mod by_whom;
pub(in crate::assemble) mod chosen;
pub(in crate::assemble) mod fought;
pub(in crate::assemble) mod gravity;
pub(in crate::assemble) mod occasion;
pub(in crate::assemble) mod weapons;

use self::by_victims::{
    against_protesters, attack_on_people, figures_alone, hurt_in_a_house, killed_by_hand,
    shooting_in_raid, shot_at_a_crowd, tortured_to_death,
};
use self::gravity::{hurts_alone, precedence, spares_people, stands_beside, strikes};
use self::occasion::with_a_crowd;
use self::weapons::refine_by_means;
use crate::annotate::Mentions;
use crate::annotate::clauses::ClauseRole;
use crate::annotate::events::{EventClass, EventMention, Strength, protesters_behind};
use crate::annotate::victims::{FLED, FigureMention};
use crate::assemble::draft::{Firmness, KindRead};
use crate::assemble::units::Unit;
use crate::model::{Group, Kind, Means, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::kind::{OPERATIONS, REASONS, THOSE, TRIES};

/// The kind of a unit and its other acts; none when the unit tells no act.
pub(crate) fn kind(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> Option<(KindRead, Vec<KindRead>)> {
    let fell = figures.iter().any(|f| f.group == Group::Combatants && f.outcome == Outcome::Killed);
    let (mut reads, mut along) = acts(reading, mentions, unit.span, fell);
    if reads.is_empty() && figures.is_empty() {
        return None;
    }
    let hurt = figures
        .iter()
        .any(|f| matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties));
    // «داهمت القرية وسط إطلاق نار ما أدى إلى مقتل …»: who was hurt was hurt by what went along.
    let holds = |r: &KindRead| matches!(r.kind, Kind::Raid | Kind::Arrest | Kind::Abduction);
    let hurts = |r: &KindRead| matches!(precedence(r.kind, true), 5 | 6);
    if hurt && reads.iter().all(holds) && along.iter().all(hurts) {
        reads.append(&mut along);
    }
    // A weapon alone tells no act; a weapon beside its victims does.
    if !reads.is_empty() || hurt {
        refine_by_means(reading, mentions, unit.span, hurt, &mut reads);
    }
    if hurt {
        hurt_in_a_house(reading, &mut reads);
        // «وقال مصدر إن القتلى ستة، وإن منازل أُحرقت»: what the act just told led to.
        let those = |f: &FigureMention| THOSE.contains(&reading.key(f.frame.start));
        if reads.iter().all(|r| r.kind == Kind::PropertyDestruction) && figures.iter().any(those) {
            reads.clear();
        }
    }
    // «دوي انفجار … ناجم عن عبوة ناسفة», «… سيارة مفخخة انفجرت»: what was heard, and then what it was.
    let device = |r: &KindRead| {
        r.kind == Kind::Ied
            && mentions.means_in(unit.span).iter().any(|m| m.kind_hint == Some(r.kind))
    };
    if reads.iter().any(|r| r.kind != Kind::Other && (r.firmness >= Firmness::Means || device(r))) {
        reads.retain(|r| r.kind != Kind::Other);
    }
    // «توغلت قوة في القرية ثم انسحبت»: she went as she had come, and no ground changed hands.
    if reads.iter().any(|r| r.kind == Kind::Raid) {
        reads.retain(|r| r.kind != Kind::TerritorialChange || r.firmness > Firmness::Weak);
    }
    // «بعد تفجير السوق أُوقف أربعة»: who is led away alone was led away by no blast, «القبض عليه في كمين» by no shot.
    if !figures.is_empty() && figures.iter().all(|f| f.outcome == Outcome::Detained) {
        let laid = |r: &KindRead| reading.key(r.span.start).contains("كمين");
        reads.retain(|r| !hurts_alone(r.kind) && !laid(r));
        // «توقيف ثمانية شاركوا في مسيرة»: what they had done is not what befell them.
        if !reads.is_empty() && reads.iter().all(|r| r.kind == Kind::Protest) {
            let held = figures_alone(reading, unit, figures);
            reads =
                held.map(|r| KindRead { firmness: Firmness::Strong, ..r }).into_iter().collect();
        }
    }
    // A release harms nobody: the dead of the same stretch died otherwise.
    if hurt && reads.iter().all(|r| r.kind == Kind::Agreement) {
        reads.clear();
    }
    tortured_to_death(reading, figures, &mut reads);
    if reads.is_empty() {
        return figures_alone(reading, unit, figures).map(|mut alone| {
            against_protesters(reading, figures, &[], &mut alone);
            (alone, Vec::new())
        });
    }
    // «نهب مسلحون شاحنات … وقتلوا سائقين»: who was killed was not killed by the looting.
    if reads.iter().all(|r| spares_people(r.kind))
        && let Some(dead) = killed_by_hand(reading, figures)
    {
        let span = dead.frame;
        let rule = "kind.killed_beside";
        reads.push(KindRead { kind: Kind::Shooting, firmness: Firmness::Strong, span, rule });
    }
    // People who fled or were let go are what the news is about when nobody else is told of.
    // «أدى القصف إلى نزوح السكان»: what the fire led to, and the fire is the news.
    let only = |o: Outcome| {
        !figures.is_empty() && figures.iter().all(|f| f.outcome == o && f.rule != FLED)
    };
    for (outcome, kind) in
        [(Outcome::Displaced, Kind::Displacement), (Outcome::Released, Kind::Agreement)]
    {
        if only(outcome) && reads.iter().any(|r| r.kind == kind) {
            reads.retain(|r| r.kind == kind);
        }
    }
    if figures.iter().any(|f| f.rule == FLED) && reads.len() > 1 {
        reads.retain(|r| r.kind != Kind::Displacement);
    }
    // The gravest harm: the act told nearest to the first figure; else the firmest, first told.
    let figure = figures.iter().find(|f| f.within.is_none()).map(|f| f.span.start);
    // «في اشتباكات وقصف لطائرات …»: raids on those who fight are part of the fight.
    let fight = reads
        .iter()
        .find(|r| r.kind == Kind::ArmedClash && r.firmness == Firmness::Strong)
        .map(|r| r.span.end);
    // «…، قبل أن تقصفه مروحية»: a verb tells an act of its own.
    let struck = |end: usize| {
        mentions.events_in(unit.span).iter().any(|e| {
            e.class == EventClass::VerbActive && e.span.start >= end && e.kind.is_some_and(strikes)
        })
    };
    let in_fight = |r: &KindRead| {
        strikes(r.kind)
            && fight.is_some_and(|end| {
                end <= r.span.start && r.span.start - end <= FIGHT_REACH && !struck(end)
            })
    };
    // «هاجم مسلحون القرية وقتلوا سبعة، واختطفوا تسعة»: the attack did the gravest harm.
    let attacked = hurt && reads.iter().any(|r| r.kind == Kind::ArmedClash);
    let best = reads
        .iter()
        .enumerate()
        .min_by_key(|(i, r)| {
            let distance = figure.map_or(0, |f| r.span.start.abs_diff(f) / 4);
            (
                hurt && spares_people(r.kind) || attacked && r.kind == Kind::Abduction,
                in_fight(r),
                std::cmp::Reverse(r.firmness),
                std::cmp::Reverse(precedence(r.kind, figure.is_some())),
                distance,
                *i,
            )
        })
        .map(|(i, _)| i)?;
    let mut main = reads.remove(best);
    let mut also: Vec<KindRead> = Vec::new();
    // A raid or arrest in which people were shot is a shooting; the raid stands beside it.
    let shot = figures
        .iter()
        .find(|f| f.within.is_none() && matches!(f.outcome, Outcome::Killed | Outcome::Injured));
    if matches!(main.kind, Kind::Raid | Kind::Arrest)
        && let Some(figure) = shot
    {
        also.push(std::mem::replace(&mut main, shooting_in_raid(figure)));
    }
    if main.kind == Kind::BodyFound
        && let Some(means) = mentions
            .means_in(unit.span)
            .iter()
            .find(|m| unit.span.contains(m.span) && m.kind_hint == Some(Kind::Execution))
    {
        also.push(KindRead {
            kind: Kind::Execution,
            firmness: Firmness::Strong,
            span: means.span,
            rule: means.rule,
        });
    }
    attack_on_people(reading, unit, figures, &mut main);
    shot_at_a_crowd(reading, mentions, unit, figures, &mut main);
    against_protesters(reading, figures, &reads, &mut main);
    for read in reads.into_iter().chain(along) {
        let new = read.kind != main.kind && !also.iter().any(|k| k.kind == read.kind);
        if new && read.firmness == Firmness::Strong && stands_beside(main.kind, read.kind) {
            also.push(read);
        }
    }
    Some((main, also))
}

/// Tokens between an attack and the verb for whom it hit.
const ATTACK_REACH: usize = 2;

/// How far behind a fight the raids that are part of it are named, in tokens.
const FIGHT_REACH: usize = 12;

/// The acts a stretch tells, and those that went along with them («ترافقت مع قصف»).
///
/// `fell`: fighters were killed.
fn acts(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    fell: bool,
) -> (Vec<KindRead>, Vec<KindRead>) {
    let (mut main, mut along) = (Vec::new(), Vec::new());
    let mut goes_along = false;
    // «سيطرت على … بعد معارك»، «تمكنت وبعد معارك عنيفة من السيطرة على …»
    let led_to = |fight: &EventMention| {
        fight.class == EventClass::Mutual
            && mentions.events_in(span).iter().any(|e| {
                span.contains(e.span)
                    && e.kind == Some(Kind::TerritorialChange)
                    && e.strength != Strength::Support
            })
    };
    for event in mentions.events_in(span) {
        if !span.contains(event.span) || event.strength == Strength::Support {
            main.extend(destroyed(reading, mentions, span, event));
            continue;
        }
        // «الهجوم الإرهابي الذي استهدف فندقاً»: whom the attack hit, and no fire besides it.
        let of_attack = event.strength == Strength::Weak
            && event.kind == Some(Kind::Shelling)
            && event.class == EventClass::VerbActive
            && main.last().is_some_and(|r: &KindRead| {
                r.kind == Kind::ArmedClash
                    && r.firmness == Firmness::Weak
                    && reading.key(r.span.start).contains("هجوم")
                    && (r.span.end..event.span.start).len() <= ATTACK_REACH
                    && !reading.key(event.span.start).starts_with('و')
            });
        if of_attack {
            continue;
        }
        // «خرجت مظاهرة … تندد باعتقال النساء»: what a protest is about.
        // «…، وأطلقت قوات الأمن الرصاص لتفريقهم»: what was done then.
        let then =
            event.kind == Some(Kind::Shooting) && reading.key(event.span.start).starts_with('و');
        let protested = main.first().is_some_and(|r: &KindRead| {
            r.kind == Kind::Protest
                && !then
                && (r.span.end..event.span.start)
                    .any(|i| REASONS.contains(&reading.key(i).trim_start_matches(['و', 'ف'])))
        });
        if protested {
            continue;
        }
        // «استشهد برصاص الجنود بزعم أنه حاول طعن أحدهم»: he was shot, and nobody was stabbed.
        let shot = || {
            let outcomes = mentions.outcomes_in(span).iter();
            outcomes
                .filter(|o| span.contains(o.span) && o.span.start != event.span.start)
                .any(|o| !o.negated)
        };
        if by_hand::tried(reading, event) && (!main.is_empty() || shot()) {
            continue;
        }
        let firm = event.strength == Strength::Strong && event.kind.is_some();
        // «مواجهات مع الشبان»: who throws stones is no armed side.
        let crowd = event.kind == Some(Kind::ArmedClash)
            && event.class == EventClass::Mutual
            && with_a_crowd(reading, event.span);
        // «العملية استهدفت مطلوباً», «استهدفت عملية الإنزال منزلاً»: men who came, and not fire.
        let operation = |i: usize| OPERATIONS.contains(&reading.key(i));
        let came = event.strength == Strength::Weak
            && (operation(event.span.end)
                || event.span.start.checked_sub(1).is_some_and(operation));
        // «قُتل أثناء محاولته السيطرة على موقع …»: no ground changed hands, and there was a fight for it.
        let tried = fell
            && matches!(event.kind, Some(Kind::TerritorialChange | Kind::Raid))
            && event.span.start.checked_sub(1).is_some_and(|i| {
                TRIES
                    .iter()
                    .any(|stem| reading.key(i).trim_start_matches(['و', 'ف']).starts_with(stem))
            });
        let read = KindRead {
            kind: match event.kind {
                _ if came => Kind::Raid,
                _ if tried => Kind::ArmedClash,
                _ if crowd && protesters_behind(reading, event.span.end) => Kind::ProtestViolence,
                _ if crowd => Kind::MobViolence,
                told => told.unwrap_or(Kind::Shelling),
            },
            firmness: if firm && !crowd { Firmness::Strong } else { Firmness::Weak },
            span: event.span,
            rule: if tried { "kind.tried" } else { event.rule },
        };
        let start = event.span.start;
        let beside = mentions.clauses_before(start).iter().any(|c| {
            let gap = start.checked_sub(c.span.end);
            match c.role {
                // «بالتزامن مع المواجهات قصف …»: the one in between went along, and not the next.
                ClauseRole::Along | ClauseRole::Beside => gap.is_some_and(|g| {
                    g == 0
                        || g == 1
                            && mentions.events_at(c.span.end).iter().all(|e| e.span.end > start)
                }),
                // «إثر الاشتباكات»: only one already told can be definite here.
                ClauseRole::After => {
                    let definite = reading.key(start).starts_with("ال");
                    gap == Some(0) && (definite || led_to(event))
                }
                _ => false,
            }
        });
        // «ترافقت مع قصف جوي وقصف مدفعي»
        goes_along = beside || (goes_along && reading.key(start).starts_with('و'));
        if goes_along { along.push(read) } else { main.push(read) }
    }
    if main.is_empty() {
        std::mem::swap(&mut main, &mut along);
    }
    (main, along)
}

/// «مسيّرات تابعة للجيش دمرت شاحنة …»: what flies told as the subject of a verb that says only what came of
/// it, where no other act is told.
fn destroyed(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    event: &EventMention,
) -> Option<KindRead> {
    let verb = event.span.start;
    let says = event.class == EventClass::VerbActive
        && span.contains(event.span)
        && reading.key(verb).trim_start_matches(['و', 'ف']).starts_with("دمر")
        && mentions
            .events_in(span)
            .iter()
            .all(|e| !span.contains(e.span) || e.strength == Strength::Support);
    let weapon = mentions.means_in(span).iter().rfind(|m| {
        span.contains(m.span) && m.span.end <= verb && verb - m.span.end <= DESTROYED_REACH
    })?;
    let flies = matches!(weapon.means, Some(Means::Drone | Means::Aircraft | Means::Helicopter));
    let kind = weapon.kind_hint.filter(|_| says && flies)?;
    Some(KindRead { kind, firmness: Firmness::Strong, span: event.span, rule: "kind.destroyed" })
}

/// How far in front of «دمرت» what flew is told, in tokens.
const DESTROYED_REACH: usize = 6;
