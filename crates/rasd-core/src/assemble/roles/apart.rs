//! Sides that are named and had no part in the act: a pretext, a source, those a side is made up of.

use super::words::{WordClass, breaks, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, CueMention, CueRole as Cue};
use crate::assemble::asked::{NEARBY, PACT};
use crate::assemble::draft::KindRead;
use crate::assemble::kind::gravity::bombards;
pub(in crate::assemble) use crate::assemble::scene::elsewhere::TOWARD;
use crate::held::REMNANTS;
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::apart::{DIRECTIONS, GOING, NEAR, PACTS, PRACTISED};
use crate::word_lists::himself::HIMSELF;

/// How far behind «بذريعة» who is named as the reason stands, in tokens.
const PRETEXT_REACH: usize = 10;

/// «بذريعة وجود مسلحين من …», «بتهمة الانتماء إلى …»: named as a reason, with no part in the act.
pub(super) fn pretext(reading: &Reading, start: usize, span: TokenSpan) -> bool {
    let from = start.saturating_sub(PRETEXT_REACH).max(span.start);
    (from..start)
        .rfind(|i| is(reading, *i, WordClass::Pretext))
        .is_some_and(|word| !breaks(reading, word, start))
}

/// «قوات … المؤلفة من الوحدات …»: those a side is made up of; «انفجار مجهول المصدر»: a blast of which
/// nobody knows what it was, and not who.
pub(super) fn of_no_part(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    kind: &KindRead,
) -> bool {
    let start = actor.span.start;
    // «المتمردة على الرئيس …»
    let titled =
        matches!(start.checked_sub(1).map(|i| reading.key(i)), Some("الرييس" | "حكومه" | "سلطه"));
    // «المقربة من “…”»: a quote may open in between.
    let noun = (0..start).rev().find(|i| reading.tokens[*i].kind != TokenKind::Soft);
    let front = noun.map_or(start, |i| i + 1);
    let made_up = |c: &&CueMention| {
        c.role == Cue::Member && (c.span.end == front || titled && c.span.end + 1 == start)
    };
    let from = TokenSpan::new(start.saturating_sub(MEMBER_CUE), start);
    // «قنبلة من مخلفات قوات …»: whose it had been, and nobody who did it now.
    let left_behind = start > 0
        && reading.forms.any_parts(start - 1) & REMNANTS != 0
        && !mine_of(mentions, start);
    left_behind
        || goes_there(reading, start)
        || party_to_a_pact(reading, start)
        || stands_nearby(reading, start, kind.kind)
        || lies_in(reading, actor)
        || at_large(reading, mentions, start)
        || kind.kind == Kind::Arrest && charged_or_held(reading, start)
        || matches!(kind.kind, Kind::Ied | Kind::LandmineErw) && defuses(reading, actor)
        || civil_vehicle(reading, actor)
        || mentions.role_cues_in(from).iter().any(|c| made_up(&c))
        || actor.form == ActorForm::UnknownAttacker
            && (kind.kind == Kind::Other && kind.span.contains(actor.span)
                || start > 0 && TOWARD.contains(&reading.key(start - 1)))
}

/// «أثناء قيام رجال … بتمشيط المنطقة»: what they were at when it happened.
pub(super) fn meanwhile(reading: &Reading, cue: &CueMention) -> bool {
    let start = cue.span.start;
    reading.key(start) == "قيام" && start > 0 && reading.key(start - 1) == "اثناء"
}

/// Most tokens of a cue for those a side is made up of.
const MEMBER_CUE: usize = 4;

/// «إعلام النظام», «وكالة أنباء النظام»: what a side's press tells was not its act.
pub(super) fn speaks(reading: &Reading, actor: &ActorMention) -> bool {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let before = (0..actor.span.start).rev().find(word);
    // «مصدر في الجيش إنه قصف …»: he tells of his own.
    let of_himself = || {
        let end = actor.span.end;
        (end..end + HIMSELF_NEAR).any(|i| HIMSELF.contains(&reading.key(i)))
    };
    before.is_some_and(|i| is(reading, i, WordClass::Media) || quoted(reading, i) && !of_himself())
}

/// How far behind a side «إنه» may take it up, in tokens.
const HIMSELF_NEAR: usize = 2;

/// «مصدر عسكري في …», «متحدث باسم …»: whether the word in front of a side belongs to who speaks for it.
pub(super) fn quoted(reading: &Reading, preposition: usize) -> bool {
    matches!(reading.key(preposition), "في" | "من" | "باسم" | "لدي")
        && (preposition.saturating_sub(SPOKESMAN)..preposition).any(|i| {
            matches!(
                reading.key(i),
                "مصدر" | "مصادر" | "المصدر" | "متحدث" | "المتحدث" | "ناطق" | "الناطق"
            ) && (i..preposition).all(|j| {
                reading.tokens[j].kind == TokenKind::Word && !matches!(reading.key(j), "ان" | "بان")
            })
        })
}

/// How far in front of «في» who speaks for a side is named, in tokens.
const SPOKESMAN: usize = 3;

/// How far in front of «إلى …» the word of going stands, in tokens.
const GOING_REACH: usize = 4;

/// «أثناء محاولتهم الهروب إلى تركيا», «نُقل الجرحى عبر … إلى تركيا»: where people went, and no side of what was done.
fn goes_there(reading: &Reading, start: usize) -> bool {
    let Some(to) = start.checked_sub(1) else { return false };
    matches!(reading.key(to), "الي" | "نحو" | "باتجاه" | "صوب")
        && (to.saturating_sub(GOING_REACH)..to).any(|i| {
            let word = reading.key(i).trim_start_matches(['و', 'ل', 'ب']);
            GOING.iter().any(|stem| bare(word).starts_with(stem))
        })
}

/// «الرئيس … اللاجئ في السعودية», «جنوب شرق تركيا», «الحدود مع تركيا»: a country, and nobody who acts.
fn lies_in(reading: &Reading, actor: &ActorMention) -> bool {
    let start = actor.span.start;
    if actor.form != ActorForm::Name || actor.span.end != start + 1 || start == 0 {
        return false;
    }
    let before = reading.key(start - 1);
    let bordered =
        || before == "مع" && start > 1 && bare(reading.key(start - 2)).starts_with("حدود");
    STATES.contains(&actor.id)
        && (matches!(before, "في" | "كردستان") || DIRECTIONS.contains(&bare(before)) || bordered())
}

/// «ضمن سياسة ممنهجة تمارسها قوات … وروسيا»: what they do at large, and no act.
fn at_large(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let practised = |i: usize| {
        let word = i.checked_sub(1).map_or("", |i| reading.key(i));
        PRACTISED.iter().any(|verb| word.starts_with(verb)) && word.ends_with(['ه', 'ا'])
    };
    let and = reading.forms[start].iter().any(|f| f.proclitic.conjunction == Some('و'));
    let lead = || {
        let front = TokenSpan::new(start.saturating_sub(LEAD), start);
        let first = mentions.actors_in(front).iter().rfind(|a| a.span.end <= start);
        first.is_some_and(|a| start - a.span.end <= 1 && practised(a.span.start))
    };
    practised(start) || and && lead()
}

/// How far behind the charge, or behind where people are taken, a side is named, in tokens.
const CHARGE_REACH: usize = 8;

/// «اعتقلت … شخصين متهمين بهجوم لخلايا …»: what they are accused of; «واقتيدا إلى المراكز التابعة لـ…»: where they are
/// taken, and nobody whom the arrest hit.
fn charged_or_held(reading: &Reading, start: usize) -> bool {
    (start.saturating_sub(CHARGE_REACH)..start)
        .rev()
        .take_while(|i| {
            reading.tokens[*i].kind != TokenKind::Break && !reading.tokens[*i].is_punct('،')
        })
        .any(|i| {
            let word = bare(reading.key(i).trim_start_matches('و'));
            word.starts_with("متهم") || word.starts_with("تتهم") || word.starts_with("اقتياد")
        })
}

/// How far behind who makes a device safe the word for that stands, in tokens.
const DEFUSED_REACH: usize = 3;

/// «نجح خبراء في إبطال مفعول عبوة», «فككت الشرطة عبوة»: who makes a device safe did not lay it.
fn defuses(reading: &Reading, actor: &ActorMention) -> bool {
    let safe = |i: usize| {
        let word = reading.key(i).trim_start_matches('و');
        ["ابطل", "تفكيك", "فكك"].iter().any(|s| word.starts_with(s))
            // «أبطال الجيش» are heroes.
            || word == "ابطال" && reading.key(i + 1) == "مفعول"
    };
    actor.span.start.checked_sub(1).is_some_and(safe)
        || (actor.span.end..actor.span.end + DEFUSED_REACH).any(safe)
}

/// Most tokens of the side in front of one that is joined to it.
const LEAD: usize = 5;

/// Sides that a country's name alone stands for.
const STATES: [&str; 7] =
    ["tr.mil", "ru.mil", "us.mil", "il.mil", "ir.irgc", "jo.mil", "sa.coalition"];

/// «بسيارة شحن تركية», «حافلة ركاب إسرائيلية»: whose plates a civilian vehicle bears, and not who did it.
fn civil_vehicle(reading: &Reading, actor: &ActorMention) -> bool {
    actor.form == ActorForm::Adjective
        && actor.span.start.checked_sub(1).is_some_and(|i| {
            matches!(reading.key(i), "شحن" | "ركاب" | "اجره" | "اسعاف" | "تجاريه" | "مدنيه" | "صيد")
        })
}

/// «لغم من مخلفات …»: mines are laid by whoever left them.
fn mine_of(mentions: &Mentions, start: usize) -> bool {
    let front = TokenSpan::new(start.saturating_sub(MINE_REACH), start);
    mentions.means_in(front).iter().any(|m| m.means == Some(Means::Landmine) && m.span.end <= start)
}

/// How far in front of whose they were a mine is named, in tokens.
const MINE_REACH: usize = 6;

/// How far in front of its parties an agreement is named, in tokens.
const PACT_REACH: usize = 12;

/// «اتفاق وقف إطلاق النار الموقع بين تركيا وروسيا», «حليف النظام»: who agreed on something, or whose ally did it.
fn party_to_a_pact(reading: &Reading, start: usize) -> bool {
    let ally = start > 0 && matches!(reading.key(start - 1), "حليف" | "حليفه" | "حلفاء" | "وحليف");
    let from = start.saturating_sub(PACT_REACH);
    let pact = || {
        (from..start)
            .rev()
            .take_while(|i| reading.tokens[*i].kind != TokenKind::Break)
            .find(|i| reading.reads_any(*i, &PACTS))
    };
    let between = |at: usize| (at..start).any(|i| matches!(reading.key(i), "بين" | "مع"));
    ally || reading.forms.part_in(TokenSpan::new(from, start), PACT)
        && between(from)
        && pact().is_some_and(between)
}

/// How far behind «حيث» those stand who are in a place, in tokens.
const WHERE_REACH: usize = 10;

/// «القريبة من نقطة للقوات …», «حيث تتواجد قواعد لـ…»: who is near the place that was hit.
fn stands_nearby(reading: &Reading, start: usize, kind: Kind) -> bool {
    let front = TokenSpan::new(start.saturating_sub(WHERE_REACH), start);
    if !reading.forms.part_in(front, NEARBY) {
        return false;
    }
    let near = (start.saturating_sub(4)..start).any(|i| {
        NEAR.contains(&bare(reading.key(i)))
            && (reading.key(i + 1) == "من" || reading.key(i + 1).starts_with('ل'))
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    });
    let there = |i: usize| {
        matches!(reading.key(i), "تتواجد" | "يتواجد" | "توجد" | "يوجد" | "تنتشر" | "ينتشر")
    };
    let stays = (front.start..start)
        .rev()
        .take_while(|i| !reading.tokens[*i].is_punct('،') && !reading.tokens[*i].is_punct('.'))
        .any(|i| reading.key(i) == "حيث" && there(i + 1));
    // «سيارة بالقرب من قاعدة لقوات …»
    let beside = (start.saturating_sub(4)..start).any(|i| {
        reading.key(i) == "بالقرب"
            && reading.key(i + 1) == "من"
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    });
    near || stays || bombards(kind) && beside
}
