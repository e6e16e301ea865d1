//! Whose fighters they are: the bomber's own death, a commander's men, a side that lost people, those in
//! «their» ranks.

use super::{Parsed, Parser};
use crate::annotate::actors::ActorForm;
use crate::annotate::persons::{Number, person_at};
use crate::held::LOSES;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::fighters::COLLEAGUES;
pub(crate) use crate::word_lists::fighters::{LOSING, RANKS, SELVES};

/// Whose companions and colleagues do the same.
const SERVING: [Group; 5] =
    [Group::Combatants, Group::Rescuers, Group::Medics, Group::Journalists, Group::AidWorkers];

/// How far back those stand whom «في صفوفهم» or «مرافقيه» speaks of, in tokens.
const SIDE_REACH: usize = 40;

/// How far in front of them the verb stands, in tokens.
const SELF_REACH: usize = 6;

/// How far in front of its dead such a verb stands, in tokens.
const LOST_REACH: usize = 9;

/// «خسرت …», «كبدت الميليشيات في جبهة … عشرات القتلى»: where the verb stands by which a side lost those at
/// `at`.
pub(crate) fn losing_verb(reading: &Reading, at: usize) -> Option<usize> {
    let near = TokenSpan::new(at.saturating_sub(LOST_REACH), at);
    if !reading.forms.part_in(near, LOSES) {
        return None;
    }
    (near.start..at).rev().take_while(|i| !reading.tokens[*i].is_punct('،')).find(|i| {
        let key = reading.key(*i).trim_start_matches(['و', 'ف']);
        LOSING.iter().any(|stem| key.starts_with(stem))
    })
}

impl Parser<'_, '_> {
    /// «هجوم انتحاري قُتل فيه 17»: what sort of attack, and nobody.
    pub(super) fn sort_of_attack(&self, at: usize) -> bool {
        self.reading.key(at) == "انتحاري"
            && at > self.floor
            && self.reading.forms.open(at - 1).any(&[TableId::Events, TableId::Means])
    }

    /// «فجر انتحاري نفسه»: he is dead as well.
    pub(super) fn blew_up(&mut self, at: usize) -> Option<usize> {
        if !SELVES.contains(&self.reading.key(at)) {
            return None;
        }
        let from = at.saturating_sub(SELF_REACH).max(self.floor);
        let verb = |i: &usize| self.reading.reads_any(*i, &["فجر", "فجرت", "فجرا", "يفجر", "تفجر"]);
        let blast = (from..at).rev().find(verb)?;
        let near = blast.saturating_sub(2).max(self.floor)..at;
        let (bomber, hit) = near.rev().find_map(|i| Some((i, person_at(self.reading, i)?)))?;
        let count = match hit.value.number {
            Number::Singular | Number::Accusative => 1,
            Number::Dual => 2,
            Number::Plural => return None,
        };
        let late = self.out.last().is_some_and(|f| f.span.end > bomber);
        if hit.value.group != Group::Combatants || late {
            return None;
        }
        let span = TokenSpan::new(bomber, at + 1);
        self.push(span, Outcome::Killed, Group::Combatants, Count::exact(count), "victims.bomber");
        self.chain_end = None;
        self.outcomes.clear();
        Some(at + 1)
    }

    /// «ثلاثة من مرافقيه» behind a commander: his men bear arms as he does; «أربعة من زملائهم» behind rescuers are
    /// rescuers.
    pub(super) fn companions(&self, parsed: &Parsed) -> Option<(Group, Option<&'static str>)> {
        let at = parsed.span.start;
        let theirs = || {
            (at..parsed.span.end).any(|i| {
                let key = self.reading.key(i);
                let key = key.trim_start_matches(['و', 'ل', 'ب', 'ا']);
                key.starts_with("مرافق") || COLLEAGUES.iter().any(|stem| key.starts_with(stem))
            })
        };
        if parsed.group != Group::People || !theirs() {
            return None;
        }
        let told = self.out.iter().rev().find(|f| f.within.is_none());
        if let Some(told) = told {
            return SERVING.contains(&told.group).then_some((told.group, told.affiliation));
        }
        let leader = (at.saturating_sub(SIDE_REACH)..at).rev().find_map(|i| {
            person_at(self.reading, i).filter(|h| h.value.number == Number::Singular)
        })?;
        (leader.value.group == Group::Combatants).then_some((Group::Combatants, None))
    }

    /// «خسرت عشرات القتلى», «كبدتها 14 قتيلا»: the dead of a side that fought.
    pub(super) fn lost_by_side(&self, parsed: &Parsed) -> bool {
        parsed.group == Group::People
            && parsed.affiliation.is_none()
            && losing_verb(self.reading, parsed.span.start).is_some()
    }

    /// «سقط من القوات الأمنية أربعة قتلى», «سقط في صفوف المهاجمين سبعة قتلى»: whose fighters they are, told in
    /// front; the inner one is none where no side is named.
    pub(super) fn side_in_front(&self, parsed: &Parsed) -> Option<Option<&'static str>> {
        let at = parsed.span.start;
        if parsed.affiliation.is_some()
            || !matches!(parsed.group, Group::People | Group::Combatants)
        {
            return None;
        }
        // Of the actors in front only the last can stand right in front.
        let before = self.input.actors.partition_point(|a| a.span.start < at);
        let side = self.input.actors[..before].iter().rev().take(3).find(|a| {
            a.form == ActorForm::Name
                && a.id != "unknown"
                && a.span.end <= at
                && self.is_gap(a.span.end, at)
        });
        let fighters = || {
            let last = (0..at).rev().find(|i| !self.is_gap(*i, at))?;
            let hit = person_at(self.reading, last)?;
            (hit.value.group == Group::Combatants && hit.proclitic.article).then_some(last)
        };
        let first = side.map(|a| a.span.start).or_else(fighters)?;
        let link = first.checked_sub(1)?;
        let verb = match self.reading.key(link) {
            "من" => link,
            "صفوف" if link > 0 && matches!(self.reading.key(link - 1), "في" | "بين") => {
                link - 1
            }
            _ => return None,
        };
        let fell = verb > 0
            && ["سقط", "قتل", "جرح", "اصيب", "استشهد"].iter().any(|v| {
                let key = self.reading.key(verb - 1).trim_start_matches(['و', 'ف']);
                key.strip_prefix(v).is_some_and(|rest| matches!(rest, "" | "ت"))
            });
        fell.then_some(side.map(|a| a.id))
    }

    /// Whether nothing but soft tokens stands between.
    fn is_gap(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| self.reading.tokens[i].kind == crate::tokens::TokenKind::Soft)
    }

    /// «قتلى وجرحى في صفوفهم», «35 قتيلا وسطهم»: the figures right in front are of the fighters
    /// told of last.
    pub(super) fn in_their_ranks(&mut self, at: usize) -> Option<usize> {
        if !RANKS.contains(&self.reading.key(at)) {
            return None;
        }
        let mut first = self.out.len();
        let linked = at > 0 && matches!(self.reading.key(at - 1), "في" | "بين");
        let mut behind = at - usize::from(linked);
        while let Some(before) = first.checked_sub(1).and_then(|i| self.out.get(i))
            && behind.saturating_sub(before.span.end) <= 2
        {
            behind = before.frame.start.min(before.span.start);
            first -= 1;
        }
        let told = self.out.get(first)?.frame.start;
        let fighters = (told.saturating_sub(SIDE_REACH)..told).rev().find_map(|i| {
            let named = |form| {
                self.input.actors.iter().find(|a| {
                    a.form == form && a.id != "unknown" && a.span.start <= i && i < a.span.end
                })
            };
            if let Some(actor) = named(ActorForm::Name) {
                return Some(Some(actor.id));
            }
            let hit = person_at(self.reading, i).filter(|h| h.value.number == Number::Plural)?;
            Some(None).filter(|_| hit.value.group == Group::Combatants).or(Some(Some("")))
        })?;
        if fighters == Some("") {
            return None;
        }
        for figure in &mut self.out[first..] {
            if figure.group == Group::People && figure.affiliation.is_none() {
                figure.group = Group::Combatants;
                figure.affiliation = fighters;
            }
        }
        Some(at + 1)
    }
}
