//! Reading one noun phrase for people: number, noun, what is in apposition, whose side.

use super::links::FAMILY_WORDS;
use super::{Parsed, Parser, Shape};
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::numbers::{NumberMention, NumberRole};
use crate::annotate::persons::{Number, Person, person_at};
use crate::lexicon::Hit;
use crate::model::{Count, Group, Vague};
use crate::tokens::{TokenKind, TokenSpan};

/// Words that say "others".
const OTHERS: [&str; 7] = ["اخرين", "اخرون", "اخران", "اخريين", "اخر", "اخري", "اخريات"];

/// Words that link people to their side.
const SIDE_LINKS: [&str; 16] = [
    "برتبه",
    "بين",
    "وسط",
    "من",
    "صفوف",
    "في",
    "بصفوف",
    "تابعين",
    "تابعه",
    "تابع",
    "التابع",
    "التابعه",
    "التابعين",
    "ينتمي",
    "لدي",
    "ضمن",
];

impl Parser<'_, '_> {
    /// The figure that starts at `at`, if any.
    pub(super) fn parse(&self, at: usize, limit: usize) -> Option<Parsed> {
        let token = self.reading.tokens.get(at)?;
        if matches!(token.kind, TokenKind::Soft | TokenKind::Break) {
            return None;
        }
        if let Some(number) = self
            .input
            .numbers
            .iter()
            .find(|n| n.frame.start == at || (n.span.start == at && n.frame.start < at))
        {
            return self.numbered(number, limit);
        }
        if matches!(token.key.as_str(), "احد" | "احدي" | "واحد" | "باحد" | "لاحد" | "لاحدي")
            || (token.key.ends_with("احد")
                && self.reading.reads(at, "احد")
                && !token.key.contains("الاحد"))
        {
            return self.one_of(at);
        }
        if let Some(hit) = person_at(self.reading, at) {
            return self.noun(at, &hit);
        }
        // «وجرح آخر», «وأصيب ثالث»: one more person.
        let more = match token.key.as_str() {
            "اخر" | "اخري" | "ثالث" | "رابع" | "خامس" | "ثالثه" => 1,
            "اخران" | "اخريان" | "اخرتان" => 2,
            _ => 0,
        };
        if more > 0 && self.chain_end == Some(at) && !self.chain_has_figure() {
            return Some(self.others(TokenSpan::new(at, at + 1), Count::exact(more)));
        }
        if OTHERS[..2].iter().any(|o| self.reading.reads(at, o)) {
            return Some(self.others(TokenSpan::new(at, at + 1), Count::vague(Vague::Several)));
        }
        None
    }

    fn numbered(&self, number: &NumberMention, limit: usize) -> Option<Parsed> {
        // «أربعة من عائلة واحدة» are people, a family is a thing.
        let of_family = number.role == NumberRole::Thing
            && self.reading.key(number.span.end) == "من"
            && FAMILY_WORDS[..2].contains(&self.reading.key(number.span.end + 1));
        if (number.role != NumberRole::Count && !of_family) || number.ordinal {
            return None;
        }
        let mut count = number.count;
        let start = number.frame.start;
        let mut at = self.skip_soft(number.span.end.max(number.frame.end.min(number.span.end + 1)));
        at = at.max(number.span.end);
        if start > 0
            && self.reading.tokens[start - 1].is_punct('(')
            && self.reading.tokens.get(at).is_some_and(|t| t.is_punct(')'))
        {
            at = self.skip_soft(at + 1);
        }
        // «ارتفع العدد من 8 إلى 10»: the later figure stands.
        if count.min.is_some() && count.max.is_some() && count.min != count.max && self.rises(start)
        {
            count = Count::exact(count.max.unwrap_or_default());
        }
        let mut linked_by_of = false;
        for word in ["من", "بين"] {
            if self.reading.key(at) == word {
                linked_by_of = true;
                at = self.skip_soft(at + 1);
            }
        }
        let subset_of_last = matches!(self.reading.key(at), "منهم" | "منهما" | "منهن");
        if subset_of_last {
            at = self.skip_soft(at + 1);
        }
        if OTHERS.iter().any(|o| self.reading.key(at) == *o) {
            let mut others = self.others(TokenSpan::new(start, at + 1), count);
            // «أربعة آخرون من أطفالها»
            if self.reading.key(at + 1) == "من"
                && let Some(hit) = person_at(self.reading, at + 2)
            {
                others.group = hit.value.group;
                others.shape = Shape::Numbered;
                others.span.end = hit.span.end;
            }
            return Some(others);
        }
        if self.reading.key(at) == "افراد" || self.reading.key(at) == "افرادا" {
            // «6 من أفراد العائلة» and «6 أفراد من قوات …» fall through to the noun below.
        }
        if let Some(hit) = person_at(self.reading, at)
            .filter(|h| h.span.start < limit && h.proclitic.conjunction.is_none())
        {
            // «8 في المئة», «8 من قادة»: the noun decides who; its own number says nothing more.
            let mut parsed = self.noun_phrase(start, &hit, count, Shape::Numbered);
            if let Some(end) = self.trailing_others(parsed.span.end) {
                parsed.span.end = end;
            }
            // «20 قتيلاً وجريحاً», «8 قتلى وجرحى»: one figure for both.
            let person = hit.value;
            let joint = person_at(self.reading, parsed.span.end).filter(|h| {
                h.proclitic.conjunction.is_some()
                    && h.span.start == hit.span.end
                    && (matches!(h.value.number, Number::Accusative | Number::Singular)
                        || (h.value.number == Number::Plural
                            && person.number == Number::Plural
                            && !h.proclitic.article))
                    && !h.value.rule.ends_with("إصابة")
                    && h.value.outcome.is_some()
                    && h.value.outcome != parsed.outcome
            });
            if parsed.outcome.is_some()
                && let Some(second) = joint
            {
                parsed.outcome = Some(crate::model::Outcome::Casualties);
                parsed.span.end = second.span.end;
            }
            parsed.definite = false;
            parsed.part = subset_of_last;
            return Some(parsed);
        }
        let actor = self.actor_at(at).or_else(|| {
            // «3 من عناصر …» where the head belongs to the name.
            linked_by_of.then(|| self.actor_at(at + 1)).flatten()
        });
        if let Some(actor) = actor
            && actor.id != "unknown"
        {
            return Some(Parsed {
                span: TokenSpan::new(start, actor.span.end),
                count,
                group: Group::Combatants,
                second: None,
                outcome: None,
                affiliation: Some(actor.id.to_string()),
                shape: if linked_by_of { Shape::Numbered } else { Shape::BareNumber },
                definite: false,
                part: false,
            });
        }
        // «ارتفع تعداد القتلى … إلى 5», «يرتفع إلى 252 تعداد … الذين قتلوا».
        let risen = start > 0 && self.reading.key(start - 1) == "الي" && self.rises(start);
        let counted = matches!(self.reading.key(at), "تعداد" | "عدد" | "حصيله");
        if risen || counted {
            let group = self.counted_group(start);
            return Some(Parsed {
                span: TokenSpan::new(start, number.span.end),
                count,
                group: group.unwrap_or(Group::People),
                second: None,
                outcome: None,
                affiliation: None,
                shape: Shape::Numbered,
                definite: false,
                part: false,
            });
        }
        // «عدد من استشهد»: a vague number with no people behind it says nothing.
        if count.vague == Some(Vague::Several) {
            return None;
        }
        // In a list a bare number needs an end behind it: «و30 …» may count anything.
        let open_end = self.reading.tokens.get(at).is_some_and(|t| {
            t.is_word()
                && !matches!(
                    t.key.as_str(),
                    "من" | "في" | "جراء" | "اثر" | "علي" | "بينهم" | "حتي" | "خلال" | "بحسب"
                )
                && !self.reading.forms[at].iter().any(|f| f.proclitic.preposition.is_some())
        });
        if open_end && self.chain_has_figure() {
            return None;
        }
        Some(Parsed {
            span: TokenSpan::new(start, number.frame.end.max(number.span.end)),
            count,
            group: Group::People,
            second: None,
            outcome: None,
            affiliation: None,
            shape: Shape::BareNumber,
            definite: false,
            part: false,
        })
    }

    fn others(&self, span: TokenSpan, count: Count) -> Parsed {
        Parsed {
            span,
            count,
            group: Group::People,
            second: None,
            outcome: None,
            affiliation: None,
            shape: Shape::Others,
            definite: false,
            part: false,
        }
    }

    fn one_of(&self, at: usize) -> Option<Parsed> {
        let noun = self.skip_soft(at + 1);
        let hit = person_at(self.reading, noun);
        if let Some(hit) = hit {
            return Some(self.noun_phrase(at, &hit, Count::exact(1), Shape::OneOf));
        }
        // «أحد وجهاء بلدة …»: whatever the noun, one person, if an outcome word says so.
        let word = self.reading.tokens.get(noun)?;
        let plausible = word.is_word() && self.chain_end.is_some_and(|end| end == at);
        plausible.then(|| Parsed {
            span: TokenSpan::new(at, noun + 1),
            count: Count::exact(1),
            group: Group::People,
            second: None,
            outcome: None,
            affiliation: None,
            shape: Shape::OneOf,
            definite: false,
            part: false,
        })
    }

    fn noun(&self, at: usize, hit: &Hit<'static, Person>) -> Option<Parsed> {
        let after = self.skip_soft(hit.span.end);
        // «مدنيين اثنين», «أطفالها الثلاثة»: the number stands behind its noun.
        let number_after = self
            .input
            .numbers
            .iter()
            .find(|n| {
                n.span.start == after
                    && n.role == NumberRole::Count
                    && n.count == Count::exact(2)
                    && self.reading.tokens[after].is_word()
                    && !self.joined_by_and(after)
            })
            .map(|n| (n.count, n.span.end))
            .or_else(|| self.definite_number(after))
            .filter(|_| hit.value.number == Number::Plural);
        let (count, shape) = match hit.value.number {
            Number::Singular => (Count::exact(1), Shape::Singular),
            Number::Accusative => (Count::exact(1), Shape::Accusative),
            Number::Dual => (Count::exact(2), Shape::Dual),
            Number::Plural => match number_after {
                Some((count, _)) => (count, Shape::Numbered),
                None => (Count::vague(Vague::Several), Shape::Plural),
            },
        };
        let mut parsed = self.noun_phrase(at, hit, count, shape);
        if let Some((_, end)) = number_after {
            parsed.span.end = parsed.span.end.max(end);
        }
        parsed.definite = hit.proclitic.article;
        // «مسلحون مجهولون» did it; they are nobody's victims.
        if parsed.group == Group::Combatants
            && (hit.span.start..parsed.span.end + 2)
                .any(|i| self.reading.key(i).trim_start_matches("ال").starts_with("مجهول"))
        {
            return None;
        }
        if let Some(end) = self.trailing_others(parsed.span.end) {
            parsed.span.end = end;
        }
        Some(parsed)
    }

    /// «الثلاثة» of «أطفالها الثلاثة».
    fn definite_number(&self, at: usize) -> Option<(Count, usize)> {
        let n = match self.reading.key(at) {
            "الاثنان" => 2,
            "الثلاثه" | "الثلاث" => 3,
            "الاربعه" | "الاربع" => 4,
            "الخمسه" | "الخمس" => 5,
            "السته" => 6,
            "السبعه" => 7,
            "الثمانيه" => 8,
            "التسعه" => 9,
            "العشره" => 10,
            _ => return None,
        };
        Some((Count::exact(n), at + 1))
    }

    /// «آخرين» behind a noun belongs to it.
    fn trailing_others(&self, end: usize) -> Option<usize> {
        OTHERS.iter().any(|o| self.reading.key(end) == *o).then_some(end + 1)
    }

    /// Extends a noun by what is in apposition and by its side.
    pub(super) fn noun_phrase(
        &self,
        start: usize,
        hit: &Hit<'static, Person>,
        count: Count,
        shape: Shape,
    ) -> Parsed {
        let person = hit.value;
        let mut parsed = Parsed {
            span: TokenSpan::new(start, hit.span.end),
            count,
            group: person.group,
            second: None,
            outcome: person.outcome,
            affiliation: person.affiliation.clone(),
            shape,
            definite: hit.proclitic.article,
            part: false,
        };
        let mut at = self.skip_soft(hit.span.end);
        let mut of = false;
        if self.reading.key(at) == "من" {
            of = true;
            at = self.skip_soft(at + 1);
        }
        if of && let Some(end) = self.composition(at) {
            // «130 شخصاً من مقاتلين ومدنيين وعاملين»: what they were made up of, no group.
            parsed.span.end = end;
            return parsed;
        }
        if let Some(next) = person_at(self.reading, at)
            && next.proclitic.conjunction.is_none()
            && next.proclitic.preposition.is_none()
            && next.value.outcome != Some(crate::model::Outcome::Injured)
        {
            let agrees = of || next.value.number == person.number || {
                // «8 قتلى مدنيين», «10 قتيلاً مدنياً»: the adjective follows the counted noun.
                shape == Shape::Numbered
            };
            let definite = next.proclitic.article == hit.proclitic.article || of;
            if agrees && definite {
                match (parsed.group, next.value.group) {
                    (Group::People, group) => parsed.group = group,
                    (Group::Civilians, group) if !of && group != Group::Civilians => {
                        parsed.second = Some(group).filter(|g| *g != Group::People);
                    }
                    (group, Group::Civilians) if !of => {
                        parsed.second = Some(group);
                        parsed.group = Group::Civilians;
                    }
                    _ => {}
                }
                if parsed.outcome.is_none() {
                    parsed.outcome = next.value.outcome;
                }
                if parsed.affiliation.is_none() {
                    parsed.affiliation = next.value.affiliation.clone();
                }
                parsed.span.end = next.span.end;
            }
        }
        if matches!(parsed.group, Group::People | Group::Combatants) && parsed.affiliation.is_none()
        {
            if let Some((end, id)) = self.side(parsed.span.end, parsed.group, hit.span) {
                parsed.group = Group::Combatants;
                parsed.affiliation = Some(id);
                parsed.span.end = end;
            } else if self.civilian_ranks(parsed.span.end) {
                parsed.group = Group::Civilians;
            }
        }
        parsed
    }

    /// The side that people belong to, named right behind them.
    fn side(&self, at: usize, group: Group, noun: TokenSpan) -> Option<(usize, String)> {
        // The actor annotator may have taken the noun into the name («عناصر قوات النظام»).
        let covering = self.input.actors.iter().find(|a| {
            a.span.start <= noun.start && a.span.end > noun.end && a.form != ActorForm::Generic
        });
        if group == Group::Combatants
            && let Some(actor) = covering
            && actor.id != "unknown"
        {
            return Some((actor.span.end, actor.id.to_string()));
        }
        let actor = self.input.actors.iter().find(|a| {
            a.span.start >= at && a.span.start <= at + 4 && a.form != ActorForm::Generic
        })?;
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
        let fits = actor.id != "unknown"
            && actor.form != ActorForm::Generic
            && (group == Group::Combatants || actor.form == ActorForm::Name);
        (only_links && links && fits).then(|| (actor.span.end, actor.id.to_string()))
    }

    /// The end of a list of two or more bare plurals.
    fn composition(&self, at: usize) -> Option<usize> {
        let plural = |at: usize| {
            person_at(self.reading, at).filter(|h| {
                matches!(h.value.number, Number::Plural | Number::Dual) && !h.proclitic.article
            })
        };
        let mut end = plural(at)?.span.end;
        let mut members = 1;
        while let Some(next) =
            (end..end + 6).find_map(|i| plural(i).filter(|h| h.proclitic.conjunction == Some('و')))
        {
            end = next.span.end;
            members += 1;
        }
        (members > 1).then_some(end)
    }

    fn civilian_ranks(&self, at: usize) -> bool {
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

    fn actor_at(&self, at: usize) -> Option<&ActorMention> {
        self.input.actors.iter().find(|a| {
            a.span.start == at && matches!(a.form, ActorForm::Name | ActorForm::Adjective)
        })
    }

    pub(super) fn skip_soft(&self, mut at: usize) -> usize {
        while self.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Soft) {
            at += 1;
        }
        at
    }

    /// Who is counted in «تعداد المدنيين الذين …».
    fn counted_group(&self, at: usize) -> Option<Group> {
        let from = at.saturating_sub(24);
        let head = (from..at).rev().find(|i| {
            matches!(self.reading.key(*i).trim_start_matches('و'), "تعداد" | "عدد" | "حصيله")
        })?;
        let hit = person_at(self.reading, head + 1)?;
        hit.proclitic.article.then_some(hit.value.group)
    }
}
