//! A part told by an adjective: «غارات روسية», «دبابة إسرائيلية», «جنديان إسرائيليان».

use super::order::{Around, Part};
use super::verb::{describes_victim, of_a_thing};
use super::words::{WordClass, is};
use crate::annotate::Mentions;
use crate::annotate::actors::ActorMention;
use crate::annotate::events::{EventClass, EventMention};
use crate::annotate::persons::person_at;
use crate::assemble::kind::gravity::bombards;
use crate::model::{ActorRole, Group};
use crate::reading::Reading;
use crate::word_lists::adjective::MAKES;

/// The part of a nation named by an adjective, by the act or the weapon it stands at.
pub(super) fn by_adjective(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    around: &Around,
) -> Option<Part> {
    let Around { start, event_before, means_before, any, .. } = *around;
    // «مسيرة إيرانية الصنع»: where it was made says nothing of who flew it.
    if matches!(reading.key(actor.span.end), "الصنع" | "الصناعه") {
        return None;
    }
    if start > 0 && reading.reads_any(start - 1, &MAKES) {
        return None;
    }
    // «في بلدة تركية», «الأراضي السورية»: where it was, not who did it; «من الأراضي التركية» they fired.
    let from = |i: usize| matches!(reading.key(i), "من" | "مصدره" | "مصدرها");
    let inside = start > 2 && matches!(reading.key(start - 2), "داخل" | "جهه" | "عمق");
    let fired_from = start > 1 && from(start - 2) || inside && from(start - 3);
    if start > 0 && is(reading, start - 1, WordClass::Land) {
        if !fired_from {
            return None;
        }
        // «تعرضت القرية للقصف المدفعي من داخل الأراضي التركية»
        if event_before.is_some_and(|e| inside && e.kind.is_some_and(bombards)) {
            return Some((ActorRole::Perpetrator, "roles.adjective"));
        }
    }
    if describes_victim(reading, mentions, actor, event_before) {
        return Some((ActorRole::Target, "roles.position_of"));
    }
    // «هجوم استهدف وزارة الدفاع العراقية»: whose that was which the attack hit.
    let hit = |e: &EventMention| {
        e.class == EventClass::VerbActive
            && e.span.end < start
            && means_before.is_none_or(|end| end <= e.span.end)
            && of_a_thing(reading, mentions, e)
    };
    if event_before.is_some_and(hit) {
        return None;
    }
    // «غارات روسية», «مسيّرة تركية»: an adjective needs the act or weapon right in front.
    let near = |end: usize| end <= start && start - end <= 2;
    let covered = || {
        mentions.events_at(start).iter().any(|e| e.span.end > start)
            || mentions.means_at(start).iter().any(|m| m.span.end > start)
    };
    // «استهدف حزب الله … دبابة إسرائيلية», «تدمير ناقلة جند تركية»: whose it was that another hit.
    let destroyed =
        || (start.saturating_sub(3)..start).any(|i| reading.reads_any(i, &["تدمير", "اعطاب"]));
    if start > 0 && is(reading, start - 1, WordClass::Held) && (any || destroyed()) {
        return Some((ActorRole::Target, "roles.position_of"));
    }
    // «في غارة قال المرصد إنها إسرائيلية»
    let said = start > 0 && matches!(reading.key(start - 1), "انها" | "بانها" | "انه");
    // «عدوان إسرائيلي برشقات من الصواريخ»: the word says that somebody attacked, and not how.
    let aggression = start > 0
        && reading.key(start - 1).trim_start_matches(['ل', 'ا', 'ب', 'و']).starts_with("عدوان");
    let fits = aggression
        || event_before.is_some_and(|e| near(e.span.end))
        || means_before.is_some_and(near)
        || said && event_before.is_some_and(|e| start - e.span.end <= 6)
        || covered();
    fits.then_some((ActorRole::Perpetrator, "roles.adjective"))
}

/// «جنديان إسرائيليان», «أربعة أتراك»: in the dual or plural of men a nation says whose people they are; an act
/// or a weapon has no such form («طائرتان إسرائيليتان»).
pub(super) fn counts_people(reading: &Reading, actor: &ActorMention) -> bool {
    let key = reading.key(actor.span.end - 1);
    matches!(key, "اتراك" | "الاتراك" | "روس" | "الروس")
        || (key.ends_with("ان") || key.ends_with("ين") || key.ends_with("ون"))
            && !key.ends_with("تان")
            && !key.ends_with("تين")
}

/// Whether the people that a nation is told of are its armed men.
pub(super) fn of_fighters(reading: &Reading, actor: &ActorMention) -> bool {
    actor.span.start.checked_sub(1).is_some_and(|noun| {
        person_at(reading, noun).is_some_and(|h| h.value.group == Group::Combatants)
    })
}
