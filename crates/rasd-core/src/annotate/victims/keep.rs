//! Whether a figure is one: the outcome it takes from its noun, from the words before it or from a
//! verb that it waits for.

use super::{Parsed, Parser, REACH, Shape};
use crate::annotate::outcomes::negated;
use crate::annotate::starting_in;
use crate::held::BODY;
use crate::model::{Group, Outcome, Vague};
use crate::tokens::TokenSpan;
use crate::word_lists::keep::{RANKED, RANKS_AS};

/// What is said of two who were told.
const TOLD_TWO: [&str; 5] = ["كانا", "كانتا", "الاخريين", "الاخريان", "الاخرين"];

/// How far behind whoever was told «مع … آخرين» may stand, his name between them, in tokens.
const WITH_REACH: usize = 7;

/// How far behind whoever was told by his name and side «وقيادي آخر» may stand, in tokens.
const ANOTHER_REACH: usize = 16;

/// How far in front of people the «أن» of their clause may stand, in tokens.
const CLAUSE: usize = 5;

/// How far behind people those told as some of them may stand, in tokens.
const OF_THEM_WITHIN: usize = 4;

impl Parser<'_, '_> {
    /// «وقيادي آخر», «وعنصراً آخر»: one more of the same.
    fn another(&self, person: &Parsed) -> bool {
        let (start, end) = (person.span.start, person.span.end);
        matches!(person.shape, Shape::Singular | Shape::Accusative)
            && (start + 1..=end).any(|i| matches!(self.reading.key(i), "اخر" | "اخري"))
    }

    /// «مرافقه», «زوجته», «شقيقيه»: somebody who is told by whom he belongs to.
    fn his(&self, person: &Parsed) -> bool {
        let word = self.reading.words(person.span);
        matches!(person.shape, Shape::Singular | Shape::Dual)
            && ["ه", "ها", "هم", "هما"].iter().any(|pronoun| word.ends_with(pronoun))
            && !word.contains(' ')
    }

    /// Gives a parsed figure its outcome and keeps it; where to go on, or none when it is none.
    pub(super) fn accept(&mut self, parsed: Parsed) -> Option<usize> {
        let at = parsed.span.start;
        // «أُسر القيادي … مع 15 آخرين», «قُتل … مع مرافقه», «برفقة شخص آخر»: they share what became of whoever was
        // told.
        let with = (parsed.shape == Shape::Others || self.another(&parsed) || self.his(&parsed))
            && at > 0
            && matches!(self.reading.key(at - 1), "مع" | "برفقه" | "رفقه")
            && self.out.last().is_some_and(|f| at - f.span.end.min(at) <= WITH_REACH);
        if self.agent_before(at) && !with {
            return Some(parsed.span.end);
        }
        if self.works_as(&parsed) || self.no_person(&parsed) || self.ranked(&parsed) {
            return Some(parsed.span.end);
        }
        if self.said_of_one_named(&parsed) || self.wounds(&parsed) || self.both_sexes(&parsed) {
            self.chain_end = Some(parsed.span.end);
            return self.chain_end;
        }
        // «يقتل ثلاثة مدنيين والحوثي يعلن»: a side that is spoken of as one man.
        if parsed.shape == Shape::Singular
            && parsed.definite
            && parsed.affiliation.is_some()
            && parsed.span.end == at + 1
            && self.joined_by_and(at)
        {
            return None;
        }
        if self.fell_as(&parsed) {
            return Some(parsed.span.end);
        }
        if self.told_by_own_verb(&parsed) {
            let end = parsed.span.end;
            self.wait(parsed, end);
            return Some(end);
        }
        if let Some(whole) = self.next_part(&parsed) {
            (self.parent, self.exhaustive) = (Some(whole), false);
            let outcome = self.out[whole].outcome;
            self.emit(&parsed, outcome, parsed.span, "victims.bare_number");
            return Some(parsed.span.end);
        }
        let unnumbered = matches!(parsed.shape, Shape::Plural | Shape::Singular | Shape::Others);
        if parsed.outcome.is_some() && negated(self.reading, self.input.cues, at, false) {
            return Some(parsed.span.end);
        }
        let gap = self.chain_end.map(|end| at.saturating_sub(end));
        let linked = gap == Some(0)
            || (gap.is_some_and(|g| g <= 1) && self.is_soft_gap(at))
            || (gap.is_some_and(|g| g <= 8) && self.joined_by_and(at) && self.chain_has_figure())
            || (gap.is_some_and(|g| g <= ANOTHER_REACH)
                && self.joined_by_and(at)
                && self.chain_has_figure()
                && self.another(&parsed))
            || self.listed_behind_comma(&parsed)
            || self.behind_colon(at)
            || self.only_actor_between(at)
            || self.only_band_between(&parsed)
            || self.only_scene_between(&parsed)
            || self.only_fate_between(&parsed)
            || self.let_go(at)
            || self.family_between(at);
        let reach = match parsed.shape {
            // «… التي أبرمها الرئيسان», «خيمة تقطنها عائلة الطفلتين»: they are known, and further off nobody's victims.
            Shape::Dual if parsed.definite => 3,
            Shape::Numbered | Shape::Dual | Shape::OneOf => REACH,
            Shape::Accusative => REACH - 4,
            Shape::BareNumber => 1,
            // «قُتل في غارة ثانية 9 آخرون»
            Shape::Others if parsed.count.is_exact() && parsed.count.min > Some(1) => REACH - 4,
            Shape::Plural | Shape::Singular | Shape::Others => 0,
        };
        // «ارتفعت حصيلة ضحايا انفجار … إلى ثلاثة أطفال»: the place and the day of it in between.
        let risen = || {
            parsed.shape == Shape::Numbered
                && at > 0
                && self.reading.key(at - 1) == "الي"
                && self.rises(at)
        };
        let within_reach =
            gap.is_some_and(|g| reach > 0 && (g <= reach || g <= 3 * REACH && risen()));
        let divides = parsed.shape == Shape::BareNumber && self.divides(at);
        // «أصيب خمسة مدنيين بجروح خطرة، أربعة منهم في …»
        let of_them = matches!(parsed.shape, Shape::BareNumber | Shape::Singular)
            && parsed.part
            && self.behind_comma(at)
            && self.out.last().is_some_and(|f| at.saturating_sub(f.span.end) <= OF_THEM_WITHIN);
        let near = linked
            || with
            || divides
            || of_them
            || (within_reach
                // «ارتقاء شاب برصاص دورية كانت تطارد شخصاً»: the verb had its people.
                && (parsed.shape != Shape::Accusative || gap <= Some(3) || !self.has_its_people())
                && !self.acting(at)
                && !self.opens_clause(at)
                && !self.behind_those(at));
        // «الإفراج عن 96 أسيراً ومحتجزاً»: both nouns belong to the number.
        if parsed.shape == Shape::Accusative
            && self.outcomes == [Outcome::Released]
            && self.joined_by_and(at)
            && self.out.last().is_some_and(|f| f.span.end == at)
        {
            self.chain_end = Some(parsed.span.end);
            return Some(parsed.span.end);
        }
        let carried = self.body_of_known(&parsed) && !linked;
        if let Some(outcome) = parsed.outcome.filter(|_| !carried) {
            if parsed.shape == Shape::Plural && parsed.definite && !self.goes_on_with(&parsed) {
                return None;
            }
            // «الشهيدين كانا يطفئان حريقاً», «الجثتين الأخريين»: they were told.
            let told = parsed.shape == Shape::Singular
                || parsed.shape == Shape::Dual
                    && TOLD_TWO.contains(&self.reading.key(parsed.span.end));
            if told && parsed.definite && !linked {
                return None;
            }
            // «جثث 4 أشخاص»: the number behind counts the same people.
            // «حصيلة ضحايا … سبعة قتلى»: the number stands further behind.
            let headed = at > 0
                && (self.reaches_dead(at - 1)
                    // «ارتفاع ضحايا … إلى 21 قتيلاً»
                    || self.reading.key(at - 1).contains("رتف")
                    || matches!(
                        self.reading.key(at - 1),
                        "حصيله" | "الحصيله" | "عدد" | "اعداد" | "تعداد"
                    ));
            let body =
                parsed.shape == Shape::Singular && self.reading.forms.any_parts(at) & BODY != 0;
            if (parsed.shape == Shape::Plural && headed)
                || self.victim_of(&parsed)
                || ((parsed.shape == Shape::Plural || body) && self.counted_behind(parsed.span.end))
            {
                self.outcomes = vec![outcome];
                self.chain_end = Some(parsed.span.end);
                return Some(parsed.span.end);
            }
            // «إطلاق سراح 8 مختطفين»: what they were before they were let go.
            let freed = near && self.outcomes == [Outcome::Released];
            // «قتل خمسة مختطفين»: what they were when they were killed.
            let held = matches!(outcome, Outcome::Abducted | Outcome::Missing);
            let by_verb = self.trigger.is_some_and(|t| at.saturating_sub(t.end) <= 1);
            // «وفاة اثنين من الجرحى»: they had been wounded.
            let held = held || (outcome == Outcome::Injured && !self.joined_by_and(at));
            let died = held && by_verb && self.outcomes == [Outcome::Killed];
            // «عشرات الضحايا»: the dead and the wounded alike.
            let victims = matches!(
                parsed.count.vague,
                Some(Vague::Tens | Vague::Hundreds | Vague::Thousands | Vague::TensOfThousands)
            ) && (at..parsed.span.end)
                .any(|i| self.reading.key(i).ends_with("ضحايا"));
            let outcome = match outcome {
                Outcome::Killed if victims => Outcome::Casualties,
                Outcome::Killed => outcome,
                _ if freed => Outcome::Released,
                _ if died => Outcome::Killed,
                _ => outcome,
            };
            // «مقتل ثلاثة شهداء»: the noun and the word before it say the same.
            if !linked || !self.outcomes.contains(&outcome) {
                self.parent = self.parent.filter(|_| linked);
            }
            self.emit(&parsed, outcome, parsed.span, "victims.noun");
            self.outcomes = vec![outcome];
            return Some(parsed.span.end);
        }
        if near && !self.outcomes.is_empty() {
            // «اختطف مسلحون طبيباً», «قتل قناص من قوات النظام شاباً»: the subject, with the object
            // right behind it.
            if let Some(object) = self.object_behind(&parsed) {
                self.chain_end = Some(object);
                return Some(object);
            }
            if matches!(parsed.shape, Shape::Plural | Shape::Dual)
                && let Some(end) = self.subject_behind_verb(parsed.span)
            {
                self.chain_end = Some(end);
                return Some(end);
            }
            if parsed.shape == Shape::Plural && parsed.definite && !self.goes_on_with(&parsed) {
                return None;
            }
            let frame = self.trigger.map_or(parsed.span, |t| {
                if at.saturating_sub(t.end) <= REACH { t.cover(parsed.span) } else { parsed.span }
            });
            let rule = match parsed.shape {
                Shape::Numbered => "victims.numbered",
                Shape::BareNumber => "victims.bare_number",
                Shape::Dual => "victims.dual",
                Shape::Singular | Shape::Accusative => "victims.singular",
                Shape::Plural => "victims.bare_plural",
                Shape::OneOf => "victims.one_of",
                Shape::Others => "victims.others",
            };
            let outcome = if self.outcomes.contains(&Outcome::Killed)
                && self.outcomes.contains(&Outcome::Injured)
            {
                Outcome::Casualties
            } else {
                self.outcomes[0]
            };
            self.emit(&parsed, outcome, frame, rule);
            return Some(parsed.span.end);
        }
        let end = parsed.span.end;
        // «أن مدنيين أصيبوا»: people of whom the clause tells; in «أن عناصر … قتلوا» they may be who did it.
        let told = || {
            parsed.shape == Shape::Plural
                && !parsed.definite
                && parsed.group != Group::Combatants
                && at > self.floor
                && matches!(self.reading.key(at - 1), "ان" | "بان" | "وان")
        };
        let waits = !self.sort_of_attack(at)
            && matches!(parsed.shape, Shape::Singular | Shape::Others)
            || told();
        if !unnumbered || waits {
            // «62 مدنياً بينهم 14 طفلاً قُتلوا»: what is part of them waits for the same verb.
            match &mut self.pending {
                Some((whole, until))
                    if self.dividing
                        || parsed.part
                            && whole.shape == Shape::Numbered
                            && whole.count.min > parsed.count.min
                            && at.saturating_sub(*until) <= OF_THEM_WITHIN =>
                {
                    self.dividing = true;
                    self.parts.push(parsed);
                    *until = end;
                }
                _ => {
                    self.wait(parsed, end);
                }
            }
        }
        Some(end)
    }

    /// Whether people stand behind the word for what befell them.
    fn has_its_people(&self) -> bool {
        self.trigger.is_some_and(|t| self.out.last().is_some_and(|f| f.span.start >= t.end))
    }

    /// «راح ضحية تلك الغارات 46 شخصاً»: what they fell to stands behind the word, and how many behind that;
    /// «عائلة كاملة ضحية قصف»: more than one, of whom no number is told.
    fn victim_of(&self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        let went = |key: &str| matches!(key, "راح" | "راحت" | "ذهب" | "ذهبت");
        let before = || if at > self.floor { self.reading.key(at - 1) } else { "" };
        let act = || {
            let behind = TokenSpan::new(at + 1, at + 2);
            self.pending.is_none()
                && !starting_in(self.input.events, |e| e.span.start, behind).is_empty()
        };
        self.reading.key(at) == "ضحيه" && (went(before().trim_start_matches('و')) || act())
    }

    /// «وهي رابع طفل يصاب …», «ليكون ثاني صحفي يُقتل»: the one just told, and how many there were before.
    fn ranked(&self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        parsed.shape == Shape::Singular
            && !parsed.definite
            && at > self.floor + 1
            && RANKED.contains(&self.reading.key(at - 1))
            && RANKS_AS.contains(&self.reading.key(at - 2))
    }

    /// «قُتل 4 مدنيين، بالإضافة إلى أن 6 أصيبوا»: what follows «أن» is told anew.
    fn opens_clause(&self, at: usize) -> bool {
        let from = at.saturating_sub(CLAUSE).max(self.chain_end.unwrap_or(at));
        (from..at).any(|i| matches!(self.reading.key(i), "ان" | "بان" | "وان"))
    }

    /// People whose verb may stand behind them.
    pub(super) fn wait(&mut self, parsed: Parsed, end: usize) {
        let at = parsed.span.start;
        match self.pending.take() {
            // «امرأة وثلاثة أطفال قُتلوا»
            Some((first, until))
                if at.saturating_sub(until) <= 1
                    && self.joined_by_and(at)
                    && first.shape != Shape::Others
                    && !first.definite =>
            {
                self.beside.push(first);
            }
            _ => self.beside.clear(),
        }
        self.pending = Some((parsed, end));
        self.parts.clear();
    }
}
