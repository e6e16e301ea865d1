//! The closed vocabularies of the codebook, each word once.

use thiserror::Error;

mod acts;
mod people;
mod reports;
mod scene;

pub use acts::{Damage, IncidentRole, Kind, Means};
pub use people::{ActorRole, Certainty, Group, Outcome, Vague};
pub use reports::{FindingCode, Stance};
pub use scene::{Basis, DatePrecision, PlacePrecision, PlaceType};

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
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::model::UnknownWord { vocabulary: $label, word: word.to_owned() }),
                }
            }
        }
    };
}

use vocabulary;
