//! What cues do to the figures around them: «بينهم», «معظمهم», «أحدهم», «بين قتيل وجريح».

use super::{Parser, REACH, Shape};
use crate::annotate::outcomes::CueRole;
use crate::annotate::persons::{Number, person_at};
use crate::annotate::starting_at;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::TokenSpan;

/// How far behind people waiting for their verb «منهم» may stand, in tokens: «على الأقل» fits.
const TO_PARTS: usize = 4;

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
        } else if let Some(whole) = self.out.iter().rposition(|f| f.within.is_none()) {
            // «سقط عشرات، بينهم جنود، بين قتيل وجريح»: the part fared like the whole.
            for figure in &mut self.out[whole..] {
                figure.outcome = Outcome::Casualties;
                figure.rule = "victims.killed_or_injured";
            }
        }
        self.chain_end = None;
        // «سقط 8 مدنيين بين قتيل وجريح، منهم نساء»: parts of both.
        self.outcomes.clear();
        self.outcomes.push(Outcome::Casualties);
        Some(second.span.end)
    }

    /// «ثلاثة شبان، أحدهم قاصر، أصيبوا»: one of people whose verb follows; where to go on.
    fn one_of_waiting(&mut self, at: usize, end: usize) -> Option<usize> {
        let group = self.pending.as_ref().and_then(|(whole, until)| {
            let near = at.saturating_sub(*until) <= TO_PARTS;
            (near && matches!(whole.shape, Shape::Numbered | Shape::Dual)).then_some(whole.group)
        })?;
        let hit = person_at(self.reading, end).filter(|h| h.value.number != Number::Plural)?;
        let part = self.noun_phrase(end, &hit, Count::exact(1), Shape::Singular);
        let end = part.span.end;
        if let Some((_, until)) = &mut self.pending {
            *until = end;
        }
        self.dividing = true;
        // «طفلان أحدهما رضيع»: children both.
        if part.group != group {
            self.parts.push(part);
        }
        Some(end)
    }

    /// Handles a cue that starts at `at`; where to go on.
    pub(super) fn cue(&mut self, at: usize) -> Option<usize> {
        if !self.reading.forms.open(at).has(TableId::FigureCues) {
            return None;
        }
        let cue = *starting_at(self.input.cues, |c| c.span.start, at).next()?;
        match cue.role {
            // «القتلى 506 والجرحى منهم 867»: those of them who were hurt, and no part of the dead.
            CueRole::Subset
                if self.chain_end == Some(at)
                    && self.reading.key(at) == "منهم"
                    && self.trigger.is_some_and(|t| {
                        t.end == at && self.reading.key(t.start).contains("ال")
                    }) =>
            {
                self.parent = None;
                self.chain_end = Some(cue.span.end);
            }
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
                if let Some(end) = self.one_of_waiting(at, cue.span.end) {
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
                    // «طفلتان إحداهما رضيعة»: children both, and no third.
                    if group == self.out[parent].group && group != Group::Combatants {
                        self.chain_end = Some(end);
                        return Some(end);
                    }
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
                if let Some(end) = self.most_of_waiting(at, cue.span.end) {
                    return Some(end);
                }
                let parent = self.subset_parent(at)?;
                let mut noun = cue.span.end;
                if self.reading.key(noun) == "من" {
                    noun += 1;
                }
                let total = self.out[parent].count;
                if let Some(hit) = person_at(self.reading, noun) {
                    let n = total.number().unwrap_or(0);
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
                        let bare = self.out[parent].bare;
                        self.push(span, outcome, hit.value.group, count, "victims.most_of_them");
                        if let Some(last) = self.out.last_mut() {
                            last.within = Some(parent);
                            last.bare = bare;
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
