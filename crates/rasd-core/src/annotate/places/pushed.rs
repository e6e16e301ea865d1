//! Keeping a name that was read as a mention, with where somebody comes from.

use super::name::{Name, roles_at};
use super::scan::{Item, Scanner};
use super::words::{ORIGIN, TypeWord};
use super::{Origin, PlaceMention};
use crate::gazetteer::{Gazetteer, Level};
use crate::lexicon::Proclitic;
use crate::model::PlaceType;
use crate::tokens::{TokenKind, TokenSpan};

impl Scanner<'_> {
    pub(super) fn push_bare(&mut self, at: usize, name: Name, rule: &'static str) {
        let all = Gazetteer::get();
        let rows = || name.rows.iter().filter_map(|r| all.row(*r));
        // The settlement when there is one, else what the first row is.
        let usual = rows()
            .filter(|r| !r.level.is_admin())
            .min_by_key(|r| all.usual_type(r))
            .or_else(|| rows().next());
        let country = rows().any(|r| r.level == Level::Country);
        let r#type = match usual {
            _ if country => PlaceType::Country,
            Some(row) => all.usual_type(row),
            None => PlaceType::Area,
        };
        let word = TypeWord::untyped(r#type);
        let proclitic = name.proclitic;
        self.push(at, name, word, proclitic, rule);
        if let Some(item) = self.items.last_mut() {
            item.mention.typed = false;
            item.mention.container_only = country;
        }
    }

    pub(super) fn push(
        &mut self,
        at: usize,
        mut name: Name,
        word: TypeWord,
        proclitic: Proclitic,
        rule: &'static str,
    ) {
        // «حي تونس»: called after a state, and not in it.
        if matches!(
            word.r#type,
            PlaceType::Neighbourhood | PlaceType::Village | PlaceType::Facility
        ) {
            let all = Gazetteer::get();
            name.rows.retain(|r| all.row(*r).is_none_or(|row| row.level != Level::Country));
        }
        let frame = TokenSpan::new(at.min(name.span.start), name.span.end);
        let origin = if self.taken_to(at) {
            Some(Origin::TakenTo)
        } else if self.occupied(at, word) {
            Some(Origin::Occupied)
        } else {
            self.origin(at, proclitic)
        };
        self.items.push(Item {
            conjunction: proclitic.conjunction.is_some(),
            preposition: proclitic.preposition,
            kind: word.kind,
            mention: PlaceMention {
                span: name.span,
                frame,
                name: name.text,
                r#type: word.r#type,
                typed: true,
                containers: Vec::new(),
                container_only: word.kind.is_some(),
                within_of: None,
                candidates: name.rows,
                list: None,
                dateline: false,
                origin,
                rule,
                alias: None,
                whole: None,
            },
        });
    }

    /// «من أبناء …», «نازحين من …», «ينحدر من …».
    fn origin(&self, at: usize, proclitic: Proclitic) -> Option<Origin> {
        if proclitic.preposition.is_some() {
            return None;
        }
        let mut back = (0..at).rev().filter(|i| self.reading.tokens[*i].kind != TokenKind::Soft);
        let (first, second) = (back.next()?, back.next()?);
        let says = |i: usize, role| roles_at(self.reading, i) & role != 0;
        let from = |i: usize| self.reading.reads(i, "من");
        let origin = if says(second, ORIGIN) && from(first) {
            second
        } else if says(first, ORIGIN) && from(second) {
            first
        } else {
            // «ينحدر الضحايا من …»
            back.next().filter(|third| from(first) && self.reading.key(*third).contains("نحدر"))?
        };
        let key = self.reading.key(origin);
        let displaced = key.contains("نازح") || key.contains("مهجر") || key.contains("لاجي");
        Some(if displaced { Origin::DisplacedFrom } else { Origin::Native })
    }
}
