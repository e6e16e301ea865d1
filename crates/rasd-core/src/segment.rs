use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    Continuation,
    Meanwhile,
    Recall,
    Detail,
}
#[derive(Debug, Clone)]
pub struct Sentence {
    pub span: TokenSpan,
    pub paragraph: usize,
    pub bullet: bool,
    pub headline: bool,
    pub opener: Option<Opener>,
}
pub fn segment(r: &Reading, _f: &[TokenSpan]) -> Vec<Sentence> {
    vec![Sentence {
        span: TokenSpan::new(0, r.tokens.len()),
        paragraph: 0,
        bullet: false,
        headline: false,
        opener: None,
    }]
}
