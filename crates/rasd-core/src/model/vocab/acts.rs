//! What happened, by what, and what was damaged.

use super::vocabulary;

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
    /// Whether the report is about the incident or recalls it.
    IncidentRole "role" {
        /// What the report is about; there may be several.
        Lead = "lead",
        /// Earlier or elsewhere, recalled for context.
        Background = "background",
    }
}
