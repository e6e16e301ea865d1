//! What the verb or noun of an act says of those around it by its own form.

use super::answered::answered;
use super::words::{WordClass, breaks, is, is_with};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::persons::person_at;
use crate::held::MANAGES;
use crate::model::{ActorRole, Group};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::turns::NTH;
use crate::word_lists::verb::{QUALITIES, TRIED};

/// «مستهدفة …»: a participle whose object was aimed at.
pub(super) fn aims(reading: &Reading, event: &EventMention) -> bool {
    reading.key(event.span.start).trim_start_matches('و').starts_with("مستهدف")
}

/// «قال ضابط في … إن مسلحين مجهولين اقتحموا», «قالت الشرطة إن سيارة انفجرت»: who speaks in front of
/// «إن», another acts behind it, unless those are his people or his guns.
pub(super) fn another_said(
    reading: &Reading,
    mentions: &Mentions,
    from: usize,
    verb: usize,
) -> bool {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    (from..verb).any(|i| {
        if !matches!(reading.key(i), "ان" | "بان") {
            return false;
        }
        let behind = TokenSpan::new(i + 1, verb);
        let mut actors = mentions.actors_in(behind).iter().filter(|a| a.span.end <= verb);
        if actors.any(|a| a.form != ActorForm::Generic) {
            return true;
        }
        // «إن هجوماً شنته على …»: the verb takes up the act, and its subject is who speaks.
        let key = reading.key(verb);
        let object = key.ends_with('ه') || key.ends_with("ها");
        let subject = (i + 1..verb).find(word);
        subject.is_some_and(|s| !object && !is(reading, s, WordClass::Agent) && !his(reading, s))
    })
}

/// «قواته», «مقاتليها», «طائراتنا»: a noun with a pronoun for whoever speaks.
fn his(reading: &Reading, at: usize) -> bool {
    let token = &reading.tokens[at];
    let text = &reading.normal.text[token.start..token.end];
    ["ها", "هم", "ه", "نا"].iter().any(|p| text.ends_with(p))
}

/// How far from a name what it beat off stands, in tokens.
pub(super) const REPEL_REACH: usize = 3;

/// A part that a verb gives by its own form: «شنه عناصر …», «تعرضت دورية لـ…», «تبادل … و… القصف».
pub(super) fn verb_says(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    start: usize,
    span: TokenSpan,
) -> Option<(ActorRole, &'static str)> {
    if actor.form == ActorForm::Adjective {
        return None;
    }
    let floor = start.saturating_sub(EXCHANGE_REACH).max(span.start);
    // «تخوض قتالاً مع …» says it of its subject only.
    let fought = |i: usize| reading.key(i).contains("خوض") || reading.key(i).contains("خاض");
    let exchange = (floor..start)
        .any(|i| is(reading, i, WordClass::Exchanges) && (i + 1 == start || !fought(i)))
        && !(floor..start).any(|i| reading.tokens[i].is_punct('،'));
    if exchange {
        return Some((ActorRole::Perpetrator, "roles.fought"));
    }
    if tries(reading, mentions, actor, start) {
        return Some((ActorRole::Perpetrator, "roles.subject"));
    }
    if answered(reading, mentions, start, span) {
        return Some((ActorRole::Target, "roles.answered"));
    }
    if beats_off(reading, mentions, actor, span) {
        return Some((ActorRole::Target, "roles.beat_off"));
    }
    let near = |e: &&EventMention| span.contains(e.span) && e.span.end + 3 >= start;
    let before = mentions.events_in(span).iter().rfind(|e| e.span.end <= start && near(e));
    if let Some(verb) = before {
        let key = reading.key(verb.span.end - 1);
        let takes_pronoun = verb.class == EventClass::VerbActive
            && !aims(reading, verb)
            && (key.ends_with('ه') || key.ends_with("ها") || key.ends_with("هم"));
        let men = |i: usize| is(reading, i, WordClass::Agent) || i == start;
        if takes_pronoun && (verb.span.end..=start).all(men) {
            return Some((ActorRole::Perpetrator, "roles.subject"));
        }
        let suffers = is(reading, verb.span.start, WordClass::Suffers);
        let first = verb.span.end;
        // «تعرض ضابط في قوات … لقصف»
        let man = || {
            person_at(reading, first).is_some_and(|h| h.value.group == Group::Combatants)
                && (first + 1..start).all(|i| matches!(reading.key(i), "في" | "من"))
        };
        let own = first == start
            || man()
            || is(reading, first, WordClass::Held)
            || is(reading, first, WordClass::Agent);
        // «استهدف الثاني دورية للجيش»: the verb has its subject behind it, an act told before.
        let struck = || {
            verb.class == EventClass::VerbActive
                && NTH.contains(&reading.key(first))
                && (is(reading, first + 1, WordClass::Held) || first + 1 == start)
        };
        if suffers && own || struck() {
            return Some((ActorRole::Target, "roles.object"));
        }
    }
    if kills_them(reading, mentions, start) {
        return Some((ActorRole::Perpetrator, "roles.subject"));
    }
    let behind = actor.span.end;
    let suffers = (behind..(behind + 2).min(span.end))
        .find(|i| is(reading, *i, WordClass::Suffers))
        .is_some_and(|verb| !breaks(reading, behind, verb));
    suffers.then_some((ActorRole::Target, "roles.object"))
}

/// «شاب قتلته ميليشيا …»: the verb has its object written onto it, so who follows is its subject.
fn kills_them(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let Some(verb) = start.checked_sub(1) else { return false };
    let key = reading.key(verb);
    // «شاب قتله نظام …», but «بعد قتله عناصر من …».
    let noun = |i: usize| {
        matches!(reading.key(i), "بعد" | "عقب" | "اثر" | "في" | "من" | "خلال" | "حين" | "قبل")
    };
    let killed = matches!(key, "قتله" | "قتلها" | "قتلهم")
        && verb.checked_sub(1).is_some_and(|i| reading.tokens[i].is_word() && !noun(i));
    killed
        || (key.ends_with("ته")
            || key.ends_with("تها")
            || key.ends_with("تهم")
            || key.ends_with("له")
            || key.ends_with("لها")
            || key.ends_with("لهم"))
            && mentions
                .outcomes_in(TokenSpan::new(verb, start))
                .iter()
                .any(|o| o.span.end == start && o.class == OutcomeClass::Verb)
}

/// «حاول الحوثيون التسلل إلى …», «قوات … حاولت التقدم»: whose attempt it was.
fn tries(reading: &Reading, mentions: &Mentions, actor: &ActorMention, start: usize) -> bool {
    let attempt = |i: usize| {
        let key = reading.key(i).trim_start_matches(['و', 'ف']);
        ["حاول", "يحاول", "تحاول"].iter().any(|stem| key.starts_with(stem))
    };
    let end = actor.span.end;
    let from = match start.checked_sub(1) {
        Some(verb) if attempt(verb) => end,
        _ if attempt(end) => end + 1,
        _ => return false,
    };
    let behind = TokenSpan::new(from, from + TRIED_REACH);
    if (from..from + 2).any(|i| TRIED.contains(&bare(reading.key(i)))) {
        return true;
    }
    mentions.events_in(behind).iter().any(|e| {
        behind.contains(e.span) && matches!(e.class, EventClass::Masdar | EventClass::Noun)
    })
}

/// How far behind who tries what he tries is named, in tokens.
const TRIED_REACH: usize = 4;

/// «نجحت قوات … في صد هجوم لـ…», «تصدت … لهجوم»: who beats an attack off was attacked.
fn beats_off(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
) -> bool {
    // «تمكنت قوات … مساء أول من أمس من صد هجوم»
    let before = actor.span.start.checked_sub(1);
    let managed = before.is_some_and(|i| reading.forms.any_parts(i) & MANAGES != 0);
    let reach = if managed { MANAGED_REACH } else { REPEL_REACH };
    let end = (actor.span.end + reach).min(span.end);
    let behind = (actor.span.end..end).find(|i| is(reading, *i, WordClass::Repels)).filter(|at| {
        mentions.actors_in(TokenSpan::new(actor.span.end, *at)).iter().all(|a| a.span.start == *at)
    });
    let attack = |from: usize, to: usize| {
        mentions.events_in(TokenSpan::new(from, to)).iter().any(|e| {
            matches!(e.class, EventClass::Noun | EventClass::Masdar)
                && e.strength != Strength::Support
        })
    };
    // «صدت المقاومة في مدينة تعز أمس هجوماً»: the day and the place may stand between.
    let before = || {
        let Some(verb) = actor.span.start.checked_sub(1) else { return false };
        // «هاجمت … المدينة، فتصدى لها الجيش»: the attack is told in front.
        let told = matches!(reading.key(verb), "لها" | "له" | "لهم" | "لهما");
        if told && verb > 0 && is(reading, verb - 1, WordClass::Repels) {
            return true;
        }
        is(reading, verb, WordClass::Repels) && {
            let to = (actor.span.end + REPELLED_REACH).min(span.end.saturating_sub(1));
            let others = mentions.actors_in(TokenSpan::new(actor.span.end, to));
            attack(actor.span.end, others.first().map_or(to, |a| a.span.start))
        }
    };
    match behind {
        // «لكن القوات تصدت لهم»
        Some(word) => {
            attack(word + 1, word + 1) || matches!(reading.key(word + 1), "لها" | "له" | "لهم")
        }
        None => before(),
    }
}

/// How far behind who managed to beat it off the word for that stands, in tokens.
const MANAGED_REACH: usize = 12;

/// How far behind who beat it off the attack is named, in tokens.
const REPELLED_REACH: usize = 7;

/// How far behind «تبادل» those who exchange fire are named, in tokens.
const EXCHANGE_REACH: usize = 4;

/// Whether an adjective says whose the people or things are that an act was done to: «قنص جندي …»,
/// «انفجار … استهدف رتلاً …», «تفجير عبوة بآلية …».
pub(super) fn describes_victim(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    event: Option<&EventMention>,
) -> bool {
    let Some(last) = actor.span.start.checked_sub(1) else { return false };
    // «آلية عسكرية …»: its noun stands one further in front.
    let noun = match reading.key(last) {
        "عسكريه" | "عسكري" | "عسكريا" | "مدرعه" if last > 0 => last - 1,
        _ => last,
    };
    let fighter = person_at(reading, noun).is_some_and(|h| h.value.group == Group::Combatants);
    let held = is(reading, noun, WordClass::Held)
        && !mentions.means_at(noun).iter().any(|m| m.span.contains(TokenSpan::new(noun, noun + 1)));
    if !fighter && !held {
        return false;
    }
    if is_with(reading, noun, WordClass::Struck, 'ب') {
        return true;
    }
    // «استهدفت طائرة مسيرة رتلاً …»: the weapon is the subject, and the thing what it hit.
    let by_weapon = event.is_some_and(|e| {
        e.class == EventClass::VerbActive
            && mentions
                .means_in(TokenSpan::new(e.span.end, noun))
                .iter()
                .any(|m| m.span.start == e.span.end && m.span.end <= noun && noun - m.span.end <= 1)
    });
    if held && by_weapon {
        return true;
    }
    let Some(act) = event.filter(|e| e.span.end == noun) else { return false };
    match act.class {
        EventClass::Masdar => {
            act.strength != Strength::Support
                && (fighter
                    || !is(reading, noun, WordClass::Agent)
                    || reading.reads(act.span.start, "استهداف"))
        }
        EventClass::VerbActive => of_a_thing(reading, mentions, act),
        _ => false,
    }
}

/// Whether what a verb tells was done by a thing named in front: «انفجار استهدف», «الذي استهدف».
pub(super) fn of_a_thing(reading: &Reading, mentions: &Mentions, verb: &EventMention) -> bool {
    let Some(before) = verb.span.start.checked_sub(1) else { return false };
    // «المجزرة التي ارتكبتها …», «عمليات ينفذها …»: the thing is the verb's object, written onto it.
    let key = reading.key(verb.span.end - 1);
    let object = key.ends_with('ه') || key.ends_with("ها") || key.ends_with("هم");
    // «قصف إسرائيلي استهدف …», «هجوم مسلح عنيف استهدف …»: adjectives of the thing.
    let adjective = |i: &usize| {
        let key = reading.key(*i);
        let alike = reading.tokens[*i].is_word() && !key.starts_with(['و', 'ل', 'ب']);
        alike && (key.ends_with('ي') || key.ends_with("يه") || QUALITIES.contains(&key))
    };
    let end = (verb.span.start.saturating_sub(QUALIFIED)..verb.span.start)
        .rev()
        .take_while(adjective)
        .last()
        .unwrap_or(verb.span.start);
    let thing = || {
        matches!(reading.key(before), "الذي" | "التي")
            || mentions
                .events_in(TokenSpan::new(end.saturating_sub(1), verb.span.start))
                .iter()
                .any(|e| {
                    (end..=verb.span.start).contains(&e.span.end)
                        && matches!(e.class, EventClass::Noun | EventClass::Masdar)
                        && e.kind.is_some()
                })
            || mentions.means_at(verb.span.start).iter().any(|m| m.span.end == verb.span.start)
    };
    // «انفجرت سيارة … واستهدفت دورية»: still the car.
    let blast = || {
        let front = TokenSpan::new(verb.span.start.saturating_sub(BLAST_REACH), verb.span.start);
        reading.key(verb.span.start).starts_with('و')
            && mentions.events_in(front).iter().any(|e| {
                front.contains(e.span)
                    && reading.key(e.span.start).contains("نفجر")
                    && e.class == EventClass::VerbActive
                    && !(e.span.end..verb.span.start).any(|i| reading.tokens[i].is_punct('.'))
            })
    };
    !object && (thing() || blast())
}

/// How far in front of «واستهدفت» its blast may be told, in tokens.
const BLAST_REACH: usize = 10;

/// Most adjectives between an act and its verb.
const QUALIFIED: usize = 2;

/// Whether nothing of its clause stands in front of a verb.
pub(super) fn opens_clause(reading: &Reading, verb: usize) -> bool {
    let conjunction = reading.forms[verb].iter().any(|f| f.proclitic.conjunction.is_some());
    conjunction
        || verb.checked_sub(1).is_none_or(|before| {
            !matches!(reading.tokens[before].kind, TokenKind::Word | TokenKind::Number)
        })
}
