//! How many, of whom.

use serde::{Deserialize, Serialize};

use super::{Group, Outcome, Vague};

/// A number of persons as the text gives it: an exact figure, a bound, a range or a vague word.
///
/// ```
/// use rasd::model::Count;
/// assert_eq!(Count::exact(8), Count { min: Some(8), max: Some(8), vague: None });
/// assert_eq!(Count::at_least(8).max, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// Smallest number of persons that fits the words; none when the text sets no lower bound.
    pub min: Option<u32>,
    /// Largest number that fits; none when the text sets no upper bound.
    pub max: Option<u32>,
    /// The vague word, when the figure is not a plain number.
    #[serde(default)]
    pub vague: Option<Vague>,
}

impl Count {
    /// Exactly `n`.
    #[must_use]
    pub const fn exact(n: u32) -> Self {
        Self { min: Some(n), max: Some(n), vague: None }
    }

    /// `n` or more.
    #[must_use]
    pub const fn at_least(n: u32) -> Self {
        Self { min: Some(n), max: None, vague: None }
    }

    /// `n` or fewer.
    #[must_use]
    pub const fn up_to(n: u32) -> Self {
        Self { min: None, max: Some(n), vague: None }
    }

    /// Between `min` and `max`, both included.
    #[must_use]
    pub const fn between(min: u32, max: u32) -> Self {
        Self { min: Some(min), max: Some(max), vague: None }
    }

    /// About `n`.
    #[must_use]
    pub const fn about(n: u32) -> Self {
        Self { min: Some(n), max: Some(n), vague: Some(Vague::About) }
    }

    /// A vague word with its conventional lower bound (codebook §4).
    #[must_use]
    pub const fn vague(word: Vague) -> Self {
        let min = match word {
            Vague::Several => Some(2),
            Vague::Tens => Some(20),
            Vague::Hundreds => Some(200),
            Vague::Thousands => Some(2_000),
            Vague::TensOfThousands => Some(20_000),
            Vague::About | Vague::Many | Vague::Most => None,
        };
        Self { min, max: None, vague: Some(word) }
    }

    /// The number that is said: the lower bound, or the upper where there is no lower («up to 8»).
    pub(crate) fn number(&self) -> Option<u32> {
        self.min.or(self.max)
    }

    /// Whether the figure is a plain number without a bound.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.min.is_some() && self.min == self.max && self.vague.is_none()
    }
}

/// One figure of harm inside an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harm {
    /// What became of them.
    pub outcome: Outcome,
    /// Who they were.
    pub group: Group,
    /// Actor id of the combatants' own side.
    pub affiliation: Option<String>,
    /// How many.
    pub count: Count,
    /// Index in the same list of the figure that this one is part of.
    pub within: Option<usize>,
    /// The report expects a rise, or calls the figure unconfirmed.
    #[serde(default)]
    pub provisional: bool,
    /// The words.
    pub text: String,
}
