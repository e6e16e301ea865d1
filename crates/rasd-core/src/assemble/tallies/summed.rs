//! Who did what a count over several incidents sums up: its incidents, told one by one behind it, seldom say so
//! again.

use smallvec::SmallVec;

use super::TallyDraft;
use crate::annotate::Mentions;
use crate::annotate::actors::ActorForm;
use crate::assemble::draft::{ActorDraft, Draft, Firmness};
use crate::assemble::kind::gravity::bombards;
use crate::assemble::units::Unit;
use crate::model::{ActorRole, Certainty, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::kind::OPERATIONS;

/// The side that a count names, and the acts it counts.
pub(in crate::assemble) struct Summed {
    paragraph: usize,
    doer: (&'static str, TokenSpan),
    kinds: SmallVec<[Kind; 4]>,
}

/// How many paragraphs behind the last of its incidents another may stand.
const REACH: usize = 2;

impl Summed {
    /// «اعتقلت القوات الإسرائيلية 47 مواطناً في مدن الضفة»: what a unit counts, when one known side did it.
    pub(in crate::assemble) fn of(
        mentions: &Mentions,
        unit: &Unit,
        tallies: &[TallyDraft],
    ) -> Option<Self> {
        let [doer] = tallies.last()?.perpetrators.as_slice() else { return None };
        let events = mentions.events_in(unit.span).iter().filter(|e| unit.span.contains(e.span));
        let mut kinds: SmallVec<[Kind; 4]> = events.filter_map(|e| e.kind).collect();
        // «اعتقلت قوات … 47 مواطناً»: the people say what was done.
        if tallies.iter().any(|t| t.figure.outcome == Outcome::Detained) {
            kinds.push(Kind::Arrest);
        }
        (doer.0 != "unknown").then_some(Self { paragraph: unit.paragraph, doer: *doer, kinds })
    }

    /// «نفذت قوات الاحتلال حملة في مدن الضفة»: a lead that names one side and tells no act yet, but that men came.
    pub(in crate::assemble) fn campaign(
        reading: &Reading,
        mentions: &Mentions,
        unit: &Unit,
    ) -> Option<Self> {
        let mut sides = mentions
            .actors_in(unit.span)
            .iter()
            .filter(|a| a.form == ActorForm::Name && unit.span.contains(a.span));
        let doer = sides.next().filter(|a| !matches!(a.id, "unknown" | "other"))?;
        let came = (unit.span.start..unit.span.end).any(|i| OPERATIONS.contains(&reading.key(i)));
        (came && sides.all(|a| a.id == doer.id)).then(|| Self {
            paragraph: unit.paragraph,
            doer: (doer.id, doer.span),
            kinds: SmallVec::from_slice(&[Kind::Arrest, Kind::Raid]),
        })
    }

    /// Names the side in an incident of the count that names none.
    pub(in crate::assemble) fn hand_on(&mut self, unit: &Unit, draft: &mut Draft) {
        let led = draft.kind.rule == "kind.led_away" && self.kinds.contains(&Kind::Arrest);
        let told = if led { Kind::Arrest } else { draft.kind.kind };
        let counted = self.kinds.iter().any(|k| *k == told || bombards(*k) && bombards(told));
        if !counted
            || unit.paragraph > self.paragraph + REACH
            || draft.figures.is_empty() && told != Kind::Raid
        {
            return;
        }
        self.paragraph = unit.paragraph;
        let (id, span) = self.doer;
        let part = draft.actors.iter().any(|a| a.did_it() || a.id == id);
        if led && !part {
            draft.kind.kind = Kind::Arrest;
            for figure in draft.figures.iter_mut().filter(|f| f.outcome == Outcome::Abducted) {
                figure.outcome = Outcome::Detained;
            }
        }
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
