//! What became of each row that a name may be: for people who ask why a place is this one.

use super::rank::{Rows, sift};
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
            // First what lies elsewhere, then what another row answers better.
            let mut fates: Vec<(RowId, Option<Fate>)> = Vec::new();
            let mut rows = Rows::new();
            for (id, row) in
                mention.candidates.iter().filter_map(|id| around.all.row(*id).map(|row| (*id, row)))
            {
                let fate = if !may_be(mention, row) {
                    Some(Fate::NoGovernorate)
                } else if around.elsewhere(at, row) {
                    Some(Fate::Elsewhere)
                } else {
                    rows.push((id, row));
                    None
                };
                fates.push((id, fate));
            }
            sift(&around, at, &mut rows, |id, fate| {
                for lost in fates.iter_mut().filter(|known| known.0 == id) {
                    lost.1 = Some(fate);
                }
            });
            let mut out: Vec<Candidate> = fates
                .into_iter()
                .map(|(row, fate)| {
                    let fate = match fate {
                        Some(Fate::NoGovernorate | Fate::Elsewhere) => fate,
                        _ if resolved.row == Some(row) => Some(Fate::Chosen),
                        _ if resolved.tied.contains(&row) => Some(Fate::Tied),
                        _ => fate,
                    };
                    Candidate { row, fate: fate.unwrap_or(Fate::SameSpot) }
                })
                .collect();
            out.sort_by_key(|c| !matches!(c.fate, Fate::Chosen | Fate::Tied));
            out
        })
        .collect()
}
