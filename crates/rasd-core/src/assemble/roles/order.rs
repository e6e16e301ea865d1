//! A part given by the order of words: the act, its subject and its object.

use super::words::{WordClass, breaks, is, is_with};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention};
use crate::model::ActorRole;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// A part given by the order of words around the act.
pub(super) fn ordered(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
    clash: bool,
    any: bool,
) -> Option<(ActorRole, &'static str)> {
    let start = possessor_start(reading, actor.span.start, span.start);
    if clash && fights(reading, start, span) {
        return Some((ActorRole::Perpetrator, "roles.fought"));
    }
    // «على حاجز لوحدات …»: the head of the name itself is what was hit.
    let on = start > 0 && matches!(reading.key(start - 1), "علي" | "ضد" | "داخل" | "قرب");
    let held = (start.saturating_sub(2)..start).any(|i| is(reading, i, WordClass::Held))
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
    if actor.form == ActorForm::Adjective {
        // «غارات روسية», «مسيّرة تركية»: an adjective needs the act or weapon right in front.
        let near = |end: usize| end <= start && start - end <= 2;
        let covered = mentions.events.iter().any(|e| e.span.end > start && e.span.start <= start)
            || mentions.means.iter().any(|m| m.span.end > start && m.span.start <= start);
        // «استهدف حزب الله … دبابة إسرائيلية»: whose it was that another hit.
        if any && start > 0 && is(reading, start - 1, WordClass::Held) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        let fits = covered
            || event_before.is_some_and(|e| near(e.span.end))
            || means_before.is_some_and(near);
        return fits.then_some((ActorRole::Perpetrator, "roles.adjective"));
    }
    if let Some(event) = event_before {
        let gap = start.saturating_sub(event.span.end);
        let lam = reading.forms[start]
            .iter()
            .any(|f| f.proclitic.preposition == Some('ل') && reading.key(start).contains("لل"))
            || reading.key(start).starts_with("لل");
        let another = mentions.actors.iter().any(|a| {
            a.span.start >= event.span.end && a.span.end <= start && a.form != ActorForm::Generic
        });
        // «الهجوم الذي استهدف دورية للبيشمركة»: the verb has its subject in front.
        if gap == 0 && event.class == EventClass::VerbActive && of_a_thing(reading, mentions, event)
        {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «هاجم عناصر داعش قرية»: people right behind a verb that opens its clause are its subject.
        let men = reading.key(event.span.end);
        if event.class == EventClass::VerbActive
            && start <= event.span.end + 1
            && matches!(men, "عناصر" | "مسلحو" | "مقاتلو" | "مسلحون" | "جنود")
            && !another
            && opens_clause(reading, event.span.start)
        {
            return Some((ActorRole::Perpetrator, "roles.subject"));
        }
        if held && (gap > 0 || another) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «كميناً لدورية تابعة لـ…»: set for them, not by them.
        let ambush = (event.span.start..event.span.end).any(|i| reading.key(i).contains("كمين"));
        let for_whom = |i: usize| is_with(reading, i, WordClass::Held, 'ل');
        if ambush && gap <= 4 && (event.span.end..=start).any(for_whom) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «ضربات إلى التنظيم», «هجوم على قسد»: a preposition away from who does it.
        let toward = start > 0
            && matches!(reading.key(start - 1), "الي" | "صوب" | "باتجاه" | "تجاه" | "علي");
        if toward && gap <= 4 && event.class != EventClass::Mutual {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «انفجرت عبوة بدورية تابعة لـ…»: a unit behind «بـ» was hit.
        if start < actor.span.start && is_with(reading, start, WordClass::Struck, 'ب') {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «استعادة … بعد معارك مع …»: who was fought over what was taken.
        let against =
            (event.span.end..start).any(|i| matches!(reading.key(i), "مع" | "ضد" | "وضد"));
        if !clash && event.class == EventClass::Mutual && against && gap <= 4 {
            return Some((ActorRole::Target, "roles.object"));
        }
        if gap <= 2 && !another {
            return Some((ActorRole::Perpetrator, "roles.behind_act"));
        }
        if lam && gap <= 3 && !another {
            return Some((ActorRole::Perpetrator, "roles.act_of"));
        }
        if event.class == EventClass::VerbActive && gap <= 4 && !another && !any {
            return Some((ActorRole::Perpetrator, "roles.subject"));
        }
        // «ينفذها مسلحون مجهولون وعناصر من خلايا …»: one of those who act, not whom they hit.
        let joined = mentions.actors.iter().rev().find(|a| a.span.end <= start).is_some_and(|a| {
            a.span.start >= event.span.end
                && reading.forms[a.span.end].iter().any(|f| f.proclitic.conjunction.is_some())
        });
        if another && gap <= 12 && any && !joined {
            return Some((ActorRole::Target, "roles.object"));
        }
    }
    // «قوات النظام قصفت»: the subject in front of its verb.
    let verb = mentions.events.iter().any(|e| {
        span.contains(e.span)
            && e.class == EventClass::VerbActive
            && e.span.start >= actor.span.end
            && e.span.start - actor.span.end <= 5
            && !breaks(reading, actor.span.end, e.span.start)
    });
    if verb && !held && !any {
        return Some((ActorRole::Perpetrator, "roles.subject_first"));
    }
    None
}

/// Whether what a verb tells was done by a thing named in front: «انفجار استهدف», «الذي استهدف».
fn of_a_thing(reading: &Reading, mentions: &Mentions, verb: &EventMention) -> bool {
    let Some(before) = verb.span.start.checked_sub(1) else { return false };
    // «المجزرة التي ارتكبتها …», «عمليات ينفذها …»: the thing is the verb's object, written onto it.
    let key = reading.key(verb.span.end - 1);
    let object = key.ends_with('ه') || key.ends_with("ها") || key.ends_with("هم");
    let thing = || {
        matches!(reading.key(before), "الذي" | "التي")
            || mentions.events.iter().any(|e| {
                e.span.end == verb.span.start
                    && matches!(e.class, EventClass::Noun | EventClass::Masdar)
                    && e.kind.is_some()
            })
            || mentions.means.iter().any(|m| m.span.end == verb.span.start)
    };
    !object && thing()
}

/// Whether nothing of its clause stands in front of a verb.
fn opens_clause(reading: &Reading, verb: usize) -> bool {
    let conjunction = reading.forms[verb].iter().any(|f| f.proclitic.conjunction.is_some());
    conjunction
        || verb.checked_sub(1).is_none_or(|before| {
            !matches!(reading.tokens[before].kind, TokenKind::Word | TokenKind::Number)
        })
}

/// «دورية تابعة لقوات …» acts for its side: the place of the noun, else of the name itself.
fn possessor_start(reading: &Reading, start: usize, floor: usize) -> usize {
    let linked = (start.saturating_sub(2).max(floor)..start).find(|i| {
        matches!(
            reading.key(*i),
            "تابعه" | "تابع" | "التابعه" | "التابع" | "تابعين" | "التابعين" | "من"
        )
    });
    let Some(link) = linked else { return start };
    let head =
        (link.saturating_sub(4).max(floor)..link).rev().find(|i| is(reading, *i, WordClass::Agent));
    match head {
        Some(head) if reading.key(link) != "من" || head + 1 == link => head,
        _ => start,
    }
}

/// Whether the words in front say that this actor fought: «بين», «مع», «ضد».
fn fights(reading: &Reading, start: usize, span: TokenSpan) -> bool {
    let from = start.saturating_sub(14).max(span.start);
    (from..start)
        .any(|i| matches!(reading.key(i), "بين" | "مع" | "ضد" | "جهه" | "جانب" | "طرف" | "ومع"))
}
