//! Reading one noun phrase for people: number, noun, what is in apposition, whose side.

use super::doers::AGENT_CUES;
use super::named::GROWN;
use super::others::{ONE_MORE, OTHERS};
use super::{Parsed, Parser, Shape};
use crate::annotate::number_bounds::{bound_noun, over_bound};
use crate::annotate::numbers::NumberRole;
use crate::annotate::persons::{Number, Person, person_at};
use crate::annotate::starting_at;
use crate::lexicon::Hit;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::phrase::FILMED;

impl Parser<'_, '_> {
    /// The figure that starts at `at`, if any.
    pub(super) fn parse(&self, at: usize, limit: usize) -> Option<Parsed> {
        let token = self.reading.tokens.get(at)?;
        if matches!(token.kind, TokenKind::Soft | TokenKind::Break) {
            return None;
        }
        // «وأحد أقربائه» is written as the number one.
        if self.and_one_of(at) {
            return self.one_of(at);
        }
        if let Some(number) = self.input.index.number(at).and_then(|n| self.input.numbers.get(n)) {
            return self.numbered(number, limit);
        }
        // «كلاً من أحمد سالم ومحمد عودة»
        if matches!(token.key.as_str(), "كل" | "كلا") && self.reading.key(at + 1) == "من" {
            let alone = self.chain_end != Some(at);
            let names = at + 2 + usize::from(self.reading.key(at + 2) == ":");
            let row = self.names_in_row(names).filter(|row| alone || !row.aged)?;
            return Some(self.called(TokenSpan::new(at, row.end), row.count));
        }
        let (open, parts) = (self.reading.forms.open(at), self.reading.forms.any_parts(at));
        let noun = open.has(TableId::Persons) || open.has(TableId::PersonsWithSuffix);
        if !noun && parts & ONE_MORE == 0 {
            return None;
        }
        // «وقتلوا واحداً من المهاجمين»
        if token.key == "واحدا" {
            return person_at(self.reading, at + 2)
                .map(|hit| self.noun_phrase(at, &hit, Count::exact(1), Shape::OneOf));
        }
        if matches!(token.key.as_str(), "احد" | "احدي" | "واحد" | "باحد" | "لاحد" | "لاحدي")
            || (token.key.ends_with("احد")
                && self.reading.reads(at, "احد")
                && !token.key.contains("الاحد"))
        {
            // «احتراق سيارة لأحد السكان»: whose it is, and nobody who came to harm.
            let owner = token.key.starts_with("لاحد") && self.chain_end != Some(at);
            return if owner { None } else { self.one_of(at) };
        }
        if self.chain_end == Some(at)
            && let Some(same) = self.as_many(at)
        {
            return Some(same);
        }
        if let Some(hit) = person_at(self.reading, at) {
            // «المواطن رائد حسن»: what he is called, and no rank.
            // «منهم رائد محمد العلي»: and so is one whose father is named.
            let called = matches!(token.key.as_str(), "رايد" | "عميد" | "مجاهد")
                && at > 0
                && (person_at(self.reading, at - 1).is_some_and(|before| before.proclitic.article)
                    || self.name_behind(at + 1));
            return if called { None } else { self.noun(at, &hit) };
        }
        // «وجرح آخر», «وأصيب ثالث»: one more person.
        let more = match token.key.as_str() {
            "اخر" | "اخري" | "ثالث" | "رابع" | "خامس" | "ثالثه" | "ثالثا" | "رابعا" => {
                1
            }
            // «مقتل أحدهما وإصابة الآخر»
            "الاخر" | "الاخري"
                if self.out.last().is_some_and(|f| f.rule == "victims.one_of_them") =>
            {
                1
            }
            "اخران" | "اخريان" | "اخرتان" => 2,
            _ => 0,
        };
        if let Some(last) = self.another_elsewhere(at) {
            let others = self.others(TokenSpan::new(at, at + 1), Count::exact(1));
            let (group, affiliation) = (last.group, last.affiliation);
            return Some(Parsed { group, affiliation, shape: Shape::Numbered, ..others });
        }
        // «إعدامات ميدانية أخرى»: further acts.
        let acts = token.key == "اخري"
            && self.trigger.is_some_and(|t| self.reading.key(t.start).ends_with("ات"));
        if more > 0 && !acts && self.chain_end == Some(at) && !self.chain_has_figure() {
            return Some(self.others(TokenSpan::new(at, at + 1), Count::exact(more)));
        }
        // «وجُرح غيرهم», but «وجُرح عشرون غيرهم»
        let besides = matches!(token.key.as_str(), "غيرهم" | "سواهم" | "غيرهن")
            && self.chain_end == Some(at)
            && !self.reading.forms.open(at - 1).has(TableId::Numbers);
        if besides
            || OTHERS[..2].iter().any(|o| token.key.ends_with(o) && self.reading.reads(at, o))
        {
            return Some(self.others(TokenSpan::new(at, at + 1), Count::vague(Vague::Several)));
        }
        None
    }

    pub(super) fn noun(&self, at: usize, hit: &Hit<'static, Person>) -> Option<Parsed> {
        // «مطار … العسكري», «مقذوفاً عسكرياً»: an adjective, unless he is whom a verb speaks of.
        // «إن عسكرياً تركياً قُتل» is one who opens what is said.
        if matches!(self.reading.key(at), "العسكري" | "عسكري" | "عسكريا")
            && self.chain_end != Some(at)
            && !(at > 0 && matches!(self.reading.key(at - 1), "ان" | "بان" | "وان" | "وكان"))
        {
            return None;
        }
        // «بث تسجيلاً مصوراً»: what was filmed, and nobody who films.
        if hit.value.group == Group::Journalists
            && at > 0
            && FILMED.iter().any(|film| self.reading.key(at - 1).contains(film))
        {
            return None;
        }
        let mut after = self.skip_soft(hit.span.end);
        // «مواطنين فلسطينيين اثنين»: their nation stands between.
        if ["يين", "يان", "يتين", "يتان"].iter().any(|two| self.reading.key(after).ends_with(two))
        {
            let next = self.skip_soft(after + 1);
            if matches!(self.reading.key(next), "اثنين" | "اثنان" | "اثنتين" | "اثنتان")
            {
                after = next;
            }
        }
        // «مدنيين اثنين», «أطفالها الثلاثة»: the number stands behind its noun.
        let dual = hit.value.number == Number::Dual;
        let number_after = starting_at(self.input.numbers, |n| n.span.start, after)
            .find(|n| {
                n.role == NumberRole::Count
                    && n.count == Count::exact(2)
                    && self.reading.tokens[after].is_word()
                    && !self.joined_by_and(after)
            })
            .map(|n| (n.count, n.span.end))
            .or_else(|| self.definite_number(after))
            .or_else(|| self.as_many_named(hit.proclitic.article, after))
            // «قياديان اثنان»
            .filter(|(count, _)| match hit.value.number {
                Number::Plural => true,
                _ => dual && *count == Count::exact(2),
            });
        let (count, shape) = match hit.value.number {
            Number::Singular => (Count::exact(1), Shape::Singular),
            Number::Accusative => (Count::exact(1), Shape::Accusative),
            Number::Dual => (Count::exact(2), Shape::Dual),
            Number::Plural => match number_after {
                Some((count, _)) => (count, Shape::Numbered),
                None if self.two_by_verb(after) => (Count::exact(2), Shape::Dual),
                None => (Count::vague(Vague::Several), Shape::Plural),
            },
        };
        let mut parsed = self.noun_phrase(at, hit, count, shape);
        if let Some((_, end)) = number_after {
            parsed.span.end = parsed.span.end.max(end);
        }
        parsed.definite = hit.proclitic.article;
        // «ثلاثة مدنيين، طفلان منهم»
        if !parsed.definite
            && matches!(self.reading.key(parsed.span.end), "منهم" | "منهما" | "منهن")
            && self.behind_comma(at)
        {
            parsed.part = true;
            parsed.span.end += 1;
        }
        if self.hits_only(&parsed) {
            return None;
        }
        // «مسلحون مجهولون» did it; they are nobody's victims. «عنصر برصاص مجهولين» fell to them.
        let end = parsed.span.end;
        let agents = self.reading.forms.get(end).is_some_and(|forms| {
            AGENT_CUES.contains(&self.reading.key(end))
                || forms.iter().any(|f| f.proclitic.preposition == Some('ب'))
        });
        if parsed.group == Group::Combatants
            && (hit.span.start..end + if agents { 0 } else { 2 })
                .any(|i| crate::tokens::bare(self.reading.key(i)).starts_with("مجهول"))
        {
            return None;
        }
        // «شاب يبلغ من العمر 15 عاماً», «ابنه سامر (11 عاماً)»
        if matches!(parsed.group, Group::People | Group::Men | Group::Women | Group::Civilians)
            && parsed.outcome.is_none()
            && let Some(end) = self.child_by_age(parsed.span.end, parsed.shape)
        {
            (parsed.second, parsed.span.end) = (Some(Group::Children), end);
        }
        // «فتى بعمر 18 عاماً»: grown-up, by the age.
        if parsed.group == Group::Children
            && matches!(shape, Shape::Singular | Shape::Accusative)
            && let Some((_, end)) = self.age(end).filter(|(years, _)| *years >= GROWN)
        {
            let woman = self.reading.key(hit.span.end - 1).ends_with('ه');
            parsed.group = if woman { Group::Women } else { Group::Men };
            parsed.span.end = end;
        }
        let couple = if dual { self.named_couple(&parsed) } else { None };
        parsed.span.end = couple.unwrap_or(parsed.span.end);
        if let Some(end) = self.trailing_others(parsed.span.end) {
            parsed.span.end = end;
        }
        // «شخص على الأقل», «ما لا يقل عن طفلين»
        if matches!(shape, Shape::Singular | Shape::Accusative | Shape::Dual)
            && let Some(n) = count.min
            && let Some(bounded) = bound_noun(self.reading, parsed.span, n).or_else(|| {
                let longer = parsed.span != hit.span;
                longer.then(|| bound_noun(self.reading, hit.span, n)).flatten()
            })
        {
            parsed.count = bounded;
        }
        Some(parsed)
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
            affiliation: person.affiliation.as_deref(),
            shape,
            definite: hit.proclitic.article,
            part: false,
        };
        let mut at = self.skip_soft(hit.span.end);
        if let Some((next, end)) = self.belongs_to(hit, at) {
            parsed.group = next.value.group;
            parsed.affiliation = next.value.affiliation.as_deref();
            parsed.span.end = end;
            at = end;
        }
        // «5 على الأقل», «إصابات مباشرة في صفوف …»: what their wounds were like.
        let bound = self.past_wounds(person, over_bound(self.reading, at));
        if bound > at {
            (at, parsed.span.end) = (bound, bound);
        }
        let mut of = false;
        if self.reading.key(at) == "من" {
            of = true;
            at = self.skip_soft(at + 1);
        }
        if of
            && let Some((end, group)) = self.composition(at)
            && (!self.reading.key(at).starts_with("ال")
                || shape == Shape::Numbered && count.is_exact())
        {
            // «130 شخصاً من مقاتلين ومدنيين وعاملين»: what they were made up of; «من الأطباء والممرضين» are of one group.
            parsed.span.end = end;
            parsed.group = group.filter(|_| parsed.group == Group::People).unwrap_or(parsed.group);
            return parsed;
        }
        // «جثمان الشهيد الطفل فلان»: one person, of whom each noun says more.
        let body =
            matches!(self.reading.key(hit.span.start), "جثمان" | "جثه" | "لجثمان" | "بجثمان");
        let mut more = if body { 2 } else { 1 };
        while more > 0
            && let Some(next) = person_at(self.reading, at)
            && next.proclitic.conjunction.is_none()
            && next.proclitic.preposition.is_none()
            && next.value.outcome != Some(Outcome::Injured)
        {
            more -= 1;
            // «جثتي مدنيين»: written alike for two and for more.
            let two = person.number == Number::Dual
                && person.outcome.is_some()
                && self.reading.key(next.span.end - 1).ends_with("ين");
            let agrees = of || two || next.value.number == person.number || {
                // «8 قتلى مدنيين», «10 قتيلاً مدنياً»: the adjective follows the counted noun; «3 أشخاص
                // رجل وزوجته وطفلهما», «3 مدنيين طفلان وامرأة» say who they were.
                let one = next.value.number == Number::Singular;
                let two_of_more = next.value.number == Number::Dual && count != Count::exact(2);
                shape == Shape::Numbered
                    && !((one || two_of_more) && person.number == Number::Plural)
            };
            // «عشرات الأشخاص عالقون»: what became of those whom the number counts.
            let fate = || shape == Shape::Numbered && next.value.outcome.is_some();
            // «ابنتها الطفلة»: known by whose she is.
            let theirs = || {
                shape == Shape::Singular
                    && next.value.group == Group::Children
                    && ["ها", "ته", "تهما", "تهم"]
                        .iter()
                        .any(|of| self.reading.key(hit.span.end - 1).ends_with(of))
            };
            let definite = next.proclitic.article == hit.proclitic.article
                || of
                || next.proclitic.article && theirs()
                || body
                || !next.proclitic.article && fate();
            if !(agrees && definite) {
                break;
            }
            parsed.take_trait(next.value.group, of);
            if parsed.outcome.is_none() {
                parsed.outcome = next.value.outcome;
            }
            if parsed.affiliation.is_none() {
                parsed.affiliation = next.value.affiliation.as_deref();
            }
            parsed.span.end = next.span.end;
            at = self.skip_soft(next.span.end);
        }
        self.men_of_side(hit, &mut parsed);
        if matches!(parsed.group, Group::People | Group::Combatants)
            && parsed.affiliation.is_none()
            && parsed.outcome.is_none()
            && let Some((group, end)) = self.service(parsed.span.end)
        {
            // «عناصر من فرق الدفاع المدني», «متطوعين اثنين في صفوف الهلال الأحمر»
            (parsed.group, parsed.span.end) = (group, end);
        }
        if matches!(parsed.group, Group::People | Group::Combatants) && parsed.affiliation.is_none()
        {
            if let Some((end, id)) = self.side(parsed.span.end, parsed.group, hit.span) {
                parsed.group = Group::Combatants;
                parsed.affiliation = Some(id);
                parsed.span.end = end;
            } else if let Some(end) = self.of_both_sides(parsed.span.end) {
                parsed.group = Group::Combatants;
                parsed.span.end = end;
            } else if let Some(group) = self.told_ranks(parsed.span.end) {
                parsed.group = group;
            }
        }
        parsed
    }
}
