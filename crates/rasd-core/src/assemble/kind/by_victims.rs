//! What happened, by those it happened to: who was killed by hand, shot among protesters, attacked on
//! the road or dug out dead, and what is left to say where nothing but the harm is told.

use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::events::protester;
use crate::annotate::victims::{FigureMention, losing_verb};
use crate::assemble::draft::{Draft, Firmness, KindRead};
use crate::assemble::units::Unit;
use crate::model::{Group, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
pub(super) use crate::word_lists::by_victims::ON_THE_MOVE;
use crate::word_lists::by_victims::{DIED, KILLED, PRISONS, TRACES};

/// «هجوم» alone, that hurt nobody armed or hit a vehicle or post: fire at people, not a fight.
pub(super) fn attack_on_people(
    reading: &Reading,
    unit: &Unit,
    figures: &[FigureMention],
    main: &mut KindRead,
) {
    let hurt = |f: &&FigureMention| {
        f.within.is_none()
            && matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
    };
    let mut hurt = figures.iter().filter(hurt).peekable();
    // «قُتل رجل وأصيب نجله بهجوم مسلح استهدف منزلهما»
    let weak = main.firmness == Firmness::Weak;
    let start = main.span.start;
    let attack = weak || reading.key(start).contains("هجوم") && reading.reads(start + 1, "مسلح");
    if main.kind != Kind::ArmedClash || !attack || hurt.peek().is_none() {
        return;
    }
    let unarmed = hurt.all(|f| f.group != Group::Combatants);
    let moving = (main.span.end..unit.span.end.min(main.span.end + 10))
        .any(|i| reading.reads_any(i, &ON_THE_MOVE));
    if unarmed || weak && moving {
        main.kind = Kind::Shooting;
        main.rule = "kind.attack_on_people";
    }
}

/// «أصيب ثلاثة برصاص الاحتلال خلال مواجهات في بلدة …»: soldiers who face no armed side shot at people.
pub(super) fn shot_at_a_crowd(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    main: &mut KindRead,
) {
    if main.kind != Kind::ArmedClash || !reading.key(main.span.start).contains("مواجه") {
        return;
    }
    let hurt = |f: &&FigureMention| matches!(f.outcome, Outcome::Killed | Outcome::Injured);
    let unarmed = figures.iter().any(|f| hurt(&f))
        && figures.iter().filter(hurt).all(|f| f.group != Group::Combatants);
    let shot = mentions
        .means_in(unit.span)
        .iter()
        .find(|m| unit.span.contains(m.span) && m.kind_hint == Some(Kind::Shooting));
    let sides = mentions.actors_in(unit.span);
    let mut sides = sides
        .iter()
        .filter(|a| unit.span.contains(a.span) && a.form != ActorForm::Generic)
        .map(|a| a.id)
        .peekable();
    let soldiers = sides.peek().is_some() && sides.all(|id| id == "il.mil");
    if let Some(shot) = shot.filter(|_| unarmed && soldiers) {
        main.kind = Kind::Shooting;
        main.span = shot.span;
        main.rule = "kind.shot_at_a_crowd";
    }
}

/// «قُتل متظاهر برصاص …», «تظاهر المئات …، وأطلقت قوات الأمن الرصاص لتفريقهم فأصيب اثنان»: fire at people who were
/// demonstrating; `others`: what else is told.
pub(super) fn against_protesters(
    reading: &Reading,
    figures: &[FigureMention],
    others: &[KindRead],
    main: &mut KindRead,
) {
    let hit = |f: &FigureMention| matches!(f.outcome, Outcome::Killed | Outcome::Injured);
    if main.kind == Kind::Shooting
        && figures.iter().any(hit)
        && others.iter().any(|r| r.kind == Kind::Protest)
    {
        main.kind = Kind::ProtestViolence;
        main.rule = "kind.against_protesters";
    }
    // «عدد المصابين من المتظاهرين 80»: told in front of their number.
    let counted = |i: usize| {
        matches!(reading.key(i), "من" | "عدد" | "القتلي" | "الجرحي" | "المصابين" | "الضحايا")
    };
    let hurt = figures.iter().find(|f| {
        f.within.is_none()
            && matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
            && ((f.span.start..f.span.end).any(|i| protester(reading, i))
                || (f.frame.start + 1..f.span.start)
                    .any(|i| protester(reading, i) && counted(i - 1)))
    });
    if let Some(figure) = hurt
        && matches!(
            main.kind,
            Kind::Shooting | Kind::Protest | Kind::ArmedClash | Kind::PropertyDestruction
        )
    {
        main.kind = Kind::ProtestViolence;
        main.rule = "kind.against_protesters";
        main.span = figure.frame;
    }
}

/// People whom somebody killed, told by the verb itself: «وقتلت أكثر من 100 شخص».
pub(super) fn killed_by_hand<'f>(
    reading: &Reading,
    figures: &'f [FigureMention],
) -> Option<&'f FigureMention> {
    figures.iter().find(|f| {
        f.outcome == Outcome::Killed
            && f.within.is_none()
            && f.frame.start < f.span.start
            && KILLED.contains(&reading.key(f.frame.start).trim_start_matches(['و', 'ف']))
    })
}

/// People came to harm and the text says no more: a killing or wounding by direct fire at best.
pub(super) fn figures_alone(
    reading: &Reading,
    unit: &Unit,
    figures: &[FigureMention],
) -> Option<KindRead> {
    let figure = figures.iter().find(|f| f.within.is_none())?;
    let kind = match figure.outcome {
        Outcome::Killed if figure.group == Group::Detainees => Kind::DeathInCustody,
        Outcome::Detained => Kind::Arrest,
        Outcome::Abducted => Kind::Abduction,
        Outcome::Displaced => Kind::Displacement,
        Outcome::Released => Kind::Agreement,
        Outcome::Killed | Outcome::Injured | Outcome::Casualties => Kind::Shooting,
        // Missing or stranded people alone tell no act.
        Outcome::Missing => return None,
    };
    // «تكبدت الميليشيات عشرات القتلى»: a side loses fighters where it fights.
    if kind == Kind::Shooting
        && figure.group == Group::Combatants
        && losing_verb(reading, figure.span.start).is_some()
    {
        let kind = Kind::ArmedClash;
        return Some(KindRead {
            kind,
            firmness: Firmness::Harm,
            span: figure.frame,
            rule: "kind.side_lost",
        });
    }
    // «توفي شاب في سجون …»: whoever dies in a prison was held there.
    if kind == Kind::Shooting && died_in_prison(reading, unit, figure) {
        return Some(in_custody(Firmness::Means, figure.frame));
    }
    Some(KindRead { kind, firmness: Firmness::Harm, span: figure.frame, rule: figure.rule })
}

/// «مات من شدة التعذيب», «قضى متأثراً بالتعذيب»: torture that killed, where no other act is told.
pub(super) fn tortured_to_death(
    reading: &Reading,
    figures: &[FigureMention],
    reads: &mut [KindRead],
) {
    // «جثة عليها آثار تعذيب»: where and by whom is not said.
    let traces = |i: usize| TRACES.iter().any(|word| reading.key(i).ends_with(word));
    let torture = |r: &KindRead| {
        let start = r.span.start;
        r.kind == Kind::IllTreatment
            && reading.key(start).contains("تعذيب")
            && !start.checked_sub(1).is_some_and(traces)
    };
    let dead = figures.iter().any(|f| f.outcome == Outcome::Killed && f.within.is_none());
    if dead && reads.iter().all(|r| torture(r) || r.kind == Kind::BodyFound) {
        for read in reads.iter_mut().filter(|r| torture(r)) {
            *read = in_custody(Firmness::Strong, read.span);
        }
    }
}

const fn in_custody(firmness: Firmness, span: TokenSpan) -> KindRead {
    KindRead { kind: Kind::DeathInCustody, firmness, span, rule: "kind.in_custody" }
}

fn died_in_prison(reading: &Reading, unit: &Unit, figure: &FigureMention) -> bool {
    let died = |i: usize| DIED.contains(&reading.key(i).trim_start_matches(['و', 'ف', 'ب']));
    let prison = |i: usize| {
        let held = |i: usize| matches!(reading.key(i), "في" | "داخل" | "احد");
        match reading.key(i).strip_prefix('ب') {
            Some(bare) if PRISONS.contains(&bare) => true,
            _ => i > 0 && held(i - 1) && PRISONS.contains(&reading.key(i)),
        }
    };
    figure.outcome == Outcome::Killed
        && (figure.frame.start..figure.frame.end).any(died)
        && (unit.span.start..unit.span.end).any(prison)
}

/// «مقتل شاب خلال مداهمة …», then «واعتقلت الدورية شقيقه»: who was killed in a raid was shot, whichever telling
/// says so, where no other act tells how he died.
pub(crate) fn shot_in_raid(draft: &mut Draft) {
    let holds = |k: Kind| matches!(k, Kind::Raid | Kind::Arrest);
    let alone = draft.also.iter().all(|k| holds(k.kind) || k.kind == Kind::Displacement);
    let shot = draft.figures.iter().find(|f| {
        f.outcome == Outcome::Killed && f.within.is_none() && f.group != Group::Detainees
    });
    if let Some(figure) = shot.filter(|_| alone && holds(draft.kind.kind)) {
        draft.also.insert(0, std::mem::replace(&mut draft.kind, shooting_in_raid(figure)));
    }
}

/// «دهمت دوريات بلدة … وأوقفت سبعة»: a raid in which people were led away is an arrest.
pub(crate) fn held_in_raid(draft: &mut Draft) {
    let held = draft.figures.iter().find(|f| f.outcome == Outcome::Detained && f.within.is_none());
    let killed = || draft.figures.iter().any(|f| f.outcome == Outcome::Killed);
    if let Some(figure) = held.filter(|_| draft.kind.kind == Kind::Raid && !killed()) {
        let arrest = KindRead {
            kind: Kind::Arrest,
            firmness: draft.kind.firmness,
            span: figure.frame,
            rule: "kind.held_in_raid",
        };
        draft.also.retain(|k| k.kind != Kind::Arrest);
        draft.also.insert(0, std::mem::replace(&mut draft.kind, arrest));
    }
}

/// The shooting by which somebody was hurt in a raid or arrest.
pub(super) fn shooting_in_raid(figure: &FigureMention) -> KindRead {
    KindRead {
        kind: Kind::Shooting,
        firmness: Firmness::Means,
        span: figure.frame,
        rule: "kind.shot_in_raid",
    }
}

/// «انتشال جثامين 5 شهداء من تحت الأنقاض»: people taken out dead, and no word of how they died.
pub(crate) fn dug_out(reading: &Reading, draft: &mut Draft) {
    let untold = match draft.kind.kind {
        Kind::Shooting => draft.kind.firmness == Firmness::Harm,
        // «… بعد انسحاب القوات»
        Kind::TerritorialChange => draft.kind.firmness == Firmness::Weak,
        _ => false,
    };
    let dead = |f: &FigureMention| f.outcome == Outcome::Killed;
    let out = |i: usize| ["انتشال", "انتشل"].iter().any(|stem| reading.key(i).contains(stem));
    if untold
        && draft.figures.iter().any(dead)
        && draft.figures.iter().all(|f| f.outcome != Outcome::Injured)
        && (draft.unit.start..draft.unit.end).any(out)
    {
        draft.kind.kind = Kind::BodyFound;
        draft.kind.rule = "kind.dug_out";
    }
}

/// «قُتل ثلاثة بتفجير منزل في …»: a blast that killed, and no house blown up by those who hold the ground.
pub(super) fn hurt_in_a_house(reading: &Reading, reads: &mut [KindRead]) {
    let blown = |r: &&mut KindRead| {
        r.kind == Kind::PropertyDestruction && reading.key(r.span.start).contains("تفجير")
    };
    reads.iter_mut().filter(blown).for_each(|r| r.kind = Kind::Ied);
}
