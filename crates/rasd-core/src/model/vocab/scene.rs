//! When and where it happened.

use super::vocabulary;

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
