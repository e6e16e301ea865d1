//! Confidence: how often slots read in this way were right (`data/reliability.tsv`).

use std::sync::LazyLock;

use crate::annotate::victims::FigureMention;
use crate::assemble::draft::Draft;
use crate::lexicon::{Table, bundled};
use crate::model::{Place, SlotConfidence, Vague};

/// Rule of a date that an earlier sentence states.
pub(crate) const CARRIED: &str = "date.carried";

/// Slot, the way it was read, how often that was right.
static RELIABILITY: LazyLock<Vec<(String, String, f32)>> = LazyLock::new(|| {
    let text = bundled().iter().find(|t| t.0 == "reliability").map_or("", |t| t.1);
    let Ok(table) = Table::parse("reliability", text) else { return Vec::new() };
    let number = |row, column| table.get(row, column).parse::<f32>().unwrap_or(0.0);
    let share = |row| {
        // One more of each, so that a few cases do not make a certainty.
        let share = (number(row, "right") + 1.0) / (number(row, "of") + 2.0);
        let cell = |column| table.get(row, column).to_owned();
        (cell("slot"), cell("reading"), (share * 100.0).round() / 100.0)
    };
    table.rows.iter().map(share).collect()
});

fn of(slot: &str, reading: &str) -> Option<f32> {
    RELIABILITY.iter().find(|row| row.1 == reading && row.0 == slot).map(|row| row.2)
}

/// How sure the slots of a draft are.
pub(crate) fn confidence(draft: &Draft, places: &[Place]) -> SlotConfidence {
    let table = draft.kind.rule.split([':', '.']).next().unwrap_or_default();
    let kind = match table {
        "events" | "split_acts" | "verbs" => "act",
        "means" => "weapon",
        "kind" => "derived",
        _ => "toll",
    };
    let when = draft.when.as_ref().filter(|w| w.value.start.is_some());
    let place = match places {
        [] => None,
        [one] => Some(if one.pcode.is_some() { "one" } else { "unresolved" }),
        many => {
            Some(if many.iter().all(|p| p.pcode.is_some()) { "several" } else { "some_unresolved" })
        }
    };
    let did = draft.actors.iter().find(|a| a.did_it());
    let perpetrator = did.map(|a| {
        if a.id == "unknown" {
            "unknown"
        } else if a.rule.as_bytes().windows(3).any(|three| three == b"cue") {
            "cue"
        } else {
            "order"
        }
    });
    let vague = |f: &FigureMention| matches!(f.count.vague, Some(Vague::Several | Vague::Many));
    let harm = (!draft.figures.is_empty()).then(|| match draft.figures.as_slice() {
        figures if figures.iter().any(vague) => "vague",
        [_] => "one",
        [_, _] => "two",
        _ => "more",
    });
    SlotConfidence {
        kind: of("kind", kind),
        when: when
            .and_then(|_| of("when", if draft.when_inherited { "carried" } else { "stated" })),
        places: place.and_then(|p| of("places", p)),
        perpetrator: perpetrator.and_then(|p| of("perpetrator", p)),
        harm: harm.and_then(|h| of("harm", h)),
    }
}
