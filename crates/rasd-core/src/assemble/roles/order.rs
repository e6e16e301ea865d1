//! A part given by the order of words: the act, its subject and its object.

use std::ops::ControlFlow;

use super::adjective::{by_adjective, counts_people, of_fighters};
use super::behind_act::behind_act;
use super::himself::tells_of_himself;
use super::reach::{
    achieves, behind_comma, has_pronoun, its_own_act, possessor_start, reaches, struck,
    with_its_side, written_apart,
};
use super::verb::{REPEL_REACH, another_said, verb_says};
use super::words::{WordClass, is, is_with};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::lexicon::Form;
use crate::model::{ActorRole, Kind};
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
use crate::word_lists::order::EFFORTS;

/// A part, and the rule that gave it.
pub(super) type Part = (ActorRole, &'static str);

/// What stands around an actor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'m> {
    /// Where the actor with what it owns begins.
    pub(super) start: usize,
    /// The stretch that tells the act.
    pub(super) span: TokenSpan,
    /// The act is a fight.
    pub(super) clash: bool,
    /// Another actor has its part already.
    pub(super) any: bool,
    /// What an attack hits is named in front: a post, a patrol.
    pub(super) held: bool,
    /// The last act in front.
    pub(super) event_before: Option<&'m EventMention>,
    /// Where the last weapon in front ends.
    pub(super) means_before: Option<usize>,
}

/// A part given by the order of words around the act.
pub(super) fn ordered(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
    clash: bool,
    any: bool,
) -> Option<Part> {
    let start =
        possessor_start(reading, written_apart(reading, actor.span.start, span.start), span.start);
    if clash && fights(reading, actor, start, span) {
        return Some((ActorRole::Perpetrator, "roles.fought"));
    }
    // «على حاجز لوحدات …»: the head of the name itself is what was hit.
    let on = start > 0
        && matches!(reading.key(start - 1), "علي" | "ضد" | "داخل" | "قرب" | "عند" | "امام" | "لدي");
    // «أفاد المركز أن القوات …»: what stands in front of «أن» is not theirs.
    let held = (start.saturating_sub(2)..start)
        .rev()
        .take_while(|i| !matches!(reading.key(*i), "ان" | "بان"))
        .any(|i| is(reading, i, WordClass::Held))
        || (on && is(reading, start, WordClass::Held));
    let event_before = mentions
        .events_in(span)
        .iter()
        .filter(|e| span.contains(e.span) && e.span.end <= start + 1)
        .max_by_key(|e| e.span.end);
    let means_before = mentions
        .means_in(span)
        .iter()
        .filter(|m| span.contains(m.span) && m.span.end <= start)
        .map(|m| m.span.end)
        .max();
    let of_people = actor.form == ActorForm::Adjective && counts_people(reading, actor);
    if of_people && !of_fighters(reading, actor) {
        return None;
    }
    if let Some(part) = verb_says(reading, mentions, actor, start, span) {
        return Some(part);
    }
    if of_people {
        return None;
    }
    let around = Around { start, span, clash, any, held, event_before, means_before };
    if actor.form == ActorForm::Adjective {
        return by_adjective(reading, mentions, actor, &around);
    }
    if let Some(event) = event_before.filter(|e| !begins_nothing(reading, e, actor))
        && let ControlFlow::Break(part) = behind_act(reading, mentions, actor, event, &around)
    {
        return part;
    }
    // «استعادت … معسكراً من قوات …»: whom it was taken from.
    let taken = mentions.events_in(span).iter().any(|e| {
        e.kind == Some(Kind::TerritorialChange)
            && e.strength == Strength::Strong
            && e.span.end <= start
    });
    if any && taken && start > 0 && reading.key(start - 1) == "من" {
        return Some((ActorRole::Target, "roles.object"));
    }
    // «قوات النظام قصفت»: the subject in front of its verb.
    let end = with_the_next(reading, mentions, with_its_side(reading, mentions, actor.span.end));
    let verb = mentions.events_in(span).iter().any(|e| {
        span.contains(e.span)
            && (e.class == EventClass::VerbActive || struck(reading, e, start, end))
            && !idle(reading, mentions, e)
            // «عناصر الشرطة … انفجرت عبوة»: what goes off is its own subject.
            && !reading.key(e.span.start).contains("نفجر")
            && e.span.start >= end
            && (reaches(reading, mentions, end, e.span.start)
                || behind_comma(reading, start, end, e.span.start))
            && !another_said(reading, mentions, end, e.span.start)
            // «أعلن التحالف مقتل مدنيين بمقذوف أطلقه الحوثيون»: its own subject stands behind it.
            && !(has_pronoun(reading, e.span.start)
                && mentions
                    .actors_in(TokenSpan::new(e.span.end, e.span.end + 1))
                    .iter()
                    .any(|a| a.span.start == e.span.end))
    });
    // «نصبوا كميناً لدورية … وقتلوا», «الجيش يتصدى لهجوم استهدف …»: another's act.
    let laid_for = start < actor.span.start
        && ['ل', 'ب'].iter().any(|p| is_with(reading, start, WordClass::Struck, *p));
    if achieves(reading, mentions, start, end) && !any {
        return Some((ActorRole::Perpetrator, "roles.subject"));
    }
    if its_own_act(reading, mentions, actor, start) && !held && !any {
        return Some((ActorRole::Perpetrator, "roles.subject_first"));
    }
    let near = start.saturating_sub(REPEL_REACH).max(span.start)
        ..(actor.span.end + REPEL_REACH).min(span.end);
    let repels = near.clone().any(|i| is(reading, i, WordClass::Repels));
    let of_himself = || tells_of_himself(reading, mentions, actor, span);
    if (verb || of_himself()) && !held && !any && !laid_for && !repels {
        return Some((ActorRole::Perpetrator, "roles.subject_first"));
    }
    None
}

/// «قوات … والفصائل التابعة لها، قصفوا»: those joined to a side stand in front of its verb as well.
fn with_the_next(reading: &Reading, mentions: &Mentions, mut end: usize) -> usize {
    let and = |f: &Form| f.proclitic.conjunction == Some('و');
    while let Some(next) = mentions.actors_in(TokenSpan::new(end, end + 2)).iter().find(|a| {
        let start = a.span.start;
        (end..=end + 1).contains(&start)
            && a.form == ActorForm::Name
            && (reading.forms[start].iter().any(and) || start > end && reading.key(end) == "و")
    }) {
        end = next.span.end;
        // «… والفصائل، قصفوا», but «… والفصائل، وقصفوا» begins anew.
        let comma = reading.tokens.get(end).is_some_and(|t| t.is_punct('،'))
            && reading.forms.get(end + 1).is_some_and(|f| !f.iter().any(and));
        end += usize::from(comma);
    }
    end
}

/// «وتكثف الأجهزة الأمنية جهودها», «وتواصل الشرطة تحقيقاتها»: what they go on with is no act.
fn begins_nothing(reading: &Reading, verb: &EventMention, actor: &ActorMention) -> bool {
    let end = actor.span.end;
    verb.strength == Strength::Support
        && verb.class == EventClass::VerbActive
        && (end..reading.tokens.len().min(end + BEGUN_REACH))
            .any(|i| EFFORTS.iter().any(|word| bare(reading.key(i)).starts_with(word)))
}

/// How far behind who goes on with something it is told, in tokens.
const BEGUN_REACH: usize = 3;

/// «عناصر … أقدموا على غلق الطرق»: a verb of beginning with no act behind it.
fn idle(reading: &Reading, mentions: &Mentions, verb: &EventMention) -> bool {
    let end = verb.span.end;
    reading.key(verb.span.start).trim_start_matches('و').starts_with("اقدم")
        && !mentions.events_in(TokenSpan::new(end, end + 3)).iter().any(|e| e.span.start >= end)
        && mentions.outcomes_in(TokenSpan::new(end, end + 3)).is_empty()
}

/// Whether the words in front say that this actor fought: «بين», «مع», «ضد».
fn fights(reading: &Reading, actor: &ActorMention, start: usize, span: TokenSpan) -> bool {
    // «معارك مع قوات روسية», but «مع هبوط طائرة من سلاح الجو السعودي».
    let reach = if actor.form == ActorForm::Adjective { 3 } else { 14 };
    let from = start.saturating_sub(reach).max(span.start);
    (from..start)
        .any(|i| matches!(reading.key(i), "بين" | "مع" | "ضد" | "جهه" | "جانب" | "طرف" | "ومع"))
}
