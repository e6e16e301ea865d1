//! Tolls of a series of acts, told with a place of their own: «قُتل 45 مدنياً في … منذ مطلع الشهر».

use super::counting::DATE_REACH;
use crate::annotate::Mentions;
use crate::annotate::dates::DateMention;
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::numbers::NumberRole;
use crate::annotate::tally_cues::{TallyCue, TallyCueRole};
use crate::assemble::day::when::is_reporting_date;
use crate::assemble::roles::same_strike::definite;
use crate::assemble::units::{Unit, acts_in};
use crate::held::{LASTS, TIME};
use crate::model::{DatePrecision, Kind, Outcome, PlaceType, Vague};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
pub(crate) use crate::word_lists::series::LASTING;
use crate::word_lists::series::{BLOWN, CONFLICTS, DURING, LONG, RELATIVE, SERIES};

/// Whether the people of a unit were harmed over longer than one incident lasts, wherever it was.
///
/// `lasts` says whether a cue opens more than a day. A day told for the act, or one act told as
/// such («انفجار لغم»), is one incident whose day is told roughly. `most`: the largest number of the unit.
pub(crate) fn counts_series(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    cues: &[&TallyCue],
    lasts: bool,
    most: Option<u32>,
) -> bool {
    let opened = cues.iter().any(|c| c.role == TallyCueRole::Period);
    let long = |c: &&&TallyCue| c.role == TallyCueRole::Span && !c.short && !until(reading, c);
    // «منذ سيطرته على المدينة وحتى الآن»: from one day to another, whatever else is dated there.
    let ends = cues.iter().any(|c| c.role == TallyCueRole::Span && until(reading, c));
    let from_to = opened && ends;
    // «6.5 مليون مشرد»: those who fled a war, whatever act is told beside them.
    let masses = most >= Some(MASS);
    let fled = masses && displaced_by_war(mentions, unit.span) && !one_day(mentions, unit.span);
    let thousands = masses && thousands(mentions, unit.span);
    let spans_much = lasts
        || cues.iter().any(|c| long(&c))
        || thousands
        || over_months(reading, mentions, unit.span);
    // «ذكرت البعثة يوم الأول من تموز أن شهر حزيران شهد مقتل 1300»: the day is that of the report.
    let spans = from_to
        || spans_much
            && (!one_day(mentions, unit.span) || thousands && names_month(mentions, unit.span));
    fled || (spans && several_people(mentions, unit.span) && !one_act(reading, mentions, unit.span))
}

/// «قال النادي، اليوم الخميس، إن ثلاثة قضوا عام 2024»: where what was said begins; a day in front is that of
/// the saying.
pub(super) fn said_from(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> usize {
    let that = (span.start..span.end).find(|i| matches!(reading.key(*i), "ان" | "بان"));
    let nobody = |that: &usize| {
        let saying = TokenSpan::new(span.start, *that);
        mentions.figures_in(saying).iter().all(|f| f.span.end > *that)
    };
    that.filter(nobody).unwrap_or(span.start)
}

/// «62 مدنياً قُتلوا في سوريا في تشرين الثاني»: people of a month, with no place but a country.
pub(crate) fn counts_month(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let months = || mentions.dates_in(span).iter().any(|d| whole_month(reading, d));
    if mentions.dates_in(span).is_empty() || !several_people(mentions, span) || !months() {
        return false;
    }
    let span = TokenSpan { start: said_from(reading, mentions, span), ..span };
    // «هجوم … في حزيران الماضي أودى بحياة 38»: one that is recalled by its month; «القصف», «الغارات» are many.
    // «… بينهم أربعة بسبب التعذيب» tells how some of them died.
    let one = |e: &EventMention| {
        let many = matches!(e.class, EventClass::Noun | EventClass::Masdar | EventClass::Mutual)
            && (definite(reading, e.span.start) || reading.key(e.span.start).ends_with("ات"));
        // «وأصابت 90 آخرين»
        let harm = || mentions.outcomes_in(e.span).iter().any(|o| o.span.overlaps(e.span));
        e.kind != Some(Kind::DeathInCustody) && !many && !harm()
    };
    if acts_in(mentions, span).any(one) {
        return false;
    }
    // «قبل شهرين» is about one day that is not told.
    // «وثقت الشبكة في تقريرها الصادر اليوم مقتل 71 مدنياً في آب»: the day of the report.
    let mut told = mentions
        .days_in(span)
        .filter(|(d, _)| span.contains(d.span) && !is_reporting_date(reading, mentions, d.span))
        .peekable();
    let month = told.peek().is_some()
        && told.all(|(d, w)| {
            !d.since && whole_month(reading, d) && w.start.is_none_or(|start| start.day() == 1)
        });
    // «معتقلين من قطاع غزة»: where they were from.
    let home = |start: usize| start > 0 && reading.key(start - 1) == "من";
    let placed = || {
        mentions.place_numbers_in(span).any(|i| {
            span.contains(mentions.places[i].span)
                && !home(mentions.places[i].frame.start)
                && mentions.resolved[i].place.r#type != PlaceType::Country
        })
    };
    month && !placed()
}

/// «في حزيران», «الشهر الماضي», «عام 2024»: a month, a year or a part of one, known or not; «قبل شهرين» is about one
/// day that is not told.
pub(super) fn whole_month(reading: &Reading, date: &DateMention) -> bool {
    date.calendar.is_some_and(|c| c.day.is_none() && date.range_to.is_none())
        && reading.key(date.span.start) != "قبل"
}

/// «وحتى الآن» closes a period that something else opened.
fn until(reading: &Reading, cue: &TallyCue) -> bool {
    reading.key(cue.span.start).trim_start_matches('و') == "حتي"
}

/// Whether a cue says how long a place or a person has been what it is, and not when people came
/// to harm: «المدينة التي يسيطر عليها … منذ», «خمسة مختطفين منذ شهرين قُتلوا»; or how often the act
/// happened: «للمرة الثالثة خلال أسبوع», «وهي الغارة الرابعة منذ …».
pub(crate) fn describes(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    cue: &TallyCue,
) -> bool {
    let held = |o: Outcome| matches!(o, Outcome::Detained | Outcome::Abducted | Outcome::Missing);
    let cues = mentions.tally_cues_in(span);
    let nth = cues.iter().any(|c| c.role == TallyCueRole::Nth);
    let words = || (0..cue.span.start).rev().filter(|i| reading.tokens[*i].kind != TokenKind::Soft);
    let ends = |at: &usize| {
        let token = &reading.tokens[*at];
        token.is_punct('،') || token.is_punct('.') || token.kind == TokenKind::Break
    };
    let dated = |told| mentions.dates_across(told).iter().any(|d| d.span.contains(told));
    let ranks = |at: usize| {
        let told = TokenSpan::new(at, at + 1);
        cues.iter().any(|c| c.role == TallyCueRole::Nth && c.span.contains(told)) && !dated(told)
    };
    // «وهي رابع طفل يصاب بنيران القناصة منذ …»
    if nth && words().take(NTH_REACH).take_while(|at| !ends(at)).any(ranks) {
        return true;
    }
    for at in words().take(ATTRIBUTE_REACH) {
        if ends(&at) {
            return false;
        }
        let told = TokenSpan::new(at, at + 1);
        // «قضى 37 معتقلاً في السجون منذ …» counts prisoners; «خمسة مختطفين منذ …» is for how long.
        let figure = mentions.figures_at(at).iter().any(|f| f.span.contains(told));
        let counted = figure && at + 1 < cue.span.start;
        // «تمردها المستمر منذ ست سنوات أدى إلى مقتل …»: how long they have been killing.
        if reading.forms.any_parts(at) & LASTS != 0
            && at > 0
            && CONFLICTS.iter().any(|stem| bare(reading.key(at - 1)).starts_with(stem))
        {
            return false;
        }
        if reading.forms.any_parts(at) & LASTS != 0 && !counted {
            // «قُتل العشرات في … الخاضعة لـ… منذ»: so many did not fall on one day.
            return !counts_masses(mentions, span);
        }
        let word = mentions.outcomes_at(at).iter().find(|o| o.span.contains(told));
        if let Some(word) = word.filter(|_| !counted) {
            // How long they had been held, told of those who were killed.
            return held(word.outcome)
                && mentions
                    .figures_in(span)
                    .iter()
                    .any(|f| span.contains(f.span) && !held(f.outcome));
        }
        if figure {
            return false;
        }
        if RELATIVE.contains(&reading.key(at)) {
            // «المعارك التي اندلعت منذ …» is how long the fights have lasted.
            return !mentions.events_at(at).iter().any(|e| e.span.end == at);
        }
    }
    false
}

/// How far in front of a period its relative pronoun may stand, in words and marks.
const ATTRIBUTE_REACH: usize = 8;

/// How far in front of it «ثالث غارة» may stand: the weapon's name fits.
const NTH_REACH: usize = 12;

/// Whether tens or more came to harm, nobody knows how many.
fn counts_masses(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.figures_in(span).iter().any(|f| {
        let harmed = matches!(f.outcome, Outcome::Killed | Outcome::Injured | Outcome::Casualties);
        let many = !matches!(f.count.vague, None | Some(Vague::Several | Vague::Most));
        harmed && many && f.count.min >= Some(20) && f.count.max.is_none() && span.contains(f.span)
    })
}

fn several_people(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.figures_in(span).iter().any(|f| {
        let harmed = matches!(
            f.outcome,
            Outcome::Killed
                | Outcome::Injured
                | Outcome::Casualties
                | Outcome::Detained
                | Outcome::Abducted
        );
        span.contains(f.span)
            && f.within.is_none()
            && harmed
            && f.count.number().is_some_and(|n| n > 1)
    })
}

/// More people than one act kills of which neither a day nor a kind is told.
fn thousands(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.figures_in(span).iter().any(|f| {
        matches!(f.outcome, Outcome::Killed | Outcome::Casualties)
            && span.contains(f.span)
            && f.count.min.is_some_and(|n| n >= MASS)
    })
}

/// «من أيار 2015 وحتى نيسان 2016», «بين 10 و24 أيار»: from one day to another further off than an act lasts.
pub(super) fn over_months(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.days_in(span).any(|(d, w)| {
        let days = || match w.start.zip(w.end) {
            Some((from, to)) => from.until(to).ok().map(|time| time.get_days()),
            // Of no year that is known.
            None => d.calendar.and_then(|c| Some(i32::from(c.last_day? - c.day?))),
        };
        let least = if d.range_to.is_some() { MONTH } else { DAYS };
        let from = d.span.start.saturating_sub(1)..=d.span.start;
        let both = d.range_to.is_some()
            || d.calendar.is_none_or(|c| c.day.is_some())
                && from.into_iter().any(|i| matches!(reading.key(i), "بين" | "من"));
        span.contains(d.span) && both && days().is_some_and(|days| days > least)
    })
}

/// Days behind which a stretch of time is no single act's.
const MONTH: i32 = 31;
/// The same where both days are told by one month.
const DAYS: i32 = 3;

/// Whether a whole month is named.
fn names_month(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions
        .days_in(span)
        .any(|(d, w)| span.contains(d.span) && !d.since && w.precision == DatePrecision::Month)
}

/// More people than one act drives out.
fn displaced_by_war(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.figures_in(span).iter().any(|f| {
        f.outcome == Outcome::Displaced
            && span.contains(f.span)
            && f.count.number().is_some_and(|n| n >= 100 * MASS)
    })
}

/// So many killed are no single incident's without a word about it.
const MASS: u32 = 1_000;

/// Whether a day is told for what happened.
fn one_day(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions.days_in(span).any(|(d, w)| {
        span.contains(d.span)
            && !d.since
            && !d.until
            && w.precision == DatePrecision::Day
            && w.start == w.end
    })
}

/// Whether the act told is one that can be counted: a blast, a raid, an assassination.
fn one_act(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let single = |e: &&EventMention| {
        let key = reading.key(e.span.start);
        let mass = matches!(e.class, EventClass::Mutual)
            || matches!(e.kind, Some(Kind::Shelling | Kind::DeathInCustody));
        let noun = matches!(e.class, EventClass::Noun | EventClass::Masdar);
        // «ثلاث غارات», «وهدم 10 مبانٍ»
        let counted = mentions.numbers_in(span).iter().any(|n| {
            (n.span.end == e.span.start || n.frame.start == e.span.end)
                && n.role != NumberRole::Count
                && n.count.min.is_some_and(|many| many > 1)
        }) || e.span.start > 0 && SERIES.contains(&reading.key(e.span.start - 1));
        // «منذ سيطرته على …» is when it began, not what happened.
        let opens = mentions.tally_cues_in(span).iter().any(|c| c.span.overlaps(e.span));
        // «بانفجار ألغام»
        let blown = (e.span.start..=e.span.end).any(|i| BLOWN.contains(&reading.key(i)));
        noun && !mass
            && !opens
            && !blown
            && e.strength != Strength::Support
            && !key.ends_with("ات")
            && !key.starts_with("ال")
            && !counted
    };
    let blast = mentions.means_in(span).iter().any(|m| {
        let many = |i: usize| {
            let key = reading.key(i);
            key.ends_with("ات") || key.contains("لغام")
        };
        span.contains(m.span)
            && matches!(m.kind_hint, Some(Kind::Ied | Kind::LandmineErw | Kind::SuicideBombing))
            && !(m.span.start..m.span.end).any(many)
    });
    blast || mentions.events_in(span).iter().filter(|e| span.contains(e.span)).any(|e| single(&e))
}

/// «منذ 1984», «خلال عشرة أشهر»: more than a day and a night.
pub(super) fn lasts(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    cues: &[&TallyCue],
) -> bool {
    let since = |cue: &&&TallyCue| {
        let near = TokenSpan { end: cue.span.end + DATE_REACH, ..cue.span };
        mentions.days_across(near).filter(|(d, _)| d.span.end > near.start).any(|(_, when)| {
            let days = when
                .start
                .zip(mentions.written)
                .and_then(|(s, p)| s.until(p).ok())
                .map_or(0, |s| s.get_days());
            // A weekday without a date to count from may seem to come.
            when.precision != DatePrecision::Day || !(0..=1).contains(&days)
        })
    };
    let period = |c: &&&TallyCue| c.role == TallyCueRole::Period;
    // «منذ ست سنوات», where that is not how long a town has been under siege.
    let ago = |start: usize| {
        reading.key(start - 1) == "منذ"
            && cues.iter().any(|c| c.role == TallyCueRole::Period && c.span.start == start - 1)
    };
    let during = mentions.numbers_in(span).iter().any(|n| {
        let start = n.frame.start;
        span.contains(n.span)
            && start > span.start
            // «في 27 من الشهر الماضي» is a day.
            && reading.key(n.span.end) != "من"
            && (DURING.contains(&reading.key(start - 1)) || ago(start))
            && (n.span.start..n.span.end + 2)
                .any(|i| reading.forms.any_parts(i) & TIME != 0 && reading.reads_any(i, &LONG))
    });
    cues.iter().filter(period).any(|c| since(&c)) || during
}
