//! Where a unit may begin inside its sentence: joined verbs, clause words, nouns of acts, counts.

use super::acts;
use super::beside::{beside_told, struck_as_well, while_at};
use super::turns::{teller, turns_to_habit};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::clauses::{ClauseMention, ClauseRole};
use crate::annotate::dates::DateMention;
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::outcomes::{OutcomeClass, OutcomeMention};
use crate::assemble::asked::ADDED;
use crate::assemble::roles::same_strike::definite;
use crate::assemble::tallies::counting;
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::beside;
use crate::word_lists::dates::DAY_IN;
use crate::word_lists::openings::{BESIDE_THAT, THEN};

/// Where a unit may begin: a verb joined by و or ف, or behind «كما», and running counts.
pub(super) fn find_candidates(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    sides: &[usize],
    at: &mut Vec<usize>,
) {
    at.clear();
    let behind = |at: &usize| *at > span.start;
    // Where the clause of a verb opens.
    let clause_of = |verb: usize| {
        if verb <= span.start || verb >= span.end || joint(mentions, verb) {
            return None;
        }
        let joined = || reading.key(verb).starts_with(['و', 'ف']) && reading.forms[verb].len() > 1;
        if clause_at(mentions, verb - 1, ClauseRole::Also) || reading.key(verb - 1) == "قد" {
            Some(verb - 1)
        } else if let Some(at) = while_at(reading, verb) {
            Some(at)
        } else if joined() || beside_told(reading, span.start, verb) {
            Some(verb)
        } else {
            place_first(reading, mentions, verb, span.start)
        }
    };
    for event in mentions.events_in(span) {
        let start = event.span.start;
        // «وقصف الحوثيون …»: a verb that is written like its noun has its subject behind it.
        if matches!(event.class, EventClass::VerbActive | EventClass::VerbPassive)
            || acted(mentions, event)
            || hits_place(reading, mentions, event)
        {
            at.extend(clause_of(start).filter(behind));
        }
        // «تفجيرات في العراق وهجوم في …»: an act joined by و.
        if event.class == EventClass::Noun
            && behind(&start)
            && reading.key(start).starts_with('و')
            && joins_one_of_many(mentions, span.start, start)
        {
            at.push(start);
        }
        // «ذكرت أن غارة على … قتلت ثلاثة، وأن غارة على … أصابت اثنين»: what is told one behind the other.
        if event.strength != Strength::Support {
            at.extend(that(reading, span.start, start));
        }
    }
    let added = reading.forms.part_in(span, ADDED);
    for outcome in mentions.outcomes_in(span).iter().filter(|o| !o.negated) {
        match outcome.class {
            // «استهدفت غارة بلدة … فقتلت امرأة»: what came of the act in front.
            OutcomeClass::Verb
                if reading.key(outcome.span.start).starts_with('ف') && outcome.conjunction => {}
            OutcomeClass::Verb => at.extend(clause_of(outcome.span.start).filter(behind)),
            OutcomeClass::Masdar if added => at.extend(besides(reading, mentions, span, outcome)),
            _ => {}
        }
    }
    for clause in mentions.clauses_in(span).iter().filter(|c| span.contains(c.span)) {
        at.extend(opened_by(reading, mentions, span, clause).filter(behind));
    }
    for cue in mentions.tally_cues_in(span) {
        let start = cue.span.start;
        if behind(&start)
            && (start < span.end && counting::opens(reading, mentions, cue)
                || turns_to_habit(reading, mentions, start))
        {
            at.push(start);
        }
    }
    for saying in mentions.sayings_in(span) {
        let start = saying.start;
        at.extend(teller(reading, span.start, start));
        if behind(&start) && reading.key(start).starts_with('و') && tells_of_people(mentions, start)
        {
            at.push(start);
        }
    }
    at.extend(sides);
    at.sort_unstable();
    at.dedup();
}

/// «…، وذلك بعد أن كانت المديرية قد تعرضت، الخميس، لقصف …»: where another day's act is told behind what came
/// after it.
pub(super) fn had_been(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> Option<usize> {
    let had = |i: &usize| {
        reading.key(*i) == "بعد"
            && reading.key(i + 1) == "ان"
            && reading.key(i + 2).starts_with("كان")
            && reading.tokens[i - 1].kind != TokenKind::Break
    };
    let at = (span.start + 1..span.end).find(had)?;
    let behind = TokenSpan::new(at, span.end);
    let another =
        mentions.dates_in(behind).iter().any(|d| behind.contains(d.span) && d.names_a_day());
    (another && acts(mentions, behind)).then(|| at - usize::from(reading.key(at - 1) == "وذلك"))
}

/// «مقتل وجرح أكثر من 75»: the second of two words that count the same people.
fn joint(mentions: &Mentions, at: usize) -> bool {
    let before = mentions.outcomes_in(TokenSpan::new(at - 1, at));
    before.iter().any(|o| o.class == OutcomeClass::Masdar && o.span.end == at)
}

/// Where a unit opens with a clause word.
fn opened_by(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    clause: &ClauseMention,
) -> Option<usize> {
    let start = clause.span.start;
    match clause.role {
        // «حيث …» goes on with the same, unless another side acts or others were struck as well.
        ClauseRole::Adds if reading.key(start) == "حيث" => {
            let (left, right) =
                (TokenSpan::new(span.start, start), TokenSpan::new(start, span.end));
            (another_acts(mentions, start, left, right)
                || acts(mentions, right) && struck_as_well(reading, mentions, left, right))
            .then_some(start)
        }
        ClauseRole::Response | ClauseRole::Adds => Some(start),
        ClauseRole::Scene if joined(reading, start) || fronted(reading, span.start, start) => {
            Some(start)
        }
        // «كما شهدت منطقة … اندلاع اشتباكات»
        ClauseRole::Scene => {
            start.checked_sub(1).filter(|i| clause_at(mentions, *i, ClauseRole::Also))
        }
        ClauseRole::Also
        | ClauseRole::Along
        | ClauseRole::Beside
        | ClauseRole::After
        | ClauseRole::SamePlace => None,
    }
}

/// How far behind «وأن» its act is named, in tokens.
const THAT_REACH: usize = 3;

/// «…، وأن غارة …»: where a second thing that is told opens, right in front of its act.
fn that(reading: &Reading, floor: usize, act: usize) -> Option<usize> {
    (act.saturating_sub(THAT_REACH).max(floor + 1)..act)
        .rev()
        .find(|i| matches!(reading.key(*i), "وان" | "وبان" | "وانه" | "وانها"))
}

/// How far behind «وأشار» those are told whom he speaks of, in tokens.
const SAID_REACH: usize = 3;

/// «…، وأشاروا إلى مقتل 10 مدنيين بانفجار …»: whether who tells goes on with other people.
fn tells_of_people(mentions: &Mentions, saying: usize) -> bool {
    let behind = TokenSpan::new(saying, saying + SAID_REACH);
    mentions
        .outcomes_in(behind)
        .iter()
        .any(|o| behind.contains(o.span) && o.class == OutcomeClass::Masdar && !o.negated)
}

/// How far in front of its verb a place that opens the clause begins, in tokens.
const PLACE_FIRST: usize = 8;

/// Where the clause of a verb opens with a place, a day or when it was beside what was told: «، وفي مدينة … اغتال
/// مجهولون», «، ويوم 15 آذار قُتل», «، وبعد ذلك بساعات انفجرت».
pub(super) fn place_first(
    reading: &Reading,
    mentions: &Mentions,
    verb: usize,
    floor: usize,
) -> Option<usize> {
    let from = verb.saturating_sub(PLACE_FIRST).max(floor + 1);
    let day = |i: usize| mentions.dates.iter().any(|d| d.span.start <= i && i < d.span.end);
    let opens = |i: &usize| {
        matches!(reading.key(*i), "وفي" | "وعلي" | "وقرب")
            || THEN.contains(&reading.key(*i))
            || reading.key(*i).starts_with('و') && day(*i) && reading.tokens[*i - 1].is_punct('،')
    };
    let at = (from..verb).rfind(opens)?;
    let placed = |i: usize| {
        reading.tokens[i].kind == TokenKind::Soft
            || reading.key(i) == "تاريخ"
            || BESIDE_THAT.contains(&reading.key(i))
            || day(i)
            || mentions.places.iter().any(|p| p.frame.start <= i && i < p.frame.end)
    };
    (day(at) || at + 1 < verb || THEN.contains(&reading.key(at)))
        .then_some(at)
        .filter(|at| (at + 1..verb).all(placed))
}

/// Where a day stands that و joins: «وقبل أسبوع», «وفي 12 من الشهر».
fn opens_with_day(reading: &Reading, day: &DateMention) -> Option<usize> {
    let start = day.span.start;
    let led = || start.checked_sub(1).filter(|i| DAY_IN.contains(&reading.key(*i)));
    let at = if reading.key(start).starts_with('و') { start } else { led()? };
    reading.key(at).starts_with('و').then_some(at)
}

/// Whether a clause that opens with a day opens at `at`, and no such day is told in `left`.
pub(super) fn another_day(
    reading: &Reading,
    mentions: &Mentions,
    at: usize,
    left: TokenSpan,
) -> bool {
    let opens = |d: &&DateMention| opens_with_day(reading, d) == Some(at) && d.names_a_day();
    let day = |d: &DateMention| (d.relative, d.weekday, d.calendar);
    mentions.dates_in(TokenSpan::new(at, at + 2)).iter().find(opens).is_some_and(|told| {
        let mut before = mentions.dates_in(left).iter().filter(|d| left.contains(d.span));
        before.all(|d| day(d) != day(told))
    })
}

/// Whether a side is named right behind a word that is a noun as well.
pub(super) fn acted(mentions: &Mentions, event: &EventMention) -> bool {
    matches!(event.class, EventClass::Noun | EventClass::Masdar)
        && event.strength == Strength::Strong
        && mentions
            .actors_in(TokenSpan::new(event.span.end, event.span.end))
            .iter()
            .any(|a| a.form == ActorForm::Name)
}

/// «قصف الطيران سراقب وقتل ثلاثة، وقصف مدينة أريحا»: an act written like its noun, with the next place right behind.
fn hits_place(reading: &Reading, mentions: &Mentions, event: &EventMention) -> bool {
    let (start, end) = (event.span.start, event.span.end);
    matches!(event.class, EventClass::Noun | EventClass::Masdar)
        && event.strength == Strength::Strong
        && reading.key(start).starts_with('و')
        && start.checked_sub(1).is_some_and(|before| reading.tokens[before].is_punct('،'))
        && mentions.places_in(TokenSpan::new(end, end + 1)).iter().any(|p| p.frame.start == end)
}

/// «قُتل 20 في تفجيرات في العراق وهجوم استهدف مسجداً في …»: one attack joined to many that have no place but
/// their country.
pub(super) fn joins_one_of_many(mentions: &Mentions, from: usize, at: usize) -> bool {
    let left = TokenSpan::new(from, at);
    let country = |i: usize| mentions.resolved[i].place.r#type == PlaceType::Country;
    opens_with_noun(mentions, at)
        && mentions.figures_in(left).iter().any(|f| left.contains(f.span))
        && mentions
            .place_numbers_in(left)
            .filter(|i| left.contains(mentions.places[*i].span))
            .all(country)
}

/// How far behind «مشيراً إلى أن» the side is named that acted, in tokens.
const ADDED_REACH: usize = 5;

/// Whether a side that `left` does not name is the first word of what is added.
pub(super) fn another_acts(
    mentions: &Mentions,
    at: usize,
    left: TokenSpan,
    right: TokenSpan,
) -> bool {
    let named = |a: &&ActorMention| a.form == ActorForm::Name && right.contains(a.span);
    let first = mentions.actors_in(TokenSpan::new(at, at + ADDED_REACH)).iter().find(named);
    first.is_some_and(|side| {
        !mentions.actors_in(left).iter().any(|a| left.contains(a.span) && a.id == side.id)
    })
}

/// Whether an act told by a noun begins at `at`, and no verb or clause does.
fn opens_with_noun(mentions: &Mentions, at: usize) -> bool {
    let here = TokenSpan::new(at, at);
    let mut acts = mentions.events_in(here).iter().filter(|e| e.span.start == at).peekable();
    acts.peek().is_some()
        && acts.all(|e| matches!(e.class, EventClass::Noun) && !acted(mentions, e))
        && mentions.clauses_in(here).iter().all(|c| c.span.start != at)
        && mentions.tally_cues_in(here).iter().all(|c| c.span.start != at)
}

/// How far behind «إضافة» its people may stand, and behind them their act, in tokens.
const BESIDES: usize = 4;
const BESIDES_ACT: usize = 8;

/// «…، إضافة لإصابة عنصرين بقصف على …»: where people of a further act are added.
fn besides(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    people: &OutcomeMention,
) -> Option<usize> {
    if !span.contains(people.span) {
        return None;
    }
    let from = people.span.start.saturating_sub(BESIDES).max(span.start + 1);
    let word =
        (from..people.span.start).rev().find(|i| beside::ADDED.contains(&reading.key(*i)))?;
    let end = people.span.end;
    let behind = TokenSpan::new(end, (end + BESIDES_ACT).min(span.end));
    let act = mentions.events_in(behind).iter().any(|e| {
        behind.contains(e.span)
            && e.strength == Strength::Strong
            && !definite(reading, e.span.start)
    });
    act.then_some(word)
}

/// «فبعد السيطرة على حزم العدين السبت، تمكنت …»: the main verb behind what came before it.
fn fronted(reading: &Reading, from: usize, at: usize) -> bool {
    let opens = (from..(from + 2).min(at))
        .any(|i| matches!(reading.key(i).trim_start_matches(['و', 'ف']), "بعد" | "عقب"));
    opens && at.checked_sub(1).is_some_and(|i| reading.tokens[i].is_punct('،'))
}

/// Whether a verb is joined by و, or by ل to what it answers: that of «وقع» is its own, unless a mark stands in front.
pub(super) fn joined(reading: &Reading, at: usize) -> bool {
    let own = matches!(reading.key(at), "وقع" | "وقعت")
        && at.checked_sub(1).is_some_and(|i| reading.tokens[i].kind == TokenKind::Word);
    // «…، لترد قسد باستهداف …»: what followed upon it.
    matches!(reading.key(at), "لترد" | "ليرد") || reading.key(at).starts_with('و') && !own
}

pub(super) fn scene_at(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    // «وسبقه قصف …» goes with what it came before.
    let scene =
        |i: usize| clause_at(mentions, i, ClauseRole::Scene) && !reading.key(i).starts_with("وسبق");
    scene(at) || clause_at(mentions, at, ClauseRole::Also) && scene(at + 1)
}

/// Whether a clause word of that role begins at `at`.
pub(super) fn clause_at(mentions: &Mentions, at: usize, role: ClauseRole) -> bool {
    mentions.clauses_in(TokenSpan::new(at, at)).iter().any(|c| c.role == role)
}
