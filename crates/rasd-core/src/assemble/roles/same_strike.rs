//! Strikes spoken of as known: «كما طال القصف منازل …», «قصف مماثل», «إحدى الغارات استهدفت …».

use super::subject::{doers, unsaid};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::means::MeansMention;
use crate::annotate::persons::person_at;
use crate::assemble::draft::{Draft, Firmness, KindRead, Read};
use crate::assemble::kind::gravity::bombards;
use crate::assemble::units::Unit;
use crate::model::{Group, Kind, Means};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::same_strike::{ALIKE, NO_ARTICLE};

/// How many paragraphs further on a strike may be spoken of as known.
const TOLD_REACH: usize = 2;

/// «كما طال القصف منازل …», «تعرضت … لقصف مماثل»: the strike told last, when the unit speaks of none
/// but one that is known, and names no day of its own.
pub(crate) fn told_again<'a>(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    told: &'a [Draft],
) -> Option<&'a Draft> {
    let last = told
        .iter()
        .rev()
        .take_while(|d| unit.paragraph <= d.paragraph + TOLD_REACH)
        .find(|d| bombards(d.kind.kind))
        .filter(|d| doers(d).next().is_some())?;
    if unit.headline
        || unit.bullet
        || matches!(unit.opener, Some(Opener::Meanwhile | Opener::Recall))
    {
        return None;
    }
    let (mut known, mut like) = (None, false);
    for event in mentions.events_in(unit.span).iter().filter(|e| unit.span.contains(e.span)) {
        let noun = matches!(event.class, EventClass::Noun | EventClass::Masdar);
        // «طال القصف»: a verb with its act.
        let named = noun || event.span.end > event.span.start + 1;
        let known_one = || (event.span.start..event.span.end).any(|i| definite(reading, i));
        let mutual = ["المتبادل", "المتبادله", "المستمر", "المتكرر"];
        let spoken_of = named
            && event.kind.is_some_and(bombards)
            && (alike(reading, event.span.end) || known_one())
            && !mutual.contains(&reading.key(event.span.end));
        if spoken_of {
            like = known.is_none() && alike(reading, event.span.end);
            known = known.or(event.kind);
        } else if event.strength == Strength::Strong || noun && event.strength != Strength::Support
        {
            return None;
        }
    }
    let elsewhere = || {
        mentions
            .places_in(unit.span)
            .iter()
            .any(|p| unit.span.contains(p.span) && !p.container_only)
    };
    let own_day = || {
        mentions.dates_in(unit.span).iter().any(|d| unit.span.contains(d.span) && d.names_a_day())
    };
    let flown = |k: Kind| matches!(k, Kind::AirStrike | Kind::DroneStrike);
    // Where two sides strike, «القصف» is that of its own paragraph, «كما طال القصف», «قصف مماثل» the
    // last one told.
    let here = last.paragraph == unit.paragraph
        || matches!(reading.key(unit.span.start), "كما" | "كذلك")
        || like;
    let another = |d: &&Draft| {
        bombards(d.kind.kind)
            && doers(d).next().is_some()
            && !doers(d).any(|a| doers(last).any(|b| a.id == b.id))
    };
    if !here && told.iter().any(|d| another(&d)) {
        return None;
    }
    known
        .filter(|k| (!flown(*k) || flown(last.kind.kind)) && elsewhere() && !own_day())
        .map(|_| last)
}

/// «شن طيران … غارات على …. وقُتل 12 في غارة أصابت منزلاً», «اعتقلت قوات … شاباً …. واعتُقل آخر من …»: the
/// last act of its sort, when only one side has been told to fly or to arrest and the unit goes on.
pub(super) fn by_the_same<'a>(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    told: &'a [Draft],
) -> Option<&'a Draft> {
    if unit.headline || matches!(unit.opener, Some(Opener::Meanwhile | Opener::Recall)) {
        return None;
    }
    let first = mentions.events_in(unit.span).iter().find(|e| {
        unit.span.contains(e.span)
            && (e.strength == Strength::Strong || e.kind == Some(Kind::Arrest))
    })?;
    let nobody = || {
        let named = |a: &&ActorMention| a.form == ActorForm::Name && unit.span.contains(a.span);
        !mentions.actors_in(unit.span).iter().any(|a| named(&a))
    };
    // Drones strike as well: what one side flew is not taken over the head of another's.
    let sort: &[Kind] = match first.kind? {
        Kind::AirStrike => &[Kind::AirStrike, Kind::DroneStrike],
        Kind::Arrest if nobody() && suffered(reading, first) => &[Kind::Arrest, Kind::Raid],
        _ => return None,
    };
    let mut acts = told
        .iter()
        .rev()
        .take_while(|d| unit.paragraph <= d.paragraph + TOLD_REACH)
        .filter(|d| sort.contains(&d.kind.kind) && doers(d).next().is_some());
    let last = acts.next()?;
    let same = |d: &Draft| doers(d).any(|a| doers(last).any(|b| a.id == b.id));
    acts.all(same).then_some(last)
}

/// «اعتُقل», «واعتقل أيضاً شاب», «اعتقال ثلاثة»: of whom it is told, and not of who did it.
fn suffered(reading: &Reading, act: &EventMention) -> bool {
    if act.class != EventClass::VerbActive {
        return true;
    }
    let word = |i: &usize| {
        reading.tokens[*i].kind != TokenKind::Soft && !matches!(reading.key(*i), "ايضا" | "كذلك")
    };
    let behind = (act.span.end..reading.tokens.len().min(act.span.end + 3)).find(word);
    behind.is_some_and(|at| {
        reading.tokens[at].kind == TokenKind::Number
            || person_at(reading, at)
                .is_some_and(|hit| hit.value.group != Group::Combatants && !hit.proclitic.article)
    })
}

/// «شن الطيران غارات على …، كما استهدف بلدة …»: a verb that says little, with nobody behind it, goes
/// on about the strike before it in its sentence.
pub(crate) fn same_strike(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    kind: &mut KindRead,
    told: &[Draft],
) -> Vec<Read<Means>> {
    let strike = |k: Kind| matches!(k, Kind::AirStrike | Kind::DroneStrike);
    let previous = told.last();
    let elsewhere = |m: &MeansMention| !unit.span.contains(m.span);
    // «ثم ألقت 15 قنبلة على …»: bombs, of which a hand throws one or two.
    let thrown = kind.kind == Kind::Grenade
        && !reading.words(unit.span).contains("يدوي")
        && !mentions.actors_in(unit.span).iter().any(|a| unit.span.contains(a.span));
    let bare = kind.kind == Kind::Shelling && kind.firmness == Firmness::Weak || thrown;
    let going_on = previous.filter(|p| {
        bare && strike(p.kind.kind)
            && p.paragraph == unit.paragraph
            && p.unit.end.abs_diff(unit.span.start) <= 1
            && unit.same_breath(reading)
            && (thrown || unsaid(reading, mentions, kind.span.end))
    });
    let going_on = going_on.or_else(|| hit_from_the_air(reading, mentions, unit, kind, told));
    // «بغارات على ميس الجبل. كما طال القصف كفركلا»: the bombing just told.
    let bombing = kind.kind == Kind::Shelling && mentions.means_in(unit.span).iter().all(elsewhere);
    let known = || told_again(reading, mentions, unit, told).filter(|p| strike(p.kind.kind));
    if let Some(previous) = going_on.or_else(|| bombing.then(known).flatten()) {
        kind.kind = previous.kind.kind;
        kind.firmness = Firmness::Strong;
        kind.rule = "kind.same_strike";
    }
    let flown =
        |m: &&Read<Means>| matches!(m.value, Means::Aircraft | Means::Helicopter | Means::Drone);
    let unarmed = || !mentions.means_in(unit.span).iter().any(|m| unit.span.contains(m.span));
    if going_on.is_none()
        && kind.kind == Kind::Shelling
        && let Some(known) = told_again(reading, mentions, unit, told)
        && unarmed()
    {
        // «قصف مماثل»: of the same sort and with the same weapons.
        let like = alike(reading, kind.span.end);
        if like && strike(known.kind.kind) {
            kind.kind = known.kind.kind;
            kind.rule = "kind.same_strike";
        }
        return if like { known.means.clone() } else { Vec::new() };
    }
    going_on.into_iter().flat_map(|p| &p.means).filter(flown).cloned().collect()
}

/// «شنت الطائرات غارات على …. واستُهدف منزل في …»: what was hit, and no word of how or by whom, in a report of strikes
/// from the air alone.
fn hit_from_the_air<'a>(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    kind: &KindRead,
    told: &'a [Draft],
) -> Option<&'a Draft> {
    let strike = |k: Kind| matches!(k, Kind::AirStrike | Kind::DroneStrike);
    let bare = kind.kind == Kind::Shelling && kind.firmness == Firmness::Weak;
    if !bare || unit.headline || matches!(unit.opener, Some(Opener::Meanwhile | Opener::Recall)) {
        return None;
    }
    let mut near =
        told.iter().rev().take_while(|d| unit.paragraph <= d.paragraph + TOLD_REACH && !d.headline);
    let last = near.next().filter(|d| strike(d.kind.kind) && near.all(|d| strike(d.kind.kind)))?;
    let inside = |span: TokenSpan| unit.span.contains(span);
    let named = |a: &ActorMention| a.form == ActorForm::Name && inside(a.span);
    let alone = !mentions.actors_in(unit.span).iter().any(named)
        && !mentions.means_in(unit.span).iter().any(|m| inside(m.span));
    (alone && unsaid(reading, mentions, kind.span.end)).then_some(last)
}

/// «إحدى الغارات استهدفت …», «كما دمرت غارة أخرى …», «وطال القصف أيضاً …»: one of the acts that were
/// just told.
pub(super) fn one_of_them(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    previous: &Draft,
) -> bool {
    let strike = |k: Kind| matches!(k, Kind::AirStrike | Kind::DroneStrike | Kind::Shelling);
    mentions.events_in(unit.span).iter().any(|e| {
        let start = e.span.start;
        let noun = matches!(e.class, EventClass::Noun | EventClass::Masdar);
        let one = start > 0 && reading.reads_any(start - 1, &["احدي", "احد"]);
        let like = alike(reading, e.span.end);
        let other = like || matches!(reading.key(e.span.end), "اخري" | "اخر" | "ثانيه" | "ثالثه");
        let same = e.kind == Some(previous.kind.kind);
        // «قصف مماثل» is like the one of its own paragraph, «غارة أخرى» goes on from the last.
        let here = previous.paragraph == unit.paragraph;
        let both = e.kind.is_some_and(strike) && strike(previous.kind.kind);
        let reaches = reading.words(e.span).contains("طال");
        unit.span.contains(e.span)
            && (noun && same && (one || other && (here || !like))
                || reaches && both && (other || again(reading, e.span.end))
                || noun && both && reading.key(start) == "القصف" && again(reading, e.span.end))
    })
}

/// «مماثل», «شبيهة»
pub(in crate::assemble) fn alike(reading: &Reading, at: usize) -> bool {
    ALIKE.iter().any(|stem| reading.key(at).contains(stem))
}

/// «القصف أيضاً», «القصف كذلك», «القصف استهدف أيضاً».
fn again(reading: &Reading, from: usize) -> bool {
    let end = (from + 3).min(reading.tokens.len());
    (from..end).any(|i| matches!(reading.key(i), "ايضا" | "كذلك" | "نفسه" | "ذاته"))
}

/// «القصف», «للقصف»: with the article, whatever is written onto it.
pub(crate) fn definite(reading: &Reading, at: usize) -> bool {
    let key = reading.key(at);
    let stem = key.trim_start_matches(['و', 'ف', 'ب', 'ك']);
    (stem.starts_with("ال") || key.starts_with("لل") || key.starts_with("ولل"))
        && !NO_ARTICLE.contains(&stem)
}
