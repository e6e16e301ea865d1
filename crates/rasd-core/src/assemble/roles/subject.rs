//! The unsaid subject: «كما داهمت قرية …» goes on about the side that acted before.

use super::same_strike::{by_the_same, one_of_them, told_again};
use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::events::EventClass;
use crate::annotate::persons::person_at;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Draft};
use crate::assemble::roles;
use crate::assemble::units::{Unit, acts_in};
use crate::model::{ActorRole, Certainty, Group, Kind};
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};
use crate::word_lists::kind::OPERATIONS;
use crate::word_lists::subject::THE_MEN;

/// The attacker of `previous`, when a verb of the unit has no subject of its own.
pub(crate) fn carried(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    actors: &[ActorDraft],
    told: &[Draft],
) -> Vec<ActorDraft> {
    let near = |p: &&Draft| {
        !p.headline && (p.paragraph == unit.paragraph || p.paragraph + 1 == unit.paragraph)
    };
    if actors.iter().any(ActorDraft::did_it) {
        return Vec::new();
    }
    if let Some(strike) = told_again(reading, mentions, unit, told)
        && one_subject(strike, actors)
    {
        return doers_again(strike, "roles.same_act");
    }
    if let Some(strike) = by_the_same(reading, mentions, unit, told)
        && one_subject(strike, actors)
    {
        return doers_again(strike, "roles.same_act");
    }
    if let Some(doer) = own_subject(reading, mentions, unit) {
        return vec![doer];
    }
    let Some(previous) = told.last().filter(near) else { return Vec::new() };
    if previous.kind.kind == Kind::Accident || !one_subject(previous, actors) {
        return Vec::new();
    }
    if one_of_them(reading, mentions, unit, previous)
        || suffered_as_well(reading, mentions, unit, previous)
    {
        return doers_again(previous, "roles.same_act");
    }
    let verb = mentions.events_in(unit.span).iter().find(|e| {
        e.class == EventClass::VerbActive
            && unit.span.contains(e.span)
            && !acts_itself(mentions, e.span.start)
            && !has_its_own(reading, mentions, unit.span, e.span.start)
            && !mentions.places_in(unit.span).iter().any(|p| {
                unit.span.contains(p.span) && !p.container_only && p.span.end <= e.span.start
            })
    });
    let goes_on =
        |at: usize| unsaid(reading, mentions, at) || same_guns(reading, mentions, at, previous);
    if !verb.is_some_and(|v| goes_on(v.span.end)) {
        return Vec::new();
    }
    doers_again(previous, "roles.same_subject")
}

/// «كما هاجمت المسيّرات مدينة …»: the weapon that was just told to strike strikes again.
fn same_guns(reading: &Reading, mentions: &Mentions, at: usize, previous: &Draft) -> bool {
    reading.key(at).starts_with("ال")
        && mentions.actors_in(TokenSpan::new(at, at)).iter().all(|a| a.form == ActorForm::Generic)
        && mentions.means_at(at).iter().any(|m| {
            m.span.start == at && previous.means.iter().any(|told| Some(told.value) == m.means)
        })
}

/// «قصفت قوات … قرية …، كما تعرضت قرية … لقصف مدفعي»: what befell the next place in the same breath.
fn suffered_as_well(reading: &Reading, mentions: &Mentions, unit: &Unit, previous: &Draft) -> bool {
    let start = unit.span.start;
    let also = matches!(reading.key(start), "كما" | "كذلك")
        && (start + 1..start + 3).any(|i| {
            reading
                .reads_any(i, &["تعرضت", "تعرض", "اصيب", "اصيبت", "قتل", "قتلت", "جرح", "استشهد"])
        });
    // «إضافة لقصف موقع في …»: one more act of theirs.
    let added = || {
        matches!(reading.key(start), "اضافه" | "فضلا")
            && mentions
                .events_in(TokenSpan::new(start + 1, start + 2))
                .iter()
                .any(|e| e.class == EventClass::Masdar && e.span.start == start + 1)
    };
    let mut acts = acts_in(mentions, unit.span).peekable();
    (also || added())
        && unit.same_breath(reading)
        && previous.paragraph == unit.paragraph
        && acts.peek().is_some()
        && acts.all(|e| e.kind == Some(previous.kind.kind))
}

/// «نصبت قوات … حاجزاً … واعتقلت شابين»: the subject of a verb that tells no act is that of the act
/// joined to it.
fn own_subject(reading: &Reading, mentions: &Mentions, unit: &Unit) -> Option<ActorDraft> {
    let start = unit.span.start;
    let side = mentions.actors_in(TokenSpan::new(start, start + OPENING)).iter().find(|a| {
        a.form == ActorForm::Name
            && a.id != "unknown"
            && start < a.span.start
            && a.span.start <= start + OPENING
    })?;
    let verb = side.span.start - 1;
    let does = reading.key(verb).ends_with('ت') && reading.tokens[verb].kind == TokenKind::Word;
    let says = mentions.sayings_in(TokenSpan::new(verb, verb)).iter().any(|s| s.start == verb);
    let mut acts = acts_in(mentions, unit.span);
    let first = acts.next().filter(|e| {
        e.class == EventClass::VerbActive
            && e.span.start >= side.span.end
            && reading.key(e.span.start).starts_with('و')
            && unsaid(reading, mentions, e.span.end)
    });
    (does && !says && first.is_some())
        .then(|| ActorDraft::of(side, ActorRole::Perpetrator, "roles.same_subject"))
}

/// How far into its sentence the subject of its first verb stands, in tokens.
const OPENING: usize = 2;

/// «…، في حين قُتل ثلاثة من المهاجمين»: fighters of the side that made the attack just told.
pub(crate) fn attackers_dead(
    reading: &Reading,
    unit: &Unit,
    figures: &mut [FigureMention],
    previous: Option<&Draft>,
) {
    let Some(previous) = previous.filter(|p| p.paragraph == unit.paragraph) else { return };
    let mut did = doers(previous).filter(|a| a.role == ActorRole::Perpetrator);
    let (Some(side), None) = (did.next(), did.next()) else { return };
    for figure in figures.iter_mut().filter(|f| f.affiliation.is_none()) {
        if is_attacker(reading, figure) && side.id != "unknown" {
            figure.affiliation = Some(side.id);
        }
    }
}

/// «ثلاثة من المهاجمين»
pub(crate) fn is_attacker(reading: &Reading, figure: &FigureMention) -> bool {
    figure.group == Group::Combatants
        && reading.key(figure.span.end - 1).trim_start_matches("ال").starts_with("مهاجم")
}

/// Those who did what a draft tells, as those who did another act.
pub(crate) fn doers_again(draft: &Draft, rule: &'static str) -> Vec<ActorDraft> {
    let certainty = |doer: &ActorDraft| match doer.certainty {
        Certainty::Denied => Certainty::Unknown,
        told => told,
    };
    doers(draft)
        .map(|doer| ActorDraft { certainty: certainty(doer), rule, ..doer.clone() })
        .collect()
}

/// Those who did what a draft tells.
pub(super) fn doers(draft: &Draft) -> impl Iterator<Item = &ActorDraft> {
    draft.actors.iter().filter(|a| a.did_it())
}

/// Whether those who did it acted together, are known, and have no other part in what follows: two
/// sides that fought each other are no common subject.
fn one_subject(draft: &Draft, actors: &[ActorDraft]) -> bool {
    let known = |d: &ActorDraft| d.id == "unknown" || actors.iter().any(|a| a.id == d.id);
    doers(draft).filter(|a| a.role == ActorRole::Perpetrator).count() == 1
        && !doers(draft).any(known)
}

/// «هجوم مسلح استهدف رتلاً»: the act named in front of a verb is its subject.
fn acts_itself(mentions: &Mentions, verb: usize) -> bool {
    mentions
        .events_at(verb)
        .iter()
        .any(|e| e.span.end == verb && matches!(e.class, EventClass::Noun | EventClass::Masdar))
}

/// «أن الوحدات الأمنية داهمت القرية»: people in front of a verb are its subject, whoever they are.
fn has_its_own(reading: &Reading, mentions: &Mentions, unit: TokenSpan, verb: usize) -> bool {
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let Some(before) = (unit.start..verb).rev().find(word) else { return false };
    let key = reading.key(before);
    let named = key.starts_with("ال") && !matches!(key, "التي" | "الذي" | "الذين" | "الان");
    let days = mentions.dates_in(TokenSpan::new(before.saturating_sub(DAY), verb));
    let day = days.iter().any(|d| d.span.start <= before && before < d.span.end);
    // «“الدرون” استهدف», «العملية استهدفت», «تلك القوات قصفت»: what the side that was told strikes with or does.
    let its = || {
        let at = TokenSpan::new(before, before + 1);
        OPERATIONS.contains(&key)
            || mentions.means_in(at).iter().any(|m| m.span.start <= before)
            || mentions.events_in(at).iter().any(|e| e.span.start <= before)
            || (before.saturating_sub(2)..before)
                .any(|i| ["هذه", "تلك", "ذات"].iter().any(|w| reading.key(i).ends_with(w)))
    };
    named
        && !its()
        && reading.tokens[before].is_word()
        && !day
        && reading.forms[verb].iter().all(|f| f.proclitic.conjunction.is_none())
}

/// Most tokens of a day in front of a verb.
const DAY: usize = 8;

/// Who did what the list below a line ending in a colon tells.
pub(crate) fn heads_list(reading: &Reading, unit: &Unit, draft: &Draft) -> Option<ActorDraft> {
    let did = |a: &&ActorDraft| a.role == ActorRole::Perpetrator && a.id != "unknown";
    let doer = draft.actors.iter().find(did).filter(|_| unit.ends_in_colon(reading))?;
    Some(ActorDraft { rule: "roles.list_head", ..doer.clone() })
}

/// Whether no subject stands behind a verb: a place, a preposition, an object or «هذه …» does.
pub(super) fn unsaid(reading: &Reading, mentions: &Mentions, mut at: usize) -> bool {
    // «شنوا عند الساعة 11:00 هجوماً», «استهدفت فجر اليوم …»: when, and not who.
    loop {
        let day = mentions.dates_in(TokenSpan::new(at, at)).first().filter(|d| d.span.start == at);
        // «كما أغارت أيضاً على …»
        let aside =
            |t: &Token| t.kind == TokenKind::Soft || matches!(t.key.as_str(), "ايضا" | "كذلك");
        if reading.tokens.get(at).is_some_and(aside) {
            at += 1;
        } else if let Some(day) = day {
            at = day.span.end;
        } else {
            break;
        }
    }
    let Some(token) = reading.tokens.get(at) else { return false };
    let here = TokenSpan::new(at, at);
    // «واقتحم الجنود بلدة …»: men of the side that was told, and of no other.
    if THE_MEN.contains(&token.key.as_str())
        && mentions.actors_in(here).iter().all(|a| a.form == ActorForm::Generic)
        && mentions.actors_in(TokenSpan::new(at + 1, at + 1)).iter().all(|a| a.span.start > at + 1)
    {
        return true;
    }
    if !mentions.actors_in(here).is_empty() {
        return false;
    }
    // «وقصفت دباباته أطراف …»: guns of the side that was told.
    let its_guns = token.key.ends_with(['ه', 'ا', 'م'])
        && mentions.means_at(at).iter().any(|m| m.span.start == at)
        && ["اته", "اتها", "اتهم", "يته", "يتها", "ارقه", "ارقها", "صته", "صتها"]
            .iter()
            .any(|end| token.key.ends_with(end));
    if its_guns {
        return true;
    }
    if matches!(token.key.as_str(), "هذه" | "تلك" | "ذات") {
        return true;
    }
    // «واعتقلت شابين», «كما اعتقلت 4 مواطنين»: men are no subject of a verb in the feminine.
    let feminine = at > 0 && reading.key(at - 1).ends_with('ت');
    let counted = token.kind == TokenKind::Number;
    let men = person_at(reading, at).is_some_and(|hit| {
        hit.value.group != Group::Combatants
            && hit.value.outcome.is_none()
            && !hit.proclitic.article
            && !token.key.ends_with(['ه', 'ت'])
    });
    if feminine && (men || counted) {
        return true;
    }
    // «استهدفت بالقذائف مواقع …»: with what, and not who.
    let with = reading.forms[at].iter().any(|f| f.proclitic.preposition == Some('ب'));
    let weapon = !mentions.means_in(here).is_empty();
    let generic = mentions
        .actors_in(TokenSpan::new(at + 1, at + 1))
        .iter()
        .any(|a| a.form == ActorForm::Generic);
    let act = !mentions.events_in(here).is_empty() || !with && weapon;
    if generic || act || person_at(reading, at).is_some() {
        return false;
    }
    let preposition =
        matches!(token.key.as_str(), "علي" | "في" | "من" | "الي" | "ب" | "باتجاه" | "عند")
            || reading.forms[at]
                .iter()
                .any(|f| f.proclitic.preposition.is_some() && f.bare().len() > 4)
            || with && weapon;
    let object = || {
        reading.normal.text[token.start..token.end].ends_with("اً")
        || matches!(token.key.as_str(), "عددا" | "عده" | "محيط" | "اطراف" | "عشرات" | "منازل")
        // «استهدفت مواقع للمتمردين»: what they hold.
        || matches!(token.key.as_str(), "مواقع" | "تجمعات" | "تجمعا" | "تعزيزات" | "تمركزات" | "مقرات" | "اليات")
    };
    let thing = || !mentions.damage_in(here).is_empty() || roles::is_held(reading, at);
    let place = || mentions.places.iter().any(|p| p.frame.start <= at && at < p.frame.end);
    preposition || object() || thing() || place()
}
