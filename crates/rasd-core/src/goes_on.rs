//! Connectives that open no sentence: «بينما كانت قافلة تمر», «فيما أصيب ثلاثة بالاختناق».

use crate::annotate::outcomes::{OUTCOMES, OutcomeClass};
use crate::lexicon::vocabulary::TableId;
use crate::model::Outcome;
use crate::reading::Reading;
use crate::tokens::TokenKind;

/// How many words behind «بينما كان» an act of its own would stand.
const DOING: usize = 4;

/// How many words behind «فيما أصيب» the further people and their wounds have.
const ADDED: usize = 10;

/// How far in front of «فيما» it stands to whom the same befell, in tokens.
const TOLD_BEFORE: usize = 24;

/// «انفجر لغم بينما كانت قافلة تمر في الباب»: what those hit were doing then tells where it was; «فيما
/// كان الطيران قصف الباب» tells another act.
pub(crate) fn while_it_went_on(reading: &Reading, at: usize) -> bool {
    let acts = |i: usize| reading.forms.open(i).any(&[TableId::Events, TableId::Outcomes]);
    matches!(reading.key(at), "فيما" | "بينما")
        && reading
            .tokens
            .get(at + 1)
            .is_some_and(|t| matches!(t.key.as_str(), "كان" | "كانت" | "كانا" | "كانتا" | "كانوا"))
        && !(at + 2..reading.tokens.len().min(at + 2 + DOING)).any(acts)
}

/// «أصيب شاب بالرصاص في …، فيما أصيب ثلاثة بالاختناق», «فيما اعتُقل أربعة»: nothing but more people to whom the same befell
/// or who were led away, and neither act nor side nor place.
pub(crate) fn adds_people(reading: &Reading, at: usize) -> bool {
    if !matches!(reading.key(at), "فيما" | "بينما" | "كما")
        || !reading.forms.open(at + 1).has(TableId::Outcomes)
    {
        return false;
    }
    let verb = |i: usize| {
        OUTCOMES
            .longest_at(reading, i)
            .filter(|hit| hit.value.1 == OutcomeClass::Verb)
            .map(|hit| (hit.value.0, hit.span.end))
    };
    let Some((outcome, behind)) = verb(at + 1) else { return false };
    // «فيما أصيب آخرون», «فيما أصيب مدنيون» may be those who were told.
    let vague = ["ون", "ين", "ات"].iter().any(|many| reading.key(behind).ends_with(many));
    let counted = reading.tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Number)
        || reading.forms.open(behind).has(TableId::Numbers)
        || matches!(reading.key(behind), "اخر" | "اخري" | "اخران")
        || reading.forms.open(behind).has(TableId::Persons) && !vague;
    let again = || {
        let front = (at.saturating_sub(TOLD_BEFORE)..at).rev();
        front
            .take_while(|i| {
                !matches!(reading.tokens[*i].kind, TokenKind::Break) && reading.key(*i) != "."
            })
            .any(|i| verb(i).is_some_and(|(told, _)| told == outcome))
    };
    if !counted || outcome != Outcome::Detained && !again() {
        return false;
    }
    let ends = |i: usize| {
        let token = &reading.tokens[i];
        token.kind == TokenKind::Break || token.kind == TokenKind::Punct
    };
    let own = |i: usize| {
        reading.key(i) == "في"
            || reading.key(i).starts_with('ب') && reading.forms.begins_name(i)
            || reading.forms.open(i).any(&[
                TableId::ActorNames,
                TableId::Clauses,
                TableId::Days,
                TableId::Events,
                TableId::PlaceTypes,
            ])
    };
    let limit = reading.tokens.len().min(at + 2 + ADDED);
    let end = (at + 2..limit).find(|i| ends(*i));
    (end.is_some() || limit == reading.tokens.len()) && !(at + 2..end.unwrap_or(limit)).any(own)
}
