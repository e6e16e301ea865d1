//! Keeping a figure: its outcome, whose people, what it is part of.

use super::{FigureMention, Parsed, Parser, REACH, Shape};
use crate::annotate::outcomes::{OutcomeMention, negated};
use crate::annotate::persons::{Number, person_at};
use crate::model::{Count, Group, Outcome};
use crate::tokens::TokenSpan;

/// How far back a pronoun's person may stand, in tokens.
const PRONOUN_REACH: usize = 24;

/// Verbal nouns with the pronoun of one person.
const OWN: [&str; 10] = [
    "مقتله",
    "مقتلها",
    "استشهاده",
    "استشهادها",
    "وفاته",
    "وفاتها",
    "مصرعه",
    "مصرعها",
    "اصابته",
    "اصابتها",
];

impl Parser<'_, '_> {
    /// Gives a parsed figure its outcome and keeps it; where to go on, or none when it is none.
    pub(super) fn accept(&mut self, parsed: Parsed) -> Option<usize> {
        let at = parsed.span.start;
        if self.agent_before(at) {
            return Some(parsed.span.end);
        }
        let unnumbered = matches!(parsed.shape, Shape::Plural | Shape::Singular | Shape::Others);
        if parsed.outcome.is_some() && negated(self.reading, self.input.cues, at) {
            return Some(parsed.span.end);
        }
        let gap = self.chain_end.map(|end| at.saturating_sub(end));
        let linked = gap == Some(0)
            || (gap.is_some_and(|g| g <= 1) && self.is_soft_gap(at))
            || (gap.is_some_and(|g| g <= 8) && self.joined_by_and(at) && self.chain_has_figure())
            || self.only_actor_between(at)
            || self.family_between(at);
        let reach = match parsed.shape {
            Shape::Numbered | Shape::Dual | Shape::OneOf => REACH,
            Shape::Accusative => REACH - 4,
            Shape::BareNumber => 1,
            Shape::Plural | Shape::Singular | Shape::Others => 0,
        };
        let near = linked || gap.is_some_and(|g| g <= reach && reach > 0);
        if let Some(outcome) = parsed.outcome {
            if parsed.shape == Shape::Plural && parsed.definite {
                return None;
            }
            if parsed.shape == Shape::Singular && parsed.definite && !linked {
                return None;
            }
            // «جثث 4 أشخاص»: the number behind counts the same people.
            // «حصيلة ضحايا … سبعة قتلى»: the number stands further behind.
            let headed = at > 0
                && matches!(
                    self.reading.key(at - 1),
                    "حصيله" | "الحصيله" | "عدد" | "اعداد" | "تعداد"
                );
            if parsed.shape == Shape::Plural && (headed || self.counted_behind(parsed.span.end)) {
                self.outcomes = vec![outcome];
                self.chain_end = Some(parsed.span.end);
                return Some(parsed.span.end);
            }
            // «إطلاق سراح 8 مختطفين»: what they were before they were let go.
            let freed = near && self.outcomes == [Outcome::Released];
            // «قتل خمسة مختطفين»: what they were when they were killed.
            let held = matches!(outcome, Outcome::Abducted | Outcome::Missing);
            let by_verb = self.trigger.is_some_and(|t| at.saturating_sub(t.end) <= 1);
            let died = held && by_verb && self.outcomes == [Outcome::Killed];
            let outcome = match outcome {
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
            if self.object_behind(&parsed) {
                self.chain_end = Some(parsed.span.end);
                return Some(parsed.span.end);
            }
            if parsed.shape == Shape::Plural
                && let Some(end) = self.subject_behind_verb(parsed.span)
            {
                self.chain_end = Some(end);
                return Some(end);
            }
            if parsed.shape == Shape::Plural && parsed.definite {
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
        if !unnumbered || parsed.shape == Shape::Singular {
            // «62 مدنياً بينهم 14 طفلاً قُتلوا»: what is part of them waits for the same verb.
            match &mut self.pending {
                Some((_, until)) if self.dividing => {
                    self.parts.push(parsed);
                    *until = end;
                }
                pending => {
                    *pending = Some((parsed, end));
                    self.parts.clear();
                }
            }
        }
        Some(end)
    }

    pub(super) fn emit(
        &mut self,
        parsed: &Parsed,
        outcome: Outcome,
        frame: TokenSpan,
        rule: &'static str,
    ) {
        let (group, affiliation) = self.inherit(parsed);
        // Fighters are no part of a number of civilians; «، و8 قتلى» opens a figure of its own.
        let at = parsed.span.start;
        let comma = at > 0 && self.reading.tokens[at - 1].is_punct('،');
        if self.parent.and_then(|p| self.out.get(p)).is_some_and(|whole| {
            (whole.group == Group::Civilians && group == Group::Combatants)
                || (parsed.outcome.is_some() && comma)
                // «3 شهداء بينهم طفل و10 جرحى»: the wounded are no part of the dead.
                || parsed.outcome.is_some_and(|own| own == outcome && own != whole.outcome)
        }) {
            self.parent = None;
            self.exhaustive = false;
        }
        if parsed.part {
            self.parent = self.subset_parent(at);
            self.exhaustive = false;
        }
        if let Some(those) = self.one_of_those(parsed, outcome) {
            self.parent = Some(those);
            self.exhaustive = false;
        }
        self.told_of_both(&group, affiliation);
        let same_as_whole = self.parent.and_then(|p| self.out.get(p)).is_some_and(|whole| {
            // «5 مدنيين (عمال في معمل)»: what they did for a living.
            let trade = self.exhaustive && group == Group::People && parsed.outcome.is_none();
            parsed.shape == Shape::Plural && (whole.group == group || trade)
        });
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
            last.provisional |= unconfirmed;
            last.bare = matches!(parsed.shape, Shape::Plural | Shape::Others);
        }
        if let Some(parent) = parent {
            let outcome = self.out[parent].outcome;
            let last = &mut self.out[index];
            last.within = Some(parent);
            last.outcome = outcome;
            last.exhaustive = self.exhaustive;
        }
        if let Some(second) = parsed.second {
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

    /// «أطلقوا النار على شاب … أدى إلى مقتله»: the pronoun speaks of the person named last.
    pub(super) fn own_victim(&mut self, word: &OutcomeMention) -> bool {
        let own = word.span.end == word.span.start + 1
            && OWN.iter().any(|form| self.reading.reads(word.span.start, form));
        if !own {
            return false;
        }
        // «إصابة شاب بجروح أدت إلى وفاته»: the one just told is dead.
        if word.outcome == Outcome::Killed
            && let Some(last) = self.out.last_mut()
            && last.outcome == Outcome::Injured
            && last.within.is_none()
            && last.count == Count::exact(1)
        {
            last.outcome = Outcome::Killed;
            last.rule = "victims.pronoun";
            return true;
        }
        let from = word.span.start.saturating_sub(PRONOUN_REACH);
        let person = (from..word.span.start).rev().find_map(|i| {
            let hit = person_at(self.reading, i)?;
            let one = matches!(hit.value.number, Number::Singular | Number::Accusative);
            (one && hit.value.outcome.is_none() && !self.agent_before(i)).then_some((i, hit))
        });
        let Some((at, hit)) = person else { return self.somebody(word) };
        if self.out.iter().any(|f| f.span.start <= at && at < f.span.end) {
            return false;
        }
        // The figures stay in the order of the text.
        let behind = self.out.last().is_some_and(|f| f.span.start > hit.span.start);
        let span = if behind { word.span } else { hit.span };
        self.push(span, word.outcome, hit.value.group, Count::exact(1), "victims.pronoun");
        if let Some(last) = self.out.last_mut() {
            last.affiliation = hit.value.affiliation.as_deref();
            last.frame = hit.span.cover(word.span);
        }
        true
    }

    /// «استهدفوا منزل رامي الخطيب ما أدى إلى مقتله»: one man, of whom no noun tells more.
    fn somebody(&mut self, word: &OutcomeMention) -> bool {
        let at = word.span.start;
        let led = at > 0 && matches!(self.reading.key(at - 1), "الي" | "عن" | "في");
        let his = self.reading.key(at).ends_with('ه');
        if !self.out.is_empty() || !his || !(led || self.reading.key(at).starts_with(['ل', 'ب']))
        {
            return false;
        }
        self.push(word.span, word.outcome, Group::People, Count::exact(1), "victims.pronoun");
        true
    }

    /// «إصابة ثلاثة أطفال، أحد الأطفال حالته خطرة»: one of those just told.
    fn one_of_those(&self, parsed: &Parsed, outcome: Outcome) -> Option<usize> {
        if parsed.shape != Shape::OneOf || !parsed.definite {
            return None;
        }
        let told = self.out.iter().rposition(|f| {
            f.within.is_none()
                && f.outcome == outcome
                && f.group == parsed.group
                && f.count.min.is_some_and(|n| n > 1)
        })?;
        let again = self.trigger.is_some_and(|t| t.start > self.out[told].span.start);
        (!again).then_some(told)
    }

    /// «مقتل 278 وإصابة 356 من ميليشيات …»: whose people both were stands behind the second.
    fn told_of_both(&mut self, group: &Group, affiliation: Option<&'static str>) {
        let Some(trigger) = self.trigger else { return };
        if let Some(last) = self.out.last_mut()
            && last.rule == "victims.bare_number"
            // Its own words name nobody: what it has it took over from the figure before it.
            && !self.input.actors.iter().any(|a| last.span.contains(a.span))
            && matches!(last.group, Group::People | Group::Combatants)
            && last.span.end == trigger.start
            && affiliation.is_some()
        {
            last.group = *group;
            last.affiliation = affiliation;
        }
    }

    /// «وإصابة ثمانية آخرين» speaks of the same sort of people as the figure before.
    fn inherit(&self, parsed: &Parsed) -> (Group, Option<&'static str>) {
        let open = parsed.group == Group::People && parsed.affiliation.is_none();
        let last = self.out.iter().rev().find(|f| f.within.is_none());
        // «وإصابة عنصرين آخرين»: fighters of the side told before.
        if parsed.group == Group::Combatants
            && parsed.affiliation.is_none()
            && self.reading.key(parsed.span.end - 1).starts_with("اخر")
            && let Some(last) = last
            && last.group == Group::Combatants
        {
            return (parsed.group, last.affiliation);
        }
        let carries = matches!(parsed.shape, Shape::Others)
            || (parsed.shape == Shape::BareNumber && self.joined_by_and_trigger());
        if open
            && carries
            && let Some(last) = last
            && matches!(last.group, Group::Civilians | Group::Combatants)
        {
            return (last.group, last.affiliation);
        }
        (parsed.group, parsed.affiliation)
    }

    pub(super) fn push(
        &mut self,
        span: TokenSpan,
        outcome: Outcome,
        group: Group,
        count: Count,
        rule: &'static str,
    ) {
        self.out.push(FigureMention {
            span,
            frame: span,
            outcome,
            group,
            count,
            affiliation: None,
            within: None,
            exhaustive: false,
            provisional: false,
            unconfirmed: false,
            bare: false,
            rule,
        });
    }
}
