//! What records refer to: actors of the registry, places of the gazetteer. One way only: nobody
//! sends these to a server.

use rasd::annotate::actors::Actor;
use rasd::gazetteer::{Gazetteer, PlaceRow};

use crate::v1;

impl From<&Actor> for v1::Actor {
    fn from(actor: &Actor) -> Self {
        let mut names = actor.aliases.iter().cloned();
        Self {
            id: actor.id.clone(),
            name_en: actor.name_en.clone(),
            name_ar: names.next().unwrap_or_default(),
            country: actor.country.clone(),
            description: actor.description.clone(),
            aliases: names.collect(),
        }
    }
}

/// A row of the compiled-in gazetteer, with the names of the units it lies in.
impl From<&PlaceRow> for v1::GazetteerPlace {
    fn from(row: &PlaceRow) -> Self {
        let gazetteer = Gazetteer::get();
        let [admin1, admin2, admin3] = gazetteer.admin_names(row).map(|n| n.map(str::to_owned));
        Self {
            id: row.id.to_owned(),
            name_ar: row.name.to_owned(),
            name_en: Some(row.name_en.to_owned()).filter(|name| !name.is_empty()),
            aliases: row.aliases.iter().map(|&alias| alias.to_owned()).collect(),
            r#type: v1::PlaceType::from(gazetteer.own_type(row)).into(),
            country: row.country.to_owned(),
            admin1,
            admin2,
            admin3,
            lat: Some(row.lat),
            lon: Some(row.lon),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rasd::annotate::actors::registry;

    #[test]
    fn every_actor_has_its_names() {
        assert!(registry().len() > 20);
        for actor in registry() {
            let message = v1::Actor::from(actor);
            assert_eq!((&message.id, &message.name_en), (&actor.id, &actor.name_en));
            assert!(message.aliases.iter().all(|alias| *alias != message.name_ar));
        }
    }

    #[test]
    fn a_place_carries_its_chain() {
        let row = Gazetteer::get().by_id("C3953").unwrap();
        let place = v1::GazetteerPlace::from(row);
        assert_eq!((place.name_ar.as_str(), place.country.as_str()), ("سرمين", "SY"));
        assert_eq!(
            (place.admin1.as_deref(), place.admin2.as_deref()),
            (Some("Idleb"), Some("Idleb"))
        );
        let governorate = v1::GazetteerPlace::from(Gazetteer::get().by_id("SY07").unwrap());
        assert_eq!(governorate.r#type(), v1::PlaceType::Governorate);
    }
}
