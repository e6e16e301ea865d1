//! Totals that the report itself adds up: «مقتل 24 …», then 6 here and 18 there.

use super::TallyDraft;
use super::period::PeriodDraft;
use super::rest;
use super::sums::{PARTS, count_of, is_total, may_be_total, tells_shares};
use super::two_acts::two_acts;
use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::annotate::events::EventClass;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness, KindRead};
use crate::assemble::harm;
use crate::assemble::kind::gravity::bombards;
use crate::assemble::roles::subject::doers_again;
use crate::model::{DatePrecision, Kind, Outcome, PlaceType};
use crate::reading::Reading;
use crate::tokens::bare;
use crate::word_lists::totals::MANY;

/// The smallest number of people of whole governorates.
const SMALLEST: u32 = 5;

/// Takes out, as tallies, the drafts whose toll is the sum of the incidents told next or is that of whole
/// governorates.
pub(crate) fn take(
    reading: &Reading,
    drafts: &mut Vec<Draft>,
    tallies: &mut Vec<TallyDraft>,
    mentions: &Mentions,
) {
    let mut at = 0;
    while at < drafts.len() {
        let (draft, next) = (&drafts[at], &drafts[at + 1..]);
        if at == 0 && opens_vaguely(draft, next, mentions) {
            let draft = drafts.remove(at);
            hand_on(&draft, &mut drafts[at..]);
            continue;
        }
        if let Some(both) = in_one_breath(drafts, at)
            && is_total(reading, &both, &next[1..], mentions, true)
        {
            drafts.drain(at..at + 2);
            hand_on(&both, &mut drafts[at..]);
            add(both, tallies, mentions);
            continue;
        }
        if let Some(both) = rest::told_elsewhere(reading, drafts, at, mentions) {
            add(both, tallies, mentions);
            at += 1;
            continue;
        }
        if let Some(sum) = rest::opens_with_sum(drafts, at, mentions) {
            add(sum, tallies, mentions);
        }
        let (draft, next) = (&drafts[at], &drafts[at + 1..]);
        if is_total(reading, draft, next, mentions, false)
            || tells_shares(draft, next, mentions)
            || counts_vaguely(draft, next, mentions)
            || is_of_regions(reading, at, drafts, mentions)
            || is_of_nowhere(at, drafts)
            || is_of_country(reading, draft, next, mentions)
        {
            let draft = drafts.remove(at);
            if let Some(first) =
                drafts[..at].iter().position(|d| rest::tells_sum(d, &draft, mentions))
            {
                drafts.remove(first);
                at -= 1;
            }
            hand_on(&draft, &mut drafts[at..]);
            let end = draft.unit.end;
            add(draft, tallies, mentions);
            if drafts.get(at).is_some_and(|next| next.unit.start == end && rest::adds_people(next))
            {
                add(drafts.remove(at), tallies, mentions);
            }
        } else {
            at += 1;
        }
    }
    joint_of_sum(drafts, tallies, mentions);
}

/// «ستة مدنيين بين قتيل وجريح», and then «ثلاثة قتلى وثلاثة جرحى» in all: the joint figure of a sum is one
/// itself.
fn joint_of_sum(drafts: &mut Vec<Draft>, tallies: &mut Vec<TallyDraft>, mentions: &Mentions) {
    let sum = |outcome: Outcome| {
        let mut of = tallies
            .iter()
            .filter(|t| t.within.is_none() && t.figure.outcome == outcome)
            .map(|t| t.figure.count.min.filter(|_| t.figure.count.is_exact()));
        // Several counts of one outcome are no one sum.
        of.next().flatten().filter(|_| of.next().is_none())
    };
    let Some((dead, wounded)) = sum(Outcome::Killed).zip(sum(Outcome::Injured)) else { return };
    let joint = |d: &Draft| {
        let mut wholes = d.figures.iter().filter(|f| f.within.is_none());
        let one = wholes.next();
        wholes.next().is_none()
            && one.is_some_and(|f| {
                f.outcome == Outcome::Casualties
                    && f.count.is_exact()
                    && f.count.min == dead.checked_add(wounded)
            })
    };
    while let Some(at) = drafts.iter().position(joint) {
        let whole = tallies.len();
        add(drafts.remove(at), tallies, mentions);
        for part in &mut tallies[..whole] {
            if part.within.is_none()
                && matches!(part.figure.outcome, Outcome::Killed | Outcome::Injured)
            {
                part.within = Some(whole);
            }
        }
    }
}

/// «خلّفت 3 قتلى، فيما أصيب 11 آخرون»: the dead and the wounded of one sentence, told in two stretches.
fn in_one_breath(drafts: &[Draft], at: usize) -> Option<Draft> {
    let (first, second) = (&drafts[at], drafts.get(at + 1)?);
    let adjoining = first.paragraph == second.paragraph && first.unit.end == second.unit.start;
    let told = !first.figures.is_empty() && !second.figures.is_empty();
    let shared =
        || first.figures.iter().any(|f| second.figures.iter().any(|s| s.outcome == f.outcome));
    let plain = first.kind.firmness <= Firmness::Weak || second.kind.firmness <= Firmness::Weak;
    let sum = || may_be_total([first, second], &drafts[at + 2..]);
    if !adjoining || !told || !plain || shared() || !sum() {
        return None;
    }
    let mut both = first.clone();
    let shift = both.figures.len();
    both.figures.extend(second.figures.iter().cloned().map(|mut f| {
        f.within = f.within.map(|w| w + shift);
        f
    }));
    both.unit = both.unit.cover(second.unit);
    both.places.extend(second.places.iter().copied());
    both.containers.extend(second.containers.iter().copied());
    both.when = both.when.or_else(|| second.when.clone());
    Some(both)
}

/// The day of a sum is that of its parts, and so is its act where they tell none.
pub(in crate::assemble) fn hand_on(sum: &Draft, next: &mut [Draft]) {
    let shares =
        |d: &Draft| d.figures.iter().any(|f| sum.figures.iter().any(|s| s.outcome == f.outcome));
    let day = sum.when.as_ref().is_some_and(|w| w.value.precision == DatePrecision::Day);
    let act = sum.kind.firmness > Firmness::Weak && bombards(sum.kind.kind);
    let parts = next.iter_mut().filter(|d| d.role == sum.role).take(PARTS);
    for part in parts.filter(|d| shares(d)) {
        if day && part.when.is_none() {
            part.when.clone_from(&sum.when);
            part.when_inherited = true;
        }
        if act && part.kind.firmness == Firmness::Harm {
            part.kind = KindRead { rule: "kind.same_act", ..sum.kind.clone() };
            part.means.clone_from(&sum.means);
        }
        // «اعتقلت القوات الإسرائيلية 47 مواطناً، …: 21 في الخليل»: the sum says who did it.
        let alike =
            part.kind.kind == sum.kind.kind || bombards(part.kind.kind) && bombards(sum.kind.kind);
        let known = sum.perpetrators().all(|id| id != "unknown");
        let untold = || part.perpetrators().next().is_none();
        let act = sum.kind.firmness > Firmness::Weak || sum.kind.kind == Kind::Arrest;
        if alike && known && act && untold() {
            part.actors.extend(doers_again(sum, "roles.same_act"));
        }
    }
}

/// «مقتل العشرات من … في العراق»: a headline that says no act and no place for what its body tells
/// incident by incident.
fn counts_vaguely(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let vague = |f: &FigureMention| f.count.vague.is_some();
    let country =
        |i: &usize| mentions.resolved.get(*i).is_some_and(|r| r.place.r#type == PlaceType::Country);
    let told = |d: &&Draft| !d.headline && count_of(d, Outcome::Killed).is_some();
    draft.headline
        && draft.kind.firmness == Firmness::Harm
        && !draft.figures.is_empty()
        && draft.figures.iter().all(vague)
        && draft.places.iter().chain(&draft.containers).all(country)
        && next.iter().filter(told).count() > 1
        && !next.iter().flat_map(|d| &d.figures).any(|f| f.count == draft.figures[0].count)
}

/// «واصلت الطائرات غاراتها على ريف إدلب، ما أوقع ضحايا»: what opens the news, with people whom nobody counts and
/// no place but a countryside or a governorate, or none, when it is told below where they were.
fn opens_vaguely(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let place = |i: &usize| &mentions.resolved[*i].place;
    let wide = |i: &usize| place(i).is_wide();
    let strike = bombards(draft.kind.kind) || draft.kind.kind == Kind::ArmedClash;
    // «قصف المناطق المحررة»: at no place that is known; two places below tell of whom.
    let nowhere = draft.places.is_empty() && draft.containers.is_empty();
    let least = if nowhere { 2 } else { 1 };
    let shares = |d: &Draft| {
        nowhere && d.perpetrators().next().is_none()
            || draft.perpetrators().next().is_none()
            || draft.shares_doer(d)
    };
    let told = |d: &&Draft| {
        !d.places.is_empty()
            && !d.places.iter().all(wide)
            && d.role == draft.role
            && (bombards(d.kind.kind) == bombards(draft.kind.kind))
            && shares(d)
            && d.figures.iter().any(|f| {
                draft
                    .figures
                    .iter()
                    .any(|g| g.outcome == f.outcome || g.outcome == Outcome::Casualties)
            })
    };
    strike
        && !draft.figures.is_empty()
        && draft.figures.iter().all(harm::says_little)
        && draft.places.iter().chain(&draft.containers).all(wide)
        && next.iter().take(PARTS).filter(told).count() >= least
}

/// «37 مدنياً بين قتيل وجريح في ريفي إدلب وحلب»: people of two governorates with no place told of
/// them, neither here nor where the same count is told again.
fn is_of_regions(reading: &Reading, at: usize, drafts: &[Draft], mentions: &Mentions) -> bool {
    let draft = &drafts[at];
    if regions_of(draft, mentions).is_none_or(|regions| regions.len() < 2) {
        return false;
    }
    let same = |f: &FigureMention, o: &FigureMention| f.outcome == o.outcome && f.count == o.count;
    let wholes = || draft.figures.iter().filter(|f| f.within.is_none());
    let placed = |d: &Draft| !d.places.is_empty() && regions_of(d, mentions).is_none();
    let others =
        || drafts.iter().enumerate().filter(|(i, d)| *i != at && placed(d)).map(|(_, d)| d);
    let tells = |d: &Draft, f: &FigureMention| d.figures.iter().any(|o| same(f, o));
    // «بانفجار لغمين في محافظتي …»: one here and one there, however few they hurt; then one of the two may
    // have hurt as many of some as both.
    let two = two_acts(reading, draft, mentions);
    let smallest = if two { 1 } else { SMALLEST };
    let told_again = if two {
        others().any(|d| wholes().all(|f| tells(d, f)))
    } else {
        others().any(|d| wholes().any(|f| tells(d, f)))
    };
    let capitals = draft.places.iter().any(|i| mentions.resolved[*i].place.is_town());
    (!capitals || escalates(reading, draft))
        && !told_again
        && wholes().next().is_some()
        && wholes().all(|f| f.count.min.is_some_and(|n| n >= smallest))
}

/// «في اليوم الرابع من التصعيد على إدلب وحلب», «حصيلة القصف على …»: words for more than one act.
fn escalates(reading: &Reading, draft: &Draft) -> bool {
    let from = draft.unit.start.saturating_sub(usize::from(draft.unit.start > 0));
    (from..draft.unit.end).any(|i| MANY.contains(&bare(reading.key(i))))
}

/// The governorates of a telling that names no place smaller than that.
fn regions_of<'d>(draft: &Draft, mentions: &'d Mentions) -> Option<Vec<&'d str>> {
    let mut regions: Vec<&str> = Vec::new();
    for i in draft.places.iter().chain(&draft.containers) {
        let place = &mentions.resolved[*i].place;
        if place.r#type == PlaceType::Country {
            continue;
        }
        let whole = place.r#type == PlaceType::Governorate
            // «منطقة … بين محافظتي …» is a place of its own.
            || place.r#type == PlaceType::Area
                && place.admin2.is_none()
                && mentions.places[*i].container_only;
        // «التصعيد على إدلب وحلب»: cities that stand for their governorates.
        let capital = place.named_like_unit() && !mentions.places[*i].typed;
        match place.admin1.filter(|_| whole || capital) {
            Some(region) if regions.contains(&region) => {}
            Some(region) => regions.push(region),
            None => return None,
        }
    }
    Some(regions)
}

/// «عدد القتلى بلغ 702»: so many dead of whom neither place, day nor act is told, and no act in front
/// whose toll they could be.
fn is_of_nowhere(at: usize, drafts: &[Draft]) -> bool {
    let draft = &drafts[at];
    let plain = |d: &Draft| d.kind.firmness == Firmness::Harm;
    draft.places.is_empty()
        && draft.containers.is_empty()
        && draft.when.is_none()
        && drafts[..=at].iter().all(plain)
        && draft
            .figures
            .iter()
            .any(|f| f.within.is_none() && f.count.min.is_some_and(|n| n >= NOWHERE) && !f.bare)
}

/// So many people are hardly one act's that has no place.
const NOWHERE: u32 = 50;

/// «قُتل أكثر من عشرين في تفجيرات في العراق»: attacks of a whole country, of which the next tell some.
fn is_of_country(reading: &Reading, draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    let country = |i: &usize| mentions.resolved[*i].place.r#type == PlaceType::Country;
    let many = draft.figures.iter().any(|f| f.within.is_none() && f.count.min >= Some(SMALLEST));
    let attacks = || {
        mentions.events_in(draft.unit).iter().any(|e| {
            draft.unit.contains(e.span)
                && matches!(e.class, EventClass::Noun | EventClass::Masdar)
                && reading.key(e.span.end - 1).ends_with("ات")
        })
    };
    let narrower =
        |d: &&Draft| !d.places.is_empty() && !d.places.iter().all(country) && !d.figures.is_empty();
    let mut told = draft.places.iter().chain(&draft.containers).peekable();
    many && told.peek().is_some()
        && told.all(country)
        && next.iter().take(PARTS).filter(narrower).count() > 1
        && attacks()
}

/// Keeps a telling's people as counts over several incidents.
pub(crate) fn add(draft: Draft, tallies: &mut Vec<TallyDraft>, mentions: &Mentions) {
    let base = tallies.len();
    let perpetrators: Vec<_> = mentions
        .actors_in(draft.unit)
        .iter()
        .filter(|a| draft.unit.contains(a.span) && a.form == ActorForm::Name)
        .filter(|a| draft.perpetrators().any(|id| id == a.id))
        .map(|a| (a.id, a.span))
        .collect();
    let areas: Vec<usize> = draft.places.iter().chain(&draft.containers).copied().collect();
    for figure in draft.figures {
        tallies.push(TallyDraft {
            within: figure.within.map(|w| base + w),
            period: draft.when.as_ref().map(|w| {
                let known = !mentions.assumes(&w.value);
                PeriodDraft {
                    span: w.span,
                    start: w.value.start.filter(|_| known),
                    end: w.value.end.filter(|_| known),
                }
            }),
            areas: areas.clone(),
            perpetrators: perpetrators.clone(),
            exhaustive: false,
            figure,
        });
    }
}
