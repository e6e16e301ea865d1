//! Counts that a later sentence or paragraph goes on with.

use super::continued::{announces_list, counts_side, tells_parts};
use super::counting::{has, has_place};
use super::habit::{counts_habit, over_long, over_month};
use super::series;
use crate::annotate::Mentions;
use crate::annotate::events::Strength;
use crate::annotate::tally_cues::TallyCueRole;
use crate::annotate::victims::FigureMention;
use crate::assemble::harm;
use crate::assemble::running::RunningTally;
use crate::assemble::units::Unit;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// Whether a unit goes on with the last count, though something else was told or a line begun between.
/// `counted`: the people told last were counted; `untold`: no incident has been told.
pub(in crate::assemble) fn resumes(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    last: RunningTally,
    counted: bool,
    untold: bool,
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
        || untold && near(3) && of_statistics(reading, mentions, unit, figures, last.opened)
        || near(3) && counts_habit(mentions, unit, figures)
        // «وتوزع القتلى على 60 من …»
        || near(2) && counted && announces_list(mentions, unit)
        || near(1)
            && counted
            // «كذلك يوجد بين الضحايا 39 من …»
            && (counts_side(reading, mentions, unit, figures)
                || tells_parts(reading, mentions, unit, figures)
                // «… 225 شخصاً خلال عام 2021. وبلغ عدد الأطفال الذين قتلوا 65»
                || has(mentions, unit.span, TallyCueRole::Count)
                    && of_statistics(reading, mentions, unit, figures, last.opened))
}

/// «وقتل تنظيم داعش 114 مدنياً، وقضى تسعة تحت التعذيب»: in a report that has told no incident yet, people of no
/// place and no day, behind a count over months: more of it, whatever act is named.
pub(in crate::assemble) fn of_statistics(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
    opened: TokenSpan,
) -> bool {
    let told = TokenSpan { start: series::said_from(reading, mentions, unit.span), ..unit.span };
    !figures.iter().all(harm::says_little)
        && (over_long(reading, mentions, opened) || over_month(reading, mentions, opened))
        && !has_place(mentions, unit.span)
        && !mentions.dates_in(told).iter().any(|d| told.contains(d.span) && !d.since && !d.until)
}
