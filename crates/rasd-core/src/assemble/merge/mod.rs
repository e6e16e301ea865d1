//! Telling again: title, lead, detail and "as reported earlier" are one incident.

mod headline;
mod likeness;
mod listed_again;
pub(in crate::assemble) mod retold;
mod same_day;
pub(in crate::assemble) mod same_kind;
pub(in crate::assemble) mod same_place;
mod same_toll;
mod spread;

use smallvec::SmallVec;

use self::headline::{called_otherwise, contradicts, leave_to_others, sums_up, wider};
use self::likeness::{likeness, tells_whole};
use self::same_place::{all_areas, all_general, all_regions, names_around};
use crate::assemble::draft::{ActorDraft, Draft, Firmness};
use crate::assemble::kind::fought;
use crate::assemble::kind::gravity::{closer, fought_in, subsumed};
use crate::assemble::tallies::totals::hand_on;
use crate::model::{ActorRole, Certainty, IncidentRole, Kind, Outcome, PlaceType};
use crate::resolve::places::ResolvedPlace;

/// Merges the tellings of each incident; the order of first telling is kept.
///
/// The body is brought together first. A headline may sum up several incidents, so it then joins
/// the one it is most like, without the figures and places that another incident tells. What a headline
/// only adds up goes into `sums`.
pub(crate) fn merge(
    mut drafts: Vec<Draft>,
    resolved: &[ResolvedPlace],
    sums: &mut Vec<Draft>,
) -> Vec<Draft> {
    let heads = drafts.extract_if(.., |d| d.headline).collect();
    let mut out = join(drafts, resolved);
    for mut head in join(heads, resolved).into_iter().rev() {
        for told in &mut out {
            if listed_again::listed_again(&head, told, resolved) {
                listed_again::part(&mut head, told, resolved);
            }
        }
        let best = (0..out.len())
            .map(|i| (likeness(&head, &out[i], resolved, false), i))
            .filter(|(score, _)| *score > 0)
            .max_by_key(|(score, i)| (*score, std::cmp::Reverse(*i)));
        let sum = sums_up(&mut head, &out, resolved);
        let summed = sum.is_some();
        if let Some(sum) = sum {
            hand_on(&sum, &mut out);
            sums.push(sum);
        }
        let Some((_, at)) = best else {
            if !head.figures.is_empty() || !(summed || head.places.is_empty()) {
                out.insert(0, head);
            }
            continue;
        };
        let told = out.remove(at);
        leave_to_others(&mut head, &told, &out, resolved);
        let disagree = contradicts(&head, &told);
        absorb(&mut head, told, resolved);
        head.disagree = disagree;
        out.insert(at, head);
    }
    out
}

fn join(drafts: Vec<Draft>, resolved: &[ResolvedPlace]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    // The incident that was told last.
    let mut last = 0;
    for mut draft in drafts {
        for told in &mut out {
            if listed_again::listed_again(told, &draft, resolved) {
                listed_again::part(told, &mut draft, resolved);
            }
        }
        let into = (0..out.len())
            .map(|i| (likeness(&out[i], &draft, resolved, i == last), i))
            .filter(|(score, _)| *score > 0)
            .max_by_key(|(score, i)| (*score, *i));
        match into {
            Some((_, i)) => {
                absorb(&mut out[i], draft, resolved);
                last = i;
            }
            None => {
                if let Some(before) = out.get(last)
                    && struck_again(before, &draft)
                {
                    draft.places.clone_from(&before.places);
                }
                last = out.len();
                out.push(draft);
            }
        }
    }
    // «مقتل وجرح 110 شرقي الرمادي», then 52 killed and, a sentence later, 58 wounded: the whole is known last.
    let mut at = 0;
    while at < out.len() {
        let again = (at + 1..out.len()).find(|i| tells_whole(&out[at], &out[*i], resolved));
        match again {
            Some(i) => {
                let told = out.remove(i);
                absorb(&mut out[at], told, resolved);
            }
            None => at += 1,
        }
    }
    out
}

/// «أصيب … بقصف على س، كما قُتل … باستهداف جوي»: the second act was where the first was.
fn struck_again(first: &Draft, second: &Draft) -> bool {
    let strike =
        |d: &Draft| matches!(d.kind.kind, Kind::Shelling | Kind::AirStrike | Kind::DroneStrike);
    second.places.is_empty()
        && second.containers.iter().all(|c| first.containers.contains(c))
        && first.paragraph == second.paragraph
        && !second.fresh
        && !second.figures.is_empty()
        && strike(first)
        && strike(second)
}

/// Adds telling `b` to `a`.
fn absorb(a: &mut Draft, b: Draft, resolved: &[ResolvedPlace]) {
    // «وكان 4 قد قُتلوا في إدلب. وقال ناشطون إن القصف استهدف حي …»: the details of what was recalled.
    let of_recalled = a.role == IncidentRole::Background
        && !b.states_day()
        && b.paragraph <= a.paragraph + 1
        && b.unit.start >= a.unit.end;
    let in_general = in_general(a, &b);
    let (a_kind, b_kind) = (a.kind.kind, b.kind.kind);
    let a_did: SmallVec<[&str; 4]> = a.perpetrators().collect();
    let a_general = all_general(a, &b, resolved)
        || (a.headline && b.places.is_empty() && wider(a, &b, resolved))
        || (a.headline
            && !b.places.is_empty()
            && (all_areas(a, resolved) || all_regions(a, resolved)));
    let b_general = !a_general && all_general(&b, a, resolved);
    // «قصف على جسر الشغور», then «على قرية … بريف جسر الشغور»: the nearer place stands first.
    let b_nearer = a.headline || names_around(a, &b, resolved);
    let takes_kind = b.kind.firmness > a.kind.firmness
        || (b.kind.firmness == a.kind.firmness && closer(b.kind.kind, a.kind.kind))
        // «غارة على طريق …», and below what flew: a drone.
        || (b.kind.firmness >= Firmness::Means
            && b.kind.kind == Kind::DroneStrike
            && a.kind.kind == Kind::AirStrike);
    let fell = b.kind.kind == Kind::ArmedClash
        && matches!(a.kind.kind, Kind::TerritorialChange | Kind::Arrest)
        && b.figures.iter().any(|f| f.outcome == Outcome::Killed);
    // «قُتل سبعة في هجوم …», then «وخطف المهاجمون …»: the attack did the gravest harm.
    let led_away = b.kind.kind == Kind::Abduction
        && matches!(a.kind.kind, Kind::ArmedClash | Kind::Shooting)
        && a.kind.firmness > Firmness::Harm
        && a.figures.iter().any(|f| f.outcome == Outcome::Killed);
    let takes_kind = !fought_in(a.kind.kind, b.kind.kind)
        && !led_away
        && (takes_kind || fell || fought_in(b.kind.kind, a.kind.kind));
    let loser = if takes_kind { std::mem::replace(&mut a.kind, b.kind) } else { b.kind };
    for kind in std::iter::once(loser).chain(b.also) {
        if kind.firmness >= Firmness::Strong
            && kind.kind != a.kind.kind
            && !subsumed(kind.kind, a.kind.kind)
            && !a.also.iter().any(|k| k.kind == kind.kind)
        {
            a.also.push(kind);
        }
    }
    a.also.retain(|k| k.kind != a.kind.kind && !subsumed(k.kind, a.kind.kind));
    let first_date = match (&a.when, &b.when) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => a.when_inherited && !b.when_inherited,
        _ => false,
    };
    if first_date {
        a.when = b.when;
        a.when_inherited = b.when_inherited;
    }
    // The body's list of places leads; a headline only adds what the body leaves out.
    // «اغتيل ضابط في مدينة بنغازي», then «قرب مسجد التوبة»: the town of a building is kept behind it.
    let mut towns: SmallVec<[usize; 4]> = SmallVec::new();
    if a_general {
        let place = |i: &usize| resolved.get(*i);
        let building = |i: &usize| place(i).is_some_and(|r| r.place.r#type == PlaceType::Facility);
        let general = std::mem::take(&mut a.places);
        if !b.places.is_empty() && b.places.iter().all(building) {
            towns.extend(general.iter().copied().filter(|i| place(i).is_some_and(|r| r.town)));
        }
        a.containers.extend(general);
    }
    let b_places = if b_general { Vec::new() } else { b.places };
    let mut places = Vec::new();
    let (lead, rest) = if b_nearer && !b_places.is_empty() {
        (b_places, std::mem::take(&mut a.places))
    } else {
        (std::mem::take(&mut a.places), b_places)
    };
    let key = |i: &usize| resolved.get(*i).map(|r| &r.place.key);
    for place in lead.into_iter().chain(rest).chain(towns) {
        if !places.iter().any(|p| key(p) == key(&place)) {
            places.push(place);
        }
    }
    a.places = places;
    a.containers.extend(b.containers);
    a.area.extend(b.area);
    a.assumed &= b.assumed;
    let mut b_actors = b.actors;
    if matches!(a.kind.kind, Kind::ArmedClash | Kind::Shelling) {
        fought::begun_in_one(&mut a.actors, &mut b_actors);
    }
    if from_shared_ground(&a.actors, &b_actors) {
        b_actors.retain(|x| !(x.did_it() && x.certainty == Certainty::Suspected));
    }
    // «استهدفت قوات … وروسيا مناطق عدة», then «الطيران الروسي استهدف بلدة …»: the nearer telling says who it was.
    if a.kind.kind != Kind::ArmedClash {
        if a_general && a.kind.kind == b_kind {
            only_nearer(&b_actors, &mut a.actors);
        } else if b_general && a.kind.kind == a_kind {
            only_nearer(&a.actors, &mut b_actors);
        }
    }
    // «تحت حماية جيش …» tells of the very act.
    let joins =
        |x: &ActorDraft| x.did_it() && x.rule != "roles.supported_by" && !a_did.contains(&x.id);
    for actor in b_actors.into_iter().filter(|x| !(in_general && joins(x))) {
        add_actor(&mut a.actors, actor);
    }
    for means in b.means {
        if !a.means.iter().any(|m| m.value == means.value) {
            a.means.push(means);
        }
    }
    if a.headline {
        let mut title = std::mem::replace(&mut a.figures, b.figures);
        called_otherwise(&mut title, &a.figures);
        retold::merge(&mut a.figures, title);
    } else {
        retold::merge(&mut a.figures, b.figures);
    }
    for source in b.sources {
        if !a.sources.iter().any(|s| s.source == source.source) {
            a.sources.push(source);
        }
    }
    for damage in b.damage {
        if !a.damage.iter().any(|d| d.value == damage.value) {
            a.damage.push(damage);
        }
    }
    if b.role == IncidentRole::Lead && !of_recalled {
        a.role = IncidentRole::Lead;
    }
    a.headline &= b.headline;
    a.fresh &= b.fresh;
    a.definite &= b.definite;
    a.paragraph = b.paragraph;
    a.unit = a.unit.cover(b.unit);
}

/// «الهجمات المستمرة من قبل قوات … وروسيا تهدد …»: a later paragraph that speaks of what is done at large
/// names no more who did what was told.
fn in_general(a: &Draft, b: &Draft) -> bool {
    // The sides of a fight may be told one after the other.
    let whole = a.kind.kind != Kind::ArmedClash
        || a.perpetrators().count() > 1
        || a.actors.iter().any(|x| x.role == ActorRole::Target);
    whole
        && a.paragraph < b.paragraph
        && a.perpetrators().next().is_some_and(|id| id != "unknown")
        && b.places.is_empty()
        && b.figures.iter().all(|f| f.outcome == Outcome::Displaced)
        && b.means.is_empty()
        && !b.states_day()
}

/// «أطلقته قوات …», then «مصدره مناطق سيطرة قوات … وقوات …»: where it came from says no more of who fired.
fn from_shared_ground(told: &[ActorDraft], again: &[ActorDraft]) -> bool {
    let sure = |a: &&ActorDraft| a.did_it() && a.certainty == Certainty::Stated;
    let perhaps = |a: &&ActorDraft| a.did_it() && a.certainty == Certainty::Suspected;
    again.iter().filter(perhaps).count() > 1
        && told.iter().filter(sure).any(|a| again.iter().filter(perhaps).any(|b| a.id == b.id))
}

/// Of those who acted as a telling at large has it, the ones whom a nearer telling is sure of.
fn only_nearer(near: &[ActorDraft], far: &mut Vec<ActorDraft>) {
    let did = |list: &[ActorDraft], id: &str| list.iter().any(|a| a.did_it() && a.id == id);
    let mut doers = near.iter().filter(|a| a.did_it()).peekable();
    let sure =
        doers.peek().is_some() && doers.all(|a| a.certainty == Certainty::Stated && did(far, a.id));
    if !sure {
        return;
    }
    far.retain(|a| !a.did_it() || did(near, a.id));
    if !far.iter().any(|a| a.role == ActorRole::Perpetrator)
        && let Some(left) = far.iter_mut().find(|a| a.did_it())
    {
        left.role = ActorRole::Perpetrator;
    }
}

/// Adds an actor unless its id already stands in that part, or did it.
pub(crate) fn add_actor(actors: &mut Vec<ActorDraft>, actor: ActorDraft) {
    let did = |r: ActorRole| matches!(r, ActorRole::Perpetrator | ActorRole::CoPerpetrator);
    if actor.id == "unknown" && did(actor.role) && actors.iter().any(|a| did(a.role)) {
        return;
    }
    // «صدت القوات هجوماً لـ…، فيما دمرت القوات ثلاث آليات»: who beats an attack off hits back.
    let hits_back = did(actor.role)
        && actors.iter().any(|a| a.id == actor.id && a.rule == "roles.beat_off")
        && actors.iter().any(|a| did(a.role) && a.id != actor.id);
    if hits_back {
        return;
    }
    if did(actor.role) && actor.id != "unknown" {
        actors.retain(|a| !(a.id == "unknown" && did(a.role)));
        // Who did it was not its own target, whatever the headline put first.
        actors.retain(|a| !(a.id == actor.id && a.role == ActorRole::Target));
    }
    if actor.role == ActorRole::Target && actors.iter().any(|a| a.id == actor.id && did(a.role)) {
        return;
    }
    let known = actors
        .iter()
        .any(|a| a.id == actor.id && (a.role == actor.role || (did(a.role) && did(actor.role))));
    if !known {
        actors.push(actor);
    }
}
