//! Who was harmed and how, how many, and who did it.

use super::vocabulary;

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
