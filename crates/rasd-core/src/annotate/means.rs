//! Weapons (`data/means.tsv`).

use std::sync::LazyLock;

use crate::annotate::unused_weapons::unused;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table, bare};
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::means::FRONTS;

/// A weapon in the text.
#[derive(Debug, Clone)]
pub struct MeansMention {
    /// Where.
    pub span: TokenSpan,
    /// What; none for a word that only tells the kind.
    pub means: Option<Means>,
    /// What an attack with it is.
    pub kind_hint: Option<Kind>,
    /// Table row.
    pub rule: &'static str,
}

/// A weapon, the kind of attack it hints at, the table row.
type Word = (Option<Means>, Option<Kind>, String);

pub(crate) static WORDS: LazyLock<PhraseTable<Word>> = LazyLock::new(|| {
    let table = means_table();
    let mut forms = PhraseTable::new(Article::Free);
    for row in &table.rows {
        let form = table.get(row, "form");
        let means = table.get(row, "means").parse().ok();
        let kind = table.get(row, "kind").parse().ok();
        forms.insert(form, (means, kind, table.rule(form)));
    }
    forms.known_as(TableId::Means)
});

/// The table of weapons.
pub(crate) fn means_table() -> Table {
    Table::parse("means", include_str!("../../data/means.tsv")).expect("compiled-in table")
}

/// Every weapon of the reading, left to right; those of overflights and the like, which are its
/// [`non_events`](super::events::non_events), left out.
#[must_use]
pub fn means(reading: &Reading, idle: &[TokenSpan]) -> Vec<MeansMention> {
    let mut found: Vec<MeansMention> = Vec::with_capacity(ROOM);
    let hits = WORDS
        .find_all(reading)
        .filter(|hit| !idle.iter().any(|n| n.overlaps(hit.span)))
        .filter(|hit| !unused(reading, hit.span, hit.value.0))
        .filter(|hit| !in_a_name(reading, hit.span))
        .filter(|hit| !ADJECTIVES.contains(&hit.value.2.as_str()) || by_itself(reading, hit.span))
        .map(|hit| {
            let (means, kind, rule) = hit.value;
            MeansMention { span: hit.span, means: *means, kind_hint: *kind, rule }
        });
    found.extend(hits);
    left_behind(reading, &mut found);
    found.iter_mut().for_each(|m| unmanned(reading, m));
    let drones: Vec<TokenSpan> =
        found.iter().filter(|m| m.rule == UNMANNED).map(|m| m.span).collect();
    found.retain(|m| m.rule == UNMANNED || !drones.iter().any(|d| d.overlaps(m.span)));
    // «صواريخ» from aircraft are the aircraft's.
    let air = found
        .iter()
        .any(|m| matches!(m.means, Some(Means::Aircraft | Means::Helicopter | Means::Drone)));
    if air {
        let spans: Vec<TokenSpan> = found
            .iter()
            .filter(|m| matches!(m.means, Some(Means::Aircraft | Means::Helicopter | Means::Drone)))
            .map(|m| m.span)
            .collect();
        found.retain(|m| {
            m.means != Some(Means::Rocket)
                || !spans.iter().any(|s| {
                    let (a, b) = (s.start.min(m.span.start), s.end.max(m.span.end));
                    b - a <= 12
                        && !(a..b).any(|i| {
                            reading.tokens[i].kind == TokenKind::Break
                                || reading.tokens[i].is_punct('.')
                        })
                })
        });
    }
    found
}

/// «قرية أم البراميل», «أبو الصواريخ»: what a mother or father is named by is part of a name.
fn in_a_name(reading: &Reading, weapon: TokenSpan) -> bool {
    let front = weapon.start.checked_sub(1).filter(|i| reading.tokens[*i].is_word());
    reading.key(weapon.start).starts_with("ال")
        && front.is_some_and(|i| matches!(reading.key(i), "ام" | "ابو" | "ابي" | "ابا"))
}

/// Adjectives that monitors use for aircraft by themselves.
const ADJECTIVES: [&str; 2] = ["means:حربي", "means:مروحي"];

/// «الحربي يغير على …», «غارات من الحربي», «ألقى المروحي براميل»: not «المجلس الحربي».
fn by_itself(reading: &Reading, word: TokenSpan) -> bool {
    let front = word.start.checked_sub(1).filter(|i| reading.tokens[*i].is_word());
    let acts = [TableId::Events, TableId::NonEvents, TableId::SplitVerbs];
    let key = reading.key(word.start).trim_start_matches(['و', 'ب']);
    (key.starts_with("ال") || key.starts_with("لل"))
        && front
            .is_none_or(|i| FRONTS.contains(&reading.key(i)) || reading.forms.open(i).any(&acts))
}

/// The rule of an aircraft that is told to be a drone behind an adjective.
const UNMANNED: &str = "means.unmanned";

/// How far behind an aircraft the words stand that make it a drone, in tokens.
const UNMANNED_REACH: usize = 3;

/// «طائرة إسرائيلية بدون طيار», «الطيران التركي المسيّر»: whose it is stands in between.
fn unmanned(reading: &Reading, craft: &mut MeansMention) {
    if craft.means != Some(Means::Aircraft) {
        return;
    }
    let word = |i: usize| bare(reading.key(i));
    let stem = word(craft.span.end - 1).trim_start_matches(['و', 'ب', 'ل', 'ف']);
    if !["طايره", "طايرات", "طايرتين", "طيران", "طايرتان"].contains(&stem)
        && !craft.rule.contains("طائر")
    {
        return;
    }
    let end = (craft.span.end..craft.span.end + UNMANNED_REACH)
        .take_while(|i| reading.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word))
        .find_map(|i| match word(i) {
            "مسير" | "مسيره" | "مسيرتين" | "مسيرتان" => Some(i + 1),
            "بدون" | "دون" | "بلا" if matches!(word(i + 1), "طيار" | "طيارين") => {
                Some(i + 2)
            }
            _ => None,
        });
    if let Some(end) = end {
        craft.span = TokenSpan::new(craft.span.start, end);
        craft.means = Some(Means::Drone);
        craft.kind_hint = Some(Kind::DroneStrike);
        craft.rule = UNMANNED;
    }
}

/// «لغم أرضي من مخلفات الحرب»: what it was, and whence it came.
fn left_behind(reading: &Reading, found: &mut Vec<MeansMention>) {
    let mines: Vec<usize> =
        found.iter().filter(|m| m.means == Some(Means::Landmine)).map(|m| m.span.end).collect();
    found.retain(|m| {
        let word = m.span.start + usize::from(reading.key(m.span.start) == "من");
        let of_it = |end: &usize| {
            m.span.start.checked_sub(*end).is_some_and(|gap| gap <= MINE_REACH)
                && !(*end..word).any(|i| reading.tokens[i].is_punct('،'))
        };
        m.means != Some(Means::ExplosiveRemnant)
            || reading.key(word.saturating_sub(1)) != "من"
            || !mines.iter().any(of_it)
    });
}

/// How far behind a mine «من مخلفات» stands, in tokens.
const MINE_REACH: usize = 3;

/// How many weapons an article names.
const ROOM: usize = 16;
