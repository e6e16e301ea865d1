//! One telling: the act of a unit with its sides, scene, weapons and figures.

use crate::annotate::Mentions;
use crate::annotate::events::{EventClass, Strength, protester};
use crate::annotate::victims::FigureMention;
use crate::assemble::asked::AS_WELL;
use crate::assemble::day::when;
use crate::assemble::draft::{ActorDraft, Draft, Firmness, KindRead, Read, SourceDraft};
use crate::assemble::harm::{self, same_act};
use crate::assemble::kind::{self, by_hand, by_whom, chosen, occasion};
use crate::assemble::roles::{self, flown, same_strike, shot_first, subject};
use crate::assemble::scene;
use crate::assemble::tallies::counting;
use crate::assemble::units;
use crate::assemble::units::Unit;
use crate::model::{IncidentRole, Kind, Means, Outcome, PlaceType};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::tokens::TokenSpan;
use crate::word_lists::beside;

/// What one unit tells, where it tells an act; `told` are the tellings before it.
pub(super) fn draft(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    mut figures: Vec<FigureMention>,
    context: &mut scene::Context,
    told: &[Draft],
) -> Option<Draft> {
    let previous = told.last();
    harm::drop_wars(&mut figures);
    let (mut kind, mut also) = kind::kind(reading, mentions, unit, &figures)?;
    context.of_the_series(unit, &mut kind);
    let flown = same_strike::same_strike(reading, mentions, unit, &mut kind, told);
    let mut actors = roles::roles(reading, mentions, unit.span, &kind, &figures);
    flown::grounded(reading, &kind, &mut actors);
    actors.extend(subject::carried(reading, mentions, unit, &actors, told));
    actors.extend(shot_first::target(reading, unit, &actors, told));
    roles::own_people(reading, mentions, unit.span, &mut figures, &actors);
    subject::attackers_dead(reading, unit, &mut figures, previous);
    roles::targets_from_victims(&mut actors, &figures, kind.kind);
    by_whom::between_armed(&mut kind, &mut also, &actors, &figures);
    chosen::came_for_one(reading, mentions, unit.span, &mut kind, &actors, &figures);
    // «قُتل القيادي في … بهجوم لمجهولين»: no fight any more, where each side would be told below.
    roles::targets_from_victims(&mut actors, &figures, kind.kind);
    by_whom::by_gunmen(reading, &mut kind, &actors);
    by_whom::by_tribes(reading, &kind, &mut actors);
    by_whom::raided(reading, mentions, unit, &mut kind, &actors);
    by_whom::led_away(reading, &mut kind, &actors, &mut figures);
    by_hand::attacked(
        reading,
        mentions,
        unit.span,
        &mut kind,
        &mut also,
        &mut actors,
        &mut figures,
    );
    occasion::quarrelled(reading, mentions, unit.span, &mut kind, &mut also, &actors, &figures);
    let shot = figures.iter().any(|f| matches!(f.outcome, Outcome::Killed | Outcome::Injured))
        && mentions.means_in(unit.span).iter().any(|m| m.means == Some(Means::SmallArms));
    occasion::dispersed(reading, unit.span, &mut kind, &mut also, shot, &figures);
    // A fight of tribes or families with each other.
    if kind.kind == Kind::ArmedClash && !actors.is_empty() && actors.iter().all(|a| a.id == "tribe")
    {
        kind.kind = Kind::MobViolence;
        kind.rule = "kind.tribes_fought";
    }
    by_whom::settlers_came(reading, mentions, unit.span, &mut kind, &mut actors, &figures);
    let mut scene = context.scene(reading, mentions, unit, previous);
    // «تقصف روسيا ريف إدلب»: the state that did it, and not where it was done («في روسيا»).
    let acted = |i: &usize| {
        let place = &mentions.places[*i];
        mentions.resolved[*i].place.r#type == PlaceType::Country
            && (actors.iter().any(|a| a.span.contains(place.span))
                || mentions.actors_in(unit.span).iter().any(|a| a.span == place.span)
                    && !place.frame.start.checked_sub(1).is_some_and(|before| {
                        matches!(reading.key(before), "في" | "علي" | "داخل" | "الي")
                    }))
    };
    scene.places.retain(|i| !acted(i));
    scene.containers.retain(|i| !acted(i));
    let recalled = unit.opener == Some(Opener::Recall)
        || (previous.is_some() && when::says_earlier(reading, mentions, unit))
        || context.recalls_on(reading, mentions, unit)
        || previous.is_some_and(|told| {
            let people = || !figures.is_empty() && definite(reading, mentions, unit.span);
            tells_more(told, unit, &scene) && (kind.firmness == Firmness::Harm || people())
        })
        || previous.is_some_and(|p| p.role == IncidentRole::Background)
            && when::says_then(reading, unit.span);
    let aside = unit.opener == Some(Opener::Recall) && !unit.first;
    context.recalled =
        (recalled && !aside && !when::earlier_toll(reading, unit.span)).then_some(unit.paragraph);
    let mut means = mentions
        .means_in(unit.span)
        .iter()
        .filter(|m| unit.span.contains(m.span))
        .filter_map(|m| m.means.map(|v| Read::new(v, m.span, m.rule)))
        .chain(flown)
        .fold(Vec::<Read<_>>::with_capacity(2), |mut all, m| {
            if !all.iter().any(|a| a.value == m.value) {
                all.push(m);
            }
            all
        });
    occasion::played_with(reading, unit.span, &mut kind, &mut means);
    means.extend(by_hand::in_its_word(mentions, unit.span, &kind, &means));
    let mut draft = Draft {
        unit: unit.span,
        paragraph: unit.paragraph,
        headline: unit.headline,
        item: unit.bullet,
        headed: heads_line(reading, mentions, unit),
        fresh: matches!(unit.opener, Some(Opener::Meanwhile))
            && !tells_of_it(reading, mentions, unit)
            || before_that(reading, unit)
            || scene.new_dateline
            || units::sets_scene(reading, mentions, unit),
        another: another(reading, mentions, unit.span),
        by_doer: says_the_doer(mentions, unit.span, &actors),
        besides: besides(reading, mentions, unit.span),
        detail: unit.opener == Some(Opener::Detail) || !unit.first,
        definite: definite(reading, mentions, unit.span),
        update: counting::updates(mentions, unit.span),
        disagree: None,
        kind,
        also,
        role: if recalled || scene.earlier { IncidentRole::Background } else { IncidentRole::Lead },
        of_today: scene
            .when
            .as_ref()
            .is_some_and(|w| w.value.start.is_some() && w.value.start == mentions.written),
        when: scene.when,
        when_inherited: scene.when_inherited,
        places: scene.places,
        assumed: scene.assumed,
        containers: scene.containers,
        area: scene.area,
        actors,
        means,
        figures,
        sources: mentions
            .sources_in(unit.span)
            .iter()
            .filter(|s| unit.span.contains(s.span))
            .map(|s| SourceDraft {
                source: reading.words(s.span).to_owned(),
                stance: s.stance,
                span: s.span,
            })
            .collect(),
        damage: scene::damage(mentions, unit.span),
    };
    if let Some(act) = same_act::same_act(reading, unit, &draft, previous) {
        draft.kind = KindRead { rule: "kind.same_act", ..act.kind.clone() };
        draft.means.clone_from(&act.means);
        draft.actors.extend(subject::doers_again(act, "roles.same_act"));
    } else if let Some(act) = same_act::blast_alike(reading, &draft, previous) {
        draft.kind = KindRead { rule: "kind.same_act", ..act.kind.clone() };
        draft.means.clone_from(&act.means);
    }
    Some(draft)
}

/// «وكانت قوات … قصفت أمس بلدة …. وأكدت مصادر طبية مقتل مدنيين», «… واستشهد اثنان خلال المواجهات»: whom an act
/// hurt that was just recalled, with no act, place or day of their own.
fn tells_more(told: &Draft, unit: &Unit, scene: &scene::Scene) -> bool {
    told.role == IncidentRole::Background
        && told.paragraph == unit.paragraph
        && unit.span.start.abs_diff(told.unit.end) <= 1
        && unit.opener.is_none()
        && !unit.bullet
        && (scene.places.is_empty() || scene.assumed)
        && scene.containers.is_empty()
        && (scene.when.is_none() || scene.when_inherited)
}

/// «فيما أوضح مسؤول …»: another who tells of the same, in the same breath; «خرجت مظاهرة في …، فيما أطلق عناصر …
/// النار على المتظاهرين»: what was done to those just told, at no other place.
fn tells_of_it(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let start = unit.span.start;
    let says = || {
        let sayings = mentions.sayings_in(TokenSpan::new(start + 1, start + 2));
        sayings.iter().any(|s| s.start == start + 1)
    };
    let at_them = || {
        (start..unit.span.end).any(|i| protester(reading, i) && same_strike::definite(reading, i))
            && !mentions.places_in(unit.span).iter().any(|p| unit.span.contains(p.span))
    };
    matches!(reading.key(start).trim_start_matches('و'), "فيما" | "بينما") && (says() || at_them())
}

/// «وقبل ذلك …», «وفي وقت سابق …»: another act than the one just told.
fn before_that(reading: &Reading, unit: &Unit) -> bool {
    let opens = |i: usize| {
        reading.key(i).trim_start_matches('و') == "قبل"
            || reading.key(i) == "وقت" && reading.key(i + 1) == "سابق"
    };
    unit.opener == Some(Opener::Recall) && (unit.span.start..unit.span.start + 3).any(opens)
}

/// Whether the first act of a stretch is told as one more: «هجوماً مشابهاً», «غارة أخرى».
fn another(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let first = mentions
        .events_in(span)
        .iter()
        .find(|e| span.contains(e.span) && e.strength != Strength::Support);
    // «وانفجرت سيارة مفخخة أخرى», «بانفجار عبوة أخرى»: behind what the verb is told of.
    first.is_some_and(|e| {
        let reach = if e.class == EventClass::Noun { 0 } else { ANOTHER_REACH };
        (e.span.end..=e.span.end + reach).any(|i| beside::AS_WELL.contains(&reading.key(i)))
    })
}

/// «قالت جماعة الحوثي إنها قصفت …»: whether one of those who did it says so.
fn says_the_doer(mentions: &Mentions, span: TokenSpan, actors: &[ActorDraft]) -> bool {
    let says = |a: &ActorDraft| {
        a.did_it()
            && mentions.sayings_in(span).iter().any(|s| {
                span.contains(*s) && (s.end..=s.end + SPEAKER_REACH).contains(&a.span.start)
            })
    };
    actors.iter().any(says)
}

/// How far behind a verb of saying its speaker stands, in tokens.
const SPEAKER_REACH: usize = 1;

/// How far behind its verb a noun is told to be another, in tokens.
const ANOTHER_REACH: usize = 2;

/// Whether an act of a stretch is told besides what was told before: «كما طال القصف», «استهدفت كذلك».
fn besides(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let as_well = |i: usize| {
        reading.forms.any_parts(i) & AS_WELL != 0
            && matches!(reading.key(i).trim_start_matches('و'), "كما" | "كذلك" | "ايضا")
    };
    let behind = |end: usize| (end..(end + AS_WELL_REACH).min(span.end)).any(as_well);
    let mut acts = units::acts_in(mentions, span).peekable();
    let opens = acts.peek().is_some_and(|e| e.span.start <= span.start + 2);
    opens && as_well(span.start) || acts.any(|e| behind(e.span.end))
}

/// How far behind an act «كذلك» may stand, in tokens.
const AS_WELL_REACH: usize = 2;

/// Whether every act word of a stretch is definite: «القصف», «الاشتباكات», not «قصف». A verb behind or in front of
/// such a word («طال القصف», «القصف الذي استهدف») tells of the same.
pub(super) fn definite(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let mut any = false;
    for event in units::acts_in(mentions, span) {
        let last = event.span.end - 1;
        if same_strike::definite(reading, event.span.start)
            || last > event.span.start && same_strike::definite(reading, last)
        {
            any = true;
        } else if !(event.class == EventClass::VerbActive && event.strength == Strength::Weak) {
            return false;
        }
    }
    any
}

/// «بلشون: شهيدان و6 مصابين»: a line that a place and a colon open.
fn heads_line(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    unit.first
        && mentions.places_in(unit.span).iter().any(|p| {
            !p.dateline
                && p.frame.start <= unit.span.start + 1
                && unit.span.contains(p.span)
                && reading.key(p.frame.end) == ":"
        })
}
