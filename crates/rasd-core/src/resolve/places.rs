use crate::annotate::places::PlaceMention;
use crate::model::Place;
use crate::reading::Reading;
#[derive(Debug, Clone)]
pub struct ResolvedPlace {
    pub place: Place,
    pub ambiguous: bool,
}
pub fn resolve(_r: &Reading, _m: &[PlaceMention]) -> Vec<ResolvedPlace> {
    vec![]
}
