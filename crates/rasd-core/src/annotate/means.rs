//! Weapons (`data/means.tsv`).

use std::sync::LazyLock;

use crate::annotate::events::WORDS as EVENTS;
use crate::held::{AIRCRAFT, DESTROYS};
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table, bare};
use crate::model::{Kind, Means};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

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
        .filter(|hit| {
            let along = hit.value.0.is_some_and(drives) && came_with(reading, hit.span);
            !along
                && !destroyed(reading, hit.span)
                && !carries(reading, hit.span)
                && !stored(reading, hit.span, hit.value.0)
                && !names_a_place(reading, hit.span)
                && !marched(reading, hit.span)
        })
        .map(|hit| {
            let (means, kind, rule) = hit.value;
            MeansMention { span: hit.span, means: *means, kind_hint: *kind, rule }
        });
    found.extend(hits);
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
                    b - a <= 12 && !(a..b).any(|i| reading.tokens[i].is_punct('.'))
                })
        });
    }
    found
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

/// «أثناء مشاركته في مسيرة»: people who march, and no drone.
fn marched(reading: &Reading, weapon: TokenSpan) -> bool {
    weapon.start >= 2
        && weapon.end == weapon.start + 1
        && reading.key(weapon.start).starts_with("مسير")
        && reading.key(weapon.start - 1) == "في"
        && reading.key(weapon.start - 2).contains("شارك")
}

/// «ساحة الطيران», «كلية الطيران»: what a place is called by.
fn names_a_place(reading: &Reading, weapon: TokenSpan) -> bool {
    const CALLED: [&str; 9] =
        ["ساحه", "ميدان", "شارع", "دوار", "حي", "كليه", "مدرسه", "نادي", "جسر"];
    reading.key(weapon.start) == "الطيران"
        && weapon.start > 0
        && CALLED.contains(&bare(reading.key(weapon.start - 1).trim_start_matches(['و', 'ب', 'ل'])))
}

/// How many weapons an article names.
const ROOM: usize = 16;

/// Words for destroying or taking what is named behind them.
const DESTROYED: [&str; 21] = [
    "تدمير",
    "اسقاط",
    "اعطاب",
    "اغتنام",
    "مصادره",
    "دمرت",
    "دمر",
    "دمروا",
    "اعطبت",
    "اعطب",
    "اعطبوا",
    "تعطب",
    "يعطب",
    "تدمر",
    "يدمر",
    "عطب",
    "غنمت",
    "غنموا",
    "اغتنمت",
    "صادرت",
    "صادر",
];

/// How far in front of a weapon stands the word that says it was destroyed, in tokens: others that were
/// destroyed with it fit.
const DESTROYED_REACH: usize = 6;

/// «تدمير دبابة», «دمرت ثلاث عربات ومدفعاً», «استولت على أربع دبابات»: a weapon that was lost and not
/// used. Right behind its verb a weapon is the subject («دمرت طائرات التحالف مواقع») unless it is one
/// thing without the article.
fn destroyed(reading: &Reading, weapon: TokenSpan) -> bool {
    let from = weapon.start.saturating_sub(DESTROYED_REACH);
    let stem = |i: usize| bare(reading.key(i).trim_start_matches(['و', 'ف', 'ب', 'ل']));
    let Some(word) = (from..weapon.start).rfind(|i| {
        reading.forms.any_parts(*i) & DESTROYS != 0
            && (DESTROYED.contains(&stem(*i))
                || reading.key(*i) == "علي"
                    && *i > 0
                    && (stem(*i - 1).starts_with("استول") || stem(*i - 1) == "استيلاء"))
    }) else {
        return false;
    };
    let counted = |i: usize| {
        reading.tokens[i].number().is_some()
            || reading.tokens[i].kind == TokenKind::Soft
            || COUNTED.contains(&reading.key(i).trim_start_matches('و'))
            || reading.forms.open(i).has(TableId::Numbers)
    };
    if !(word + 1..weapon.start).all(counted) {
        return false;
    }
    let verb = stem(word).starts_with("دمر") || stem(word).starts_with("اعطب");
    let one =
        reading.key(weapon.start).ends_with('ه') && !reading.key(weapon.start).starts_with("ال");
    // «دمرت غارة أخرى عربة»: what flies destroys.
    let flies =
        ["طا", "مسير", "غار"].iter().any(|stem| reading.key(weapon.start).starts_with(stem));
    let downed = stem(word) == "اسقاط";
    word + 1 < weapon.start || downed || !flies && (!verb || one)
}

/// Words that count or hold the weapons behind them.
const COUNTED: [&str; 31] = [
    "راجمه",
    "راجمات",
    "مدرعه",
    "مدرعات",
    "دبابه",
    "دبابات",
    "مدفع",
    "مدافع",
    "عربه",
    "اليه",
    "طقم",
    "اطقم",
    "عجله",
    "عجلات",
    "سياره",
    "سيارات",
    "عربات",
    "شاحنات",
    "اليات",
    "عدد",
    "عددا",
    "من",
    "عده",
    "موقع",
    "موقعي",
    "مواقع",
    "منصه",
    "منصات",
    "مخزن",
    "مخازن",
    "مستودع",
];

/// «نُقل الجرحى عبر طائرة …», «هبوط طائرة عسكرية»: an aircraft that carried people or landed.
fn carries(reading: &Reading, craft: TokenSpan) -> bool {
    if reading.forms.any_parts(craft.start) & AIRCRAFT == 0 {
        return false;
    }
    let from = craft.start.saturating_sub(CARRIED_REACH);
    (from..craft.start).any(|i| {
        let stem = reading.key(i).trim_start_matches(['و', 'ف', 'ب', 'ل']);
        // «قصف صاروخي عبر طائرة مسيّرة»: what the act was done with.
        let act = || {
            stem == "عبر"
                && (i.saturating_sub(2)..i).any(|j| EVENTS.longest_at(reading, j).is_some())
        };
        CARRIED.contains(&stem)
            && !(i..craft.start).any(|j| reading.tokens[j].is_punct('،'))
            && !act()
    })
}

/// «معسكر الصواريخ», «مخازن قذائف»: weapons that lie where the attack was.
fn stored(reading: &Reading, weapon: TokenSpan, means: Option<Means>) -> bool {
    let fired =
        matches!(means, Some(Means::Rocket | Means::Missile | Means::Artillery | Means::Mortar));
    let before = |back: usize| {
        weapon
            .start
            .checked_sub(back)
            .map_or("", |i| bare(reading.key(i).trim_start_matches(['و', 'ب'])))
    };
    // «نقاط لإطلاق الطائرات المسيّرة», «ورش لتصنيع المسيّرات»
    let made = (fired || means == Some(Means::Drone))
        && (MADE.contains(&before(1))
            || matches!(before(1), "اطلاق" | "تصنيع" | "تجميع") && SITES.contains(&before(2)));
    made || fired && STORES.contains(&before(1).trim_start_matches('ل'))
}

/// What a site is for.
const MADE: [&str; 8] =
    ["لاطلاق", "لتصنيع", "لصناعه", "لتجميع", "لتخزين", "لاعداد", "لصيانه", "لتطوير"];

/// Sites where weapons are made or launched.
const SITES: [&str; 12] = [
    "نقاط",
    "نقطه",
    "منصه",
    "منصات",
    "مواقع",
    "موقع",
    "مركز",
    "مراكز",
    "قواعد",
    "مصنع",
    "ورشه",
    "مقر",
];

/// Where weapons are kept or made.
const STORES: [&str; 12] = [
    "معسكر",
    "لواء",
    "الويه",
    "مخزن",
    "مخازن",
    "مستودع",
    "مستودعات",
    "مصنع",
    "مصانع",
    "ورشه",
    "ورش",
    "قاعده",
];

/// How far in front of an aircraft stands the word that says what it carried, in tokens.
const CARRIED_REACH: usize = 3;

/// Words in front of an aircraft that did no harm.
const CARRIED: [&str; 10] =
    ["عبر", "متن", "هبوط", "هبطت", "حطت", "اقلعت", "نقله", "نقلهم", "ينقل", "نقلوا"];

/// What a force may bring along.
const fn drives(means: Means) -> bool {
    matches!(means, Means::Tank | Means::Helicopter | Means::Aircraft | Means::Drone)
}

/// «قوة تضم ثلاث دبابات وخمس آليات», «رتل رفقة طيران مروحي»: what came along, and not what fired.
fn came_with(reading: &Reading, weapon: TokenSpan) -> bool {
    let from = weapon.start.saturating_sub(CAME_REACH);
    let along = |i: &usize| {
        let word = bare(reading.key(*i));
        CAME_WITH.iter().any(|stem| word.starts_with(stem))
    };
    (from..weapon.start)
        .rfind(along)
        .is_some_and(|i| !(i..weapon.start).any(|j| reading.tokens[j].is_punct('،')))
}

/// How far behind its word what a force consists of may stand, in tokens.
const CAME_REACH: usize = 6;

/// Stems of words for what a force consists of or has with it.
const CAME_WITH: [&str; 14] = [
    "تضم",
    "ضمت",
    "يضم",
    "مولف",
    "مكون",
    "تتالف",
    "يتالف",
    "قوامها",
    "برفقه",
    "رفقه",
    "ترافقها",
    "يرافقها",
    "ترافقه",
    "يرافقه",
];
