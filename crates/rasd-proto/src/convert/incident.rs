//! One incident and its slots.

use rasd::model;

use super::words::{number, word, word_list};
use super::{ConvertError, list, optional_date, required, to_i32, to_usize};
use crate::v1;

impl TryFrom<model::Incident> for v1::Incident {
    type Error = ConvertError;

    fn try_from(incident: model::Incident) -> Result<Self, ConvertError> {
        Ok(Self {
            kind: number::<_, v1::Kind>(incident.kind),
            also: incident.also.into_iter().map(number::<_, v1::Kind>).collect(),
            role: number::<_, v1::IncidentRole>(incident.role),
            when: Some(incident.when.into()),
            places: incident.places.into_iter().map(Into::into).collect(),
            actors: incident.actors.into_iter().map(Into::into).collect(),
            means: incident.means.into_iter().map(number::<_, v1::Means>).collect(),
            harm: list("harm", incident.harm)?,
            attribution: incident.attribution.into_iter().map(Into::into).collect(),
            damage: incident.damage.into_iter().map(number::<_, v1::Damage>).collect(),
            evidence: list("evidence", incident.evidence)?,
            confidence: incident.confidence,
            slot_confidence: Some(incident.slot_confidence.into()),
        })
    }
}

impl TryFrom<v1::Incident> for model::Incident {
    type Error = ConvertError;

    fn try_from(incident: v1::Incident) -> Result<Self, ConvertError> {
        let when = required("when", incident.when)?;
        Ok(Self {
            kind: word::<v1::Kind, _>("kind", incident.kind)?,
            also: word_list::<v1::Kind, _>("also", &incident.also)?,
            role: word::<v1::IncidentRole, _>("role", incident.role)?,
            when: when.try_into().map_err(|e: ConvertError| e.inside("when"))?,
            places: list("places", incident.places)?,
            actors: list("actors", incident.actors)?,
            means: word_list::<v1::Means, _>("means", &incident.means)?,
            harm: list("harm", incident.harm)?,
            attribution: list("attribution", incident.attribution)?,
            damage: word_list::<v1::Damage, _>("damage", &incident.damage)?,
            evidence: list("evidence", incident.evidence)?,
            confidence: incident.confidence,
            slot_confidence: incident.slot_confidence.map(Into::into).unwrap_or_default(),
        })
    }
}

impl From<model::SlotConfidence> for v1::SlotConfidence {
    fn from(sure: model::SlotConfidence) -> Self {
        Self {
            kind: sure.kind,
            when: sure.when,
            places: sure.places,
            perpetrator: sure.perpetrator,
            harm: sure.harm,
        }
    }
}

impl From<v1::SlotConfidence> for model::SlotConfidence {
    fn from(sure: v1::SlotConfidence) -> Self {
        Self {
            kind: sure.kind,
            when: sure.when,
            places: sure.places,
            perpetrator: sure.perpetrator,
            harm: sure.harm,
        }
    }
}

impl From<model::When> for v1::When {
    fn from(when: model::When) -> Self {
        Self {
            start: when.start.map(|date| date.to_string()),
            end: when.end.map(|date| date.to_string()),
            precision: number::<_, v1::DatePrecision>(when.precision),
            basis: number::<_, v1::Basis>(when.basis),
            text: when.text,
        }
    }
}

impl TryFrom<v1::When> for model::When {
    type Error = ConvertError;

    fn try_from(when: v1::When) -> Result<Self, ConvertError> {
        Ok(Self {
            start: optional_date("start", when.start)?,
            end: optional_date("end", when.end)?,
            precision: word::<v1::DatePrecision, _>("precision", when.precision)?,
            basis: word::<v1::Basis, _>("basis", when.basis)?,
            text: when.text,
        })
    }
}

impl From<model::Place> for v1::Place {
    fn from(place: model::Place) -> Self {
        Self {
            name: place.name,
            name_en: place.name_en,
            r#type: number::<_, v1::PlaceType>(place.r#type),
            admin1: place.admin1,
            admin2: place.admin2,
            admin3: place.admin3,
            pcode: place.pcode,
            lat: place.lat,
            lon: place.lon,
            precision: number::<_, v1::PlacePrecision>(place.precision),
            text: place.text,
        }
    }
}

impl TryFrom<v1::Place> for model::Place {
    type Error = ConvertError;

    fn try_from(place: v1::Place) -> Result<Self, ConvertError> {
        Ok(Self {
            name: place.name,
            name_en: place.name_en,
            r#type: word::<v1::PlaceType, _>("type", place.r#type)?,
            admin1: place.admin1,
            admin2: place.admin2,
            admin3: place.admin3,
            pcode: place.pcode,
            lat: place.lat,
            lon: place.lon,
            precision: word::<v1::PlacePrecision, _>("precision", place.precision)?,
            text: place.text,
        })
    }
}

impl From<model::ActorRef> for v1::ActorRef {
    fn from(actor: model::ActorRef) -> Self {
        Self {
            role: number::<_, v1::ActorRole>(actor.role),
            id: actor.id,
            name: actor.name,
            certainty: number::<_, v1::Certainty>(actor.certainty),
            text: actor.text,
        }
    }
}

impl TryFrom<v1::ActorRef> for model::ActorRef {
    type Error = ConvertError;

    fn try_from(actor: v1::ActorRef) -> Result<Self, ConvertError> {
        Ok(Self {
            role: word::<v1::ActorRole, _>("role", actor.role)?,
            id: actor.id,
            name: actor.name,
            certainty: word::<v1::Certainty, _>("certainty", actor.certainty)?,
            text: actor.text,
        })
    }
}

impl From<model::Attribution> for v1::Attribution {
    fn from(attribution: model::Attribution) -> Self {
        let model::Attribution { source, stance } = attribution;
        Self { source, stance: number::<_, v1::Stance>(stance) }
    }
}

impl TryFrom<v1::Attribution> for model::Attribution {
    type Error = ConvertError;

    fn try_from(attribution: v1::Attribution) -> Result<Self, ConvertError> {
        let v1::Attribution { source, stance } = attribution;
        Ok(Self { source, stance: word::<v1::Stance, _>("stance", stance)? })
    }
}

impl From<model::Count> for v1::Count {
    fn from(count: model::Count) -> Self {
        let model::Count { min, max, vague } = count;
        Self { min, max, vague: vague.map(number::<_, v1::Vague>) }
    }
}

impl TryFrom<v1::Count> for model::Count {
    type Error = ConvertError;

    fn try_from(count: v1::Count) -> Result<Self, ConvertError> {
        let v1::Count { min, max, vague } = count;
        Ok(Self { min, max, vague: vague.map(|n| word::<v1::Vague, _>("vague", n)).transpose()? })
    }
}

impl TryFrom<model::Harm> for v1::Harm {
    type Error = ConvertError;

    fn try_from(harm: model::Harm) -> Result<Self, ConvertError> {
        Ok(Self {
            outcome: number::<_, v1::Outcome>(harm.outcome),
            group: number::<_, v1::Group>(harm.group),
            affiliation: harm.affiliation,
            count: Some(harm.count.into()),
            within: harm.within.map(|i| to_i32("within", i)).transpose()?,
            provisional: harm.provisional,
            text: harm.text,
        })
    }
}

impl TryFrom<v1::Harm> for model::Harm {
    type Error = ConvertError;

    fn try_from(harm: v1::Harm) -> Result<Self, ConvertError> {
        let count = required("count", harm.count)?;
        Ok(Self {
            outcome: word::<v1::Outcome, _>("outcome", harm.outcome)?,
            group: word::<v1::Group, _>("group", harm.group)?,
            affiliation: harm.affiliation,
            count: count.try_into().map_err(|e: ConvertError| e.inside("count"))?,
            within: harm.within.map(|i| to_usize("within", i)).transpose()?,
            provisional: harm.provisional,
            text: harm.text,
        })
    }
}
