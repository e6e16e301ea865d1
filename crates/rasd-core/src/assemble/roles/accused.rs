//! Who is accused: «اتهمت … روسيا والنظام بقصف …».

use super::words::{WordClass, any_in, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::EventClass;
use crate::assemble::draft::ActorDraft;
use crate::model::{ActorRole, Certainty};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far behind a verb of accusing the charge stands, in tokens.
const CHARGE_REACH: usize = 14;
/// How far in front of the charge the accused stands, in tokens.
const ACCUSED_REACH: usize = 3;

/// Most tokens from one of those accused to the next.
const JOINED_REACH: usize = 5;

/// «اتهمت الحكومة … بقصف …», «حملت … … مسؤولية …»: the one named last did it, as they say; who says
/// so has no part.
pub(super) fn accused(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    actors: &[&ActorMention],
    out: &mut Vec<ActorDraft>,
) {
    if !any_in(reading, span, WordClass::Accuses) {
        return;
    }
    let told_of = |i: usize| {
        is(reading, i, WordClass::Charge)
            || mentions.events_in(TokenSpan::new(i, i)).iter().any(|e| {
                e.span.start == i
                    && e.class == EventClass::Masdar
                    && reading.forms[i].iter().any(|f| f.proclitic.preposition == Some('ب'))
            })
    };
    for verb in (span.start..span.end).filter(|i| is(reading, *i, WordClass::Accuses)) {
        let end = (verb + CHARGE_REACH).min(span.end);
        let Some(charge) = (verb + 1..end).find(|i| told_of(*i)) else { continue };
        let between: Vec<&&ActorMention> = actors
            .iter()
            .filter(|a| verb < a.span.start && a.span.end <= charge)
            .filter(|a| !matches!(a.form, ActorForm::Generic | ActorForm::Adjective))
            .collect();
        if between.last().is_none_or(|a| charge - a.span.end > ACCUSED_REACH) {
            continue;
        }
        out.retain(|a| !between.iter().any(|b| b.span == a.span || b.id == a.id));
        let did = |a: &ActorDraft| a.role == ActorRole::Perpetrator && a.id != "unknown";
        if out.iter().any(did) {
            continue;
        }
        // «اتهمت … روسيا والنظام بقصف …», «… ومقاتلين من …»: «و» joins those accused, and stands not behind who accuses them.
        let joined = |one: &ActorMention, next: &ActorMention| {
            let and =
                |i: usize| reading.forms[i].iter().any(|f| f.proclitic.conjunction == Some('و'));
            next.span.start - one.span.end <= JOINED_REACH
                && ((one.span.end..next.span.start).any(and)
                    // «وحدات حماية الشعب» begins so by itself.
                    || and(next.span.start) && !next.name.starts_with('و'))
        };
        let alone = between.windows(2).rposition(|w| !joined(w[0], w[1]));
        for (i, actor) in between[alone.map_or(0, |at| at + 1)..].iter().enumerate() {
            let role = if i == 0 { ActorRole::Perpetrator } else { ActorRole::CoPerpetrator };
            out.push(ActorDraft {
                certainty: Certainty::Suspected,
                ..ActorDraft::of(actor, role, "roles.accused")
            });
        }
    }
}
