//! What became of each row that a name may be: for people who ask why a place is this one.

use super::rank::{Score, TotalCmp, Weights, homes, score};
use super::{Around, PlaceContext, ResolvedPlace, may_be};
use crate::annotate::places::PlaceMention;
use crate::gazetteer::RowId;

/// Why a row is the place, or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is the place.
    Chosen,
    /// Nothing tells it from another row that fits as well.
    Tied,
    /// A second row for the chosen spot.
    SameSpot,
    /// The text speaks of a governorate and the row is none.
    NoGovernorate,
    /// It lies elsewhere than the text's container, country or other places.
    Elsewhere,
    /// Another row fits what contains the place in the text.
    Container,
    /// Another row lies with the other names of its list.
    List,
    /// Another row lies in the report's country.
    Country,
    /// Another row is of the sort that the type word says.
    Sort,
    /// Of another row it is known where it lies.
    UnitKnown,
    /// Another row lies nearer to the report's other places.
    Neighbours,
    /// Another row is the larger place.
    Prominence,
}

/// What each part of a [`Score`] says, in its order.
const PARTS: [Fate; 7] = [
    Fate::Container,
    Fate::List,
    Fate::Country,
    Fate::Sort,
    Fate::UnitKnown,
    Fate::Neighbours,
    Fate::Prominence,
];

/// A row that a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The row.
    pub row: RowId,
    /// What became of it.
    pub fate: Fate,
}

/// The rows each mention may be, the chosen or tied ones first, with what became of them.
/// `resolved` is what [`resolve`](super::resolve) gave for the same mentions and context.
#[must_use]
pub fn candidates(
    mentions: &[PlaceMention],
    context: &PlaceContext,
    resolved: &[ResolvedPlace],
) -> Vec<Vec<Candidate>> {
    let around = Around::new(mentions, context);
    mentions
        .iter()
        .zip(resolved)
        .enumerate()
        .map(|(at, (mention, resolved))| {
            let (weights, homes) = (Weights::around(&around, at), homes(&around, at));
            let rows = mention.candidates.iter().filter_map(|id| Some((*id, around.all.row(*id)?)));
            let scored: Vec<(RowId, Result<Score, Fate>)> = rows
                .map(|(id, row)| {
                    let fate = if !may_be(mention, row) {
                        Err(Fate::NoGovernorate)
                    } else if around.elsewhere(at, row) {
                        Err(Fate::Elsewhere)
                    } else {
                        Ok(score(&around, at, row, &weights, &homes))
                    };
                    (id, fate)
                })
                .collect();
            let best = scored
                .iter()
                .filter_map(|(_, s)| s.as_ref().ok())
                .max_by(|a, b| TotalCmp::total_cmp(*a, b));
            let mut out: Vec<Candidate> = scored
                .iter()
                .map(|(row, score)| {
                    let fate = match score {
                        Err(fate) => *fate,
                        Ok(_) if resolved.row == Some(*row) => Fate::Chosen,
                        Ok(_) if resolved.tied.contains(row) => Fate::Tied,
                        Ok(score) => best.and_then(|b| lost_by(score, b)).unwrap_or(Fate::SameSpot),
                    };
                    Candidate { row: *row, fate }
                })
                .collect();
            out.sort_by_key(|c| !matches!(c.fate, Fate::Chosen | Fate::Tied));
            out
        })
        .collect()
}

/// The weightiest part in which a score falls behind the best.
fn lost_by(score: &Score, best: &Score) -> Option<Fate> {
    score.iter().zip(best).zip(PARTS).find(|((a, b), _)| a.total_cmp(b).is_ne()).map(|(_, f)| f)
}
