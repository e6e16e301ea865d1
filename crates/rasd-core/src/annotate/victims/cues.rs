//! What cues and outcome words do to the figures around them.

use super::{FigureMention, Parsed, Parser, REACH, Shape};
use crate::annotate::outcomes::{CueRole, OutcomeClass, OutcomeMention};
use crate::annotate::persons::{Number, person_at};
use crate::annotate::{starting_at, starting_in};
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::{TokenKind, TokenSpan};

/// Words that open a relative clause about people.
const RELATIVE: [&str; 5] = ["الذين", "اللذين", "اللذان", "ممن", "من"];

/// Prepositions that govern nouns only.
const GOVERNORS: [&str; 11] =
    ["علي", "في", "عن", "الي", "بعد", "قبل", "ضد", "بسبب", "اثر", "خلال", "حول"];

/// Prepositions of what somebody died of.
const CAUSES: [&str; 5] = ["نتيجه", "جراء", "اثر", "بسبب", "خلال"];

/// How far behind people waiting for their verb «منهم» may stand, in tokens: «على الأقل» fits.
const TO_PARTS: usize = 4;

/// How many words tell the cause.
const CAUSE: usize = 3;

impl Parser<'_, '_> {
    /// «7 مدنيين بين قتيل وجريح»: the figure in front counts both.
    pub(super) fn between(&mut self, at: usize) -> Option<usize> {
        if self.reading.key(at) != "بين" {
            return None;
        }
        let both = [at + 1, at + 2].map(|i| {
            person_at(self.reading, i).filter(|h| {
                matches!(h.value.number, Number::Singular | Number::Plural)
                    && !h.proclitic.article
                    && (h.value.outcome.is_some() || h.value.rule.ends_with("أسير"))
            })
        });
        // «بين قتل وجريح»: a slip of the pen.
        let [first, Some(second)] = both else { return None };
        let slip = self.reading.key(at + 1) == "قتل" && second.proclitic.conjunction.is_some();
        if first.is_none() && !slip {
            return None;
        }
        // «وكان نحو 30 مدنياً، بينهم نساء، قد سقطوا بين قتيل وجريح»
        let fell =
            || matches!(self.reading.key(at - 1), "سقطوا" | "سقط" | "وقعوا" | "باتوا" | "كانوا");
        if let Some((parsed, from)) = self.pending.take()
            && (at - from <= 4 || at - from <= REACH && fell())
        {
            self.parent = None;
            self.emit(&parsed, Outcome::Casualties, parsed.span, "victims.killed_or_injured");
            let whole = self.out.len().checked_sub(1);
            for part in std::mem::take(&mut self.parts) {
                self.parent = whole;
                self.emit(&part, Outcome::Casualties, part.span, "victims.killed_or_injured");
            }
            self.parent = None;
        } else if let Some(last) = self.out.iter_mut().rev().find(|f| f.within.is_none()) {
            last.outcome = Outcome::Casualties;
            last.rule = "victims.killed_or_injured";
        }
        self.chain_end = None;
        // «سقط 8 مدنيين بين قتيل وجريح، منهم نساء»: parts of both.
        self.outcomes.clear();
        self.outcomes.push(Outcome::Casualties);
        Some(second.span.end)
    }

    /// Handles a cue that starts at `at`; where to go on.
    pub(super) fn cue(&mut self, at: usize) -> Option<usize> {
        if !self.reading.forms.open(at).has(TableId::FigureCues) {
            return None;
        }
        let cue = *starting_at(self.input.cues, |c| c.span.start, at).next()?;
        match cue.role {
            CueRole::Subset => {
                self.dividing = self.pending.as_ref().is_some_and(|(whole, end)| {
                    at.saturating_sub(*end) <= TO_PARTS && whole.shape == Shape::Numbered
                });
                self.parent = self.subset_parent(at);
                self.exhaustive = false;
                self.chain_end = Some(cue.span.end);
            }
            CueRole::Exhaustive => {
                // «هم» is a list's opening only when a figure follows at once.
                let follows = self.parse(cue.span.end, cue.span.end + 6)?;
                // «5 مواطنين، هم أب وأم وأطفالهما، استشهدوا»: they wait for the verb of all.
                let waiting = self.pending.as_ref().is_some_and(|(whole, end)| {
                    at.saturating_sub(*end) <= TO_PARTS && whole.shape == Shape::Numbered
                });
                if waiting && !follows.definite {
                    self.dividing = true;
                    self.chain_end = Some(cue.span.end);
                    return Some(cue.span.end);
                }
                if follows.definite || self.out.is_empty() {
                    return None;
                }
                self.parent = self.subset_parent(at);
                self.exhaustive = true;
                self.chain_end = Some(cue.span.end);
            }
            CueRole::One => {
                if let Some(end) = self.one_of_two(at, cue.span.end) {
                    return Some(end);
                }
                // «اعتدوا على راعيين، ما أدى لإصابة أحدهما»: of people who were not counted.
                if self.out.is_empty()
                    && let Some(outcome) = self.outcomes.first().copied()
                    && self.trigger.is_some_and(|word| word.end == at)
                {
                    let span = TokenSpan::new(at, cue.span.end);
                    self.push(span, outcome, Group::People, Count::exact(1), "victims.one_of_them");
                    self.chain_end = Some(cue.span.end);
                    return Some(cue.span.end);
                }
                let parent = self.out.len().checked_sub(1)?;
                if let Some(hit) = person_at(self.reading, cue.span.end)
                    && hit.value.number != Number::Plural
                {
                    // «أحدهم طفل رضيع» is one child.
                    let phrase =
                        self.noun_phrase(cue.span.end, &hit, Count::exact(1), Shape::Singular);
                    let end = phrase.span.end;
                    let outcome = self.out[parent].outcome;
                    // «مواطنتين إحداهما سيدة مسنة»: what is not known of both.
                    let same = self.out[parent].group == phrase.group;
                    let group = phrase.second.filter(|_| same).unwrap_or(hit.value.group);
                    self.push(
                        TokenSpan::new(at, end),
                        outcome,
                        group,
                        Count::exact(1),
                        "victims.one_of_them",
                    );
                    if let Some(last) = self.out.last_mut() {
                        last.within = Some(parent);
                    }
                    self.chain_end = Some(end);
                    return Some(end);
                }
                // «أصيب خمسة أطفال … وتوفي أحدهم»: what became of one of those who were told.
                let (told, group) = (self.out[parent].outcome, self.out[parent].group);
                let fate = self.outcomes.first().copied().filter(|fate| *fate != told);
                if let Some(fate) = fate
                    && self.trigger.is_some_and(|verb| verb.end == at)
                    && self.out[parent].count.min.is_some_and(|n| n > 1)
                {
                    let span = TokenSpan::new(at, cue.span.end);
                    self.push(span, fate, group, Count::exact(1), "victims.one_of_them");
                    self.chain_end = Some(cue.span.end);
                    return Some(cue.span.end);
                }
            }
            CueRole::Most => {
                let parent = self.subset_parent(at)?;
                let mut noun = cue.span.end;
                if self.reading.key(noun) == "من" {
                    noun += 1;
                }
                let total = self.out[parent].count;
                if let Some(hit) = person_at(self.reading, noun) {
                    let n = total.min.or(total.max).unwrap_or(0);
                    // «معظمهم نساء وأطفال»: both together are the most of them, not the first alone.
                    let both = person_at(self.reading, hit.span.end).is_some_and(|next| {
                        next.proclitic.conjunction.is_some()
                            && next.value.number == Number::Plural
                            && next.value.group != hit.value.group
                    });
                    let count = if both {
                        Count::vague(Vague::Several)
                    } else {
                        Count { min: Some(n / 2 + 1), max: total.max, vague: Some(Vague::Most) }
                    };
                    let outcome = self.out[parent].outcome;
                    let span = TokenSpan::new(at, hit.span.end);
                    // «معظمهم عمال»: what they did for a living.
                    if hit.value.group != Group::People {
                        self.push(span, outcome, hit.value.group, count, "victims.most_of_them");
                        if let Some(last) = self.out.last_mut() {
                            last.within = Some(parent);
                        }
                    }
                    self.parent = Some(parent);
                    self.chain_end = Some(hit.span.end);
                    return Some(hit.span.end);
                }
            }
            CueRole::ProvisionalNext => self.unconfirmed_until = cue.span.end + 5,
            CueRole::Provisional => self.mark_provisional(at),
            CueRole::Negation | CueRole::Without | CueRole::Manner | CueRole::Attempt => {}
        }
        Some(cue.span.end)
    }

    /// Handles an outcome word that starts at `at`; where to go on.
    pub(super) fn outcome_word(&mut self, at: usize) -> Option<usize> {
        if !self.reading.forms.open(at).has(TableId::Outcomes) {
            return None;
        }
        let word = starting_at(self.input.outcomes, |o| o.span.start, at).next()?;
        if word.class == OutcomeClass::Fall && !self.people_behind(word.span.end) {
            return None;
        }
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
        if !self.reading.key(end - 1).ends_with("وا")
            && let Some(last) = self.parts.pop()
        {
            self.parts.clear();
            let until = last.span.end;
            self.pending = Some((last, until));
        }
        let mut satisfied = word.class == OutcomeClass::Own && !relative && self.those_before(word);
        if matches!(word.class, OutcomeClass::Verb | OutcomeClass::Life)
            && !word.conjunction
            && !self.governed(at)
            && let Some((parsed, from)) = self.pending.take()
            && at - from
                <= match parsed.shape {
                    Shape::Singular if !parsed.definite && !self.subject(&parsed, at) => 2,
                    Shape::Others if parsed.count.vague.is_some() => 1,
                    _ => REACH,
                }
            && self.parse(end, end + 3).is_none()
        {
            let span = TokenSpan::new(parsed.span.start, end);
            self.parent = None;
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
                self.emit(&part, word.outcome, span, "victims.before_verb");
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
        self.chain_end = Some(if satisfied { end } else { self.past_cause(end) });
        Some(end)
    }

    /// «مدير المستشفى في مدينة … قُتل»: one person who opens the sentence or what is said, and no act
    /// between him and his verb.
    fn subject(&self, person: &Parsed, verb: usize) -> bool {
        let start = person.span.start;
        let opens = start == self.floor
            || matches!(self.reading.key(start - 1), "ان" | "بان")
            || self.reading.tokens[start - 1].kind == TokenKind::Break;
        let between = TokenSpan::new(person.span.end, verb);
        opens
            && !self.reading.key(verb).ends_with(['ا', 'ن'])
            && starting_in(self.input.events, |e| e.span.start, between).is_empty()
            && !(between.start..between.end).any(|i| self.reading.tokens[i].is_punct('،'))
    }

    /// «40 مدنياً قُتلوا وجُرحوا»: some of them were killed and some hurt; a second verb in the plural without
    /// people of its own.
    fn and_otherwise(&self, word: &OutcomeMention) -> bool {
        let next = TokenSpan::new(word.span.end, word.span.end + 1);
        let fates = [Outcome::Killed, Outcome::Injured];
        starting_in(self.input.outcomes, |o| o.span.start, next).iter().any(|o| {
            o.conjunction
                && o.class == OutcomeClass::Verb
                && o.outcome != word.outcome
                && fates.contains(&o.outcome)
                && fates.contains(&word.outcome)
                && self.reading.key(o.span.end - 1).ends_with("وا")
                && self.parse(o.span.end, o.span.end + 3).is_none()
        })
    }

    /// «استشهد نتيجة القصف …», «قُتل إثر ذلك …»: where the people of a verb begin behind what it tells of
    /// the cause.
    fn past_cause(&self, at: usize) -> usize {
        if !CAUSES.contains(&self.reading.key(at)) {
            return at;
        }
        let noun = |i: &usize| {
            let key = self.reading.key(*i);
            self.reading.tokens.get(*i).is_some_and(|t| t.is_word())
                && (key.starts_with("ال") || matches!(key, "ذلك" | "هذا" | "هذه" | "تلك"))
                && !self.reading.forms.open(*i).has(TableId::Persons)
        };
        let end = at + 1 + (at + 1..at + 1 + CAUSE).take_while(noun).count();
        if end > at + 1 { end } else { at }
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

    /// The figure that a subset cue at `at` divides.
    pub(super) fn subset_parent(&self, at: usize) -> Option<usize> {
        let last = self.out.len().checked_sub(1)?;
        let near = at.saturating_sub(self.out[last].span.end) <= 4;
        let countable = self.out[last].count != Count::exact(1);
        if near && countable {
            return Some(last);
        }
        (0..self.out.len()).rev().find(|i| self.out[*i].within.is_none()).or(Some(last))
    }

    pub(super) fn mark_provisional(&mut self, at: usize) {
        let near = self
            .input
            .outcomes
            .iter()
            .rev()
            .find(|o| o.span.end <= at && at - o.span.end <= 3)
            .map(|o| o.outcome);
        for figure in &mut self.out {
            if figure.within.is_none() && near.is_none_or(|o| o == figure.outcome) {
                figure.provisional = true;
            }
        }
    }
}
