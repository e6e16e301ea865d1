//! A figure as it is handed on.

use crate::model::{Count, Group, Outcome};
use crate::tokens::TokenSpan;

/// One figure.
#[derive(Debug, Clone)]
pub struct FigureMention {
    /// The figure with its noun.
    pub span: TokenSpan,
    /// The outcome word and the figure.
    pub frame: TokenSpan,
    /// What became of them.
    pub outcome: Outcome,
    /// Who.
    pub group: Group,
    /// How many.
    pub count: Count,
    /// Actor id of the combatants' own side.
    pub affiliation: Option<&'static str>,
    /// Index of the figure that this one is part of.
    pub within: Option<usize>,
    /// Index of the figure that this one and its siblings list in full.
    pub exhaustive: bool,
    /// The noun said of a child whom only the age told makes one («شاب يبلغ من العمر 15 عاماً»).
    pub aged: Option<Group>,
    /// Part of a figure told before, in another sentence.
    pub of_told: bool,
    /// Unconfirmed, or expected to rise.
    pub provisional: bool,
    /// The figure is an addition that the text itself calls unconfirmed.
    pub unconfirmed: bool,
    /// No number is said: a bare plural («جرحى»).
    pub bare: bool,
    /// Rule id.
    pub rule: &'static str,
}

impl FigureMention {
    /// A figure of which no more is told than this.
    pub(super) fn new(
        span: TokenSpan,
        outcome: Outcome,
        group: Group,
        count: Count,
        rule: &'static str,
    ) -> Self {
        Self {
            span,
            frame: span,
            outcome,
            group,
            count,
            affiliation: None,
            within: None,
            aged: None,
            exhaustive: false,
            of_told: false,
            provisional: false,
            unconfirmed: false,
            bare: false,
            rule,
        }
    }
}
