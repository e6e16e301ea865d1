//! Acts that are counted themselves: «238 هجوماً», «25 عملية ومحاولة اغتيال» are no one incident.

use crate::annotate::Mentions;
use crate::annotate::events::EventClass;
use crate::annotate::numbers::NumberRole;
use crate::assemble::harm;
use crate::held::COUNTED;
use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::numbered::{ATTACKS, CASES, REGIONS};

/// «استجابت لـ 238 هجوماً»: more attacks than one incident holds.
pub(super) fn many_attacks(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let counts =
        |at: usize| reading.forms.any_parts(at) & COUNTED != 0 && reading.reads_any(at, &ATTACKS);
    mentions.numbers_in(span).iter().any(|n| {
        span.contains(n.span)
            && n.count.min.is_some_and(|many| {
                // «استجابت لـ 12 هجوماً»: one act of war is no twelve attacks.
                many >= MANY || many >= SEVERAL && counts(n.span.end)
            })
            && matches!(n.role, NumberRole::Count | NumberRole::Thing | NumberRole::Ammunition)
            && !mentions.dates_across(n.span).iter().any(|d| d.span.contains(n.span))
            && (counts(n.span.end)
                || mentions.events_in(span).iter().any(|e| {
                    e.span.start == n.span.end
                        && matches!(e.class, EventClass::Noun | EventClass::Masdar)
                }))
    })
}

/// «25 عملية ومحاولة اغتيال في درعا»: each of them is an incident of its own, wherever they were.
pub(super) fn numbered_acts(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let single = |k: Kind| {
        matches!(k, Kind::Assassination | Kind::Abduction | Kind::Execution | Kind::Arrest)
    };
    mentions.numbers_in(span).iter().any(|n| {
        let from = n.span.end;
        span.contains(n.span)
            && n.count.min.is_some_and(|many| many >= SEVERAL)
            && reading.forms.any_parts(from) & COUNTED != 0
            && reading.reads_any(from, &CASES)
            && mentions
                .figures_in(TokenSpan::new(from, span.end))
                .iter()
                .any(|f| span.contains(f.span) && !harm::says_little(f))
            && mentions
                .events_in(TokenSpan::new(from, from + 5))
                .iter()
                .any(|e| e.span.start.saturating_sub(from) <= 4 && e.kind.is_some_and(single))
    })
}

/// «ثلاث حوادث أمنية تسببت بمقتل …», «سجل اليمن ثلاث حالات اعتقال في صنعاء وفي ذمار»: incidents that are
/// numbered as such, cases where they were at several places or at none that is told.
pub(super) fn numbered_incidents(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let places = || {
        mentions
            .place_numbers_in(span)
            .filter(|i| {
                let place = &mentions.places[*i];
                span.contains(place.span) && !place.container_only && place.within_of.is_none()
            })
            .count()
    };
    mentions.numbers_in(span).iter().any(|n| {
        let from = n.span.end;
        span.contains(n.span)
            && n.count.min.is_some_and(|many| many > 1)
            && reading.forms.any_parts(from) & COUNTED != 0
            && (reading.key(from) == "حوادث" || reading.key(from) == "حالات" && places() != 1)
            && mentions
                .figures_in(TokenSpan::new(n.span.start, span.end))
                .iter()
                .any(|f| span.contains(f.span) && f.span.end > from && !harm::says_little(f))
    })
}

/// «قتلت الألغام 13 مدنياً في أربع محافظات»: people of governorates that are numbered.
pub(super) fn numbered_regions(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.numbers_in(span).iter().any(|n| {
        span.contains(n.span)
            && n.count.min.is_some_and(|many| many > 1)
            && n.frame.start > span.start
            && reading.key(n.frame.start - 1) == "في"
            && REGIONS.contains(&reading.key(n.span.end))
    })
}

/// So many attacks, told without a place of their own, are no single incident.
const MANY: u32 = 20;
/// So many of what is called an attack.
const SEVERAL: u32 = 5;
