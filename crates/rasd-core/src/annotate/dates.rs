use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone)]
pub struct DateMention {
    pub span: TokenSpan,
    pub rule: &'static str,
    pub since: bool,
    pub until: bool,
    pub months_disagree: Option<(u8, u8)>,
    pub contradicts: bool,
}
impl DateMention {
    pub fn explicit(&self) -> bool {
        true
    }
}
pub fn dates(_r: &Reading, _n: &[super::numbers::NumberMention]) -> Vec<DateMention> {
    vec![]
}
