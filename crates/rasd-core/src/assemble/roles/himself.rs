//! Who tells of an act as his own: «أكدت القوات … أنها بسطت سيطرتها», «أنها قتلت خمسة».

use super::told::speaks_for;
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::EventClass;
use crate::annotate::outcomes::OutcomeClass;
use crate::lexicon::verbs::Verb;
use crate::model::Outcome;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::himself::HIMSELF;

/// How far behind a name «أنها» may take it up again, in tokens.
const HIMSELF_REACH: usize = 14;
/// How far behind a name a shorter one of the same side belongs to it, in tokens.
const TWICE_REACH: usize = 2;

/// «أكدت القوات … أنها بسطت سيطرتها على …», «أعلنت … أن عناصرها قصفوا …»: who says so of himself.
pub(super) fn tells_of_himself(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
) -> bool {
    let end = (actor.span.end + HIMSELF_REACH).min(span.end);
    let taken_up = |i: &usize| HIMSELF.contains(&reading.key(*i));
    let Some(at) = (actor.span.end..end).find(taken_up) else { return false };
    // «قوات سوريا الديمقراطية_قسد» is named twice.
    let again = |a: &ActorMention| a.id == actor.id && a.span.start - actor.span.end <= TWICE_REACH;
    let another = mentions
        .actors_in(TokenSpan::new(actor.span.end, at))
        .iter()
        .any(|a| a.form == ActorForm::Name && a.span.start < at && !again(a));
    let next = |i: usize| i > at && i <= at + 2;
    let acts = || {
        mentions.events_in(span).iter().any(|e| {
            // «قال … إنه قصف قاعدة»: written like its noun.
            let verb = e.class == EventClass::VerbActive || reading.key(e.span.start) == "قصف";
            verb && next(e.span.start)
        })
    };
    // «أعلنت … أنها قتلت خمسة جنود»
    let kills = || {
        mentions.outcomes_in(TokenSpan::new(at + 1, at + 2)).iter().any(|o| {
            o.class == OutcomeClass::Verb
                && o.outcome == Outcome::Killed
                && o.span.start == at + 1
                && Verb::takes_object(reading.key(at + 1))
        })
    };
    !another && speaks_for(reading, mentions, actor) && (acts() || kills())
}
