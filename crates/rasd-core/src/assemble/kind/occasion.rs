//! What an act arose from: a quarrel that became shooting, a shell that children played with, a crowd
//! that was dispersed, ground that was fought for.

use crate::annotate::Mentions;
use crate::annotate::actors::is_no_side;
use crate::annotate::events::protester;
use crate::annotate::persons::person_at;
use crate::annotate::victims::FigureMention;
use crate::assemble::asked;
use crate::assemble::draft::{ActorDraft, Draft, Firmness, KindRead, Read};
use crate::held::TAKES_PART;
use crate::model::{Group, Kind, Means, Outcome};
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
use crate::word_lists::occasion::{
    ALL_OVER, MARCHES, PLAYED_WITH, PLAYS, QUARRELS, TO_DISPERSE, TURNED, UNARMED,
};

/// How far behind the quarrel it turns into shooting, in tokens.
const TURN_REACH: usize = 14;

/// «خلاف بين شبان تطور لإطلاق نار», «قنبلة رماها أحدهم خلال مشاجرة»: a fight of people who bear arms and are
/// no side; who was hurt by a hand grenade in it was hurt by that.
pub(in crate::assemble) fn quarrelled(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &mut KindRead,
    also: &mut Vec<KindRead>,
    actors: &[ActorDraft],
    figures: &[FigureMention],
) {
    let sides = actors.iter().any(|a| a.did_it() && !is_no_side(a.id));
    if sides {
        return;
    }
    let word = |i: usize| reading.key(i).trim_start_matches(['و', 'ب', 'ل']);
    let turned = |i: usize| {
        QUARRELS.contains(&bare(word(i)))
            && (i + 1..span.end.min(i + TURN_REACH)).any(|j| TURNED.contains(&word(j)))
    };
    if matches!(kind.kind, Kind::Shooting | Kind::ArmedClash)
        && let Some(at) = (span.start..span.end).find(|i| turned(*i))
    {
        kind.kind = Kind::MobViolence;
        kind.firmness = Firmness::Strong;
        kind.span = TokenSpan::new(at, at + 1);
        kind.rule = "kind.quarrelled";
        also.retain(|k| k.kind != Kind::MobViolence);
    }
    let hurt = figures.iter().any(|f| matches!(f.outcome, Outcome::Killed | Outcome::Injured));
    let grenade = mentions
        .means_in(span)
        .iter()
        .find(|m| span.contains(m.span) && m.means == Some(Means::Grenade));
    if kind.kind == Kind::MobViolence
        && hurt
        && let Some(grenade) = grenade
    {
        let read = KindRead {
            kind: Kind::Grenade,
            firmness: Firmness::Strong,
            span: grenade.span,
            rule: "kind.quarrelled",
        };
        also.retain(|k| k.kind != Kind::Grenade);
        also.push(std::mem::replace(kind, read));
    }
}

/// How far behind its verb what was played with stands, in tokens.
const PLAY_REACH: usize = 3;

/// «انفجار قنبلة كانوا يلعبون بها»: what was left lying, whatever it is called.
pub(in crate::assemble) fn played_with(
    reading: &Reading,
    span: TokenSpan,
    kind: &mut KindRead,
    means: &mut Vec<Read<Means>>,
) {
    let blast = match kind.kind {
        Kind::Ied | Kind::Grenade | Kind::LandmineErw => true,
        Kind::Other | Kind::Shelling => {
            kind.firmness <= Firmness::Means || kind.kind == Kind::Other
        }
        _ => false,
    };
    if !blast || !reading.forms.part_in(span, asked::PLAYS) {
        return;
    }
    let plays = |i: usize| {
        PLAYS.contains(&reading.key(i).trim_start_matches(['و', 'ب', 'ل', 'ف']))
            || PLAYS.contains(&reading.key(i))
    };
    let played = (span.start..span.end).find(|i| {
        plays(*i)
            && (i + 1..span.end.min(i + 1 + PLAY_REACH))
                .any(|j| PLAYED_WITH.contains(&reading.key(j)))
    });
    let Some(at) = played else { return };
    let here = TokenSpan::new(at, at + 1);
    *kind = KindRead {
        kind: Kind::LandmineErw,
        firmness: Firmness::Strong,
        span: here,
        rule: "kind.played_with",
    };
    let thrown = [Means::Ied, Means::Grenade, Means::Artillery, Means::Mortar, Means::Rocket];
    means.retain(|m| !thrown.contains(&m.value));
    if !means.iter().any(|m| matches!(m.value, Means::ExplosiveRemnant | Means::Landmine)) {
        means.push(Read::new(Means::ExplosiveRemnant, here, "kind.played_with"));
    }
}

/// «أطلقت القوات الرصاص لتفريق احتجاج», «أصيب أثناء مشاركته في مسيرة»: fire at a protest. The protest stands
/// beside the force used against it.
pub(in crate::assemble) fn dispersed(
    reading: &Reading,
    span: TokenSpan,
    kind: &mut KindRead,
    also: &mut Vec<KindRead>,
    shot: bool,
    figures: &[FigureMention],
) {
    if let Some(at) = fire_at_march(reading, span, kind, shot) {
        kind.kind = Kind::ProtestViolence;
        kind.rule = "kind.against_protesters";
        kind.span = TokenSpan::new(at, at + 1);
    } else if let Some(at) = hurt_at_march(reading, span, kind, figures) {
        kind.kind = Kind::ProtestViolence;
        kind.firmness = Firmness::Strong;
        kind.rule = "kind.hurt_at_march";
        kind.span = TokenSpan::new(at, at + 1);
    }
    if kind.kind == Kind::ProtestViolence {
        also.retain(|k| !matches!(k.kind, Kind::ProtestViolence | Kind::Protest));
        also.push(KindRead { kind: Kind::Protest, firmness: Firmness::Strong, ..kind.clone() });
    }
}

/// Where a stretch that tells of fire says that it was at a protest; whether people were shot.
fn fire_at_march(reading: &Reading, span: TokenSpan, kind: &KindRead, shot: bool) -> Option<usize> {
    if !(kind.kind == Kind::Shooting || shot && kind.kind == Kind::Protest)
        || kind.firmness < Firmness::Means
        || !reading.forms.part_in(span, asked::DISPERSES | TAKES_PART)
    {
        return None;
    }
    let march = |i: usize| MARCHES.contains(&bare(reading.key(i))) || protester(reading, i);
    let took_part = |i: usize| {
        reading.key(i).contains("مشاركت") && reading.key(i + 1) == "في"
            || matches!(reading.key(i), "بمشاركته" | "لمشاركته")
    };
    // «قتيل برصاص الأمن في احتجاجات …», «احتجاجات السويداء: قتيل برصاص …»
    let crowd = |i: usize| crowd(reading, i);
    let hurt = |i: usize| {
        i > span.start && person_at(reading, i - 1).is_some_and(|hit| hit.value.outcome.is_some())
    };
    let amid = |i: usize| match reading.key(i) {
        "خلال" | "اثناء" => crowd(i + 1),
        // «قتيلان في التظاهرات», but not «ناشطة في الاحتجاجات»: what somebody is known for.
        "في" => crowd(i + 1) && (!reading.key(i + 1).starts_with("ال") || hurt(i)),
        _ => false,
    };
    let heads = |i: usize| {
        i == span.start && crowd(i) && (i + 1..span.end.min(i + 4)).any(|j| reading.key(j) == ":")
    };
    (span.start..span.end).find(|i| {
        let near = || (i + 1..span.end.min(i + 4)).any(march);
        TO_DISPERSE.contains(&reading.key(*i)) && near()
            || amid(*i)
            || heads(*i)
            || took_part(*i) && (i + 1..span.end.min(i + 8)).any(march)
    })
}

/// A march by its name: «تجمع» is a gathering of any sort, and a small community.
fn crowd(reading: &Reading, at: usize) -> bool {
    let word = bare(reading.key(at));
    word != "تجمع" && MARCHES.contains(&word)
}

/// «قُتل ثمانية في المظاهرات», «أصيب 40 خلال احتجاجات في …»: where in the sentence the march is told at which
/// people who bear no arms were hurt, by whatever means.
fn hurt_at_march(
    reading: &Reading,
    span: TokenSpan,
    kind: &KindRead,
    figures: &[FigureMention],
) -> Option<usize> {
    if !matches!(kind.kind, Kind::Shooting | Kind::Protest) {
        return None;
    }
    let figure = figures.iter().find(|f| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
            && f.group != Group::Combatants
            && f.within.is_none()
    })?;
    let several = figure.count.min > Some(1);
    let from = figure.frame.end.max(figure.span.end);
    let mut clause =
        (from..span.end.min(from + MARCH_REACH)).take_while(|i| !reading.tokens[*i].is_punct('.'));
    clause.find(|i| {
        let (before, march) = (reading.key(*i - 1), reading.key(*i));
        let at = before == "في" && (several || !march.starts_with("ال"))
            || matches!(before, "خلال" | "اثناء" | "جراء");
        at && crowd(reading, *i)
            // «في المظاهرات التي عمت مدناً عراقية»: at no one place.
            && !(*i..*i + ALL_OVER_REACH).any(|j| ALL_OVER.contains(&bare(reading.key(j))))
    })
}

/// How far behind a march the words stand that tell that it was everywhere, in tokens.
const ALL_OVER_REACH: usize = 5;

/// How far behind people the march is told at which they were hurt, in tokens.
const MARCH_REACH: usize = 12;

/// «استعادت المقاومة الحي … وأسفرت المعارك عن 28 قتيلاً»: ground was fought for, and the fight did the harm.
pub(in crate::assemble) fn fought_for(draft: &mut Draft) {
    let hurt = draft
        .figures
        .iter()
        .any(|f| matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties));
    if draft.kind.kind != Kind::TerritorialChange || !hurt {
        return;
    }
    let Some(at) = draft.also.iter().position(|k| k.kind == Kind::ArmedClash) else { return };
    let fight = draft.also.remove(at);
    let taken = std::mem::replace(&mut draft.kind, fight);
    draft.also.insert(0, taken);
}

/// «مواجهات مع الشبان», «مواجهات بين الأهالي وقوات الاحتلال»: stones against soldiers, and no fight of two
/// armed sides.
pub(super) fn with_a_crowd(reading: &Reading, span: TokenSpan) -> bool {
    ["مواجه", "صدام"].iter().any(|fight| reading.key(span.start).contains(fight))
        && (span.end..span.end + 5).any(|i| {
            matches!(reading.key(i), "مع" | "بين")
                && (i + 1..i + 4).any(|j| UNARMED.contains(&reading.key(j).trim_start_matches('و')))
        })
}
