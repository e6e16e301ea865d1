//! Where a report was written: towns in front of an agency or behind it and its writer.

use crate::annotate::Mentions;
use crate::annotate::places::{PlaceMention, wire};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};

/// Most words of an agency or a writer between a dateline and the colon behind them.
const BYLINE: usize = 4;

/// «صنعاء – وكالة فلان: …», «عدن (فلان الفلاني) …»: the town the report was written in.
pub(super) fn byline(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    if signed(reading, mentions, place) {
        return true;
    }
    if !place.dateline || place.container_only {
        return false;
    }
    if wire(reading, place.frame.end) {
        return true;
    }
    let closes = |t: &Token| {
        t.kind == TokenKind::Break || matches!(t.key.as_str(), ":" | ")" | "-" | "–" | "—" | "/")
    };
    let mut words = 0;
    for (at, token) in reading.tokens.iter().enumerate().skip(place.frame.end) {
        if words > 0 && closes(token) {
            let span = TokenSpan::new(place.frame.end, at);
            return !mentions.events_in(span).iter().any(|e| span.contains(e.span))
                && !mentions.outcomes_in(span).iter().any(|o| span.contains(o.span))
                // «سرمين: 3 جرحى»: those who were harmed there, and no agency.
                && !mentions.figures_in(span).iter().any(|f| span.contains(f.span))
                && !mentions.places_in(span).iter().any(|p| span.contains(p.span));
        }
        words += usize::from(token.is_word());
        if words > BYLINE {
            return false;
        }
    }
    false
}

/// «داعل: قصف مدفعي», «- سرمين - 3 جرحى»: the last of these places that is a town in front of the news, with no agency
/// between the two. The mark may be any in a list (`listed`).
pub(in crate::assemble) fn town_in_front(
    reading: &Reading,
    mentions: &Mentions,
    places: &[usize],
    listed: bool,
) -> Option<usize> {
    places.iter().copied().rfind(|at| {
        let place = &mentions.places[*at];
        let mark = || {
            let mut behind = reading.tokens.iter().skip(place.frame.end.max(place.span.end));
            behind
                .find(|t| t.kind != TokenKind::Soft)
                .is_some_and(|t| matches!(t.key.as_str(), ":" | "|"))
        };
        place.dateline
            && !place.container_only
            && mentions.resolved[*at].place.r#type != PlaceType::Governorate
            && (listed || mark() && !byline(reading, mentions, place))
    })
}

/// Where the line of a token begins, when that is at most `reach` tokens in front.
pub(in crate::assemble) fn line_start(reading: &Reading, at: usize, reach: usize) -> Option<usize> {
    let from = at.saturating_sub(reach);
    let open = (from..at).rfind(|i| reading.tokens[*i].kind == TokenKind::Break);
    open.map(|i| i + 1).or((from == 0).then_some(0))
}

/// «نداء الشمال - فلان الفلاني - إدلب أصيب …»: the town behind an agency and a writer that open a line.
fn signed(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    let dash = |i: usize| matches!(reading.key(i), "-" | "–" | "—" | "ـ");
    let at = place.frame.start;
    if place.typed || at < 3 || !dash(at - 1) || place.container_only {
        return false;
    }
    let Some(start) = line_start(reading, at, SIGNED) else { return false };
    let head = TokenSpan::new(start, at);
    let words = (start..at).filter(|i| reading.tokens[*i].is_word()).count();
    words > 1
        && (start..at).all(|i| {
            reading.tokens[i].is_word() || dash(i) || reading.tokens[i].kind == TokenKind::Soft
        })
        && !mentions.events_in(head).iter().any(|e| head.contains(e.span))
        && !mentions.places_in(head).iter().any(|p| head.contains(p.span))
}

/// Tokens of an agency and a writer in front of their town, at most.
const SIGNED: usize = 10;
