//! Who did what a count over several incidents sums up: its incidents, told one by one behind it, seldom say so
//! again.

use smallvec::SmallVec;

use super::draft::{ActorDraft, Draft, Firmness};
use super::gravity::bombards;
use super::tallies::TallyDraft;
use super::units::Unit;
use crate::annotate::Mentions;
use crate::model::{ActorRole, Certainty, Kind, Outcome};
use crate::tokens::TokenSpan;

/// The side that a count names, and the acts it counts.
pub(super) struct Summed {
    paragraph: usize,
    doer: (&'static str, TokenSpan),
    kinds: SmallVec<[Kind; 4]>,
}

/// How many paragraphs behind the last of its incidents another may stand.
const REACH: usize = 2;

impl Summed {
    /// «اعتقلت القوات الإسرائيلية 47 مواطناً في مدن الضفة»: what a unit counts, when one known side did it.
    pub(super) fn of(mentions: &Mentions, unit: &Unit, tallies: &[TallyDraft]) -> Option<Self> {
        let [doer] = tallies.last()?.perpetrators.as_slice() else { return None };
        let events = mentions.events_in(unit.span).iter().filter(|e| unit.span.contains(e.span));
        let mut kinds: SmallVec<[Kind; 4]> = events.filter_map(|e| e.kind).collect();
        // «اعتقلت قوات … 47 مواطناً»: the people say what was done.
        if tallies.iter().any(|t| t.figure.outcome == Outcome::Detained) {
            kinds.push(Kind::Arrest);
        }
        (doer.0 != "unknown").then_some(Self { paragraph: unit.paragraph, doer: *doer, kinds })
    }

    /// Names the side in an incident of the count that names none.
    pub(super) fn hand_on(&mut self, unit: &Unit, draft: &mut Draft) {
        let told = draft.kind.kind;
        let counted = self.kinds.iter().any(|k| *k == told || bombards(*k) && bombards(told));
        if !counted || unit.paragraph > self.paragraph + REACH || draft.figures.is_empty() {
            return;
        }
        self.paragraph = unit.paragraph;
        let (id, span) = self.doer;
        let part = draft.actors.iter().any(|a| a.did_it() || a.id == id);
        if !part && (told == Kind::Arrest || draft.kind.firmness > Firmness::Weak) {
            draft.actors.push(ActorDraft {
                role: ActorRole::Perpetrator,
                id,
                name: None,
                certainty: Certainty::Stated,
                span,
                rule: "roles.same_act",
            });
        }
    }
}
