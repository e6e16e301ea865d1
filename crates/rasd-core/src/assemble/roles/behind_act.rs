//! A part told behind its act: «غارات لقوات …», «هجوم على …», «استهداف دورية لـ …».

use std::ops::ControlFlow;

use super::order::{Around, Part};
use super::reach::struck_by_a_thing;
use super::verb::{aims, of_a_thing, opens_clause};
use super::words::{WordClass, is, is_with};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::persons::{Number, person_at};
use crate::assemble::kind::gravity::bombards;
use crate::held::AMBUSH;
use crate::lexicon::Form;
use crate::model::{ActorRole, Group, Kind};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::behind_act::{GUNMEN, GUNS, OPENS, TAKEN_UP, WHOSE};
use crate::word_lists::kind::OPERATIONS;

/// The part of an actor that `event` stands in front of, or that it has none; goes on where the act
/// says nothing of it.
pub(super) fn behind_act(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    event: &EventMention,
    around: &Around,
) -> ControlFlow<Option<Part>> {
    let Around { start, span, clash, any, held, .. } = *around;
    let gap = start.saturating_sub(event.span.end);
    let key = reading.key(start);
    let for_it = |f: &Form| f.proclitic.preposition == Some('ل');
    let twice = || key.chars().zip(key.chars().skip(1)).any(|two| two == ('ل', 'ل'));
    let lam =
        key == "ل" || key.starts_with("لل") || reading.forms[start].iter().any(for_it) && twice();
    let between = TokenSpan::new(event.span.end, start.max(event.span.end));
    let another = mentions
        .actors_in(between)
        .iter()
        .any(|a| between.contains(a.span) && a.form != ActorForm::Generic);
    // «الهجوم الذي استهدف دورية للبيشمركة»: the verb has its subject in front.
    let carries_on = || any && aimed_on(reading, mentions, span, event);
    if gap <= OBJECT_REACH
        && !another
        && (subject_in_front(reading, mentions, event) || carries_on())
    {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «انفجرت عبوة في دورية للجيش»: whose patrol or post stood where it went off.
    // «انفجار عبوة لحظة مرور دورية لـ…»: so too beside what passed.
    let passed = (event.span.end..start).any(|i| matches!(reading.key(i), "مرور" | "عبور"));
    let went_off = matches!(event.kind, Some(Kind::Ied | Kind::LandmineErw))
        && (passed
            || event.class == EventClass::VerbActive
                && reading.key(event.span.start).contains("نفجر"));
    let at_whose = || {
        (event.span.end..start)
            .any(|i| is(reading, i, WordClass::Struck) || is(reading, i, WordClass::Held))
            || is(reading, start, WordClass::Struck) && !reading.key(start - 1).ends_with("ها")
    };
    if !another && (went_off && at_whose() || struck_by_a_thing(reading, mentions, event, start)) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.position_of")));
    }
    if let Some(part) = subject_told(reading, event, start, another) {
        return ControlFlow::Break(Some(part));
    }
    // «هاجم عناصر داعش قرية»: people right behind a verb that opens its clause are its subject.
    let men = reading.key(event.span.end);
    if event.class == EventClass::VerbActive
        && start <= event.span.end + 1
        && matches!(men, "عناصر" | "مسلحو" | "مقاتلو" | "مسلحون" | "جنود")
        && !another
        && opens_clause(reading, event.span.start)
    {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.subject")));
    }
    // «انفجرت عبوة مستهدفة دورية لـ…»: whom the blast was aimed at.
    if gap <= 2 && aims(reading, event) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «هجوم لعناصر …»: the men whose attack it was.
    let men_of = event.class == EventClass::Noun
        && start == event.span.end + 1
        && is_with(reading, event.span.end, WordClass::Between, 'ل')
        && reading.tokens[event.span.end].is_word();
    if men_of {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.act_of")));
    }
    // «اختطفت نقطة تابعة لـ…»: a post cannot be taken away, it takes.
    let takes_away = matches!(event.kind, Some(Kind::Abduction | Kind::Arrest))
        && event.class == EventClass::VerbActive
        && (event.span.end..start).all(|i| is(reading, i, WordClass::Held));
    if takes_away && !another {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.subject")));
    }
    // «استهداف القاعدة …»: the name is of a place that was hit.
    let base = gap == 0
        && is(reading, start, WordClass::Held)
        && (event.class == EventClass::Masdar && !is(reading, start, WordClass::Agent)
            || reading.reads_any(event.span.start, &["استهداف", "تدمير", "اعطاب"]));
    if base || held && (gap > 0 || another) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.position_of")));
    }
    // «كميناً لدورية تابعة لـ…»: set for them, not by them.
    let ambush = || (event.span.start..start).any(|i| reading.forms.any_parts(i) & AMBUSH != 0);
    let for_whom = |i: usize| is_with(reading, i, WordClass::Held, 'ل');
    // «هجوم لقوة من … على»: a preposition behind them tells whom they hit.
    let on = || reading.key(actor.span.end) == "علي" && !ambush();
    let unit = start < actor.span.start && is_with(reading, start, WordClass::Struck, 'ل');
    if unit && gap <= 1 && on() {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.act_of")));
    }
    if unit || gap <= 4 && ambush() && (event.span.end..=start).any(for_whom) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.position_of")));
    }
    // «ضربات إلى التنظيم», «هجوم على قسد»: a preposition away from who does it.
    let away = |i: usize| matches!(reading.key(i), "الي" | "صوب" | "باتجاه" | "تجاه" | "علي");
    // «على المواطنين وقوات …»
    let beside = start > 1 && key.starts_with('و') && person_at(reading, start - 1).is_some();
    let toward = start > 0 && away(start - 1) || beside && away(start - 2);
    if toward && gap <= 4 && event.class != EventClass::Mutual {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «في كمين نصبوه للانقلابيين»
    let laid = start > 0 && ["نصبوه", "نصبته", "نصبه", "نصبوا"].contains(&reading.key(start - 1));
    if lam && laid {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «انفجرت عبوة بدورية تابعة لـ…»: a unit behind «بـ» was hit.
    if is_with(reading, start, WordClass::Struck, 'ب') {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.position_of")));
    }
    // «انفجرت عبوة بطقم عسكري لقوات …»
    let noun = start.checked_sub(match start.checked_sub(1).map(|i| reading.key(i)) {
        Some("عسكري" | "عسكريه") => 2,
        _ => 1,
    });
    if lam && noun.is_some_and(|i| is_with(reading, i, WordClass::Struck, 'ب')) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.position_of")));
    }
    // «استعادة … بعد معارك مع …»: who was fought over what was taken.
    let against = || (event.span.end..start).any(|i| matches!(reading.key(i), "مع" | "ضد" | "وضد"));
    if !clash && event.class == EventClass::Mutual && gap <= 4 && against() {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «غارات …، ترافقت مع اشتباكات بين …»: who fought beside them has no part in them.
    let amid = start > 0 && matches!(reading.key(start - 1), "بين" | "وبين");
    if !clash && event.kind == Some(Kind::ArmedClash) && amid {
        return ControlFlow::Break(None);
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
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «استهداف مسلحين تابعين لـ…»: people who are not yet known are whom it was done to.
    let some_men = reading.reads(event.span.start, "استهداف")
        && gap == 0
        && matches!(
            reading.key(start),
            "مسلحين" | "مقاتلين" | "عنصرين" | "قياديين" | "قيادات" | "قياديي"
        );
    if some_men {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
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
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «إن مسلحين من … هاجموا دورية لـ…»: a verb in the plural has its subject in front.
    let many = event.class == EventClass::VerbActive
        && reading.key(event.span.end - 1).ends_with("وا")
        && any
        && !another;
    if many && gap <= 4 && !is(reading, event.span.start, WordClass::Exchanges) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «استعادتها من الحوثيين», «طردوا الحوثيين»: who lost it.
    let taken_over = event.kind == Some(Kind::TerritorialChange) && !leaves;
    let from_them = start > 0 && reading.key(start - 1) == "من";
    let driven = gap == 0
        && event.class == EventClass::VerbActive
        && (any || reading.key(event.span.start).ends_with("وا"))
        && ["طرد", "دحر"].iter().any(|v| reading.key(event.span.start).contains(v));
    if gap <= 2 && taken_over && (from_them && !another || driven) {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «تستهدف مصنع ذخيرة لـ …»: whose the object of the verb is.
    let own = start.checked_sub(1).is_none_or(|i| !is(reading, i, WordClass::Agent));
    if event.class == EventClass::VerbActive && lam && own && gap > 0 && any {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.position_of")));
    }
    // «استهدفت … بسلاح القنص عنصرين من قوات …»: fighters right behind the weapon are whom it hit.
    let hit = start > 1
        && reading.key(start - 1) == "من"
        && person_at(reading, start - 2).is_some_and(|h| h.value.group == Group::Combatants);
    if any && hit && gap == 2 && event.class == EventClass::Masdar {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    // «اعتقال مسؤول التسليح لدى …», «اغتيال قيادي من …»: whose man he was whom it was done to.
    let taken = event.class == EventClass::Masdar
        && matches!(event.kind, Some(Kind::Arrest | Kind::Abduction | Kind::Assassination))
        && gap > 0
        && (person_at(reading, event.span.end).is_some()
            || reading.key(event.span.end).starts_with("شخصي"));
    if taken && gap <= OBJECT_REACH && !another {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    if gap <= 2 && !another {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.behind_act")));
    }
    // «قصف بالطائرات المسيّرة لقوات …»: nothing but the weapon stands between.
    let weapon = reading.forms[start].iter().any(|f| f.proclitic.preposition == Some('ل'))
        && mentions.means_in(TokenSpan::new(event.span.end, event.span.end)).iter().any(|m| {
            m.span.end <= start
                && start - m.span.end <= 1
                && (m.span.end..start).all(|i| reading.key(i).starts_with("ال"))
        });
    if weapon && !another {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.act_of")));
    }
    if lam && gap <= 3 && !another {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.act_of")));
    }
    // «لغم انفجر بعدد من عناصر …»: what goes off is its own subject.
    if went_off {
        return ControlFlow::Break(None);
    }
    if event.class == EventClass::VerbActive && gap <= 4 && !another && !any {
        return ControlFlow::Break(Some((ActorRole::Perpetrator, "roles.subject")));
    }
    // «ينفذها مسلحون مجهولون وعناصر من خلايا …»: one of those who act, not whom they hit.
    let joined = || {
        let last = mentions.actors_in(between).iter().rfind(|a| a.span.end <= start);
        last.is_some_and(|a| {
            reading.forms[a.span.end].iter().any(|f| f.proclitic.conjunction.is_some())
        })
    };
    // «قصف لقوات … على القرية، و"…" ترد»: who has a verb of his own behind him tells of another act.
    let own_verb = || {
        let hard = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
        let end = (actor.span.end..span.end).find(hard).unwrap_or(actor.span.end);
        is(reading, end, WordClass::Begins)
            || mentions
                .events_in(TokenSpan::new(end, end))
                .iter()
                .any(|e| e.span.start == end && e.class == EventClass::VerbActive)
    };
    if another && gap <= 12 && any && !joined() && !own_verb() {
        return ControlFlow::Break(Some((ActorRole::Target, "roles.object")));
    }
    ControlFlow::Continue(())
}

/// Most tokens of the name of a side in front of its verb.
const NAME_REACH: usize = 8;

/// How far behind a verb whose subject stands in front whom it hit is named, in tokens.
const OBJECT_REACH: usize = 4;

/// How far in front of its verb an operation is told, in tokens.
const AIMED_REACH: usize = 24;

/// «نفذت … عملية إنزال في قرية …، استهدفت قيادياً في …»: the verb goes on about the operation whose side is told.
fn aimed_on(reading: &Reading, mentions: &Mentions, span: TokenSpan, verb: &EventMention) -> bool {
    let start = verb.span.start;
    let front = TokenSpan::new(start.saturating_sub(AIMED_REACH).max(span.start), start);
    verb.class == EventClass::VerbActive
        && reading.key(start) == "استهدفت"
        && !start.checked_sub(1).is_some_and(|i| OPENS.contains(&reading.key(i)))
        && mentions.events_in(front).iter().any(|e| {
            front.contains(e.span) && matches!(e.class, EventClass::Noun | EventClass::Masdar)
        })
        && (front.start..start).all(|i| !reading.tokens[i].is_punct('.'))
}

/// «هجوم استهدف منزل قيادي في …», «العملية استهدفت مطلوباً من …», «الجيش يستهدف قوات …»: an act, an operation or
/// a side in front of its verb is the subject, and nobody behind it.
fn subject_in_front(reading: &Reading, mentions: &Mentions, verb: &EventMention) -> bool {
    let start = verb.span.start;
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let Some(before) = (0..start).rev().find(word) else { return false };
    let side = || {
        mentions
            .actors_in(TokenSpan::new(before.saturating_sub(NAME_REACH), start))
            .iter()
            .any(|a| a.form == ActorForm::Name && a.span.start <= before && before < a.span.end)
    };
    // «المرة التي تستهدف فيها قوات … المدينة»: the pronoun takes the noun up, and the subject is behind it.
    let taken_up = TAKEN_UP.contains(&reading.key(verb.span.end));
    verb.class == EventClass::VerbActive
        && !taken_up
        && (of_a_thing(reading, mentions, verb)
            || OPERATIONS.contains(&reading.key(before))
            || !reading.key(start).starts_with('و') && side())
}

/// The subject right behind a verb that opens its clause: «قصفت دبابات الجيش بلدة …», where the guns are
/// the actor's; «هاجم مسلحون قوة من الشرطة», where he is whom they attacked.
fn subject_told(
    reading: &Reading,
    event: &EventMention,
    start: usize,
    another: bool,
) -> Option<Part> {
    let first = event.span.end;
    let gap = start.checked_sub(first)?;
    let opens = event.class == EventClass::VerbActive && !another;
    if !opens || gap > SUBJECT_AND_OBJECT || !opens_clause(reading, event.span.start) {
        return None;
    }
    let word = reading.key(first);
    let verb = reading.key(event.span.start);
    let fires = event.kind.is_some_and(bombards) && event.strength == Strength::Strong;
    if fires && verb.ends_with('ت') && GUNS.contains(&word) && gap <= 1 {
        return Some((ActorRole::Perpetrator, "roles.subject"));
    }
    let held = |i: usize| is(reading, i, WordClass::Held) || is(reading, i, WordClass::Agent);
    let object = gap > 1 || gap == 1 && (reading.key(start).starts_with("ال") || held(start));
    let whose =
        (first + 1..=start).any(|i| WHOSE.contains(&reading.key(i)) && !(first + 1..i).any(held));
    (GUNMEN.contains(&word) && object && !whose).then_some((ActorRole::Target, "roles.object"))
}

/// How far behind its verb whom the gunmen attacked is named, in tokens.
const SUBJECT_AND_OBJECT: usize = 5;
