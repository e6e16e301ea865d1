//! A part given by the order of words: the act, its subject and its object.

use super::reach::{
    achieves, behind_comma, its_own_act, possessor_start, reaches, struck, with_its_side,
    written_apart,
};
use super::told::tells_of_himself;
use super::verb::{
    REPEL_REACH, aims, another_said, describes_victim, of_a_thing, opens_clause, verb_says,
};
use super::words::{WordClass, is, is_with};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::persons::{Number, person_at};
use crate::held::AMBUSH;
use crate::model::{ActorRole, Group, Kind};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// A part given by the order of words around the act.
pub(super) fn ordered(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
    clash: bool,
    any: bool,
) -> Option<(ActorRole, &'static str)> {
    let start =
        possessor_start(reading, written_apart(reading, actor.span.start, span.start), span.start);
    if clash && fights(reading, start, span) {
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
    if actor.form == ActorForm::Adjective {
        // «مسيرة إيرانية الصنع»: where it was made says nothing of who flew it.
        if matches!(reading.key(actor.span.end), "الصنع" | "الصناعه") {
            return None;
        }
        // «في بلدة تركية», «الأراضي السورية»: where it was, not who did it; «من الأراضي التركية» they fired.
        let fired_from = start > 1 && matches!(reading.key(start - 2), "من" | "مصدره" | "مصدرها");
        if start > 0 && is(reading, start - 1, WordClass::Land) && !fired_from {
            return None;
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
        // «استهدف حزب الله … دبابة إسرائيلية»: whose it was that another hit.
        if any && start > 0 && is(reading, start - 1, WordClass::Held) {
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
        return fits.then_some((ActorRole::Perpetrator, "roles.adjective"));
    }
    if let Some(event) = event_before {
        let gap = start.saturating_sub(event.span.end);
        let lam = reading.forms[start]
            .iter()
            .any(|f| f.proclitic.preposition == Some('ل') && reading.key(start).contains("لل"))
            || reading.key(start).starts_with("لل")
            || reading.key(start) == "ل";
        let between = TokenSpan::new(event.span.end, start.max(event.span.end));
        let another = mentions
            .actors_in(between)
            .iter()
            .any(|a| between.contains(a.span) && a.form != ActorForm::Generic);
        // «الهجوم الذي استهدف دورية للبيشمركة»: the verb has its subject in front.
        if gap == 0 && event.class == EventClass::VerbActive && of_a_thing(reading, mentions, event)
        {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «انفجرت عبوة في دورية للجيش»: whose patrol or post stood where it went off.
        let went_off = event.class == EventClass::VerbActive
            && matches!(event.kind, Some(Kind::Ied | Kind::LandmineErw))
            && reading.key(event.span.start).contains("نفجر");
        let at_whose = || {
            (event.span.end..start)
                .any(|i| is(reading, i, WordClass::Struck) || is(reading, i, WordClass::Held))
                || is(reading, start, WordClass::Struck) && !reading.key(start - 1).ends_with("ها")
        };
        if went_off && !another && at_whose() {
            return Some((ActorRole::Target, "roles.position_of"));
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
        // «انفجرت عبوة مستهدفة دورية لـ…»: whom the blast was aimed at.
        if gap <= 2 && aims(reading, event) {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «هجوم لعناصر …»: the men whose attack it was.
        let men_of = event.class == EventClass::Noun
            && start == event.span.end + 1
            && is_with(reading, event.span.end, WordClass::Between, 'ل')
            && reading.tokens[event.span.end].is_word();
        if men_of {
            return Some((ActorRole::Perpetrator, "roles.act_of"));
        }
        // «اختطفت نقطة تابعة لـ…»: a post cannot be taken away, it takes.
        let takes_away = matches!(event.kind, Some(Kind::Abduction | Kind::Arrest))
            && event.class == EventClass::VerbActive
            && (event.span.end..start).all(|i| is(reading, i, WordClass::Held));
        if takes_away && !another {
            return Some((ActorRole::Perpetrator, "roles.subject"));
        }
        // «استهداف القاعدة …»: the name is of a place that was hit.
        let base = gap == 0
            && event.class == EventClass::Masdar
            && is(reading, start, WordClass::Held)
            && (!is(reading, start, WordClass::Agent)
                || reading.reads(event.span.start, "استهداف"));
        if base || held && (gap > 0 || another) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «كميناً لدورية تابعة لـ…»: set for them, not by them.
        let ambush = || (event.span.start..start).any(|i| reading.forms.any_parts(i) & AMBUSH != 0);
        let for_whom = |i: usize| is_with(reading, i, WordClass::Held, 'ل');
        let unit = start < actor.span.start && is_with(reading, start, WordClass::Struck, 'ل');
        if unit || gap <= 4 && ambush() && (event.span.end..=start).any(for_whom) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «ضربات إلى التنظيم», «هجوم على قسد»: a preposition away from who does it.
        let toward = start > 0
            && matches!(reading.key(start - 1), "الي" | "صوب" | "باتجاه" | "تجاه" | "علي");
        if toward && gap <= 4 && event.class != EventClass::Mutual {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «في كمين نصبوه للانقلابيين»
        let laid =
            start > 0 && ["نصبوه", "نصبته", "نصبه", "نصبوا"].contains(&reading.key(start - 1));
        if lam && laid {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «انفجرت عبوة بدورية تابعة لـ…»: a unit behind «بـ» was hit.
        if is_with(reading, start, WordClass::Struck, 'ب') {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «انفجرت عبوة بطقم عسكري لقوات …»
        let noun = start.checked_sub(match start.checked_sub(1).map(|i| reading.key(i)) {
            Some("عسكري" | "عسكريه") => 2,
            _ => 1,
        });
        if lam && noun.is_some_and(|i| is_with(reading, i, WordClass::Struck, 'ب')) {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «استعادة … بعد معارك مع …»: who was fought over what was taken.
        let against =
            || (event.span.end..start).any(|i| matches!(reading.key(i), "مع" | "ضد" | "وضد"));
        if !clash && event.class == EventClass::Mutual && gap <= 4 && against() {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «غارات …، ترافقت مع اشتباكات بين …»: who fought beside them has no part in them.
        let amid = start > 0 && matches!(reading.key(start - 1), "بين" | "وبين");
        if !clash && event.kind == Some(Kind::ArmedClash) && amid && any {
            return None;
        }
        // «قنص جندي …», «استهداف ضابط …»: one man is whom it was done to.
        let one_man = person_at(reading, start).is_some_and(|h| {
            h.value.group == Group::Combatants
                && matches!(h.value.number, Number::Singular | Number::Dual)
        });
        if gap == 0
            && one_man
            && event.class == EventClass::Masdar
            && event.strength != Strength::Support
            && event.kind != Some(Kind::Shelling).filter(|_| event.strength == Strength::Strong)
        {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «استهداف مسلحين تابعين لـ…»: people who are not yet known are whom it was done to.
        let some_men = reading.reads(event.span.start, "استهداف")
            && gap == 0
            && matches!(
                reading.key(start),
                "مسلحين" | "مقاتلين" | "عنصرين" | "قياديين" | "قيادات" | "قياديي"
            );
        if some_men {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «سيطرت … بعد انسحاب مسلحي …»: who leaves loses the place to who is told to have it.
        let leaves = event.kind == Some(Kind::TerritorialChange)
            && event.strength == Strength::Weak
            && reading.key(event.span.start).contains("نسح");
        let captured = || {
            mentions.events_in(span).iter().any(|e| {
                e.kind == Some(Kind::TerritorialChange)
                    && e.strength == Strength::Strong
                    && e.span.end <= event.span.start
            })
        };
        if gap <= 1 && leaves && (any || captured()) {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «إن مسلحين من … هاجموا دورية لـ…»: a verb in the plural has its subject in front.
        let many = event.class == EventClass::VerbActive
            && reading.key(event.span.end - 1).ends_with("وا")
            && any
            && !another;
        if many && gap <= 4 && !is(reading, event.span.start, WordClass::Exchanges) {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «استعادتها من الحوثيين», «طردوا الحوثيين»: who lost it.
        let taken_over = event.kind == Some(Kind::TerritorialChange) && !leaves;
        let from_them = start > 0 && reading.key(start - 1) == "من";
        let driven = gap == 0
            && event.class == EventClass::VerbActive
            && (any || reading.key(event.span.start).ends_with("وا"))
            && ["طرد", "دحر"].iter().any(|v| reading.key(event.span.start).contains(v));
        if gap <= 2 && taken_over && (from_them && !another || driven) {
            return Some((ActorRole::Target, "roles.object"));
        }
        // «تستهدف مصنع ذخيرة لـ …»: whose the object of the verb is.
        let own = start.checked_sub(1).is_none_or(|i| !is(reading, i, WordClass::Agent));
        if event.class == EventClass::VerbActive && lam && own && gap > 0 && any {
            return Some((ActorRole::Target, "roles.position_of"));
        }
        // «استهدفت … بسلاح القنص عنصرين من قوات …»: fighters right behind the weapon are whom it hit.
        let hit = start > 1
            && reading.key(start - 1) == "من"
            && person_at(reading, start - 2).is_some_and(|h| h.value.group == Group::Combatants);
        if any && hit && gap == 2 && event.class == EventClass::Masdar {
            return Some((ActorRole::Target, "roles.object"));
        }
        if gap <= 2 && !another {
            return Some((ActorRole::Perpetrator, "roles.behind_act"));
        }
        // «قصف بالطائرات المسيّرة لقوات …»: nothing but the weapon stands between.
        let weapon = reading.forms[start].iter().any(|f| f.proclitic.preposition == Some('ل'))
            && mentions.means_in(TokenSpan::new(event.span.end, event.span.end)).iter().any(|m| {
                m.span.end <= start
                    && start - m.span.end <= 1
                    && (m.span.end..start).all(|i| reading.key(i).starts_with("ال"))
            });
        if weapon && !another {
            return Some((ActorRole::Perpetrator, "roles.act_of"));
        }
        if lam && gap <= 3 && !another {
            return Some((ActorRole::Perpetrator, "roles.act_of"));
        }
        if event.class == EventClass::VerbActive && gap <= 4 && !another && !any {
            return Some((ActorRole::Perpetrator, "roles.subject"));
        }
        // «ينفذها مسلحون مجهولون وعناصر من خلايا …»: one of those who act, not whom they hit.
        let joined = || {
            let last = mentions.actors_in(between).iter().rfind(|a| a.span.end <= start);
            last.is_some_and(|a| {
                reading.forms[a.span.end].iter().any(|f| f.proclitic.conjunction.is_some())
            })
        };
        if another && gap <= 12 && any && !joined() {
            return Some((ActorRole::Target, "roles.object"));
        }
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
    let end = with_its_side(reading, mentions, actor.span.end);
    let verb = mentions.events_in(span).iter().any(|e| {
        span.contains(e.span)
            && (e.class == EventClass::VerbActive || struck(reading, e, start, end))
            && e.span.start >= end
            && (reaches(reading, mentions, end, e.span.start)
                || behind_comma(reading, start, end, e.span.start))
            && !another_said(reading, mentions, end, e.span.start)
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
    let around = start.saturating_sub(REPEL_REACH).max(span.start)
        ..(actor.span.end + REPEL_REACH).min(span.end);
    let repels = around.clone().any(|i| is(reading, i, WordClass::Repels));
    let of_himself = || tells_of_himself(reading, mentions, actor, span);
    if (verb || of_himself()) && !held && !any && !laid_for && !repels {
        return Some((ActorRole::Perpetrator, "roles.subject_first"));
    }
    None
}

/// Whether the words in front say that this actor fought: «بين», «مع», «ضد».
fn fights(reading: &Reading, start: usize, span: TokenSpan) -> bool {
    let from = start.saturating_sub(14).max(span.start);
    (from..start)
        .any(|i| matches!(reading.key(i), "بين" | "مع" | "ضد" | "جهه" | "جانب" | "طرف" | "ومع"))
}

/// «جنديان إسرائيليان», «أربعة أتراك»: in the dual or plural of men a nation says whose people they are; an act
/// or a weapon has no such form («طائرتان إسرائيليتان»).
fn counts_people(reading: &Reading, actor: &ActorMention) -> bool {
    let key = reading.key(actor.span.end - 1);
    matches!(key, "اتراك" | "الاتراك" | "روس" | "الروس")
        || (key.ends_with("ان") || key.ends_with("ين") || key.ends_with("ون"))
            && !key.ends_with("تان")
            && !key.ends_with("تين")
}

/// Whether the people that a nation is told of are its armed men.
fn of_fighters(reading: &Reading, actor: &ActorMention) -> bool {
    actor.span.start.checked_sub(1).is_some_and(|noun| {
        person_at(reading, noun).is_some_and(|h| h.value.group == Group::Combatants)
    })
}
