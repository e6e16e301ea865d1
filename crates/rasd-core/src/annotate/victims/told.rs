//! People who are part of those told before, in a sentence of their own: «من بين القتلى ثلاثة أطفال»,
//! «تسعة من القتلى هم من المدنيين», «فيما أصيب 11 آخرون».

use super::{FigureMention, Parsed, Parser, Shape};
use crate::annotate::actors::ActorForm;
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::persons::{Number, Person, person_at};
use crate::annotate::starting_in;
use crate::lexicon::Hit;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome};
use crate::reading::Reading;
use crate::segment::{Opener, Sentence};
use crate::tokens::{TokenKind, TokenSpan};

/// How far behind «ضحية جديدة» the verb may stand that says what became of them, in tokens.
const FATE: usize = 20;
/// How many words may say whose dead they were («قتلى المعارضة», «ضحايا القصف المدفعي»).
const OWNERS: usize = 3;
/// How far in front of «بين القتلى» its people may stand, in tokens.
const IN_FRONT: usize = 4;
/// How far into its sentence «آخرون» may stand, in tokens.
const AT_ONCE: usize = 5;

/// The dead or wounded who were told: «القتلى», «قتلى المعارضة».
fn those(reading: &Reading, at: usize) -> Option<Hit<'static, Person>> {
    person_at(reading, at).filter(|hit| {
        hit.value.number == Number::Plural
            && matches!(hit.value.outcome, Some(Outcome::Killed | Outcome::Injured))
            && (hit.proclitic.article || reading.key(hit.span.end).starts_with("ال"))
    })
}

impl Parser<'_, '_> {
    /// «الطفل سامر، ضحية جديدة لإجرام …، أصيب بشظايا»: whoever is called a victim was hurt and did not
    /// die; where the verb stands that says so.
    pub(super) fn hurt_only(&mut self, at: usize) -> Option<usize> {
        if self.reading.key(at) != "ضحيه" || self.reading.key(at + 1) != "جديده" {
            return None;
        }
        let behind = TokenSpan::new(at, at + FATE);
        let verb = starting_in(self.input.outcomes, |o| o.span.start, behind)
            .iter()
            .find(|o| o.class == OutcomeClass::Verb)
            .filter(|o| o.outcome == Outcome::Injured)?
            .span
            .start;
        if let Some((_, until)) = &mut self.pending {
            *until = verb;
        }
        Some(verb)
    }

    /// «من بين القتلى ثلاثة أطفال», «3 أطفال بين الجرحى»: where to go on.
    pub(super) fn of_the_told(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.reading.key(at), "بين" | "وبين") {
            return None;
        }
        let whole = those(self.reading, at + 1)?;
        let outcome = whole.value.outcome?;
        let end = whole.span.end;
        // «من بين القتلى الناشط سامر الخطيب»: one who is known.
        let is_part = |p: &Parsed| {
            p.outcome.is_none()
                && (!p.definite || p.shape == Shape::Singular && p.span.start == end)
        };
        // «…، وإن ثلاثة جُرحوا», «…، وجُرح ثلاثة» tell of others.
        let clause = |i: &usize| {
            !matches!(self.reading.key(*i), "ان" | "وان")
                && !self.reading.forms.open(*i).has(TableId::Outcomes)
        };
        let behind = (end..=end + OWNERS).take_while(clause).find(|i| {
            self.parse(*i, i + 4).as_ref().is_some_and(is_part) && !self.joined_by_and(*i)
        });
        if let Some(people) = behind {
            self.outcomes = vec![outcome];
            self.trigger = None;
            self.pending = None;
            self.chain_end = Some(people);
            self.parent = self.told(outcome);
            self.of_told = self.parent.is_none();
            self.exhaustive = false;
            return Some(people);
        }
        if self.were_among(at, outcome) {
            self.chain_end = None;
            return Some(end);
        }
        let near = |(_, until): &mut (Parsed, usize)| at.saturating_sub(*until) <= IN_FRONT;
        let (parsed, _) = self.pending.take_if(near)?;
        self.parent = self.told(outcome);
        self.of_told = self.parent.is_none();
        self.emit(&parsed, outcome, parsed.span, "victims.of_those");
        self.parent = None;
        self.of_told = false;
        self.chain_end = None;
        Some(end)
    }

    /// Whether the figure right in front is part of one told before it («…، ستة رجال بين القتلى»).
    fn were_among(&mut self, at: usize, outcome: Outcome) -> bool {
        let Some((part, before)) = self.out.split_last_mut() else { return false };
        let near = at.saturating_sub(part.span.end) <= IN_FRONT;
        let whole = before.iter().rposition(|f| {
            f.within.is_none() && f.outcome == outcome && f.count.min > part.count.min
        });
        let told = near && part.within.is_none() && part.outcome == outcome;
        if told && whole.is_some() {
            part.within = whole;
        }
        told && whole.is_some()
    }

    /// The figure of an outcome that this sentence told.
    fn told(&self, outcome: Outcome) -> Option<usize> {
        self.out.iter().rposition(|f| f.within.is_none() && f.outcome == outcome)
    }

    /// «تسعة من القتلى هم من المدنيين»: who they were, and where that ends.
    pub(super) fn they_were(&self, whole: &Hit<'static, Person>) -> Option<(Group, usize)> {
        if !whole.proclitic.article || whole.value.outcome.is_none() {
            return None;
        }
        let mut at = self.skip_soft(whole.span.end);
        for words in [&["هم", "هن", "كانوا", "كن"][..], &["من"][..]] {
            if words.contains(&self.reading.key(at)) {
                at = self.skip_soft(at + 1);
            }
        }
        let hit = person_at(self.reading, at)?;
        let who = hit.value.number == Number::Plural
            && hit.value.outcome.is_none()
            && hit.proclitic.conjunction.is_none()
            && hit.value.group != Group::People;
        (at > whole.span.end && who).then_some((hit.value.group, hit.span.end))
    }
}

/// «قتل 3 مدنيين …، فيما أصيب 11 آخرون»: in the same breath, others of the same people. `base` is the
/// first figure of the sentence.
pub(super) fn others_of_those(
    reading: &Reading,
    sentences: &[Sentence],
    number: usize,
    figures: &mut [FigureMention],
    base: usize,
) {
    let Some(before) = number.checked_sub(1).map(|n| &sentences[n]) else { return };
    let sentence = &sentences[number];
    let stops = reading.tokens[before.span.end - 1].kind == TokenKind::Break
        || matches!(reading.key(before.span.end - 1), "." | "؟" | "!" | "؛" | "…");
    if sentence.opener != Some(Opener::Meanwhile) || stops || before.span.end != sentence.span.start
    {
        return;
    }
    let (told, here) = figures.split_at_mut(base);
    let Some(others) = here.first_mut().filter(|f| {
        f.rule == "victims.others"
            && f.group == Group::People
            && f.affiliation.is_none()
            && f.within.is_none()
            && f.span.start.saturating_sub(sentence.span.start) <= AT_ONCE
    }) else {
        return;
    };
    let last = told.iter().rev().take_while(|f| f.span.start >= before.span.start);
    let last = last.into_iter().find(|f| f.within.is_none());
    if let Some(last) = last
        && matches!(last.group, Group::Civilians | Group::Combatants)
    {
        others.group = last.group;
        others.affiliation = last.affiliation;
    }
}

/// How far back those stand whom «منهم» speaks of, in tokens.
const REFERENCE_REACH: usize = 16;

impl Parser<'_, '_> {
    /// «قُتل ستة منهم طفل»: «منهم» tells of some of these, and not what all of them are.
    pub(super) fn among_these(&self, of_them: usize, count: Count) -> bool {
        let untold =
            || self.pending.is_none() && self.out.last().is_none_or(|f| f.span.start < self.floor);
        let noun = person_at(self.reading, self.skip_soft(of_them + 1));
        noun.is_some_and(|hit| match hit.value.number {
            Number::Singular => count.min > Some(1),
            Number::Dual => count.min > Some(2),
            Number::Plural => untold(),
            Number::Accusative => false,
        })
    }

    /// «هاجموا العناصر الإرهابية وقتلوا خمسة منهم»: the fighters told of last, when no figure was.
    pub(super) fn referred_to(&self, at: usize) -> Option<(Group, Option<&'static str>)> {
        if !self.out.is_empty() {
            return None;
        }
        (at.saturating_sub(REFERENCE_REACH)..at).rev().find_map(|i| {
            let actor = self.input.actors.iter().find(|a| {
                a.form == ActorForm::Name
                    && a.id != "unknown"
                    && a.span.start <= i
                    && i < a.span.end
            });
            let many = person_at(self.reading, i).filter(|h| h.value.number == Number::Plural);
            match (actor, many) {
                (Some(actor), _) => Some((Group::Combatants, Some(actor.id))),
                (None, Some(hit)) => Some((hit.value.group, None)),
                (None, None) => None,
            }
        })
    }

    /// «الثلاثة» of «أطفالها الثلاثة».
    pub(super) fn definite_number(&self, at: usize) -> Option<(Count, usize)> {
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
            // «أطفالها الـ3»
            "ال" => {
                let number = self.reading.tokens.get(at + 1)?.number()?;
                return (2..100).contains(&number).then_some((Count::exact(number), at + 2));
            }
            _ => return None,
        };
        Some((Count::exact(n), at + 1))
    }
}
