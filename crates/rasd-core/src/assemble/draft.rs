//! What an incident is before it is resolved: mentions by slot, with their spans and rules.

use crate::annotate::actors::ActorMention;
use crate::annotate::victims::FigureMention;
use crate::model::{ActorRole, Certainty, Damage, IncidentRole, Kind, Means, Stance, When};
use crate::tokens::TokenSpan;

/// A value with the words and the rule that gave it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read<T> {
    pub(crate) value: T,
    pub(crate) span: TokenSpan,
    pub(crate) rule: &'static str,
}

impl<T> Read<T> {
    pub(crate) fn new(value: T, span: TokenSpan, rule: &'static str) -> Self {
        Self { value, span, rule }
    }
}

/// How firmly a kind is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Firmness {
    /// People came to harm; how is not said.
    Harm,
    /// A word such as «استهداف» that says nothing by itself.
    Weak,
    /// A weapon says it.
    Means,
    /// The act itself is named.
    Strong,
}

/// A kind with its firmness.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KindRead {
    pub(crate) kind: Kind,
    pub(crate) firmness: Firmness,
    pub(crate) span: TokenSpan,
    pub(crate) rule: &'static str,
}

/// An actor in its part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ActorDraft {
    pub(crate) role: ActorRole,
    pub(crate) id: &'static str,
    pub(crate) name: Option<String>,
    pub(crate) certainty: Certainty,
    pub(crate) span: TokenSpan,
    pub(crate) rule: &'static str,
}

impl ActorDraft {
    /// A mentioned actor in a part, as surely as the mention tells it.
    pub(crate) fn of(actor: &ActorMention, role: ActorRole, rule: &'static str) -> Self {
        Self {
            role,
            id: actor.id,
            name: Some(actor.name.clone()),
            certainty: actor.hedge,
            span: actor.span,
            rule,
        }
    }

    /// Whether it did it, alone or with others.
    pub(crate) const fn did_it(&self) -> bool {
        matches!(self.role, ActorRole::Perpetrator | ActorRole::CoPerpetrator)
    }
}

/// A source with its stance.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SourceDraft {
    pub(crate) source: String,
    pub(crate) stance: Stance,
    pub(crate) span: TokenSpan,
}

/// One telling of an incident; tellings of the same incident are merged.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The tokens it was read from.
    pub(crate) unit: TokenSpan,
    /// Paragraph of the unit.
    pub(crate) paragraph: usize,
    /// Read from the title or headline.
    pub(crate) headline: bool,
    /// An item of a list.
    pub(crate) item: bool,
    /// A line that a place and a colon open.
    pub(crate) headed: bool,
    /// Opened by "meanwhile", "on another note" or a new dateline.
    pub(crate) fresh: bool,
    /// «هجوم آخر», «قصف مماثل»: by its own words another than the one told before.
    pub(crate) another: bool,
    /// «قالت الجماعة إنها قصفت …»: told by who did it.
    pub(crate) by_doer: bool,
    /// «كما طال القصف», «استهدفت كذلك»: by its own words besides what was told before it.
    pub(crate) besides: bool,
    /// Opened by "in detail", or a subordinate continuation of the unit before.
    pub(crate) detail: bool,
    /// Names its act as one already told («القصف», «الاشتباكات»).
    pub(crate) definite: bool,
    /// Tells that a toll rose, or what it now is.
    pub(crate) update: bool,
    /// A figure of the headline and the one the body gives instead.
    pub(crate) disagree: Option<(TokenSpan, TokenSpan)>,
    pub(crate) kind: KindRead,
    pub(crate) also: Vec<KindRead>,
    pub(crate) role: IncidentRole,
    pub(crate) when: Option<Read<When>>,
    /// The date was carried over from an earlier unit.
    pub(crate) when_inherited: bool,
    /// That day is the report's own.
    pub(crate) of_today: bool,
    /// Indexes of place mentions.
    pub(crate) places: Vec<usize>,
    /// The places are those of the telling before («في البلدة»).
    pub(crate) assumed: bool,
    /// Indexes of containers, used when no place is named.
    pub(crate) containers: Vec<usize>,
    /// Indexes of containers named just before, used when none is named here.
    pub(crate) area: Vec<usize>,
    pub(crate) actors: Vec<ActorDraft>,
    pub(crate) means: Vec<Read<Means>>,
    pub(crate) figures: Vec<FigureMention>,
    pub(crate) sources: Vec<SourceDraft>,
    pub(crate) damage: Vec<Read<Damage>>,
}

impl Draft {
    /// Ids of those who did it.
    pub(crate) fn perpetrators(&self) -> impl Iterator<Item = &'static str> {
        self.actors.iter().filter(|a| a.did_it()).map(|a| a.id)
    }

    /// Whether somebody did what both tell.
    pub(crate) fn shares_doer(&self, other: &Self) -> bool {
        self.perpetrators().any(|id| other.perpetrators().any(|theirs| theirs == id))
    }

    /// Whether it tells its day itself.
    pub(crate) fn states_day(&self) -> bool {
        self.when.is_some() && !self.when_inherited
    }
}
