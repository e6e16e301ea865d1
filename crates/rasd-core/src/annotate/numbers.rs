use crate::model::Count;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberRole {
    Count,
    Other,
}
#[derive(Debug, Clone)]
pub struct NumberMention {
    pub span: TokenSpan,
    pub frame: TokenSpan,
    pub count: Count,
    pub ordinal: bool,
    pub role: NumberRole,
    pub rule: &'static str,
}
pub fn numbers(_r: &Reading) -> Vec<NumberMention> {
    vec![]
}
