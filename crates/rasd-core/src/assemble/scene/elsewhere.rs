//! Places that a report names and where nothing of what it tells happened: where it was written, who
//! says it, from where they fired, where the wounded were taken.

use super::firing::{fires_from, from_their_ground};
use super::homes::heads_quote;
use crate::annotate::Mentions;
use crate::annotate::means::MeansMention;
use crate::annotate::places::PlaceMention;
use crate::assemble::asked::ACCORDING;
use crate::assemble::roles::same_strike;
use crate::assemble::telling::definite;
use crate::assemble::units::{Unit, acts, hurt};
use crate::held::HOSPITAL;
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
pub(in crate::assemble) use crate::word_lists::elsewhere::TOWARD;
use crate::word_lists::elsewhere::{ACCUSES, CRIMES, HEADING, LEAVING, OFFICES, SIRENS};

/// How far in front of the place of his crimes somebody is charged with them, in tokens.
const CHARGED: usize = 7;

/// How far in front of their settlement settlers are named, in tokens.
const SETTLERS: usize = 8;

/// «ضابط متهم بارتكاب جرائم في سجن …»: where somebody is said to have done what he is charged with.
pub(super) fn charged(reading: &Reading, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    start > 1
        && reading.key(start - 1) == "في"
        && CRIMES.contains(&reading.key(start - 2))
        && (start.saturating_sub(CHARGED)..start - 2).any(|i| {
            let word = bare(reading.key(i));
            ACCUSES.iter().any(|stem| word.starts_with(stem))
        })
}

/// How far behind the sirens the place where they sounded stands, in tokens.
const SIRENS_REACH: usize = 7;

/// Whether the words around a place say that it was not where the act was.
pub(super) fn elsewhere(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    // «بحسب أنقرة», «أربيل تتهم»: a capital that says something.
    let behind = TokenSpan::new(place.frame.end, place.frame.end);
    let says = || {
        !mentions.sayings_in(behind).is_empty()
            || mentions.sayings_before(start).next().is_some_and(|s| s.end == start)
    };
    if !place.typed && says() {
        return true;
    }
    if start > 0 && matches!(reading.key(start - 1), "بحسب" | "حسب" | "وفق" | "وبحسب")
    {
        return true;
    }
    // «الفصائل الموالية لأنقرة», «الميليشيات المدعومة من طهران»
    let loyal = |i: usize| {
        let key = bare(reading.key(i));
        key.starts_with("موالي") || key.starts_with("مدعوم") || key.starts_with("تابعه")
    };
    let of = matches!(reading.key(start.saturating_sub(1)), "من" | "ل");
    if !place.typed && start > 1 && (loyal(start - 1) || of && loyal(start - 2)) {
        return true;
    }
    // «مهجرو الغوطة الشرقية»: where they once lived.
    if start > 0 && bare(reading.key(start - 1)).starts_with("مهجر") {
        return true;
    }
    // «مستوطنون من مستوطنة …», «انطلاقاً من البؤرة الاستيطانية …»: where they came from.
    let settled = |i: usize| {
        let key = reading.key(i);
        key.starts_with("مستوطنه") || key.starts_with("مستعمره") || key.starts_with("بوره")
    };
    if start > 1
        && matches!(reading.key(start - 1), "من" | "ومن")
        && settled(start)
        && (start.saturating_sub(SETTLERS)..start - 1).any(|i| {
            let key = reading.key(i);
            key.contains("مستوطنو") || key.contains("مستوطني") || key.contains("مهاجمو")
        })
    {
        return true;
    }
    // «ودوت صفارات الإنذار في الجليل الأعلى»: where people were warned.
    let warned = (start.saturating_sub(SIRENS_REACH)..start)
        .rfind(|i| SIRENS.contains(&bare(reading.key(*i))));
    if warned.is_some_and(|i| {
        let between = TokenSpan::new(i, start);
        !mentions.events_in(between).iter().any(|e| between.contains(e.span))
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    }) {
        return true;
    }
    // «صاروخ أُطلق من اليمن»
    if start > 1
        && reading.key(start - 1) == "من"
        && matches!(
            reading.key(start - 2),
            "اطلق"
                | "اطلقت"
                | "انطلق"
                | "انطلقت"
                | "قادم"
                | "قادمه"
                | "جاء"
                | "اتي"
                | "صادر"
                | "صدر"
        )
    {
        return true;
    }
    // «الدفاع المدني بغزة: …», «صحة غزة: …»: whoever is quoted, and nothing told in front.
    if heads_quote(reading, mentions, place) {
        return true;
    }
    let front = TokenSpan::new(start.saturating_sub(BY_SOURCE), start);
    if reading.forms.part_in(front, ACCORDING) && told_by(reading, mentions, start) {
        return true;
    }
    // «التي نفذتها أنقرة»: who did it. «و60 كيلومتراً عن أربيل»: how far it is.
    let doer = || {
        let verb = reading.key(start.saturating_sub(1));
        verb.ends_with("تها") && verb.chars().count() > 4 && !reading.reads_any(start, &["في"])
    };
    if !place.typed
        && start > 0
        && reading.key(start).len() == reading.key(place.span.start).len()
        && doer()
    {
        return true;
    }
    if start > 1
        && matches!(reading.key(start - 1), "عن" | "من")
        && (start.saturating_sub(4)..start - 1)
            .any(|i| matches!(reading.key(i), "كيلومترا" | "كيلومتر" | "كيلومترات" | "كم" | "كلم"))
    {
        return true;
    }
    if from_their_ground(reading, mentions, start) {
        return true;
    }
    // «المتمركزة في معسكر … بسهل …»: and so is the plain that the camp lies in.
    let camp = place.within_of.and_then(|at| mentions.places.get(at));
    fires_from(reading, mentions, start)
        || camp.is_some_and(|camp| fires_from(reading, mentions, camp.frame.start))
}

/// «وفقاً لغرفة طوارئ …», «بحسب مصدر في مستشفى قضاء بلدروز»: where those are who say it.
fn told_by(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let by = (start.saturating_sub(SOURCE_REACH)..start).rfind(|i| reading.key(*i) == "وفقا");
    by.is_some_and(|by| (by..start).all(|i| reading.tokens[i].is_word()))
        || told_by_source(reading, mentions, start)
}

/// «بحسب مصدر في مستشفى قضاء بلدروز»
fn told_by_source(reading: &Reading, mentions: &Mentions, start: usize) -> bool {
    let who = |i: usize| {
        ["مصدر", "مصادر", "مسوول", "شهود", "ضابط", "طبيب", "ناشط", "سكان"]
            .iter()
            .any(|word| reading.key(i).starts_with(word))
    };
    let by = (start.saturating_sub(BY_SOURCE)..start.saturating_sub(1)).rfind(|i| {
        matches!(reading.key(*i), "بحسب" | "حسب" | "وفق" | "وبحسب" | "ووفق") && who(i + 1)
    });
    by.is_some_and(|by| {
        (by..start).all(|i| reading.tokens[i].is_word())
            && mentions.events_in(TokenSpan::new(by, start)).iter().all(|e| e.span.start < by)
            && (by..start).any(|i| matches!(reading.key(i), "في" | "من"))
    })
}

/// How far behind «بحسب مصدر» its place may stand, in tokens.
const BY_SOURCE: usize = 8;

/// How far behind «وفقاً» the place of a source may stand, in tokens.
const SOURCE_REACH: usize = 4;

/// «نُقلوا إلى مستشفى …», «المستشفى الميداني في مدينة …», «أُسعف إلى عدن»: where the wounded were
/// taken, or those who acted went.
pub(in crate::assemble) fn taken_to(reading: &Reading, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    let from = start.saturating_sub(5);
    if reading.forms.part_in(TokenSpan::new(from, place.frame.end), HOSPITAL) {
        return (from.saturating_sub(3)..start).any(|i| {
            let key = reading.key(i);
            key == "الي" || key.contains("نقل") || key.contains("اسعاف")
        });
    }
    if start > 0 && TOWARD.contains(&reading.key(start - 1)) && retreats(reading, start) {
        return true;
    }
    start > 0 && TOWARD.contains(&reading.key(start - 1)) && {
        let before = start.saturating_sub(TAKEN)..start;
        before.rev().take_while(|i| !reading.tokens[*i].is_punct('.')).any(|i| {
            let key = reading.key(i);
            let key = key.strip_prefix('و').unwrap_or(key);
            HEADING.contains(&key)
        })
    }
}

/// «القرية تعرضت لقصف، ونُقل المصابون إلى مشفى في تل تمر», «أدى القصف إلى إصابات نُقلت إلى مشفى في تل تمر»: where it
/// was has been told.
pub(super) fn told_before(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let mut words = unit.span.start..unit.span.end;
    words.any(|i| matches!(reading.key(i), "القريه" | "البلده" | "المخيم"))
        || definite(reading, mentions, unit.span)
}

/// «غارات على تعزيزات في طريقها إلى عدن عند جسر …»: where those were going who were hit before they came there.
pub(super) fn on_its_way_to(reading: &Reading, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    start > 1
        && TOWARD.contains(&reading.key(start - 1))
        && matches!(reading.key(start - 2), "طريقها" | "طريقه" | "طريقهم" | "طريقهما")
}

/// «سيطرت على سناح وقطعت طرق إمداد الحوثيين بين عدن وتعز»: the ends of a line of supply.
pub(super) fn supplied(reading: &Reading, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    let end = start.checked_sub(1).is_some_and(|i| matches!(reading.key(i), "بين" | "مع" | "الي"));
    end && (start.saturating_sub(SUPPLY)..start)
        .rfind(|i| !reading.tokens[*i].is_word() || reading.key(*i).contains("امداد"))
        .is_some_and(|i| {
            reading.key(i).contains("امداد")
                && i > 0
                && matches!(bare(reading.key(i - 1)), "طرق" | "طريق" | "خط" | "خطوط")
        })
}

/// How far behind «إمداد» the end of its road may stand, in tokens.
const SUPPLY: usize = 7;

/// How far behind its verb the place may stand where somebody was taken, in tokens.
const TAKEN: usize = 7;

/// «… ثم انسحبت باتجاه …»: where those who acted went when they were done.
fn retreats(reading: &Reading, start: usize) -> bool {
    (start.saturating_sub(RETREAT)..start)
        .rev()
        .take_while(|i| !reading.tokens[*i].is_punct('.'))
        .any(|i| LEAVING.iter().any(|verb| reading.key(i).contains(verb)))
}

/// How far behind its verb the place may stand to which somebody withdrew, in tokens.
const RETREAT: usize = 5;

/// Tokens within which «أن» must follow a verb of saying to end the words about the source.
const SPEAKER: usize = 30;

/// «وقال رئيس بلدية … إن»: the words between a verb of saying that opens a unit and its «أن».
pub(super) fn speaker(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> Option<TokenSpan> {
    let opening = TokenSpan::new(span.start, span.start + 3);
    let verb = mentions.sayings_in(opening).iter().find(|s| span.contains(**s))?;
    let limit = (verb.end + SPEAKER).min(span.end);
    let that = (verb.end..limit)
        .find(|i| matches!(reading.key(*i), "ان" | "بان" | "انه" | "انها" | "بانه" | "الي"));
    let act = |that: usize| {
        mentions.events_in(TokenSpan::new(verb.end, that)).iter().any(|e| e.span.end <= that)
    };
    if let Some(that) = that.filter(|that| !act(*that)) {
        return Some(TokenSpan::new(verb.end, that));
    }
    // «أكد مدير مكتب الصحة بمحافظة عدن … سقوط 11 …»: of what he tells nothing stands in front.
    let office = (verb.end..(verb.end + 3).min(limit)).any(|i| OFFICES.contains(&reading.key(i)));
    if !office {
        return None;
    }
    let behind = TokenSpan::new(verb.end + 1, limit);
    let outcome = mentions.outcomes_in(behind).first().map(|o| o.span.start);
    let act = mentions.events_in(behind).first().map(|e| e.span.start);
    let told = outcome.into_iter().chain(act).min().filter(|at| *at < limit)?;
    Some(TokenSpan::new(verb.end, told))
}

/// Whether a unit tells an act, or «… إن قذائف سقطت على المدينة»: a weapon, and the town of whoever tells called so.
pub(super) fn tells_act(
    reading: &Reading,
    mentions: &Mentions,
    unit: TokenSpan,
    said_by: Option<TokenSpan>,
) -> bool {
    let town = |i: usize| matches!(reading.key(i), "المدينه" | "البلده" | "القريه" | "المخيم");
    let fell = |told: TokenSpan| {
        let weapon = |m: &MeansMention| m.kind_hint.is_some() && told.contains(m.span);
        mentions.means_in(told).iter().any(weapon) && (told.start..told.end).any(town)
    };
    acts(mentions, unit)
        || said_by.is_some_and(|s| s.end < unit.end && fell(TokenSpan::new(s.end, unit.end)))
}

/// «وجاء القصف بعد يوم من تحذير الجيش سكان …»: what was said before the act that was told, and no place of
/// it; an act told behind it has places of its own.
pub(super) fn came_after(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    place: &PlaceMention,
) -> bool {
    let comes = |i: usize| {
        let key = reading.key(i).trim_start_matches('و');
        matches!(key, "جاء" | "جاءت" | "ياتي" | "تاتي")
    };
    let Some(verb) = (unit.span.start..unit.span.start + 2).find(|i| comes(*i)) else {
        return false;
    };
    let event = mentions.events_in(unit.span).iter().find(|e| e.span.start == verb + 1);
    let Some(act) = event.filter(|e| same_strike::definite(reading, e.span.start)) else {
        return false;
    };
    let time =
        |i: &usize| matches!(reading.key(*i), "بعد" | "عقب" | "غداه" | "قبل" | "قبيل" | "اثر");
    (act.span.end..act.span.end + CAME_AFTER).find(time).is_some_and(|at| {
        let between = TokenSpan::new(at, unit.span.end);
        place.span.start > at && !(acts(mentions, between) || hurt(mentions, between))
    })
}

/// How far behind the act the word of time stands, in tokens.
const CAME_AFTER: usize = 4;
