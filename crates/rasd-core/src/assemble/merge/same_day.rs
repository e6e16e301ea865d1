//! Whether two tellings are of one day.

use jiff::civil::Date;

use super::same_toll::Toll;
use crate::assemble::draft::Draft;
use crate::model::{DatePrecision, IncidentRole};

/// Whether both state a day of their own and the days differ, or one recalls another day.
pub(super) fn days_differ(a: &Draft, b: &Draft, toll: Toll) -> bool {
    match (own_day(a), own_day(b)) {
        // One source says yesterday, another the day before, of the same dead.
        (Some(x), Some(y)) if toll == Toll::Same => {
            x.until(y).is_ok_and(|s| s.get_days().abs() > 1)
        }
        (Some(x), Some(y)) => x != y && !into_next(a, y) && !into_next(b, x),
        (Some(_), None) | (None, Some(_)) => {
            let any = |d: &Draft| d.when.as_ref().and_then(|w| w.value.start);
            // «وكان المرصد قد رصد اليوم …»: the news of the day, recalled on the same day.
            let told_today = b.of_today && b.role == IncidentRole::Background && any(a).is_none();
            a.role != b.role && toll != Toll::Same && any(a) != any(b) && !told_today
        }
        (None, None) => false,
    }
}

/// The day that a telling states itself.
pub(super) fn own_day(d: &Draft) -> Option<Date> {
    d.when.as_ref().filter(|_| !d.when_inherited).and_then(|w| w.value.start)
}

/// Whether the later telling states a day of its own.
pub(super) fn days_told_apart(a: &Draft, b: &Draft) -> bool {
    b.states_day() && a.role != b.role
}

/// «ليل الأحد - الاثنين»: of either day.
fn into_next(draft: &Draft, day: Date) -> bool {
    draft.when.as_ref().is_some_and(|w| {
        w.value.precision == DatePrecision::Day
            && w.value.end == Some(day)
            && w.value.start.and_then(|start| start.tomorrow().ok()) == Some(day)
    })
}
