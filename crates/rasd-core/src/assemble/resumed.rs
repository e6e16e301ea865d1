//! Counts that a later sentence or paragraph goes on with.

use super::continued::{announces_list, counts_side, tells_parts};
use super::counting::has_place;
use super::habit::counts_habit;
use super::running::RunningTally;
use super::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::events::Strength;
use crate::annotate::victims::FigureMention;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// Whether a unit goes on with the last count, though something else was told or a line begun between.
/// `counted`: the people told last were counted.
pub(super) fn resumes(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    last: RunningTally,
    counted: bool,
) -> bool {
    if figures.is_empty() {
        return false;
    }
    let near = |paragraphs: usize| unit.paragraph <= last.paragraph + paragraphs;
    // «وبحسب التقرير», «وتسببت تلك الضربات بمقتل …»: a later paragraph of the same count.
    // «12 شهيداً بينهم 5 أطفال» below the heading that says of whom.
    let bare = || {
        let inside = |span: TokenSpan| unit.span.contains(span);
        !has_place(mentions, unit.span)
            && !mentions.means_in(unit.span).iter().any(|m| inside(m.span))
            && !mentions
                .events_in(unit.span)
                .iter()
                .any(|e| inside(e.span) && e.strength == Strength::Strong)
    };
    last.heads && near(2) && bare()
        || near(3) && counts_habit(mentions, unit, figures)
        // «وتوزع القتلى على 60 من …»
        || near(2) && counted && announces_list(mentions, unit)
        || near(1)
            && counted
            // «كذلك يوجد بين الضحايا 39 من …»
            && (counts_side(reading, mentions, unit, figures)
                || tells_parts(reading, mentions, unit, figures))
}
