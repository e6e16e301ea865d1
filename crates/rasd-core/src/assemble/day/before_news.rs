//! Acts told only by how long before the news they were: «بعد يومين من …».

use crate::annotate::Mentions;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// «وتأتي المجزرة بعد يوم من مقتل …», «غداة مقتل …»: how many days before the news an act was that a unit
/// opens with nothing but, if they are told («بعد أشهر من»). Hours are the same day.
pub(super) fn days_before(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> Option<(Option<i32>, TokenSpan)> {
    let (at, of, days) = (span.start..span.end.min(span.start + AFTER)).find_map(|i| {
        match reading.key(i).trim_start_matches('و') {
            "غداه" => return Some((i, i, Some(1))),
            "بعد" | "عقب" => {}
            _ => return None,
        }
        let (days, end) = how_many_days(reading, mentions, i + 1)?;
        let of = end + usize::from(matches!(reading.key(end), "واحد" | "واحده" | "قليله"));
        matches!(reading.key(of), "من" | "علي").then_some((i, of, days))
    })?;
    let behind = TokenSpan::new(of + 1, of + 3);
    let act = reading.key(of + 1) == "تعرض"
        || mentions.events_in(behind).iter().any(|e| behind.contains(e.span))
        || mentions.outcomes_in(behind).iter().any(|o| behind.contains(o.span));
    // What is told in front is the later act, not the one it came after.
    let before = TokenSpan::new(span.start, at);
    let told = mentions.places_in(before).iter().any(|p| before.contains(p.span))
        || mentions.figures_in(before).iter().any(|f| before.contains(f.span));
    (act && !told).then_some((days, TokenSpan::new(at, of + 1)))
}

/// «يومين», «3 أيام», «أشهر»: days, where they are told, and where the words end.
fn how_many_days(
    reading: &Reading,
    mentions: &Mentions,
    at: usize,
) -> Option<(Option<i32>, usize)> {
    let number = mentions
        .numbers_in(TokenSpan::new(at, at + 1))
        .iter()
        .find(|n| n.span.start == at && n.count.is_exact());
    let n = number.and_then(|n| i32::try_from(n.count.min?).ok());
    let unit = number.map_or(at, |n| n.span.end);
    let days = match (reading.key(unit), n) {
        ("ساعه" | "ساعات" | "ساعتين", None | Some(..12)) => Some(0),
        ("يوم" | "يوما" | "ايام", Some(n)) => Some(n),
        ("يوم", None) => Some(1),
        ("يومين", _) => Some(2),
        ("اسبوع", None) => Some(7),
        ("اسبوعين", _) => Some(14),
        (
            "ساعه" | "ايام" | "اسبوع" | "اسبوعا" | "اسابيع" | "شهر" | "شهرين" | "اشهر" | "شهور"
            | "عام" | "عامين" | "سنه" | "سنوات" | "اعوام",
            _,
        ) => None,
        _ => return None,
    };
    Some((days, unit + 1))
}

/// How far into its unit «بعد يوم من» may stand, in tokens.
const AFTER: usize = 12;
