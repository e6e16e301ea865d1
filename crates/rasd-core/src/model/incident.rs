//! One incident and its slots.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ActorRole, Basis, Certainty, Damage, DatePrecision, Evidence, Harm, IncidentRole, Kind, Means,
    PlacePrecision, PlaceType, SlotConfidence, Stance,
};

/// One act, or one unbroken chain of acts, by one side, at one place and time (codebook §1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// The act that did the gravest harm.
    pub kind: Kind,
    /// The other acts of the same chain.
    #[serde(default)]
    pub also: Vec<Kind>,
    /// Whether the report is about it.
    pub role: IncidentRole,
    /// When.
    pub when: When,
    /// Where, most specific first-named place first.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Who did it, to whom.
    #[serde(default)]
    pub actors: Vec<ActorRef>,
    /// By what.
    #[serde(default)]
    pub means: Vec<Means>,
    /// How many were harmed, by outcome and group.
    #[serde(default)]
    pub harm: Vec<Harm>,
    /// Who says so.
    #[serde(default)]
    pub attribution: Vec<Attribution>,
    /// What was damaged.
    #[serde(default)]
    pub damage: Vec<Damage>,
    /// Where each slot was read.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// 0 to 1: that of the least sure slot.
    #[serde(default)]
    pub confidence: f32,
    /// How sure each slot is.
    #[serde(default)]
    pub slot_confidence: SlotConfidence,
}

/// When an incident happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// How finely the date is known.
    pub precision: DatePrecision,
    /// What it rests on.
    pub basis: Basis,
    /// The words.
    pub text: Option<String>,
}

impl When {
    /// The report does not say when.
    #[must_use]
    pub const fn unstated() -> Self {
        Self {
            start: None,
            end: None,
            precision: DatePrecision::Unknown,
            basis: Basis::Unstated,
            text: None,
        }
    }
}

/// A place of an incident, resolved against the gazetteer where that was possible.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Arabic name as the report gives it, without type words and prefixes.
    pub name: String,
    /// Name in Latin script, from the gazetteer.
    #[serde(default)]
    pub name_en: Option<String>,
    /// What sort of place.
    pub r#type: PlaceType,
    /// First-level unit (governorate), in Latin script.
    #[serde(default)]
    pub admin1: Option<String>,
    /// Second-level unit (district).
    #[serde(default)]
    pub admin2: Option<String>,
    /// Third-level unit (subdistrict).
    #[serde(default)]
    pub admin3: Option<String>,
    /// P-code, or the gazetteer's own id where no p-code exists.
    #[serde(default)]
    pub pcode: Option<String>,
    /// Latitude in degrees, WGS 84.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Longitude in degrees, WGS 84.
    #[serde(default)]
    pub lon: Option<f64>,
    /// What the coordinates stand for.
    pub precision: PlacePrecision,
    /// The words, type words and containers included.
    pub text: String,
}

/// An actor in its part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRef {
    /// What part it has.
    pub role: ActorRole,
    /// Registry id (see `rasd actors`), `unknown` or `other`.
    pub id: String,
    /// The name as the report gives it.
    pub name: Option<String>,
    /// How surely the report says so.
    pub certainty: Certainty,
    /// The words.
    #[serde(default)]
    pub text: Option<String>,
}

/// A source and how it stands to what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The source's name in the report.
    pub source: String,
    /// How it stands to the content.
    pub stance: Stance,
}
