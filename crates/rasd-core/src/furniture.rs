use crate::reading::Reading;
use crate::tokens::TokenSpan;
pub fn furniture(_r: &Reading) -> Vec<TokenSpan> {
    vec![]
}
