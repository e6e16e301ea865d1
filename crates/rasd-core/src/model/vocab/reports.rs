//! Who says so, and what is questionable in a report.

use super::vocabulary;

vocabulary! {
    /// How a source stands to what it says.
    Stance "stance" {
        /// Documented by the source itself.
        Documented = "documented",
        /// Reported.
        Reported = "reported",
        /// Claimed ("under the pretext").
        Claimed = "claimed",
        /// Denied.
        Denied = "denied",
    }
}

vocabulary! {
    /// What a careful reader would question in the report itself (codebook §8).
    FindingCode "finding code" {
        /// A slash pair of month names that are not the same month.
        MonthsDisagree = "months_disagree",
        /// Parts add up to more than their total.
        PartsExceedTotal = "parts_exceed_total",
        /// An exhaustive list does not reach its total.
        PartsBelowTotal = "parts_below_total",
        /// Title and body differ.
        TitleBodyDisagree = "title_body_disagree",
        /// An event is dated after publication.
        DateAfterPublication = "date_after_publication",
        /// Homonyms that the context does not settle.
        PlaceAmbiguous = "place_ambiguous",
        /// A place lies outside the area the report states.
        PlaceOutsideStatedArea = "place_outside_stated_area",
        /// A relative date without a publication date, or two that contradict each other.
        RelativeDateUnanchored = "relative_date_unanchored",
    }
}
