//! Kinds of acts against each other: which did the gravest harm, which says more closely what
//! happened, and which is worth naming beside another.

use crate::model::Kind;

pub(super) const fn strikes(kind: Kind) -> bool {
    matches!(kind, Kind::AirStrike | Kind::Shelling)
}

/// Fire from afar, from the air or from the ground.
pub(in crate::assemble) const fn bombards(kind: Kind) -> bool {
    matches!(kind, Kind::AirStrike | Kind::DroneStrike | Kind::Shelling)
}

/// Fire from afar and blasts, in which nobody is led away.
pub(in crate::assemble) const fn hurts_alone(kind: Kind) -> bool {
    bombards(kind)
        || matches!(
            kind,
            Kind::Ied | Kind::SuicideBombing | Kind::LandmineErw | Kind::Assassination
        )
}

/// Of acts told equally firmly, which did the gravest harm.
pub(super) fn precedence(kind: Kind, harmed: bool) -> u8 {
    match kind {
        Kind::ChemicalAttack | Kind::SuicideBombing => 9,
        Kind::Execution | Kind::Assassination | Kind::DeathInCustody | Kind::SexualViolence => 8,
        Kind::BodyFound | Kind::ProtestViolence => 7,
        Kind::AirStrike | Kind::DroneStrike | Kind::Ied | Kind::LandmineErw | Kind::Grenade => 6,
        Kind::Shelling => 5,
        Kind::Shooting | Kind::ArmedClash | Kind::MobViolence => 5,
        Kind::Abduction | Kind::Arrest | Kind::IllTreatment => 4,
        Kind::TerritorialChange => 3,
        Kind::Raid | Kind::PropertyDestruction | Kind::Protest => 2,
        Kind::Agreement | Kind::Displacement => u8::from(!harmed),
        Kind::Accident | Kind::Other => 1,
    }
}

/// Acts that by themselves hurt nobody: beside another act the harm is the other's.
pub(super) const fn spares_people(kind: Kind) -> bool {
    matches!(kind, Kind::PropertyDestruction | Kind::Displacement | Kind::Agreement)
}

/// Whether an act is worth naming beside the main one.
pub(super) fn stands_beside(main: Kind, other: Kind) -> bool {
    let bombardment = |k| matches!(k, Kind::Shelling | Kind::AirStrike | Kind::DroneStrike);
    if bombardment(main) && bombardment(other) {
        return false;
    }
    !matches!(
        (main, other),
        (_, Kind::Other | Kind::Agreement | Kind::Accident)
            | (Kind::Assassination | Kind::Execution | Kind::ProtestViolence, Kind::Shooting)
            | (Kind::Shooting, Kind::Assassination)
            | (Kind::SuicideBombing, Kind::Ied)
            | (Kind::Ied | Kind::LandmineErw, Kind::Shelling)
    )
}

/// Whether `kind` says more closely what a bombardment or a blast was.
pub(in crate::assemble) fn closer(kind: Kind, than: Kind) -> bool {
    matches!(
        (kind, than),
        (Kind::DroneStrike, Kind::AirStrike | Kind::Shelling)
            | (Kind::AirStrike, Kind::Shelling)
            | (Kind::MobViolence, Kind::ArmedClash)
            | (Kind::ProtestViolence, Kind::Protest)
            | (Kind::SuicideBombing, Kind::Ied)
            | (Kind::Ied | Kind::LandmineErw | Kind::SuicideBombing | Kind::Grenade, Kind::Other)
    )
}

/// «إنزال جوي …», then «دارت اشتباكات …»: a raid in which there was a fight, or people were
/// taken or shot.
pub(in crate::assemble) fn fought_in(kind: Kind, raid: Kind) -> bool {
    raid == Kind::Raid && matches!(kind, Kind::ArmedClash | Kind::Arrest | Kind::Shooting)
}

/// A bombardment and the strike it turns out to be are one act, not two.
pub(in crate::assemble) fn subsumed(kind: Kind, by: Kind) -> bool {
    let strike = [Kind::AirStrike, Kind::DroneStrike, Kind::Shelling];
    (strike.contains(&kind) && strike.contains(&by))
        || (kind == Kind::Shooting
            && matches!(by, Kind::Assassination | Kind::Execution | Kind::ArmedClash))
        || (kind == Kind::Ied && by == Kind::SuicideBombing)
        || kind == Kind::Other
}
