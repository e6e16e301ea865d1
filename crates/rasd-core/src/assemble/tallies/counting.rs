//! Which units count over several incidents.

use super::habit::on_a_day;
use super::numbered::{many_attacks, numbered_acts, numbered_incidents, numbered_regions};
use super::series;
use super::several::{HUNDREDS, MASSES, masses, masses_of_sorts};
use crate::annotate::Mentions;
use crate::annotate::events::{EventClass, Strength};
use crate::annotate::numbers::NumberRole;
use crate::annotate::tally_cues::{TallyCue, TallyCueRole};
use crate::assemble::harm;
use crate::assemble::running::sums_up_items;
use crate::assemble::units::Unit;
use crate::model::{PlaceType, Vague};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::counting::{FIGHTS, MANY_ATTACKS, MOST, PRISONERS, SUMS, WARS};

/// Whether a stretch holds a word of this role.
pub(super) fn has(mentions: &Mentions, span: TokenSpan, role: TallyCueRole) -> bool {
    mentions.tally_cues_in(span).iter().any(|c| c.role == role && span.contains(c.span))
}

/// Whether a stretch holds a running count's own words.
pub(crate) fn counts(mentions: &Mentions, span: TokenSpan) -> bool {
    has(mentions, span, TallyCueRole::Rise) && has(mentions, span, TallyCueRole::Count)
}

/// Whether a stretch tells what a toll has come to («ارتفع عدد القتلى إلى 10»).
pub(crate) fn updates(mentions: &Mentions, span: TokenSpan) -> bool {
    has(mentions, span, TallyCueRole::Count)
}

/// Whether a running count may open at this cue: behind a comma or with و.
pub(crate) fn opens(reading: &Reading, mentions: &Mentions, cue: &TallyCue) -> bool {
    let start = cue.span.start;
    let clause_start = start == 0
        || reading.key(start).starts_with('و')
        || matches!(reading.tokens[start - 1].kind, TokenKind::Punct | TokenKind::Break);
    match cue.role {
        TallyCueRole::Rise => true,
        TallyCueRole::Span => clause_start && !closes(reading, cue),
        TallyCueRole::Period => clause_start && dated(mentions, cue),
        // «، ليرتفع إلى 19 عدد الذين قتلوا منذ مطلع العام»: what the act came on top of; «، وارتفعت حصيلة
        // الحرب إلى 35 ألف شهيد».
        TallyCueRole::Count => {
            let key = reading.key(start);
            let starts = |words: &[&str]| words.iter().any(|c| key.starts_with(c));
            let reach = TokenSpan::new(cue.span.end, cue.span.end + COUNT_REACH);
            let long =
                || mentions.tally_cues_in(reach).iter().any(|c| c.role == TallyCueRole::Span);
            starts(&["لي", "لت", "فارتفع", "فبلغ", "فوصل"]) && (long() || of_war(reading, cue))
                || clause_start && starts(&["وارتفع", "ارتفع"])
                || clause_start && starts(&["وبلغ", "ووصل", "بلغ"]) && of_war(reading, cue)
        }
        _ => false,
    }
}

/// «…، في نفس الفترة أيضاً، وألقت …»: a time told behind what it counts, with a comma on either side and another
/// verb behind it.
fn closes(reading: &Reading, cue: &TallyCue) -> bool {
    let (start, end) = (cue.span.start, cue.span.end);
    let comma = |i: usize| reading.tokens.get(i).is_some_and(|t| t.is_punct('،'));
    start > 0
        && comma(start - 1)
        && (end..end + CLOSING).any(|i| comma(i) && reading.key(i + 1).starts_with('و'))
}

/// How far behind such a time its comma may stand, in tokens: «أيضاً» fits.
const CLOSING: usize = 2;

/// «حصيلة الحرب», «عدد قتلى الاحتجاجات»: a count of what lasts and is no one act.
fn of_war(reading: &Reading, cue: &TallyCue) -> bool {
    cue.role == TallyCueRole::Count
        && (cue.span.end..cue.span.end + 2).any(|i| WARS.contains(&reading.key(i)))
}

/// How far behind «ليرتفع» the span of its count may stand, in tokens.
const COUNT_REACH: usize = 16;

/// How far behind a cue its date may stand, in tokens.
pub(super) const DATE_REACH: usize = 6;

/// Whether a date stands at a cue or right behind it.
fn dated(mentions: &Mentions, cue: &TallyCue) -> bool {
    let near = TokenSpan { end: cue.span.end + DATE_REACH, ..cue.span };
    mentions.dates_across(near).iter().any(|d| d.span.end > near.start)
}

/// Whether a unit opens a tally.
pub(crate) fn starts(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let cues: Vec<&TallyCue> = mentions
        .tally_cues_in(unit.span)
        .iter()
        .filter(|c| {
            unit.span.contains(c.span)
                && (!times(c) || !series::describes(reading, mentions, unit.span, c))
        })
        .collect();
    let people = mentions.figures_in(unit.span).iter().any(|f| unit.span.contains(f.span));
    if cues.is_empty() && !people {
        return false;
    }
    if people && (sums_up_list(reading, unit) || sums_up_items(reading, mentions, unit)) {
        return true;
    }
    let has = |role| cues.iter().any(|c| c.role == role);
    let rises = has(TallyCueRole::Rise);
    // «بلغ عدد قتلى الاشتباكات في سبها منذ أمس تسعة»: fights of one town that began a day ago are one incident.
    let somewhere = || {
        mentions.place_numbers_in(unit.span).any(|i| {
            let place = &mentions.places[i];
            unit.span.contains(place.span)
                && !place.container_only
                && mentions.resolved[i].place.r#type != PlaceType::Country
        })
    };
    let long = || !somewhere() || series::lasts(reading, mentions, unit.span, &cues);
    let span = has(TallyCueRole::Span)
        || cues.iter().any(|c| c.role == TallyCueRole::Period && dated(mentions, c)) && long();
    let counts = has(TallyCueRole::Count);
    let same = has(TallyCueRole::Same);
    if people && counts_people(reading, mentions, unit, &cues) {
        return true;
    }
    let one_act = || !span && counts_one_act(reading, mentions, &cues);
    (rises && (counts || span) && !one_act()) || (span && (counts || same))
}

/// «المجموع: 5 شهداء»: a line that adds up those above it.
fn sums_up_list(reading: &Reading, unit: &Unit) -> bool {
    let word = || (unit.span.start..unit.span.end).find(|i| reading.tokens[*i].is_word());
    unit.first && word().is_some_and(|i| SUMS.contains(&bare(reading.key(i))))
}

/// Whether a unit that counts people counts those of several acts.
fn counts_people(reading: &Reading, mentions: &Mentions, unit: &Unit, cues: &[&TallyCue]) -> bool {
    let has = |role| cues.iter().any(|c| c.role == role);
    // «خلال الساعات الـ24 الماضية» with people and no place of its own: a day's digest.
    let lasts = series::lasts(reading, mentions, unit.span, cues);
    let long = has(TallyCueRole::Span) || lasts;
    let spread = has(TallyCueRole::Spread);
    let numbered = mentions
        .numbers_in(unit.span)
        .iter()
        .any(|n| unit.span.contains(n.span) && n.count.min.is_some_and(|many| many > 1));
    let people = mentions.figures_in(unit.span).iter().filter(|f| unit.span.contains(f.span));
    let most = people.filter_map(|f| f.count.min.max(f.count.max)).max();
    // «استهدفت … 4 مرات، تسببت بمقتل»: a toll of several acts.
    let repeated = || {
        numbered
            && (mentions.numbers_in(unit.span).iter().any(|n| {
                unit.span.contains(n.span)
                    && n.role == NumberRole::Time
                    && n.count.min.is_some_and(|times| times > 1)
                    && reading.key(n.span.end) == "مرات"
            }) || many_attacks(reading, mentions, unit.span))
    };
    has(TallyCueRole::Separate)
        || most_elsewhere(reading, mentions, unit.span)
        || has(TallyCueRole::Habit) && of_habit(mentions, unit.span)
        || cues.iter().any(|c| of_war(reading, c))
        || (spread && long)
        || numbered
            && (numbered_acts(reading, mentions, unit.span)
                || numbered_regions(reading, mentions, unit.span)
                || !unit.headline && numbered_incidents(reading, mentions, unit.span))
        || most >= Some(MASSES) && masses(mentions, unit.span)
        || most >= Some(HUNDREDS) && masses_of_sorts(reading, mentions, unit.span)
        || !unit.headline && fights_of_region(reading, mentions, unit, cues)
        || heads_digest(reading, mentions, unit)
        || cues.iter().any(|c| c.short) && cities(mentions, unit.span) >= MANY_CITIES
        // «وصل مستشفيات القطاع خلال 24 ساعة 72 شهيداً»: whatever place is told beside.
        || (has(TallyCueRole::Wards) && long)
        || series::counts_series(reading, mentions, unit, cues, lasts, most)
        || (!unit.headline && series::counts_month(reading, mentions, unit.span))
        // «ثلاثة تفجيرات …، في مناطق متفرقة»: acts that are numbered, wherever they were.
        || spread && !unit.headline && several_acts(mentions, unit.span)
        || !has_place(mentions, unit.span)
            && (spread
                || long
                || prisoners(reading, cues)
                || tolls_of_many(reading, cues)
                || !unit.headline && repeated())
}

/// «105 أشخاص في سوريا، معظمهم في حلب وإدلب»: the others fell elsewhere.
fn most_elsewhere(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let most = |i: usize| MOST.contains(&reading.key(i)) && reading.key(i + 1) == "في";
    let place = |at: usize| {
        mentions.places_in(span).iter().any(|p| p.frame.start == at || p.span.start == at)
    };
    (span.start..span.end).any(|i| most(i) && place(i + 2))
}

/// «تستهدف بشكل مستمر أطراف المدينة، ما أدى لوقوع عشرات الضحايا»: what goes on, on no day of its own, and
/// people by the tens.
fn of_habit(mentions: &Mentions, span: TokenSpan) -> bool {
    let people = || mentions.figures_in(span).iter().filter(|f| span.contains(f.span));
    let many = |v: Vague| !matches!(v, Vague::Several | Vague::Many | Vague::About);
    people().next().is_some()
        && people().all(|f| f.count.vague.is_some_and(many) || harm::says_little(f))
        && people().any(|f| f.count.vague.is_some_and(many))
        && !on_a_day(mentions, span)
}

/// «بلغ عدد الأسرى في السجون 4850»: all who are held.
fn prisoners(reading: &Reading, cues: &[&TallyCue]) -> bool {
    cues.iter()
        .filter(|c| c.role == TallyCueRole::Count)
        .any(|c| (c.span.end - 1..c.span.end + 2).any(|i| PRISONERS.contains(&reading.key(i))))
}

/// Whether two or more acts are numbered as such.
fn several_acts(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.numbers_in(span).iter().any(|n| {
        span.contains(n.span)
            && n.count.min.is_some_and(|many| many > 1)
            && mentions.events_at(n.span.end).iter().any(|e| {
                e.span.start == n.span.end
                    && e.strength == Strength::Strong
                    && matches!(e.class, EventClass::Noun | EventClass::Masdar)
            })
    })
}

/// «حصيلة تفجيرات بغداد», «عدد ضحايا هجمات أمس»: the toll of attacks that are many.
fn tolls_of_many(reading: &Reading, cues: &[&TallyCue]) -> bool {
    cues.iter()
        .filter(|c| c.role == TallyCueRole::Count)
        .any(|c| (c.span.end..c.span.end + 3).any(|i| MANY_ATTACKS.contains(&bare(reading.key(i)))))
}

/// «حصيلة شهداء القصف على محافظة إدلب وأريافها»: the toll of whatever happened all over a governorate or in
/// two of them, which is no one incident's.
pub(crate) fn heads_digest(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let opens = reading.tokens[unit.span.start..unit.span.end]
        .iter()
        .filter(|token| token.is_word())
        .take(2)
        .any(|token| matches!(token.key.as_str(), "حصيله" | "الحصيله"));
    if !opens || has_place(mentions, unit.span) {
        return false;
    }
    let around = |i: usize| {
        let next = reading.key(mentions.places[i].frame.end);
        ["وارياف", "وريف"].iter().any(|word| next.starts_with(word))
    };
    let mut regions: Vec<&str> = Vec::new();
    let mut whole = false;
    for i in mentions.place_numbers_in(unit.span) {
        let (mention, place) = (&mentions.places[i], &mentions.resolved[i].place);
        if !unit.span.contains(mention.span) || place.r#type == PlaceType::Country {
            continue;
        }
        whole |= mention.typed && place.r#type == PlaceType::Governorate || around(i);
        if let Some(region) = place.admin1.filter(|region| !regions.contains(region)) {
            regions.push(region);
        }
    }
    whole || regions.len() > 1
}

/// How many cities a stretch names, none of them with its type.
fn cities(mentions: &Mentions, span: TokenSpan) -> usize {
    let city = |i: &usize| {
        let mention = &mentions.places[*i];
        span.contains(mention.span)
            && !mention.container_only
            && !mention.typed
            && mention.within_of.is_none()
            && mentions.resolved[*i].place.r#type == PlaceType::City
    };
    mentions.place_numbers_in(span).filter(city).count()
}

/// «خلال 48 ساعة في دير الزور والحسكة والرقة»: so many cities in so many hours are no one incident.
const MANY_CITIES: usize = 3;

/// «بلغت حصيلة الاشتباكات في محافظة السويداء 99 قتيلاً منذ صباح الأحد»: fights all over a governorate, counted
/// since some time ago, with no place of their own.
fn fights_of_region(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    cues: &[&TallyCue],
) -> bool {
    let fights = |c: &&TallyCue| {
        c.role == TallyCueRole::Count
            && (c.span.end..c.span.end + 2).any(|i| FIGHTS.contains(&bare(reading.key(i))))
    };
    let region = || {
        mentions.place_numbers_in(unit.span).any(|i| {
            unit.span.contains(mentions.places[i].span)
                && mentions.places[i].typed
                && mentions.resolved[i].place.r#type == PlaceType::Governorate
        })
    };
    let since =
        || (unit.span.start..unit.span.end).any(|i| matches!(reading.key(i), "منذ" | "ومنذ"));
    cues.iter().any(fights) && since() && region() && !has_place(mentions, unit.span)
}

/// Whether a cue opens or is a stretch of time.
fn times(cue: &TallyCue) -> bool {
    matches!(cue.role, TallyCueRole::Span | TallyCueRole::Period)
}

/// Whether a stretch names a place smaller than a governorate.
pub(in crate::assemble) fn has_place(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.place_numbers_in(span).any(|i| {
        let (p, place) = (&mentions.places[i], &mentions.resolved[i].place);
        // «مدينة تعز» is no governorate.
        let town = p.typed && matches!(p.r#type, PlaceType::City | PlaceType::Town);
        let general = place.r#type == PlaceType::Country || (!town && place.named_like_unit());
        // A district is where one incident may be; a governorate is too large to say so.
        let district = place.r#type == PlaceType::District;
        span.contains(p.span) && (!p.container_only || district) && !general
    })
}

/// Whether a unit counts acts in several places, without a period.
pub(crate) fn is_spread(mentions: &Mentions, unit: &Unit) -> bool {
    let has = |role| has(mentions, unit.span, role);
    (has(TallyCueRole::Spread) || has(TallyCueRole::Separate))
        && !has(TallyCueRole::Span)
        && !has(TallyCueRole::Rise)
}

/// «وبذلك يرتفع عدد ضحايا القصف إلى …»: the toll of one act that was just told.
fn counts_one_act(reading: &Reading, mentions: &Mentions, cues: &[&TallyCue]) -> bool {
    cues.iter().filter(|c| c.role == TallyCueRole::Count).any(|c| {
        mentions.events_in(TokenSpan::new(c.span.end, c.span.end + 3)).iter().any(|e| {
            let key = reading.key(e.span.start);
            key.starts_with("ال") && !key.ends_with("ات")
        })
    })
}
