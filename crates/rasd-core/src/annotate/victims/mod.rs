//! Victims: how many of whom were killed, injured, detained and so on, as the text groups them.
//!
//! A figure is a number with a noun («8 أشخاص»), a dual («طفلين»), a single person («مدني»,
//! «أحد الوجهاء»), a bare plural («جرحى») or a bare number right behind an outcome word
//! («إصابة 23»). It takes its outcome from the noun itself, from the outcome word before it, or
//! from a verb right behind it («4 أطفال قتلوا»). Lists go on through و; «بينهم» opens a subset.

use crate::annotate::actors::ActorMention;
use crate::annotate::numbers::NumberMention;
use crate::annotate::outcomes::{CueMention, CueRole, OutcomeClass, OutcomeMention};
use crate::annotate::persons::{Number, person_at};
use crate::model::{Count, Group, Outcome, Vague};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

mod keep;
mod links;
mod phrase;

/// One figure.
#[derive(Debug, Clone)]
pub struct FigureMention {
    /// The figure with its noun.
    pub span: TokenSpan,
    /// The outcome word and the figure.
    pub frame: TokenSpan,
    /// What became of them.
    pub outcome: Outcome,
    /// Who.
    pub group: Group,
    /// How many.
    pub count: Count,
    /// Actor id of the combatants' own side.
    pub affiliation: Option<String>,
    /// Index of the figure that this one is part of.
    pub within: Option<usize>,
    /// Index of the figure that this one and its siblings list in full.
    pub exhaustive: bool,
    /// Unconfirmed, or expected to rise.
    pub provisional: bool,
    /// The figure is an addition that the text itself calls unconfirmed.
    pub unconfirmed: bool,
    /// No number is said: a bare plural («جرحى»).
    pub bare: bool,
    /// Rule id.
    pub rule: &'static str,
}

/// What the annotators before this one found.
#[derive(Debug, Clone, Copy)]
pub struct VictimInput<'a> {
    /// Numbers.
    pub numbers: &'a [NumberMention],
    /// Actors.
    pub actors: &'a [ActorMention],
    /// Outcome words.
    pub outcomes: &'a [OutcomeMention],
    /// Cues between figures.
    pub cues: &'a [CueMention],
    /// Tokens that belong to dates and names and can hold no figure.
    pub taken: &'a [TokenSpan],
    /// In a list item: what the list's heading says became of its people.
    pub listed: Option<Outcome>,
}

/// The figures of one sentence, left to right.
#[must_use]
pub fn figures(reading: &Reading, input: VictimInput, sentence: TokenSpan) -> Vec<FigureMention> {
    let mut parser = Parser {
        reading,
        input,
        out: Vec::new(),
        outcomes: input.listed.into_iter().collect(),
        trigger: None,
        chain_end: input.listed.map(|_| first_word(reading, sentence)),
        parent: None,
        exhaustive: false,
        unconfirmed_until: 0,
        pending: None,
    };
    parser.run(sentence);
    parser.out
}

/// The first token of a list item behind its bullet.
fn first_word(reading: &Reading, sentence: TokenSpan) -> usize {
    (sentence.start..sentence.end)
        .find(|i| matches!(reading.tokens[*i].kind, TokenKind::Word | TokenKind::Number))
        .unwrap_or(sentence.start)
}

/// A figure as parsed, before it has an outcome.
#[derive(Debug, Clone)]
struct Parsed {
    span: TokenSpan,
    count: Count,
    group: Group,
    /// A narrower or second group told of the same people.
    second: Option<Group>,
    outcome: Option<Outcome>,
    affiliation: Option<String>,
    shape: Shape,
    definite: bool,
    /// «3 منهم أطفال»: part of the figure before.
    part: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Numbered,
    BareNumber,
    Dual,
    Singular,
    Accusative,
    Plural,
    OneOf,
    Others,
}

struct Parser<'a, 'r> {
    reading: &'a Reading<'r>,
    input: VictimInput<'a>,
    out: Vec<FigureMention>,
    outcomes: Vec<Outcome>,
    trigger: Option<TokenSpan>,
    chain_end: Option<usize>,
    parent: Option<usize>,
    exhaustive: bool,
    unconfirmed_until: usize,
    pending: Option<(Parsed, usize)>,
}

/// How far a numbered figure may stand behind its outcome word, in tokens.
const REACH: usize = 14;

impl Parser<'_, '_> {
    fn run(&mut self, sentence: TokenSpan) {
        let mut at = sentence.start;
        let mut paren_parent: Option<(Option<usize>, bool)> = None;
        while at < sentence.end {
            if let Some(taken) = self.input.taken.iter().find(|t| t.start <= at && at < t.end) {
                if self.chain_end == Some(at) {
                    self.chain_end = Some(taken.end);
                }
                at = taken.end;
                continue;
            }
            let token = &self.reading.tokens[at];
            // «إصابة (6) أشخاص»: brackets around the number alone.
            let bracketed = token.is_punct('(')
                && self.reading.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
                && self.reading.tokens.get(at + 2).is_some_and(|t| t.is_punct(')'));
            if bracketed {
                if self.chain_end == Some(at) {
                    self.chain_end = Some(at + 1);
                }
                at += 1;
                continue;
            }
            // «5 مدنيين (طفلان ورجل) أُصيبوا»: the bracket stands between people and their verb.
            if token.is_punct('(')
                && self.pending.as_ref().is_some_and(|(_, end)| at.saturating_sub(*end) <= 3)
                && let Some(close) =
                    (at..sentence.end.min(at + 16)).find(|i| self.reading.tokens[*i].is_punct(')'))
            {
                if let Some((_, end)) = &mut self.pending {
                    *end = close;
                }
                at = close + 1;
                continue;
            }
            let near = self.chain_end.is_some_and(|end| end <= at && at - end <= 3);
            if token.is_punct('(') && near && !self.out.is_empty() {
                paren_parent = Some((self.parent, self.exhaustive));
                self.parent = Some(self.out.len() - 1);
                self.exhaustive = true;
                self.chain_end = Some(at + 1);
                at += 1;
                continue;
            }
            if token.is_punct(')')
                && let Some((parent, exhaustive)) = paren_parent.take()
            {
                self.parent = parent;
                self.exhaustive = exhaustive;
                if self.chain_end == Some(at) {
                    self.chain_end = Some(at + 1);
                }
                at += 1;
                continue;
            }
            if token.kind == TokenKind::Soft || token.is_punct('،') || token.is_punct(',') {
                if self.chain_end == Some(at) && token.kind == TokenKind::Soft {
                    self.chain_end = Some(at + 1);
                }
                at += 1;
                continue;
            }
            if let Some(next) = self.between(at) {
                at = next;
                continue;
            }
            if let Some(next) = self.cue(at).or_else(|| self.outcome_word(at)) {
                at = next;
                continue;
            }
            match self.parse(at, sentence.end) {
                Some(parsed) => at = self.accept(parsed).unwrap_or(at + 1),
                None => at += 1,
            }
        }
    }

    /// «7 مدنيين بين قتيل وجريح»: the figure in front counts both.
    fn between(&mut self, at: usize) -> Option<usize> {
        if self.reading.key(at) != "بين" {
            return None;
        }
        let both = [at + 1, at + 2].map(|i| {
            person_at(self.reading, i).filter(|h| {
                h.value.number == Number::Singular
                    && (h.value.outcome.is_some() || h.value.rule.ends_with("أسير"))
            })
        });
        let [Some(_), Some(second)] = both else { return None };
        if let Some((parsed, from)) = self.pending.take()
            && at - from <= 4
        {
            self.emit(&parsed, Outcome::Casualties, parsed.span, "victims.killed_or_injured");
        } else if let Some(last) = self.out.iter_mut().rev().find(|f| f.within.is_none()) {
            last.outcome = Outcome::Casualties;
            last.rule = "victims.killed_or_injured";
        }
        self.chain_end = None;
        self.outcomes.clear();
        Some(second.span.end)
    }

    /// Handles a cue that starts at `at`; where to go on.
    fn cue(&mut self, at: usize) -> Option<usize> {
        let cue = *self.input.cues.iter().find(|c| c.span.start == at)?;
        match cue.role {
            CueRole::Subset => {
                self.parent = self.subset_parent(at);
                self.exhaustive = false;
                self.chain_end = Some(cue.span.end);
            }
            CueRole::Exhaustive => {
                // «هم» is a list's opening only when a figure follows at once.
                let follows = self.parse(cue.span.end, cue.span.end + 6)?;
                if follows.definite || self.out.is_empty() {
                    return None;
                }
                self.parent = self.subset_parent(at);
                self.exhaustive = true;
                self.chain_end = Some(cue.span.end);
            }
            CueRole::One => {
                let parent = self.out.len().checked_sub(1)?;
                if let Some(hit) = person_at(self.reading, cue.span.end)
                    && hit.value.number != Number::Plural
                {
                    // «أحدهم طفل رضيع» is one child.
                    let phrase =
                        self.noun_phrase(cue.span.end, &hit, Count::exact(1), Shape::Singular);
                    let end = phrase.span.end;
                    let outcome = self.out[parent].outcome;
                    self.push(
                        TokenSpan::new(at, end),
                        outcome,
                        hit.value.group,
                        Count::exact(1),
                        "victims.one_of_them",
                    );
                    if let Some(last) = self.out.last_mut() {
                        last.within = Some(parent);
                    }
                    self.chain_end = Some(end);
                    return Some(end);
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
                    let count =
                        Count { min: Some(n / 2 + 1), max: total.max, vague: Some(Vague::Most) };
                    let outcome = self.out[parent].outcome;
                    let span = TokenSpan::new(at, hit.span.end);
                    self.push(span, outcome, hit.value.group, count, "victims.most_of_them");
                    if let Some(last) = self.out.last_mut() {
                        last.within = Some(parent);
                    }
                    self.parent = Some(parent);
                    self.chain_end = Some(hit.span.end);
                    return Some(hit.span.end);
                }
            }
            CueRole::ProvisionalNext => self.unconfirmed_until = cue.span.end + 5,
            CueRole::Provisional => self.mark_provisional(at),
            CueRole::Negation | CueRole::Attempt => {}
        }
        Some(cue.span.end)
    }

    /// Handles an outcome word that starts at `at`; where to go on.
    fn outcome_word(&mut self, at: usize) -> Option<usize> {
        let word = self.input.outcomes.iter().find(|o| o.span.start == at)?;
        if word.class == OutcomeClass::Fall && !self.people_behind(word.span.end) {
            return None;
        }
        // «عشرات الجرحى»: a number right in front makes it a counted noun, handled by `parse`.
        let end = word.span.end;
        if word.negated {
            self.outcomes.clear();
            self.trigger = None;
            self.chain_end = None;
            self.pending = None;
            return Some(end);
        }
        let adjoining = self.trigger.is_some_and(|t| t.end == at) && word.conjunction;
        if adjoining && !self.outcomes.contains(&word.outcome) {
            self.outcomes.push(word.outcome);
        } else {
            self.outcomes = vec![word.outcome];
        }
        let mut satisfied = false;
        if word.class == OutcomeClass::Verb
            && !word.conjunction
            && let Some((parsed, from)) = self.pending.take()
            && at - from
                <= if parsed.shape == Shape::Singular && !parsed.definite { 2 } else { REACH }
            && self.parse(end, end + 3).is_none()
        {
            let span = TokenSpan::new(parsed.span.start, end);
            self.emit(&parsed, word.outcome, span, "victims.before_verb");
            satisfied = true;
        }
        // «5 قُتلوا وأُصيب 15»: a verb that has its people joins no other.
        if !satisfied {
            satisfied = self.own_victim(word);
        }
        self.trigger = Some(word.span).filter(|_| !satisfied);
        self.parent = None;
        self.exhaustive = false;
        self.chain_end = Some(end);
        Some(end)
    }

    /// The figure that a subset cue at `at` divides.
    fn subset_parent(&self, at: usize) -> Option<usize> {
        let last = self.out.len().checked_sub(1)?;
        let near = at.saturating_sub(self.out[last].span.end) <= 4;
        let countable = self.out[last].count != Count::exact(1);
        if near && countable {
            return Some(last);
        }
        (0..self.out.len()).rev().find(|i| self.out[*i].within.is_none()).or(Some(last))
    }

    fn mark_provisional(&mut self, at: usize) {
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
