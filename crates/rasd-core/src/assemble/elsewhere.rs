//! Places that a report names and where nothing of what it tells happened: where it was written, who
//! says it, from where they fired, where the wounded were taken.

use crate::annotate::Mentions;
use crate::annotate::places::PlaceMention;
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
            return !mentions.events.iter().any(|e| span.contains(e.span))
                && !mentions.outcomes.iter().any(|o| span.contains(o.span))
                && !mentions.places.iter().any(|p| span.contains(p.span));
        }
        words += usize::from(token.is_word());
        if words > BYLINE {
            return false;
        }
    }
    false
}

/// Words behind which a place is where the attackers stand, not where the act was.
const FIRING_POSITION: [&str; 12] = [
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
];

/// Words that relate a further place to one already named.
const BESIDE: [&str; 12] = [
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
];

/// «بالقرب من …», «الآخذ إلى …»: tells where another place is.
pub(super) fn beside(reading: &Reading, floor: usize, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    (start.saturating_sub(4).max(floor)..start).any(|i| {
        BESIDE.contains(&reading.key(i)) && !(i..start).any(|j| reading.tokens[j].is_punct('،'))
    })
}

pub(super) fn elsewhere(reading: &Reading, says: &[TokenSpan], place: &PlaceMention) -> bool {
    let start = place.frame.start;
    // «بحسب أنقرة», «أربيل تتهم»: a capital that says something.
    if says.iter().any(|s| s.start == place.frame.end || s.end == start) && !place.typed {
        return true;
    }
    if start > 0 && matches!(reading.key(start - 1), "بحسب" | "حسب" | "وفق" | "وبحسب")
    {
        return true;
    }
    // «وفقاً لغرفة طوارئ …»: where those are who say it.
    let by = (start.saturating_sub(SOURCE_REACH)..start).rfind(|i| reading.key(*i) == "وفقا");
    if by.is_some_and(|by| (by..start).all(|i| reading.tokens[i].is_word())) {
        return true;
    }
    (start.saturating_sub(3)..start).any(|i| FIRING_POSITION.contains(&reading.key(i)))
}

/// How far behind «وفقاً» the place of a source may stand, in tokens.
const SOURCE_REACH: usize = 4;

/// What the words for hospitals share.
const HOSPITAL: &[u8; 6] = b"\xd8\xb4\xd9\x81\xd9\x8a";

/// «نُقلوا إلى مستشفى …», «المستشفى الميداني في مدينة …»: where the wounded were taken.
pub(super) fn taken_to(reading: &Reading, place: &PlaceMention) -> bool {
    let from = place.frame.start.saturating_sub(5);
    (from..place.frame.end).any(|i| {
        let key = reading.key(i);
        // «مستشفى» and «مشفى»; byte windows, as a search costs more than the word is long.
        key.as_bytes().windows(HOSPITAL.len()).any(|w| w == HOSPITAL)
            && (key.contains("مستشفي") || key.contains("مشفي"))
    }) && (from.saturating_sub(3)..place.frame.start).any(|i| {
        let key = reading.key(i);
        key == "الي" || key.contains("نقل") || key.contains("اسعاف")
    })
}

/// Tokens within which «أن» must follow a verb of saying to end the words about the source.
const SPEAKER: usize = 30;

/// «وقال رئيس بلدية … إن»: the words between a verb of saying that opens a unit and its «أن».
pub(super) fn speaker(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> Option<TokenSpan> {
    let verb = mentions.sayings.iter().find(|s| span.contains(**s) && s.start <= span.start + 3)?;
    let limit = (verb.end + SPEAKER).min(span.end);
    let that = (verb.end..limit)
        .find(|i| matches!(reading.key(*i), "ان" | "بان" | "انه" | "انها" | "بانه" | "الي"));
    let act = |that: usize| {
        mentions.events.iter().any(|e| e.span.start >= verb.end && e.span.end <= that)
    };
    if let Some(that) = that.filter(|that| !act(*that)) {
        return Some(TokenSpan::new(verb.end, that));
    }
    // «أكد مدير مكتب الصحة بمحافظة عدن … سقوط 11 …»: of what he tells nothing stands in front.
    let office = (verb.end..(verb.end + 3).min(limit)).any(|i| OFFICES.contains(&reading.key(i)));
    let told = mentions
        .outcomes
        .iter()
        .map(|o| o.span.start)
        .chain(mentions.events.iter().map(|e| e.span.start))
        .filter(|at| verb.end < *at && *at < limit)
        .min();
    told.filter(|_| office).map(|told| TokenSpan::new(verb.end, told))
}

/// Offices of those who tell the news.
const OFFICES: [&str; 11] = [
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
];
