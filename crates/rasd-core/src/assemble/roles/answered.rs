//! Who answers an attack, and whose attack is answered.

use super::words::{WordClass, is};
use crate::annotate::Mentions;
use crate::annotate::events::EventClass;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// «ردّت الفصائل على قصف قوات …», «رداً على استهداف …»: whose act was answered is who is hit now.
pub(super) fn answered(
    reading: &Reading,
    mentions: &Mentions,
    start: usize,
    span: TokenSpan,
) -> bool {
    let act =
        mentions.events_in(TokenSpan::new(start.saturating_sub(3), start)).iter().rfind(|e| {
            e.span.end <= start
                && (e.span.end..start).all(|i| is(reading, i, WordClass::Agent))
                && matches!(e.class, EventClass::Noun | EventClass::Masdar)
        });
    let Some(on) = act.and_then(|e| e.span.start.checked_sub(1)) else { return false };
    let answers = |i: usize| {
        matches!(
            reading.key(i).trim_start_matches(['و', 'ف', 'ل']),
            "رد" | "ردت" | "ترد" | "يرد" | "ردا" | "ردوا" | "الرد" | "للرد"
        )
    };
    reading.key(on) == "علي"
        && (on.saturating_sub(ANSWER_REACH).max(span.start)..on)
            .rev()
            .find(|i| {
                answers(*i) || reading.tokens[*i].is_punct('،') || reading.tokens[*i].is_punct('.')
            })
            .is_some_and(answers)
}

/// How far behind the verb of answering what it answers may stand, in tokens.
const ANSWER_REACH: usize = 9;
