//! One toll of two acts that a text keeps apart.

use crate::annotate::Mentions;
use crate::annotate::events::EventClass;
use crate::assemble::asked;
use crate::assemble::draft::Draft;
use crate::held::SEPARATE;
use crate::reading::Reading;
use crate::tokens::bare;
use crate::word_lists::sums::TWO;

/// «قصف … وهجوم منفصل», «انفجار لغمين»: one toll of two acts that the text keeps apart.
pub(super) fn acts_apart(reading: &Reading, draft: &Draft, mentions: &Mentions) -> bool {
    let opening = draft.unit.start + 3;
    reading.forms.part_in(draft.unit, SEPARATE)
        && (opening..draft.unit.end).any(|i| bare(reading.key(i)).starts_with("منفصل"))
        || two_acts(reading, draft, mentions)
}

/// «بانفجار لغمين», «تبنى عمليتين»: acts or devices in the dual, each of which may be told below.
pub(super) fn two_acts(reading: &Reading, draft: &Draft, mentions: &Mentions) -> bool {
    let dual = |i: usize| {
        let key = reading.key(i);
        key.ends_with("ين") || key.ends_with("ان")
    };
    let said = |i: usize| dual(i) && reading.reads_any(i, &TWO);
    reading.forms.part_in(draft.unit, asked::TWO) && (draft.unit.start..draft.unit.end).any(said)
        || mentions.events_in(draft.unit).iter().any(|e| {
            draft.unit.contains(e.span)
                && matches!(e.class, EventClass::Noun | EventClass::Masdar)
                && dual(e.span.start)
        })
        || mentions
            .means_in(draft.unit)
            .iter()
            .any(|m| draft.unit.contains(m.span) && m.kind_hint.is_some() && dual(m.span.start))
}
