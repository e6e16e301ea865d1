//! How far a name reaches, and which verb or act is its own: «سرايا … التابعة لهيئة …»، «أن الثوار في
//! منطقة …، كمنوا», «جددت … قصفها».

use super::words::{WordClass, breaks, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::model::ActorRole;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::reach::{ADJECTIVES, WHERE};

/// «طائرات …، بقصفها بلدة …», «جددت مدفعية … قصفها», «أقدمت قوات … على قصف»: the noun of an act right
/// behind a side, with a pronoun for it or behind a verb of beginning.
pub(super) fn its_own_act(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    start: usize,
) -> bool {
    let end = actor.span.end;
    // «طائرة للجيش … قامت باستهداف …»
    let light = || matches!(reading.key(end), "قام" | "قامت" | "قاموا" | "اقدمت" | "اقدم");
    let begins = start.checked_sub(1).is_some_and(|i| is(reading, i, WordClass::Begins)) || light();
    mentions.events_in(TokenSpan::new(end, end + BOUND_REACH)).iter().any(|e| {
        let at = e.span.start;
        // «رد الجيش … على مصادر النيران بقصف»: «بـ» binds the act to the verb over what stands between.
        let bound = begins
            && reading.forms[at].iter().any(|f| f.proclitic.preposition == Some('ب'))
            && at.checked_sub(end).is_some_and(|gap| gap <= BOUND_REACH)
            && !breaks(reading, end, at);
        let near = at.checked_sub(end).is_some_and(|gap| gap <= 2)
            && !(end..at)
                .any(|i| matches!(reading.key(i), "منذ" | "بعد" | "قبل" | "من" | "في" | "خلال"))
            && (begins || has_pronoun(reading, at));
        matches!(e.class, EventClass::Masdar | EventClass::Noun)
            && e.strength != Strength::Support
            && (near || bound)
    })
}

/// «طيران … وجه عدداً من الضربات»: nothing but a side's aircraft tells the act, and nobody fires at them.
pub(super) fn by_its_aircraft(
    reading: &Reading,
    actor: &ActorMention,
    act: TokenSpan,
    any: bool,
) -> Option<(ActorRole, &'static str)> {
    let before = actor.span.start.checked_sub(1).map_or("", |i| reading.key(i));
    let object = matches!(before, "علي" | "من" | "ضد" | "عن" | "طلعات");
    (actor.form == ActorForm::Name && actor.span.contains(act) && !any && !object)
        .then_some((ActorRole::Perpetrator, "roles.subject_first"))
}

/// How far behind its subject a verb stands, in tokens beside places and days.
const SUBJECT_REACH: usize = 5;

/// «أن الثوار في منطقة …، كمنوا»: whether nothing parts a subject from its verb but where and when.
pub(super) fn reaches(reading: &Reading, mentions: &Mentions, from: usize, to: usize) -> bool {
    if to - from <= SUBJECT_REACH {
        return !breaks(reading, from, to);
    }
    if to - from > 4 * SUBJECT_REACH {
        return false;
    }
    let stretch = TokenSpan::new(from, to);
    let aside = |i: usize| {
        mentions.places_in(stretch).iter().any(|p| p.frame.start <= i && i < p.frame.end)
            || mentions.dates_in(stretch).iter().any(|d| d.span.start <= i && i < d.span.end)
    };
    let mut between = 0;
    let mut was_aside = false;
    for i in from..to {
        if reading.tokens[i].kind == TokenKind::Break {
            return false;
        }
        if reading.tokens[i].is_punct('،') {
            if !was_aside {
                return false;
            }
        } else if aside(i) {
            was_aside = true;
        } else {
            was_aside = false;
            between += 1;
        }
    }
    between <= SUBJECT_REACH - 2 && (from..to).any(aside)
}

/// «أن القوات الحكومية، نفذت قصفاً»: a comma between the subject that «أن» opens and its verb.
pub(super) fn behind_comma(reading: &Reading, start: usize, end: usize, verb: usize) -> bool {
    let opened =
        start.checked_sub(1).is_some_and(|i| matches!(reading.key(i), "ان" | "بان" | "وان" | "لان"));
    opened
        && verb == end + 1
        && reading.tokens[end].is_punct('،')
        && reading.forms[verb].iter().all(|f| f.proclitic.conjunction.is_none())
}

/// «إن طيران … قصف مواقع», «وكان الطيران قصف»: «قصف» right behind a subject that opens its clause is
/// its verb.
pub(super) fn struck(reading: &Reading, event: &EventMention, start: usize, end: usize) -> bool {
    let at = event.span.start;
    // «طيران … تدخل وقصف»
    let second = at > end
        && at - end <= 2
        && reading.key(at) == "وقصف"
        && (end..at).all(|i| reading.tokens[i].is_word());
    (at == end && reading.key(end) == "قصف" || second)
        // «إن "الجيش … قصف …"»: a quote may open in between.
        && (0..start).rev().find(|i| reading.tokens[*i].kind != TokenKind::Soft).is_none_or(|i| {
            matches!(reading.key(i), "ان" | "وان" | "بان" | "لان" | "كان" | "وكان")
                || matches!(reading.tokens[i].kind, TokenKind::Break | TokenKind::Punct)
        })
}

/// «تمكنت … من قتل», «… نجحت في استهداف»: who brings an act about, whichever stands first.
pub(super) fn achieves(reading: &Reading, mentions: &Mentions, start: usize, end: usize) -> bool {
    let able = |i: usize| is(reading, i, WordClass::Achieves);
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let behind = (end..reading.tokens.len()).find(word);
    let from = if start.checked_sub(1).is_some_and(able) {
        behind
    } else {
        behind.filter(|i| able(*i) && !reading.key(*i).starts_with('و')).map(|i| i + 1)
    };
    let Some(link) = from.and_then(|from| {
        (from..reading.tokens.len().min(from + 3)).find(|i| matches!(reading.key(*i), "من" | "في"))
    }) else {
        return false;
    };
    let kills = matches!(
        reading.key(link + 1),
        "قتل" | "قنص" | "جرح" | "اسر" | "تدمير" | "اغتيال" | "تصفيه" | "استهداف"
    );
    if kills {
        return true;
    }
    let act = TokenSpan::new(link + 1, link + 1);
    mentions.outcomes_in(act).iter().any(|o| o.span.start == link + 1)
        || mentions
            .events_in(act)
            .iter()
            .any(|e| e.span.start == link + 1 && e.class == EventClass::Masdar && e.kind.is_some())
}

/// How far behind «رد الجيش …» its «بقصف» stands, in tokens.
const BOUND_REACH: usize = 8;

/// Whether the pronoun at the end of a word is none of its letters: «قصفها», not «غارة».
pub(super) fn has_pronoun(reading: &Reading, at: usize) -> bool {
    let token = &reading.tokens[at];
    let text = &reading.normal.text[token.start..token.end];
    ["ها", "هم", "ه"].iter().any(|p| text.ends_with(p))
}

/// «سرايا … التابعة لهيئة …»: a name ends behind the name of the side it is part of.
pub(super) fn with_its_side(reading: &Reading, mentions: &Mentions, end: usize) -> usize {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let link = (end..reading.tokens.len())
        .find(word)
        .filter(|i| matches!(reading.key(*i), "التابعه" | "التابع" | "التابعين" | "التابعون"));
    let end = link
        .and_then(|i| mentions.actors_in(TokenSpan::new(i + 1, i + 4)).first())
        .map_or(end, |side| side.span.end);
    // «القوات التركية والفصائل الموالية لها، قصفت»
    let hers = (end..reading.tokens.len()).find(word).filter(|i| {
        matches!(reading.key(*i), "المواليه" | "المتحالفه" | "التابعه" | "المسانده" | "الداعمه")
            && matches!(reading.key(i + 1), "لها" | "له" | "لهم" | "معها" | "معه")
    });
    if let Some(at) = hers {
        return at + 2 + usize::from(reading.tokens.get(at + 2).is_some_and(|t| t.is_punct('،')));
    }
    // «هيئة … (جبهة … سابقاً)، تمكنت من»: what is said aside parts nobody from his verb.
    let aside = (end..reading.tokens.len()).find(word).filter(|i| reading.tokens[*i].is_punct('('));
    let Some(open) = aside else { return end };
    let close =
        (open..reading.tokens.len().min(open + ASIDE)).find(|i| reading.tokens[*i].is_punct(')'));
    close.map_or(end, |i| {
        i + 1 + usize::from(reading.tokens.get(i + 1).is_some_and(|t| t.is_punct('،')))
    })
}

/// Most tokens of what stands in brackets behind a name.
const ASIDE: usize = 8;

/// «سيارة لـ "…"»: a name begins where its quote and the preposition written apart from it do.
pub(super) fn written_apart(reading: &Reading, start: usize, floor: usize) -> usize {
    let soft = |i: &usize| reading.tokens[*i].kind == TokenKind::Soft;
    let first = (floor..start).rev().take_while(soft).last().unwrap_or(start);
    match first.checked_sub(1).filter(|i| *i >= floor) {
        Some(lam) if reading.key(lam) == "ل" => lam,
        _ => start,
    }
}

/// How far in front of «تابعة» the noun stands whose side it tells, in words.
const POSSESSED_REACH: usize = 7;

/// «دورية تابعة لقوات …» acts for its side: the place of the noun, else of the name itself.
pub(super) fn possessor_start(reading: &Reading, start: usize, floor: usize) -> usize {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    // «دورية مشتركة لـ… و…», but «عناصر دورية مشتركة لـ…» are her people.
    let mut front = (floor..start).rev().filter(word);
    if let (Some(joint), Some(head)) = (front.next(), front.next())
        && matches!(reading.key(joint), "مشتركه" | "مشترك")
        && is(reading, head, WordClass::Agent)
        && reading.forms[head].iter().all(|f| f.proclitic.preposition.is_none())
        && !front.next().is_some_and(|i| reading.key(i) == "من" || is(reading, i, WordClass::Agent))
        && reading.forms[start].iter().any(|f| f.proclitic.preposition == Some('ل'))
    {
        return head;
    }
    let linked = (floor..start).rev().filter(word).take(2).find(|i| {
        matches!(
            reading.key(*i),
            "تابعه"
                | "تابع"
                | "تابعا"
                | "التابعه"
                | "التابع"
                | "تابعين"
                | "التابعين"
                | "من"
        )
    });
    let Some(link) = linked else { return start };
    // «خلية تابعة لتنظيم … نقطة تابعة لـ…»: what stands in front of another side's is not this one's.
    let others = |i: &usize| {
        matches!(reading.key(*i), "تابعه" | "التابعه" | "تابع" | "التابع" | "تابعين" | "التابعين")
    };
    let mut words = (floor..link)
        .rev()
        .filter(word)
        .take_while(|i| !others(i) && !stands_as_object(reading, *i))
        .take(POSSESSED_REACH);
    let head = words.find(|i| is(reading, *i, WordClass::Agent));
    // «عناصر الفرقة … التابعة لـ»
    let head =
        head.map(|i| words.next().filter(|j| is(reading, *j, WordClass::Agent)).unwrap_or(i));
    // «هاجم مسلحون دورية تابعة لـ»: two sides, and hers is the second.
    let men = |i: usize| matches!(reading.key(i), "مسلحون" | "مقاتلون" | "مجهولون");
    if head.is_some_and(|h| h + 1 < link && men(h)) {
        return start;
    }
    match head {
        Some(head) if reading.key(link) != "من" || head + 1 == link => head,
        _ => start,
    }
}

/// «هاجم مسلحون نقطة تابعة لقوات …», «واستهدفت مقرات تابعة لـ…»: a thing, and nobody's men;
/// «مدفعية في قاعدة تابعة لـ…» fires from it.
fn stands_as_object(reading: &Reading, at: usize) -> bool {
    is(reading, at, WordClass::Held)
        && !is(reading, at, WordClass::Agent)
        && !ADJECTIVES.contains(&reading.key(at))
        && reading.forms[at].iter().all(|f| f.proclitic.preposition.is_none_or(|p| p == 'ل'))
        && at.checked_sub(1).is_some_and(|i| !WHERE.contains(&reading.key(i)))
}

/// How far behind the verb's subject what it hit stands, in tokens.
const STRUCK_REACH: usize = 4;

/// «استهدف انفجار دورية لـ…», «استهدفت عبوة رتلاً لـ…»: a blast, an attack or a weapon is the verb's subject, and
/// whose it hit stands behind.
pub(super) fn struck_by_a_thing(
    reading: &Reading,
    mentions: &Mentions,
    event: &EventMention,
    start: usize,
) -> bool {
    let held = |i: usize| is(reading, i, WordClass::Held) || is(reading, i, WordClass::Struck);
    let (from, to) = (event.span.start, event.span.end);
    let verb = || {
        let before = TokenSpan::new(from.saturating_sub(1), from);
        event.strength != Strength::Support
            && mentions
                .events_in(before)
                .iter()
                .any(|e| e.span.end == from && e.class == EventClass::VerbActive)
    };
    let thing = match event.class {
        EventClass::Noun | EventClass::Masdar if verb() => to,
        EventClass::VerbActive => {
            let behind = TokenSpan::new(to, start.max(to));
            let mut weapons = mentions.means_in(behind).iter();
            let Some(m) = weapons.find(|m| m.span.start == to && m.span.end <= start) else {
                return false;
            };
            m.span.end
        }
        _ => return false,
    };
    // «استهدف انفجار في حي … مناطق …» is too far from what it hit.
    let near = start.saturating_sub(to) <= STRUCK_REACH;
    near && (start.saturating_sub(1).max(thing)..=start).any(held)
}
