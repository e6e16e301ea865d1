//! A figure with its outcome: whose people they are, and which figure they are part of.

use super::{FigureMention, Parsed, Parser, Shape};
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::TokenSpan;
use crate::word_lists::by_victims::DIED;

impl Parser<'_, '_> {
    /// Whether a comma stands in front, with or without و behind it.
    pub(super) fn behind_comma(&self, at: usize) -> bool {
        let and = usize::from(at > 0 && self.reading.key(at - 1) == "و");
        at > and && self.reading.tokens[at - 1 - and].is_punct('،')
    }

    pub(super) fn emit(
        &mut self,
        parsed: &Parsed,
        outcome: Outcome,
        frame: TokenSpan,
        rule: &'static str,
    ) {
        let (mut group, mut affiliation) = self.inherit(parsed);
        if let Some(theirs) = self.companions(parsed) {
            (group, affiliation) = theirs;
        } else if let Some(side) = self.side_in_front(parsed) {
            (group, affiliation) = (Group::Combatants, side);
        } else if self.lost_by_side(parsed) {
            group = Group::Combatants;
        } else if parsed.outcome == Some(Outcome::Abducted) && self.died(outcome) {
            // «مات المختطف»: held when he died.
            group = Group::Detainees;
        }
        // «قنص عنصر من قوات النظام»: fighters that a side says it sniped are its count of the dead; civilians may
        // have been fired at only.
        let sniped = outcome == Outcome::Casualties
            && group == Group::Combatants
            && self
                .trigger
                .is_some_and(|t| (t.start..t.end).any(|i| self.reading.key(i).contains("قنص")));
        let outcome = if sniped { Outcome::Killed } else { outcome };
        // Fighters are no part of a number of civilians; «، و8 قتلى» opens a figure of its own.
        let at = parsed.span.start;
        let comma = at > 0 && self.reading.tokens[at - 1].is_punct('،');
        if self.parent.and_then(|p| self.out.get(p)).is_some_and(|whole| {
            (whole.group == Group::Civilians && group == Group::Combatants)
                || (parsed.outcome.is_some() && comma)
                // «14 في طولكرم بينهم 3 عمال، و6 في بيت لحم»: people of another place.
                || (self.behind_comma(at)
                    && self.next_part(parsed).is_none()
                    && parsed.shape == Shape::BareNumber
                    && self.reading.key(parsed.span.end) == "في"
                    && self.reading.key(whole.span.end) == "في")
                // «3 شهداء بينهم طفل و10 جرحى»: the wounded are no part of the dead.
                || parsed.outcome.is_some_and(|own| own == outcome && own != whole.outcome)
        }) {
            self.parent = None;
            self.exhaustive = false;
        }
        // «مقتل 3 … وإصابة 2 منهم»: told with a fate of their own; «12 جريحاً، إصابة ثلاثة منهم خطرة» are hurt all.
        let fate = self.out.last().zip(self.trigger).is_some_and(|(f, t)| {
            t.start >= f.span.end && (f.outcome != outcome || self.joined_by_and(t.start))
        });
        let whole = self.subset_parent(at).filter(|p| self.out[*p].count.min >= parsed.count.min);
        if parsed.part && !fate && whole.is_some() {
            self.parent = whole;
            self.exhaustive = false;
        }
        if let Some(those) = self.one_of_those(parsed, outcome).or_else(|| self.and_the_rest(at)) {
            self.parent = Some(those);
            self.exhaustive = false;
        }
        // «سبعة مدنيين، ثلاثة منهم من أسرة واحدة»
        if parsed.shape == Shape::BareNumber
            && group == Group::People
            && let Some(whole) = self.parent.and_then(|p| self.out.get(p))
            && whole.count.min >= parsed.count.min
        {
            (group, affiliation) = (whole.group, whole.affiliation);
        }
        self.told_of_both(parsed, group, affiliation);
        let same_as_whole = self.parent.and_then(|p| self.out.get(p)).is_some_and(|whole| {
            // «5 مدنيين (عمال في معمل)»: what they did for a living.
            let trade = self.exhaustive && group == Group::People && parsed.outcome.is_none();
            // «4 أطفال بينهم رضيع»: children all.
            let few = matches!(parsed.shape, Shape::Singular | Shape::Dual);
            let child = group == Group::Children && few;
            parsed.shape == Shape::Plural && (whole.group == group || trade)
                || child && whole.group == group && whole.count.min > parsed.count.min
        });
        // «منهم طبيبة وممرضون»: of one group, and no number for them all.
        let alike = |f: &&mut FigureMention| {
            f.within == self.parent
                && f.within.is_some()
                && f.group == group
                && f.count.is_exact()
                && parsed.shape == Shape::Plural
                && f.span.end + 1 >= at
        };
        if let Some(last) = self.out.last_mut().filter(alike) {
            last.count = Count::vague(Vague::Several);
            last.span.end = parsed.span.end;
            self.chain_end = Some(parsed.span.end);
            return;
        }
        if same_as_whole {
            // «97 مقاتلاً بينهم قادة»: fighters among fighters.
            self.chain_end = Some(parsed.span.end);
            return;
        }
        self.push(parsed.span, outcome, group, parsed.count, rule);
        let parent = self.parent.filter(|p| *p < self.out.len() - 1);
        let index = self.out.len() - 1;
        let unconfirmed = parsed.span.start < self.unconfirmed_until;
        if let Some(last) = self.out.last_mut() {
            last.frame = frame;
            last.affiliation = affiliation;
            last.unconfirmed = unconfirmed;
            last.of_told = self.of_told || (parsed.part && whole.is_none());
            last.provisional |= unconfirmed;
            // «أكثر من 15 آخرين» is a count.
            let counted = parsed.count.vague.is_none() && !parsed.count.is_exact();
            last.bare = parsed.shape == Shape::Plural || parsed.shape == Shape::Others && !counted;
        }
        if let Some(parent) = parent {
            let outcome = self.out[parent].outcome;
            let last = &mut self.out[index];
            last.within = Some(parent);
            last.outcome = outcome;
            last.exhaustive = self.exhaustive;
        }
        // «شاب يبلغ من العمر 15 عاماً»: a child, by the age.
        let aged = parsed.second == Some(Group::Children)
            && !matches!(group, Group::Civilians | Group::DisplacedPeople);
        if let Some(last) = self.out.last_mut().filter(|_| aged) {
            (last.aged, last.group) = (Some(group), Group::Children);
        }
        if let Some(second) = parsed.second.filter(|_| !aged) {
            let outcome = self.out[index].outcome;
            self.push(parsed.span, outcome, second, parsed.count, rule);
            if let Some(last) = self.out.last_mut() {
                last.within = Some(index);
            }
        }
        self.chain_end = Some(parsed.span.end);
        self.pending = None;
        if unconfirmed {
            self.unconfirmed_until = self.unconfirmed_until.max(parsed.span.end + 3);
        }
    }

    /// «توفي», «قضى»: whether the verb tells a death, and not who brought it about.
    fn died(&self, outcome: Outcome) -> bool {
        let word = |t: TokenSpan| self.reading.key(t.start).trim_start_matches(['و', 'ف']);
        outcome == Outcome::Killed && self.trigger.is_some_and(|t| DIED.contains(&word(t)))
    }

    pub(super) fn push(
        &mut self,
        span: TokenSpan,
        outcome: Outcome,
        group: Group,
        count: Count,
        rule: &'static str,
    ) {
        self.out.push(FigureMention::new(span, outcome, group, count, rule));
    }
}
