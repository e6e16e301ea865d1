//! Whose people they are: the side, the civilians, the mixture named behind a noun.

use super::Parser;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::number_bounds::over_bound;
use crate::annotate::persons::{Number, person_at};
use crate::model::Group;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::sides::{BANDS, SIDE_LINKS};

impl Parser<'_, '_> {
    /// The side that people belong to, named right behind them.
    pub(super) fn side(
        &self,
        at: usize,
        group: Group,
        noun: TokenSpan,
    ) -> Option<(usize, &'static str)> {
        // The noun may belong to the name («عناصر قوات النظام») or be one («متمردين» in Yemen).
        let (before, behind) = self
            .input
            .actors
            .split_at(self.input.actors.partition_point(|a| a.span.start <= noun.start));
        let covering = before.iter().find(|a| a.span.end >= noun.end && a.form == ActorForm::Name);
        if group == Group::Combatants
            && let Some(actor) = covering
            && actor.id != "unknown"
        {
            return Some((actor.span.end.max(at), actor.id));
        }
        // «13 عنصراً من الشرطة الاتحادية»: a name whose first word counts people as well.
        let begun = behind
            .iter()
            .take_while(|a| a.span.start < at)
            .find(|a| at <= a.span.end && a.form == ActorForm::Name);
        if group == Group::Combatants
            && let Some(actor) = begun
            && actor.id != "unknown"
        {
            return Some((actor.span.end.max(at), actor.id));
        }
        let at = over_bound(self.reading, at);
        let actor = behind
            .iter()
            .take_while(|a| a.span.start <= at + 4)
            .find(|a| a.span.start >= at && a.form != ActorForm::Generic)?;
        let between = at..actor.span.start;
        let only_links = between.clone().all(|i| {
            let token = &self.reading.tokens[i];
            token.kind == TokenKind::Soft
                || SIDE_LINKS.contains(&token.key.as_str())
                || person_at(self.reading, i).is_some_and(|h| h.value.group == Group::Combatants)
        });
        let links = !between.is_empty()
            || group == Group::Combatants
            || self.reading.key(actor.span.start).starts_with('ل');
        // Members of a tribe need not be its fighters.
        let kin = group == Group::People && actor.id == "tribe";
        let fits = actor.id != "unknown"
            && !kin
            && actor.form != ActorForm::Generic
            && (group == Group::Combatants || actor.form == ActorForm::Name);
        // «ضابط وعنصران من قوات …»: whoever is joined to him is a figure of its own.
        let joined = between
            .clone()
            .any(|i| person_at(self.reading, i).is_some_and(|h| h.proclitic.conjunction.is_some()));
        let end = if joined { at } else { actor.span.end };
        (only_links && links && fits).then_some((end, actor.id))
    }

    /// «في صفوف …», «بصفوف …» behind a number or a noun: the side, and where its name ends.
    pub(super) fn ranks(&self, at: usize) -> Option<(usize, &'static str)> {
        let at = self.skip_soft(at);
        let name = match self.reading.key(at) {
            "بصفوف" => at + 1,
            "في" | "من" | "بين" if self.reading.key(at + 1) == "صفوف" => at + 2,
            _ => return None,
        };
        let actor = self.actor_at(self.skip_soft(name))?;
        (actor.id != "unknown" && actor.form == ActorForm::Name)
            .then_some((actor.span.end, actor.id))
    }

    /// The end of a list of two or more plurals, all with the article or all without, and the group they share.
    pub(super) fn composition(&self, at: usize) -> Option<(usize, Option<Group>)> {
        let plural = |at: usize| {
            person_at(self.reading, at)
                .filter(|h| matches!(h.value.number, Number::Plural | Number::Dual))
        };
        let first = plural(at)?;
        let (mut end, mut members, mut same) = (first.span.end, 1, true);
        while let Some(next) = (end..end + 6).find_map(|i| {
            plural(i).filter(|h| {
                h.proclitic.conjunction == Some('و')
                    && h.proclitic.article == first.proclitic.article
            })
        }) {
            end = next.span.end;
            members += 1;
            same &= next.value.group == first.value.group;
        }
        (members > 1).then_some((end, same.then_some(first.value.group)))
    }

    /// «قتلى من الطرفين», «في صفوف الجانبين»: those who fought; where that ends.
    pub(super) fn of_both_sides(&self, at: usize) -> Option<usize> {
        let at = self.skip_soft(at);
        let linked = matches!(self.reading.key(at), "من" | "بين" | "في" | "لدي" | "بصفوف");
        (at + 1..at + 4)
            .take_while(|i| matches!(self.reading.key(*i), "صفوف" | "كلا" | "كلي" | "بين"))
            .last()
            .map_or(Some(at + 1), |last| Some(last + 1))
            .filter(|i| linked && matches!(self.reading.key(*i), "الطرفين" | "الجانبين"))
            .map(|i| i + 1)
    }

    /// «قتلى في صفوف المدنيين», «جريحين في صفوف العسكريين»: of whom dead or wounded were, where no side is
    /// named.
    pub(super) fn told_ranks(&self, at: usize) -> Option<Group> {
        if self.civilian_ranks(at) {
            return Some(Group::Civilians);
        }
        let at = self.skip_soft(at);
        let ranks = (matches!(self.reading.key(at), "في" | "بين")
            && self.reading.key(at + 1) == "صفوف")
            .then_some(at + 2)
            .or((self.reading.key(at) == "بصفوف").then_some(at + 1))
            // «إصابات بين عناصر النظام»
            .or((self.reading.key(at) == "بين").then_some(at + 1))?;
        // «في صفوف القوات»: a band that bears no name.
        let band = BANDS.contains(&self.reading.key(ranks));
        let fighters = person_at(self.reading, ranks).is_some_and(|hit| {
            hit.value.group == Group::Combatants && hit.value.number == Number::Plural
        });
        (band || fighters).then_some(Group::Combatants)
    }

    pub(super) fn civilian_ranks(&self, at: usize) -> bool {
        let at = self.skip_soft(at);
        let ranks = (matches!(self.reading.key(at), "في" | "بين")
            && self.reading.key(at + 1) == "صفوف")
            .then_some(at + 2)
            .or((self.reading.key(at) == "بصفوف").then_some(at + 1))
            .or(matches!(self.reading.key(at), "من" | "بين" | "وسط").then_some(at + 1));
        ranks.is_some_and(|at| {
            person_at(self.reading, at).is_some_and(|h| h.value.group == Group::Civilians)
        })
    }

    pub(super) fn actor_at(&self, at: usize) -> Option<&ActorMention> {
        self.input.actors.iter().find(|a| {
            a.span.start == at && matches!(a.form, ActorForm::Name | ActorForm::Adjective)
        })
    }
}
