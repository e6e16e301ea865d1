//! Parts that a verb of saying gives: to whom an act is ascribed, who tells of an act of his own.

use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, is_no_side};
use crate::annotate::events::{EventClass, Strength};
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::persons::person_at;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Firmness, KindRead};
use crate::assemble::roles::words::{WordClass, breaks, is};
use crate::model::{ActorRole, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::told::{ASCRIBES, OFFICE};

/// How far in front of «إلى» its verb stands, in tokens.
const ASCRIBED_REACH: usize = 8;
/// Most words between «إلى» and the name: «إلى متمردي حزب …».
const ASCRIBED_HEADS: usize = 2;

/// «انفجار نسبته أنقرة إلى …», «حادثة نُسبت أيضاً إلى …»: to whom an act is ascribed did it, as they say.
pub(super) fn ascribed(
    reading: &Reading,
    actor: &ActorMention,
) -> Option<(ActorRole, &'static str)> {
    let start = actor.span.start;
    let to = (start.saturating_sub(ASCRIBED_HEADS + 1)..start)
        .rev()
        .find(|i| reading.key(*i) == "الي")
        .filter(|to| (to + 1..start).all(|i| is(reading, i, WordClass::Between)))?;
    (to.saturating_sub(ASCRIBED_REACH)..to)
        .rev()
        .take_while(|i| reading.tokens[*i].kind != TokenKind::Break && reading.key(*i) != "الي")
        .any(|i| ASCRIBES.contains(&reading.key(i).trim_start_matches('و')))
        .then_some((ActorRole::Perpetrator, "roles.ascribed"))
}

/// How far behind its verb who announces something is named, in tokens.
const ANNOUNCER_REACH: usize = 2;

/// «أعلنت … قصف مدينة …», «أعلن …، الاثنين، استعادة السيطرة على …»: who tells of an act of his own.
///
/// Of a device that went off, or of «دورية له», he tells as the one who was hit.
pub(super) fn announced(
    reading: &Reading,
    mentions: &Mentions,
    actors: &[&ActorMention],
    kind: &KindRead,
    out: &mut Vec<ActorDraft>,
) {
    let did = |a: &ActorDraft| {
        matches!(a.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator | ActorRole::Claimant)
    };
    let suffered =
        [Kind::Ied, Kind::LandmineErw, Kind::SuicideBombing, Kind::BodyFound, Kind::Accident];
    // «أعلنت … تفجير عبوة بآلية …»: of another side's loss he tells as the one who did it.
    let hit = |id: &str| out.iter().any(|a| a.role == ActorRole::Target && a.id != id);
    let own_device =
        |id: &str| kind.kind == Kind::Ied && reading.reads(kind.span.start, "تفجير") && hit(id);
    if out.iter().any(did) {
        return;
    }
    // «وكانت وزارة الدفاع … قد أعلنت …»
    let verb_at = |end: usize| end + usize::from(reading.key(end) == "قد");
    let verb_behind = |end: usize| {
        let at = verb_at(end);
        if is(reading, at, WordClass::Announces) { at + 1 } else { end }
    };
    let own = |i: usize| matches!(reading.key(i), "له" | "لها" | "لهم" | "لقواته" | "لقواتها");
    let announcer = actors.iter().find(|actor| {
        let start = actor.span.start;
        let before = start.saturating_sub(ANNOUNCER_REACH)..start;
        // «الدفاع التركية: تحييد …»
        let colon = reading.key(actor.span.end) == ":"
            && neutralised(mentions, actor.span.end + 1).is_some();
        let told = before.clone().any(|i| is(reading, i, WordClass::Announces))
            || spokesman(reading, start)
            || is(reading, verb_at(actor.span.end), WordClass::Announces)
            || colon;
        actor.form == ActorForm::Name
            && told
            && (!suffered.contains(&kind.kind) || own_device(actor.id))
            && verbal_noun_behind(
                reading,
                mentions,
                behind_name(reading, verb_behind(actor.span.end)),
            )
            .is_some_and(|act| {
                act.start <= kind.span.start
                        && (!toll_at(reading, mentions, act.start)
                            || carried_out(
                                reading,
                                mentions,
                                TokenSpan::new(act.end, kind.span.end),
                            ))
                        && !is(reading, act.start, WordClass::Repels)
                    // «نفى … استهداف أي مناطق»: of nothing in particular.
                    && reading.key(act.end) != "اي"
                        && !(act.end..(kind.span.end + 5).min(reading.tokens.len())).any(own)
            })
    });
    if let Some(actor) = announcer {
        out.retain(|a| a.id != actor.id);
        out.push(ActorDraft::of(actor, ActorRole::Perpetrator, "roles.announced"));
    }
}

/// «أعلن المتحدث العسكري باسم …»: whether those in front speak for the side at `start`.
fn spokesman(reading: &Reading, start: usize) -> bool {
    let mut before = (0..start).rev().skip_while(|i| OFFICE.contains(&reading.key(*i)));
    before.next().is_some_and(|i| i + 1 < start && is(reading, i, WordClass::Announces))
}

/// Most words of a spokesman's name.
const NAME: usize = 4;

/// Most words of what is said aside of who announces something.
const ASIDE: usize = 14;

/// «… يحيى سريع، أمس، استهداف», «غرفة عمليات … التي تدير …، عن استهداف»: a name behind the side, or what is
/// said aside of it, ends at the comma behind it.
fn behind_name(reading: &Reading, at: usize) -> usize {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let first = (at..reading.tokens.len()).find(word);
    if let Some(which) = first.filter(|i| matches!(reading.key(*i), "التي" | "الذي")) {
        let comma = (which..(which + ASIDE).min(reading.tokens.len()))
            .take_while(|i| reading.tokens[*i].kind != TokenKind::Break)
            .find(|i| reading.tokens[*i].is_punct('،'));
        return comma.unwrap_or(at);
    }
    let comma = (at..(at + NAME + 1).min(reading.tokens.len()))
        .find(|i| !reading.tokens[*i].is_word())
        .filter(|i| reading.tokens[*i].is_punct('،'));
    comma.unwrap_or(at)
}

/// How far behind a verb of saying the side of its source or spokesman is named, in tokens.
const TELLER_REACH: usize = 3;

/// «قال مصدر في قوات …», «أكد المتحدث باسم …»: whether somebody of this side speaks.
pub(super) fn speaks_for(reading: &Reading, mentions: &Mentions, actor: &ActorMention) -> bool {
    let (start, end) = (actor.span.start, actor.span.end);
    // «وكانت المقاومة قد أعلنت»
    let verb = end + usize::from(reading.key(end) == "قد");
    mentions
        .sayings_before(start)
        .take_while(|s| start - s.end <= TELLER_REACH)
        .any(|s| !breaks(reading, s.end, start))
        || verb > end && is(reading, verb, WordClass::Announces)
}

/// «أعلنت القوات … مقتل عشرة من … في اشتباكات»: who tells of the other side's dead in a fight fought it.
pub(super) fn fought_as_told(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    actors: &[&ActorMention],
    figures: &[FigureMention],
    out: &mut Vec<ActorDraft>,
) {
    let mutual = mentions
        .events_in(span)
        .iter()
        .any(|e| span.contains(e.span) && e.class == EventClass::Mutual);
    let fallen = |id: &str| figures.iter().any(|f| f.affiliation == Some(id));
    // Another who fought is named already.
    if !mutual || out.iter().any(|a| a.did_it() && !fallen(a.id)) {
        return;
    }
    let teller = actors.iter().find(|actor| {
        actor.form == ActorForm::Name
            && !fallen(actor.id)
            && figures.iter().any(|f| f.affiliation.is_some() && f.span.start > actor.span.end)
            && speaks_for(reading, mentions, actor)
    });
    if let Some(actor) = teller.filter(|a| !out.iter().any(|o| o.id == a.id)) {
        out.push(ActorDraft::of(actor, ActorRole::Perpetrator, "roles.fought"));
    }
}

/// «أعلنت قيادة عمليات بغداد مقتل 17 داعشياً»: of the dead of the Islamic State, with no word of how they fell, a
/// side that fights it tells as its own doing.
pub(super) fn killed_as_told(
    reading: &Reading,
    mentions: &Mentions,
    actors: &[&ActorMention],
    kind: &KindRead,
    figures: &[FigureMention],
    out: &mut Vec<ActorDraft>,
) {
    const FOUGHT_BY_ALL: &str = "is";
    let untold = kind.kind == Kind::Shooting && kind.firmness == Firmness::Harm;
    if !untold || out.iter().any(ActorDraft::did_it) {
        return;
    }
    let mut hurt = figures.iter().filter(|f| f.within.is_none()).peekable();
    if hurt.peek().is_none() || !hurt.all(|f| f.affiliation == Some(FOUGHT_BY_ALL)) {
        return;
    }
    let teller = actors.iter().find(|actor| {
        actor.form == ActorForm::Name
            && actor.id != FOUGHT_BY_ALL
            && !is_no_side(actor.id)
            && speaks_for(reading, mentions, actor)
    });
    if let Some(actor) = teller.filter(|a| !out.iter().any(|o| o.id == a.id)) {
        out.push(ActorDraft::of(actor, ActorRole::Perpetrator, "roles.announced"));
    }
}

/// Whether «مقتل» and the like stand at `at`: who announces «قتل ثلاثة من …» tells of an act of his own.
fn toll_at(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    if matches!(reading.key(at), "قتل" | "تصفيه") {
        return false;
    }
    mentions.outcomes_in(TokenSpan::new(at, at)).iter().any(|o| {
        o.span.start == at && o.outcome == Outcome::Killed && o.class == OutcomeClass::Masdar
    })
}

/// «تحييد 4 من …» at `at`: what only who did it says.
fn neutralised(mentions: &Mentions, at: usize) -> Option<TokenSpan> {
    mentions
        .outcomes_in(TokenSpan::new(at, at))
        .iter()
        .find(|o| {
            o.span.start == at
                && o.outcome == Outcome::Casualties
                && o.class == OutcomeClass::Masdar
        })
        .map(|o| o.span)
}

/// How far behind the act «نفذها» stands, in tokens.
const CARRIED_REACH: usize = 6;

/// «مقتل قيادي بغارة نفذها قرب …»: the act has a doer who is not named behind it.
fn carried_out(reading: &Reading, mentions: &Mentions, from: TokenSpan) -> bool {
    let to = from.end + CARRIED_REACH;
    mentions.events_in(TokenSpan::new(from.start, to)).iter().any(|e| {
        let end = e.span.end;
        let key = reading.key(end - 1);
        e.class == EventClass::VerbActive
            && e.strength == Strength::Support
            && (key.ends_with('ه') || key.ends_with("ها"))
            && mentions.actors_in(TokenSpan::new(end, end + 2)).is_empty()
            && person_at(reading, end).is_none()
    })
}

/// Where the day or the place at `here` ends.
fn day_or_place(mentions: &Mentions, here: TokenSpan) -> Option<usize> {
    let day = mentions.dates_in(here).first().map(|d| d.span.end);
    day.or_else(|| mentions.places_in(here).first().map(|p| p.frame.end))
}

/// «أعلن …، في سلسلة بيانات منفصلة، استهداف …»: where what says in what it was announced ends, at a comma or an act.
fn statement(reading: &Reading, mentions: &Mentions, at: usize) -> Option<usize> {
    let said = |i: &usize| reading.key(*i).starts_with("بيان");
    if reading.key(at) != "في" || !(at + 1..at + 3).any(|i| said(&i)) {
        return None;
    }
    (at + 2..(at + 2 + STATEMENT).min(reading.tokens.len())).find(|i| {
        reading.tokens[*i].is_punct('،') || !mentions.events_in(TokenSpan::new(*i, *i)).is_empty()
    })
}

/// Most words of what a statement is said to be.
const STATEMENT: usize = 6;

/// The verbal noun of an act that stands at `at`, or behind the day and the place of telling.
fn verbal_noun_behind(reading: &Reading, mentions: &Mentions, mut at: usize) -> Option<TokenSpan> {
    loop {
        let token = reading.tokens.get(at)?;
        if token.kind == TokenKind::Soft
            || token.is_punct('،')
            || token.is_punct(':')
            || token.key == "عن"
        {
            at += 1;
        } else if token.key == "في"
            && let Some(end) = day_or_place(mentions, TokenSpan::new(at + 1, at + 2))
        {
            // «أعلن …، في 31 من آب، السيطرة على …», «أعلنت الشرطة في … القبض على …»
            at = end.max(at + 1);
        } else if let Some(end) = statement(reading, mentions, at) {
            at = end;
        } else if let Some(date) = mentions.dates_in(TokenSpan::new(at, at)).first() {
            at = date.span.end;
        } else {
            break;
        }
    }
    if let Some(act) = neutralised(mentions, at) {
        return Some(act);
    }
    let Some(act) = mentions.events_in(TokenSpan::new(at, at)).first() else {
        let toll = matches!(reading.key(at), "قتل" | "تصفيه") || toll_at(reading, mentions, at);
        return toll.then_some(TokenSpan::new(at, at + 1));
    };
    (act.class == EventClass::Masdar || act.strength == Strength::Support).then_some(act.span)
}
