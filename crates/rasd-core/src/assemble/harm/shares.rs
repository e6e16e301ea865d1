//! People told place by place: «قُتل 11 مدنياً في خان يونس و7 في رفح» are two incidents of one sentence.

use smallvec::SmallVec;

use crate::annotate::Mentions;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, Draft, Firmness, KindRead};
use crate::assemble::kind;
use crate::assemble::merge::same_kind::families;
use crate::assemble::merge::same_place::same;
use crate::assemble::roles;
use crate::assemble::scene::elsewhere::taken_to;
use crate::assemble::units::{Unit, acts};
use crate::model::Outcome;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far behind a place the next people may stand, in tokens: a comma and a verb fit.
const NEXT_PEOPLE: usize = 4;

/// How far behind its people a place may stand, in tokens.
const NEXT_PLACE: usize = 9;

/// One place's share of what a sentence tells.
#[derive(Debug, Default)]
struct Share {
    /// Numbers of the draft's figures that stand alone.
    figures: SmallVec<[usize; 4]>,
    /// Numbers of place mentions.
    places: SmallVec<[usize; 4]>,
}

/// Adds the draft, or one for each place with people of its own where the sentence goes from one to the next;
/// in front of them what it tells of all, when it adds them up first.
pub(in crate::assemble) fn by_place(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    mut draft: Draft,
    out: &mut Vec<Draft>,
) {
    let divided = divided(&draft);
    let again = named_again(mentions, unit, &draft);
    let named = again.as_deref().unwrap_or(&draft.places);
    let Some((whole, shares)) = shares(reading, mentions, &draft, named, divided.as_ref()) else {
        nest(&mut draft.figures);
        out.push(draft);
        return;
    };
    for part in divided.iter().flat_map(|d| &d.parts) {
        draft.figures[*part].within = None;
    }
    let starts: SmallVec<[usize; 4]> =
        shares.iter().map(|s| draft.figures[s.figures[0]].span.start).collect();
    let stretch = |i: usize| {
        let from = if i == 0 { unit.span.start } else { starts[i] };
        TokenSpan::new(from, starts.get(i + 1).copied().unwrap_or(unit.span.end))
    };
    // «طفل في الباب بلغم، وشاب في نوى برصاص …»: each in a way of its own, else all in the same.
    let acts = |i: &usize| {
        let span = stretch(*i);
        mentions.means_in(span).iter().any(|m| span.contains(m.span)) || acts(mentions, span)
    };
    let last = shares.iter().flat_map(|s| &s.places).map(|i| mentions.places[*i].span.end).max();
    let told = TokenSpan::new(starts[0], last.unwrap_or(starts[0]));
    let apart = (0..shares.len()).filter(acts).count() > 1;
    // Each is handed its own: an endless sentence has too many to copy them all each time.
    let figures = std::mem::take(&mut draft.figures);
    if let Some(whole) = whole {
        out.push(Draft { figures: taken(&figures, |i| i == whole), ..draft.clone() });
    }
    // Where nobody was hurt.
    let rest = again.iter().flatten().fold(draft.places.clone(), |mut rest, at| {
        rest.retain(|i| !same(&mentions.resolved, *i, *at));
        rest
    });
    for (i, share) in shares.iter().enumerate() {
        let mut part = Draft { unit: stretch(i), ..draft.clone() };
        part.figures = taken(&figures, |i| share.figures.contains(&i));
        part.places = share.places.to_vec();
        if apart {
            own_act(reading, mentions, unit, told, &mut part);
        }
        out.push(part);
    }
    if again.is_some() && !rest.is_empty() {
        out.push(Draft { places: rest, ..draft });
    }
}

/// «قصفت … سرمين والنيرب، ما أدى إلى مقتل ثلاثة في سرمين وإصابة اثنين في النيرب»: the places that are named again
/// behind the people told of them, two at least.
fn named_again(mentions: &Mentions, unit: &Unit, draft: &Draft) -> Option<Vec<usize>> {
    let first = draft.figures.first()?.span.start;
    let in_front = |i: &usize| mentions.places[*i].span.end <= first;
    let again = |j: &usize| {
        unit.span.contains(mentions.places[*j].span)
            && !in_front(j)
            && draft.places.iter().any(|i| in_front(i) && same(&mentions.resolved, *i, *j))
    };
    let places: Vec<usize> = mentions.place_numbers_in(unit.span).filter(again).collect();
    (places.len() > 1).then_some(places)
}

/// A number that the figures told as part of it make up.
struct Divided {
    whole: usize,
    parts: SmallVec<[usize; 8]>,
}

/// «قُتل 12 مدنياً، بينهم 9 في قصف على … وثلاثة جراء سقوط قذائف على …»: the only number, and its parts.
fn divided(draft: &Draft) -> Option<Divided> {
    let figures = &draft.figures;
    let exact = |i: usize| figures[i].count.min.filter(|_| figures[i].count.is_exact());
    let mut alone = (0..figures.len()).filter(|i| figures[*i].within.is_none());
    let (Some(whole), None) = (alone.next(), alone.next()) else { return None };
    let of_whole = |i: &usize| {
        figures[*i].within == Some(whole) && figures[*i].outcome == figures[whole].outcome
    };
    let parts: SmallVec<[usize; 8]> = (0..figures.len()).filter(of_whole).collect();
    let sum = parts.iter().try_fold(0_u32, |sum, i| sum.checked_add(exact(*i)?))?;
    let low = figures[whole].count.min;
    (parts.len() > 1 && low == Some(sum)).then_some(Divided { whole, parts })
}

/// «قُتل ثمانية في …: خمسة في …، واثنان في …، وطفل في …»: numbers that make up the one in front are its parts, and
/// no further people, where not every one of them has a place that is known.
fn nest(figures: &mut [FigureMention]) {
    let [whole, parts @ ..] = figures else { return };
    let listed = parts.len() > 1
        && parts[0].rule == "victims.bare_number"
        && whole.within.is_none()
        && parts
            .iter()
            .all(|f| f.within.is_none() && f.outcome == whole.outcome && f.count.is_exact());
    let sum = || parts.iter().try_fold(0_u32, |sum, f| sum.checked_add(f.count.min?));
    if listed && whole.count.is_exact() && whole.count.min == sum() {
        parts.iter_mut().for_each(|f| f.within = Some(0));
    }
}

/// Gives a share the kind, the weapons and the sides of its own stretch; `told` is where the shares are told.
fn own_act(reading: &Reading, mentions: &Mentions, unit: &Unit, told: TokenSpan, part: &mut Draft) {
    let span = part.unit;
    let own = Unit { span, ..*unit };
    // «اختطف 18 شاباً من … و14 من … واقتادهم»: a word that says little, where the act of all was told in front.
    let says_more = |own: &KindRead| {
        own.firmness >= part.kind.firmness
            || own.firmness > Firmness::Weak
            || families(own.kind) & families(part.kind.kind) == 0
    };
    if let Some((kind, also)) = kind::kind(reading, mentions, &own, &part.figures)
        && says_more(&kind)
    {
        let actors = roles::roles(reading, mentions, span, &kind, &part.figures);
        // Who did it may be told once for all, in front or at the end.
        if actors.iter().any(ActorDraft::did_it) {
            part.actors = actors;
        } else {
            part.actors.retain(|a| !told.contains(a.span));
        }
        (part.kind, part.also) = (kind, also);
    }
    part.means.retain(|m| span.contains(m.span));
}

/// The figures that stand alone and are wanted, with their parts.
fn taken(figures: &[FigureMention], wanted: impl Fn(usize) -> bool) -> Vec<FigureMention> {
    let alone = |mut i: usize| {
        while let Some(whole) = figures[i].within {
            i = whole;
        }
        i
    };
    let kept: SmallVec<[usize; 8]> = (0..figures.len()).filter(|i| wanted(alone(*i))).collect();
    let place = |old: usize| kept.iter().position(|i| *i == old);
    kept.iter()
        .map(|i| {
            let figure = figures[*i].clone();
            FigureMention { within: figure.within.and_then(place), ..figure }
        })
        .collect()
}

/// What each place has, and the number of a figure in front that adds them up; none when the people
/// are not told place by place.
fn shares(
    reading: &Reading,
    mentions: &Mentions,
    draft: &Draft,
    named: &[usize],
    divided: Option<&Divided>,
) -> Option<(Option<usize>, Vec<Share>)> {
    if named.len() < 2 || draft.assumed {
        return None;
    }
    let alone = || (0..draft.figures.len()).filter(|i| draft.figures[*i].within.is_none());
    let mut figures: SmallVec<[usize; 8]> =
        divided.map_or_else(|| alone().collect(), |d| d.parts.clone());
    if figures.len() < 2 {
        return None;
    }
    figures.sort_unstable_by_key(|i| draft.figures[*i].span.start);
    let mut places: SmallVec<[usize; 8]> = SmallVec::from_slice(named);
    // What stands in front of the parts is told of all.
    if divided.is_some() {
        let first = draft.figures[figures[0]].span.start;
        places.retain(|i| mentions.places[*i].span.start > first);
    }
    // «أصيب 12 عاملاً في …، بينهم سبعة من حاس وخمسة من كفرنبل»: where they came from.
    let from = |i: usize| {
        let figure = &draft.figures[i];
        let home = |p: &usize| mentions.places[*p].frame.start == figure.span.end + 1;
        reading.key(figure.span.end) == "من"
            && matches!(figure.outcome, Outcome::Killed | Outcome::Injured)
            && places.iter().any(home)
    };
    if divided.is_some() && figures.iter().any(|i| from(*i)) {
        return None;
    }
    // «… ونُقل 3 جرحى إلى مشفى حمص» tells where they were brought.
    if places.iter().any(|i| taken_to(reading, &mentions.places[*i])) {
        return None;
    }
    places.sort_unstable_by_key(|i| mentions.places[*i].span.start);
    let place = |i: usize| &mentions.places[i];
    let mut all: Vec<Share> = Vec::new();
    let mut next = figures.iter().copied().peekable();
    let mut last: Option<usize> = None;
    for at in places {
        let mut share = Share::default();
        while let Some(i) = next.next_if(|i| draft.figures[*i].span.start < place(at).span.start) {
            share.figures.push(i);
        }
        match (share.figures.first(), share.figures.last()) {
            (Some(first), Some(nearest)) => {
                let gap = place(at).frame.start.checked_sub(draft.figures[*nearest].span.end)?;
                let start = draft.figures[*first].span.start;
                // «14 في طولكرم بينهم 3 عمال، و6 في …»: parts of those told before stand between.
                let parts = |end: usize| {
                    let between = draft.figures.iter().filter(|f| {
                        f.within.is_some() && end <= f.span.start && f.span.end <= start
                    });
                    between.map(|f| f.span.end).fold(end, usize::max)
                };
                let opens = last.is_none_or(|end| start.saturating_sub(parts(end)) <= NEXT_PEOPLE);
                if gap > NEXT_PLACE || !opens {
                    return None;
                }
                share.places.push(at);
                all.push(share);
            }
            // «في أريحا وسرمين»: a further place of the same people.
            _ => all.last_mut()?.places.push(at),
        }
        last = Some(place(at).frame.end);
    }
    if all.len() < 2 || next.next().is_some() {
        return None;
    }
    if let Some(divided) = divided {
        return Some((Some(divided.whole), all));
    }
    let whole = sum_in_front(draft, &all);
    if whole.is_some() {
        all[0].figures.remove(0);
    }
    Some((whole, all))
}

/// «قُتل 5 مدنيين: 3 في أريحا و2 في سرمين»: the figure that the others add up to.
fn sum_in_front(draft: &Draft, shares: &[Share]) -> Option<usize> {
    let [first, second, ..] = shares[0].figures[..] else { return None };
    let count = |i: usize| {
        let count = draft.figures[i].count;
        count.min.filter(|_| count.is_exact())
    };
    let same = |i: &usize| draft.figures[*i].outcome == draft.figures[first].outcome;
    let parts = shares.iter().flat_map(|s| &s.figures).skip(1);
    let sum = parts.filter(|i| same(i)).try_fold(0_u32, |sum, i| sum.checked_add(count(*i)?))?;
    (same(&second) && count(first) == Some(sum)).then_some(first)
}
