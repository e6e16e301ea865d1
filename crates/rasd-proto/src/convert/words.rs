//! The closed vocabularies. The macro lists each word once and fails to compile when a word is
//! missing on either side.

use rasd::OffsetUnit;
use rasd::model;

use super::{ConvertError, Fault};
use crate::v1;

macro_rules! words {
    ($name:ident { $($word:ident),+ $(,)? }) => {
        words!($name: model::$name, v1::$name, (v1::$name::Unspecified) { $($word),+ });
    };
    ($name:ident: $model:ty, $proto:ty, ($($none:pat)?) { $($word:ident),+ }) => {
        impl From<$model> for $proto {
            fn from(word: $model) -> Self {
                match word { $(<$model>::$word => Self::$word,)+ }
            }
        }

        impl TryFrom<$proto> for $model {
            type Error = ConvertError;

            fn try_from(word: $proto) -> Result<Self, ConvertError> {
                match word {
                    $(<$proto>::$word => Ok(Self::$word),)+
                    $($none => Err(Fault::Word.into()),)?
                }
            }
        }
    };
}

words! { Kind { AirStrike, DroneStrike, Shelling, ChemicalAttack, SuicideBombing, Ied, LandmineErw, Grenade, ArmedClash, Shooting, Assassination, Execution, DeathInCustody, BodyFound, IllTreatment, SexualViolence, Abduction, Arrest, Raid, Protest, ProtestViolence, MobViolence, PropertyDestruction, Displacement, TerritorialChange, Agreement, Accident, Other } }
words! { IncidentRole { Lead, Background } }
words! { DatePrecision { Day, Month, Year, Unknown } }
words! { Basis { Explicit, Relative, Unstated } }
words! { PlaceType { City, Town, Village, Neighbourhood, Camp, Facility, Road, Area, Subdistrict, District, Governorate, Country } }
words! { PlacePrecision { Exact, Settlement, Admin3, Admin2, Admin1, Country, Unresolved } }
words! { ActorRole { Perpetrator, CoPerpetrator, Target, Claimant, Controller } }
words! { Certainty { Stated, Suspected, Denied, Unknown } }
words! { Means { Aircraft, Helicopter, BarrelBomb, Drone, Artillery, Mortar, Rocket, Missile, Tank, ClusterMunition, Incendiary, ToxicAgent, Ied, CarBomb, MotorcycleBomb, ExplosiveBelt, Landmine, ExplosiveRemnant, Grenade, SmallArms, Sniper, MachineGun, AntiTankMissile, Blade, Beating, Fire, Hanging, VehicleRamming, Naval } }
words! { Outcome { Killed, Injured, Casualties, Abducted, Detained, Missing, Displaced, Released } }
words! { Group { People, Civilians, Combatants, Children, Women, Men, Elderly, Medics, Journalists, AidWorkers, Rescuers, DisplacedPeople, Officials, Detainees } }
words! { Vague { About, Several, Many, Tens, Hundreds, Thousands, TensOfThousands, Most } }
words! { Stance { Documented, Reported, Claimed, Denied } }
words! { Damage { House, School, Hospital, Mosque, Market, Camp, Vehicle, Farmland, Infrastructure, Other } }
words! { FindingCode { MonthsDisagree, PartsExceedTotal, PartsBelowTotal, TitleBodyDisagree, DateAfterPublication, PlaceAmbiguous, PlaceOutsideStatedArea, RelativeDateUnanchored } }
words! { Part { Title, Text } }
words! {
    OffsetUnit: OffsetUnit, v1::OffsetEncoding, (v1::OffsetEncoding::Unspecified) { Utf8, Utf16, Utf32 }
}

/// Reads an enum field.
pub(super) fn word<P, M>(field: &'static str, number: i32) -> Result<M, ConvertError>
where
    P: TryFrom<i32>,
    M: TryFrom<P, Error = ConvertError>,
{
    let word = P::try_from(number).map_err(|_| ConvertError::from(Fault::Word));
    word.and_then(M::try_from).map_err(|e| e.inside(field))
}

/// Writes an enum field.
pub(super) fn number<M, P>(word: M) -> i32
where
    P: From<M> + Into<i32>,
{
    P::from(word).into()
}

/// Reads a repeated enum field.
pub(super) fn word_list<P, M>(field: &'static str, numbers: &[i32]) -> Result<Vec<M>, ConvertError>
where
    P: TryFrom<i32>,
    M: TryFrom<P, Error = ConvertError>,
{
    let read = |(i, &n): (usize, &i32)| {
        word::<P, M>("", n)
            .map_err(|e| ConvertError { path: format!("{field}[{i}]"), fault: e.fault })
    };
    numbers.iter().enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The API's promise: `PREFIX_` and the codebook's word in upper case.
    macro_rules! same_names {
        ($($name:ident $prefix:literal),+ $(,)?) => {$(
            for &word in model::$name::ALL {
                let proto = v1::$name::from(word);
                assert_eq!(
                    proto.as_str_name(),
                    format!("{}_{}", $prefix, word.as_str().to_uppercase()),
                );
                assert_eq!(model::$name::try_from(proto), Ok(word));
            }
            assert!(model::$name::try_from(v1::$name::Unspecified).is_err());
        )+};
    }

    #[test]
    fn enums_carry_the_words_of_the_codebook() {
        same_names! {
            Kind "KIND", IncidentRole "INCIDENT_ROLE", DatePrecision "DATE_PRECISION",
            Basis "BASIS", PlaceType "PLACE_TYPE", PlacePrecision "PLACE_PRECISION",
            ActorRole "ACTOR_ROLE", Certainty "CERTAINTY", Means "MEANS", Outcome "OUTCOME",
            Group "GROUP", Vague "VAGUE", Stance "STANCE", Damage "DAMAGE",
            FindingCode "FINDING_CODE",
        }
    }

    #[test]
    fn a_number_that_is_no_word_is_refused() {
        let error = word::<v1::Kind, model::Kind>("kind", 9_999).unwrap_err();
        assert_eq!(error.to_string(), "kind is not a known value of its enum");
    }
}
