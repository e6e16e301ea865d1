//! Adding figures up without counting anyone twice.

use rasd::model::{Harm, Outcome, Vague};

/// A sum of figures: its bounds as far as the text gives them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Range {
    /// How many figures were added.
    pub(crate) figures: usize,
    /// None when no figure sets a lower bound.
    pub(crate) min: Option<u64>,
    /// None when one of the figures sets no upper bound, or there is none.
    pub(crate) max: Option<u64>,
}

impl Range {
    pub(crate) fn sum<'h>(figures: impl IntoIterator<Item = &'h Harm>) -> Self {
        let mut sum = Self::default();
        let mut open = false;
        for harm in figures {
            sum.figures += 1;
            if let Some(min) = harm.count.min {
                sum.min = Some(sum.min.unwrap_or(0) + u64::from(min));
            }
            match harm.count.max {
                Some(max) => sum.max = Some(sum.max.unwrap_or(0) + u64::from(max)),
                None => open = true,
            }
        }
        if open {
            sum.max = None;
        }
        sum
    }
}

/// The figures that `harm[at]` lies within, nearest first. Indices that lead nowhere or in a circle
/// end the walk.
pub(crate) fn ancestors(harm: &[Harm], at: usize) -> impl Iterator<Item = &Harm> {
    let mut next = harm.get(at).and_then(|h| h.within);
    let mut left = harm.len();
    std::iter::from_fn(move || {
        let figure = harm.get(next?)?;
        left = left.checked_sub(1)?;
        next = figure.within;
        Some(figure)
    })
}

/// The figures that fit and lie within no other that fits: those that may be added up. Figures
/// called unconfirmed are never among them.
pub(crate) fn topmost<'h>(
    harm: &'h [Harm],
    fits: impl Fn(&Harm) -> bool + Copy + 'h,
) -> impl Iterator<Item = (usize, &'h Harm)> {
    let fits = move |h: &Harm| !h.provisional && fits(h);
    let outer = move |i: usize| !ancestors(harm, i).any(fits);
    harm.iter().enumerate().filter(move |(i, h)| fits(h) && outer(*i))
}

/// All figures of an outcome that may be added up.
pub(crate) fn of_outcome(harm: &[Harm], outcome: Outcome) -> Range {
    Range::sum(topmost(harm, |h| h.outcome == outcome).map(|(_, h)| h))
}

/// What a figure is called in data/acled_fatalities.tsv.
pub(crate) fn word(harm: &Harm) -> &'static str {
    match (harm.count.vague, harm.count.min, harm.count.max) {
        // "About" goes with a number; a bare "several" may carry one too, and then that is known.
        (Some(Vague::About), ..) => "about",
        (Some(vague), ..) => vague.as_str(),
        (None, None, Some(_)) => "up_to",
        (None, None, None) => "many",
        _ => "plain",
    }
}

#[cfg(test)]
mod tests {
    use rasd::model::{Count, Group};

    use super::*;

    fn figure(group: Group, count: Count, within: Option<usize>) -> Harm {
        Harm {
            outcome: Outcome::Killed,
            group,
            affiliation: None,
            count,
            within,
            provisional: false,
            text: String::new(),
        }
    }

    #[test]
    fn parts_are_not_added_to_their_whole() {
        let harm = [
            figure(Group::People, Count::exact(8), None),
            figure(Group::Children, Count::exact(3), Some(0)),
            figure(Group::Combatants, Count::at_least(2), None),
        ];
        let sum = of_outcome(&harm, Outcome::Killed);
        assert_eq!(sum, Range { figures: 2, min: Some(10), max: None });
        assert_eq!(of_outcome(&harm, Outcome::Injured), Range::default());
    }

    #[test]
    fn the_unconfirmed_is_not_added() {
        let mut more = figure(Group::People, Count::exact(2), None);
        more.provisional = true;
        let harm = [figure(Group::People, Count::up_to(4), None), more];
        let sum = of_outcome(&harm, Outcome::Killed);
        assert_eq!(sum, Range { figures: 1, min: None, max: Some(4) });
    }

    #[test]
    fn circles_end() {
        let harm = [
            figure(Group::People, Count::exact(1), Some(1)),
            figure(Group::People, Count::exact(1), Some(0)),
        ];
        assert_eq!(of_outcome(&harm, Outcome::Killed).figures, 0);
        assert!(ancestors(&harm, 0).count() <= 2);
    }
}
