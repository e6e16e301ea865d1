//! Type words and the names behind them.

use super::aside::indefinite;
use super::found::{Found, found_at, known_at};
use super::name::{Name, Strength, is_quote, shaped_at, skip_soft, unknown_at};
use super::scan::{Scanner, is_dash, plain};
use super::words::{Guard, Number, TypeWord, Unknown};
use crate::annotate::places::ContainerKind;
use crate::gazetteer::{Gazetteer, Level};
use crate::lexicon::Proclitic;
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

impl Scanner<'_> {
    /// A type word and the name or names behind it.
    pub(super) fn typed(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let (mut word, proclitic) = self.type_at(at)?;
        // «مخيماً عشوائياً»: one that is not known has no name.
        if indefinite(reading, at) {
            return None;
        }
        if let Some(end) = self.whole_phrase(at, word) {
            return Some(end);
        }
        let mut start = skip_soft(reading, at + 1);
        // «القصف على بلدتي: أ وب»
        if word.number != Number::One && reading.tokens.get(start).is_some_and(|t| t.is_punct(':'))
        {
            start = skip_soft(reading, start + 1);
        }
        // «قرى وبلدات …»: the last type word counts.
        if word.number == Number::Many
            && self
                .type_at(start)
                .is_some_and(|(t, p)| t.number == Number::Many && p.conjunction.is_some())
        {
            return None;
        }
        if reading.tokens.get(start).is_some_and(|t| t.is_punct('(')) {
            start = skip_soft(reading, start + 1);
        }
        start = self.called(start);
        if word.r#type == PlaceType::Road
            && word.number == Number::One
            && let Some(end) = self.highway(at, proclitic)
        {
            return Some(end);
        }
        // «على طريق عام الحسكة - القامشلي»
        if word.r#type == PlaceType::Road && matches!(reading.key(start), "عام" | "دولي") {
            start = skip_soft(reading, start + 1);
        }
        // «على مركز محافظة إدلب»: the city, and not a centre of that name; not «إدلب مركز المحافظة».
        let named =
            self.items.last().is_some_and(|i| skip_soft(reading, i.mention.frame.end) >= at);
        if !named
            && reading.reads(at, "مركز")
            && self.type_at(start).is_some_and(|(t, _)| t.kind.is_some())
        {
            start = skip_soft(reading, start + 1);
            word = TypeWord { r#type: PlaceType::City, in_name: false, told: false, ..word };
        }
        if let Some(end) = self.fixture(at, word, proclitic) {
            return Some(end);
        }
        if let Some(end) = self.numbered(at, word, proclitic) {
            return Some(end);
        }
        let mut name =
            self.name_behind(start, word, false).or_else(|| self.opens_list(start, word, false))?;
        // «هاجموا قرى وأضرموا النار فيها»: what was done next, and no village.
        let next = name.rows.is_empty() && reading.key(name.span.start).starts_with('و');
        if next && word.number == Number::Many && !reading.reads(name.span.start, "وادي") {
            return None;
        }
        self.with_ordinal(&mut name, word);
        self.with_sort(at, &mut name, word);
        if word.number != Number::One {
            self.first_of_quoted(&mut name);
        }
        if word.number == Number::Many
            && !name.rows.is_empty()
            && self.next_in_list(name.span.end, word).is_none()
        {
            // «أحياء حمص», «مدن الشمال»: what the plural lies in, not one of them.
            if name.strength <= Strength::Hard {
                return None;
            }
            let end = name.span.end;
            self.push_bare(start, name, "place.typed.of");
            return Some(end);
        }
        if word.number == Number::Two {
            self.up_to_conjunction(&mut name);
        }
        let camp = self.is_camp(at, &name);
        // «مدرسة "رابعة العدوية"»: what is quoted is the name.
        let alone = word.r#type == PlaceType::Facility && quoted(reading, name.span);
        let in_name = word.in_name && !camp && !alone || word.of_place && !name.rows.is_empty();
        if in_name && word.number == Number::One {
            name.span.start = at;
            name.text = super::name::text_of(reading, name.span, proclitic);
        }
        let mut end = name.span.end;
        let rule = if name.rows.is_empty() { "place.typed.unknown" } else { "place.typed" };
        let list = word.number != Number::One;
        self.push(at, name, word, proclitic, if list { "place.typed.list" } else { rule });
        end = self.tell_whole(at, word, proclitic).unwrap_or(end);
        self.town_of_airport(at, word);
        // «بمحافظة تعز والحديدة»: the second is a governorate as well.
        if word.number == Number::One
            && word.kind == Some(ContainerKind::Governorate)
            && let Some((name, conjunction)) = self.next_in_list(end, word)
            && conjunction.is_some()
            && name
                .rows
                .iter()
                .filter_map(|r| Gazetteer::get().row(*r))
                .any(|r| r.level == Level::Admin1)
        {
            end = name.span.end;
            let first = name.span.start;
            let p = Proclitic { conjunction, ..Proclitic::default() };
            self.push(first, name, word, p, "place.typed.list");
        }
        let mut left = match word.number {
            Number::One => 0,
            Number::Two => 1,
            Number::Many => 40,
        };
        while left > 0 {
            let Some((name, conjunction)) = self.next_in_list(end, word) else { break };
            end = name.span.end;
            let first = name.span.start;
            let p = Proclitic { conjunction, ..Proclitic::default() };
            self.push(first, name, word, p, "place.typed.list");
            left -= 1;
        }
        // «قرية أ وتل ب»: a second name that is built like one.
        let settled = matches!(word.r#type, PlaceType::Village | PlaceType::Town | PlaceType::City);
        if word.number == Number::One
            && settled
            && reading.forms.get(end).is_some_and(|forms| {
                forms.iter().any(|f| {
                    f.proclitic.conjunction == Some('و')
                        && matches!(
                            f.stem.as_str(),
                            "تل" | "تله" | "جبل" | "كفر" | "خربه" | "عين" | "ام"
                        )
                })
            })
            && found_at(reading, end, true, |p| p.conjunction == Some('و')).is_none()
            && let Some(name) = unknown_at(reading, end, Unknown::Any, true)
            && name.span.end > end + 1
        {
            end = name.span.end;
            let first = name.span.start;
            self.push_bare(first, name, "place.list.unknown");
        }
        // The road between two places: «طريق أ – ب».
        if word.r#type == PlaceType::Road && word.number == Number::One {
            while let Some(dash) = reading.tokens.get(end).filter(|t| is_dash(&t.key)) {
                let _ = dash;
                let next = skip_soft(reading, end + 1);
                let Some(name) = known_at(reading, next, true, plain) else { break };
                end = name.span.end;
                self.push(next, name, word, Proclitic::default(), "place.road.end");
            }
        }
        Some(end)
    }

    /// «معسكر أبو شوك»: in Sudan a camp of displaced people, told by its name alone.
    fn is_camp(&self, at: usize, name: &Name) -> bool {
        let all = Gazetteer::get();
        self.reading.reads(at, "معسكر")
            && name.rows.iter().filter_map(|r| all.row(*r)).any(|r| r.country == "SD")
    }

    /// «جبل الزاوية», «حقل العمر»: the gazetteer has the name with its type word.
    fn whole_phrase(&mut self, at: usize, word: TypeWord) -> Option<usize> {
        // «جبال حمرين» too is one range.
        let one = word.number == Number::One || word.number == Number::Many && word.in_name;
        if !one || word.kind.is_some() {
            return None;
        }
        let name = found_at(self.reading, at, true, |p| p.conjunction != Some('ف'))?;
        // «طريق الباب» is a quarter, «طريق الباب – منبج» a road.
        let road = word.r#type == PlaceType::Road
            && self.reading.tokens.get(name.span.end).is_some_and(|t| is_dash(&t.key));
        if name.span.end < at + 2 || name.strength(self.reading) < Strength::Weak || road {
            return None;
        }
        let proclitic = name.proclitic();
        let mut name = name.name(self.reading);
        if !word.in_name || self.is_camp(at, &name) {
            name.span.start = skip_soft(self.reading, at + 1);
            name.text = super::name::text_of(self.reading, name.span, Proclitic::default());
        }
        let end = name.span.end;
        // «جسر الشغور» is a town.
        let all = Gazetteer::get();
        let town =
            word.in_name
                && name.rows.iter().filter_map(|r| all.row(*r)).any(|r| {
                    r.source != "airwars" && (r.level == Level::Place || r.level.is_admin())
                });
        if town {
            self.push_bare(at, name, "place.typed.whole");
        } else {
            self.push(at, name, word, proclitic, "place.typed.whole");
        }
        let end = self.tell_whole(at, word, proclitic).unwrap_or(end);
        self.town_of_airport(at, word);
        Some(end)
    }

    pub(super) fn name_behind(&self, at: usize, word: TypeWord, conjunction: bool) -> Option<Name> {
        let reading = self.reading;
        let named = word.r#type != PlaceType::Facility;
        let known = found_at(reading, at, named, |p| {
            p.preposition.is_none() && p.conjunction.is_some() == conjunction
        });
        let shaped = shaped_at(reading, at, word.unknown, conjunction);
        // «مدن محافظة …», «مناطق ريف …», «منطقة درع الفرات»
        let fixed = || {
            let hit = self.words.guards.longest_at(reading, at);
            hit.is_some_and(|h| *h.value == Guard::Fixed)
        };
        let typed = self.type_at(at).is_some_and(|(t, _)| !t.in_name);
        let says = |role| known.is_some_and(|n| n.roles() & role != 0);
        let alone = known.is_some_and(|n| n.span.end == at + 1);
        let quote = at > 0 && is_quote(reading, at - 1);
        // «68 مدينة وبلدة»: two type words and no name.
        let second = known.is_none()
            && !conjunction
            && self.type_at(at).is_some_and(|(_, p)| p.conjunction.is_some());
        if !quote
            && (second
                || fixed()
                || typed && alone
                || known.is_some_and(|n| matches!(n.stem(), "ريف" | "ريفي"))
                || alone && says(super::words::STOP))
        {
            return None;
        }
        let sure = |n: &Found| {
            word.unknown == Unknown::Any
                || word.kind.is_some()
                || n.strength(reading) != Strength::Hard
                || is_quote(reading, at - 1)
        };
        match (known, shaped) {
            // «مدرسة السلام», «سوق الجديدة»: an everyday word behind a vague type word.
            (Some(known), shaped) if sure(&known) => match shaped {
                Some(shaped)
                    if shaped.span.end > known.span.end && quoted(reading, shaped.span) =>
                {
                    Some(shaped.name(reading))
                }
                Some(shaped) if shaped.span.end > known.span.end + 1 => Some(shaped.name(reading)),
                // «عين دقنة» is not «عين».
                // «حي وادي المدام» is not «وادي».
                Some(shaped)
                    if alone
                        && shaped.span.end > known.span.end
                        && (says(super::words::HEAD) || self.type_at(at).is_some()) =>
                {
                    Some(shaped.name(reading))
                }
                _ => Some(known.name(reading)),
            },
            // «رابع مديرية بإب»: in it, and not its name.
            (_, shaped) => shaped
                .filter(|_| {
                    found_at(reading, at, true, |p| p.preposition == Some('ب'))
                        .is_none_or(|n| n.strength(reading) <= Strength::Hard)
                })
                .map(|shaped| shaped.name(reading)),
        }
    }
}

pub(super) fn quoted(reading: &Reading, span: TokenSpan) -> bool {
    span.start > 0 && is_quote(reading, span.start - 1) && is_quote(reading, span.end)
}
