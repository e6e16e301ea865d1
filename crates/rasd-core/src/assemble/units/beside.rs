//! What another side did at the same time elsewhere: «بالتزامن مع قصف لقوات … على …» is an act of its own,
//! and no help of the side told first.

use super::openings::clause_at;
use super::{acts, acts_in, hurt, new_scene};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::clauses::ClauseRole;
use crate::annotate::events::{EventClass, Strength};
use crate::assemble::asked;
use crate::assemble::roles::same_strike::definite;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::beside::{ADDED, AS_WELL};

/// Where it may be told what another side did at the same time: «بالتزامن مع قصف …», «ترافقت الغارات مع
/// قصف …».
pub(super) fn beside_at<'a>(
    reading: &'a Reading,
    mentions: &'a Mentions,
    span: TokenSpan,
) -> impl Iterator<Item = usize> + 'a {
    let act = move |at: usize| {
        mentions.events_in(TokenSpan::new(at, at + 1)).iter().any(|e| {
            e.span.start == at
                && matches!(e.class, EventClass::Noun | EventClass::Masdar)
                && (e.strength == Strength::Strong || one_more(reading, e.span.end))
        })
    };
    // «إضافة إلى قصف طال قرى …»: nothing stands between.
    let any = reading.forms.part_in(span, asked::ADDED);
    let added = (span.start..if any { span.end } else { span.start }).filter(move |i| {
        ADDED.contains(&reading.key(*i))
            && (i + 1..i + ADDED_REACH).any(|at| act(at) && !definite(reading, at))
    });
    mentions
        .clauses_in(span)
        .iter()
        .filter(move |c| c.role == ClauseRole::Beside && span.contains(c.span))
        .filter_map(move |c| {
            let end = c.span.end;
            if act(end) && !definite(reading, end) {
                return Some(c.span.start);
            }
            // «تزامنت الغارات مع قصف», «تبعت الغارات قصف»: the act it went along with stands between.
            let other = (end + 1..(end + BESIDE_REACH).min(span.end))
                .find(|i| act(*i) && !definite(reading, *i))?;
            Some(other - usize::from(reading.key(other - 1) == "مع"))
        })
        .chain(added)
}

/// How far behind «دون» the people may stand that there were none of, in tokens.
const UNHURT_REACH: usize = 7;

/// How far behind such a word its act may stand, in tokens: «إضافة إلى حملة قصف».
const ADDED_REACH: usize = 4;

/// How far behind «تزامنت» the other act stands, in tokens.
const BESIDE_REACH: usize = 10;

/// Whether `right` opens with an act of another side at another place: «، بالتزامن مع قصف لقوات … على …».
pub(super) fn beside(
    reading: &Reading,
    mentions: &Mentions,
    at: usize,
    left: TokenSpan,
    right: TokenSpan,
) -> bool {
    let joins = clause_at(mentions, at, ClauseRole::Beside)
        || reading.key(at) == "مع"
        || ADDED.contains(&reading.key(at))
        || mentions.clauses_in(left).iter().any(|c| {
            c.role == ClauseRole::Beside && left.contains(c.span) && at - c.span.end <= BESIDE_REACH
        });
    if !joins {
        return false;
    }
    let named = |a: &&ActorMention| {
        matches!(a.form, ActorForm::Name | ActorForm::Adjective | ActorForm::UnknownAttacker)
    };
    let doer = mentions.actors_in(TokenSpan::new(at, at + DOER_REACH)).iter().find(named);
    // «وتزامنت الغارات مع قصف مدفعي لقوات … على …»: raids told in the sentence before, with nobody named again.
    let known = clause_at(mentions, left.start, ClauseRole::Beside)
        && acts_in(mentions, left).all(|e| definite(reading, e.span.start));
    let another = doer.is_some_and(|d| {
        right.contains(d.span)
            && (known || mentions.actors_in(left).iter().any(|a| left.contains(a.span)))
            && !mentions.actors_in(left).iter().any(|a| left.contains(a.span) && a.id == d.id)
    });
    let told = |name: &str| {
        mentions.places_in(left).iter().any(|p| left.contains(p.span) && p.name == name)
    };
    let elsewhere = || {
        mentions.places_in(right).iter().any(|p| right.contains(p.span) && !told(&p.name))
            && !mentions
                .places_in(right)
                .iter()
                .any(|p| right.contains(p.span) && !p.container_only && told(&p.name))
    };
    another && acts(mentions, left) && elsewhere()
}

/// «قصف مماثل», «انفجار سيارة أخرى»: whether an act is told as one more, its word ending in front of `at`.
fn one_more(reading: &Reading, at: usize) -> bool {
    (at..at + 2).any(|i| AS_WELL.contains(&reading.key(i)))
}

/// «…، بالتزامن مع قصف مماثل على مشفى في أعزاز دون إصابات»: by its own words another act, with a place and an
/// outcome of its own.
pub(super) fn struck_as_well(
    reading: &Reading,
    mentions: &Mentions,
    left: TokenSpan,
    right: TokenSpan,
) -> bool {
    let placed = |span: TokenSpan| {
        mentions.places_in(span).iter().filter(move |p| span.contains(p.span) && !p.container_only)
    };
    let another = mentions.events_in(right).iter().any(|e| {
        right.contains(e.span)
            && matches!(e.class, EventClass::Noun | EventClass::Masdar)
            && one_more(reading, e.span.end)
    });
    // «…، دون وقوع إصابات»: an outcome of its own; without one the two go together.
    let harm = |i: usize| {
        let key = reading.key(i);
        ["اصاب", "خساير", "ضحايا", "قتل"].iter().any(|stem| key.contains(stem))
    };
    let unhurt = (right.start..right.end).any(|i| match reading.key(i) {
        // «دون تحديد الجهة» says nothing of it.
        "دون" => (i + 1..(i + UNHURT_REACH).min(right.end)).any(harm),
        key => matches!(key, "واقتصرت" | "اقتصرت" | "واقتصر"),
    });
    // «قُتل رجل بقصف على سرمين، بالتزامن مع قصف على بنش»: the people are told of the one place alone.
    let apart = hurt(mentions, left) && !hurt(mentions, right);
    (another && unhurt || apart)
        && acts(mentions, left)
        && placed(left).next().is_some()
        && placed(right).next().is_some()
        && !placed(right).any(|p| placed(left).any(|q| q.name == p.name))
}

/// How far behind the word that joins an act to another its doer is named, in tokens.
const DOER_REACH: usize = 9;

/// «جُرح عمال بغارة على …، واستهدفت غارة أخرى …»: the next of the sort, with people of its own.
pub(super) fn another_one(
    reading: &Reading,
    mentions: &Mentions,
    left: TokenSpan,
    right: TokenSpan,
) -> bool {
    let opens = TokenSpan::new(right.start, right.end.min(right.start + ANOTHER_REACH));
    (opens.start + 1..opens.end).any(|i| one_more(reading, i))
        && mentions.events_in(opens).iter().any(|e| opens.contains(e.span))
        && hurt(mentions, left)
        && hurt(mentions, right)
        && new_scene(reading, mentions, left, right)
}

/// How far into its stretch an act is told to be another, in tokens.
const ANOTHER_REACH: usize = 5;

/// «وإلى جانب التفجير الذي وقع في …، قُتل اثنان في …»: the news behind what it is told beside.
pub(super) fn beside_told(reading: &Reading, from: usize, verb: usize) -> bool {
    let key = |i: usize| reading.key(i).trim_start_matches('و');
    reading.tokens[verb - 1].is_punct('،')
        && (key(from) == "الي" && key(from + 1) == "جانب"
            || key(from) == "علاوه"
            || ADDED.contains(&key(from)))
}

/// «…، في وقت قصفت المدفعية قرية …», «في الوقت الذي شنّت فيه …»: where the words stand that tell of the
/// same time, right in front of a verb.
pub(super) fn while_at(reading: &Reading, verb: usize) -> Option<usize> {
    let before = |n: usize| verb.checked_sub(n).map_or("", |i| reading.key(i));
    match (before(3), before(2), before(1)) {
        ("في", "الوقت", "الذي") => Some(verb - 3),
        (_, "في", "وقت") => Some(verb - 2),
        _ => None,
    }
}
