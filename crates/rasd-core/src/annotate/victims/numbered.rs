//! A number and whom it counts.

use std::cell::LazyCell;

use super::links::FAMILY_WORDS;
use super::{Parsed, Parser, Shape};
use crate::annotate::actors::ActorForm;
use crate::annotate::number_bounds::over_bound;
use crate::annotate::numbers::{NumberMention, NumberRole};
use crate::annotate::persons::{Number, person_at};
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::TokenSpan;
use crate::word_lists::numbered::OVER;

impl Parser<'_, '_> {
    pub(super) fn numbered(&self, number: &NumberMention, limit: usize) -> Option<Parsed> {
        // «أربعة من عائلة واحدة» are people, a family is a thing.
        let of_family = number.role == NumberRole::Thing
            && self.reading.key(number.span.end) == "من"
            && FAMILY_WORDS[..2]
                .contains(&self.reading.key(number.span.end + 1).trim_start_matches("ال"));
        // «160 حالة اعتقال»: as many people.
        let cases = number.role == NumberRole::Thing
            && person_at(self.reading, number.span.end)
                .is_some_and(|hit| hit.value.outcome == Some(crate::model::Outcome::Detained));
        // «تجاوز عدد القتلى الـ 21 شخصاً»: as many people, and no one's place in a row.
        let ordinal = number.ordinal
            && person_at(self.reading, number.span.end)
                .is_none_or(|hit| hit.value.number != Number::Accusative);
        if (number.role != NumberRole::Count && !of_family && !cases) || ordinal {
            return None;
        }
        // «مقتل 40 ألف شخص منذ 1984»: a year, and no people.
        let before = number.span.start.checked_sub(1).map_or("", |i| self.reading.key(i));
        if matches!(before, "منذ" | "عام" | "العام" | "سنه" | "حتي")
            && number.count.is_exact()
            && number.count.min.is_some_and(|n| (1900..2100).contains(&n))
        {
            return None;
        }
        // «هدفه قتل أكبر عدد من المدنيين»: what somebody wants, and no count.
        if before == "اكبر" && number.count.vague.is_some() {
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
        // «تجاوز عدد القتلى … 300»: it is more.
        let over = |verb: &str| OVER.iter().any(|over| verb.contains(over));
        let reaching = LazyCell::new(|| self.verb_of_count(start));
        if count.is_exact() && reaching.is_some_and(over) {
            count = Count { min: count.min.map(|n| n.saturating_add(1)), max: None, vague: None };
        }
        at = over_bound(self.reading, at);
        let mut linked_by_of = false;
        for word in ["من", "بين"] {
            // «قُتل أربعة من قبل قوات …»: by whom they were killed, and not whose they were.
            if self.reading.key(at) == word && !self.by_doer(at) {
                linked_by_of = true;
                at = self.skip_soft(at + 1);
            }
        }
        let of_them = |i: usize| matches!(self.reading.key(i), "منهم" | "منهما" | "منهن");
        let among = of_them(at) && self.among_these(at, count);
        let subset_of_last = !among && (of_them(at) || of_them(number.span.end - 1));
        if of_them(at) && !among {
            at = self.skip_soft(at + 1);
            // «ثلاثة منهم من الشرطة»
            let behind = self.skip_soft(at + 1);
            if self.reading.key(at) == "من"
                && (person_at(self.reading, behind).is_some() || self.actor_at(behind).is_some())
            {
                linked_by_of = true;
                at = behind;
            }
        }
        if self.is_others(at) {
            let mut others = self.others(TokenSpan::new(start, at + 1), count);
            // «أربعة آخرون من أطفالها»
            if self.reading.key(at + 1) == "من"
                && let Some(hit) = person_at(self.reading, at + 2)
            {
                others.group = hit.value.group;
                others.shape = Shape::Numbered;
                others.span.end = hit.span.end;
            } else if let Some((end, id)) =
                self.side(at + 1, Group::People, TokenSpan::new(at, at + 1))
            {
                // «23 آخرين من قوات …»
                others.group = Group::Combatants;
                others.affiliation = Some(id);
                others.span.end = end;
            }
            return Some(others);
        }
        if let Some(hit) = person_at(self.reading, at)
            .filter(|h| h.span.start < limit && h.proclitic.conjunction.is_none())
        {
            if linked_by_of
                && count.vague.is_none()
                && let Some((group, end)) = self.they_were(&hit)
            {
                let mut part = self.others(TokenSpan::new(start, end), count);
                part.group = group;
                part.outcome = hit.value.outcome;
                part.shape = Shape::Numbered;
                part.part = true;
                return Some(part);
            }
            // «8 في المئة», «8 من قادة»: the noun decides who; its own number says nothing more.
            let mut parsed = self.noun_phrase(start, &hit, count, Shape::Numbered);
            if let Some(end) = self.trailing_others(parsed.span.end) {
                parsed.span.end = end;
            }
            // «ثلاثة قتلى وخمسة مدنيين جرحى»: what became of them.
            if parsed.outcome.is_none()
                && let Some(fate) = self.fate_behind(parsed.span.end)
            {
                (parsed.outcome, parsed.span.end) = (fate.value.outcome, fate.span.end);
            }
            // «ثلاث حالات اعتقال بحق صحفيين»
            if cases
                && self.reading.key(parsed.span.end) == "بحق"
                && let Some(whose) = person_at(self.reading, parsed.span.end + 1)
            {
                (parsed.group, parsed.span.end) = (whose.value.group, whose.span.end);
            }
            // «118 جندياً وضابطاً»: two nouns of one number.
            let person = hit.value;
            let pair = person_at(self.reading, parsed.span.end).filter(|h| {
                h.proclitic.conjunction.is_some()
                    && count.min > Some(10)
                    && parsed.outcome.is_none()
                    && h.value.outcome.is_none()
                    && h.value.group == person.group
                    && h.value.number == person.number
                    && matches!(person.number, Number::Accusative | Number::Singular)
            });
            if let Some(second) = pair {
                parsed.span.end = second.span.end;
            }
            // «20 قتيلاً وجريحاً», «8 قتلى وجرحى», «عشرات القتلى والجرحى»: one figure for both.
            let inexact = count.vague.is_some();
            let joint = person_at(self.reading, parsed.span.end).filter(|h| {
                h.proclitic.conjunction.is_some()
                    && h.span.start == hit.span.end
                    // «أربعة قتلى وجريحاً» are four and one.
                    && (matches!(h.value.number, Number::Accusative | Number::Singular)
                        && person.number != Number::Plural
                        || (h.value.number == Number::Plural
                            && person.number == Number::Plural
                            && (!h.proclitic.article || (hit.proclitic.article && inexact))))
                    && !h.value.rule.ends_with("إصابة")
                    && h.value.outcome.is_some()
                    && h.value.outcome != parsed.outcome
            });
            // «عدد من القتلى والجرحى» says no more than «قتلى وجرحى».
            let several = count.vague == Some(Vague::Several);
            if parsed.outcome.is_some()
                && let Some(second) = joint.filter(|_| !several)
            {
                parsed.outcome = Some(crate::model::Outcome::Casualties);
                parsed.span.end = second.span.end;
                // «23 قتيلاً وجريحاً من عناصر …»
                if parsed.group == Group::People
                    && let Some((end, id)) = self.side(second.span.end, Group::People, second.span)
                {
                    parsed.group = Group::Combatants;
                    parsed.affiliation = Some(id);
                    parsed.span.end = end;
                }
            }
            // «التعرف على اثنين من القتلى»: of those who were told.
            let of_those = linked_by_of
                && hit.proclitic.article
                && count.vague.is_none()
                && self.outcomes.is_empty()
                && matches!(hit.value.outcome, Some(Outcome::Killed | Outcome::Injured));
            // «ثلاثة شهداء و297 معتقلاً», «بلغ عدد الأسرى في السجون 4850 أسيراً»: those who are held.
            let noun_before = || {
                self.joined_by_and(start)
                    && self
                        .out
                        .last()
                        .is_some_and(|f| f.rule == "victims.noun" && f.within.is_none())
            };
            if parsed.group == Group::Detainees
                && parsed.outcome.is_none()
                && !linked_by_of
                && (noun_before() || self.held_counted(start))
            {
                parsed.outcome = Some(Outcome::Detained);
                parsed.group = Group::People;
            }
            parsed.definite = false;
            parsed.part = subset_of_last || of_those;
            // «بلغ عدد القتلى المدنيين 844 شخصاً»: the noun behind the number says less.
            if parsed.group == Group::People
                && !parsed.part
                && (reaching.is_some() || self.counts_noun())
                && let Some(people) = self.counted_before(start)
            {
                (parsed.group, parsed.affiliation) = people;
            }
            return Some(parsed);
        }
        // «اثنان من الدفاع المدني», «ثلاثة من فرق الإسعاف»
        if linked_by_of && let Some((group, end)) = self.service(at) {
            let served = self.others(TokenSpan::new(start, end), count);
            return Some(Parsed { group, shape: Shape::Numbered, ..served });
        }
        let actor = self.actor_at(at).or_else(|| {
            // «3 من عناصر …» where the head belongs to the name.
            linked_by_of.then(|| self.actor_at(at + 1)).flatten()
        });
        if let Some(actor) = actor
            && actor.id != "unknown"
        {
            // «120 عراقي»: a people's name says nothing of an army.
            let nation = actor.form == ActorForm::Adjective
                && !linked_by_of
                && [".gov", ".mil", ".irgc"].iter().any(|army| actor.id.ends_with(army));
            return Some(Parsed {
                span: TokenSpan::new(start, actor.span.end),
                count,
                group: if nation { Group::People } else { Group::Combatants },
                second: None,
                outcome: None,
                affiliation: Some(actor.id).filter(|_| !nation),
                shape: if linked_by_of || nation { Shape::Numbered } else { Shape::BareNumber },
                definite: false,
                part: false,
            });
        }
        // «وستة في صفوف القوات السورية»
        if let Some((end, id)) = self.ranks(at) {
            return Some(Parsed {
                span: TokenSpan::new(start, end),
                count,
                group: Group::Combatants,
                second: None,
                outcome: None,
                affiliation: Some(id),
                shape: Shape::Numbered,
                definite: false,
                part: false,
            });
        }
        // «ارتفع تعداد القتلى … إلى 5», «يرتفع إلى 252 تعداد … الذين قتلوا».
        let risen = start > 0 && self.reading.key(start - 1) == "الي" && self.rises(start);
        let counted = matches!(self.reading.key(at), "تعداد" | "عدد" | "حصيله");
        if risen || counted || reaching.is_some() || self.counts_noun() {
            let behind = || self.people_counted(at);
            let people = counted.then(behind).flatten().or_else(|| self.counted_before(start));
            let (group, affiliation) = people.unwrap_or((Group::People, None));
            let others = self.others(TokenSpan::new(start, number.span.end), count);
            let outcome = self.outcome_counted(at, counted, risen);
            return Some(Parsed { group, affiliation, outcome, shape: Shape::Numbered, ..others });
        }
        // «وجرح عدد آخر»
        if self.is_others(number.span.end - 1) {
            return Some(self.others(number.span, count));
        }
        // «عدد من استشهد»: a vague number with no people behind it says nothing.
        if count.vague == Some(Vague::Several) && !subset_of_last {
            // «وقتلت مجموعة ممن كانوا فيه»
            return (self.reading.key(number.span.end - 1) == "ممن").then(|| {
                let (group, affiliation) = self.referred_to(start).unwrap_or((Group::People, None));
                let some = self.others(TokenSpan::new(start, at), count);
                Parsed { group, affiliation, shape: Shape::Numbered, ..some }
            });
        }
        // In a list a bare number needs an end behind it: «و30 …» may count anything.
        let open_end = self.reading.tokens.get(at).is_some_and(|t| {
            t.is_word()
                && !matches!(
                    t.key.as_str(),
                    "من" | "في"
                        | "جراء"
                        | "اثر"
                        | "علي"
                        | "بينهم"
                        | "منهم"
                        | "حتي"
                        | "خلال"
                        | "بحسب"
                )
                && !self.reading.forms[at].iter().any(|f| f.proclitic.preposition.is_some())
        });
        // «اعتقلت 6 من الخليل، و3 من نابلس»: where they were taken from.
        let taken = linked_by_of && self.outcomes == [Outcome::Detained];
        if open_end && !taken && self.chain_has_figure() && !self.has_own_verb(at) {
            return None;
        }
        let referred = if subset_of_last { self.referred_to(start) } else { None };
        let (group, affiliation) = referred.unwrap_or((Group::People, None));
        Some(Parsed {
            span: TokenSpan::new(start, number.frame.end.max(number.span.end)),
            count,
            group,
            second: None,
            outcome: None,
            affiliation,
            shape: Shape::BareNumber,
            definite: false,
            part: subset_of_last && !(self.out.is_empty() && self.pending.is_none()),
        })
    }
}
