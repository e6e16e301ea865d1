//! The day a unit states for its act, and what says that its news is older.

use crate::assemble::asked::{BEFORE, GATHERS, LATEST, THEN};
use crate::assemble::draft::Read;
use crate::assemble::scene::bylines::line_start;
use crate::assemble::scene::homes::at_funeral;
use crate::assemble::units::Unit;
use crate::word_lists::when::{DIGESTS, GATHERED, ORDINALS, SAID, SIDES, VISITS};

use crate::annotate::Mentions;
use crate::annotate::dates::DateMention;
use crate::annotate::events::{EventMention, Strength};
use crate::annotate::sources::SourceMention;
use crate::held::FUNERAL;
use crate::model::{Basis, DatePrecision, When};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// How many words the heading of a digest has at most.
const HEADING: usize = 16;

/// «حصاد الأحداث الميدانية ليوم الأحد»: what follows happened on that day.
pub(in crate::assemble) fn heads_digest(reading: &Reading, span: TokenSpan) -> bool {
    let says = |words: &[&str]| (span.start..span.end).any(|i| words.contains(&reading.key(i)));
    span.end - span.start <= 2 * HEADING
        && reading.forms.part_in(span, GATHERS)
        && says(&GATHERED)
        && says(&DIGESTS)
}

/// «في حين ردّت المدفعية …»: an answer belongs to the day of what it answers.
pub(in crate::assemble) fn answers(reading: &Reading, span: TokenSpan) -> bool {
    (span.start..span.end.min(span.start + 4))
        .any(|i| matches!(reading.key(i), "رد" | "ردت" | "ورد" | "وردت" | "لترد" | "ليرد"))
}

/// «من جانبها، استهدفت الفصائل مواقع …»: what the other side did, where it answered nothing. Who speaks for
/// a side goes on with the news («من جانبها، أعلنت …»).
pub(in crate::assemble) fn other_side(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> bool {
    let opens = (span.start..span.start + 3)
        .find(|i| reading.key(*i) == "من" && SIDES.contains(&reading.key(i + 1)));
    opens.is_some_and(|at| {
        let behind = TokenSpan::new(at + 2, at + 5);
        !mentions.sayings_in(behind).iter().any(|s| behind.contains(*s))
            && !(span.start..span.end + ANSWER_REACH)
                .take_while(|i| reading.tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Break))
                .any(|i| matches!(reading.key(i), "ردا" | "كرد"))
    })
}

/// «في اليوم نفسه، …», «وفي هجوم منفصل في اليوم ذاته …»: on the day just told.
pub(in crate::assemble) fn that_day(reading: &Reading, span: TokenSpan) -> bool {
    (span.start..span.end.min(span.start + THAT_DAY)).any(|i| {
        reading.key(i) == "اليوم" && matches!(reading.key(i + 1), "نفسه" | "ذاته" | "عينه")
            || matches!(reading.key(i), "ذات" | "نفس") && reading.key(i + 1) == "اليوم"
    })
}

/// How far behind its opening a unit may say that it was the same day, in tokens.
const THAT_DAY: usize = 8;

/// «وكانت حصيلة سابقة أفادت بمقتل …»: an earlier count of what is told, and no earlier act.
pub(in crate::assemble) fn earlier_toll(reading: &Reading, span: TokenSpan) -> bool {
    (span.start..span.start + 3).any(|i| matches!(reading.key(i), "حصيله" | "الحصيله"))
}

/// How far behind what a side did it may be told that it was an answer, in tokens.
const ANSWER_REACH: usize = 20;

/// Tokens between an act and the year it was in.
const YEAR_REACH: usize = 14;

/// «سيطرت الفصائل على عفرين عام 2018»: the year of the act itself, not of one that is only told
/// beside it («التي سيطرت عليها عام 2018»).
fn year_of_act(reading: &Reading, mentions: &Mentions, span: TokenSpan, year: TokenSpan) -> bool {
    let which = |i: usize| {
        matches!(reading.key(i), "التي" | "الذي" | "الذين" | "حيث" | "اللذين" | "والتي" | "والذي")
    };
    let acts = || {
        mentions
            .events_in(span)
            .iter()
            .filter(|e| span.contains(e.span) && e.strength == Strength::Strong && e.kind.is_some())
    };
    let near = |e: &&EventMention| {
        e.span.end <= year.start
            && year.start - e.span.end <= YEAR_REACH
            && !(e.span.end..year.start).any(which)
    };
    let Some(act) = acts().rfind(near) else {
        // «في عام 2018 سيطرت …»
        return year.start <= span.start + 4
            && acts()
                .next()
                .is_some_and(|e| e.span.start >= year.end && e.span.start - year.end <= 3);
    };
    let told_beside = (act.span.start.saturating_sub(3)..act.span.start).any(which);
    !told_beside || acts().count() == 1
}

/// «المرصد أشار صباح اليوم إلى …», «والتي كان آخرها …»: news told before, or the latest of a series.
pub(crate) fn says_earlier(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let latest = reading.forms.part_in(unit.span, LATEST)
        && (unit.span.start..unit.span.end)
            .filter(|i| reading.key(*i) == "اخرها")
            .any(|i| i > 0 && reading.key(i - 1).ends_with("كان"));
    let said = mentions
        .sources_in(unit.span)
        .iter()
        .find(|s| unit.span.contains(s.span) && s.span.start <= unit.span.start + 4);
    // «أفاد مصدر اليوم بأن …» tells the news: only what the source «had said» is old.
    let told = said.is_some_and(|source| {
        !spoke(mentions, unit, source)
            && mentions.dates_in(unit.span).iter().any(|d| {
                unit.span.contains(d.span)
                    && d.span.start >= source.span.start
                    && d.span.start <= source.span.end + 3
                    && {
                        // What was said follows at once: «إلى …», «أن …», or the act itself.
                        let mut behind = d.span.end..d.span.end + 3;
                        behind.any(|i| matches!(reading.key(i), "الي" | "ان" | "بان"))
                            || !mentions
                                .events_in(TokenSpan::new(d.span.end, d.span.end + 2))
                                .is_empty()
                    }
            })
    });
    latest || told || earlier_that_day(reading, mentions, unit)
}

/// «قطع المحتجون حينها الطريق بعد مقتل طفل»: at the time of what was recalled.
pub(in crate::assemble) fn says_then(reading: &Reading, span: TokenSpan) -> bool {
    reading.forms.part_in(span, THEN)
}

/// «قصفت الطائرات، في وقت سابق اليوم، قرية …»: an act before the one that was told, by its own words.
fn earlier_that_day(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    if !reading.forms.part_in(unit.span, BEFORE) {
        return false;
    }
    (unit.span.start..unit.span.end).any(|i| {
        let phrase = reading.key(i).ends_with("وقت") && reading.key(i + 1) == "سابق";
        let from = TokenSpan::new(i.saturating_sub(ACT_BEFORE).max(unit.span.start), i);
        let day = mentions
            .dates_in(TokenSpan::new(i + 2, i + 5))
            .iter()
            .any(|d| d.span.start <= i + 3 && d.relative.is_some_and(|(from, to)| from == to));
        phrase
            && day
            && mentions
                .events_in(from)
                .iter()
                .any(|e| from.contains(e.span) && e.strength != Strength::Support)
    })
}

/// How far in front of «في وقت سابق» its act may stand, in tokens.
const ACT_BEFORE: usize = 8;

/// Whether the verb of saying stands in front of who said it.
fn spoke(mentions: &Mentions, unit: &Unit, source: &SourceMention) -> bool {
    mentions
        .sayings_in(unit.span)
        .iter()
        .any(|s| unit.span.contains(*s) && s.start <= source.span.start)
}

/// How far behind its verb the date of saying may stand, in tokens.
const SAID_WHEN: usize = 8;

/// How far, when what was said follows the date at once.
const SAID_WHAT: usize = 20;

/// «أفاد المرصد أمس بأن …», «قالت الوزارة في بيان اليوم …»: when it was said, not when it happened.
pub(in crate::assemble) fn is_reporting_date(
    reading: &Reading,
    mentions: &Mentions,
    date: TokenSpan,
) -> bool {
    // «أعلن مدير مكتب الصحة في عدن فلان أمس عن …», «أعلنت اللجنة، اليوم الأحد، أن …»: whoever spoke, and
    // where his office is.
    let comma = usize::from(matches!(reading.key(date.end), "،" | ","));
    let what = matches!(reading.key(date.end + comma), "عن" | "ان" | "بان");
    let reach = if what { SAID_WHAT } else { SAID_WHEN };
    let between = |from: usize| {
        let span = TokenSpan::new(from, date.start);
        mentions.events_in(span).iter().any(|e| span.contains(e.span))
            || mentions.outcomes_in(span).iter().any(|o| span.contains(o.span))
            || !what && mentions.places_in(span).iter().any(|p| span.contains(p.span))
    };
    // «أشار إلى أن أمس قُتل …»: behind the conjunction, of what was said.
    let said = |from: usize| (from..date.start).any(|i| SAID.contains(&reading.key(i)));
    mentions
        .sayings_before(date.start)
        .take_while(|s| date.start - s.end <= reach)
        .any(|s| !between(s.end) && !said(s.end))
}

/// Days behind which «منذ» tells how long something has lasted, and not when an act was.
const LASTING: i32 = 10;

/// «حيث تخوض القوات قتالاً منذ تسعة أشهر», «التي يحاصرها … منذ عام»: how long what a relative clause tells
/// has been going on, its verb in the present.
fn how_long(reading: &Reading, span: TokenSpan, date: TokenSpan) -> bool {
    if reading.key(date.start) != "منذ" {
        return false;
    }
    let from = date.start.saturating_sub(LASTING_REACH).max(span.start);
    (from..date.start)
        .rfind(|i| matches!(reading.key(*i), "حيث" | "التي" | "الذي" | "الذين"))
        .is_some_and(|i| reading.key(i + 1).starts_with(['ت', 'ي']))
}

/// «ارتفعت اليوم حصيلة ضحايا انفجار … أمس»: when the toll rose, and not when they were harmed.
fn rose(reading: &Reading, date: TokenSpan) -> bool {
    date.start.checked_sub(1).is_some_and(|i| {
        matches!(
            reading.key(i).trim_start_matches(['و', 'ل']),
            "ارتفع" | "ارتفعت" | "ارتفاع" | "يرتفع" | "ترتفع"
        )
    })
}

/// «وتفقد السكان صباح اليوم موقع التفجير»: when they saw it, and not when it happened.
fn visited(reading: &Reading, span: TokenSpan, date: TokenSpan) -> bool {
    (date.start.saturating_sub(VISIT_REACH).max(span.start)..date.start)
        .any(|i| VISITS.contains(&reading.key(i).trim_start_matches('و')))
}

/// How far behind a visit its day may stand, in tokens.
const VISIT_REACH: usize = 4;

/// How far in front of «منذ» its clause may open, in tokens.
const LASTING_REACH: usize = 14;

/// «وهو الاستهداف الثالث خلال شهر نيسان الحالي»: the time over which it is numbered.
fn numbered_in(reading: &Reading, span: TokenSpan, date: TokenSpan) -> bool {
    let from = date.start.saturating_sub(LASTING_REACH).max(span.start);
    (from..date.start + 2).rfind(|i| reading.key(*i) == "خلال").is_some_and(|at| {
        at <= date.start && (from..at).any(|i| ORDINALS.contains(&reading.key(i)))
    })
}

/// «القاهرة – 24 تشرين الثاني 2017 – …», «سبها 3-4-2020 (وال) …»: a date behind the town that opens a line.
fn dates_line(reading: &Reading, date: TokenSpan) -> bool {
    let Some(start) = line_start(reading, date.start, LINE_HEAD) else { return false };
    let agency = (start..date.start).any(|i| reading.key(i) == ")");
    // «نيالا 27-8-2022: …» is dated as the news is.
    let mark = |i: usize| match reading.key(i) {
        "(" | "-" | "–" | "—" => true,
        ":" => agency,
        _ => false,
    };
    (start..date.start).any(|i| reading.tokens[i].is_word()) && (date.end..date.end + 2).any(mark)
}

/// Tokens of a town and an agency in front of the date of a dateline, at most.
const LINE_HEAD: usize = 8;

/// The date a unit states for its act.
pub(in crate::assemble) fn stated(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
) -> Option<Read<When>> {
    let funeral = reading.forms.part_in(span, FUNERAL);
    let day_behind = |at: usize| {
        mentions.days_in(TokenSpan::new(at, span.end)).any(|(d, w)| {
            span.contains(d.span) && d.span.start > at && w.precision == DatePrecision::Day
        })
    };
    let wound = || (span.start..span.end).find(|i| reading.key(*i).starts_with("متاثر"));
    let mut best: Option<(usize, &DateMention, &When)> = None;
    for (date, when) in mentions.days_in(span) {
        if !span.contains(date.span) || date.until || date.dateline {
            continue;
        }
        // «طرابلس 28 آب 2022 (وال) - … أمس»: when it was written, where the news has a day of its own.
        if date.explicit() && dates_line(reading, date.span) && day_behind(date.span.end) {
            continue;
        }
        // «منذ مطلع الشهر» opens a period.
        let open = date.since && date.range_to.is_none();
        if open && when.precision != DatePrecision::Day {
            continue;
        }
        // «التي تسيطر عليها المعارضة منذ 28 أيار»: how long something has lasted.
        let long_ago = mentions.written.zip(when.start).is_some_and(|(published, start)| {
            start.until(published).is_ok_and(|s| s.get_days() > LASTING)
        });
        if open && long_ago {
            continue;
        }
        if when.precision != DatePrecision::Day && how_long(reading, span, date.span) {
            continue;
        }
        if visited(reading, span, date.span) {
            continue;
        }
        let year = when.precision == DatePrecision::Year;
        if year && (date.range_to.is_some() || !year_of_act(reading, mentions, span, date.span)) {
            continue;
        }
        let one_day = when.start.is_some() && when.start == when.end;
        if !one_day && numbered_in(reading, span, date.span) {
            continue;
        }
        // «توفيت أمس متأثرة بجراح أصيبت بها الخميس»: when they were harmed, not when they died of it.
        let died = day_behind(date.span.end)
            && wound().is_some_and(|at| date.span.end <= at && day_behind(at));
        // A day beats a month; of two days the first told is the act's.
        let rank = usize::from(when.precision != DatePrecision::Day)
            + usize::from(year)
            + 2 * usize::from(open)
            + 4 * usize::from(when.start.is_none())
            + 3 * usize::from(
                died || is_reporting_date(reading, mentions, date.span)
                    || rose(reading, date.span)
                    || funeral && at_funeral(reading, span, date.span),
            );
        if best.is_none_or(|(r, ..)| rank < r) {
            best = Some((rank, date, when));
        }
    }
    let (_, date, when) = best?;
    debug_assert!(when.basis != Basis::Unstated || when.start.is_none());
    Some(Read::new(when.clone(), date.span, date.rule))
}
