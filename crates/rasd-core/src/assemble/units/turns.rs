//! Where a sentence turns from what was done to something else: another side that answers, another who
//! tells, what goes on day by day.

use super::{Unit, acts, acts_in, counts_long, hurt};
use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::events::{EventClass, EventMention};
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::tally_cues::TallyCueRole;
use crate::model::{Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::turns::{NTH, SUSPECTS};

/// «…، والفصائل ترد»: where the clause of another side begins, its name in front of its verb.
pub(super) fn other_sides<'a>(
    reading: &'a Reading,
    mentions: &'a Mentions,
    span: TokenSpan,
) -> impl Iterator<Item = usize> + 'a {
    let actors = mentions.actors_in(span).iter().filter(move |a| span.contains(a.span));
    actors.filter_map(move |actor| {
        // «والمدفعية التركية ترد»
        let noun = usize::from(actor.form == ActorForm::Adjective);
        let start = actor.span.start.saturating_sub(noun);
        let behind = actor.span.end;
        let joined = start > span.start
            && matches!(actor.form, ActorForm::Name | ActorForm::Adjective)
            && reading.tokens[start - 1].is_punct('،')
            && reading.key(start).starts_with('و')
            && reading.forms[start].iter().any(|f| f.proclitic.conjunction.is_some());
        let verb = || {
            reading.key(behind).starts_with(['ي', 'ت'])
                && (matches!(reading.key(behind), "يرد" | "ترد")
                    || mentions
                        .events_in(TokenSpan::new(behind, behind))
                        .iter()
                        .any(|e| e.span.start == behind && e.class == EventClass::VerbActive))
        };
        let other = || {
            mentions
                .actors_in(TokenSpan::new(span.start, start))
                .iter()
                .any(|a| a.span.start >= span.start && a.span.end <= start && a.id != actor.id)
        };
        (joined && verb() && other()).then_some(start)
    })
}

/// How far in front of his verb who tells is named, in tokens.
const TELLER: usize = 5;

/// «قصف … كوباني وقتل 16، وأنقرة تعلن مقتل …»: where the clause of another teller begins.
///
/// «فيما قُتل 16 في كوباني، أعلنت أنقرة …»: nor is what it is told with his news.
pub(super) fn teller(reading: &Reading, floor: usize, verb: usize) -> Option<usize> {
    let opens = |i: usize| reading.key(i).trim_start_matches('و');
    let fronted = matches!(opens(floor), "فيما" | "بينما")
        || opens(floor) == "في" && reading.key(floor + 1) == "حين";
    if fronted && verb > floor && reading.tokens[verb - 1].is_punct('،') {
        return Some(verb);
    }
    let from = verb.saturating_sub(TELLER).max(floor + 1);
    (from..verb)
        .rev()
        .take_while(|i| !reading.tokens[*i].is_punct('،'))
        .last()
        .filter(|i| reading.tokens[i - 1].is_punct('،') && reading.key(*i).starts_with('و'))
}

/// How far behind its opening an arrest names those it took, in tokens.
const SUSPECTS_WITHIN: usize = 10;

/// «قُتل ثلاثة بإطلاق نار في …، وألقت الشرطة القبض على الجاني»: where whoever took those who did it begins; he did not.
pub(super) fn to_arrest(
    reading: &Reading,
    mentions: &Mentions,
    left: TokenSpan,
    right: TokenSpan,
) -> bool {
    let near = TokenSpan::new(right.start, right.end.min(right.start + SUSPECTS_WITHIN));
    let arrests = |e: &EventMention| e.kind == Some(Kind::Arrest);
    let held = || mentions.outcomes_in(near).iter().any(|o| o.outcome == Outcome::Detained);
    (acts_in(mentions, near).any(arrests) || held())
        && (near.start..near.end).any(|i| SUSPECTS.contains(&bare(reading.key(i))))
        && !acts_in(mentions, left).any(arrests)
        && hurt(mentions, left)
}

/// «انفجرت عبوة في …، وغالباً ما تشهد المدينة تفجيرات»: what goes on day by day, behind what was done.
pub(super) fn turns_to_habit(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    reading.key(at).starts_with('و')
        && mentions
            .tally_cues_in(TokenSpan::new(at, at))
            .iter()
            .any(|c| c.span.start == at && c.role == TallyCueRole::Habit)
}

/// «شهدت كركوك حوادث أمنية، حيث قُتل …», «هزّ هجومان منفصلان المدينة، استهدف أولهما …»: where the first of several
/// acts begins that are told as such.
pub(super) fn first_of_several(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> Option<usize> {
    let first = |i: usize| NTH.contains(&reading.key(i));
    let mut cues = mentions.tally_cues_in(span).iter();
    let cue = cues.find(|c| span.contains(c.span) && c.role == TallyCueRole::Separate)?;
    (cue.span.end + 1..span.end).find(|i| {
        reading.tokens[i - 1].is_punct('،')
            && (matches!(reading.key(*i), "حيث" | "اذ") || first(*i) || first(*i + 1))
    })
}

/// Where a headline tells by a verbal noun what befell people elsewhere.
pub(super) fn second_news<'a>(
    reading: &'a Reading,
    mentions: &'a Mentions,
    span: TokenSpan,
) -> impl Iterator<Item = usize> + 'a {
    let outcomes = mentions.outcomes_in(span).iter().map(|o| o.span.start);
    outcomes.filter(move |at| span.start < *at && other_news(reading, mentions, *at))
}

/// Whether a verbal noun of an outcome, joined with و, stands at `at`: «وإصابة».
pub(super) fn other_news(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    reading.key(at).starts_with('و')
        && mentions
            .outcomes_in(TokenSpan::new(at, at + 1))
            .iter()
            .any(|o| o.span.start == at && o.class == OutcomeClass::Masdar && o.conjunction)
}

/// «قُتل 5 مدنيين، فيما أصيب 10 آخرون بقصف على …»: a toll whose act stands behind the conjunction.
pub(super) fn toll_first(reading: &Reading, mentions: &Mentions, toll: &Unit, act: &Unit) -> bool {
    let has = |unit: &Unit| hurt(mentions, unit.span);
    let last = toll.span.end.saturating_sub(1);
    let ended = reading.tokens[last].kind == TokenKind::Break || reading.tokens[last].is_punct('.');
    let opens =
        || !mentions.outcomes_in(TokenSpan::new(act.span.start, act.span.start + 3)).is_empty();
    let told = || {
        acts(mentions, toll.span)
            || mentions.means_in(toll.span).iter().any(|m| toll.span.contains(m.span))
            || mentions
                .places_in(toll.span)
                .iter()
                .any(|p| toll.span.contains(p.span) && !p.container_only)
    };
    toll.paragraph == act.paragraph
        && !ended
        && opens()
        && !told()
        && !counts_long(mentions, toll.span)
        && has(toll)
        && has(act)
        && acts(mentions, act.span)
}
