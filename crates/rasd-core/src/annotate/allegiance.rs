//! Whose a name is when its words say so themselves: «المجموعات المسلحة الموالية لتركيا» is none of
//! Türkiye's army, «طائرات الاحتلال الأمريكي» is no Israeli one.

use super::actors::{ActorForm, ActorMention, plain_name};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::allegiance::{BANDS, JOINS};

const OCCUPATION: &str = "الاحتلال";
const ISRAEL: &str = "il.mil";

/// Ids that name nobody more closely than "armed groups".
pub(super) const GROUPS: [&str; 2] = ["sy.rebels", "other"];

/// States whose bands in another country are no part of their own forces.
const FOREIGN: [&str; 2] = ["ir.irgc", "tr.mil"];

/// How far in front of «الموالية» the noun stands, in tokens.
const BAND_REACH: usize = 4;

/// The side that armed bands backed by `backer` fight for.
pub(super) fn backed_by(backer: &str, country: Option<&str>) -> Option<&'static str> {
    match backer {
        "ir.irgc" => Some("ir.militia"),
        "tr.mil" if country == Some("SY") => Some("sy.sna"),
        "sy.gov" | "ru.mil" if country == Some("SY") => Some("sy.ndf"),
        // «قوات الجيش الموالية للحوثيين»: a part of the army that fights for its rival.
        "ye.houthi" => Some("ye.houthi"),
        _ => None,
    }
}

/// «الموالية», «المدعومة», «المرتبطة»: attached to a noun in front, in any gender and number.
pub(super) fn attached(key: &str) -> bool {
    let word = bare(key);
    let definite = word.len() < key.len();
    let stem = |s: &str| word.starts_with(s);
    let backs = stem("تدعم") || stem("يدعم");
    stem("موالي")
        || word == "موال"
        || stem("مرتبط")
        || definite && stem("مدعوم")
        || backs && word.ends_with(['ا', 'ه', 'م'])
}

/// «فصائل مدعومة من إيران»: said of unnamed bands; «قوات الجيش مدعومة من …» fights beside its backer.
fn backed_band(reading: &Reading, at: usize) -> bool {
    reading.key(at).starts_with("مدعوم")
        && reading.key(at + 1) == "من"
        && at.checked_sub(1).is_some_and(|i| band(reading, i) && !reading.key(i).contains("ال"))
}

/// «المجموعات التابعة لإيران»: said of unnamed bands; «القوات التابعة لروسيا» are her own.
fn own_band(reading: &Reading, backer: &str, at: usize) -> bool {
    if !FOREIGN.contains(&backer) {
        return false;
    }
    let band = |i: usize| band(reading, i) && !reading.reads_any(i, &["قوات", "القوات"]);
    bare(reading.key(at)).starts_with("تابع") && (at.saturating_sub(2)..at).any(band)
}

/// Whether a word is a noun of armed people, whatever is written onto it.
pub(super) fn band(reading: &Reading, at: usize) -> bool {
    reading.reads_any(at, &BANDS)
}

/// Reads what stands in front of each name of a state and behind each «الاحتلال».
pub(super) fn settle(reading: &Reading, country: Option<&str>, out: &mut Vec<ActorMention>) {
    let mut at = 0;
    while at < out.len() {
        belongs_to(reading, country, out, at);
        men_of(reading, out, at);
        if occupied_by(reading, out, at) || !loyal(reading, country, out, at) {
            at += 1;
        }
    }
}

/// «طائرات الاحتلال» in front of «الأمريكي»: the adjective says whose occupation, and so it does behind
/// another («الاحتلال العسكري الأمريكي»).
fn occupied_by(reading: &Reading, out: &mut Vec<ActorMention>, at: usize) -> bool {
    let (name, behind) = (&out[at], out.get(at + 1));
    let whose = behind.filter(|b| {
        name.id == ISRAEL
            && name.form == ActorForm::Name
            && reading.reads(name.core.end - 1, OCCUPATION)
            && b.form == ActorForm::Adjective
            && adjectives_only(reading, name.core.end, b.core.start)
    });
    let Some(whose) = whose else { return false };
    let (id, rule, end) = (whose.id, whose.rule, whose.core.end);
    let name = &mut out[at];
    name.name = format!("{} {}", name.name, reading.words(TokenSpan::new(name.core.end, end)));
    (name.id, name.rule) = (id, rule);
    name.span.end = end;
    name.core.end = end;
    out.remove(at + 1);
    true
}

/// «مسلحون ينتمون إلى تنظيم …», «عناصر محسوبون على …»: gunmen who are told to be a side's own.
fn men_of(reading: &Reading, out: &mut Vec<ActorMention>, at: usize) {
    let Some([men, side]) = out.get(at..at + 2) else { return };
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let between = men.span.end..side.span.start.max(men.span.end);
    let mut words = between.clone().filter(word).map(|i| reading.key(i));
    let joins = words.next().is_some_and(|key| JOINS.iter().any(|stem| key.starts_with(stem)));
    let rest = |key: &str| matches!(key, "الي" | "ل" | "علي" | "انفسهم" | "نفسها" | "لواء");
    let gunmen = matches!(men.form, ActorForm::Generic | ActorForm::UnknownAttacker);
    if gunmen
        && side.form == ActorForm::Name
        && side.id != "unknown"
        && between.len() <= JOINED_REACH
        && joins
        && words.all(rest)
    {
        let start = men.span.start;
        out[at + 1].span.start = start;
        out.remove(at);
    }
}

/// How far behind gunmen their side is named, in tokens.
const JOINED_REACH: usize = 5;

/// «قوة أمنية تابعة لقوات …»: a force that is not named is that of the side behind it; a named one acts itself,
/// whoever it belongs to («الأسايش التابعة لـ…»).
fn belongs_to(reading: &Reading, country: Option<&str>, out: &mut Vec<ActorMention>, at: usize) {
    let Some([force, side]) = out.get_mut(at..at + 2) else { return };
    let tied = |key: &str| matches!(key, "تابعه" | "تابع" | "تابعين" | "تابعون");
    let link = reading.key(force.core.end);
    let named = |m: &ActorMention| m.form == ActorForm::Name;
    // «التابعة لـ"…"»
    let between = force.core.end + 1..side.span.start.max(force.core.end + 1);
    let near =
        between.clone().all(|i| reading.tokens[i].kind == TokenKind::Soft || reading.key(i) == "ل")
            && between.len() <= 3
            && force.core.end < side.span.start;
    if !near || !tied(bare(link)) || !named(force) || !named(side) || force.id == side.id {
        return;
    }
    let unnamed = |i: usize| {
        let key = reading.key(i);
        reading.tokens[i].is_word() && !key.starts_with("ال") && !key.starts_with("لل")
    };
    // «مجموعات تابعة لإيران» are told of by their backer.
    let backed = FOREIGN.contains(&side.id) && backed_by(side.id, country).is_some();
    // «الشرطة العسكرية التابعة لـ…»: every side has one.
    let police = reading.reads(force.core.start, "شرطه");
    if police
        || GROUPS.contains(&force.id) && !backed
        || tied(link) && (force.core.start..force.core.end).all(unnamed)
    {
        (force.id, force.rule) = (side.id, side.rule);
    } else if link.starts_with("ال") && !GROUPS.contains(&force.id) {
        out.remove(at + 1);
    }
}

/// Takes the backer at `at` out of the list, and gives the band in front of it its side.
fn loyal(reading: &Reading, country: Option<&str>, out: &mut Vec<ActorMention>, at: usize) -> bool {
    let backer = &out[at];
    if !matches!(backer.form, ActorForm::Name | ActorForm::Adjective) {
        return false;
    }
    let hard = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let mut before = (0..backer.span.start).rev().filter(hard);
    let link = before.find(|i| !matches!(reading.key(*i), "ل" | "من" | "قبل" | "ب"));
    let Some(link) = link.filter(|i| {
        backer.span.start - i <= BAND_REACH
            && (attached(reading.key(*i))
                || backed_band(reading, *i)
                || own_band(reading, backer.id, *i))
            && !reading.key(*i).starts_with('ل')
    }) else {
        return false;
    };
    let side = backed_by(backer.id, country);
    let end = backer.span.end;
    let head = at.checked_sub(1).map(|i| &out[i]).filter(|h| {
        link.saturating_sub(h.span.end) <= 2
            && h.span.end <= link
            && matches!(h.form, ActorForm::Name | ActorForm::Generic)
            && (h.span.end..link)
                .all(|i| (reading.tokens[i].is_word() || !hard(&i)) && !band(reading, i))
    });
    if let Some(head) = head {
        // «قوات الجيش الموالي لجماعة الحوثي»: whom it obeys, and not whose it was.
        let went_over = head.id == "ye.gov" && backer.id == "ye.houthi";
        let vague = head.form == ActorForm::Generic || GROUPS.contains(&head.id) || went_over;
        let start = head.span.start;
        if vague && let Some(side) = side {
            rename(reading, &mut out[at - 1], TokenSpan::new(start, end), side);
            out.remove(at);
            return true;
        }
        if !vague {
            out.remove(at);
            return true;
        }
        return false;
    }
    let floor = at.checked_sub(1).map_or(0, |i| out[i].span.end);
    let from = link.saturating_sub(BAND_REACH).max(floor);
    let band = (from..link).rev().find(|i| band(reading, *i));
    let (Some(band), Some(side)) = (band, side) else { return false };
    if (band..link).any(|i| reading.tokens[i].kind == TokenKind::Break) {
        return false;
    }
    rename(reading, &mut out[at], TokenSpan::new(band, end), side);
    false
}

pub(super) fn rename(
    reading: &Reading,
    mention: &mut ActorMention,
    span: TokenSpan,
    side: &'static str,
) {
    mention.id = side;
    mention.form = ActorForm::Name;
    mention.span = span;
    mention.core = span;
    mention.name = plain_name(reading, span);
}

/// Whether nothing but quotes and one word with the article stands between.
fn adjectives_only(reading: &Reading, from: usize, to: usize) -> bool {
    let mut hard = (from..to).filter(|i| reading.tokens[*i].kind != TokenKind::Soft);
    hard.next().is_none_or(|i| reading.key(i).starts_with("ال")) && hard.next().is_none()
}
