//! What the kinds of incident are, for people (codebook §3).

use rasd::model::Kind;
use rasd_proto::v1;

/// Every kind, in codebook order.
pub(crate) fn all() -> Vec<v1::KindInfo> {
    let info = |&kind: &Kind| {
        let (description, acled) = describe(kind);
        v1::KindInfo {
            id: kind.as_str().to_owned(),
            kind: v1::Kind::from(kind).into(),
            description: description.to_owned(),
            acled_sub_event: acled.map(str::to_owned),
        }
    };
    Kind::ALL.iter().map(info).collect()
}

const AIR: Option<&str> = Some("Air/drone strike");
const DEVICE: Option<&str> = Some("Remote explosive/landmine/IED");
const ATTACK: Option<&str> = Some("Attack");

/// What falls under a kind, and the ACLED sub-event type it comes nearest to.
fn describe(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::AirStrike => ("Aircraft or helicopter munition, barrel bombs.", AIR),
        Kind::DroneStrike => ("Armed or suicide drone.", AIR),
        Kind::Shelling => (
            "Artillery, mortar, rockets, ground-launched missiles, tank fire, or a bare bombardment.",
            Some("Shelling/artillery/missile attack"),
        ),
        Kind::ChemicalAttack => ("Toxic agent.", Some("Chemical weapon")),
        Kind::SuicideBombing => ("The attacker dies in his own blast.", Some("Suicide bomb")),
        Kind::Ied => ("Planted or vehicle-borne device, parcel, car bomb.", DEVICE),
        Kind::LandmineErw => ("Mine or explosive remnant of war.", DEVICE),
        Kind::Grenade => ("Hand grenade.", Some("Grenade")),
        Kind::ArmedClash => ("Two armed sides fight.", Some("Armed clash")),
        Kind::Shooting => (
            "Other direct fire at people: random fire, sniper, ambush of a group, killing in a raid.",
            ATTACK,
        ),
        Kind::Assassination => ("A chosen person is killed or aimed at.", ATTACK),
        Kind::Execution => ("Killing while held, beheading, field execution.", ATTACK),
        Kind::DeathInCustody => ("Torture or neglect in detention that ended in death.", ATTACK),
        Kind::BodyFound => ("Corpses or a grave found, the killing not described.", ATTACK),
        Kind::IllTreatment => ("Beating or torture survived.", ATTACK),
        Kind::SexualViolence => ("Sexual violence.", Some("Sexual violence")),
        Kind::Abduction => {
            ("Kidnapping, enforced disappearance.", Some("Abduction/forced disappearance"))
        }
        Kind::Arrest => ("Detention by whoever holds the ground.", Some("Arrests")),
        Kind::Raid => ("Search, landing or storming operation.", Some("Other")),
        Kind::Protest => ("Demonstration, strike, sit-in.", Some("Peaceful protest")),
        Kind::ProtestViolence => {
            ("Force used against a protest.", Some("Excessive force against protesters"))
        }
        Kind::MobViolence => ("Tribal or family fight, riot.", Some("Mob violence")),
        Kind::PropertyDestruction => {
            ("Looting, burning, demolition, seizure.", Some("Looting/property destruction"))
        }
        Kind::Displacement => ("People driven out or fleeing, as the news itself.", None),
        Kind::TerritorialChange => (
            "Capture or withdrawal.",
            Some("Government regains territory / Non-state actor overtakes territory"),
        ),
        Kind::Agreement => ("Truce, exchange, release.", Some("Agreement")),
        Kind::Accident => ("Non-conflict death reported beside the rest.", None),
        Kind::Other => ("Violence that fits none of the others.", Some("Other")),
    }
}
