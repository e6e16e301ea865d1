//! People who fled, of whom no number is told: «أدى القصف إلى نزوح السكان», «وسط حركة نزوح».

use super::Parser;
use crate::annotate::outcomes::{OutcomeClass, OutcomeMention};
use crate::annotate::starting_at;
use crate::model::{Count, Group, Kind, Outcome, Vague};
use crate::tokens::TokenSpan;
use crate::word_lists::fled::{CAUSES, MOVES, THOSE};

/// The rule that counts them.
pub(crate) const RULE: &str = "victims.fled";

/// How far behind the flight those who fled may stand, in words.
const REACH: usize = 3;

/// How far behind it «إثر» may stand, and the fire behind that, in tokens.
const CAUSE_REACH: usize = 5;

impl Parser<'_, '_> {
    /// Keeps those who fled a bombardment or a fight told in the same sentence; whether there were any.
    pub(super) fn fled(&mut self, word: &OutcomeMention) -> bool {
        let (at, end) = (word.span.start, word.span.end);
        if word.outcome != Outcome::Displaced || word.class != OutcomeClass::Masdar {
            return false;
        }
        let who = (end..end + REACH).find(|i| THOSE.contains(&self.reading.key(*i)));
        let moved =
            at > 0 && MOVES.contains(&self.reading.key(at - 1).trim_start_matches(['و', 'ل', 'ب']));
        // «ويؤدي إلى نزوح كبير»: what such fire does, and nothing that happened.
        let habit = at > 1
            && matches!(self.reading.key(at - 2).trim_start_matches(['و', 'ف']), "يودي" | "تودي");
        let fire = |i: &usize| {
            starting_at(self.input.events, |e| e.span.start, *i).any(|e| {
                matches!(
                    e.kind,
                    Some(Kind::Shelling | Kind::AirStrike | Kind::DroneStrike | Kind::ArmedClash)
                )
            })
        };
        // «شهدت البلدة حركة نزوح إثر القصف عليها»: what they fled is told behind them.
        let cause = || {
            let behind = end..end + CAUSE_REACH;
            behind
                .clone()
                .find(|i| CAUSES.contains(&self.reading.key(*i)))
                .is_some_and(|cause| (cause + 1..cause + CAUSE_REACH).any(|i| fire(&i)))
        };
        if who.is_none() && !moved
            || habit
            || !((self.floor..at).rev().any(|i| fire(&i)) || cause())
            || self.parse(end, end + REACH).is_some_and(|p| p.count.min > Some(2))
        {
            return false;
        }
        let civilians = who.is_some_and(|i| self.reading.key(i).ends_with("مدنيين"));
        let group = if civilians { Group::Civilians } else { Group::People };
        let span = TokenSpan::new(at, who.map_or(end, |i| i + 1));
        self.push(span, Outcome::Displaced, group, Count::vague(Vague::Many), RULE);
        true
    }
}
