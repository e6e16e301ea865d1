//! Sides that are spoken of by less than their name: «الميليشيا» of the one that was named, «ي ب ك/ بي كا كا»
//! for one force, «حي الشرطة» for none at all.

use super::actors::{ActorForm, ActorMention, plain_name};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::spoken_of::{DOES, FIRE, NOBODY, QUARTERS, THEIR_MEN, TIED};

/// Takes names together, apart, or up again as the words around them say.
pub(super) fn settle(reading: &Reading, out: &mut Vec<ActorMention>) {
    out.retain(|m| !names_a_quarter(reading, m));
    out.retain(|m| !of_anything(reading, m));
    let starts: Vec<usize> = out.iter().map(|m| m.span.start).collect();
    out.retain(|m| !men_of_next(reading, m, &starts));
    some_of_next(reading, out);
    slashed(reading, out);
    taken_up(reading, out);
}

/// «جثة شاب مجهول», «مصير مجهول»: «مجهول» by itself is somebody behind the verb of what he did only, «الأمن» a force
/// behind its fire only.
fn of_anything(reading: &Reading, mention: &ActorMention) -> bool {
    let alone = mention.form == ActorForm::UnknownAttacker
        && mention.core.end == mention.core.start + 1
        && matches!(reading.key(mention.core.start), "مجهول" | "ملثم");
    let does = || {
        mention.core.start.checked_sub(1).is_some_and(|i| {
            let verb = reading.key(i);
            reading.tokens[i].is_word() && (verb.ends_with("ها") || DOES.contains(&verb))
        })
    };
    // «برصاص الأمن», but «حفظ الأمن».
    let security = mention.form == ActorForm::Name
        && mention.core.end == mention.core.start + 1
        && reading.reads(mention.core.start, "امن");
    let cued = || mention.core.start.checked_sub(1).is_some_and(|i| reading.reads_any(i, &FIRE));
    alone && !does() || security && !cued()
}

/// «حي الشرطة», «شارع الجيش»: a quarter or a road that bears the name.
fn names_a_quarter(reading: &Reading, mention: &ActorMention) -> bool {
    mention.form == ActorForm::Name
        && mention.span.end == mention.span.start + 1
        && reading.key(mention.span.start).starts_with("ال")
        && (mention.span.start.checked_sub(1).is_some_and(|i| reading.reads_any(i, &QUARTERS))
            || reading.reads_any(mention.span.end, &ORDINALS))
}

/// «الشرطة الرابعة»: quarters are numbered, and sides are not.
const ORDINALS: [&str; 5] = ["الاولي", "الثانيه", "الثالثه", "الرابعه", "الخامسه"];

/// «إرهابيو تنظيم …», «إرهابيي …»: in front of a name they are its own, by the words of those who say so.
fn men_of_next(reading: &Reading, mention: &ActorMention, starts: &[usize]) -> bool {
    let key = reading.key(mention.span.start);
    mention.span.end == mention.span.start + 1
        && (key.ends_with("ارهابيو") || key.ends_with("ارهابيي"))
        && matches!(key.trim_start_matches(['و', 'ل', 'ب']), "ارهابيو" | "ارهابيي")
        && starts.iter().any(|s| (mention.span.end..mention.span.end + 2).contains(s))
}

/// «إرهابيون من تنظيم …», «فصائل مسلحة تابعة ل…»: people of the side that is named behind them.
fn some_of_next(reading: &Reading, out: &mut Vec<ActorMention>) {
    let mut at = 0;
    while at + 1 < out.len() {
        let (start, end) = (out[at].span.start, out[at].span.end);
        let theirs = out[at].id == "sy.rebels"
            && reading.reads_any(end - 1, &NOBODY)
            && reading.reads_any(end, &TIED)
            && (end + 1..end + SOME_REACH).contains(&out[at + 1].span.start);
        if theirs {
            out.remove(at);
            out[at].span.start = start;
        } else {
            at += 1;
        }
    }
}

/// How far behind them their side is named, in tokens.
const SOME_REACH: usize = 4;

/// «ي ب ك/ بي كا كا», «بي كي كي/ واي بي جي»: the Turkish press names one force by both.
fn slashed(reading: &Reading, out: &mut Vec<ActorMention>) {
    let mut at = 0;
    while at + 1 < out.len() {
        let (one, two) = (&out[at], &out[at + 1]);
        let pair = matches!((one.id, two.id), ("sy.ypg", "pkk") | ("pkk", "sy.ypg"));
        let mut between = one.span.end..two.span.start;
        let sign = |i: usize| matches!(reading.key(i), "/" | "\\" | "-");
        let soft = |i: usize| reading.tokens[i].kind == TokenKind::Soft;
        if pair && between.clone().any(sign) && between.all(|i| soft(i) || sign(i)) {
            let end = two.span.end;
            let force = out.remove(at + 1);
            let first = &mut out[at];
            if force.id == "sy.ypg" {
                (first.id, first.rule) = (force.id, force.rule);
            }
            first.span.end = end;
            first.core.end = end;
            first.name = plain_name(reading, first.span);
        } else {
            at += 1;
        }
    }
}

/// How far back who is taken up by less than the name was named, in tokens.
const NAMED_REACH: usize = 160;

/// A noun that a side's name holds, by which alone it is spoken of later on.
struct Short {
    /// In the name: «جماعة الحوثي».
    named: &'static [&'static str],
    /// By itself, with the article: «الجماعة».
    alone: &'static [&'static str],
    /// Says other things as well («شلّ الحركة»): only behind its people or a verb.
    vague: bool,
}

const SHORT: [Short; 5] = [
    Short {
        named: &["ميليشيا", "مليشيا", "ميليشيات", "مليشيات"],
        alone: &["ميليشيا", "مليشيا", "ميليشيات", "مليشيات"],
        vague: false,
    },
    Short { named: &["جماعه"], alone: &["جماعه"], vague: false },
    Short {
        named: &["مجاهدو", "مجاهدي"], alone: &["مجاهدون", "مجاهدين"], vague: false
    },
    Short { named: &["حركه"], alone: &["حركه"], vague: true },
    Short { named: &["جبهه"], alone: &["جبهه"], vague: true },
];

/// «مواقع الميليشيا» behind «ميليشيا أسد», «الجماعة» behind «جماعة الحوثي», «قوات الحركة»: the side that was named
/// last by a name with that noun in it.
fn taken_up(reading: &Reading, out: &mut Vec<ActorMention>) {
    let holds = |m: &ActorMention, words: &[&str]| {
        m.form == ActorForm::Name
            && m.span.end > m.span.start + 1
            && (m.span.start..m.span.end).any(|i| reading.reads_any(i, words))
    };
    let named: Vec<&Short> =
        SHORT.iter().filter(|s| out.iter().any(|m| holds(m, s.named))).collect();
    if named.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for at in 0..reading.tokens.len() {
        let key = reading.key(at);
        // «الميليشيا», «للجماعة»
        if !(reading.tokens[at].is_word() && (key.contains("ال") || key.contains("لل"))) {
            continue;
        }
        let Some(short) = named.iter().find(|s| reading.reads_any(at, s.alone)) else { continue };
        let next = reading.key(at + 1);
        let told = out.iter().any(|m| m.span.start <= at + 1 && at < m.span.end);
        // «الميليشيا الحوثية», «الميليشيا التابعة لـ»: says itself whose it is.
        if told || next.starts_with("ال") && (next.ends_with("يه") || next.ends_with("عه")) {
            continue;
        }
        let men = at > 0 && reading.reads_any(at - 1, &THEIR_MEN);
        let does =
            || at > 0 && reading.tokens[at - 1].is_word() && reading.key(at - 1).ends_with('ت');
        if short.vague && !men && !does() {
            continue;
        }
        let last = out.iter().rfind(|m| m.span.end <= at && holds(m, short.named));
        let Some(last) = last.filter(|m| at - m.span.end <= NAMED_REACH) else { continue };
        let span = TokenSpan::new(at - usize::from(men), at + 1);
        found.push(ActorMention {
            span,
            core: TokenSpan::new(at, at + 1),
            name: plain_name(reading, span),
            ..last.clone()
        });
    }
    out.extend(found);
    out.sort_by_key(|m| m.span.start);
}
