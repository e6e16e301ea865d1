use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone)]
pub struct MeansMention {
    pub span: TokenSpan,
    pub means: Option<Means>,
    pub kind_hint: Option<Kind>,
    pub rule: String,
}
pub fn means(_r: &Reading) -> Vec<MeansMention> {
    vec![]
}
