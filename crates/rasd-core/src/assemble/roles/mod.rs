//! Who did it to whom: parts for the actors of a unit.
//!
//! Cues decide first («برصاص», «التي تسيطر عليها»), then the order of words: an actor right
//! behind the act word or in front of its verb did it; one behind a preposition, a position or a
//! vehicle was hit; those around «بين … و…» of a fight both fought.

mod accused;
mod adjective;
mod answered;
mod apart;
mod behind_act;
pub(in crate::assemble) mod flown;
mod ground;
mod gunmen;
mod himself;
mod in_passing;
mod joined;
pub(in crate::assemble) mod one_doer;
mod order;
mod reach;
pub(in crate::assemble) mod same_strike;
mod settle;
pub(in crate::assemble) mod shot_first;
pub(in crate::assemble) mod subject;
mod told;
mod uniform;
mod unnamed;
mod verb;
mod words;

pub(crate) use self::words::each_part;

use smallvec::SmallVec;

use self::accused::accused;
use self::apart::{of_no_part, pretext, speaks};
use self::joined::joined;
use self::order::ordered;
pub(crate) use self::settle::{claimed, own_people, targets_from_victims};
use self::settle::{disclaim, settle, sought};
use self::told::{announced, ascribed, fought_as_told, killed_as_told};
pub(crate) use self::uniform::of_the_state;
use self::unnamed::{at_a_protest, unnamed_side};
use self::words::{WordClass, breaks, is};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention, CueMention, CueRole as Cue};
use crate::annotate::persons::person_at;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::assemble::kind::fought::{begun, both_act};
use crate::assemble::merge::add_actor;
use crate::lexicon::verbs::Verb;
use crate::model::{ActorRole, Certainty, Group, Kind};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::doers::SAID_OF_DOERS;
use crate::word_lists::roles::FINDS;

/// How far behind a side its supporter is named, in tokens.
const SUPPORT_REACH: usize = 3;

/// The actors of a unit in their parts.
pub(crate) fn roles(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    figures: &[FigureMention],
) -> Vec<ActorDraft> {
    let actors: SmallVec<[&ActorMention; 8]> =
        mentions.actors_in(span).iter().filter(|a| span.contains(a.span)).collect();
    let mut out: Vec<ActorDraft> = Vec::with_capacity(actors.len());
    let clash = both_act(mentions, kind);
    let mut previous: Option<(usize, ActorRole)> = None;
    let mut silent: Option<&ActorMention> = None;
    let mut began: Option<&'static str> = None;
    for actor in &actors {
        if actor.form == ActorForm::Generic {
            continue;
        }
        let read = part(reading, mentions, actor, span, kind, figures, previous, !out.is_empty());
        let Some((role, rule)) = read else {
            silent = Some(*actor);
            continue;
        };
        // Nobody attacks a side he calls unknown: «برصاص مجهولين» only says who did it.
        let role = match (actor.form, role) {
            (ActorForm::UnknownAttacker, ActorRole::Target) => ActorRole::Perpetrator,
            (_, role) => role,
        };
        // «طيران … بمساندة …»: who is supported is the one who acts, wherever his verb stands.
        if let Some(lead) = silent.take().filter(|lead| {
            rule == "roles.supported_by"
                && lead.form == ActorForm::Name
                && actor.span.start.saturating_sub(lead.span.end) <= SUPPORT_REACH
                && out.is_empty()
        }) {
            out.push(ActorDraft::of(lead, ActorRole::Perpetrator, "roles.subject_first"));
        }
        previous = Some((actor.span.end, role));
        let certainty = match (actor.form, actor.hedge) {
            (ActorForm::UnknownAttacker, _) => Certainty::Unknown,
            // «يُرجح أنهم من داعش»: the doubt is about who did it.
            _ if role == ActorRole::Target => Certainty::Stated,
            _ if rule == "roles.ascribed" => Certainty::Suspected,
            _ if rule == "roles.cue_perpetrator" && denies(reading, actor) => Certainty::Denied,
            (_, hedge) => hedge,
        };
        // «اشتباكات بين … و… عقب هجوم شنته …»: said once more to have attacked.
        let attack = clash
            && role == ActorRole::Perpetrator
            && rule == "roles.cue_perpetrator"
            && out.iter().any(|a| a.id == actor.id && a.rule == "roles.fought");
        began = began.or(attack.then_some(actor.id));
        let draft = ActorDraft { certainty, ..ActorDraft::of(actor, role, rule) };
        add_actor(&mut out, draft);
    }
    if let Some(id) = began {
        begun(&mut out, id);
    }
    ground::held_by_both(reading, &mut out);
    in_passing::in_passing(reading, mentions, span, kind, &mut out);
    disclaim(reading, &actors, &mut out);
    accused(reading, mentions, span, &actors, &mut out);
    announced(reading, mentions, &actors, kind, &mut out);
    killed_as_told(reading, mentions, &actors, kind, figures, &mut out);
    if clash {
        fought_as_told(reading, mentions, span, &actors, figures, &mut out);
    }
    settle(&mut out, kind, clash);
    // «أصيبوا بالرصاص خلال مواجهات مع قوات الاحتلال»: those they faced shot.
    if kind.rule == "kind.shot_at_a_crowd" && !out.iter().any(ActorDraft::did_it) {
        for actor in out.iter_mut().filter(|a| a.role == ActorRole::Target) {
            actor.role = ActorRole::Perpetrator;
            actor.rule = "roles.fought";
        }
    }
    if clash {
        unnamed_side(reading, mentions, span, &mut out);
    }
    at_a_protest(reading, mentions, span, kind, &mut out);
    gunmen::gunmen(reading, mentions, span, kind, figures, &mut out);
    sought(reading, mentions, span, figures, &mut out);
    out
}

/// The part that the words around an actor give him, if any.
#[expect(clippy::too_many_arguments, reason = "what is known of the unit so far")]
fn part(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
    kind: &KindRead,
    figures: &[FigureMention],
    previous: Option<(usize, ActorRole)>,
    any: bool,
) -> Option<(ActorRole, &'static str)> {
    let clash = both_act(mentions, kind);
    let victim = figures.iter().any(|f| {
        // «ستة من رجال الجيش والشرطة قتلوا»: all that stands in front of the verb fell.
        let end = if f.rule == "victims.before_verb" { f.frame.end } else { f.span.end };
        f.span.start <= actor.span.start && actor.span.start < end
    });
    // «عثرت الشرطة على جثة مجهولة الهوية»: neither the finder nor the dead did it.
    let finds = kind.kind == Kind::BodyFound
        && (actor.span.start.checked_sub(kind.span.end).is_some_and(|gap| gap <= 1)
            || (actor.form == ActorForm::UnknownAttacker
                && reading.words(actor.span).contains("الهوية"))
            // «عثرت قوة من الشرطة على مقبرة»: the verb in front of its subject.
            || (actor.span.start.saturating_sub(FINDER_REACH)..actor.span.start)
                .rev()
                .take_while(|i| reading.key(*i) != "علي" && !reading.tokens[*i].is_punct('،'))
                .any(|i| FINDS.iter().any(|stem| reading.key(i).contains(stem))));
    if victim
        || finds
        || pretext(reading, actor.span.start, span)
        || speaks(reading, actor)
        || of_no_part(reading, mentions, actor, kind)
    {
        return None;
    }
    cued(reading, mentions, actor, span, kind.kind)
        .or_else(|| ascribed(reading, actor))
        .or_else(|| jailer(reading, actor, kind.kind))
        .or_else(|| takes(reading, mentions, actor, figures))
        .or_else(|| ground::laid_it(reading, actor, kind.kind))
        .or_else(|| ground::left_it(reading, actor, kind))
        .or_else(|| ground::went_on(reading, mentions, actor, any))
        .or_else(|| joined(reading, actor, previous, clash))
        .or_else(|| ordered(reading, mentions, actor, span, clash, any))
        .or_else(|| reach::by_its_aircraft(reading, actor, kind.span, any))
}

/// «تحت التعذيب في سجون …»: who held them.
fn jailer(
    reading: &Reading,
    actor: &ActorMention,
    kind: Kind,
) -> Option<(ActorRole, &'static str)> {
    let custody = matches!(kind, Kind::DeathInCustody | Kind::IllTreatment);
    let jail = (actor.span.start.saturating_sub(3)..=actor.span.start)
        .any(|i| is(reading, i, WordClass::Jail));
    (custody && jail && actor.form == ActorForm::Name)
        .then_some((ActorRole::Perpetrator, "roles.jailer"))
}

/// «قتل تنظيم داعش ثلاثة من …», «قتل مجهولون شاباً», «قتل قناص من قوات النظام شاباً»: between a verb
/// that has an object and the people who are it.
fn takes(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    figures: &[FigureMention],
) -> Option<(ActorRole, &'static str)> {
    let men = |i: usize| {
        let here = mentions.numbers_in(TokenSpan::new(i, i + 1));
        reading.tokens[i].kind == TokenKind::Soft
            || here.iter().any(|n| n.span.start == i)
            || is(reading, i, WordClass::Between)
            || person_at(reading, i).is_some_and(|h| h.value.group == Group::Combatants)
    };
    // «قتل مسلحون قبليون بالرصاص الشيخ …»
    let said = |i: usize| {
        reading.tokens[i].kind == TokenKind::Soft || SAID_OF_DOERS.contains(&reading.key(i))
    };
    let subject = |figure: &FigureMention| {
        figure.frame.start < actor.span.start
            && (actor.span.end..figure.span.start).all(said)
            && actor.span.end <= figure.span.start
            && (figure.frame.start + 1..actor.span.start).all(men)
            && Verb::takes_object(reading.key(figure.frame.start))
    };
    // «إن الجيش قتل ثلاثة مسلحين»: the people behind the verb, its subject in front.
    let soft = |i: usize| reading.tokens[i].kind == TokenKind::Soft;
    let opens = |at: usize| {
        (0..at)
            .rev()
            .find(|i| !soft(*i))
            .is_none_or(|i| !reading.tokens[i].is_word() || matches!(reading.key(i), "ان" | "بان"))
    };
    let in_front = |figure: &FigureMention| {
        figure.frame.start >= actor.span.end
            && figure.frame.start < figure.span.start
            && figure.affiliation != Some(actor.id)
            && (actor.span.end..figure.frame.start).all(soft)
            && Verb::takes_object(reading.key(figure.frame.start))
            && opens(actor.span.start)
    };
    let doer = matches!(actor.form, ActorForm::Name | ActorForm::UnknownAttacker);
    (doer && figures.iter().any(|f| subject(f) || in_front(f)))
        .then_some((ActorRole::Perpetrator, "roles.subject"))
}

/// Whether what stands at `at` is something of a side's that others attack.
pub(crate) fn is_held(reading: &Reading, at: usize) -> bool {
    is(reading, at, WordClass::Held)
}

/// How far behind a verb of finding its subject's side stands, in tokens.
const FINDER_REACH: usize = 6;

/// Heads of a name that may stand between its cue and itself.
const CUE_REACH: usize = 5;

/// A part given by a cue next to the actor.
fn cued(
    reading: &Reading,
    mentions: &Mentions,
    actor: &ActorMention,
    span: TokenSpan,
    kind: Kind,
) -> Option<(ActorRole, &'static str)> {
    let cues = mentions.role_cues_in(span).iter().filter(|c| span.contains(c.span));
    // «في عملية لقوات …», «خلال عملية أمريكية», but «في عملية عاصفة الحزم»: whose the operation was. A bomber in one
    // blew himself up.
    let whose = actor.form == ActorForm::Adjective
        || reading.forms[actor.span.start].iter().any(|f| f.proclitic.preposition == Some('ل'));
    let of_another = |c: &CueMention| {
        (c.span.start..c.span.end).any(|i| reading.reads_any(i, &["عمليه", "عمليات"]))
            && c.before
            && (!whose || kind == Kind::SuicideBombing)
    };
    let cue = cues.filter(|c| !apart::meanwhile(reading, c) && !of_another(c)).find(|c| {
        // «داعش يتبنى الهجوم»: who claims it stands on either side of the verb.
        let claims = c.role == Cue::Claimant
            && c.span.start.checked_sub(actor.span.end).is_some_and(|gap| gap <= 1);
        if claims {
            true
        } else if c.before {
            let gap = actor.span.start.checked_sub(c.span.end);
            gap.is_some_and(|_| {
                let between = c.span.end..actor.span.start;
                // «هجوم شنته، فجر السبت، مسيرات تابعة لـ…»: when, said aside.
                let days = mentions.dates_in(TokenSpan::new(c.span.end, actor.span.start));
                let dated = |i: usize| days.iter().any(|d| d.span.start <= i && i < d.span.end);
                let aside =
                    |i: usize| dated(i) || !days.is_empty() && reading.tokens[i].is_punct('،');
                let heads = between.clone().filter(|i| reading.tokens[*i].is_word() && !dated(*i));
                // «على يد ثلاثة من أفراد …»
                let numbers = mentions.numbers_in(TokenSpan::new(c.span.end, actor.span.start));
                let counted =
                    |i: usize| numbers.iter().any(|n| (n.span.start..n.span.end).contains(&i));
                heads.count() <= CUE_REACH
                    && between.clone().all(|i| is_head(reading, i) || aside(i) || counted(i))
            })
        } else {
            let gap = c.span.start.checked_sub(actor.span.end);
            gap.is_some_and(|g| g <= 3 && !breaks(reading, actor.span.end, c.span.start))
        }
    })?;
    // «تحرير … من المناطق التي يسيطر عليها …»: fire comes from a side's ground, people leave it.
    let left = matches!(kind, Kind::TerritorialChange | Kind::Displacement | Kind::Agreement)
        && reading.key(cue.span.start) == "من"
        && reading.reads_any(cue.span.start + 1, &["مناطق", "مواقع", "نقاط", "اماكن"]);
    Some(match cue.role {
        Cue::Perpetrator if left => (ActorRole::Controller, "roles.cue_controller"),
        Cue::Perpetrator => (ActorRole::Perpetrator, "roles.cue_perpetrator"),
        Cue::Target => (ActorRole::Target, "roles.cue_target"),
        Cue::Controller => (ActorRole::Controller, "roles.cue_controller"),
        // «نفت … مسؤوليتها عن»: who denies is the one accused.
        Cue::Claimant if actor.hedge == Certainty::Denied || denies(reading, actor) => {
            (ActorRole::Perpetrator, "roles.cue_perpetrator")
        }
        Cue::Claimant => (ActorRole::Claimant, "roles.cue_claimant"),
        Cue::Affiliation | Cue::Member => return None,
    })
}

/// «… نفت مسؤوليتها عن»: the denial right behind the name.
fn denies(reading: &Reading, actor: &ActorMention) -> bool {
    let hard = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let verb = (actor.span.end..reading.tokens.len()).find(hard);
    verb.is_some_and(|i| matches!(reading.key(i), "نفت" | "نفي" | "تنفي" | "ينفي" | "انكرت"))
}

/// Words that may stand between a cue and the name: heads of the name and soft tokens.
fn is_head(reading: &Reading, at: usize) -> bool {
    reading.tokens[at].kind == TokenKind::Soft || is(reading, at, WordClass::Between)
}
