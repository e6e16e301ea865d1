//! Whether a toll told first is the sum of the incidents told next.

use smallvec::SmallVec;

use super::two_acts::acts_apart;
use crate::annotate::Mentions;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::Draft;
use crate::model::{Outcome, PlaceType};
use crate::reading::Reading;

/// The smallest total worth comparing: small numbers add up by chance.
const SMALLEST: u32 = 5;
/// The smallest one whose parts stand each at one of its places.
const SMALLEST_BY_PLACE: u32 = 2;

/// The outcomes that add up.
const ADDED: [Outcome; 5] =
    [Outcome::Killed, Outcome::Injured, Outcome::Casualties, Outcome::Detained, Outcome::Abducted];

/// The outcomes whose sum is told of a region, the gravest first.
const SHARED: [Outcome; 4] =
    [Outcome::Killed, Outcome::Casualties, Outcome::Detained, Outcome::Injured];

/// How many a telling says came to this outcome: exactly, or («على الأقل», «أكثر من») at least.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Told {
    least: u32,
    exact: bool,
}

fn told_of(draft: &Draft, outcome: Outcome) -> Option<Told> {
    let mut sum: Option<Told> = None;
    for figure in draft.figures.iter().filter(|f| f.outcome == outcome && f.within.is_none()) {
        let told = Told::of(figure)?;
        sum = Some(sum.map_or(told, |sum| sum.and(told)));
    }
    sum
}

impl Told {
    /// What a figure says, if it counts anybody.
    fn of(figure: &FigureMention) -> Option<Self> {
        let count = &figure.count;
        let open = count.max.is_none() && count.vague.is_none();
        let least = count.min.filter(|_| open || count.is_exact())?;
        Some(Self { least, exact: !open })
    }

    /// These and others.
    fn and(self, other: Self) -> Self {
        let least = self.least.saturating_add(other.least);
        Self { least, exact: self.exact && other.exact }
    }
}

/// What a telling says of each outcome that adds up.
type Tolls = [Option<Told>; ADDED.len()];

/// One of the tellings that may make up a total, with what it says of each outcome.
struct Part<'d> {
    draft: &'d Draft,
    tolls: Tolls,
}

impl<'d> Part<'d> {
    fn of(draft: &'d Draft) -> Self {
        Self { draft, tolls: tolls(draft) }
    }
}

/// [`told_of`] each outcome that adds up.
fn tolls(draft: &Draft) -> Tolls {
    let (mut sums, mut uncounted) = (Tolls::default(), [false; ADDED.len()]);
    for figure in draft.figures.iter().filter(|f| f.within.is_none()) {
        let Some(at) = ADDED.iter().position(|outcome| *outcome == figure.outcome) else {
            continue;
        };
        match Told::of(figure) {
            Some(told) => sums[at] = Some(sums[at].map_or(told, |sum| sum.and(told))),
            None => uncounted[at] = true,
        }
    }
    for (sum, _) in sums.iter_mut().zip(uncounted).filter(|(_, uncounted)| *uncounted) {
        *sum = None;
    }
    sums
}

/// How many exactly.
pub(super) fn count_of(draft: &Draft, outcome: Outcome) -> Option<u32> {
    told_of(draft, outcome).filter(|t| t.exact).map(|t| t.least)
}

/// How many of the next incidents may make up a total.
pub(super) const PARTS: usize = 6;

/// Whether the people of these tellings, none of an outcome that another tells, may be the sum of the
/// incidents told next.
pub(super) fn may_be_total(tellings: [&Draft; 2], next: &[Draft]) -> bool {
    ADDED.into_iter().any(|outcome| {
        let told = tellings.iter().find_map(|telling| told_of(telling, outcome));
        told.is_some_and(|told| may_add_up(outcome, told, next))
    })
}

/// «وأصيب آخرون»: people of whom no number is told.
fn only_several(draft: &Draft) -> bool {
    !draft.figures.is_empty() && draft.figures.iter().all(|f| f.count.vague.is_some())
}

/// Whether two or more of the next incidents make up the toll, one after the other. `summed`: the toll
/// tells the dead and the wounded of no act of its own; acts without people may stand between the others.
pub(super) fn is_total(
    reading: &Reading,
    draft: &Draft,
    next: &[Draft],
    mentions: &Mentions,
    summed: bool,
) -> bool {
    let told = tolls(draft).into_iter().enumerate();
    let counted: SmallVec<[(usize, Told); 4]> =
        told.filter_map(|(outcome, told)| Some((outcome, told?))).collect();
    if !counted.iter().any(|(outcome, told)| may_add_up(ADDED[*outcome], *told, next)) {
        return false;
    }
    // Small numbers add up by chance, unless they are told place by place.
    let small = !counted.iter().any(|(_, told)| told.least >= SMALLEST);
    // «شهيد و7 جرحى …:», and below it who they were in a list.
    let listed =
        !draft.item && next.first().is_some_and(|d| d.item) && around(draft, next.iter(), mentions);
    let apart = listed || acts_apart(reading, draft, mentions);
    if small && draft.places.len() < 2 && !apart {
        return false;
    }
    let mut next = told_once(next, mentions);
    // «ويعد هذا القصف الأعنف منذ شهور»: without people and a place, no part of it.
    next.retain(|p| !p.draft.figures.is_empty() || !p.draft.places.is_empty());
    // «أربعة قتلى بقصف على عفرين ومريمين»: small numbers add up by chance, but not place by place.
    let by_place = place_by_place(draft, &next, mentions) || apart;
    if by_place || summed {
        next.retain(|p| !p.draft.figures.is_empty());
    }
    let smallest = if by_place { SMALLEST_BY_PLACE } else { SMALLEST };
    // One outcome must add up over incidents that all tell it; another may have befallen people in
    // one of them only. «ما لا يقل عن 4» may fall short of its parts.
    let parts = |(outcome, whole): &(usize, Told), gaps: bool| {
        let (mut sum, mut terms) = (0_u32, 0_usize);
        for part in next.iter().take(PARTS) {
            match part.tolls[*outcome] {
                Some(n) if n.exact || !whole.exact => {
                    sum = sum.saturating_add(n.least);
                    terms += 1;
                }
                _ if gaps || only_several(part.draft) => continue,
                _ => break,
            }
            if sum >= whole.least {
                break;
            }
        }
        (sum == whole.least || !whole.exact && sum > whole.least).then_some((terms, sum))
    };
    let large = counted.iter().any(|(_, told)| told.least >= smallest);
    // A headline's figure is mostly that of the first incident: two of them seldom add up by chance, nor does one
    // to three incidents.
    let alone = |told: &(usize, Told)| {
        let of = |f: &&FigureMention| f.within.is_none() && f.outcome == ADDED[told.0];
        draft.figures.iter().filter(of).count() == 1
    };
    let several = |told: &(usize, Told)| {
        alone(told)
            && parts(told, false).is_some_and(|(terms, sum)| terms > 2 && sum == told.1.least)
    };
    let sure =
        !draft.headline || by_place || apart || counted.len() > 1 || counted.iter().any(several);
    let adds = |told: &(usize, Told), gaps| {
        parts(told, gaps).is_some_and(|(terms, sum)| terms > 1 && sum == told.1.least)
    };
    let whole = || counted.iter().all(|told| told.1.exact && adds(told, false));
    // Three figures do not match by chance, wherever they are told.
    let figures = draft.figures.iter().filter(|f| f.within.is_none()).count();
    let near = || around(draft, next.iter().map(|p| p.draft), mentions);
    let mixed = || {
        counted.iter().any(|told| adds(told, by_place))
            && counted.iter().all(|told| parts(told, true).is_some() || filled(told, &next))
            && (listed || figures > 2 || counted.iter().any(several) || near())
    };
    // «قُتل 5 في بلدة ذيبان»: a village has its own dead, and what two others tell adds up to them by chance.
    let settlement = |i: &usize| mentions.resolved[*i].place.is_settlement();
    let own =
        || !by_place && !listed && figures < 3 && draft.places.iter().any(settlement) && !near();
    sure && large && (whole() || mixed()) && !own()
}

/// «أكثر من 40 جريحاً», and then 30 here and «وأصيب آخرون» there: parts that fall short, and one that nobody
/// counted.
fn filled((outcome, whole): &(usize, Told), next: &[Part]) -> bool {
    let parts = || next.iter().take(PARTS);
    let uncounted = |p: &Part| {
        let mut figures = p.draft.figures.iter();
        figures.any(|f| f.outcome == ADDED[*outcome] && f.count.vague.is_some())
    };
    let known = parts().filter_map(|p| p.tolls[*outcome]).map(|told| told.least);
    let (terms, sum) = known.fold((0, 0_u32), |(n, sum), least| (n + 1, sum.saturating_add(least)));
    terms > 0 && sum < whole.least && parts().any(uncounted)
}

/// Whether two of the next tellings are each smaller than this number, and together large enough: the
/// cheap question, which most tolls fail.
fn may_add_up(outcome: Outcome, whole: Told, next: &[Draft]) -> bool {
    if whole.least < SMALLEST_BY_PLACE {
        return false;
    }
    let told = next.iter().take(2 * PARTS).filter_map(|part| told_of(part, outcome));
    let parts = told.map(|part| part.least).filter(|least| *least < whole.least);
    let (several, sum) =
        parts.fold((0, 0_u32), |(parts, sum), least| (parts + 1, sum.saturating_add(least)));
    several > 1 && sum >= whole.least
}

/// The next tellings without those that only tell again what one of them told, at its place.
fn told_once<'d>(next: &'d [Draft], mentions: &Mentions) -> Vec<Part<'d>> {
    let name = |i: &usize| mentions.places[*i].name.as_str();
    let mut out: Vec<Part> = Vec::with_capacity(next.len().min(2 * PARTS));
    for part in next.iter().take(2 * PARTS).map(Part::of) {
        let places = &part.draft.places;
        let again = |known: &Part| {
            part.tolls.iter().zip(&known.tolls).all(|(told, known)| told.is_none() || told == known)
                && places.iter().all(|i| known.draft.places.iter().any(|k| name(k) == name(i)))
        };
        let told = !places.is_empty() && !part.draft.figures.is_empty();
        if !told || !out.iter().any(again) {
            out.push(part);
        }
    }
    out
}

/// Whether the next incidents may lie where a sum is told: it names no place, one of theirs or one that
/// holds theirs. What adds up at a place of its own does so by chance.
fn around<'d>(
    draft: &Draft,
    next: impl Iterator<Item = &'d Draft> + Clone,
    mentions: &Mentions,
) -> bool {
    let name = |i: &usize| mentions.places[*i].name.as_str();
    draft.places.is_empty()
        || draft.places.iter().any(|i| {
            let mut parts = next.clone().take(PARTS).flat_map(|d| &d.places);
            parts.any(|p| lies_in(*p, *i, mentions) || name(p) == name(i))
        })
}

/// Whether one place lies in another by what the gazetteer and the text's own words tell of the two:
/// a village in a countryside or governorate, a quarter in a town.
fn lies_in(part: usize, whole: usize, mentions: &Mentions) -> bool {
    let of = |i: usize| &mentions.resolved[i].place;
    let (small, large) = (of(part), of(whole));
    let quarter = matches!(
        small.r#type,
        PlaceType::Neighbourhood | PlaceType::Facility | PlaceType::Road | PlaceType::Camp
    );
    // «قُتل 12 في غارات على لبنان»
    if large.r#type == PlaceType::Country {
        return small.r#type != PlaceType::Country
            && mentions.resolved[part].shares_country(&mentions.resolved[whole]);
    }
    large.admin1.is_some()
        && small.admin1 == large.admin1
        && if large.is_town() {
            quarter && !mentions.resolved[part].apart(&mentions.resolved[whole])
        } else {
            large.is_region() && !small.is_region()
        }
}

/// «قُتل 18 في غارات على ريف إدلب», and then some of them here and some there: a toll told of a region or a
/// town whose share the next incidents tell, each at a smaller place in it. They need not tell all.
pub(super) fn tells_shares(draft: &Draft, next: &[Draft], mentions: &Mentions) -> bool {
    // Those killed, and where none were, those who were taken.
    let Some(outcome) = SHARED.into_iter().find(|o| told_of(draft, *o).is_some()) else {
        return false;
    };
    let of = |d: &Draft| told_of(d, outcome);
    let Some(whole) = of(draft).filter(|told| told.least >= SMALLEST) else { return false };
    let wholes = if draft.places.is_empty() { &draft.containers } else { &draft.places };
    let inside = |d: &Draft| {
        !d.places.is_empty()
            && d.places.iter().all(|p| wholes.iter().any(|w| lies_in(*p, *w, mentions)))
    };
    let day = |d: &Draft| d.when.as_ref().and_then(|w| w.value.start);
    let same_day = |d: &Draft| day(d).zip(day(draft)).is_none_or(|(a, b)| a == b);
    if draft.item || wholes.is_empty() {
        return false;
    }
    let parts = next.iter().take(2 * PARTS).take_while(|d| d.role == draft.role && same_day(d));
    let (mut shares, mut sum) = (0, 0_u32);
    for part in parts {
        match of(part) {
            // The same toll at a smaller place is where it was.
            Some(told) if told.least >= whole.least => return false,
            Some(told) if inside(part) => {
                shares += 1;
                sum = sum.saturating_add(told.least);
            }
            _ => {}
        }
    }
    shares > 1 && sum <= whole.least && sum.saturating_mul(2) > whole.least
}

/// Whether the next incidents with people are each at another one of the places told here.
fn place_by_place(draft: &Draft, next: &[Part], mentions: &Mentions) -> bool {
    let name = |i: &usize| mentions.places[*i].name.as_str();
    if draft.places.len() < 2 {
        return false;
    }
    let mut left: SmallVec<[&str; 8]> = draft.places.iter().map(name).collect();
    let several = left.len();
    let hurt = next.iter().map(|p| p.draft).filter(|d| !d.figures.is_empty());
    for part in hurt.take(several) {
        let Some(at) = left.iter().position(|n| part.places.iter().any(|i| name(i) == *n)) else {
            return false;
        };
        left.swap_remove(at);
    }
    left.len() + 1 < several
}
