//! What ties a figure to the words around it.

use super::{Parsed, Parser, Shape};
use crate::annotate::actors::CueRole as ActorCue;
use crate::annotate::numbers::NumberRole;
use crate::annotate::persons::person_at;
use crate::annotate::starting_at;
use crate::model::Group;
use crate::tokens::TokenKind;
pub(crate) use crate::word_lists::links::BY_THE_WAY;
pub(super) use crate::word_lists::links::FAMILY_WORDS;

/// How far behind the people the mark that divides them stands, in tokens.
const DIVIDED_WITHIN: usize = 12;

/// How far behind one part the next may stand, in tokens: an act and its place fit.
const PART_WITHIN: usize = 20;

/// How far behind its opening a quotation mark that lists people is closed, in tokens.
const QUOTED: usize = 14;

/// How far behind people the colon and their list may stand, in tokens.
const COLON_WITHIN: usize = 5;

impl Parser<'_, '_> {
    /// «قُتل فيها شاب», «قُتل على إثرها رجل»: a word between a verb and its people, of which the pronoun
    /// stands for what was told before; where to go on.
    pub(super) fn by_the_way(&mut self, at: usize) -> Option<usize> {
        let key = self.reading.key(at);
        let from = match key {
            "اثره" | "اثرها" if at > 0 && self.reading.key(at - 1) == "علي" => at - 1,
            _ => at,
        };
        if self.chain_end != Some(from) || !BY_THE_WAY.contains(&key) {
            return None;
        }
        self.chain_end = Some(at + 1);
        self.chain_end
    }

    /// «قُتل 5 مدنيين بقصف: 3 في أريحا، و2 في سرمين», «قُتل 5 بقصف، 3 في أريحا و2 في سرمين»: the number that opens
    /// what a colon or a comma divides.
    pub(super) fn divides(&self, at: usize) -> bool {
        // «…، ستة منهم في حاريص وأربعة في طلوسة»
        let of_them = if self.reading.key(at + 1) == "منهم" { 2 } else { 1 };
        let opens = at.checked_sub(1).is_some_and(|before| {
            self.reading.key(before) == ":"
                || self.reading.tokens[before].is_punct('،')
                    && (self.reading.key(at + of_them) == "في" || self.by_doer(at + of_them))
        });
        opens
            && self
                .out
                .last()
                .is_some_and(|f| (f.span.end..=f.span.end + DIVIDED_WITHIN).contains(&at))
    }

    /// «23 منهم على يد …، و7 من قبل …»: a part told by who did it.
    pub(super) fn by_doer(&self, at: usize) -> bool {
        starting_at(self.input.role_cues, |c| c.span.start, at)
            .any(|c| c.before && c.role == ActorCue::Perpetrator)
    }

    /// «12 شهيداً، بينهم 8 في … مخيم جباليا، و4 بقصف على …»: the number whose parts are told place by place,
    /// of which this is the next.
    pub(super) fn next_part(&self, parsed: &Parsed) -> Option<usize> {
        let at = parsed.span.start;
        let last = self.out.last()?;
        let whole = last.within?;
        let (of, n) = (self.out.get(whole)?, parsed.count.min?);
        let placed = |end: usize| {
            let end = end + usize::from(self.reading.key(end) == "منهم");
            let key = self.reading.key(end);
            matches!(key, "في" | "جراء" | "اثر" | "نتيجه" | "خلال")
                || self.by_doer(end)
                || end < self.reading.tokens.len()
                    && self.reading.forms[end].iter().any(|f| f.proclitic.preposition == Some('ب'))
        };
        let between = last.span.end..at;
        let bare = parsed.shape == Shape::BareNumber && last.rule == "victims.bare_number";
        let parts = self.out.iter().filter(|f| f.within == Some(whole) && f.outcome == of.outcome);
        let told = parts.filter_map(|f| f.count.min).fold(n, u32::saturating_add);
        (bare
            && between.len() <= PART_WITHIN
            && self.joined_by_and(at)
            && placed(last.span.end)
            && placed(parsed.span.end)
            && Some(told) <= of.count.min
            && !between.into_iter().any(|i| {
                self.reading.tokens[i].is_punct('.')
                    || self.reading.tokens[i].kind == TokenKind::Break
            }))
        .then_some(whole)
    }

    /// «أصيب كل من الطفلة … والطفل …»: each is told for himself; where the first begins.
    pub(super) fn each_of(&mut self, at: usize) -> Option<usize> {
        let each = matches!(self.reading.key(at), "كل" | "كلا") && self.reading.key(at + 1) == "من";
        let linked = each && (self.chain_end == Some(at) || self.only_actor_between(at));
        if !linked || self.names_in_row(at + 2).is_some_and(|row| !row.aged) {
            return None;
        }
        self.chain_end = Some(at + 2);
        self.chain_end
    }

    pub(super) fn is_soft_gap(&self, at: usize) -> bool {
        self.chain_end.is_some_and(|end| {
            (end..at).all(|i| {
                let token = &self.reading.tokens[i];
                token.kind == TokenKind::Soft
                    || matches!(
                        token.key.as_str(),
                        "كل" | "نحو" | ":" | "كلا" | "ايضا" | "من" | "عدد" | "مع"
                    )
            })
        })
    }

    /// «عائلة مؤلفة من أب وأم»: the family's own name stands between.
    pub(super) fn family_between(&self, at: usize) -> bool {
        self.chain_end.is_some_and(|end| {
            end < at
                && at - end <= 6
                && !self.chain_has_figure()
                && FAMILY_WORDS.contains(&self.reading.key(end))
                && (end..at).all(|i| {
                    self.reading.tokens[i].kind == TokenKind::Soft
                        || FAMILY_WORDS.contains(&self.reading.key(i))
                })
        })
    }

    /// «قُتل مدنيان، رجل وطفلة»: the first of those who make up the number right in front of the comma.
    pub(super) fn listed_behind_comma(&self, first: &Parsed) -> bool {
        let at = first.span.start;
        let next = self.skip_soft(first.span.end);
        first.shape == Shape::Singular
            && first.outcome.is_none()
            && !first.definite
            && at > 0
            && self.reading.tokens[at - 1].is_punct('،')
            && !self.joined_by_and(at)
            && self.out.last().is_some_and(|f| {
                f.span.end + 1 == at
                    && f.within.is_none()
                    && f.count.is_exact()
                    && f.count.min > Some(1)
                    && matches!(f.group, Group::People | Group::Civilians)
            })
            && person_at(self.reading, next).is_some_and(|hit| hit.proclitic.conjunction.is_some())
    }

    /// «مدنيين اثنين "رجل وزوجته"»: quotation marks around who they were, as brackets would be.
    pub(super) fn quoted_list(&mut self, at: usize, limit: usize) -> Option<usize> {
        let quote = |i: usize| self.reading.tokens[i].kind == TokenKind::Soft;
        if !quote(at) {
            return None;
        }
        let whole = self.pending.as_ref().filter(|(_, end)| *end == at).map(|(p, _)| p.count);
        let last = || self.out.last().filter(|f| f.span.end == at && self.chain_end == Some(at));
        let count = whole.or_else(|| last().map(|f| f.count))?;
        if !count.is_exact() || count.min < Some(2) {
            return None;
        }
        let first = self.parse(at + 1, limit).filter(|p| {
            p.outcome.is_none()
                && !p.definite
                && p.count.is_exact()
                && p.count.min < count.min
                && self.joined_by_and(self.skip_soft(p.span.end))
        })?;
        let close = (first.span.end..limit.min(at + QUOTED)).find(|i| quote(*i))?;
        if let Some((_, end)) = &mut self.pending
            && *end == at
        {
            *end = close;
            return Some(close + 1);
        }
        self.parent = self.out.len().checked_sub(1);
        self.exhaustive = true;
        self.chain_end = Some(at + 1);
        Some(at + 1)
    }

    /// «4 مدنيين (طفلان وامرأتان) قُتلوا»: what a bracket in front of the verb divides people into.
    pub(super) fn bracketed_parts(&mut self, from: usize, to: usize) {
        let numbered = self.pending.as_ref().is_some_and(|(whole, _)| {
            matches!(whole.shape, Shape::Numbered) && whole.count.is_exact()
        });
        let mut at = from;
        while numbered && at < to {
            let part = self.parse(at, to).filter(|p| {
                p.outcome.is_none() && !p.definite && p.count.is_exact() && p.group != Group::People
            });
            at = part.as_ref().map_or(at + 1, |p| p.span.end);
            self.parts.extend(part);
        }
    }

    /// Whether numbered or named people, whose noun says nothing itself, stand right behind.
    pub(super) fn people_behind(&self, at: usize) -> bool {
        // «ما لا يقل عن 16 عنصراً»
        self.parse(at, at + 7).is_some_and(|p| {
            p.outcome.is_none() && !p.definite && matches!(p.shape, Shape::Numbered | Shape::Dual)
        })
    }

    /// Whether a number stands right behind a noun, without و.
    pub(super) fn counted_behind(&self, at: usize) -> bool {
        starting_at(self.input.numbers, |n| n.span.start, at)
            .any(|n| n.role == NumberRole::Count && !n.ordinal)
            && !self.joined_by_and(at)
    }

    /// Whether the word at `at` is written with و.
    pub(super) fn joined_by_and(&self, at: usize) -> bool {
        let key = self.reading.key(at);
        // «والي», «وزير»: their own first letter.
        let own =
            || person_at(self.reading, at).is_some_and(|hit| hit.proclitic.conjunction.is_none());
        key == "و"
            || (key.starts_with('و')
                && if key == "واحد" { self.and_one_of(at) } else { !own() })
            || (at > 0 && self.reading.key(at - 1) == "و")
            || self.added(at)
    }

    /// «ثلاثة من أسرة واحدة: أم وطفلاها»: a colon opens the list of those who were just numbered.
    pub(super) fn behind_colon(&self, at: usize) -> bool {
        at > 0
            && self.reading.key(at - 1) == ":"
            && self.out.last().is_some_and(|f| {
                f.within.is_none()
                    && f.count.min > Some(1)
                    && at.saturating_sub(f.span.end) <= COLON_WITHIN
            })
    }

    /// «بالإضافة إلى طفل», «فضلاً عن امرأة», «إلى جانب ثلاثة رجال»: joined as by و.
    fn added(&self, at: usize) -> bool {
        let addition =
            |i: usize| matches!(self.reading.key(i).trim_start_matches('و'), "بالاضافه" | "اضافه");
        let Some(before) = at.checked_sub(1) else { return false };
        match self.reading.key(before) {
            "الي" => before > 0 && addition(before - 1),
            "عن" => before > 0 && self.reading.reads(before - 1, "فضلا"),
            "علي" => before > 0 && self.reading.reads(before - 1, "علاوه"),
            "جانب" => before > 0 && self.reading.reads(before - 1, "الي"),
            _ => addition(before) && self.reading.key(at).starts_with('ل'),
        }
    }

    pub(super) fn joined_by_and_trigger(&self) -> bool {
        self.trigger.is_some_and(|t| self.reading.key(t.start).starts_with('و'))
    }

    /// Whether a figure stands at the end of the chain: «الشاب "سامر الخطيب" ورجل آخر», «الشاب (سامر) وآخر» with the
    /// mark that opens the name between.
    pub(super) fn chain_has_figure(&self) -> bool {
        let opens = |i: usize| {
            let token = &self.reading.tokens[i];
            token.kind == TokenKind::Soft || token.is_punct('(')
        };
        self.chain_end.is_some_and(|end| {
            self.out
                .iter()
                .any(|f| f.span.end == end || f.span.end + 1 == end && end > 0 && opens(end - 1))
        })
    }

    /// The first token that is not a mark within a word's reach.
    pub(super) fn skip_soft(&self, mut at: usize) -> usize {
        while self.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Soft) {
            at += 1;
        }
        at
    }
}
