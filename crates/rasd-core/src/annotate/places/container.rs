//! Containers: countryside («ريف …») and compass phrases («شمالي …»).

use compact_str::format_compact;

use super::ContainerKind;
use super::found::{found_at, known_at};
use super::name::{Name, Strength, skip_soft, text_of, unknown_at};
use super::scan::{Scanner, is_dash, plain};
use super::words::{DIRECTION, Number, SIDE, TypeWord, Unknown};
use crate::gazetteer::{Gazetteer, Level};
use crate::lexicon::Proclitic;
use crate::model::PlaceType;
use crate::tokens::TokenSpan;

const AREA: TypeWord = TypeWord {
    number: Number::One,
    r#type: PlaceType::Area,
    kind: Some(ContainerKind::Countryside),
    unknown: Unknown::No,
    in_name: true,
    told: false,
    of_place: false,
};

impl Scanner<'_> {
    /// «ريف إدلب الجنوبي», «ريفي أ وب», «أرياف …», «الريف الشرقي لدير الزور».
    pub(super) fn countryside(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let form = reading.forms[at]
            .iter()
            .find(|f| matches!(f.stem.as_str(), "ريف" | "ريفي" | "ارياف" | "الريف"))?;
        let (stem, proclitic) = (form.stem.clone(), form.proclitic);
        if stem == "الريف" {
            return Some(self.countryside_of(at, proclitic));
        }
        // «ريف دمشق» is a governorate of its own.
        let whole =
            found_at(reading, at, true, |p| *p == proclitic).filter(|n| n.span.end > at + 1);
        let own = whole.is_some();
        let mut end = match whole {
            Some(found) => {
                let (end, name) = (found.span.end, found.name(reading));
                self.push_countryside(at, at, name, proclitic, "place.countryside").unwrap_or(end)
            }
            None => {
                let start = skip_soft(reading, at + 1);
                let name = self.countryside_name(start)?;
                self.push_countryside(at, at, name, proclitic, "place.countryside")?
            }
        };
        // «على ريف إدلب وحلب»: two governorates, and the countryside of both.
        let both = || {
            let unit = |name: &Name| {
                let all = Gazetteer::get();
                name.rows.iter().filter_map(|r| all.row(*r)).any(|r| r.level == Level::Admin1)
            };
            let next = known_at(reading, end, true, |p| {
                p.conjunction == Some('و') && p.preposition.is_none()
            });
            next.is_some_and(|next| unit(&next))
                && self.items.last().is_some_and(|i| i.mention.span.end == end)
        };
        let mut left = match stem.as_str() {
            "ريف" => usize::from(!own && both()),
            "ريفي" => 1,
            _ => 12,
        };
        while left > 0 {
            let mut next = skip_soft(reading, end);
            if reading.tokens.get(next).is_some_and(|t| matches!(t.key.as_str(), "،" | ",")) {
                next = skip_soft(reading, next + 1);
            }
            let name = known_at(reading, next, true, |p| {
                p.preposition.is_none() && p.conjunction != Some('ف')
            });
            let Some(name) = name.filter(|n| next > end || n.proclitic.conjunction.is_some())
            else {
                break;
            };
            let proclitic = name.proclitic;
            let Some(next) =
                self.push_countryside(next, next, name, proclitic, "place.countryside.list")
            else {
                break;
            };
            end = next;
            left -= 1;
        }
        Some(end)
    }

    /// The name behind «ريف», a type word between them allowed.
    fn countryside_name(&self, at: usize) -> Option<Name> {
        let reading = self.reading;
        let whole = known_at(reading, at, true, plain);
        match self.type_at(at).filter(|(t, p)| t.number == Number::One && plain(p)) {
            // «ريف جسر الشغور»: the word for a bridge is part of the name.
            Some((word, _))
                if word.in_name && whole.as_ref().is_some_and(|n| n.span.end > at + 1) =>
            {
                whole
            }
            Some(_) => {
                let start = skip_soft(reading, at + 1);
                known_at(reading, start, true, plain)
                    .or_else(|| unknown_at(reading, start, Unknown::Any, false))
                    .or(whole)
            }
            None => whole,
        }
    }

    /// «الريف الشرقي لدير الزور»; «الريف الشمالي» alone names nothing.
    fn countryside_of(&mut self, at: usize, proclitic: Proclitic) -> usize {
        let reading = self.reading;
        let sides_end = self.sides(at + 1);
        let mut next = skip_soft(reading, sides_end);
        let from = matches!(reading.key(next), "من" | "في");
        if from {
            next = skip_soft(reading, next + 1);
        }
        let with_l = |p: &Proclitic| {
            p.conjunction.is_none()
                && (p.preposition == Some('ل') || from && p.preposition.is_none())
        };
        let name = match self.type_at(next).filter(|(_, p)| with_l(p)) {
            Some(_) => known_at(reading, skip_soft(reading, next + 1), true, plain),
            None => known_at(reading, next, true, with_l),
        };
        let Some(mut name) = name else { return sides_end };
        let end = name.span.end;
        let sides = text_of(reading, TokenSpan::new(at + 1, sides_end), Proclitic::default());
        name.text = format_compact!("ريف {} {sides}", name.text).trim().into();
        name.span = TokenSpan::new(at, end);
        self.push(at, name, AREA, proclitic, "place.countryside.of");
        end
    }

    fn push_countryside(
        &mut self,
        at: usize,
        from: usize,
        mut name: Name,
        proclitic: Proclitic,
        rule: &'static str,
    ) -> Option<usize> {
        let reading = self.reading;
        let end = self.sides(name.span.end);
        let sides = text_of(reading, TokenSpan::new(name.span.end, end), Proclitic::default());
        let whole = name.span.start == at && rule == "place.countryside";
        if !whole {
            name.text.insert_str(0, "ريف ");
        }
        if !sides.is_empty() {
            name.text.push(' ');
            name.text.push_str(&sides);
        }
        name.span = TokenSpan::new(from, end);
        self.push(at, name, AREA, proclitic, rule);
        let item = self.items.last_mut()?;
        if whole && sides.is_empty() {
            item.mention.r#type = PlaceType::Governorate;
        }
        Some(end)
    }

    /// Index behind the compass adjectives at `at`: «الشمالي الغربي», «الشمالي والشرقي».
    pub(super) fn sides(&self, mut at: usize) -> usize {
        let reading = self.reading;
        loop {
            let dash = reading.tokens.get(at).is_some_and(|t| is_dash(&t.key));
            let next = at + usize::from(dash);
            let side = reading.tokens.get(next).is_some_and(|t| t.is_word())
                && reading.forms[next].iter().any(|f| {
                    f.proclitic.preposition.is_none()
                        && f.known.roles & SIDE != 0
                        && !f.stem.ends_with('ه')
                });
            if !side {
                return at;
            }
            at = next + 1;
        }
    }

    /// «شمال شرق دير الزور», «غربي بلدة …».
    pub(super) fn direction(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let is_direction = |i: usize| {
            reading
                .forms
                .get(i)
                .and_then(|forms| forms.iter().find(|f| f.known.roles & DIRECTION != 0))
        };
        let proclitic = is_direction(at)?.proclitic;
        let mut last = at;
        for _ in 0..2 {
            let mut next = last + 1;
            if reading.tokens.get(next).is_some_and(|t| is_dash(&t.key)) {
                next += 1;
            }
            if is_direction(next).is_none() {
                break;
            }
            last = next;
        }
        // «شمال غرب» may also be the start of a name («شمال دارفور»).
        let named =
            found_at(reading, at, true, |p| *p == proclitic).filter(|n| n.span.end > at + 1);
        if named.is_some() {
            return None;
        }
        let mut start = skip_soft(reading, last + 1);
        // «إلى الشمال الشرقي من بغداد»: with the article only a direction when «من» follows.
        let definite = is_direction(at)?.stem.starts_with("ال");
        if definite {
            start = skip_soft(reading, self.sides(start));
        }
        if reading.key(start) == "من" {
            start = skip_soft(reading, start + 1);
        } else if definite {
            return None;
        }
        let whole = || {
            let found = found_at(reading, start, false, plain)?;
            (found.strength(reading) > Strength::Hard).then(|| found.name(reading))
        };
        let word = self.type_at(start).filter(|(t, p)| t.number == Number::One && plain(p));
        let (name, word) = match word {
            // «غربي جسر الشغور»
            Some((word, _))
                if word.in_name
                    && found_at(reading, start, false, plain)
                        .is_some_and(|n| n.span.end > start + 1) =>
            {
                (whole()?, None)
            }
            Some((word, _)) => {
                let behind = skip_soft(reading, start + 1);
                let name = known_at(reading, behind, true, plain)
                    .or_else(|| unknown_at(reading, behind, word.unknown, false))?;
                (name, Some(word))
            }
            // «شرقي ريف حلب»: the countryside says more.
            None if matches!(reading.key(start), "ريف") => return None,
            None => (whole()?, None),
        };
        let all = Gazetteer::get();
        let end = name.span.end;
        let unit = name
            .rows
            .iter()
            .filter_map(|r| all.row(*r))
            .any(|r| matches!(r.level, Level::Admin1 | Level::Country));
        let settlement = word.is_some_and(|w| w.kind.is_none());
        match word {
            Some(word) => self.push(at, name, word, proclitic, "place.direction.typed"),
            None => {
                self.push_bare(at, name, "place.direction");
                if let Some(item) = self.items.last_mut() {
                    item.conjunction = proclitic.conjunction.is_some();
                }
            }
        }
        let item = self.items.last_mut()?;
        // «تفجيران في شمال غربي سوريا»: which part of the country is all that is told.
        if word.is_none() && item.mention.r#type == PlaceType::Country && !definite {
            let span = TokenSpan::new(at, end);
            item.mention.whole = Some(text_of(reading, span, proclitic));
        }
        // «على بعد 30 كم شمال مدينة …»: not there, but so far from it.
        let far = at > 0 && is_length(reading.key(at - 1)) || definite;
        item.mention.container_only = unit && !settlement || far || item.mention.container_only;
        item.kind = Some(ContainerKind::Direction);
        Some(end)
    }
}

/// Whether a word is a measure of distance.
pub(super) fn is_length(key: &str) -> bool {
    matches!(
        key,
        "كم" | "كلم"
            | "كيلومتر"
            | "كيلومترا"
            | "كيلومترات"
            | "متر"
            | "مترا"
            | "ميلا"
            | "اميال"
    )
}
