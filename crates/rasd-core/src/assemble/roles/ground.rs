//! What the ground says of who did it: fire from where two sides are, a place that a side has left.

use super::words::{WordClass, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::EventClass;
use crate::assemble::asked;
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::held::REMNANTS;
use crate::model::{ActorRole, Certainty, Kind};
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};
use crate::word_lists::ground::{LEFT, LEFT_IT, LIGHT};

/// How far in front of a name «من مناطق سيطرة» opens, in tokens.
const GROUND_REACH: usize = 7;

/// «قصف مصدره مناطق سيطرة قوات … وقوات …»: it came from where both are, so neither is said to have fired.
pub(super) fn held_by_both(reading: &Reading, out: &mut [ActorDraft]) {
    let from = |a: &ActorDraft| {
        a.rule == "roles.cue_perpetrator"
            && (a.span.start.saturating_sub(GROUND_REACH)..a.span.start)
                .any(|i| reading.reads_any(i, &["مناطق", "منطقه"]))
    };
    let joined = |a: &ActorDraft| a.rule == "roles.and_with_perpetrator";
    if !out.iter().any(joined) {
        return;
    }
    let Some(first) = out.iter().position(from) else { return };
    if !out[first + 1..].iter().any(joined) {
        return;
    }
    let both = out.iter_mut().skip(first).filter(|a| from(a) || joined(a));
    for side in both.filter(|a| a.certainty == Certainty::Stated) {
        side.certainty = Certainty::Suspected;
    }
}

/// How far in front of whose they are remnants are named, in tokens.
const REMNANT_REACH: usize = 5;

/// «لغم من مخلفات …», «لغم خلّفه …»: who laid it.
pub(super) fn laid_it(
    reading: &Reading,
    actor: &ActorMention,
    kind: Kind,
) -> Option<(ActorRole, &'static str)> {
    if kind != Kind::LandmineErw || actor.form != ActorForm::Name {
        return None;
    }
    let start = actor.span.start;
    // «من مخلفات قصف سابق لقوات …»
    let shelled =
        |i: usize| matches!(reading.key(i), "قصف" | "غارات" | "معارك" | "سابق" | "سابقه" | "ل");
    let left =
        (start.saturating_sub(REMNANT_REACH)..start).rev().find(|i| !shelled(*i)).is_some_and(
            |i| reading.forms.any_parts(i) & REMNANTS != 0 || LEFT_IT.contains(&reading.key(i)),
        );
    left.then_some((ActorRole::Perpetrator, "roles.laid_it"))
}

/// «دخل الجيش البلدة بعد خروج مسلحي …»: who was in a place that another side has taken.
pub(super) fn left_it(
    reading: &Reading,
    actor: &ActorMention,
    kind: &KindRead,
) -> Option<(ActorRole, &'static str)> {
    let start = actor.span.start;
    let word = start.checked_sub(1).filter(|_| actor.form == ActorForm::Name)?;
    let after =
        |i: usize| matches!(reading.key(i).trim_start_matches('و'), "بعد" | "عقب" | "اثر" | "بعيد");
    let left = kind.kind == Kind::TerritorialChange
        && LEFT.contains(&reading.key(word))
        && word > 0
        && after(word - 1)
        && kind.span.start < word;
    left.then_some((ActorRole::Target, "roles.left_it"))
}

/// How far behind a side the act stands that it went on to, in tokens.
const WENT_ON_REACH: usize = 12;

/// «دفعت … بمئات المقاتلين وقامت بمهاجمة …», «تسللت قوة من … وشنت هجوماً»: the act joined to a verb of
/// its own that tells none.
pub(super) fn went_on(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    any: bool,
) -> Option<(ActorRole, &'static str)> {
    let (start, end) = (actor.span.start, actor.span.end);
    if any || actor.form != ActorForm::Name {
        return None;
    }
    // A verb of its own right in front or behind, in the gender of a force.
    let own = |i: usize| {
        let key = reading.key(i);
        reading.tokens.get(i).is_some_and(Token::is_word)
            && key.ends_with('ت')
            && !key.starts_with("ال")
            && key.chars().count() > 3
            && mentions.events_at(i).is_empty()
            && !mentions.sayings_in(TokenSpan::new(i, i + 1)).iter().any(|s| s.start == i)
            && !is(reading, i, WordClass::Announces)
            && !is(reading, i, WordClass::Suffers)
    };
    let verb = start.checked_sub(1).is_some_and(own) || own(end);
    let light = |i: usize| LIGHT.contains(&reading.key(i));
    let stop = (end + WENT_ON_REACH).min(reading.tokens.len());
    if !reading.forms.part_in(TokenSpan::new(end, stop), asked::LIGHT) {
        return None;
    }
    let at = (end..stop)
        .take_while(|i| {
            reading.tokens[*i].kind != TokenKind::Break && !reading.tokens[*i].is_punct('.')
        })
        .find(|i| light(*i))?;
    let others = mentions.actors_in(TokenSpan::new(end, at)).iter().any(|a| {
        a.form == ActorForm::Name && a.span.start >= end && a.span.start < at && a.id != actor.id
    });
    let act = mentions.events_in(TokenSpan::new(at, at + 2)).iter().any(|e| {
        e.span.start >= at
            && e.span.start <= at + 1
            && (e.class != EventClass::Mutual && e.kind.is_some() || e.span.start == at)
    });
    (verb && !others && act).then_some((ActorRole::Perpetrator, "roles.same_subject"))
}
