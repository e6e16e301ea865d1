//! Places that a report names and where nothing of what it tells happened: where it was written, who
//! says it, from where they fired, where the wounded were taken.

use super::units::Unit;
use crate::annotate::Mentions;
use crate::annotate::events::EventClass;
use crate::annotate::places::{ContainerKind, PlaceMention};
use crate::held::HOSPITAL;
use crate::lexicon::vocabulary::Parts;
use crate::model::{Kind, Outcome, PlaceType};
use crate::reading::Reading;
use crate::tokens::{Token, TokenKind, TokenSpan};

/// Most words of an agency or a writer between a dateline and the colon behind them.
const BYLINE: usize = 4;

/// «صنعاء – وكالة فلان: …», «عدن (فلان الفلاني) …»: the town the report was written in.
pub(super) fn byline(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    if !place.dateline || place.container_only {
        return false;
    }
    let closes = |t: &Token| {
        t.kind == TokenKind::Break || matches!(t.key.as_str(), ":" | ")" | "-" | "–" | "—" | "/")
    };
    let mut words = 0;
    for (at, token) in reading.tokens.iter().enumerate().skip(place.frame.end) {
        if words > 0 && closes(token) {
            let span = TokenSpan::new(place.frame.end, at);
            return !mentions.events_in(span).iter().any(|e| span.contains(e.span))
                && !mentions.outcomes_in(span).iter().any(|o| span.contains(o.span))
                && !mentions.places_in(span).iter().any(|p| span.contains(p.span));
        }
        words += usize::from(token.is_word());
        if words > BYLINE {
            return false;
        }
    }
    false
}

/// Stands in [`FIRING_POSITION`] or [`POSTS`].
const FIRES: Parts = 1 << 24;
/// Stands in [`BESIDE`].
const NEARS: Parts = 1 << 25;
/// «وفقا»
const ACCORDING: Parts = 1 << 26;

/// Hands over the words of these rules, with a bit for each sort.
pub(super) fn each_part(mut found: impl FnMut(&str, Parts)) {
    FIRING_POSITION.iter().chain(&POSTS).for_each(|word| found(word, FIRES));
    BESIDE.iter().for_each(|word| found(word, NEARS));
    found("وفقا", ACCORDING);
}

/// Words behind which a place is where the attackers stand, not where the act was.
const FIRING_POSITION: [&str; 17] = [
    "مواقعها",
    "متمركزه",
    "المتمركزه",
    "متواجده",
    "المتواجده",
    "انطلاقا",
    "قادمه",
    "قادمين",
    "مواقعه",
    "انطلقت",
    "اتجاه",
    "مصدرها",
    "متموضعه",
    "المتموضعه",
    "المتمركزون",
    "المتمركزين",
    "المتواجدين",
];

/// Where a side stands: there it fires from, behind «من».
const POSTS: [&str; 5] = ["تمركزهم", "تمركزها", "تمركزه", "انتشارهم", "انتشارها"];

/// Words that relate a further place to one already named.
const BESIDE: [&str; 19] = [
    "قرب",
    "بالقرب",
    "القريبه",
    "قريبه",
    "باتجاه",
    "الاخذ",
    "المودي",
    "الموديه",
    "الواصل",
    "المتاخمه",
    "المحاذيه",
    "المجاوره",
    "الملاصقه",
    "ملاصقه",
    "قباله",
    "المقابله",
    "تبعد",
    "يبعد",
    "الفاصل",
];

/// «بالقرب من …», «الآخذ إلى …»: tells where another place is.
pub(super) fn beside(reading: &Reading, floor: usize, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    let told = |i: usize| {
        reading.forms.any_parts(i) & NEARS != 0
            && BESIDE.contains(&reading.key(i))
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    };
    (start.saturating_sub(4).max(floor)..start).any(told)
        || between(reading, start)
        || at_edge(reading, floor, start)
}

/// «منطقة … الواقعة بين بلدة … ومدينة …»: the second of the two that it lies between; the first is
/// what other sentences tell it by.
fn between(reading: &Reading, start: usize) -> bool {
    (start.saturating_sub(BETWEEN).max(1)..start.saturating_sub(2)).any(|i| {
        reading.key(i) == "بين"
            && matches!(reading.key(i - 1), "الواقعه" | "الواقع" | "تقع" | "يقع" | "الواقعتين")
            && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    })
}

/// How far behind «بين» the second of two places may stand, in tokens.
const BETWEEN: usize = 6;

/// «قرية … على أطراف …»: the town at whose edge the place just named lies.
fn at_edge(reading: &Reading, floor: usize, start: usize) -> bool {
    start == floor + 2
        && matches!(reading.key(floor), "علي" | "في")
        && reading.key(floor + 1) == "اطراف"
}

/// «معبر … شمالي مدينة …»: the town that a facility lies to one side of, and not in.
pub(super) fn at_a_side(reading: &Reading, held: &PlaceMention, place: &PlaceMention) -> bool {
    let key = reading.key(place.frame.start).trim_start_matches('و');
    // «حي … جنوبي المدينة» is in it.
    held.r#type != PlaceType::Neighbourhood
        && SIDES.iter().any(|side| key.starts_with(side))
        && held
            .containers
            .iter()
            .any(|c| c.kind == ContainerKind::Direction && c.span == place.frame)
}

/// Stems of the sides of a place.
const SIDES: [&str; 4] = ["شمال", "جنوب", "شرق", "غرب"];

/// «قصف من معسكر … طال بلدة …»: where the guns stood, when the unit tells what they hit.
pub(super) fn fired_from(reading: &Reading, mentions: &Mentions, unit: &Unit, at: usize) -> bool {
    let place = &mentions.places[at];
    let start = place.frame.start;
    if start < unit.span.start + 2 || reading.key(start - 1) != "من" {
        return false;
    }
    let act = TokenSpan::new(start - 2, start - 1);
    let guns = mentions.events_in(act).iter().any(|e| {
        e.span.end == start - 1
            && matches!(e.kind, Some(Kind::Shelling | Kind::AirStrike))
            && matches!(e.class, EventClass::Noun | EventClass::Masdar)
    });
    guns && mentions.places_in(unit.span).iter().any(|p| {
        unit.span.contains(p.span)
            && p.span.start >= place.frame.end
            && p.within_of != Some(at)
            && !p.container_only
    })
}

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
    // «صاروخ أُطلق من اليمن»
    if start > 1
        && reading.key(start - 1) == "من"
        && matches!(
            reading.key(start - 2),
            "اطلق" | "اطلقت" | "انطلق" | "انطلقت" | "قادم" | "قادمه"
        )
    {
        return true;
    }
    // «أعلن مستشفى … وصول 16 شهيداً»
    if place.r#type == PlaceType::Facility
        && place.name.starts_with("مستشفى")
        && mentions.sayings_before(start).next().is_some_and(|s| s.end == start)
    {
        return true;
    }
    // «الدفاع المدني بغزة: …», «صحة غزة: …»: whoever is quoted, and nothing told in front.
    if heads_quote(reading, mentions, place) {
        return true;
    }
    // «وفقاً لغرفة طوارئ …»: where those are who say it.
    let by = (start.saturating_sub(SOURCE_REACH)..start)
        .rfind(|i| reading.forms.any_parts(*i) & ACCORDING != 0 && reading.key(*i) == "وفقا");
    if by.is_some_and(|by| (by..start).all(|i| reading.tokens[i].is_word())) {
        return true;
    }
    (start.saturating_sub(3)..start).any(|i| {
        if reading.forms.any_parts(i) & FIRES == 0 {
            return false;
        }
        let key = reading.key(i);
        // «من أماكن تمركزهم في …», not «على أماكن تمركزهم في …».
        let out_of = || (i.saturating_sub(2)..i).any(|j| reading.key(j) == "من");
        FIRING_POSITION.contains(&key) || POSTS.contains(&key) && out_of()
    })
}

/// Most tokens of a source's name in front of its place.
const QUOTED: usize = 6;

/// Whether a place closes the name of a source that opens its line, with a colon behind it.
fn heads_quote(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    if place.container_only || !reading.tokens.get(place.frame.end).is_some_and(|t| t.is_punct(':'))
    {
        return false;
    }
    let start = place.frame.start;
    let opens = |i: &usize| reading.tokens[*i].kind == TokenKind::Break;
    let line = (start.saturating_sub(QUOTED)..start).rfind(opens).map(|i| i + 1);
    let Some(line) = line.or_else(|| (start <= QUOTED).then_some(0)) else { return false };
    let head = TokenSpan::new(line, start);
    let named = (line..start).any(|i| SPEAKERS.iter().any(|word| reading.reads(i, word)));
    named
        && !mentions.events_in(head).iter().any(|e| head.contains(e.span))
        && !mentions.outcomes_in(head).iter().any(|o| head.contains(o.span))
}

/// Who speaks for a place.
const SPEAKERS: [&str; 16] = [
    "وزاره",
    "صحه",
    "الصحه",
    "الدفاع",
    "المدني",
    "الهلال",
    "مستشفي",
    "مصادر",
    "مصدر",
    "غرفه",
    "لجنه",
    "مراسلنا",
    "تنسيقيه",
    "بلديه",
    "الداخليه",
    "مكتب",
];

/// How far behind «وفقاً» the place of a source may stand, in tokens.
const SOURCE_REACH: usize = 4;

/// «نُقلوا إلى مستشفى …», «المستشفى الميداني في مدينة …», «أُسعف إلى عدن»: where the wounded were
/// taken.
pub(super) fn taken_to(reading: &Reading, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    let from = start.saturating_sub(5);
    let hospital = (from..place.frame.end).any(|i| reading.forms.any_parts(i) & HOSPITAL != 0);
    if hospital {
        return (from.saturating_sub(3)..start).any(|i| {
            let key = reading.key(i);
            key == "الي" || key.contains("نقل") || key.contains("اسعاف")
        });
    }
    start > 0 && matches!(reading.key(start - 1), "الي" | "نحو" | "صوب" | "باتجاه") && {
        let before = start.saturating_sub(TAKEN)..start;
        before.rev().take_while(|i| !reading.tokens[*i].is_punct('.')).any(|i| {
            let key = reading.key(i);
            matches!(
                key.trim_start_matches(['و', 'ف']),
                "نقل"
                    | "نقلوا"
                    | "نقله"
                    | "نقلهم"
                    | "نقلهما"
                    | "نقلت"
                    | "نقلها"
                    | "ينقل"
                    | "اسعف"
                    | "اسعفوا"
                    | "اسعافه"
                    | "اسعافهم"
                    | "اسعافها"
                    | "نزح"
                    | "نزحت"
                    | "نزحوا"
                    | "نزوح"
                    | "لنزوح"
                    | "فر"
                    | "فروا"
                    | "فرار"
            )
        })
    }
}

/// How far behind its verb the place may stand where somebody was taken, in tokens.
const TAKEN: usize = 7;

/// How far behind a victim «من» and the town may stand: a name with its age fits, in tokens.
const HOME_REACH: usize = 9;

/// «استشهد الشاب فلان من مخيم … برصاص … قرب حاجز …»: where the dead or wounded came from, when another
/// place is told for what befell them. Who is arrested «من بلدة …» was arrested there.
pub(super) fn home_of_victims(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    at: usize,
) -> bool {
    let place = &mentions.places[at];
    let start = place.frame.start;
    if start == 0 || reading.key(start - 1) != "من" {
        return false;
    }
    let behind = TokenSpan::new(start.saturating_sub(HOME_REACH).max(unit.span.start), start);
    let victim = mentions.figures_in(behind).iter().any(|f| {
        f.span.end <= start
            && matches!(f.outcome, Outcome::Killed | Outcome::Injured)
            && f.count.max.is_some_and(|n| n <= FEW)
            && f.frame.start < f.span.start
            && !(f.span.end..start).any(|i| reading.tokens[i].is_punct('،'))
    });
    // «نُقل جريح من بلدة …»
    let carried = || {
        (unit.span.start..start).any(|i| {
            let key = reading.key(i);
            ["نقل", "نتشل", "نتشال", "سعف", "جلاء"].iter().any(|stem| key.contains(stem))
        })
    };
    let own = |p: &PlaceMention| {
        p.within_of == Some(at)
            || p.frame.start <= place.frame.end && p.frame.end > place.frame.start
            || place.frame.contains(p.span)
    };
    let told = |p: &PlaceMention| {
        let before = p.frame.start.checked_sub(1).map_or("", |i| reading.key(i));
        unit.span.contains(p.span)
            && p.frame.start > place.frame.end
            && !own(p)
            && !p.container_only
            && p.origin.is_none()
            && !matches!(before, "من" | "الي" | "نحو")
    };
    victim && !carried() && mentions.places_in(unit.span).iter().any(told)
}

/// More people than this did not come from one town to another.
const FEW: u32 = 3;

/// «شيّع أهالي … جثمان الشهيد … الذي ارتقى …»: whether what a span tells belongs to the funeral, and
/// what befell the dead is told behind it.
pub(super) fn at_funeral(reading: &Reading, unit: TokenSpan, told: TokenSpan) -> bool {
    let carried = (unit.start..told.start).any(|i| {
        let key = reading.key(i).trim_start_matches('و');
        matches!(key, "شيع" | "شيعت" | "شيعوا" | "يشيع" | "يشيعون" | "تشيع" | "تشييع" | "التشييع")
    });
    carried
        && (told.end..unit.end)
            .any(|i| matches!(reading.key(i), "الذي" | "الذين" | "التي" | "اللذين"))
}

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

/// Offices of those who tell the news.
const OFFICES: [&str; 24] = [
    "مدير",
    "رييس",
    "مسوول",
    "محافظ",
    "قايد",
    "المتحدث",
    "متحدث",
    "الناطق",
    "وزير",
    "عميد",
    "وكيل",
    "وزاره",
    "مكتب",
    "المكتب",
    "هييه",
    "غرفه",
    "لجنه",
    "مصادر",
    "مصدر",
    "نقابه",
    "منظمه",
    "جمعيه",
    "الدفاع",
    "الهلال",
];
