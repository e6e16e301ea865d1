//! What those who did it say of what it was: fighters of two sides, gunmen, men who led people away.

use super::by_victims::ON_THE_MOVE;
use crate::annotate::Mentions;
use crate::annotate::actors::is_no_side;
use crate::annotate::persons::person_at;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Draft, Firmness, KindRead};
use crate::assemble::units::Unit;
use crate::model::{ActorRole, Certainty, Group, Kind, Means, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::by_whom::DRIVES;
use crate::word_lists::flown::NO_AIRCRAFT;

/// «تمكنت القوات … من قتل 15 من عناصر داعش»: fighters who fell to another armed side, and no word of
/// how, fell in a fight.
pub(crate) fn between_armed(
    kind: &mut KindRead,
    also: &mut Vec<KindRead>,
    actors: &[ActorDraft],
    figures: &[FigureMention],
) {
    let armed = |a: &ActorDraft| a.role == ActorRole::Perpetrator && !is_no_side(a.id);
    let mut hurt = figures
        .iter()
        .filter(|f| f.within.is_none() && matches!(f.outcome, Outcome::Killed | Outcome::Injured))
        .peekable();
    let fighters = hurt.peek().is_some() && hurt.all(|f| f.group == Group::Combatants);
    let untold = kind.kind == Kind::Shooting && kind.firmness == Firmness::Harm;
    // «استعادت المقاومة … وقتلت 10 منهم»: ground that fighters died for was fought over.
    let taken = kind.kind == Kind::TerritorialChange
        && figures.iter().any(|f| f.outcome == Outcome::Killed && f.within.is_none());
    // «مقتل 17 مسلحاً من التنظيم ضمن عمليات في …»: of a side, and nobody else is told to have done it.
    let of_a_side = || {
        untold
            && actors.iter().all(|a| a.role == ActorRole::Target)
            && figures
                .iter()
                .filter(|f| f.within.is_none())
                .all(|f| f.group == Group::Combatants && f.count.min.is_some_and(|n| n > 2))
            && figures.iter().any(|f| f.affiliation.is_some())
    };
    if (untold || taken) && fighters && (actors.iter().any(armed) || of_a_side()) {
        also.retain(|k| k.kind != Kind::ArmedClash);
        if taken {
            also.push(kind.clone());
        }
        kind.kind = Kind::ArmedClash;
        kind.rule = "kind.between_armed";
    }
}

/// «هاجم مستوطنون قرية …»: a mob that came, and no fight of two armed sides.
pub(crate) fn settlers_came(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &mut KindRead,
    actors: &mut Vec<ActorDraft>,
    figures: &[FigureMention],
) {
    // «هجمات للمستوطنين على قريتين واعتقالات في …»: they arrest nobody.
    if kind.kind == Kind::Arrest {
        actors.retain(|a| a.id != "ps.settlers");
    }
    let mut did = actors.iter().filter(|a| a.role == ActorRole::Perpetrator).peekable();
    let settlers = did.peek().is_some() && did.all(|a| a.id == "ps.settlers");
    let armed = figures.iter().any(|f| f.group == Group::Combatants);
    let fell = figures.iter().any(|f| f.outcome == Outcome::Killed);
    let bare = kind.kind == Kind::ArmedClash
        || kind.kind == Kind::Shooting && kind.rule == "kind.attack_on_people";
    // «… تعاملت مع إصابتين بالرصاص»: what the next sentence tells of the wounded.
    let around = TokenSpan::new(span.start, span.end + WOUNDS);
    let shot = || mentions.means_in(around).iter().any(|m| m.kind_hint == Some(Kind::Shooting));
    // «مواجهات مع قوات الاحتلال», and no other side: stones and gas.
    let one_side =
        !actors.is_empty() && actors.iter().all(|a| matches!(a.id, "il.mil" | "ps.settlers"));
    let stones =
        one_side && kind.kind == Kind::ArmedClash && reading.key(kind.span.start).contains("مواجه");
    if (settlers && bare || stones) && !armed && !fell && !shot() {
        kind.kind = Kind::MobViolence;
        kind.rule = "kind.settlers_came";
    }
}

/// How far behind an attack its wounds are told, in tokens.
const WOUNDS: usize = 16;

/// How far behind «استهدف» what was on the road stands, in tokens.
const ROAD_REACH: usize = 5;

/// «استهداف حاجز من قبل مسلحين», «استهدف مجهولون …»: a bare word for an attack, and men who made it.
pub(crate) fn by_gunmen(reading: &Reading, kind: &mut KindRead, actors: &[ActorDraft]) {
    if kind.kind != Kind::Shelling || kind.firmness != Firmness::Weak {
        return;
    }
    // «استهدف التنظيم حافلة …»: cells without guns of their own, and what was on the road.
    let road = kind.span.end..kind.span.end + ROAD_REACH;
    let moving = || road.clone().any(|i| reading.reads_any(i, &ON_THE_MOVE));
    let armed = |i: usize| {
        let key = reading.key(i);
        key.contains("مسلح") || matches!(key, "مجهولون" | "مجهولين" | "مجهولان")
    };
    let gunmen = |a: &ActorDraft| {
        a.role == ActorRole::Perpetrator
            && ((a.span.start..a.span.end).any(armed) || a.id == "is" && moving())
    };
    if actors.iter().any(gunmen) {
        kind.kind = Kind::Shooting;
        kind.rule = "kind.by_gunmen";
    }
}

/// «اشتباكات قبلية», «قتال عشائري»: the adjective says who fought, where nobody is named.
pub(crate) fn by_tribes(reading: &Reading, kind: &KindRead, actors: &mut Vec<ActorDraft>) {
    if !matches!(kind.kind, Kind::MobViolence | Kind::ArmedClash) || !actors.is_empty() {
        return;
    }
    let tribal = |i: &usize| {
        let key = reading.key(*i).trim_start_matches("ال");
        matches!(key, "قبلي" | "قبليه" | "قبليا" | "عشايري" | "عشايريه")
    };
    let Some(at) = (kind.span.start..kind.span.end + TRIBAL_REACH).find(tribal) else { return };
    actors.push(ActorDraft {
        role: ActorRole::Perpetrator,
        id: "tribe",
        name: None,
        certainty: Certainty::Stated,
        span: TokenSpan::new(at, at + 1),
        rule: "roles.tribal",
    });
}

/// How far behind its act «قبلية» may stand, in tokens.
const TRIBAL_REACH: usize = 2;

/// «أغارت مجموعة مسلحة على رعاة»: a raid of men who have no aircraft.
pub(crate) fn raided(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    kind: &mut KindRead,
    actors: &[ActorDraft],
) {
    let raid = || reading.key(kind.span.start).trim_start_matches(['و', 'ف']).starts_with("اغار");
    if kind.kind != Kind::AirStrike || !raid() {
        return;
    }
    let flown = mentions.means_in(unit.span).iter().any(|m| {
        unit.span.contains(m.span)
            && matches!(m.means, Some(Means::Aircraft | Means::Helicopter | Means::Drone))
    });
    let grounded = |id: &str| is_no_side(id) || NO_AIRCRAFT.contains(&id);
    let men = actors.iter().any(|a| a.did_it() && grounded(a.id));
    if men && !flown {
        kind.kind = Kind::Shooting;
        kind.rule = "kind.by_gunmen";
    }
}

/// «اقتاد مسلحون شابين إلى جهة مجهولة»: led away by men who are nobody's, which no arrest is.
pub(crate) fn led_away(
    reading: &Reading,
    kind: &mut KindRead,
    actors: &[ActorDraft],
    figures: &mut [FigureMention],
) {
    if kind.kind != Kind::Arrest {
        return;
    }
    let led = ["اقتاد", "اقتيد", "اقتياد", "يقتاد", "تقتاد"];
    let key = reading.key(kind.span.start);
    let known = |a: &ActorDraft| a.did_it() && a.id != "unknown";
    // «اختطف التنظيم 18 شاباً … و14 آخرين واقتادهم»: the figure is of those abducted, as the others were.
    let kidnapped =
        || !figures.is_empty() && figures.iter().all(|f| f.outcome == Outcome::Abducted);
    let led_off = led.iter().any(|stem| key.contains(stem)) && !actors.iter().any(known);
    if led_off || kidnapped() {
        kind.kind = Kind::Abduction;
        kind.rule = "kind.led_away";
        for figure in figures.iter_mut().filter(|f| f.outcome == Outcome::Detained) {
            figure.outcome = Outcome::Abducted;
        }
    }
}

/// How far behind its verb the bomber's own self is named, in tokens.
const HIMSELF_REACH: usize = 4;

/// «يقودها», «نفذه»: a verb with its object written onto it, whose subject stands behind it.
fn drives(key: &str) -> bool {
    (key.ends_with("ها") || key.ends_with('ه') || key.ends_with("هما"))
        && DRIVES.iter().any(|verb| key.starts_with(verb))
}

/// «فجر انتحاري نفسه»: somebody did it, of whom the report does not say whose he was. «هجوم انتحاري» and
/// «عملية انتحارية» tell of nobody, and the report does not call him unknown.
pub(crate) fn bomber_of_nobody(reading: &Reading, draft: &mut Draft) {
    let known = |a: &ActorDraft| a.did_it() || a.role == ActorRole::Claimant;
    if draft.kind.kind != Kind::SuicideBombing || draft.actors.iter().any(known) {
        return;
    }
    let span = draft.kind.span;
    let end = (span.end + HIMSELF_REACH).min(draft.unit.end);
    let himself = (span.start..end).any(|i| {
        let word = reading.key(i);
        word.starts_with("نفس") || matches!(word, "يفجر" | "تفجر" | "يفجران")
    });
    // «سيارة مفخخة يقودها انتحاري»: the man, and no adjective of his act.
    let bomber = span.end == span.start + 1
        && reading.reads_any(span.start, &["انتحاري", "انتحاريان", "انتحاريين", "انتحاريون"])
        && span.start.checked_sub(1).is_none_or(|i| drives(reading.key(i)));
    // «نفذ مسلح هجوماً انتحارياً»: the man in front is told, and not whose he is.
    let man = span.start.checked_sub(1).and_then(|i| person_at(reading, i));
    if !himself && !bomber && man.is_none_or(|m| m.value.group != Group::Combatants) {
        return;
    }
    draft.actors.push(ActorDraft {
        role: ActorRole::Perpetrator,
        id: "unknown",
        name: None,
        certainty: Certainty::Unknown,
        span: draft.kind.span,
        rule: "roles.bomber",
    });
}
