//! What a number counts, from the words around it.

use std::sync::LazyLock;

use super::numbers::{NumberMention, NumberRole, numbers_line};
use super::persons::person_at;
use super::places::ends_set_phrase;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::number_roles::{CONTAINERS, ONE_DAY};

pub(crate) static UNITS: LazyLock<PhraseTable<NumberRole>> =
    LazyLock::new(|| roles_of("after").known_as(TableId::Units));

/// Words in front of a number: «الفوج 46», «عمره 12», «الساعة 8».
pub(crate) static HEADS: LazyLock<PhraseTable<NumberRole>> =
    LazyLock::new(|| roles_of("before").known_as(TableId::UnitHeads));

fn roles_of(place: &str) -> PhraseTable<NumberRole> {
    let table = units_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        if table.get(row, "place") != place {
            continue;
        }
        let role = match table.get(row, "role") {
            "age" => NumberRole::Age,
            "distance" => NumberRole::Distance,
            "time" => NumberRole::Time,
            "money" => NumberRole::Money,
            "percent" => NumberRole::Percent,
            "caliber" => NumberRole::Caliber,
            "ammunition" => NumberRole::Ammunition,
            "other" => NumberRole::Other,
            _ => NumberRole::Thing,
        };
        forms.insert(table.get(row, "form"), role);
    }
    forms
}

/// The table of units.
pub(crate) fn units_table() -> Table {
    Table::parse("units", include_str!("../../data/units.tsv")).expect("compiled-in table")
}

/// Whether a number may be a year by its size alone.
const fn year_like(value: u32) -> bool {
    value >= 1990 && value < 2040
}

/// What the words around a number say it counts.
pub(super) fn role(reading: &Reading, mention: &NumberMention) -> NumberRole {
    let (start, end) = (mention.span.start, mention.span.end);
    let value = mention.count.number().unwrap_or(0);
    let digits = reading.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Number);
    let key = |back: usize| if start >= back { reading.key(start - back) } else { "" };
    let before = key(1);
    if digits && (1900..2100).contains(&value) && mention.rule == "number.digits" {
        let bare = before.trim_start_matches(['و', 'ب', 'ل', 'ف']);
        let headed = matches!(bare, "عام" | "العام" | "سنه" | "السنه" | "/" | "-" | "من");
        // «قتل 2011 شخصاً» counts people.
        let people = person_at(reading, end).is_some_and(|h| {
            h.proclitic.conjunction.is_none() && h.proclitic.preposition.is_none()
        });
        if (headed || year_like(value)) && !(people && bare != "عام" && bare != "العام") {
            return NumberRole::Year;
        }
    }
    if digits && (part_of_name(reading, start, end) || ends_set_phrase(reading, mention.span)) {
        return NumberRole::Other;
    }
    if matches!(before, "%" | "٪") {
        return NumberRole::Percent;
    }
    if matches!(before, "$" | "€") {
        return NumberRole::Money;
    }
    let near = TokenSpan::new(start.saturating_sub(3), start);
    let heads = || (near.start..start).filter_map(|i| HEADS.longest_at(reading, i));
    let head = reading.forms.any_open(near, TableId::UnitHeads);
    // «خلال 24 ساعة 16 عنصراً»: hours that were counted, and no hour of the day.
    let hours = |at: usize| {
        at > 0 && reading.key(at) == "ساعه" && reading.tokens[at - 1].kind == TokenKind::Number
    };
    let head =
        head.then(|| heads().find(|h| h.span.end == start && !hours(h.span.start))).flatten();
    // «ام 16» is a rifle, «أم وأربعة أطفال» a mother and hers.
    let joined = reading.key(start).starts_with('و') && reading.key(start) != "واحد";
    if let Some(head) = &head
        && *head.value != NumberRole::Time
        && !joined
    {
        return *head.value;
    }
    if let Some(role) = unit(reading, mention) {
        return role;
    }
    // «من عائلة واحدة»: an adjective; only «واحد من …» counts.
    if matches!(reading.key(start), "واحد" | "واحده")
        && end == start + 1
        && reading.key(end) != "من"
    {
        return NumberRole::Other;
    }
    // A telephone number, the number of an order: people are said to be people.
    let plain = reading.tokens.get(start).and_then(crate::tokens::Token::number);
    if digits && plain.is_some_and(|n| n > 50_000) && person_at(reading, end).is_none() {
        return NumberRole::Other;
    }
    NumberRole::Count
}

/// A clock time, a date in figures, a list marker, «M4», «S-300», «4 likes».
fn part_of_name(reading: &Reading, start: usize, end: usize) -> bool {
    let is_number = |i: usize| reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let back = |n: usize| start.checked_sub(n);
    let key_back = |n: usize| back(n).map_or("", |i| reading.key(i));
    let latin = |k: &str| !k.is_empty() && k.bytes().all(|b| b.is_ascii_alphabetic());
    let apart = |k: &str| matches!(k, "/" | "." | ":");
    if (apart(reading.key(end)) && is_number(end + 1))
        || (apart(key_back(1)) && back(2).is_some_and(is_number))
    {
        return true;
    }
    // «7-3-2022»: two dashes make it no range.
    let dash = |i: Option<usize>| i.is_some_and(|i| reading.key(i) == "-");
    let three = [0_usize, 2, 4].iter().any(|n| {
        back(*n).is_some_and(|i| {
            is_number(i)
                && dash(Some(i + 1))
                && is_number(i + 2)
                && dash(Some(i + 3))
                && is_number(i + 4)
        })
    });
    if three {
        return true;
    }
    if latin(key_back(1)) || latin(reading.key(end)) || (dash(back(1)) && latin(key_back(2))) {
        return true;
    }
    let opens =
        back(1).is_none_or(|i| reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Break));
    opens && matches!(reading.key(end), "-" | ")") && !is_number(end + 1)
        || end > 0 && numbers_line(reading, end - 1)
}

/// The unit that the number counts.
fn unit(reading: &Reading, mention: &NumberMention) -> Option<NumberRole> {
    let (start, end) = (mention.span.start, mention.span.end);
    let soft = |i: usize| reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Soft);
    let mut at = end;
    while soft(at) {
        at += 1;
    }
    let of = reading.key(at) == "من";
    if of {
        at += 1;
    }
    let hit = UNITS.longest_at(reading, at)?;
    let role = *hit.value;
    if hit.proclitic.conjunction.is_some() {
        return None;
    }
    let key = reading.key(at);
    if of && CONTAINERS.contains(&key.trim_start_matches("ال")) {
        return None;
    }
    // «قُتل العشرات يوم الثلاثاء», «أصيب عدد آخر اليوم»: of days that such a word counts there are many.
    if mention.rule == "number.vague" && !of && ONE_DAY.contains(&bare(key)) {
        return None;
    }
    // «أصيب 35 اليوم», «الذكرى الـ12 للمجزرة»: another word of the sentence; «عشرات المنازل» is not.
    let article = reading.words(hit.span).starts_with("ال");
    // «جُرح العشرات اليوم»: nothing is counted by it.
    let vague = mention.rule == "number.vague" && !reading.words(mention.span).starts_with("ال");
    let linked = of || mention.ordinal || vague;
    if role != NumberRole::Percent && ((article && !linked) || hit.proclitic.preposition.is_some())
    {
        return None;
    }
    // «قتل 5 عام 2019».
    let year = reading.tokens.get(hit.span.end).and_then(crate::tokens::Token::number);
    if role == NumberRole::Age && key == "عام" && year.is_some_and(|y| (1900..2100).contains(&y))
    {
        return None;
    }
    if role == NumberRole::Age || role == NumberRole::Time {
        let head = |back: usize| {
            start.checked_sub(back).and_then(|i| {
                HEADS.longest_at(reading, i).filter(|h| h.span.end <= start).map(|h| *h.value)
            })
        };
        // «قبل 12 عاماً», «السجن 10 سنوات» tell a time; «عمره 6 أشهر» an age.
        let from = start - mention.frame.start.min(start);
        return Some(
            (1..=from + 2)
                .find_map(head)
                .filter(|r| matches!(r, NumberRole::Age | NumberRole::Time))
                .unwrap_or(role),
        );
    }
    Some(role)
}
