//! What follows an act in one breath and tells no more than whom it hurt elsewhere.

use super::draft::{Draft, Firmness};
use super::kind::bombards;
use super::units::Unit;
use crate::model::{Kind, Outcome};
use crate::reading::Reading;

/// «قُتل 17 بقصف على دوما، فيما قُتل 12 في سقبا»: the strikes just told, of which no more is said than whom
/// they hurt at another place.
pub(crate) fn same_act<'d>(
    reading: &Reading,
    unit: &Unit,
    draft: &Draft,
    previous: Option<&'d Draft>,
) -> Option<&'d Draft> {
    let struck = |k: Kind| bombards(k) || matches!(k, Kind::Ied | Kind::SuicideBombing);
    previous.filter(|p| {
        draft.kind.firmness == Firmness::Harm
            && draft.kind.kind == Kind::Shooting
            && (!unit.first || unit.same_breath(reading))
            && !unit.headline
            && p.paragraph == unit.paragraph
            && unit.span.start.abs_diff(p.unit.end) <= 1
            && struck(p.kind.kind)
            && p.kind.firmness >= Firmness::Weak
            && !p.figures.is_empty()
            && !p.places.is_empty()
            && !draft.places.is_empty()
            && draft.means.is_empty()
            && draft.actors.iter().all(|a| !a.did_it())
            && draft.role == p.role
            && draft.figures.iter().all(|f| f.outcome != Outcome::Detained)
    })
}
