//! Cues that a count spans more than one incident (`data/tally_cues.tsv`).

use std::sync::LazyLock;

use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// What a cue says of the counts around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TallyCueRole {
    /// Opens a period; needs a date behind it.
    Period,
    /// A period by itself.
    Span,
    /// A running number: "thus rises to".
    Rise,
    /// A counting word; says nothing without a period.
    Count,
    /// The parts follow.
    List,
    /// Goes on about the same tally.
    Same,
    /// Several acts told as such («حوادث متفرقة»).
    Separate,
    /// Acts in several places («سلسلة تفجيرات», «مناطق مختلفة»).
    Spread,
    /// Goes on day by day («يوميا»).
    Habit,
    /// An act's place in a series («للمرة الثالثة»): the period behind it counts acts, not people.
    Nth,
    /// Hospitals in the plural («وصل إلى المستشفيات …»): with a stretch of time, people of many acts.
    Wards,
    /// Looks like a period or count and spans no more than the incident («منذ قليل»).
    Moment,
}

/// A cue in the text.
#[derive(Debug, Clone, Copy)]
pub struct TallyCue {
    /// Where.
    pub span: TokenSpan,
    /// What it says.
    pub role: TallyCueRole,
    /// No longer than one incident may last («خلال الساعات الـ24 الماضية»).
    pub short: bool,
}

pub(crate) static CUES: LazyLock<PhraseTable<(TallyCueRole, bool)>> = LazyLock::new(|| {
    let table = tally_cues_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let role = match table.get(row, "role") {
            "period" => TallyCueRole::Period,
            "span" | "days" => TallyCueRole::Span,
            "rise" => TallyCueRole::Rise,
            "list" => TallyCueRole::List,
            "same" => TallyCueRole::Same,
            "separate" => TallyCueRole::Separate,
            "spread" => TallyCueRole::Spread,
            "habit" => TallyCueRole::Habit,
            "nth" => TallyCueRole::Nth,
            "wards" => TallyCueRole::Wards,
            "moment" => TallyCueRole::Moment,
            _ => TallyCueRole::Count,
        };
        forms.insert(table.get(row, "form"), (role, table.get(row, "role") == "days"));
    }
    forms.known_as(TableId::TallyCues)
});

/// The table of tally cues.
pub(crate) fn tally_cues_table() -> Table {
    Table::parse("tally_cues", include_str!("../../data/tally_cues.tsv"))
        .expect("compiled-in table")
}

/// Every tally cue of the reading.
#[must_use]
pub fn tally_cues(reading: &Reading) -> Vec<TallyCue> {
    CUES.find_all(reading)
        .filter(|hit| hit.value.0 != TallyCueRole::Spread || !of_one_town(reading, hit.span.end))
        .map(|hit| TallyCue { span: hit.span, role: hit.value.0, short: hit.value.1 })
        .collect()
}

/// «في أماكن متفرقة من المدينة»: in the one town that was told, for the words that end at `at`.
fn of_one_town(reading: &Reading, at: usize) -> bool {
    matches!(reading.key(at), "من" | "في" | "داخل")
        && matches!(
            reading.key(at + 1),
            "المدينه" | "البلده" | "القريه" | "الحي" | "المخيم" | "البلديه"
        )
}
