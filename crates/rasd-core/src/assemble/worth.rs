//! What is told well enough to stand as an incident.

use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::unreal;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::scene::bylines::town_in_front;
use crate::model::{ActorRole, Group, IncidentRole, Kind, Outcome, PlaceType};
use crate::reading::Reading;
use crate::word_lists::worth::{FAMILIES, MARTYR, SLAIN, WAVES};

/// Keeps the drafts that tell an incident; the others are returned. Accidents stand only beside
/// other incidents. `counted`: the report counts people over several incidents.
pub(crate) fn keep(
    reading: &Reading,
    drafts: &mut Vec<Draft>,
    mentions: &Mentions,
    counted: bool,
) -> Vec<Draft> {
    let mut dropped: Vec<Draft> =
        drafts.extract_if(.., |d| !stands(reading, d, mentions)).collect();
    if drafts.is_empty() {
        // A post whose first line is its news, with nothing below it that tells more.
        for draft in &mut dropped {
            draft.headline = false;
            // «داعل: قصف مدفعي»
            if draft.places.is_empty() {
                draft.places.extend(town_in_front(reading, mentions, &draft.containers, false));
            }
        }
        drafts.extend(dropped.extract_if(.., |d| stands(reading, d, mentions)));
    }
    let accident = |d: &Draft| d.kind.kind == Kind::Accident;
    if counted || drafts.iter().any(|d| d.kind.firmness >= Firmness::Means && !accident(d)) {
        let beside = |d: &mut Draft| slain(reading, d, mentions);
        let mut told: Vec<Draft> = dropped.extract_if(.., beside).collect();
        if !told.is_empty() {
            drafts.append(&mut told);
            drafts.sort_by_key(|d| d.unit.start);
        }
    }
    if drafts.iter().all(accident) {
        dropped.extend(drafts.extract_if(.., |d| !armed(d, mentions)));
    }
    dropped
}

/// Whether the unit names anybody in this form.
fn named(draft: &Draft, mentions: &Mentions, form: ActorForm) -> bool {
    let actors = mentions.actors_in(draft.unit).iter();
    actors.filter(|a| a.form == form).any(|a| draft.unit.contains(a.span))
}

/// Somebody armed, a weapon, or a side that lost people.
fn armed(draft: &Draft, mentions: &Mentions) -> bool {
    let told = |form: ActorForm| named(draft, mentions, form);
    draft.actors.iter().any(|a| a.id != "other")
        || (draft.kind.kind == Kind::Accident && told(ActorForm::Name))
        || !draft.means.is_empty()
        || draft.figures.iter().any(|f| f.affiliation.is_some())
        || told(ActorForm::Generic)
}

/// An incident needs an act, and a place, people or a side to hang it on.
fn stands(reading: &Reading, draft: &Draft, mentions: &Mentions) -> bool {
    let place = !draft.places.is_empty();
    // «في محافظة مأرب»: an area will do where there are people or a side.
    let area =
        draft.containers.iter().chain(&draft.area).any(|i| {
            mentions.resolved.get(*i).is_some_and(|r| r.place.r#type != PlaceType::Country)
        });
    // «قصف على ريف معرة النعمان الشرقي»: a town's countryside is a place, a governorate's is not.
    let countryside = !draft.headline
        && draft.containers.iter().chain(&draft.area).any(|i| {
            mentions
                .resolved
                .get(*i)
                .is_some_and(|r| r.place.r#type == PlaceType::Area && r.place.admin2.is_some())
        });
    let somewhere = place || area;
    let people = !draft.figures.is_empty();
    let armed = armed(draft, mentions);
    // «غارات للتحالف على محافظة صعدة»
    let side = !draft.headline && draft.actors.iter().any(|a| a.id != "other" && a.id != "unknown");
    // «طائرة مسيّرة تركية استهدفت سيارة لقسد»: who hit whom, wherever it was.
    let hit = |r: ActorRole| {
        draft.actors.iter().any(|a| a.role == r && a.id != "unknown" && a.id != "other")
    };
    // «قصفت تركيا أمس مواقع للتنظيم في سوريا»: a day will do for the weapon.
    let both = side
        && !draft.definite
        && (draft.states_day() || !draft.means.is_empty())
        && draft.role == IncidentRole::Lead
        && hit(ActorRole::Target)
        && hit(ActorRole::Perpetrator)
        && draft.perpetrators().count() == 1;
    match draft.kind.firmness {
        Firmness::Strong => match draft.kind.kind {
            Kind::AirStrike
            | Kind::DroneStrike
            | Kind::Shelling
            | Kind::ChemicalAttack
            | Kind::SuicideBombing
            | Kind::Ied
            | Kind::LandmineErw
            | Kind::Grenade => {
                // «تفجير مركز الشرطة أوقع ثمانية قتلى»: a bomb that killed needs no more.
                let bomb = matches!(draft.kind.kind, Kind::Ied | Kind::SuicideBombing);
                let killed = || draft.figures.iter().any(|f| f.outcome == Outcome::Killed);
                place
                    || both
                    || (area && side)
                    || countryside
                    || people && (armed || area || bomb && killed())
            }
            Kind::Displacement => (somewhere && people) || (place && families(reading, draft)),
            Kind::Accident => somewhere && people,
            Kind::Agreement => {
                let freed = draft.figures.iter().any(|f| f.outcome == Outcome::Released);
                people && if freed { somewhere || armed } else { somewhere && armed }
            }
            Kind::Protest => place,
            // «نجا ضابط من محاولة اغتيال في …»: aimed at, and nobody was hurt.
            Kind::Assassination if place && attempt(reading, draft) => true,
            // «اندلعت اشتباكات في حي …»: who fought is often left out; «مواجهات» are a team's too.
            Kind::ArmedClash if place && !reading.reads(draft.kind.span.start, "مواجهات") => {
                true
            }
            Kind::PropertyDestruction => {
                let side = draft.actors.iter().any(|a| a.rule != "roles.adjective");
                // «أضرم مسلحون النار في …»: gunmen who are nobody's do for a side.
                let gunmen = named(draft, mentions, ActorForm::Generic);
                place && (side || people || gunmen || !draft.means.is_empty())
            }
            Kind::Other => place,
            Kind::Arrest | Kind::Raid => {
                (place && armed) || (area && side) || (people && (somewhere || armed))
            }
            Kind::TerritorialChange => somewhere && (armed || people),
            // «قضى 37 مدنياً تحت التعذيب»: whose prison it was may be left out.
            Kind::DeathInCustody => people,
            // «العثور على مقبرة جماعية»: whoever lies there was not counted yet.
            Kind::BodyFound if grave(reading, draft) => place || people,
            // «اغتصبت قوات … 9 فتيات في إحدى القرى بشرق الجزيرة»: the place is kept from whoever reads.
            Kind::SexualViolence if armed => somewhere || people,
            _ => (place || people) && (armed || (somewhere && people)),
        },
        // «استشهاد 3 شبان خلال اقتحام نابلس»: a raid stands without a word about who came.
        Firmness::Means if draft.kind.rule == "kind.shot_in_raid" => people && (somewhere || armed),
        Firmness::Means => (place || people || area && both) && armed,
        Firmness::Weak => {
            (place || (area && people)) && (armed || people) && draft.kind.kind != Kind::Agreement
        }
        Firmness::Harm => {
            people
                && (armed
                    || place && (led_away(draft) || draft.kind.kind == Kind::ProtestViolence)
                    || (somewhere
                        && at_war(draft)
                        && !unreal::by_nature(&mentions.unreal, draft.unit))
                    || (place && martyrs(reading, draft, mentions)))
        }
    }
}

/// «توقيف 11 من عناصر الشرطة في …»: armed men are led away for no common crime.
fn led_away(draft: &Draft) -> bool {
    draft.kind.kind == Kind::Arrest && draft.figures.iter().any(|f| f.group == Group::Combatants)
}

/// «مقتل ثلاثة مدنيين في …»، «37 مدنياً بين قتيل وجريح»: words that only a war has for its dead.
fn at_war(draft: &Draft) -> bool {
    draft.figures.iter().any(|f| {
        matches!(f.outcome, Outcome::Killed | Outcome::Casualties)
            && matches!(f.group, Group::Civilians | Group::Combatants)
    })
}

/// «وقُتل 11 شخصاً في منطقة …», in a report that tells of violence: who did it and how is left out, and people
/// died by somebody's hand.
fn slain(reading: &Reading, draft: &Draft, mentions: &Mentions) -> bool {
    let by_hand = |f: &FigureMention| {
        f.outcome == Outcome::Killed
            && (f.frame.start..f.frame.end).any(|i| {
                let key = reading.key(i).trim_start_matches(['و', 'ف', 'ب', 'ل']);
                SLAIN.iter().any(|stem| key.starts_with(stem))
            })
    };
    // «7 من جنودنا قُتلوا خلال معارك الخميس»: the fight is told; where it was is not.
    let fought = draft.kind.firmness == Firmness::Strong && draft.kind.kind == Kind::ArmedClash;
    let harm = draft.kind.firmness == Firmness::Harm && !draft.places.is_empty();
    // «وكان 52 شخصاً قُتلوا في هجوم مماثل العام الماضي»: an act on a day of its own.
    let attacked = draft.kind.firmness > Firmness::Harm
        && draft.states_day()
        && !draft.definite
        && draft.role == IncidentRole::Background;
    (harm || fought || attacked)
        && !draft.headline
        && draft.figures.iter().any(by_hand)
        && !unreal::by_nature(&mentions.unreal, draft.unit)
}

/// «نزحت نحو 40 عائلة», «نزوح جماعي»: people of whom no number is told, right behind the act; or a whole town of
/// them («حالة نزوح»).
fn families(reading: &Reading, draft: &Draft) -> bool {
    let act = draft.kind.span;
    let wave = act.start.checked_sub(1).is_some_and(|i| WAVES.contains(&reading.key(i)));
    wave || (act.end..act.end + 4).any(|i| FAMILIES.contains(&reading.key(i)))
}

/// «محاولة اغتيال»: one that is told, and not attempts in general.
fn attempt(reading: &Reading, draft: &Draft) -> bool {
    reading.reads(draft.kind.span.start, "محاوله")
}

/// Whether a mass grave is told of.
fn grave(reading: &Reading, draft: &Draft) -> bool {
    (draft.unit.start..draft.unit.end)
        .any(|i| reading.reads(i, "مقبره") && reading.reads(i + 1, "جماعيه"))
}

/// «استشهاد امرأة وإصابة طفلها في بلدة …»: a word for a violent death, and no other cause told.
fn martyrs(reading: &Reading, draft: &Draft, mentions: &Mentions) -> bool {
    let said = draft.figures.iter().any(|f| {
        (f.frame.start..f.frame.end)
            .any(|i| MARTYR.iter().any(|stem| reading.key(i).contains(stem)))
    });
    said && !unreal::by_nature(&mentions.unreal, draft.unit)
}
