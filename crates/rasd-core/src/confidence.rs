//! Confidence: how often slots read in this way were right (`data/reliability.tsv`).

use std::sync::LazyLock;

use crate::annotate::victims::FigureMention;
use crate::assemble::draft::Draft;
use crate::lexicon::{Table, bundled};
use crate::model::{Place, SlotConfidence, Vague};

/// Rule of a date that an earlier sentence states.
pub(crate) const CARRIED: &str = "date.carried";

/// How often each way to read a slot was right, in the order of [`READINGS`].
static RELIABILITY: LazyLock<[Option<f32>; READINGS.len()]> = LazyLock::new(|| {
    let text = bundled().iter().find(|t| t.0 == "reliability").map_or("", |t| t.1);
    let Ok(table) = Table::parse("reliability", text) else { return [None; READINGS.len()] };
    let number = |row, column| table.get(row, column).parse::<f32>().unwrap_or(0.0);
    READINGS.map(|(_, slot, reading)| {
        let told =
            |row: &&_| table.get(row, "slot") == slot && table.get(row, "reading") == reading;
        let row = table.rows.iter().find(told)?;
        // One more of each, so that a few cases do not make a certainty.
        let share = (number(row, "right") + 1.0) / (number(row, "of") + 2.0);
        Some((share * 100.0).round() / 100.0)
    })
});

macro_rules! readings {
    ($($way:ident $slot:literal $reading:literal,)+) => {
        /// A slot and the way it was read.
        #[derive(Clone, Copy)]
        enum Way { $($way,)+ }

        /// Each way with the words of the table for it.
        const READINGS: [(Way, &str, &str); [$(Way::$way,)+].len()] =
            [$((Way::$way, $slot, $reading),)+];
    };
}

readings! {
    Act "kind" "act",
    Weapon "kind" "weapon",
    Derived "kind" "derived",
    Toll "kind" "toll",
    Stated "when" "stated",
    Carried "when" "carried",
    OnePlace "places" "one",
    UnresolvedPlace "places" "unresolved",
    SeveralPlaces "places" "several",
    SomeUnresolved "places" "some_unresolved",
    UnknownDoer "perpetrator" "unknown",
    CuedDoer "perpetrator" "cue",
    DoerByOrder "perpetrator" "order",
    VagueToll "harm" "vague",
    OneFigure "harm" "one",
    TwoFigures "harm" "two",
    MoreFigures "harm" "more",
}

fn of(way: Way) -> Option<f32> {
    RELIABILITY[way as usize]
}

/// How sure the slots of a draft are.
pub(crate) fn confidence(draft: &Draft, places: &[Place]) -> SlotConfidence {
    let rule = draft.kind.rule.as_bytes();
    let table = rule.iter().position(|byte| matches!(byte, b':' | b'.')).unwrap_or(rule.len());
    let kind = match &rule[..table] {
        b"events" | b"split_acts" | b"verbs" => Way::Act,
        b"means" => Way::Weapon,
        b"kind" => Way::Derived,
        _ => Way::Toll,
    };
    let when = draft.when.as_ref().filter(|w| w.value.start.is_some());
    let place = match places {
        [] => None,
        [one] => Some(if one.pcode.is_some() { Way::OnePlace } else { Way::UnresolvedPlace }),
        many if many.iter().all(|p| p.pcode.is_some()) => Some(Way::SeveralPlaces),
        _ => Some(Way::SomeUnresolved),
    };
    let did = draft.actors.iter().find(|a| a.did_it());
    let perpetrator = did.map(|a| {
        if a.id == "unknown" {
            Way::UnknownDoer
        } else if a.rule.get("roles".len()..).is_some_and(|rule| rule.starts_with(".cue")) {
            Way::CuedDoer
        } else {
            Way::DoerByOrder
        }
    });
    let vague = |f: &FigureMention| matches!(f.count.vague, Some(Vague::Several | Vague::Many));
    let harm = (!draft.figures.is_empty()).then(|| match draft.figures.as_slice() {
        figures if figures.iter().any(vague) => Way::VagueToll,
        [_] => Way::OneFigure,
        [_, _] => Way::TwoFigures,
        _ => Way::MoreFigures,
    });
    SlotConfidence {
        kind: of(kind),
        when: when.and_then(|_| of(if draft.when_inherited { Way::Carried } else { Way::Stated })),
        places: place.and_then(of),
        perpetrator: perpetrator.and_then(of),
        harm: harm.and_then(of),
    }
}
