//! The incident model: what one report yields.
//!
//! The names are the project's codebook (`docs/codebook.md`): JSON uses `snake_case`, the
//! protobuf enums carry the same words in upper case. Every type serialises to exactly the JSON
//! that `rasd extract --format json` prints.

mod confidence;
mod count;
mod evidence;
mod incident;
mod record;
mod tally;
mod vocab;

pub use confidence::SlotConfidence;
pub use count::{Count, Harm};
pub use evidence::{Evidence, Part};
pub use incident::{ActorRef, Attribution, Incident, Place, When};
pub use record::{Finding, MadeBy, Record, ReportRef};
pub use tally::{Period, Tally};
pub use vocab::{
    ActorRole, Basis, Certainty, Damage, DatePrecision, FindingCode, Group, IncidentRole, Kind,
    Means, Outcome, PlacePrecision, PlaceType, Stance, UnknownWord, Vague,
};
