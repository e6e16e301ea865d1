//! Act words (`data/events.tsv`) and phrases that only look like acts (`data/non_events.tsv`).

use std::sync::LazyLock;

use crate::held::PROTESTS;
use crate::lexicon::nouns::inflections;
use crate::lexicon::verbs::Verb;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, Form, PhraseTable, Table};
use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

use super::split_acts::{SplitAct, split_acts};
use super::unreal::executed;
use crate::word_lists::unreal::AIMS;

/// How much a word says of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Says it by itself.
    Strong,
    /// Needs a weapon or context.
    Weak,
    /// Carries another act word («شنت غارات»).
    Support,
}

/// The word's part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventClass {
    /// A verb with the doer as subject.
    VerbActive,
    /// A verb with the victim as subject.
    VerbPassive,
    /// A verbal noun.
    Masdar,
    /// A fight of two sides («اشتباكات»).
    Mutual,
    /// Another noun.
    Noun,
}

/// An act word in the text.
#[derive(Debug, Clone)]
pub struct EventMention {
    /// Where.
    pub span: TokenSpan,
    /// The kind it says, or defaults to.
    pub kind: Option<Kind>,
    /// How much it says.
    pub strength: Strength,
    /// Part of speech.
    pub class: EventClass,
    /// Table row.
    pub rule: &'static str,
}

type Word = (Option<Kind>, Strength, EventClass, String);

pub(crate) static WORDS: LazyLock<PhraseTable<Word>> = LazyLock::new(|| {
    let table = events_table();
    let mut forms = PhraseTable::new(Article::Free);
    let mut inflected: Vec<(String, Word)> = Vec::new();
    let strength_of = |word| match word {
        "strong" => Strength::Strong,
        "support" => Strength::Support,
        _ => Strength::Weak,
    };
    for row in &table.rows {
        let strength = strength_of(table.get(row, "strength"));
        let class = match table.get(row, "class") {
            "active" => EventClass::VerbActive,
            "passive" => EventClass::VerbPassive,
            "masdar" => EventClass::Masdar,
            "mutual" => EventClass::Mutual,
            _ => EventClass::Noun,
        };
        let form = table.get(row, "form");
        let kind = table.get(row, "kind").parse().ok();
        let word = (kind, strength, class, table.rule(form));
        if !matches!(class, EventClass::VerbActive | EventClass::VerbPassive) {
            // «قضوا قصفاً أو غرقاً»: a verbal noun in the accusative says how, and tells no act.
            let adverb = class == EventClass::Masdar && !form.contains(' ');
            let told = inflections(form).into_iter().filter(|told| !adverb || !told.ends_with('ا'));
            inflected.extend(told.map(|told| (told, word.clone())));
        }
        forms.insert(form, word);
    }
    // Behind the rows: a form that has one is read as it stands there.
    for verb in Verb::all().filter(|verb| !verb.get("strength").is_empty()) {
        let class = match verb.get("voice") {
            "passive" => EventClass::VerbPassive,
            _ => EventClass::VerbActive,
        };
        let (kind, strength) = (verb.get("kind").parse().ok(), strength_of(verb.get("strength")));
        for form in verb.forms() {
            forms.insert(&form, (kind, strength, class, verb.rule()));
        }
    }
    for (form, word) in inflected {
        forms.insert(&form, word);
    }
    forms.known_as(TableId::Events)
});

pub(crate) static NON_EVENTS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    let table = non_events_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        forms.insert(table.get(row, "form"), ());
    }
    forms.known_as(TableId::NonEvents)
});

/// The table of act words.
pub(crate) fn events_table() -> Table {
    Table::parse("events", include_str!("../../data/events.tsv")).expect("compiled-in table")
}

/// The table of phrases that tell no act.
pub(crate) fn non_events_table() -> Table {
    Table::parse("non_events", include_str!("../../data/non_events.tsv"))
        .expect("compiled-in table")
}

/// Spans of phrases that tell no act. An overflight takes the aircraft behind it with it.
#[must_use]
pub fn non_events(reading: &Reading) -> Vec<TokenSpan> {
    idle(reading, &split_acts(reading))
}

/// The act words of the reading, and its [`non_events`], which the acts of two words are read for once.
pub(crate) fn events_and_others(reading: &Reading) -> (Vec<EventMention>, Vec<TokenSpan>) {
    let split = split_acts(reading);
    let idle = idle(reading, &split);
    (told(reading, split, &idle), idle)
}

fn idle(reading: &Reading, split: &[SplitAct]) -> Vec<TokenSpan> {
    // «قمع مسيرة»: people who march, no drone.
    const MARCH: &str = "مسير";
    let marches = split.iter().filter(|act| {
        act.kind == Some(Kind::ProtestViolence) && reading.key(act.object.start).contains(MARCH)
    });
    let no_acts = split.iter().filter(|act| act.kind.is_none()).map(|act| act.verb);
    NON_EVENTS
        .find_all(reading)
        .filter(|hit| !carried_out(reading, hit.span))
        .map(|hit| {
            let overflight =
                reading.reads(hit.span.start, "تحليق") || reading.reads(hit.span.start, "يحلق");
            let reach = if overflight { 4 } else { 0 };
            TokenSpan::new(hit.span.start, (hit.span.end + reach).min(reading.tokens.len()))
        })
        .chain(marches.map(|act| act.object))
        .chain(no_acts)
        .collect()
}

/// «نفّذت السلطات حكماً بالإعدام بحق خمسة»: a sentence that was carried out is an act.
fn carried_out(reading: &Reading, phrase: TokenSpan) -> bool {
    /// How far in front of the sentence its verb stands, in tokens.
    const REACH: usize = 6;
    reading.reads(phrase.end - 1, "اعدام")
        && (phrase.start.saturating_sub(REACH)..phrase.start).any(|i| executed(reading, i))
}

/// Every act word of the reading that lies in none of its [`non_events`], left to right.
#[must_use]
pub fn events(reading: &Reading, idle: &[TokenSpan]) -> Vec<EventMention> {
    told(reading, split_acts(reading), idle)
}

fn told(reading: &Reading, split: Vec<SplitAct>, idle: &[TokenSpan]) -> Vec<EventMention> {
    let mut found: Vec<EventMention> = Vec::with_capacity(ROOM);
    let hits = WORDS
        .find_all(reading)
        .filter(|hit| !is_dawn(reading, hit.span))
        // «والداهم» are somebody's parents: no verb has the article.
        .filter(|hit| {
            !(hit.proclitic.article
                && matches!(hit.value.2, EventClass::VerbActive | EventClass::VerbPassive))
        })
        .map(|hit| {
            let (kind, strength, class, ref rule) = *hit.value;
            let preposition = hit.proclitic.preposition;
            (EventMention { span: hit.span, kind, strength, class, rule }, preposition)
        })
        .filter(|(e, preposition)| !is_purpose_or_claim(reading, e.span, e.kind, *preposition))
        .map(|(event, _)| event);
    found.extend(hits);
    // «أطلق مسلحون النار على شاب»: what the verb does stands behind its subject.
    for act in split {
        let Some(told) = act.kind else { continue };
        let at = found.iter().position(|e| e.span.overlaps(act.verb));
        let at_protest = told == Kind::Shooting && protesters_behind(reading, act.object.end);
        let (kind, rule) = if at_protest {
            (Some(Kind::ProtestViolence), "kind.force_against_protest")
        } else {
            (Some(told), act.rule)
        };
        let strength = Strength::Strong;
        // «استولى على منازل»: what was taken is no ground.
        let things = act.kind == Some(Kind::PropertyDestruction);
        match at.and_then(|at| found.get_mut(at)) {
            Some(told)
                if told.strength == Strength::Strong
                    && !(things && told.kind == Some(Kind::TerritorialChange)) => {}
            Some(told) => {
                told.kind = kind;
                told.strength = strength;
                told.rule = rule;
            }
            None => {
                let class = if is_masdar(reading, act.verb) {
                    EventClass::Masdar
                } else if told == Kind::BodyFound {
                    // Who finds the body has not done it.
                    EventClass::VerbPassive
                } else {
                    EventClass::VerbActive
                };
                let span = act.verb;
                let before = found.partition_point(|e| e.span.start < span.start);
                found.insert(before, EventMention { span, kind, strength, class, rule });
            }
        }
    }
    found.retain(|e| !idle.iter().any(|n| n.overlaps(e.span)));
    found
}

/// How many act words an article has.
const ROOM: usize = 32;

/// «… النار على المحتجين»
pub(crate) fn protesters_behind(reading: &Reading, at: usize) -> bool {
    let end = (at + 8).min(reading.tokens.len());
    (at..end).take_while(|i| !reading.tokens[*i].is_punct('.')).any(|i| protester(reading, i))
}

/// Whether the word at `at` speaks of those who demonstrate.
pub(crate) fn protester(reading: &Reading, at: usize) -> bool {
    let stands_for = |f: &Form| {
        ["متظاهر", "محتج", "معتصم", "مظاهر", "تظاهر"].iter().any(|w| f.bare().starts_with(w))
    };
    reading.forms.any_parts(at) & PROTESTS != 0 && reading.forms[at].iter().any(stands_for)
}

/// Whether a word that may be a verb is read as a verbal noun here («إطلاق», «العثور»).
fn is_masdar(reading: &Reading, span: TokenSpan) -> bool {
    reading.forms[span.start].iter().any(|f| {
        ["اطلاق", "القاء", "عثور", "انتشال", "اعتدا", "تفريق", "سقوط"]
            .iter()
            .any(|stem| f.bare().starts_with(stem))
    })
}

/// «لاعتقال قيادي» is what they came for, «بدعوى وقوع اشتباكات» what they say, «حاولت اعتقال» a try.
fn is_purpose_or_claim(
    reading: &Reading,
    span: TokenSpan,
    kind: Option<Kind>,
    preposition: Option<char>,
) -> bool {
    let taking = matches!(kind, Some(Kind::Arrest | Kind::Abduction | Kind::TerritorialChange));
    // «لقمع المظاهرات», «لهدم منزل»: what it was for.
    let aim = matches!(kind, Some(Kind::ProtestViolence | Kind::PropertyDestruction));
    let from = span.start.saturating_sub(2);
    let before = |words: &[&str]| (from..span.start).any(|i| words.contains(&reading.key(i)));
    ((taking || aim) && preposition == Some('ل'))
        || before(&AIMS)
        || (taking && before(&["حاولت", "حاول", "محاوله", "حاولوا"]))
}

/// «فجر اليوم» is dawn, not «فجّر».
fn is_dawn(reading: &Reading, span: TokenSpan) -> bool {
    let dawn = span.end - span.start == 1 && reading.reads(span.start, "فجر");
    dawn && (reading.key(span.start).starts_with("ال")
        || super::date_words::DAYS.longest_at(reading, span.end).is_some()
        || (span.start > 0
            && matches!(reading.key(span.start - 1), "مع" | "ساعات" | "منذ" | "عند" | "حتي")))
}
