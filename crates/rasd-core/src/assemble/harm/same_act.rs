//! What goes with the act just told: whom it hurt elsewhere, whom the other side lost in it, who claims it.

use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::kind::gravity::bombards;
use crate::assemble::roles::same_strike::alike;
use crate::assemble::roles::subject::doers_again;
use crate::assemble::units::Unit;
use crate::model::{ActorRole, Group, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::bare;
use crate::word_lists::same_act::{ALIKE_TO, GUESSES};

/// «قُتل 17 بقصف على دوما، فيما قُتل 12 في سقبا»: the strikes just told, of which no more is said than whom
/// they hurt at another place.
pub(crate) fn same_act<'d>(
    reading: &Reading,
    unit: &Unit,
    draft: &Draft,
    previous: Option<&'d Draft>,
) -> Option<&'d Draft> {
    let struck = |k: Kind| {
        bombards(k)
            || matches!(
                k,
                Kind::Ied
                    | Kind::SuicideBombing
                    | Kind::LandmineErw
                    | Kind::Grenade
                    | Kind::ProtestViolence
                    | Kind::ArmedClash
            )
    };
    // «دارت اشتباكات في …. وقال مصدر إن 20 مقاتلاً قُتلوا»: fighters fell in the fight.
    let fell = |p: &Draft| {
        p.kind.kind == Kind::ArmedClash
            && unit.opener.is_none()
            && draft.figures.iter().all(|f| f.group == Group::Combatants)
    };
    previous.filter(|p| {
        draft.kind.firmness == Firmness::Harm
            && draft.kind.kind == Kind::Shooting
            && (!unit.first || unit.same_breath(reading) || fell(p))
            && !unit.headline
            && p.paragraph == unit.paragraph
            && unit.span.start.abs_diff(p.unit.end) <= 1
            && struck(p.kind.kind)
            && p.kind.firmness >= Firmness::Weak
            && !p.figures.is_empty()
            && !p.places.is_empty()
            && !draft.places.is_empty()
            && draft.means.is_empty()
            && draft.actors.iter().all(|a| !a.did_it())
            && draft.role == p.role
            && draft.figures.iter().all(|f| f.outcome != Outcome::Detained)
    })
}

/// «إثر انفجار لغم … أصيب أربعة بانفجارين مماثلين في …», «وفي حادث مماثل قُتل راعٍ في …»: an act of the sort just told.
pub(crate) fn blast_alike<'d>(
    reading: &Reading,
    draft: &Draft,
    previous: Option<&'d Draft>,
) -> Option<&'d Draft> {
    if draft.kind.firmness > Firmness::Means || draft.headline {
        return None;
    }
    let mut unit = draft.unit.start..draft.unit.end;
    let like = unit.find(|i| alike(reading, *i));
    // «وأدى انفجار مماثل في … إلى مقتل …»: and of a device of that sort.
    let blast = draft.another
        && draft.kind.kind == Kind::Ied
        && (like.is_some() || draft.kind.firmness <= Firmness::Weak && draft.means.is_empty());
    let before = |i: usize| bare(reading.key(i - 1).trim_start_matches(['ب', 'ل']));
    let incident = draft.kind.firmness <= Firmness::Weak
        && draft.means.is_empty()
        && !draft.figures.is_empty()
        && like.is_some_and(|i| i > 0 && ALIKE_TO.contains(&before(i)));
    previous.filter(|p| match p.kind.kind {
        Kind::LandmineErw => blast || incident,
        Kind::Ied => blast && like.is_some() || incident,
        Kind::SuicideBombing | Kind::Shooting | Kind::Assassination | Kind::Grenade => {
            incident && p.kind.firmness > Firmness::Harm
        }
        _ => false,
    })
}

/// «تبنى التنظيم الهجوم»: a telling that says who claims the act just told, and nothing else.
pub(crate) fn only_claims(reading: &Reading, draft: &Draft, told: &Draft) -> bool {
    let claims = draft.actors.iter().any(|a| a.role == ActorRole::Claimant);
    // «تبنى هجوماً وقع …» may be of another act.
    let known = || {
        (draft.unit.start..draft.unit.end)
            .any(|i| matches!(reading.key(i), "الهجوم" | "التفجير" | "العمليه" | "الانفجار"))
    };
    claims
        && !draft.headline
        && draft.kind.firmness <= Firmness::Weak
        && draft.places.is_empty()
        && draft.containers.is_empty()
        && draft.figures.is_empty()
        && known()
        && !told.headline
        && draft.paragraph <= told.paragraph + 1
}

/// «ورجح مصدر أن يكون انتحاري فجر نفسه في السيارة», «وكان ضابط اعتقد أن الآلية أصيبت بصاروخ»: what somebody takes
/// the act just told to have been.
pub(crate) fn only_guesses(reading: &Reading, unit: &Unit, draft: &Draft, told: &Draft) -> bool {
    let guess = |i: &usize| {
        let key = reading.key(*i).trim_start_matches(['و', 'ف']);
        GUESSES.contains(&key)
    };
    let opens = unit.span.start..(unit.span.start + GUESS_REACH).min(draft.kind.span.start);
    let that = |at: usize| {
        (at..(at + GUESS_REACH).min(unit.span.end))
            .any(|i| matches!(reading.key(i), "ان" | "بان" | "انه" | "انها" | "بانه" | "بانها"))
    };
    let attack = |d: &Draft| {
        bombards(d.kind.kind)
            || matches!(d.kind.kind, Kind::Ied | Kind::SuicideBombing | Kind::LandmineErw)
    };
    attack(draft)
        && attack(told)
        && !draft.headline
        && (draft.places.is_empty() || draft.assumed)
        && draft.containers.is_empty()
        && (!draft.states_day() || draft.when_inherited)
        && draft.figures.iter().all(|f| f.count.min == Some(1))
        && draft.paragraph <= told.paragraph + 1
        && opens.clone().find(guess).is_some_and(that)
}

/// How far from where a unit begins somebody's guess stands, and what it is behind that, in tokens.
const GUESS_REACH: usize = 8;

/// «استشهد شاب خلال اقتحام مخيم جنين، كما اعتُقل أربعة»: people led away right behind an act, and no word of where,
/// were led away there, by those who did it where nobody is named.
pub(crate) fn led_away_there(unit: &Unit, draft: &mut Draft, told: &Draft) {
    let taken = draft.kind.kind == Kind::Arrest
        && draft.figures.iter().any(|f| f.outcome == Outcome::Detained);
    let unplaced = draft.places.is_empty() && draft.containers.is_empty() && !draft.fresh;
    let goes_on = !told.headline
        && told.paragraph == unit.paragraph
        && unit.span.start.abs_diff(told.unit.end) <= 1
        && draft.role == told.role
        && !told.places.is_empty();
    let nobody = draft.perpetrators().next().is_none();
    if !(taken && unplaced && goes_on && (nobody || draft.shares_doer(told))) {
        return;
    }
    draft.places.clone_from(&told.places);
    draft.assumed = true;
    if nobody {
        draft.actors.extend(doers_again(told, "roles.same_act"));
    }
}

/// «معارك … قُتل فيها عشرة جنود، فيما أصيب 30 مسلحاً»: fighters of the fight just told, of whom no more is said.
pub(crate) fn only_fell(reading: &Reading, unit: &Unit, draft: &Draft, told: &Draft) -> bool {
    let fate = |f: &FigureMention| matches!(f.outcome, Outcome::Killed | Outcome::Injured);
    let fighters = |f: &FigureMention| f.group == Group::Combatants && fate(f);
    let goes_on = |p: &Draft| {
        p.kind.kind == Kind::ArmedClash
            && !p.headline
            && p.paragraph == unit.paragraph
            && unit.span.start.abs_diff(p.unit.end) <= 1
            && p.figures.iter().any(fate)
            && !p.figures.iter().any(|f| draft.figures.iter().any(|g| g.count == f.count))
    };
    draft.kind.firmness == Firmness::Harm
        && !unit.headline
        && !unit.bullet
        && (!unit.first || unit.same_breath(reading))
        && draft.places.is_empty()
        && draft.containers.is_empty()
        && !draft.states_day()
        && draft.figures.iter().all(fighters)
        && draft.perpetrators().next().is_none()
        && goes_on(told)
}
