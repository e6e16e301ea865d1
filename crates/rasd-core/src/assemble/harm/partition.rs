//! People counted place by place: «وثق المرصد مقتل 72 شخصاً أمس، بينهم 25 في ريف دمشق و18 في حلب».

use smallvec::SmallVec;

use crate::annotate::Mentions;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::tallies::TallyDraft;
use crate::assemble::tallies::totals;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far behind its people a part's place may stand, in tokens: «11 منهم قُتلوا في» fits.
const NEXT_PLACE: usize = 5;

/// A number and those of its people whose place is told, by their numbers among the figures.
struct Partition {
    whole: usize,
    /// Who they were («بينهم ست نساء»), and others of no place.
    beside: SmallVec<[usize; 4]>,
    parts: SmallVec<[Part; 8]>,
}

/// Some of them, and where.
struct Part {
    figure: usize,
    place: usize,
    /// Who those were.
    beside: SmallVec<[usize; 2]>,
}

/// Takes a number that is told place by place out of a draft: it is a count, and so are its parts where no act is
/// told, or they lie in whole regions. The draft comes back with what is left in it.
pub(in crate::assemble) fn of_places(
    reading: &Reading,
    mentions: &Mentions,
    mut draft: Draft,
    tallies: &mut Vec<TallyDraft>,
) -> Option<Draft> {
    let Some(groups) = partitions(reading, mentions, &draft) else { return Some(draft) };
    let parts = || groups.iter().flat_map(|g| &g.parts);
    let wide = |i: usize| {
        let (mention, place) = (&mentions.places[i], &mentions.resolved[i].place);
        place.is_region() || mention.container_only || place.named_like_unit() && !mention.typed
    };
    let counted = mentions
        .tally_cues_in(draft.unit)
        .iter()
        .any(|c| c.role == TallyCueRole::Count && draft.unit.contains(c.span));
    let no_act = draft.kind.firmness == Firmness::Harm && draft.means.is_empty();
    let placed = parts().all(|p| draft.places.contains(&p.place));
    let all_wide = parts().all(|p| wide(p.place));
    if !(placed || all_wide) {
        return Some(draft);
    }
    let keep = !(all_wide || no_act && counted) || !no_act && placed;
    let figures = std::mem::take(&mut draft.figures);
    let figure = |i: usize, within: Option<usize>| FigureMention { within, ..figures[i].clone() };
    let first = parts().map(|p| figures[p.figure].span.start).min().unwrap_or(draft.unit.end);
    let before = |i: &usize| mentions.places[*i].span.start < first;
    let mut left = Vec::new();
    for group in &groups {
        let base = tallies.len();
        let whole = std::iter::once(figure(group.whole, None))
            .chain(group.beside.iter().map(|i| figure(*i, Some(0))));
        let own = |i: &&usize| before(i);
        let count = Draft {
            figures: whole.collect(),
            places: draft.places.iter().filter(own).copied().collect(),
            containers: draft.containers.iter().filter(own).copied().collect(),
            ..draft.clone()
        };
        totals::add(count, tallies, mentions);
        for part in &group.parts {
            let at = if keep { left.len() } else { 0 };
            let of = &figures[group.whole];
            let mut some = figure(part.figure, None);
            (some.group, some.affiliation) = (of.group, of.affiliation);
            let told = std::iter::once(some)
                .chain(part.beside.iter().map(|i| figure(*i, Some(at))))
                .collect::<Vec<_>>();
            if keep {
                left.extend(told);
                continue;
            }
            let number = tallies.len();
            let places = vec![part.place];
            let told = Draft { figures: told, places, containers: Vec::new(), ..draft.clone() };
            totals::add(told, tallies, mentions);
            tallies[number].within = Some(base);
        }
    }
    if !keep {
        return None;
    }
    draft.figures = left;
    draft.places.retain(|i| !before(i));
    Some(draft)
}

/// The numbers of a draft that are told place by place, if one of them is told at two places at least.
fn partitions(reading: &Reading, mentions: &Mentions, draft: &Draft) -> Option<Vec<Partition>> {
    let figures = &draft.figures;
    if figures.len() < 3 || draft.assumed {
        return None;
    }
    let mut order: SmallVec<[usize; 8]> = (0..figures.len()).collect();
    order.sort_by_key(|i| figures[*i].span.start);
    let mut places: SmallVec<[usize; 8]> =
        draft.places.iter().chain(&draft.containers).copied().collect();
    places.sort_unstable_by_key(|i| mentions.places[*i].frame.start);
    let mut groups: Vec<Partition> = Vec::new();
    for (n, i) in order.iter().copied().enumerate() {
        let next = order.get(n + 1).map_or(draft.unit.end, |i| figures[*i].span.start);
        let place = place_of(reading, mentions, &places, &figures[i], next);
        let bare = matches!(figures[i].rule, "victims.bare_number" | "victims.before_verb");
        match groups.last_mut() {
            Some(group) => {
                let whole = &figures[group.whole];
                let of_whole = figures[i].within.is_none_or(|w| w == group.whole);
                // «…: خمسة في كنصفرة، وطفل في قرية أخرى»: one more of them.
                let more = !group.parts.is_empty()
                    && figures[i].within.is_none()
                    && group.holds(figures, i);
                match (place.filter(|_| bare && of_whole), group.parts.last_mut()) {
                    (Some(place), _)
                        if figures[i].outcome == whole.outcome
                            && figures[i].count.min < whole.count.min =>
                    {
                        let beside = SmallVec::new();
                        group.parts.push(Part { figure: i, place, beside });
                    }
                    (_, Some(part)) if figures[i].within == Some(part.figure) => {
                        part.beside.push(i);
                    }
                    _ if figures[i].within.is_none() && !more => groups.push(Partition::of(i)),
                    _ => group.beside.push(i),
                }
            }
            // «بواقع 12 في حلب وسبعة في إدلب»: of a number that was told before.
            None if bare && place.is_some() => return None,
            None => groups.push(Partition::of(i)),
        }
    }
    let name = |p: &Part| mentions.places[p.place].name.as_str();
    let divided = |g: &Partition| {
        // «11 في خان يونس و7 في رفح و3 في جباليا»: the first have a place of their own, and count no others.
        let of_them = || {
            g.parts.first().is_some_and(|p| {
                let part = &figures[p.figure];
                let start = part.span.start;
                part.within.is_some() || start > 0 && reading.tokens[start - 1].is_punct(':')
            })
        };
        let apart = g.parts.iter().any(|p| name(p) != name(&g.parts[0]));
        apart
            && of_them()
            && figures[g.whole].count.min.is_some_and(|whole| g.sum(figures) <= whole)
    };
    groups.iter().any(divided).then_some(groups)
}

impl Partition {
    fn of(whole: usize) -> Self {
        Self { whole, beside: SmallVec::new(), parts: SmallVec::new() }
    }

    /// How many of them are told place by place.
    fn sum(&self, figures: &[FigureMention]) -> u32 {
        let told = self.parts.iter().filter_map(|p| figures[p.figure].count.min);
        told.fold(0, u32::saturating_add)
    }

    /// Whether those are as many that they may be of the number as well.
    fn holds(&self, figures: &[FigureMention], i: usize) -> bool {
        let (whole, more) = (&figures[self.whole], &figures[i]);
        let both = more.count.min.map(|n| self.sum(figures).saturating_add(n));
        more.outcome == whole.outcome && both.is_some() && both <= whole.count.min
    }
}

/// The place of some of a number's people, of `places` in their order: «11 في درعا», «11 قُتلوا في ريف دمشق», in
/// front of the next people.
fn place_of(
    reading: &Reading,
    mentions: &Mentions,
    places: &[usize],
    figure: &FigureMention,
    next: usize,
) -> Option<usize> {
    let end = figure.span.end;
    let reach = TokenSpan::new(end, next.min(end + NEXT_PLACE + 1));
    places.iter().copied().find(|i| {
        let frame = mentions.places[*i].frame;
        let link = |at: usize| matches!(reading.key(at), "في" | "داخل");
        reach.contains(frame) && (link(frame.start) || frame.start > end && link(frame.start - 1))
    })
}
