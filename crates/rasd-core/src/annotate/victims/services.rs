//! Whom people serve: «عناصر من الدفاع المدني» are rescuers and no fighters, «متطوعين اثنين في صفوف
//! الهلال الأحمر» aid workers.

use super::Parser;
use crate::model::Group;
use crate::tokens::TokenKind;
use crate::word_lists::services::{AID_WORKERS, LINKS, MEDICS, RESCUERS};

/// Services by their words, without the article in front, and the group of those who serve there.
const SERVICES: [(&[&str], Group); 3] =
    [(&RESCUERS, Group::Rescuers), (&MEDICS, Group::Medics), (&AID_WORKERS, Group::AidWorkers)];

/// How many words may stand between people and their service.
const REACH: usize = 5;

impl Parser<'_, '_> {
    /// The service named behind people, and where its name ends.
    pub(super) fn service(&self, at: usize) -> Option<(Group, usize)> {
        let mut word = at;
        for _ in 0..=REACH {
            word = self.skip_soft(word);
            if !self.reading.tokens.get(word)?.is_word() {
                return None;
            }
            if let Some(found) = self.service_at(word) {
                return Some(found);
            }
            if !LINKS.contains(&self.reading.key(word)) {
                return None;
            }
            word += 1;
        }
        None
    }

    /// «الدفاع المدني», «بالدفاع المدني», «الإطفاء» at a word.
    fn service_at(&self, at: usize) -> Option<(Group, usize)> {
        let key = self.reading.key(at);
        let stem = key
            .strip_prefix("ال")
            .or_else(|| key.strip_prefix("بال"))
            .or_else(|| key.strip_prefix("لل"))?;
        let next = self.skip_soft(at + 1);
        let second = self
            .reading
            .tokens
            .get(next)
            .filter(|t| t.kind == TokenKind::Word)
            .map_or("", |t| t.key.as_str());
        let end = |row: &&str| match row.split_once(' ') {
            Some((first, behind)) => (first == stem && behind == second).then_some(next + 1),
            None => (*row == stem).then_some(at + 1),
        };
        SERVICES.iter().find_map(|(rows, group)| Some((*group, rows.iter().find_map(|r| end(&r))?)))
    }
}
