//! What did not happen, or is no incident: intentions, fears, court rulings, films (`data/unreal.tsv`).

use std::sync::LazyLock;

use super::events::EventMention;
use super::unused_weapons::told_of_before;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Kind;
use crate::reading::Reading;
use crate::segment::Sentence;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::unreal::NOT_TOLD;

/// What a word does to the act words near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnrealRole {
    /// Intended, feared, asked for.
    Unreal,
    /// Laid to somebody («متهم باغتيال …»): told of a person, and not as news.
    Accused,
    /// Negated.
    Not,
    /// A court's ruling.
    Court,
    /// A work of art.
    Fiction,
    /// Nature or disease.
    Cause,
    /// Part of a name («جهاز مكافحة …»): does nothing.
    Name,
}

/// Such a word in the text.
#[derive(Debug, Clone, Copy)]
pub struct UnrealMention {
    /// Where.
    pub span: TokenSpan,
    /// What it does.
    pub role: UnrealRole,
}

pub(crate) static WORDS: LazyLock<PhraseTable<UnrealRole>> = LazyLock::new(|| {
    let table = unreal_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let role = match table.get(row, "role") {
            "accused" => UnrealRole::Accused,
            "not" => UnrealRole::Not,
            "court" => UnrealRole::Court,
            "fiction" => UnrealRole::Fiction,
            "cause" => UnrealRole::Cause,
            "name" => UnrealRole::Name,
            _ => UnrealRole::Unreal,
        };
        forms.insert(table.get(row, "form"), role);
    }
    forms.known_as(TableId::Unreal)
});

/// The table of such words.
pub(crate) fn unreal_table() -> Table {
    Table::parse("unreal", include_str!("../../data/unreal.tsv")).expect("compiled-in table")
}

/// Every such word of the reading.
#[must_use]
pub fn unreal(reading: &Reading) -> Vec<UnrealMention> {
    WORDS
        .find_all(reading)
        .map(|hit| UnrealMention { span: hit.span, role: *hit.value })
        .filter(|word| word.role != UnrealRole::Name)
        .collect()
}

/// How far before an act word a word that makes it unreal may stand, in tokens.
const REACH: usize = 4;

/// How far behind «دون» the noun of an act may stand that did not happen, in tokens.
const NOT_REACH: usize = 7;

/// Whether an act word tells no incident because of such a word.
#[must_use]
pub fn is_unreal(
    reading: &Reading,
    words: &[UnrealMention],
    sentences: &[Sentence],
    events: &[EventMention],
    event: &EventMention,
) -> bool {
    let start = event.span.start;
    // Sentences stand in order.
    let sentence = || {
        let behind = sentences.partition_point(|s| s.span.end < event.span.end);
        sentences[behind..].iter().find(|s| s.span.contains(event.span))
    };
    let inside = |w: &UnrealMention| sentence().is_some_and(|s| s.span.contains(w.span));
    if denied(reading, start) || !verb(event) && told_of_before(reading, event.span) {
        return true;
    }
    words.iter().any(|w| match w.role {
        UnrealRole::Name => false,
        // «نفذت … حكم الإعدام» was carried out.
        UnrealRole::Court => {
            let done = |i: usize| executed(reading, i);
            event.kind == Some(Kind::Execution)
                && !verb(event)
                && inside(w)
                && !sentence().is_some_and(|s| (s.span.start..start).any(done))
        }
        UnrealRole::Fiction => w.span.end <= start && inside(w),
        // «دون أن يبلغ عن اعتقالات», «دون وقوع إصابات أو اشتباكات»; «دون وقوع إصابات جراء القصف» tells the act.
        UnrealRole::Not => {
            w.span.end <= start
                && if verb(event) {
                    start - w.span.end <= 1
                } else {
                    !reading.key(start).starts_with("ال")
                        && start - w.span.end < NOT_REACH
                        && (w.span.end..start).all(|i| NOT_TOLD.contains(&reading.key(i)))
                }
        }
        UnrealRole::Unreal => {
            w.span.end <= start
                && start - w.span.end < REACH
                && joined(reading, w.span.end, start)
                // «هدد بعد الهجوم بقصف»: the nearest act is what was threatened.
                && !events.iter().any(|e| e.span.start >= w.span.end && e.span.end <= start)
        }
        // Crimes that people are accused of; a bombing has a place and a day, and is told of a side.
        UnrealRole::Accused => {
            let crime = matches!(
                event.kind,
                Some(
                    Kind::Assassination
                        | Kind::Shooting
                        | Kind::Execution
                        | Kind::Abduction
                        | Kind::SexualViolence
                        | Kind::IllTreatment
                        | Kind::PropertyDestruction
                )
            );
            crime
                && w.span.end <= start
                && start - w.span.end < REACH
                && joined(reading, w.span.end, start)
        }
        UnrealRole::Cause => false,
    })
}

/// «نفّذت», «تنفيذ»: the verb of a sentence that was carried out.
pub(super) fn executed(reading: &Reading, at: usize) -> bool {
    reading.reads_any(at, &["نفذت", "نفذ", "نفذوا", "تنفيذ"])
}

/// How far in front of the punishment a court may be named, in tokens.
const SENTENCE: usize = 6;

/// «قضت محكمة … بإعدام 11 مواطناً»: a court right in front of an execution that is none.
#[must_use]
pub fn sentenced(words: &[UnrealMention], event: &EventMention) -> bool {
    let start = event.span.start;
    event.kind == Some(Kind::Execution)
        && words.iter().any(|w| {
            w.role == UnrealRole::Court && w.span.end <= start && start - w.span.end <= SENTENCE
        })
}

/// How far in front of what is denied the denial stands, in tokens: who denies it fits.
const DENIAL: usize = 12;

/// «ونفت الوزارة أن يكون القصف قد استهدف …»: what is said not to have been.
fn denied(reading: &Reading, start: usize) -> bool {
    let be = |i: usize| {
        matches!(reading.key(i), "يكون" | "تكون")
            && i > 0
            && matches!(reading.key(i - 1), "ان" | "بان")
    };
    let Some(at) = (start.saturating_sub(4)..start).rev().find(|i| be(*i)) else { return false };
    (at.saturating_sub(DENIAL)..at).any(|i| {
        matches!(
            reading.key(i).trim_start_matches(['و', 'ف']),
            "نفت" | "نفي" | "ينفي" | "تنفي" | "نافيا" | "نافيه" | "استبعد" | "استبعدت"
        )
    })
}

fn verb(event: &EventMention) -> bool {
    use super::events::EventClass;
    matches!(event.class, EventClass::VerbActive | EventClass::VerbPassive)
}

/// Whether nothing parts two places of a clause.
fn joined(reading: &Reading, from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        let token = &reading.tokens[i];
        token.kind == TokenKind::Word || token.kind == TokenKind::Soft
    })
}

/// Whether a stretch tells a death by nature or disease.
#[must_use]
pub fn by_nature(words: &[UnrealMention], span: TokenSpan) -> bool {
    words.iter().any(|w| w.role == UnrealRole::Cause && span.contains(w.span))
}
