//! What goes on day by day, and what is said of how often: no incident of its own.

use super::counting::{has, has_place};
use super::harm;
use super::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::model::DatePrecision;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// «ينفذ الطيران يومياً غارات», «وغالباً ما يوقع القصف ضحايا»: what goes on day by day, without a number
/// of people or a day of its own.
pub(crate) fn is_habit(mentions: &Mentions, unit: &Unit) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    has(mentions, unit.span, TallyCueRole::Habit)
        && !mentions.figures_in(unit.span).iter().any(|f| inside(f.span) && !harm::says_little(f))
        && !mentions
            .days_in(unit.span)
            .any(|(d, w)| inside(d.span) && !d.since && w.precision == DatePrecision::Day)
}

/// «تتعرض … بين الحين والآخر لقصف متبادل، فيما تقوم الفصائل باستهداف …»: more of a habit, with no
/// people, day or place of its own.
pub(crate) fn goes_on_habit(mentions: &Mentions, unit: &Unit) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    !mentions.figures_in(unit.span).iter().any(|f| inside(f.span))
        && !mentions.dates_in(unit.span).iter().any(|d| inside(d.span) && d.names_a_day())
        && !has_place(mentions, unit.span)
}

/// Whether a unit counts what went on day by day («قُتل 20 في هذه الغارات»).
pub(crate) fn counts_habit(mentions: &Mentions, unit: &Unit, figures: &[FigureMention]) -> bool {
    !figures.is_empty() && has(mentions, unit.span, TallyCueRole::Same)
}

/// «ويعد هذا ثالث مقذوف يسقط على …»: how often it has happened, and nothing that happened.
pub(crate) fn only_comments(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    const COUNTS_AS: [&str; 10] =
        ["ويعد", "وتعد", "يعد", "تعد", "ويعتبر", "وتعتبر", "يعتبر", "تعتبر", "وهذا", "وهذه"];
    let start = unit.span.start;
    COUNTS_AS.contains(&reading.key(start))
        && figures.iter().all(harm::says_little)
        && mentions
            .tally_cues_in(TokenSpan::new(start, start + 3))
            .iter()
            .any(|c| c.role == TallyCueRole::Nth && c.span.start <= start + 2)
}
