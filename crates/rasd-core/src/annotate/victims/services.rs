//! Nouns that name services and not people: «الدفاع المدني», «المرافق الحيوية». Whom people serve: «عناصر من الدفاع المدني» are rescuers and no fighters, «متطوعين اثنين في صفوف
//! الهلال الأحمر» aid workers.

use super::{Parsed, Parser, Shape};
use crate::lexicon::vocabulary::TableId;
use crate::model::Group;
use crate::tokens::TokenKind;
use crate::word_lists::services::{AID_WORKERS, LINKS, MEDICS, RESCUERS};

/// Services by their words, without the article in front, and the group of those who serve there.
const SERVICES: [(&[&str], Group); 3] =
    [(&RESCUERS, Group::Rescuers), (&MEDICS, Group::Medics), (&AID_WORKERS, Group::AidWorkers)];

/// How many words may stand between people and their service.
const REACH: usize = 5;

impl Parser<'_, '_> {
    /// «فرق الدفاع المدني», «المرافق الحيوية»: an adjective of the noun in front, and a plural of things that
    /// its adjective in the feminine tells from a companion.
    pub(super) fn no_person(&self, parsed: &Parsed) -> bool {
        let (at, end) = (parsed.span.start, parsed.span.end);
        let definite = |key: &str| key.starts_with("ال");
        // «منتسبي الشرطة المدنية»
        if self.reading.key(at) == "المدنيه" && at > 0 && self.reading.key(at - 1).ends_with('ه')
        {
            return true;
        }
        if parsed.shape != Shape::Singular || !parsed.definite || parsed.group == Group::Women {
            return false;
        }
        let adjective = at > 0
            && self.reading.key(at) == "المدني"
            && definite(self.reading.key(at - 1))
            && !self.reading.forms.open(at - 1).any(&[TableId::Persons, TableId::Outcomes]);
        let next = self.reading.key(end);
        let of_things =
            definite(next) && next.ends_with("يه") && !self.reading.key(at).ends_with('ه');
        adjective || of_things
    }

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
        let end = |row: &&str| match row.strip_prefix(stem)? {
            "" => Some(at + 1),
            behind => (behind.strip_prefix(' ') == Some(second)).then_some(next + 1),
        };
        SERVICES.iter().find_map(|(rows, group)| Some((*group, rows.iter().find_map(end)?)))
    }
}
