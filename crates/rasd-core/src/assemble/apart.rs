//! A toll told place by place: «قُتل 17 في غارات على دوما و12 في سقبا وثمانية في كفربطنا» is an incident at
//! each of them.

use super::draft::{Draft, Firmness};
use super::elsewhere::taken_to;
use super::harm;
use super::kind::bombards;
use super::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::victims::FigureMention;
use crate::model::{Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far behind its figure the place stands of which it is told, in tokens.
const PLACE_REACH: usize = 4;

/// Cuts a draft where a further figure of the same outcome is told of a further place.
pub(crate) fn place_by_place(reading: &Reading, mentions: &Mentions, draft: Draft) -> Vec<Draft> {
    let cuts = cuts(reading, mentions, &draft);
    if cuts.is_empty() {
        return vec![draft];
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    for from in 0..=cuts.len() {
        let start = from.checked_sub(1).map_or(draft.unit.start, |i| cuts[i]);
        let end = cuts.get(from).copied().unwrap_or(draft.unit.end);
        let inside = |at: usize| start <= at && at < end;
        let mut part = draft.clone();
        harm::retain_with_links(&mut part.figures, |i| inside(draft.figures[i].span.start));
        part.places.retain(|i| {
            let at = mentions.places[*i].span.start;
            inside(at) || from == 0 && at < draft.unit.start
        });
        part.unit = TokenSpan::new(start, end);
        if from > 0 {
            part.when_inherited |= part.when.as_ref().is_some_and(|w| !inside(w.span.start));
            part.damage.clear();
        }
        parts.push(part);
    }
    parts
}

/// Where the figures begin that are told of a place of their own.
fn cuts(reading: &Reading, mentions: &Mentions, draft: &Draft) -> Vec<usize> {
    if draft.places.len() < 2 || draft.headline || draft.assumed {
        return Vec::new();
    }
    let alone: Vec<&FigureMention> = draft.figures.iter().filter(|f| f.within.is_none()).collect();
    let hurt = |f: &FigureMention| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties)
    };
    let place_of = |f: &FigureMention| {
        draft.places.iter().copied().find(|i| {
            let place = &mentions.places[*i];
            let start = place.frame.start;
            start >= f.span.end
                && start - f.span.end <= PLACE_REACH
                && (f.span.end..=start).any(|at| {
                    matches!(reading.key(at), "في" | "علي" | "قرب")
                        || reading.forms[at].iter().any(|x| x.proclitic.preposition == Some('ب'))
                })
                && !(f.span.end..start).any(|at| reading.tokens[at].is_punct('،'))
                && !alone.iter().any(|g| f.span.end <= g.span.start && g.span.start < start)
                && !taken_to(reading, place)
        })
    };
    let mut cuts = Vec::new();
    for (at, figure) in alone.iter().enumerate().skip(1) {
        let before = alone[..at].iter().filter(|f| f.outcome == figure.outcome);
        let same_people = |f: &&&FigureMention| {
            f.affiliation == figure.affiliation
                || f.affiliation.is_none()
                || figure.affiliation.is_none()
        };
        let again = hurt(figure)
            && before.clone().next().is_some()
            && before.clone().all(|f| same_people(&f));
        // «القتيلين» are those told before; what is added is joined on.
        let joined = reading.key(figure.span.start).starts_with('و')
            || figure.span.start > 0 && reading.tokens[figure.span.start - 1].is_punct('،');
        let Some(place) = place_of(figure).filter(|_| again && joined) else { continue };
        // The first figures have a place as well, in front of this one.
        let start = figure.span.start;
        let first = |i: &usize| mentions.places[*i].span.start < start;
        if draft.places.iter().any(first)
            && !draft.places.iter().filter(|i| first(i)).any(|i| same(mentions, *i, place))
        {
            cuts.push(start);
        }
    }
    cuts
}

/// Whether two mentions are of one place.
fn same(mentions: &Mentions, a: usize, b: usize) -> bool {
    mentions.resolved[a].place.key == mentions.resolved[b].place.key
}

/// «قُتل 17 بقصف على دوما، فيما قُتل 12 في سقبا»: the strikes just told, of which no more is said than whom
/// they hurt at another place.
pub(crate) fn same_act<'d>(
    reading: &Reading,
    unit: &Unit,
    draft: &Draft,
    previous: Option<&'d Draft>,
) -> Option<&'d Draft> {
    let struck = |k: Kind| bombards(k) || matches!(k, Kind::Ied | Kind::SuicideBombing);
    previous.filter(|p| {
        draft.kind.firmness == Firmness::Harm
            && draft.kind.kind == Kind::Shooting
            && (!unit.first || unit.same_breath(reading))
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
