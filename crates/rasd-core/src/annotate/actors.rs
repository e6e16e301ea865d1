use crate::model::Certainty;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorForm {
    Name,
    Adjective,
    UnknownAttacker,
    Generic,
}
#[derive(Debug, Clone)]
pub struct ActorMention {
    pub span: TokenSpan,
    pub core: TokenSpan,
    pub id: String,
    pub name: String,
    pub form: ActorForm,
    pub hedge: Certainty,
    pub rule: String,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueRole {
    Perpetrator,
    Target,
    Controller,
    Claimant,
}
#[derive(Debug, Clone)]
pub struct CueMention {
    pub span: TokenSpan,
    pub role: CueRole,
    pub before: bool,
}
pub fn actors(_r: &Reading, _c: Option<&str>) -> Vec<ActorMention> {
    vec![]
}
pub fn cues(_r: &Reading) -> Vec<CueMention> {
    vec![]
}
