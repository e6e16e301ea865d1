use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone)]
pub struct PlaceMention {
    pub span: TokenSpan,
    pub frame: TokenSpan,
    pub name: String,
    pub container_only: bool,
    pub candidates: Vec<usize>,
    pub dateline: bool,
    pub origin: Option<u8>,
    pub rule: &'static str,
}
pub fn places(_r: &Reading) -> Vec<PlaceMention> {
    vec![]
}
