//! What outcome words do to the figures around them: «أصيب», «قُتلوا», «الجرحى».

use super::links::BY_THE_WAY;
use super::{FigureMention, Parsed, Parser, REACH, Shape};
use crate::annotate::outcomes::{OutcomeClass, OutcomeMention};
use crate::annotate::{starting_at, starting_in};
use crate::lexicon::vocabulary::TableId;
use crate::model::{Group, Outcome};
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::outcome_words::{CAUSES, GOVERNORS, RELATIVE};
use crate::word_lists::tolls::COUNTS;

/// How far behind «أودى» its people stand, in tokens.
const BROUGHT: usize = 12;

/// How many words tell the cause.
const CAUSE: usize = 3;

/// How far behind its verb one person may stand, the act, its side and place between them, in tokens.
const FATE_REACH: usize = 16;

impl Parser<'_, '_> {
    /// Handles an outcome word that starts at `at`; where to go on.
    pub(super) fn outcome_word(&mut self, at: usize) -> Option<usize> {
        if !self.reading.forms.open(at).has(TableId::Outcomes) {
            return None;
        }
        let word = starting_at(self.input.outcomes, |o| o.span.start, at).next()?;
        let aside = usize::from(BY_THE_WAY.contains(&self.reading.key(word.span.end)));
        if word.class == OutcomeClass::Fall
            && word.outcome == Outcome::Killed
            && !self.people_behind(word.span.end + aside)
        {
            return None;
        }
        let brought = match word.class {
            OutcomeClass::Brings => Some(self.brought_to(word)?),
            _ => None,
        };
        // «عدد من القتلى والجرحى»: both are counted.
        if word.class == OutcomeClass::Noun
            && self.chain_end == Some(at)
            && self.parse(at, at + 1).is_some_and(|p| self.goes_on_with(&p))
        {
            return None;
        }
        // «الشهداء أحمد سالم ومحمد عودة»: as many as are named.
        if word.class == OutcomeClass::Noun
            && self.names_behind(word.span.end).is_some()
            && self.parse(at, at + 1).is_some_and(|p| p.shape == Shape::Numbered)
        {
            return None;
        }
        // «عشرات الجرحى»: a number right in front makes it a counted noun, handled by `parse`.
        let end = word.span.end;
        self.of_told = false;
        if word.negated {
            self.outcomes.clear();
            self.trigger = None;
            self.chain_end = None;
            self.pending = None;
            return Some(end);
        }
        // «لقي خمسة مصرعهم وأصيب اثنان»: what befell those five is told to its end.
        let adjoining = word.conjunction
            && self.trigger.is_some_and(|t| {
                let told = self.reading.words(t);
                t.end == at && !["هم", "ها", "ه", "هما"].iter().any(|own| told.ends_with(own))
            });
        if adjoining && !self.outcomes.contains(&word.outcome) {
            self.outcomes.push(word.outcome);
        } else {
            self.outcomes.clear();
            self.outcomes.push(word.outcome);
        }
        // «الذين قتلتهم»: whom the relative clause is about, told or counted elsewhere.
        let relative = at > 0 && RELATIVE.contains(&self.reading.key(at - 1));
        // «بينهم جندي قُتل في …»: a verb in the singular speaks of the last of them only.
        // «بينهم طفل لقوا حتفهم», «أحدهما طفل قُتلا»: one in the plural or the dual of them all.
        if !(at..end).any(|i| self.reading.key(i).ends_with('ا'))
            && let Some(last) = self.parts.pop()
        {
            self.parts.clear();
            let until = last.span.end;
            self.pending = Some((last, until));
        }
        let own = word.class == OutcomeClass::Own
            || word.class == OutcomeClass::Verb && self.came_of_them(word);
        let mut satisfied = own && !relative && self.those_before(word);
        if matches!(word.class, OutcomeClass::Verb | OutcomeClass::Life)
            && !word.conjunction
            && !self.governed(at)
            // «توفي الشاب خالد سعيد متأثراً بجراح أصيب بها»: he who was told.
            && self.reading.key(end) != "بها"
            && let Some((mut parsed, from)) = self.pending.take()
            // «الرقة في 24 | …»: the parts of a headline.
            && !(from..at).any(|i| self.reading.tokens[i].is_punct('|'))
            && at - from
                <= match parsed.shape {
                    Shape::Singular if !parsed.definite && !self.subject(&parsed, at) => 2,
                    Shape::Others if parsed.count.vague.is_some() => 1,
                    _ => REACH,
                }
            && self
                .parse(end, end + 3)
                // «260 مقاتلاً قُتلوا ومئات جُرحوا»: those behind have a verb of their own.
                .is_none_or(|p| p.shape == Shape::BareNumber && self.has_own_verb(p.span.end))
        {
            let span = TokenSpan::new(parsed.span.start, end);
            self.parent = None;
            // «… علي الصوملي (19 عاماً) استشهدت»: a daughter, called after her father.
            if (parsed.shape, parsed.group) == (Shape::Singular, Group::Men)
                && self.reading.key(end - 1).ends_with('ت')
            {
                parsed.group = Group::Women;
            }
            // A verb in the plural or the dual speaks of all who are joined in front of it.
            let all = self.reading.key(end - 1).ends_with(['ا', 'ن']);
            let outcome = if self.and_otherwise(word) { Outcome::Casualties } else { word.outcome };
            for first in std::mem::take(&mut self.beside).into_iter().filter(|_| all) {
                let span = TokenSpan::new(first.span.start, end);
                self.emit(&first, outcome, span, "victims.before_verb");
            }
            self.emit(&parsed, outcome, span, "victims.before_verb");
            let whole = self.out.len().checked_sub(1);
            for part in std::mem::take(&mut self.parts) {
                self.parent = whole;
                let span = TokenSpan::new(part.span.start, end);
                self.emit(&part, outcome, span, "victims.before_verb");
            }
            satisfied = true;
        }
        // «5 قُتلوا وأُصيب 15»: a verb that has its people joins no other.
        if !satisfied {
            satisfied = self.own_victim(word) || self.died_later(word) || self.fled(word);
        }
        // «20 شخصاً تحت الركام، وانتُشل رجلان»: nobody else is there.
        if satisfied && word.outcome == Outcome::Missing {
            self.outcomes.clear();
        }
        self.dividing = false;
        self.trigger = Some(word.span).filter(|_| !satisfied);
        self.parent = None;
        self.exhaustive = false;
        // «القتلى التسعة مدنيون»: as many as were told.
        let those = self.definite_number(end).filter(|_| word.class == OutcomeClass::Noun);
        if let Some((_, behind)) = those {
            self.chain_end = Some(behind);
            return Some(behind);
        }
        let from = || brought.unwrap_or_else(|| self.past_cause(end));
        self.chain_end = Some(if satisfied { end } else { from() });
        Some(end)
    }

    /// «أودت غارة على منزل بثلاثة أشقاء»: where those stand whom the verb's subject brought to their end.
    fn brought_to(&self, word: &OutcomeMention) -> Option<usize> {
        let by = |i: &usize| {
            self.reading.key(*i) == "ب"
                || self.reading.forms[*i].iter().any(|f| f.proclitic.preposition == Some('ب'))
        };
        let ends = |i: &usize| {
            self.reading.tokens[*i].kind == TokenKind::Break
                || self.reading.tokens[*i].is_punct('.')
        };
        let people = |i: &usize| {
            let at = *i + usize::from(self.reading.key(*i) == "ب");
            self.parse(at, at + 4).is_some_and(|p| p.outcome.is_none() && !p.definite)
        };
        let to = self.reading.tokens.len().min(word.span.end + BROUGHT);
        (word.span.end..to).take_while(|i| !ends(i)).filter(by).find(people)
    }

    /// «مدير المستشفى في مدينة … قُتل»: one person who opens the sentence or what is said, and no act
    /// between him and his verb.
    fn subject(&self, person: &Parsed, verb: usize) -> bool {
        let start = person.span.start;
        let opens = start == self.floor
            // «وكان عنصر في الدفاع المدني قد استشهد …»
            || matches!(self.reading.key(start - 1), "ان" | "بان" | "وكان" | "وكانت")
            || self.reading.tokens[start - 1].kind == TokenKind::Break;
        let between = TokenSpan::new(person.span.end, verb);
        opens
            && !self.reading.key(verb).ends_with(['ا', 'ن'])
            && starting_in(self.input.events, |e| e.span.start, between).is_empty()
            && !(between.start..between.end).any(|i| self.reading.tokens[i].is_punct('،'))
    }

    /// «40 مدنياً قُتلوا وجُرحوا», «قُتلوا أو جُرحوا»: some of them were killed and some hurt; a second verb in the
    /// plural without people of its own.
    fn and_otherwise(&self, word: &OutcomeMention) -> bool {
        let or = self.reading.key(word.span.end) == "او";
        let behind = word.span.end + usize::from(or);
        let next = TokenSpan::new(behind, behind + 1);
        let fates = [Outcome::Killed, Outcome::Injured];
        starting_in(self.input.outcomes, |o| o.span.start, next).iter().any(|o| {
            (o.conjunction || or)
                && o.class == OutcomeClass::Verb
                && o.outcome != word.outcome
                && fates.contains(&o.outcome)
                && fates.contains(&word.outcome)
                && self.reading.key(o.span.end - 1).ends_with("وا")
                && self.parse(o.span.end, o.span.end + 3).is_none()
        })
    }

    /// «استشهد نتيجة القصف …», «قُتل على إثر ذلك …»: where the people of a verb begin behind what it tells of
    /// the cause.
    fn past_cause(&self, at: usize) -> usize {
        let cause = at + usize::from(self.reading.key(at) == "علي");
        // «على إثرها»
        if cause > at && matches!(self.reading.key(cause), "اثرها" | "اثره" | "اثرهما")
        {
            return cause + 1;
        }
        if !CAUSES.contains(&self.reading.key(cause)) {
            return at;
        }
        let noun = |i: &usize| {
            let key = self.reading.key(*i);
            self.reading.tokens.get(*i).is_some_and(|t| t.is_word())
                && (key.starts_with("ال") || matches!(key, "ذلك" | "هذا" | "هذه" | "تلك"))
                && !self.reading.forms.open(*i).has(TableId::Persons)
        };
        let end = cause + 1 + (cause + 1..cause + 1 + CAUSE).take_while(noun).count();
        if end > cause + 1 { end } else { at }
    }

    /// «استشهد تحت التعذيب في سجون النظام الشاب …», «أصيبت إثر غارة على سرمين طفلة»: the act, its side, day and place
    /// stand between the verb and one person, and are told to their end: in «قُتل في قصف منزل قيادي» he is whose
    /// house it was.
    pub(super) fn only_fate_between(&self, person: &Parsed) -> bool {
        let at = person.span.start;
        let Some(verb) = self.trigger.filter(|t| t.end < at && at - t.end <= FATE_REACH) else {
            return false;
        };
        let one = matches!(person.shape, Shape::Singular | Shape::Accusative);
        if !one || person.outcome.is_some() || self.chain_has_figure() || self.joined_by_and(at) {
            return false;
        }
        let fell = || {
            let fell = |o: &OutcomeMention| o.class == OutcomeClass::Verb && !o.conjunction;
            starting_at(self.input.outcomes, |o| o.span.start, verb.start).any(fell)
        };
        let act = |at: usize| starting_at(self.input.events, |e| e.span.start, at).next();
        let (mut next, mut acts, mut ended) = (verb.end, false, false);
        while next < at {
            let doer = || self.input.actors.iter().find(|a| a.span.start == next);
            let told = self.input.index.taken(next).or_else(|| doer().map(|a| a.span.end));
            let end = told.or_else(|| act(next).map(|e| e.span.end));
            acts |= told.is_none() && end.is_some();
            let joins = || CAUSES.contains(&self.reading.key(next)) || self.scenic(next);
            if end.is_none() && !joins() {
                return false;
            }
            next = end.unwrap_or(next + 1);
            ended = told.is_some() || self.reading.key(next - 1).starts_with("ال");
        }
        next == at && acts && ended && fell()
    }

    /// «بعد إسعاف المصابين والقتلى، تجمع العشرات من أقاربهم»: a noun for those who are known counts nobody behind
    /// the comma, but what it came to («عدد القتلى، …، 10»).
    pub(super) fn behind_those(&self, at: usize) -> bool {
        self.trigger.is_some_and(|t| {
            (t.end..at).any(|i| self.reading.tokens[i].is_punct('،'))
                && self.reading.key(at - 1) != "الي"
                && !(t.start > 0 && COUNTS.contains(&self.reading.key(t.start - 1)))
                && starting_at(self.input.outcomes, |o| o.span.start, t.start)
                    .any(|o| o.class == OutcomeClass::Noun)
        })
    }

    /// «اعتصم مئة شخص احتجاجاً على قتل …»: behind a preposition stands a noun, and no verb of theirs.
    fn governed(&self, at: usize) -> bool {
        at > 0
            && matches!(self.reading.key(at), "قتل" | "جرح" | "خطف" | "اسر" | "ذبح")
            && GOVERNORS.contains(&self.reading.key(at - 1))
    }

    /// «رصدت عشرة مسلحين وقتلتهم», «اختطفوا ثلاثة عمال ثم قتلوهم»: the pronoun's people; whether
    /// there are any.
    fn those_before(&mut self, word: &OutcomeMention) -> bool {
        const RULE: &str = "victims.before_pronoun";
        let many = |parsed: &Parsed| matches!(parsed.shape, Shape::Numbered | Shape::Dual);
        if let Some((parsed, _)) = self.pending.take_if(|(parsed, _)| many(parsed)) {
            for first in std::mem::take(&mut self.beside) {
                let span = TokenSpan::new(first.span.start, word.span.end);
                self.emit(&first, word.outcome, span, RULE);
            }
            let span = TokenSpan::new(parsed.span.start, word.span.end);
            self.emit(&parsed, word.outcome, span, RULE);
            return true;
        }
        let held = |f: &FigureMention| matches!(f.outcome, Outcome::Detained | Outcome::Abducted);
        let taken = self.out.iter().rfind(|f| f.within.is_none()).filter(|f| held(f)).cloned();
        let Some(taken) = taken.filter(|_| word.outcome == Outcome::Killed) else { return false };
        self.out.push(FigureMention { outcome: Outcome::Killed, rule: RULE, ..taken });
        true
    }
}
