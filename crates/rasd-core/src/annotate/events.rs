use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    Strong,
    Weak,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventClass {
    VerbActive,
    VerbPassive,
    Masdar,
    Noun,
}
#[derive(Debug, Clone)]
pub struct EventMention {
    pub span: TokenSpan,
    pub kind: Option<Kind>,
    pub strength: Strength,
    pub class: EventClass,
    pub rule: String,
}
pub fn events(_r: &Reading) -> Vec<EventMention> {
    vec![]
}
