//! Bodies told by a pronoun: «خُطف شاب …، ثم عُثر على جثته» tells that he is dead who was led away.

use super::{FigureMention, Parsed, Parser, Shape};
use crate::held::BODY;
use crate::model::{Count, Kind, Outcome};
use crate::tokens::TokenSpan;
use crate::word_lists::keep::FOUND;

/// His, her or their body: whoever was told before.
pub(crate) const BODIES: [&str; 10] = [
    "جثته",
    "جثتها",
    "جثتيهما",
    "جثتاهما",
    "جثتهما",
    "جثثهم",
    "جثثهن",
    "جثامينهم",
    "جثمانه",
    "جثمانها",
];

/// How far behind its verb the body may stand, in tokens: who found it and a day fit.
const FOUND_WITHIN: usize = 8;

/// How far from a body the verb of finding it may stand, in tokens.
const FOUND_FROM: usize = 12;

impl Parser<'_, '_> {
    /// «اختُطف شابان …، وعُثر على جثتيهما»: those led away are found dead; where to go on.
    pub(super) fn body_of_told(&mut self, at: usize) -> Option<usize> {
        let body = self.reading.key(at);
        BODIES.contains(&body).then_some(())?;
        let found = self.input.events.iter().any(|e| {
            e.kind == Some(Kind::BodyFound)
                && e.span.start < at
                && at - e.span.start <= FOUND_WITHIN
                && e.span.start >= self.floor
        });
        if !found || self.out.iter().any(|f| f.outcome == Outcome::Killed) {
            return None;
        }
        let told = self.out.iter().rev().find(|f| taken(f)).or(self.input.taken)?;
        let many = if body.ends_with("هما") {
            told.count == Count::exact(2)
        } else if body.ends_with("هم") || body.ends_with("هن") {
            told.count.min > Some(1)
        } else {
            told.count == Count::exact(1)
        };
        let (group, count, side) = (told.group, told.count, told.affiliation);
        if !many {
            return None;
        }
        self.push(
            TokenSpan::new(at, at + 1),
            Outcome::Killed,
            group,
            count,
            "victims.their_bodies",
        );
        if let Some(last) = self.out.last_mut() {
            last.affiliation = side;
        }
        Some(at + 1)
    }

    /// «شيّعوا جثمان الشهيد …», «البحث عن جثة الشاب»: the body of somebody known, that nobody found here.
    pub(super) fn body_of_known(&self, parsed: &Parsed) -> bool {
        let (at, end) = (parsed.span.start, parsed.span.end);
        let found = |i: usize| FOUND.iter().any(|stem| self.reading.key(i).contains(stem));
        parsed.shape == Shape::Singular
            && self.reading.forms.any_parts(at) & BODY != 0
            && !parsed.definite
            && self.reading.key(self.skip_soft(at + 1)).starts_with("ال")
            && !(at.saturating_sub(FOUND_FROM).max(self.floor)..at).any(found)
            // «وكانت جثة المواطن … قد عُثر عليها …»
            && !(end..end + FOUND_FROM)
                .any(|i| found(i) && self.reading.key(i + 1).starts_with("علي"))
    }
}

/// Whether a figure tells of people who were led away, or are missing.
pub(super) fn taken(figure: &FigureMention) -> bool {
    figure.within.is_none()
        && matches!(figure.outcome, Outcome::Abducted | Outcome::Missing | Outcome::Detained)
}
