//! Whether two tellings are of one sort of act.

use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::kind::gravity::hurts_alone;
use crate::model::{Kind, Outcome};

/// The families of a kind, a bit for each: kinds that tellings of one act are apt to be called by.
pub(in crate::assemble) const fn families(kind: Kind) -> u8 {
    match kind {
        Kind::AirStrike | Kind::DroneStrike | Kind::Shelling | Kind::ChemicalAttack => 1,
        Kind::Ied | Kind::LandmineErw | Kind::SuicideBombing | Kind::Grenade => 2,
        Kind::Shooting | Kind::Assassination | Kind::ArmedClash | Kind::Execution => 4,
        // «انفجار مجهول المصدر»: whatever it turns out to have been.
        Kind::Other => 2 | 4,
        Kind::Raid => 4 | 8,
        Kind::Arrest | Kind::Abduction | Kind::IllTreatment => 8,
        Kind::Protest | Kind::ProtestViolence | Kind::MobViolence => 16,
        _ => 0,
    }
}

/// 3 one kind, 2 kinds that one act is called by, 1 kinds that go with each other, 0 when they are two acts.
pub(super) fn kind_likeness(a: &Draft, b: &Draft) -> u32 {
    if a.kind.kind == b.kind.kind {
        return 3;
    }
    if a.also.iter().any(|k| k.kind == b.kind.kind) || b.also.iter().any(|k| k.kind == a.kind.kind)
    {
        return 2;
    }
    if a.also.iter().any(|x| b.also.iter().any(|y| x.kind == y.kind)) {
        return 2;
    }
    // «استعادت المقاومة …، وقتلت 10 منهم»: those who fell for the ground.
    let fell = |d: &Draft| d.kind.kind == Kind::ArmedClash && d.kind.firmness == Firmness::Harm;
    if a.kind.kind == Kind::TerritorialChange
        && fell(b)
        && !b.headline
        && b.places.is_empty()
        && a.paragraph == b.paragraph
    {
        return 2;
    }
    // «خرج محتجون … وفتحت القوات النار على المتظاهرين»: the protest, and what was done to it.
    let crowd =
        |x: &Draft, y: &Draft| x.kind.kind == Kind::Protest && y.kind.kind == Kind::ProtestViolence;
    if crowd(a, b) || crowd(b, a) {
        return 2;
    }
    // Ground changing hands, a truce or a flight is not the act that did the harm.
    let harmless = |d: &Draft| {
        matches!(
            d.kind.kind,
            Kind::TerritorialChange | Kind::Agreement | Kind::Displacement | Kind::Protest
        ) && d.figures.is_empty()
    };
    if harmless(a) != harmless(b) && (!a.figures.is_empty() || !b.figures.is_empty()) {
        return 0;
    }
    // «عُثر على جثة …», and a line below another attack.
    let found = |d: &Draft| d.kind.kind == Kind::BodyFound;
    if found(a) != found(b) && a.paragraph != b.paragraph && !a.headline && !b.definite {
        return 0;
    }
    // «بعد تفجير السوق أُوقف أربعة»: nor was anybody led away by the blast.
    let by_blast = |x: &Draft, y: &Draft| {
        hurts_alone(x.kind.kind)
            && x.kind.kind != Kind::Assassination
            && x.kind.firmness > Firmness::Weak
            && y.kind.kind == Kind::Arrest
            && y.figures.iter().all(|f| f.outcome == Outcome::Detained)
    };
    if by_blast(a, b) || by_blast(b, a) {
        return 0;
    }
    let fight = |d: &Draft| matches!(d.kind.kind, Kind::MobViolence | Kind::ArmedClash);
    let soft = |d: &Draft| d.kind.firmness <= Firmness::Weak || (fight(a) && fight(b));
    if soft(a) || soft(b) {
        return 2;
    }
    let related = || families(a.kind.kind) & families(b.kind.kind) != 0;
    // «قصف جوي», and of the same «مسيّرة».
    let flown = |d: &Draft| matches!(d.kind.kind, Kind::AirStrike | Kind::DroneStrike);
    if flown(a) && flown(b) {
        return 2;
    }
    // «نجا من محاولة اغتيال بانفجار عبوة»: the one tells whom, the other how.
    let aimed = |d: &Draft| d.kind.kind == Kind::Assassination;
    let blast = |d: &Draft| {
        matches!(d.kind.kind, Kind::Ied | Kind::SuicideBombing | Kind::Shooting | Kind::DroneStrike)
    };
    if (aimed(a) && blast(b)) || (aimed(b) && blast(a)) {
        return 2;
    }
    if (a.kind.kind == Kind::LandmineErw) != (b.kind.kind == Kind::LandmineErw) && !related() {
        return 0;
    }
    // Who is put to death did not fall in a fight.
    let put_to_death =
        |x: &Draft, y: &Draft| x.kind.kind == Kind::Execution && y.kind.kind == Kind::ArmedClash;
    if put_to_death(a, b) || put_to_death(b, a) {
        return 0;
    }
    let phases = [Kind::Raid, Kind::ArmedClash, Kind::Displacement];
    if phases.contains(&a.kind.kind) || phases.contains(&b.kind.kind) || related() { 1 } else { 0 }
}

/// «داهمت القوات … واعتقلت اثنين»: whom those who raided led away.
pub(super) fn led_away(a: &Draft, b: &Draft) -> bool {
    let raid = |d: &Draft| d.kind.kind == Kind::Raid || d.also.iter().any(|k| k.kind == Kind::Raid);
    b.kind.kind == Kind::Arrest && raid(a) && a.shares_doer(b)
}
