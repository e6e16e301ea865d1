//! Sides of an act that is told in passing: «قصفت الطائرات … القرية عقب هجوم شنته الفصائل على …».

use smallvec::SmallVec;

use crate::annotate::Mentions;
use crate::annotate::clauses::ClauseRole;
use crate::annotate::events::Strength;
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// How far in front of its doer the word that tells an act in passing stands, in tokens.
const PASSING_REACH: usize = 16;
/// How far behind that word the act begins, in tokens.
const ACT_REACH: usize = 4;

/// «غارات روسية على القرية تزامناً مع قصف مدفعي لقوات …»: whoever did what went along with the act or came
/// before it did not do the act, where another is told to have done that.
pub(super) fn in_passing(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    out: &mut Vec<ActorDraft>,
) {
    // Who shelled where two sides fought mostly fought as well.
    if kind.kind == Kind::ArmedClash || mentions.clauses_in(span).is_empty() {
        return;
    }
    let aside = |a: &ActorDraft| {
        a.did_it()
            && a.span.start < span.end
            && told_aside(reading, mentions, span, kind, a.span.start)
    };
    let asides: SmallVec<[bool; 8]> = out.iter().map(aside).collect();
    if out.iter().zip(&asides).any(|(a, aside)| a.did_it() && !aside) {
        let mut asides = asides.into_iter();
        out.retain(|_| !asides.next().unwrap_or_default());
    }
}

/// Whether the act that stands in front of a side is one told in passing, and not the act of the unit.
fn told_aside(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    side: usize,
) -> bool {
    let from = side.saturating_sub(PASSING_REACH).max(span.start);
    let front = TokenSpan::new(from, side);
    let link = mentions.clauses_in(front).iter().rfind(|c| {
        from <= c.span.start && c.span.end <= side && passes(reading, c.role, c.span.start)
    });
    let Some(link) = link else { return false };
    let behind = TokenSpan::new(link.span.end, side);
    let parted = (link.span.end..side).any(|i| {
        reading.tokens[i].kind == TokenKind::Break
            || ['،', '.'].iter().any(|p| reading.tokens[i].is_punct(*p))
    });
    let act = || {
        mentions.events_in(behind).iter().any(|e| {
            link.span.end <= e.span.start
                && e.span.start <= link.span.end + ACT_REACH
                && e.span.start < side
                && e.strength != Strength::Support
                && e.kind.is_none_or(by_one_side)
        })
    };
    !parted && !(link.span.end..=side).contains(&kind.span.start) && act()
}

/// Acts of one side, in which others have no part of their own; searches and arrests are often made together.
const fn by_one_side(kind: Kind) -> bool {
    !matches!(kind, Kind::Raid | Kind::Arrest | Kind::Abduction | Kind::TerritorialChange)
}

/// Whether a clause word tells what stands behind it in passing. «إثر» tells what the harm came of, «خلال»
/// what it was part of.
fn passes(reading: &Reading, role: ClauseRole, at: usize) -> bool {
    match role {
        ClauseRole::Beside | ClauseRole::Along | ClauseRole::Response => true,
        ClauseRole::After => matches!(reading.key(at), "بعد" | "عقب" | "اعقاب" | "وبعد" | "وعقب"),
        _ => false,
    }
}
