//! Weapons that are named and were not used: lost, taken, stored, brought along.

use super::events::WORDS as EVENTS;
use crate::held::{AIRCRAFT, BOOTY, DESTROYS};
use crate::lexicon::bare;
use crate::lexicon::vocabulary::TableId;
use crate::model::Means;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::unused_weapons::{
    ABOUT_TO, AIMED_AT, CALLED, CAME_WITH, CARRIED, COUNTED, DESTROYED, PLACES, STORES,
};

/// Whether what stands around a weapon says that nobody used it.
pub(super) fn unused(reading: &Reading, weapon: TokenSpan, means: Option<Means>) -> bool {
    told_of_before(reading, weapon) && means != Some(Means::ExplosiveRemnant)
        || means.is_some_and(drives) && came_with(reading, weapon)
        || means == Some(Means::Tank)
            && (blown_up(reading, weapon)
                || aimed_at(reading, weapon)
                || drives_in(reading, weapon))
        || means == Some(Means::Sniper) && leads(reading, weapon)
        || destroyed(reading, weapon)
        || booty(reading, weapon)
        || launched(reading, weapon)
        || carries(reading, weapon)
        || stored(reading, weapon, means)
        || names_a_place(reading, weapon)
        || marched(reading, weapon)
        || serves(reading, weapon)
        || means.is_some_and(planted) && to_be_planted(reading, weapon)
}

/// «دبابات إسرائيلية تتوغل في …», «توغلت دبابات الاحتلال»: they came, and are not said to have fired.
fn drives_in(reading: &Reading, tank: TokenSpan) -> bool {
    (tank.start.saturating_sub(2)..tank.end + 3).any(|i| reading.key(i).contains("توغل"))
}

/// «وكانت تعرضت لقصف جوي سابقاً»: told of what was hit, and not as news.
pub(super) fn told_of_before(reading: &Reading, act: TokenSpan) -> bool {
    reading.key(act.end) == "سابقا"
}

/// How far in front of a weapon stands the word that says it was destroyed, in tokens: others that were
/// destroyed with it fit.
const DESTROYED_REACH: usize = 6;

/// «تدمير دبابة», «دمرت ثلاث عربات ومدفعاً», «استولت على أربع دبابات»: a weapon that was lost and not
/// used. Right behind its verb a weapon is the subject («دمرت طائرات التحالف مواقع») unless it is one
/// thing without the article.
fn destroyed(reading: &Reading, weapon: TokenSpan) -> bool {
    let from = weapon.start.saturating_sub(DESTROYED_REACH);
    if !reading.forms.part_in(TokenSpan::new(from, weapon.start), DESTROYS) {
        return false;
    }
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
            // «دمرت إحدى الغارات دبابة»: a strike is the subject.
            || reading.key(i).contains("غار")
            || matches!(reading.key(i), "احدي" | "ثانيه" | "اخري")
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

/// «هجوم استهدف دبابة للجيش»: the tank was hit.
fn aimed_at(reading: &Reading, tank: TokenSpan) -> bool {
    tank.start.checked_sub(1).is_some_and(|i| {
        AIMED_AT.contains(&reading.key(i))
            || reading.key(i) == "علي" && i > 0 && reading.key(i - 1).ends_with("هجوم")
    })
}

/// «مقتل قائد فرقة قناصة»: what he led.
fn leads(reading: &Reading, snipers: TokenSpan) -> bool {
    (snipers.start.saturating_sub(2)..snipers.start).any(|i| reading.key(i) == "قايد")
}

/// «فجروا دبابة»: a tank is no bomb.
fn blown_up(reading: &Reading, tank: TokenSpan) -> bool {
    tank.start.checked_sub(1).is_some_and(|i| {
        let key = reading.key(i).trim_start_matches('و');
        // «قصفت فجراً دبابات»: the time of day.
        key.starts_with("فجر") && !matches!(key, "فجر" | "فجرا") || key.ends_with("تفجير")
    })
}

/// How far in front of a weapon stands the verb by which it was taken, in tokens: it opens a list.
const BOOTY_REACH: usize = 14;

/// «غنموا ست ناقلات وأربعة مدافع وثلاث دبابات», «ضبط عبوات وقذائف»: the list of what was taken.
fn booty(reading: &Reading, weapon: TokenSpan) -> bool {
    let near = TokenSpan::new(weapon.start.saturating_sub(BOOTY_REACH), weapon.start);
    if !reading.forms.part_in(near, BOOTY) {
        return false;
    }
    let takes = |i: usize| {
        let stem = bare(reading.key(i).trim_start_matches(['و', 'ف', 'ب', 'ل']));
        ["غنم", "غنمو", "اغتنم"].iter().any(|v| stem.starts_with(v))
    };
    (near.start..near.end)
        .rev()
        .take_while(|i| {
            !reading.tokens[*i].is_punct('.')
                && reading.tokens[*i].kind != TokenKind::Break
                && EVENTS.longest_at(reading, *i).is_none()
        })
        .any(takes)
}

/// «نقاط لإطلاق الطائرات المسيّرة», «ورشة لتصنيع الطائرات»: a place that was hit, and no weapon used.
fn launched(reading: &Reading, weapon: TokenSpan) -> bool {
    let Some(does) = weapon.start.checked_sub(1) else { return false };
    let act = matches!(
        bare(reading.key(does).trim_start_matches('ل')),
        "اطلاق" | "تصنيع" | "تجميع" | "تخزين" | "تطوير"
    );
    act && does > 0
        && (does.saturating_sub(2)..does)
            .any(|i| PLACES.contains(&bare(reading.key(i).trim_start_matches(['و', 'ل', 'ب']))))
}

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
    fired
        && weapon.start > 0
        && STORES.contains(&bare(reading.key(weapon.start - 1).trim_start_matches(['و', 'ب', 'ل'])))
}

/// How far in front of an aircraft stands the word that says what it carried, in tokens.
const CARRIED_REACH: usize = 3;

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

/// «ساحة الطيران», «كلية الطيران»: what a place is called by.
fn names_a_place(reading: &Reading, weapon: TokenSpan) -> bool {
    reading.key(weapon.start) == "الطيران"
        && weapon.start > 0
        && CALLED.contains(&bare(reading.key(weapon.start - 1).trim_start_matches(['و', 'ب', 'ل'])))
}

/// «ضابط في القوات الجوية», «قاعدة لسلاح الجو»: whose man or place it was, and nothing flew.
fn serves(reading: &Reading, force: TokenSpan) -> bool {
    let word = reading.key(force.start).trim_start_matches(['ا', 'ل']);
    if force.end != force.start + 2 || force.start < 2 || !matches!(word, "قوات" | "سلاح") {
        return false;
    }
    let before = force.start - 1;
    let at = before - usize::from(matches!(reading.key(before), "في" | "من"));
    reading.forms.open(at).has(TableId::Persons)
        || STORES.contains(&bare(reading.key(at).trim_start_matches(['و', 'ب', 'ل'])))
}

/// What is laid and goes off later.
const fn planted(means: Means) -> bool {
    matches!(means, Means::Ied | Means::Landmine)
}

/// «كانوا يزرعون عبوة», «حاول زرع لغم»: what those whom others killed were about to lay.
fn to_be_planted(reading: &Reading, weapon: TokenSpan) -> bool {
    let (Some(lays), Some(about)) = (weapon.start.checked_sub(1), weapon.start.checked_sub(2))
    else {
        return false;
    };
    let stem = |i: usize| reading.key(i).trim_start_matches(['و', 'ف', 'ب', 'ل']);
    match stem(lays) {
        "زرع" | "نصب" => ABOUT_TO.iter().any(|word| stem(about).starts_with(word)),
        "يزرع" | "يزرعون" | "يزرعان" | "ينصبون" => {
            stem(about).starts_with("كان")
        }
        _ => false,
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
