//! The side of a fight that nobody names: gunmen, people of the place, smugglers.

use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::protester;
use crate::annotate::persons::person_at;
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::lexicon::Form;
use crate::model::{ActorRole, Certainty, Kind};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::unnamed::LOCALS;

/// «اشتباكات بين … ومسلحين», «اشتباك مع مسلحين»: a side of a fight that nobody names.
pub(super) fn unnamed_side(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    out: &mut Vec<ActorDraft>,
) {
    let did = ActorDraft::did_it;
    if out.iter().filter(|a| did(a)).count() > 1 || out.iter().any(|a| a.role == ActorRole::Target)
    {
        return;
    }
    let side = mentions.actors_in(span).iter().find(|a| {
        let before = a.span.start.checked_sub(1).map_or("", |i| reading.key(i));
        let key = reading.key(a.span.start);
        let men = matches!(key.trim_start_matches('و'), "مسلحين" | "مسلحون" | "مقاتلين");
        let with = matches!(before, "مع" | "بين" | "وبين" | "ضد" | "و") || key.starts_with('و');
        let whose = matches!(reading.key(a.span.end), "من" | "تابعين" | "موالين" | "ينتمون");
        a.form == ActorForm::Generic && span.contains(a.span) && men && with && !whose
    });
    // «اشتباكات مع الأهالي»: people of the place are a side of their own.
    let locals = || {
        let at = (span.start + 1..span.end).find(|i| {
            let key = reading.key(*i);
            let with = matches!(reading.key(i - 1), "مع" | "بين" | "وبين" | "و");
            (with && LOCALS.contains(&key))
                || key.strip_prefix('و').is_some_and(|k| LOCALS.contains(&k))
        })?;
        let whole = TokenSpan::new(at, at + 1);
        let name = reading.key(at).trim_start_matches('و');
        let name = reading.words(whole).strip_prefix('و').filter(|w| w.len() >= name.len());
        Some(("other", name.unwrap_or(reading.words(whole)).to_owned(), whole))
    };
    let unnamed = side.map(|s| ("unknown", s.name.clone(), s.span));
    let alone = out.iter().any(did);
    let others = || locals().or_else(|| some_people(reading, mentions, span, &out[0]));
    if let Some((id, name, span)) = unnamed.or_else(|| alone.then(others).flatten()) {
        out.push(ActorDraft {
            role: ActorRole::Perpetrator,
            id,
            name: Some(name),
            certainty: if id == "unknown" { Certainty::Unknown } else { Certainty::Stated },
            span,
            rule: "roles.fought",
        });
    }
}

/// How far from the name of the one side of a fight the people of the other begin, in tokens.
const BETWEEN_REACH: usize = 12;
/// Most words of their name.
const PEOPLE: usize = 3;

/// «اشتباكات بين ثلاثة شبان وقوات …», «بين … وأحد المطلوبين»: the other of two sides, told by what people they are.
fn some_people(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    known: &ActorDraft,
) -> Option<(&'static str, String, TokenSpan)> {
    let from = known.span.start.saturating_sub(BETWEEN_REACH).max(span.start);
    let between = (from..known.span.start).rev().find(|i| reading.key(*i) == "بين")?;
    let people = |i: usize| {
        reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
            || person_at(reading, i).is_some()
            || reading.reads_any(i, &["احد", "مجموعه", "مجموعات", "عايله", "عشيره"])
    };
    let first = between + 1;
    let and = |i: usize| reading.forms[i].iter().any(|f| f.proclitic.conjunction == Some('و'));
    // «ثلاثة شبان»
    let at = if first < known.span.start
        && and(known.span.start)
        && (people(first) || people(first + 1))
    {
        first
    } else {
        (known.span.end..(known.span.end + 2).min(span.end)).find(|i| and(*i) && people(*i))?
    };
    let stop = if at == first { known.span.start } else { span.end };
    let end = (at..(at + PEOPLE).min(stop)).take_while(|i| {
        let where_at = |f: &Form| f.proclitic.preposition.is_some();
        reading.tokens[*i].kind == TokenKind::Number
            || reading.tokens[*i].is_word()
                && (*i == at || !reading.forms[*i].iter().any(where_at))
                && !matches!(reading.key(*i), "في" | "من" | "علي")
    });
    let whole = TokenSpan::new(at, end.last()? + 1);
    // «ومسلحين من داعش» are not nobody's.
    let behind = TokenSpan::new(at, whole.end + 2);
    let named = |a: &ActorMention| a.form == ActorForm::Name && a.span.end <= known.span.start;
    let theirs = |a: &ActorMention| a.form == ActorForm::Name && a.span.start >= known.span.end;
    if mentions.actors_in(behind).iter().any(|a| if at == first { named(a) } else { theirs(a) }) {
        return None;
    }
    let words = reading.words(whole);
    let name = if at == first { words } else { words.strip_prefix('و').unwrap_or(words) };
    Some(("other", name.to_owned(), whole))
}

/// How far in front of a side the word for the fight stands, in tokens.
const FIGHT_REACH: usize = 12;

/// «مواجهات بين محتجين وقوات الأمن», «أحرق محتجون مقر …»: who stood against those who demonstrate used the force; who
/// burns and breaks where they demonstrate are they.
pub(super) fn at_a_protest(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    out: &mut Vec<ActorDraft>,
) {
    if out.iter().any(ActorDraft::did_it) {
        return;
    }
    if kind.kind == Kind::ProtestViolence {
        let fight =
            |i: usize| ["مواجه", "صدام", "اشتباك"].iter().any(|word| reading.key(i).contains(word));
        let faced = mentions.actors_in(span).iter().find(|a| {
            let from = a.span.start.saturating_sub(FIGHT_REACH).max(span.start);
            a.form == ActorForm::Name
                && (from..a.span.start).find(|i| fight(*i)).is_some_and(|i| {
                    (i + 1..a.span.start).any(|j| matches!(reading.key(j), "بين" | "مع"))
                })
        });
        if let Some(side) = faced {
            out.retain(|a| a.id != side.id);
            out.push(ActorDraft::of(side, ActorRole::Perpetrator, "roles.fought"));
        }
    } else if kind.kind == Kind::PropertyDestruction && out.is_empty() {
        let end = kind.span.start + 3;
        let crowd = (kind.span.start + 1..end.min(span.end)).find(|i| {
            protester(reading, *i)
                && reading.key(*i).ends_with("ون")
                && !reading.tokens[*i - 1].is_punct('،')
        });
        if let Some(at) = crowd {
            let whole = TokenSpan::new(at, at + 1);
            out.push(ActorDraft {
                role: ActorRole::Perpetrator,
                id: "other",
                name: Some(reading.words(whole).to_owned()),
                certainty: Certainty::Stated,
                span: whole,
                rule: "roles.protesters",
            });
        }
    }
}
