//! What the weapons of a unit say of its act: «استهداف … بالقذائف» is shelling.

use smallvec::SmallVec;

use super::gravity::{bombards, precedence};
use crate::annotate::Mentions;
use crate::annotate::means::MeansMention;
use crate::assemble::draft::{Draft, Firmness, KindRead};
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::weapons::HELPED_BY;

/// «صواريخ أرض - أرض محملة بالقنابل العنقودية»: what was fired carried them, and nobody flew.
fn carried_by_rockets(mentions: &Mentions, span: TokenSpan, load: &MeansMention) -> bool {
    let loads = matches!(load.means, Some(Means::ClusterMunition | Means::Incendiary));
    let fired = |m: &MeansMention| {
        m.kind_hint == Some(Kind::Shelling)
            && matches!(
                m.means,
                Some(Means::Rocket | Means::Missile | Means::Artillery | Means::Mortar)
            )
    };
    let told = mentions.means_in(span);
    loads
        && load.kind_hint == Some(Kind::AirStrike)
        && told.iter().any(|m| span.contains(m.span) && fired(m))
}

/// Weapons turn a bare bombardment or a "targeting" into what it was.
pub(super) fn refine_by_means(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    hurt: bool,
    reads: &mut Vec<KindRead>,
) {
    // «السيطرة على … بمشاركة طيران التحالف»: a help beside the act, and not the act.
    let helps = |m: &MeansMention| {
        // «وبمساندة من الطيران …», «بالتعاون مع طيران …»
        let mut before = m.span.start.saturating_sub(2)..m.span.start;
        before.any(|i| HELPED_BY.contains(&reading.key(i).trim_start_matches('و')))
    };
    let hints: SmallVec<[_; 8]> = mentions
        .means_in(span)
        .iter()
        .filter(|m| span.contains(m.span) && !helps(m) && !carried_by_rockets(mentions, span, m))
        .filter_map(|m| m.kind_hint.map(|k| (k, m)))
        .collect();
    if hints.is_empty() {
        return;
    }
    // «قصف … بالأسلحة الخفيفة»: small arms that are told as what it was done with, and nothing heavier.
    if !reads.is_empty()
        && reads.iter().all(|r| r.kind == Kind::Shelling)
        && hints.iter().all(|(kind, m)| {
            *kind == Kind::Shooting
                && m.means == Some(Means::SmallArms)
                && reading.key(m.span.start).starts_with('ب')
        })
        && let Some((kind, means)) = hints.first()
    {
        for read in reads.iter_mut() {
            (read.kind, read.span, read.rule) = (*kind, means.span, means.rule);
        }
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

/// A drone needs no aircraft beside it, a sniper no small arms.
pub(in crate::assemble) fn tidy(reading: &Reading, draft: &mut Draft) {
    let has = |m: Means, d: &Draft| d.means.iter().any(|x| x.value == m);
    if has(Means::Drone, draft) && draft.kind.kind == Kind::DroneStrike {
        draft.means.retain(|m| m.value != Means::Aircraft);
    }
    // «ألقت مسيّرة قنبلة»: what an aircraft drops nobody planted or threw.
    if matches!(draft.kind.kind, Kind::DroneStrike | Kind::AirStrike) {
        draft.means.retain(|m| !matches!(m.value, Means::Ied | Means::Grenade));
    }
    // «يرمي قنبلة على منزل»: whatever was thrown.
    if draft.kind.kind == Kind::Grenade {
        let bombs = draft.means.iter_mut().filter(|m| m.value == Means::Ied);
        bombs.for_each(|m| m.value = Means::Grenade);
    }
    // «انفجار قنبلة كانوا يلعبون بها»: whatever the first telling called it.
    if draft.kind.rule == "kind.played_with" {
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
    one_missile(reading, draft);
    // «شنت الطائرات غارات …، بصواريخ شديدة الانفجار»: what aircraft fire is theirs.
    let strike = matches!(draft.kind.kind, Kind::AirStrike | Kind::DroneStrike);
    let flies = [Means::Aircraft, Means::Helicopter, Means::Drone].iter().any(|m| has(*m, draft));
    if strike && flies && !draft.also.iter().any(|k| k.kind == Kind::Shelling) {
        draft.means.retain(|m| m.value != Means::Rocket || !bare_rocket(reading, m.span));
    }
    // «نفذت طائرات … إنزالاً جوياً رافقه إطلاق نار»: they brought those who shot.
    let landed = |k: &KindRead| {
        k.kind == Kind::Raid
            && (k.span.start..k.span.end)
                .any(|i| reading.reads_any(i, &["انزال", "انزالا", "انزالات"]))
    };
    if !strike && (landed(&draft.kind) || draft.also.iter().any(landed)) {
        draft.means.retain(|m| m.value != Means::Aircraft);
    }
    // «دهسته عربة للجيش» on the road.
    if draft.kind.kind == Kind::Accident {
        draft.means.retain(|m| m.value != Means::VehicleRamming);
    }
    if has(Means::Sniper, draft) {
        draft.means.retain(|m| m.value != Means::SmallArms);
    }
}

/// «صاروخ», «بالصواريخ», «قصف صاروخي»: a word that says no more than that rockets were fired.
fn bare_rocket(reading: &Reading, span: TokenSpan) -> bool {
    let last = reading.key(span.end - 1);
    let rocket = ["صاروخ", "صواريخ", "صاروخين", "صاروخان", "صاروخي"];
    span.end <= span.start + 2 && rocket.iter().any(|w| last.ends_with(w)) && {
        let first = reading.key(span.start);
        !first.contains("راجم") && !first.contains("قذا") && !first.contains("قذي")
    }
}

/// «قصف صاروخي … بصاروخ مضاد للدروع», «صاروخ باليستي … الصاروخ»: the same missile, told more and less
/// closely.
fn one_missile(reading: &Reading, draft: &mut Draft) {
    let has = |m: Means, d: &Draft| d.means.iter().any(|x| x.value == m);
    let one = |span: TokenSpan| {
        bare_rocket(reading, span) && !reading.key(span.end - 1).ends_with("صواريخ")
    };
    let closer = [Means::AntiTankMissile, Means::Missile];
    if closer.iter().any(|m| has(*m, draft)) {
        draft.means.retain(|m| m.value != Means::Rocket || !one(m.span));
    }
    if has(Means::AntiTankMissile, draft) {
        draft.means.retain(|m| m.value != Means::Missile || !guided(reading, m.span));
    }
}

/// «صاروخ موجه»
fn guided(reading: &Reading, span: TokenSpan) -> bool {
    (span.start..span.end).any(|i| reading.key(i).contains("موجه"))
}
