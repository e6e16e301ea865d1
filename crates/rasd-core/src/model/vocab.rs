//! The closed vocabularies of the codebook, each word once.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A word that does not belong to the vocabulary it was read for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown {vocabulary} {word:?}")]
pub struct UnknownWord {
    /// Name of the vocabulary, for example `kind`.
    pub vocabulary: &'static str,
    /// The word as given.
    pub word: String,
}

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident $label:literal { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word of the vocabulary, in codebook order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The codebook's word, as it stands in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord { vocabulary: $label, word: word.to_owned() }),
                }
            }
        }
    };
}

vocabulary! {
    /// What happened (codebook §3).
    Kind "kind" {
        /// Aircraft or helicopter munition, barrel bombs.
        AirStrike = "air_strike",
        /// Armed or suicide drone.
        DroneStrike = "drone_strike",
        /// Artillery, mortar, rockets, ground-launched missiles, tank fire, or a bare bombardment.
        Shelling = "shelling",
        /// Toxic agent.
        ChemicalAttack = "chemical_attack",
        /// The attacker dies in his own blast.
        SuicideBombing = "suicide_bombing",
        /// Planted or vehicle-borne device, parcel, car bomb.
        Ied = "ied",
        /// Mine or explosive remnant of war.
        LandmineErw = "landmine_erw",
        /// Hand grenade.
        Grenade = "grenade",
        /// Two armed sides fight.
        ArmedClash = "armed_clash",
        /// Other direct fire at people.
        Shooting = "shooting",
        /// A chosen person is killed or aimed at.
        Assassination = "assassination",
        /// Killing while held, beheading, field execution.
        Execution = "execution",
        /// Torture or neglect in detention that ended in death.
        DeathInCustody = "death_in_custody",
        /// Corpses or a grave found, the killing itself not described.
        BodyFound = "body_found",
        /// Beating or torture survived.
        IllTreatment = "ill_treatment",
        /// Sexual violence.
        SexualViolence = "sexual_violence",
        /// Kidnapping, enforced disappearance.
        Abduction = "abduction",
        /// Detention by whoever holds the ground.
        Arrest = "arrest",
        /// Search, landing or storming operation.
        Raid = "raid",
        /// Demonstration, strike, sit-in.
        Protest = "protest",
        /// Force used against a protest.
        ProtestViolence = "protest_violence",
        /// Tribal or family fight, riot.
        MobViolence = "mob_violence",
        /// Looting, burning, demolition, seizure.
        PropertyDestruction = "property_destruction",
        /// People driven out or fleeing, as the news itself.
        Displacement = "displacement",
        /// Capture or withdrawal.
        TerritorialChange = "territorial_change",
        /// Truce, exchange, release.
        Agreement = "agreement",
        /// Non-conflict death reported beside the rest.
        Accident = "accident",
        /// Violence that fits none of the above.
        Other = "other",
    }
}

vocabulary! {
    /// Whether the report is about the incident or recalls it.
    IncidentRole "role" {
        /// What the report is about; there may be several.
        Lead = "lead",
        /// Earlier or elsewhere, recalled for context.
        Background = "background",
    }
}

vocabulary! {
    /// How finely a date is known.
    DatePrecision "date precision" {
        /// To the day.
        Day = "day",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
        /// Not known.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What a date rests on.
    Basis "basis" {
        /// A full date is written.
        Explicit = "explicit",
        /// Relative words, or a day and month without a year; needs the publication date.
        Relative = "relative",
        /// The report does not say.
        Unstated = "unstated",
    }
}

vocabulary! {
    /// What sort of place a name denotes.
    PlaceType "place type" {
        /// City.
        City = "city",
        /// Town.
        Town = "town",
        /// Village.
        Village = "village",
        /// Quarter of a town.
        Neighbourhood = "neighbourhood",
        /// Camp of displaced people or refugees.
        Camp = "camp",
        /// Building, base, checkpoint, crossing, field, plant.
        Facility = "facility",
        /// Road or junction.
        Road = "road",
        /// Countryside, region, mountain, front line; anything without a type word.
        Area = "area",
        /// Third-level unit.
        Subdistrict = "subdistrict",
        /// Second-level unit.
        District = "district",
        /// First-level unit.
        Governorate = "governorate",
        /// State.
        Country = "country",
    }
}

vocabulary! {
    /// What the coordinates of a place stand for.
    PlacePrecision "place precision" {
        /// The very spot.
        Exact = "exact",
        /// The settlement.
        Settlement = "settlement",
        /// Third-level unit.
        Admin3 = "admin3",
        /// Second-level unit.
        Admin2 = "admin2",
        /// First-level unit.
        Admin1 = "admin1",
        /// State.
        Country = "country",
        /// Not in the gazetteer, or homonyms that the context does not settle.
        Unresolved = "unresolved",
    }
}

vocabulary! {
    /// What part an actor has in an incident.
    ActorRole "actor role" {
        /// Did it.
        Perpetrator = "perpetrator",
        /// Joined in or supported it.
        CoPerpetrator = "co_perpetrator",
        /// The side or person attacked.
        Target = "target",
        /// Claimed it.
        Claimant = "claimant",
        /// Holds the ground.
        Controller = "controller",
    }
}

vocabulary! {
    /// How surely the report names an actor.
    Certainty "certainty" {
        /// Stated.
        Stated = "stated",
        /// "Believed to be".
        Suspected = "suspected",
        /// Denied.
        Denied = "denied",
        /// The report calls the actor unknown.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// By what an incident was done (codebook §5).
    Means "means" {
        /// Aircraft.
        Aircraft = "aircraft",
        /// Helicopter.
        Helicopter = "helicopter",
        /// Barrel bomb.
        BarrelBomb = "barrel_bomb",
        /// Drone.
        Drone = "drone",
        /// Artillery, bare shells.
        Artillery = "artillery",
        /// Mortar.
        Mortar = "mortar",
        /// Unguided rocket.
        Rocket = "rocket",
        /// Ballistic or guided missile from the ground.
        Missile = "missile",
        /// Tank.
        Tank = "tank",
        /// Cluster munition.
        ClusterMunition = "cluster_munition",
        /// Incendiary munition.
        Incendiary = "incendiary",
        /// Toxic agent.
        ToxicAgent = "toxic_agent",
        /// Planted explosive device.
        Ied = "ied",
        /// Car bomb.
        CarBomb = "car_bomb",
        /// Motorcycle bomb.
        MotorcycleBomb = "motorcycle_bomb",
        /// Explosive belt.
        ExplosiveBelt = "explosive_belt",
        /// Landmine.
        Landmine = "landmine",
        /// Explosive remnant of war.
        ExplosiveRemnant = "explosive_remnant",
        /// Hand grenade.
        Grenade = "grenade",
        /// Small arms.
        SmallArms = "small_arms",
        /// Sniper.
        Sniper = "sniper",
        /// Machine gun.
        MachineGun = "machine_gun",
        /// Anti-tank missile.
        AntiTankMissile = "anti_tank_missile",
        /// Blade.
        Blade = "blade",
        /// Beating.
        Beating = "beating",
        /// Fire.
        Fire = "fire",
        /// Hanging, strangling.
        Hanging = "hanging",
        /// Vehicle ramming.
        VehicleRamming = "vehicle_ramming",
        /// Naval gunfire.
        Naval = "naval",
    }
}

vocabulary! {
    /// What became of people.
    Outcome "outcome" {
        /// Killed, corpses found included.
        Killed = "killed",
        /// Injured.
        Injured = "injured",
        /// Killed and injured, jointly counted.
        Casualties = "casualties",
        /// Abducted.
        Abducted = "abducted",
        /// Detained.
        Detained = "detained",
        /// Missing, trapped under rubble included.
        Missing = "missing",
        /// Displaced.
        Displaced = "displaced",
        /// Released.
        Released = "released",
    }
}

vocabulary! {
    /// Who was harmed.
    Group "group" {
        /// Status not said.
        People = "people",
        /// Civilians.
        Civilians = "civilians",
        /// Combatants.
        Combatants = "combatants",
        /// Children.
        Children = "children",
        /// Women.
        Women = "women",
        /// Men.
        Men = "men",
        /// Elderly.
        Elderly = "elderly",
        /// Medics.
        Medics = "medics",
        /// Journalists.
        Journalists = "journalists",
        /// Aid workers.
        AidWorkers = "aid_workers",
        /// Rescuers.
        Rescuers = "rescuers",
        /// Displaced people.
        DisplacedPeople = "displaced_people",
        /// Officials.
        Officials = "officials",
        /// Detainees.
        Detainees = "detainees",
    }
}

vocabulary! {
    /// Why a figure is not exact.
    Vague "vague word" {
        /// About n.
        About = "about",
        /// Several, or a bare plural.
        Several = "several",
        /// Not countable in persons.
        Many = "many",
        /// Tens.
        Tens = "tens",
        /// Hundreds.
        Hundreds = "hundreds",
        /// Thousands.
        Thousands = "thousands",
        /// Tens of thousands.
        TensOfThousands = "tens_of_thousands",
        /// Most of a total.
        Most = "most",
    }
}

vocabulary! {
    /// How a source stands to what it says.
    Stance "stance" {
        /// Documented by the source itself.
        Documented = "documented",
        /// Reported.
        Reported = "reported",
        /// Claimed ("under the pretext").
        Claimed = "claimed",
        /// Denied.
        Denied = "denied",
    }
}

vocabulary! {
    /// What was damaged.
    Damage "damage" {
        /// Homes.
        House = "house",
        /// Schools.
        School = "school",
        /// Hospitals, clinics.
        Hospital = "hospital",
        /// Mosques and other houses of worship.
        Mosque = "mosque",
        /// Markets.
        Market = "market",
        /// Camps.
        Camp = "camp",
        /// Vehicles.
        Vehicle = "vehicle",
        /// Farmland, crops, trees.
        Farmland = "farmland",
        /// Bridges, plants, water, power, oil.
        Infrastructure = "infrastructure",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// What a careful reader would question in the report itself (codebook §8).
    FindingCode "finding code" {
        /// A slash pair of month names that are not the same month.
        MonthsDisagree = "months_disagree",
        /// Parts add up to more than their total.
        PartsExceedTotal = "parts_exceed_total",
        /// An exhaustive list does not reach its total.
        PartsBelowTotal = "parts_below_total",
        /// Title and body differ.
        TitleBodyDisagree = "title_body_disagree",
        /// An event is dated after publication.
        DateAfterPublication = "date_after_publication",
        /// Homonyms that the context does not settle.
        PlaceAmbiguous = "place_ambiguous",
        /// A place lies outside the area the report states.
        PlaceOutsideStatedArea = "place_outside_stated_area",
        /// A relative date without a publication date, or two that contradict each other.
        RelativeDateUnanchored = "relative_date_unanchored",
    }
}
