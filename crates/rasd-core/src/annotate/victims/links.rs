//! What ties a figure to the words around it.

use super::Parser;
use crate::tokens::TokenKind;

/// Words behind which people are the agents, not the victims.
const AGENT_CUES: [&str; 12] =
    ["برصاص", "رصاص", "بنيران", "نيران", "يد", "ايدي", "قبل", "بهجوم", "بقياده", "بين", "ضد", "مع"];

impl Parser<'_, '_> {
    pub(super) fn rises(&self, at: usize) -> bool {
        (at.saturating_sub(24)..at).any(|i| {
            matches!(
                self.reading.key(i).trim_start_matches(['و', 'ف', 'ل', 'ب']),
                "وصل"
                    | "وصلت"
                    | "تصل"
                    | "يصل"
                    | "بلغ"
                    | "بلغت"
                    | "ارتفع"
                    | "ارتفعت"
                    | "يرتفع"
                    | "ارتفاع"
                    | "ترتفع"
            )
        })
    }

    /// Whether the words right in front make these people the agents.
    pub(super) fn agent_before(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && self.reading.tokens[before - 1].kind == TokenKind::Soft {
            before -= 1;
        }
        before > 0 && AGENT_CUES.contains(&self.reading.key(before - 1))
    }

    pub(super) fn is_soft_gap(&self, at: usize) -> bool {
        self.chain_end.is_some_and(|end| {
            (end..at).all(|i| {
                let token = &self.reading.tokens[i];
                token.kind == TokenKind::Soft
                    || matches!(
                        token.key.as_str(),
                        "كل" | "نحو" | ":" | "كلا" | "ايضا" | "من" | "عدد"
                    )
            })
        })
    }

    /// Whether the word at `at` is written with و.
    pub(super) fn joined_by_and(&self, at: usize) -> bool {
        let key = self.reading.key(at);
        key == "و"
            || (key.starts_with('و') && key != "واحد")
            || (at > 0 && self.reading.key(at - 1) == "و")
    }

    pub(super) fn joined_by_and_trigger(&self) -> bool {
        self.trigger.is_some_and(|t| self.reading.key(t.start).starts_with('و'))
    }

    pub(super) fn chain_has_figure(&self) -> bool {
        self.chain_end.is_some_and(|end| self.out.iter().any(|f| f.span.end == end))
    }

    /// «اعتقلت قوات النظام شاباً»: nothing but the subject stands between verb and figure.
    pub(super) fn only_actor_between(&self, at: usize) -> bool {
        let Some(trigger) = self.trigger else { return false };
        trigger.end < at
            && self.input.actors.iter().any(|a| {
                a.span.start <= trigger.end + 1
                    && a.span.end <= at
                    && at - a.span.end <= 1
                    && a.span.start >= trigger.end
            })
    }
}
