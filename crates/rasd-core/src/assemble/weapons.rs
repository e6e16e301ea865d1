//! What the weapons of a unit say of its act: «استهداف … بالقذائف» is shelling.

use smallvec::SmallVec;

use super::draft::{Draft, Firmness, KindRead};
use super::gravity::{bombards, precedence};
use crate::annotate::Mentions;
use crate::annotate::means::MeansMention;
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// Weapons turn a bare bombardment or a "targeting" into what it was.
pub(super) fn refine_by_means(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    hurt: bool,
    reads: &mut Vec<KindRead>,
) {
    // «السيطرة على … بمشاركة طيران التحالف»: a help beside the act, and not the act.
    let beside = reads.iter().any(|r| r.kind != Kind::Shelling);
    let helps = |m: &MeansMention| {
        let before = m.span.start.saturating_sub(2)..m.span.start;
        beside && before.clone().any(|i| HELPED_BY.contains(&reading.key(i)))
    };
    let hints: SmallVec<[_; 8]> = mentions
        .means_in(span)
        .iter()
        .filter(|m| span.contains(m.span) && !helps(m))
        .filter_map(|m| m.kind_hint.map(|k| (k, m)))
        .collect();
    if hints.is_empty() {
        return;
    }
    let told = |kind: Kind| hints.iter().find(|h| h.0 == kind);
    // «بقذائف الدبابات والرشاشات»: machine guns beside heavy guns. Gunmen have rockets, too.
    let heavy =
        |m: &MeansMention| matches!(m.means, Some(Means::Artillery | Means::Mortar | Means::Tank));
    let shells = hints.iter().any(|(kind, m)| *kind == Kind::Shelling && heavy(m));
    // «ألقت مسيّرة قنبلة على …»: dropped, and thrown by nobody.
    let thrown = |r: &KindRead| r.kind == Kind::Grenade && r.rule.starts_with("split_acts");
    let any_act =
        reads.iter().any(|r| bombards(r.kind) || r.firmness == Firmness::Weak || thrown(r));
    for target in [
        Kind::SuicideBombing,
        Kind::ChemicalAttack,
        Kind::DroneStrike,
        Kind::AirStrike,
        Kind::LandmineErw,
        Kind::Ied,
        Kind::Grenade,
        if shells { Kind::Shelling } else { Kind::Shooting },
        if shells { Kind::Shooting } else { Kind::Shelling },
    ] {
        let Some((kind, means)) = told(target) else { continue };
        let firmness = Firmness::Strong;
        let read = |f| KindRead { kind: *kind, firmness: f, span: means.span, rule: means.rule };
        let air = matches!(target, Kind::AirStrike | Kind::DroneStrike | Kind::ChemicalAttack);
        if reads.iter().any(|r| r.kind == target && r.firmness == Firmness::Strong) {
            if air {
                reads.retain(|r| !(bombards(r.kind) && r.kind != target));
            }
            continue;
        }
        if air && any_act {
            reads.retain(|r| !bombards(r.kind) && r.firmness != Firmness::Weak && !thrown(r));
            reads.push(read(firmness));
            return;
        }
        // «انفجار مجهول …، تبين أنه عبوة ناسفة»: a blast and then what it was.
        let blast = |k: Kind| k == Kind::Other && matches!(precedence(target, true), 6 | 9) && !air;
        // «إحراق سيارات جراء … قذائف هاون»: what it did, not what was done; «قُتل بالرصاص بعد إطلاق
        // سراحه»: a release harms nobody.
        let effect = |k: Kind| {
            blast(k)
                || matches!(k, Kind::PropertyDestruction | Kind::Displacement)
                || (hurt && k == Kind::Agreement)
        };
        let weak_only = reads.iter().all(|r| r.firmness == Firmness::Weak || effect(r.kind));
        if weak_only {
            reads.retain(|r| r.firmness == Firmness::Strong && !effect(r.kind));
            reads.push(read(if reads.is_empty() { Firmness::Means } else { firmness }));
            return;
        }
    }
}

/// Words in front of those who lend a hand.
const HELPED_BY: [&str; 13] = [
    "بمشاركه",
    "بدعم",
    "باسناد",
    "بغطاء",
    "بمسانده",
    "بتغطيه",
    "غطاء",
    "بموازره",
    "مدعومه",
    "مدعوما",
    "مدعومين",
    "بحمايه",
    "برفقه",
];

/// A drone needs no aircraft beside it, a sniper no small arms.
pub(super) fn tidy(reading: &Reading, draft: &mut Draft) {
    let has = |m: Means, d: &Draft| d.means.iter().any(|x| x.value == m);
    if has(Means::Drone, draft) && draft.kind.kind == Kind::DroneStrike {
        draft.means.retain(|m| m.value != Means::Aircraft);
    }
    // «ألقت مسيّرة قنبلة»: what an aircraft drops nobody planted or threw.
    if matches!(draft.kind.kind, Kind::DroneStrike | Kind::AirStrike) {
        draft.means.retain(|m| !matches!(m.value, Means::Ied | Means::Grenade));
    }
    // «ألقت مسيّرة قنبلة»: what an aircraft drops nobody planted or threw.
    if matches!(draft.kind.kind, Kind::DroneStrike | Kind::AirStrike) {
        draft.means.retain(|m| !matches!(m.value, Means::Ied | Means::Grenade));
    }
    // «قنابل الغاز السام» of soldiers against a crowd: tear gas, by whatever name.
    if has(Means::ToxicAgent, draft) && draft.perpetrators().any(|id| id == "il.mil") {
        draft.means.retain(|m| m.value != Means::ToxicAgent);
        if draft.kind.kind == Kind::ChemicalAttack {
            draft.kind.kind = Kind::ProtestViolence;
            draft.kind.rule = "kind.force_against_protest";
        }
    }
    // «صاروخ باليستي», and «الصاروخ» of the same.
    if has(Means::Missile, draft) {
        let bare = |span: TokenSpan| {
            span.end == span.start + 1 && reading.key(span.start).ends_with("صاروخ")
        };
        draft.means.retain(|m| m.value != Means::Rocket || !bare(m.span));
    }
    if has(Means::Sniper, draft) {
        draft.means.retain(|m| m.value != Means::SmallArms);
    }
}
